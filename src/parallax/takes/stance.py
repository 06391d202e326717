"""Takes of opinion pieces: for or against what a person does, with the sentences that say so.

Only pieces their publisher marks as opinion are judged. A sentence counts when it names the person, or
the one office that the piece gives that person, and holds a cue that states approval or disapproval;
everything else is left unjudged.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from parallax.plurals import plural
from parallax.takes.places import from_countries
from parallax.takes.records import VERSION, Line, Report
from parallax.takes.sides import Principal, office, surname
from parallax.takes.words import fold
from parallax.telling import Evidence, Take

# A headline is an argument in itself; below it, two sentences are needed and at least twice as many
# as point the other way.
LEAST_SENTENCES = 2
CLEARLY = 2
HEADLINE_WORTH = 2
QUOTED = re.compile(r"[“\"«„][^”\"»“]*[”\"»“]")
NEGATION = re.compile(r"\b(?:not|n't|never|no|nor|hardly|without|nothing)\b|n't\b", re.IGNORECASE)
# How far before a cue a negation turns it, in characters: about four words.
NEGATION_REACH = 24
POSSESSIVE = re.compile(r"^(?:his|her)\b", re.IGNORECASE)

Stance = Literal["pro", "critical"]


@dataclass(frozen=True, slots=True)
class Cues:
    pro: re.Pattern[str]
    critical: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Target:
    """A person a piece may argue about: how the texts call them."""

    name: str
    surname: str
    office: str  # "minister": the one word of the office, empty where the role has none


@dataclass(frozen=True, slots=True)
class Verdict:
    stance: Stance
    lines: tuple[Line, ...]


@cache
def cues() -> Cues:
    table = tomllib.loads((files("parallax.takes") / "data" / "stance.toml").read_text("utf-8"))
    return Cues(
        *(re.compile(rf"\b(?:{'|'.join(table[key])})\b", re.IGNORECASE) for key in ("pro", "critical"))
    )


def targets(reports: Sequence[Report]) -> list[Target]:
    """People with a name and an office whom the story's reports quote."""
    found: dict[str, Target] = {}
    for report in reports:
        for quote in report.quotes:
            speaker = quote.speaker
            if speaker and speaker.name and not speaker.unnamed and office(speaker.role) is not None:
                word = re.search(
                    r"\b(?:president|premier|minister|chancellor|governor|leader)\b", speaker.role.lower()
                )
                found.setdefault(
                    speaker.key,
                    Target(speaker.name, surname(speaker.name, reports), word.group() if word else ""),
                )
    return [found[key] for key in sorted(found)]


def stance(report: Report, target: Target) -> Verdict | None:
    """Whether an opinion piece argues for or against a person; None where it isn't clear."""
    if not report.opinion:
        return None
    for_, against = [], []
    about = False
    for line in report.lines:
        named = bool(re.search(rf"(?<!\w){re.escape(fold(target.surname))}(?!\w)", fold(line.english)))
        called = bool(target.office) and bool(re.search(rf"\b{target.office}\b", line.english, re.IGNORECASE))
        theirs = about and bool(POSSESSIVE.match(line.english))
        if named or called or theirs:
            pro, critical = cued(line.english)
            worth = HEADLINE_WORTH if line.block < 0 and named else 1
            for_ += [line] * (worth if pro else 0)
            against += [line] * (worth if critical else 0)
        # "His padlock" is the minister's while the last sentence that named anybody named him.
        about = named or called or theirs or (about and not _names_somebody(line.english))
    if not any(
        re.search(rf"(?<!\w){re.escape(target.surname)}(?!\w)", line.english) for line in report.lines
    ):
        return None
    for name, mine, other in (("critical", against, for_), ("pro", for_, against)):
        if len(mine) >= LEAST_SENTENCES and len(mine) >= CLEARLY * len(other):
            return Verdict("critical" if name == "critical" else "pro", tuple(dict.fromkeys(mine)))
    return None


def cued(sentence: str) -> tuple[bool, bool]:
    """Whether a sentence states approval and disapproval, what it quotes left out; a negation turns a cue."""
    own = QUOTED.sub(" ", sentence)
    pro = critical = False
    for positive, pattern in ((True, cues().pro), (False, cues().critical)):
        for match in pattern.finditer(own):
            turned = bool(NEGATION.search(own[max(0, match.start() - NEGATION_REACH) : match.end()]))
            if positive != turned:
                pro = True
            else:
                critical = True
    return pro, critical


def _names_somebody(sentence: str) -> bool:
    return bool(re.search(r"(?<=[a-z,] )[A-Z][a-z]+", QUOTED.sub(" ", sentence)))


def opinion_takes(reports: Sequence[Report], names: dict[str, Principal]) -> list[Take]:
    """ "Critical of Ansaldi's approach" and "Pro-Ansaldi perspective", each with its sentences."""
    ordered = sorted(targets(reports), key=lambda t: (t.name not in {p.name for p in names.values()}, t.name))
    takes: list[Take] = []
    for target in ordered:
        for wanted, label in (
            ("pro", f"Pro-{target.surname} perspective"),
            ("critical", f"Critical of {target.surname}’s approach"),
        ):
            judged = [(report, stance(report, target)) for report in reports if report.opinion]
            members = [(report, found) for report, found in judged if found and found.stance == wanted]
            if members:
                takes.append(_take(label, wanted, target, members))
    return takes


def _take(label: str, wanted: str, target: Target, members: Sequence[tuple[Report, Verdict]]) -> Take:
    reports = [report for report, _ in members]
    return Take(
        id=f"opinion:{wanted}:{fold(target.surname)}",
        label=label,
        kind="opinion",
        summary=plural(len(reports), "opinion piece") + from_countries(reports),
        article_ids=tuple(report.article_id for report in reports),
        evidence=tuple(
            Evidence(report.article_id, line.english, line.block, report.published)
            for report, verdict in members
            for line in verdict.lines
        ),
        rule="opinion-with-cue-and-target",
        version=VERSION,
    )
