"""Attribution against people's marks (PolNeAR): who says each direct quotation of four words or more.

What counts. The cases are all passages between quotation marks of at least four words of which at
least half lies inside the content of a marked attribution. A case is right when the words we take
for its speaker overlap the marked source of such an attribution. Precision is over the cases we name
a speaker for; recall over all cases. In a few attributions of the set source and cue are swapped (the
source is a lone verb of speech): there the cue is read as the source; ``raw`` figures read
them as marked. Passages nobody marked are no cases.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.quotes import baseline

from parallax.quotes.cast import gather
from parallax.quotes.grammar import grammar
from parallax.quotes.marks import passages
from parallax.quotes.passes import attribute_all
from parallax.quotes.speakers import speakers

WORDS = 4
OVERLAP = 0.5
# One article in four is held out: attribution was written reading errors of the others only. How
# pronouns are resolved was read on all of them.
HELD = 4
SWAPPED = frozenset(["said", "says", "added", "told", "wrote"])
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(slots=True)
class Score:
    """Counts of one run."""

    cases: int = 0
    named: int = 0
    right: int = 0
    raw_right: int = 0
    pronouns: int = 0
    resolved: int = 0
    wrong: list[str] = field(default_factory=list)
    rules: Counter[tuple[str, bool]] = field(default_factory=Counter)

    def figures(self) -> dict[str, float]:
        return {
            "cases": self.cases,
            "precision": round(self.right / max(1, self.named), 4),
            "recall": round(self.right / max(1, self.cases), 4),
            "raw_precision": round(self.raw_right / max(1, self.named), 4),
            "raw_recall": round(self.raw_right / max(1, self.cases), 4),
            "pronouns": self.pronouns,
            "pronouns_resolved": round(self.resolved / max(1, self.pronouns), 4),
        }


@dataclass(frozen=True, slots=True)
class Case:
    """A passage we or the baseline found, in offsets of the whole text, and the mention taken for its speaker."""

    start: int
    end: int
    mention: tuple[int, int] | None
    rule: str
    pronoun: bool
    resolved: bool


def load(shared: Path, part: str) -> list[dict[str, Any]]:
    """Articles of ``tuned`` or ``held``, by a hash of the id, or ``all``."""
    lines = (shared / "data" / "quotes" / "attributions-dev.jsonl").read_text("utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    return [a for a in articles if part == "all" or is_held(a["id"]) == (part == "held")]


def is_held(name: str) -> bool:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % HELD == 0


def ours(text: str) -> list[Case]:
    """All passages of the text with the speaker our rules give."""
    blocks = text.split("\n")
    starts = [0]
    for block in blocks:
        starts.append(starts[-1] + len(block) + 1)
    g = grammar("en")
    assert g is not None
    found = passages(blocks, "en")
    cases = []
    for one, speaker, pronoun in speakers(attribute_all(blocks, found, g), gather(blocks, found, g), g):
        passage = one.passage
        mention = one.said.mention if one.said else None
        cases.append(
            Case(
                starts[passage.block] + passage.start,
                starts[passage.block] + passage.end,
                (starts[one.at] + mention.start, starts[one.at] + mention.end) if mention else None,
                one.said.rule if one.said else "",
                pronoun,
                pronoun and speaker is not None,
            )
        )
    return cases


def pattern(text: str) -> list[Case]:
    """The same passages, with the baseline's speakers."""
    hits = {hit.start: hit for hit in baseline.find(text)}
    cases = []
    for case in ours(text):
        hit = next((h for start, h in hits.items() if start < case.end and case.start < h.end), None)
        pronoun = hit is not None and hit.who.lower() in {"he", "she", "they"}
        cases.append(
            Case(
                case.start, case.end, (hit.who_start, hit.who_end) if hit else None, "pattern", pronoun, False
            )
        )
    return cases


def score(articles: Iterable[dict[str, Any]], read: Any) -> Score:
    """Counts over some articles with one reader of texts."""
    total = Score()
    for article in articles:
        for case in read(article["text"]):
            _count(total, article, case)
    return total


def _count(total: Score, article: dict[str, Any], case: Case) -> None:
    text = article["text"]
    if len(WORD.findall(text[case.start : case.end])) < WORDS:
        return
    covering = [a for a in article["attributions"] if _covers(a["content"], case)]
    if not any(a["source"] for a in covering):
        return
    total.cases += 1
    if case.mention is None:
        return
    total.named += 1
    total.pronouns += case.pronoun
    total.resolved += case.resolved
    raw = any(_overlaps(case.mention, span) for a in covering for span in a["source"])
    right = raw or any(
        _overlaps(case.mention, span) for a in covering if _is_swapped(text, a) for span in a["cue"]
    )
    total.raw_right += raw
    total.right += right
    total.rules[case.rule, right] += 1
    if not right:
        total.wrong.append(f"{article['id']} {case.start}: {case.rule} took {text[slice(*case.mention)]!r}")


def _covers(content: list[list[int]], case: Case) -> bool:
    inside = sum(max(0, min(case.end, end) - max(case.start, start)) for start, end in content)
    return inside >= OVERLAP * (case.end - case.start)


def _overlaps(a: tuple[int, int], b: list[int]) -> bool:
    return min(a[1], b[1]) > max(a[0], b[0])


def _is_swapped(text: str, attribution: dict[str, Any]) -> bool:
    return any(text[start:end].casefold() in SWAPPED for start, end in attribution["source"])
