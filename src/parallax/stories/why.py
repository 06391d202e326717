"""Why two articles are thought to tell the same event, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from parallax.stories.agencies import agency_of
from parallax.stories.copies import COPIED, overlap, sketch
from parallax.stories.marks import shown_marks
from parallax.stories.model import PairModel
from parallax.stories.pair import FEATURES, Matrix
from parallax.stories.rarity import Rarity
from parallax.telling import Reason, Told

# A reader can take in this many of one kind.
MOST_OF_A_KIND = 5
# Rarity in nats below which a shared word tells nothing: borne by one article in twenty.
TELLING = 3.0


def reasons(told: tuple[Told, Told], row: Matrix, rarity: Rarity, model: PairModel) -> tuple[Reason, ...]:
    """The parts of the pair's log-odds, and what each rests on; weightiest first.

    ``row`` is the pair's one row of features; ``rarity`` knows all its marks.
    """
    its = dict(zip(FEATURES, row[0].tolist(), strict=True))
    parts = {name: value * model.weights[name] for name, value in its.items()}
    cosine = its["alike_own"] + its["alike_across"]
    found = [
        Reason("similarity", f"{cosine:.2f} alike in meaning", parts["alike_own"] + parts["alike_across"])
    ]
    names = parts["names_own"] + parts["names_across"] + parts["name"]
    found += _shared(told, rarity, "n", "name", names)
    found += _shared(told, rarity, "w", "word", parts["words"])
    found += _shared(told, rarity, "#", "number", parts["number"])
    hours = abs((told[0].published - told[1].published).total_seconds()) / 3600
    found.append(Reason("time", f"{hours:.0f} hours apart", parts["days"]))
    found += _wire(told)
    return tuple(sorted(found, key=lambda reason: (-abs(reason.weight), reason.kind, reason.detail)))


def _shared(
    told: tuple[Told, Told], rarity: Rarity, sign: str, kind: Literal["name", "word", "number"], weight: float
) -> list[Reason]:
    """One reason a shared mark, the feature's weight spread by how rare each is."""
    shown = shown_marks(told[0]), shown_marks(told[1])
    marks = [mark for mark in shown[0] if mark[0] == sign and mark in shown[1] and mark in rarity.ids]
    rare = {mark: nats for mark in marks if (nats := rarity.weight(mark)) >= TELLING}
    total = sum(rare.values())
    best = sorted(rare, key=lambda mark: (-rare[mark], mark))[:MOST_OF_A_KIND]
    return [Reason(kind, _both(shown[0][mark], shown[1][mark]), weight * rare[mark] / total) for mark in best]


def _both(one: str, other: str) -> str:
    return one if one.lower() == other.lower() else f"{one} / {other}"


def _wire(told: tuple[Told, Told]) -> Sequence[Reason]:
    share = overlap(sketch(told[0].body), sketch(told[1].body))
    agencies = {agency_of(its.agency, its.body) for its in told}
    if share >= COPIED:
        return [Reason("wire", f"{share:.0%} of the shorter text is in the other", share)]
    if len(agencies) == 1 and "" not in agencies:
        return [Reason("wire", f"both credit {agencies.pop()}", 0.0)]
    return []
