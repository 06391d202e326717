"""What is new: reading feeds and sitemaps, and deciding when to ask again."""

from __future__ import annotations

from parallax.feeds.discover import discover
from parallax.feeds.parse import ChildSitemap, SitemapIndex, parse, sitemap_index
from parallax.feeds.poll import PollResult, poll
from parallax.feeds.schedule import Finding, PollOutcome, after_poll, due

__all__ = [
    "ChildSitemap",
    "Finding",
    "PollOutcome",
    "PollResult",
    "SitemapIndex",
    "after_poll",
    "discover",
    "due",
    "parse",
    "poll",
    "sitemap_index",
]
