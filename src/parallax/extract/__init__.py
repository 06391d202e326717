"""Page to article: everything a reader sees of it, and nothing of the page's furniture.

``article(html, url)`` is the library call; ``ExtractionPool`` runs it in processes that can be
killed. ``learn`` finds an outlet's habits in the traces of its other pages. The steps stand in order in :mod:`parallax.extract.article`.
"""

from __future__ import annotations

from parallax.extract.alternatives import alternatives
from parallax.extract.article import article, read_page
from parallax.extract.habits import MOST_TRACES, NO_HABITS, Habits, learn
from parallax.extract.pool import ExtractionPool, PageToRead
from parallax.extract.reading_time import reading_minutes
from parallax.extract.sites import same_site

__all__ = [
    "MOST_TRACES",
    "NO_HABITS",
    "ExtractionPool",
    "Habits",
    "PageToRead",
    "alternatives",
    "article",
    "learn",
    "read_page",
    "reading_minutes",
    "same_site",
]
