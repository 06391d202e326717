"""The ledger in plain words: what each outcome means, and what became of each outlet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from parallax.model import Outcome
from parallax.store.views import FeedPoll, LedgerRow, OutletView

MEANING: dict[Outcome, str] = {
    Outcome.STORED: "read and kept for the first time",
    Outcome.UPDATED: "read again; the publisher had changed it",
    Outcome.UNCHANGED: "looked at again; nothing was new",
    Outcome.DUPLICATE: "the same piece under another address",
    Outcome.LEAD_ONLY: "the publisher asks that no full text be kept: headline and lead only",
    Outcome.PAYWALLED: "behind a paywall: only the teaser was read",
    Outcome.UNTRANSLATED: "kept in the original; no installed engine reads its language",
    Outcome.REFUSED_ROBOTS: "the site’s robots.txt asks us not to read it",
    Outcome.REFUSED_ADDRESS: "the address does not lead to the public internet",
    Outcome.NO_OUTLET: "from a publisher that is not in the registry",
    Outcome.NOT_ARTICLE: "not an article: a list, a gallery, a consent wall",
    Outcome.UNREADABLE: "no text could be read from the page",
    Outcome.WILL_RETRY: "failed; it will be tried again",
    Outcome.FAILED: "could not be read; it will not be tried again",
}

READ = frozenset(
    {
        Outcome.STORED,
        Outcome.UPDATED,
        Outcome.UNCHANGED,
        Outcome.DUPLICATE,
        Outcome.LEAD_ONLY,
        Outcome.PAYWALLED,
        Outcome.UNTRANSLATED,
    }
)
BLOCKED = frozenset({Outcome.REFUSED_ROBOTS, Outcome.REFUSED_ADDRESS})
ASIDE = frozenset({Outcome.NO_OUTLET, Outcome.NOT_ARTICLE})

Verdict = Literal["read", "blocked", "failed", "unreachable", "silent", "not asked", "no feed"]

VERDICTS: dict[Verdict, str] = {
    "read": "at least one of its pages was read",
    "blocked": "its site asks us not to read it",
    "failed": "its pages were fetched, but none could be read",
    "unreachable": "its feed did not answer",
    "silent": "its feed answered and listed nothing new",
    "not asked": "its feed was not asked in this window",
    "no feed": "no feed of it is known, so it is not listened to",
}


def group(outcome: Outcome) -> str:
    """``read``, ``blocked``, ``aside`` or ``failed``: the four things a reader needs told apart."""
    if outcome in READ:
        return "read"
    if outcome in BLOCKED:
        return "blocked"
    return "aside" if outcome in ASIDE else "failed"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one outlet in a window of days."""

    view: OutletView
    verdict: Verdict
    outcomes: tuple[tuple[Outcome, int], ...]
    detail: str = ""  # the last failure of its feed

    @property
    def items(self) -> int:
        return sum(count for _, count in self.outcomes)


@dataclass(frozen=True, slots=True)
class Tally:
    """The outlets of a country by what became of them, so that an empty page explains itself."""

    fates: tuple[Fate, ...]

    def having(self, verdict: Verdict) -> tuple[Fate, ...]:
        return tuple(fate for fate in self.fates if fate.verdict == verdict)

    @property
    def verdicts(self) -> tuple[tuple[Verdict, str, int], ...]:
        """Each verdict that occurs, with its meaning and how many outlets have it."""
        counts = Counter(fate.verdict for fate in self.fates)
        return tuple(
            (verdict, text, counts[verdict]) for verdict, text in VERDICTS.items() if counts[verdict]
        )


def tally(outlets: Iterable[OutletView], rows: Iterable[LedgerRow], polls: Iterable[FeedPoll]) -> Tally:
    """Put each outlet's ledger rows and feed answers together and say what they come to."""
    counts: dict[str, Counter[Outcome]] = {}
    for row in rows:
        counts.setdefault(row.outlet_id, Counter())[row.outcome] += row.count
    answers: dict[str, list[FeedPoll]] = {}
    for poll in polls:
        answers.setdefault(poll.outlet_id, []).append(poll)
    return Tally(
        tuple(
            _fate(view, counts.get(view.outlet.id, Counter()), answers.get(view.outlet.id, []))
            for view in outlets
        )
    )


def _fate(view: OutletView, counts: Counter[Outcome], polls: list[FeedPoll]) -> Fate:
    latest = max((poll for poll in polls if poll.detail), key=lambda poll: poll.day, default=None)
    verdict = _verdict(view, counts, polls)
    told = latest is not None and verdict in {"failed", "unreachable", "blocked"}
    return Fate(view, verdict, tuple(counts.most_common()), latest.detail if latest and told else "")


def _verdict(view: OutletView, counts: Counter[Outcome], polls: list[FeedPoll]) -> Verdict:
    groups = {group(outcome) for outcome in counts}
    if "read" in groups:
        return "read"
    if "blocked" in groups:
        return "blocked"
    if "failed" in groups:
        return "failed"
    if groups or any(poll.answered for poll in polls):
        return "silent"
    if any(poll.failed for poll in polls):
        return "unreachable"
    return "not asked" if view.outlet.feeds else "no feed"
