"""How right the takes, omissions and disputed numbers are, on stories labelled by hand.

    python benchmarks/takes/measure.py [folder of the measuring material]

``labels.json`` holds the labels and verdicts: for each story the labels that are right (for the
edition those it was written to earn and others that are true and set reports apart, listed before
the rules were tuned), and for omissions which of those shown are right, by a hash.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from edition import edition_stories
from ministories import UNSEEN, ministories, reports

from parallax.quotes import align
from parallax.takes import Report, numbers, omissions, takes
from parallax.telling import Omission

LABELS = Path(__file__).with_name("labels.json")


@dataclass
class Score:
    """Counts of one part: shown, right among them, wanted, found among those; and wrong ones by name.

    ``stories`` were asked; ``silent`` got nothing of this part, and ``missed`` of them should have.
    """

    stories: int = 0
    silent: int = 0
    missed: int = 0
    shown: int = 0
    right: int = 0
    wanted: int = 0
    found: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.shown if self.shown else 1.0

    @property
    def coverage(self) -> float:
        return self.found / self.wanted if self.wanted else 1.0

    def asked(self, *, silent: bool, wanted: bool = False) -> None:
        self.stories += 1
        self.silent += silent
        self.missed += silent and wanted

    def add(self, shown: str, *, right: bool) -> None:
        self.shown += 1
        self.right += right
        if not right:
            self.wrong.append(shown)


def labels() -> dict[str, Any]:
    return json.loads(LABELS.read_text("utf-8"))


def mark(story: str, text: str) -> str:
    """A name for something shown that doesn't repeat its text."""
    return f"{story}:{hashlib.sha256(text.encode()).hexdigest()[:10]}"


def label_stories(shared: Path | None) -> Iterator[tuple[str, Sequence[Report], dict[str, list[str]]]]:
    """Every story whose takes are labelled: name, reports, labels that are wanted and others that are right."""
    known = labels()
    for found in (False, True):
        for name, told in edition_stories(found=found).items():
            yield f"{name}{'*' if found else ''}", told, known["edition"][name]
    for name, story in ministories().items():
        yield name, reports(story), {"wanted": story["takes"], "right": []}
    yield from unseen_stories()
    if shared:
        from threesides import threesides

        stories = threesides(shared)
        for name in known["threesides"]["labelled"]:
            yield name, stories[name], {"wanted": [], "right": []}


def unseen_stories() -> Iterator[tuple[str, Sequence[Report], dict[str, list[str]]]]:
    """Stories labelled after the rules stood."""
    for name, story in ministories(UNSEEN).items():
        yield name, reports(story), {"wanted": story["takes"], "right": story["right"]}


def score_takes(
    stories: Iterable[tuple[str, Sequence[Report], dict[str, list[str]]]],
) -> tuple[dict[str, Score], Counter[str]]:
    """By kind of take, and how many stories got none though they earned one, or rightly."""
    scores = {kind: Score() for kind in ("reporters", "voices", "opinion", "difference")}
    abstained: Counter[str] = Counter()
    for name, told, expected in stories:
        labels = takes(told, utterances=align([quote for report in told for quote in report.quotes]))
        shown = [take for take in labels if not take.shared]
        # "A | B": either is right, and one of them is wanted.
        wanted_labels = [label.split(" | ") for label in expected["wanted"]]
        right = {*expected["right"], *(label for labels in wanted_labels for label in labels)}
        for take in shown:
            scores[take.kind].add(f"{name}: {take.label}", right=take.label in right)
        got = {take.label for take in shown}
        for either in wanted_labels:
            kind = kind_of(either[0])
            scores[kind].wanted += 1
            scores[kind].found += not got.isdisjoint(either)
        for kind, score in scores.items():
            wanted = any(kind_of(label) == kind for label in expected["wanted"])
            score.asked(silent=not any(take.kind == kind for take in shown), wanted=wanted)
        abstained["stories"] += 1
        abstained["rightly without"] += not shown and not expected["wanted"]
        abstained["wrongly without"] += not shown and bool(expected["wanted"])
    return scores, abstained


def kind_of(label: str) -> str:
    if (label.endswith("perspective") and not label.startswith("Pro-")) or label.endswith("media"):
        return "reporters"
    if label.startswith(("Quoting", "Also told")):
        return "difference"
    return "opinion" if label.startswith(("Pro-", "Critical of")) else "voices"


def omission_stories(shared: Path | None) -> Iterator[tuple[str, Sequence[Report]]]:
    yield from edition_stories().items()
    if shared:
        from threesides import threesides

        yield from sorted(threesides(shared).items())


def score_omissions(shared: Path | None) -> dict[str, Score]:
    """What reports lack on the edition and the three-sided stories; what they alone carry on the edition only.

    Something shown that nobody has judged counts as wrong, so that a changed rule asks for a new reading.
    """
    right = set(labels()["right omissions"])
    scores = {kind: Score() for kind in ("lacks", "alone")}
    for name, told in omission_stories(shared):
        found = omissions(told)
        for kind in ("lacks",) if name.isdigit() else ("lacks", "alone"):
            own = [named(omission) for omission in found if omission.kind == kind]
            scores[kind].asked(silent=not own)
            for shown in own:
                scores[kind].add(shown, right=shown in right)
    return scores


def named(omission: Omission) -> str:
    return mark(f"{omission.kind}:{omission.article_id}", omission.text)


def score_numbers(shared: Path | None) -> Score:
    score = Score()
    wanted = labels()["disputes"]
    stories = [*omission_stories(shared), *((name, reports(story)) for name, story in ministories().items())]
    expected = {name: [set(map(str, values)) for values in found] for name, found in wanted.items()}
    for name, story in ministories().items():
        expected[name] = [set(map(str, values)) for values in story["numbers"]]
    for name, told in stories:
        shown = [{value.replace(",", "") for value, _ in dispute.values} for dispute in numbers(told)]
        for values in shown:
            score.add(f"{name}: {sorted(values)}", right=values in expected.get(name, []))
        score.asked(silent=not shown, wanted=bool(expected.get(name)))
        for values in expected.get(name, []):
            score.wanted += 1
            score.found += values in shown
    return score


def main() -> None:
    folders = [one for one in sys.argv[1:] if not one.startswith("-")]
    shared = Path(folders[0]) if folders else None
    scores, abstained = score_takes(label_stories(shared))
    parts = {**scores, **score_omissions(shared), "numbers": score_numbers(shared)}
    if "--unseen" in sys.argv:
        parts = {f"{kind} only": score for kind, score in score_takes(unseen_stories())[0].items()} | parts
    print(
        "| part | stories | shown | right | precision | wanted | found | coverage | silent | of them wrongly |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name, score in parts.items():
        judged = f"{score.wanted} | {score.found} | {score.coverage:.3f}" if score.wanted else "– | – | –"
        missed = score.missed if score.wanted else "–"
        print(
            f"| {name} | {score.stories} | {score.shown} | {score.right} | {score.precision:.3f} | {judged} "
            f"| {score.silent} | {missed} |"
        )
    print(dict(abstained))
    for name, score in parts.items():
        for shown in score.wrong:
            print("wrong", name, shown)


if __name__ == "__main__":
    main()
