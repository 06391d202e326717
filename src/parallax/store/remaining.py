"""What stays of a story's telling once reports have left it, until it is told anew."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from typing import Protocol

from parallax.store.views import Telling
from parallax.telling import Evidence, NumberDispute, Omission, Utterance, Voice

# A dispute is between two values, a shared utterance between two reports.
LEAST = 2


def remaining(telling: Telling, ids: Set[str]) -> Telling:
    """The telling without anything that names, quotes or rests on a report that is not among ``ids``.

    A label of several reports goes when one of them does: whether the rest earn it is for the next telling.
    """
    return replace(
        telling,
        takes=tuple(take for take in telling.takes if holds(take, ids)),
        alike=tuple(take for take in telling.alike if holds(take, ids)),
        omissions=tuple(one for one in telling.omissions if _stands(one, ids)),
        numbers=tuple(one for one in (_disputed(one, ids) for one in telling.numbers) if one is not None),
        utterances=tuple(
            one for one in (_carried(one, ids) for one in telling.utterances) if one is not None
        ),
        voices=tuple(one for one in (_heard(one, ids) for one in telling.voices) if one is not None),
        tones=tuple(one for one in telling.tones if one.article_id in ids),
    )


class _InReport(Protocol):
    @property
    def article_id(self) -> str: ...


class _Label(Protocol):
    @property
    def article_ids(self) -> tuple[str, ...]: ...

    @property
    def evidence(self) -> Sequence[_InReport]: ...


def holds(take: _Label, ids: Set[str]) -> bool:
    """Whether all that a label names and rests on is among ``ids``."""
    return ids >= {*take.article_ids, *(line.article_id for line in take.evidence)}


def _stands(one: Omission, ids: Set[str]) -> bool:
    return one.article_id in ids and _known(one.others, ids) == one.others


def _known(evidence: tuple[Evidence, ...], ids: Set[str]) -> tuple[Evidence, ...]:
    return tuple(line for line in evidence if line.article_id in ids)


def _disputed(one: NumberDispute, ids: Set[str]) -> NumberDispute | None:
    values = tuple((value, kept) for value, lines in one.values if (kept := _known(lines, ids)))
    return replace(one, values=values) if len(values) >= LEAST else None


def _carried(one: Utterance, ids: Set[str]) -> Utterance | None:
    quotes = tuple(quote for quote in one.quotes if quote.article_id in ids)
    return replace(one, quotes=quotes) if len({quote.article_id for quote in quotes}) >= LEAST else None


def _heard(one: Voice, ids: Set[str]) -> Voice | None:
    said = tuple(place for place in one.said if place[0] in ids)
    return replace(one, said=said) if said else None
