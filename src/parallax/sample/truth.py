"""What tests may know of the edition and the pipeline never sees."""

from __future__ import annotations

from parallax.model import Outcome
from parallax.sample.edition import articles, beyond, events, newsrooms
from parallax.sample.records import Event, SampleArticle


def stories() -> tuple[Event, ...]:
    """The known world: each event with its reports, quotations, claims and numbers."""
    return events()


def expected_outcome(article: SampleArticle) -> Outcome:
    """How the article's first journey ends where its language can be put into English."""
    if article.refused:
        return Outcome.REFUSED_ROBOTS
    if article.noarchive:
        return Outcome.LEAD_ONLY
    if article.paywalled:
        return Outcome.PAYWALLED
    return Outcome.STORED


def expected_outcomes() -> dict[str, Outcome]:
    """The outcome of every page address the edition's feeds list."""
    hosts = {newsroom.outlet.id: newsroom.host for newsroom in newsrooms()}
    ends = {"section": Outcome.NOT_ARTICLE, "missing": Outcome.FAILED}
    others = {
        f"https://{hosts[table['outlet']]}{table['path']}": ends[table["kind"]] for table in beyond()["pages"]
    }
    return {article.url: expected_outcome(article) for article in articles()} | others
