"""What the takes need of one report of a story."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from parallax.model import Outlet
from parallax.telling import Evidence, Quote

VERSION = "4"  # of all rules together: raised when the same reports could earn other labels

# Texts to vectors, all of one length. What makes two sentences similar is its own affair.
Embed = Callable[[Sequence[str]], Sequence[Sequence[float]]]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a report. ``block`` is the place in its body, -1 for headline and dek.

    ``told`` is false of what is not its own running text: headings, embedded posts, corrections.
    """

    english: str
    block: int = -1
    original: str = ""
    told: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """One article as a teller of the story.

    ``copy_of`` names the article it repeats and ``agency`` whose text it carries; either
    makes it a wire copy, which never counts as a voice of its own beside its source.
    ``partial`` is true where only a teaser, or not every sentence, could be read: such a report
    leaves nothing out.
    """

    article_id: str
    outlet: Outlet
    language: str
    published: datetime
    lines: tuple[Line, ...]
    quotes: tuple[Quote, ...] = ()
    opinion: bool = False
    copy_of: str = ""
    agency: str = ""
    partial: bool = False

    @property
    def is_copy(self) -> bool:
        return bool(self.copy_of or (self.agency and self.outlet.kind != "agency"))

    def evidence(self, line: Line) -> Evidence:
        return Evidence(self.article_id, line.english, line.block, self.published)


def voices(reports: Sequence[Report]) -> tuple[tuple[Report, ...], ...]:
    """The reports by independent voice: a text and its copies are one, and so is one outlet.

    Voices and the reports in them are in order of publication; a voice's first report is the
    source of its copies where the source is among the reports.
    """
    parent = {report.article_id: report.article_id for report in reports}

    def root(key: str) -> str:
        while parent[key] != key:
            key = parent[key]
        return key

    first: dict[str, str] = {}
    for report in reports:
        marks = [f"outlet:{report.outlet.id}"]
        if report.copy_of:
            parent.setdefault(report.copy_of, report.copy_of)
            marks.append(f"text:{report.copy_of}")
        else:
            marks.append(f"text:{report.article_id}")
        if report.agency:
            marks.append(f"agency:{report.agency.casefold()}")
        for mark in marks:
            parent[root(report.article_id)] = root(first.setdefault(mark, report.article_id))
    grouped: dict[str, list[Report]] = {}
    for report in reports:
        grouped.setdefault(root(report.article_id), []).append(report)
    ordered = [tuple(sorted(group, key=_seniority)) for group in grouped.values()]
    return tuple(sorted(ordered, key=lambda group: _seniority(group[0])))


def _seniority(report: Report) -> tuple[bool, datetime, str]:
    return report.is_copy, report.published, report.article_id
