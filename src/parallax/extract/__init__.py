"""Page to article: everything a reader sees of it, and nothing of the page's furniture.

``article(html, url)`` is the library call; ``ExtractionPool`` runs it in processes that can be
killed. The steps stand in order in :mod:`parallax.extract.article`.
"""

from __future__ import annotations

from parallax.extract.article import article
from parallax.extract.pool import ExtractionPool
from parallax.extract.reading_time import reading_minutes

__all__ = ["ExtractionPool", "article", "reading_minutes"]
