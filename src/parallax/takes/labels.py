"""The alternative takes of one story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parallax.takes.claims import Telling
from parallax.takes.differences import difference_takes
from parallax.takes.people import unified
from parallax.takes.records import Embed, Report
from parallax.takes.reporters import reporter_takes
from parallax.takes.shares import voice_takes
from parallax.takes.sides import principals
from parallax.takes.stance import opinion_takes
from parallax.takes.traits import Traits
from parallax.telling import Take, Utterance

# With fewer independent voices nobody tells it differently from the rest: two reports are labelled only by
# what their own words show, their quotations and their opinions.
LEAST_VOICES = 3


def takes(
    reports: Sequence[Report],
    *,
    utterances: Sequence[Utterance] = (),
    embed: Embed | None = None,
) -> tuple[Take, ...]:
    """The ways in which a story is told, each with its reports and its evidence; empty when none is earned.

    ``utterances`` say which quotations are the same words, and so the same speaker's. What all voices do alike is
    marked as shared. The result doesn't depend on the order of the reports.
    """
    return labels(unified(reports, utterances), embed=embed)


def labels(ordered: Sequence[Report], *, embed: Embed | None = None) -> tuple[Take, ...]:
    """:func:`takes` of reports whose speakers :func:`parallax.takes.people.unified` has named already."""
    telling = Telling(ordered, embed)
    return tuple(replace(take, shared=_is_shared(take, telling)) for take in _labels(ordered, telling))


def _is_shared(take: Take, telling: Telling) -> bool:
    """Whether no voice of the story is without it."""
    members = set(take.article_ids)
    return not any(members.isdisjoint(report.article_id for report in voice) for voice in telling.voices)


def _labels(ordered: Sequence[Report], telling: Telling) -> list[Take]:
    names = principals(ordered)
    if len(telling.voices) < 2:
        return []
    if len(telling.voices) < LEAST_VOICES:
        return _merged(voice_takes(ordered, names, alone=True), opinion_takes(ordered, names))
    traits = Traits(ordered, telling)
    found = reporter_takes(ordered, traits)
    homes = {frozenset(take.article_ids) for take in found if take.rule == "home-side-only"}
    # A country's press that only quotes its own side is labelled once, by its country.
    spoken = [take for take in voice_takes(ordered, names) if frozenset(take.article_ids) not in homes]
    found += _merged(spoken, opinion_takes(ordered, names))
    known = {frozenset(take.article_ids) for take in found}
    found += [take for take in difference_takes(ordered, traits) if frozenset(take.article_ids) not in known]
    return found


def _merged(spoken: list[Take], argued: list[Take]) -> list[Take]:
    """Reports that let a person's critics speak and opinion pieces critical of that person, as one take."""
    left = []
    for take in argued:
        same = next(
            (one for one in spoken if one.label == take.label.replace("Critical of", "Critics of")), None
        )
        if same is None:
            left.append(take)
            continue
        spoken[spoken.index(same)] = replace(
            same,
            summary=f"{same.summary}; {take.summary}",
            article_ids=same.article_ids + take.article_ids,
            evidence=same.evidence + take.evidence,
            rule=f"{same.rule}+{take.rule}",
        )
    return spoken + left
