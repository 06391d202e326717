"""Which countries an article is about, and where its publisher filed it."""

from __future__ import annotations

from parallax.pipeline.reports import told_of
from parallax.store.views import About, ArticleView
from parallax.stories.about import about_article
from parallax.stories.topic import Filing


def describe(view: ArticleView) -> tuple[tuple[About, ...], Filing]:
    """Countries with the words that name them, weightiest first; what of its filing may name a topic."""
    content = view.article.content
    about = tuple(About(found.country, found.words) for found in about_article(told_of(view)))
    return about, Filing(content.section, content.topics, content.url)
