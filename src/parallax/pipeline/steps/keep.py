"""Write it down: the article, the end of its journey, the ledger, all or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from parallax.extract import MOST_TRACES
from parallax.model import Item, LedgerEntry, Outcome
from parallax.pipeline.closing import close, next_attempt
from parallax.pipeline.tools import Tools

# What outlets of unknown name are counted under in the ledger.
UNPLACED = "unknown"


def keep(items: list[Item], tools: Tools) -> list[Item]:
    """Every item ended: stored or not, its outcome is in the ledger when this returns."""
    with tools.store.transaction():
        kept = [_kept(item, tools) for item in items]
        tools.store.write_ledger(_entry(item, tools) for item in kept)
    for item in kept:
        if item.article is not None and item.outcome is not Outcome.UNCHANGED:
            tools.keep_pictures(item.article)
    return kept


def _kept(item: Item, tools: Tools) -> Item:
    if item.outcome is None and item.article is not None:
        item = close(item, _outcome(item, tools))
    if item.article is not None and item.trace is not None:
        tools.store.put_page_trace(
            item.article.outlet_id, item.url, item.article.fetched_at, item.trace, keep=MOST_TRACES
        )
    now = tools.clock()
    if item.outcome is Outcome.WILL_RETRY:
        return _retried(item, tools, now)
    tools.store.finish(item.url, item.article.id if item.article else "", _seen_at(item, now))
    return item


def _outcome(item: Item, tools: Tools) -> Outcome:
    article = item.article
    assert article is not None
    outcome = tools.store.put_article(article)
    if outcome is not Outcome.STORED:
        return outcome
    if not article.rights.archive:
        return Outcome.LEAD_ONLY
    if article.content.paywalled:
        return Outcome.PAYWALLED
    return outcome if _readable(article.language, tools) else Outcome.UNTRANSLATED


def _readable(language: str, tools: Tools) -> bool:
    return language.partition("-")[0] == "en" or tools.translator.can_translate(language)


def _retried(item: Item, tools: Tools, now: datetime) -> Item:
    attempts = item.attempts + 1
    due = next_attempt(attempts, now)
    if due is None:
        tools.store.finish(item.url, "", now)
        return replace(item, outcome=Outcome.FAILED, detail=f"{item.detail} Given up after {attempts} tries.")
    tools.store.postpone(item.url, attempts, due)
    return item


def _seen_at(item: Item, now: datetime) -> datetime:
    return item.article.fetched_at if item.article else now


def _entry(item: Item, tools: Tools) -> LedgerEntry:
    # The day is the reading's own: replaying a capture fills the day it was made, however late.
    at = item.article.fetched_at if item.article else item.at or tools.clock()
    assert item.outcome is not None
    return LedgerEntry(at.date(), item.outlet_id or UNPLACED, item.url, item.outcome, item.detail)
