"""Which countries an article is about, and its topic."""

from __future__ import annotations

from parallax.pipeline.reports import told_of
from parallax.store.views import About, ArticleView
from parallax.stories.about import about_article
from parallax.stories.topic import section_topic


def describe(view: ArticleView) -> tuple[tuple[About, ...], str]:
    """Countries with the words that name them, weightiest first; the topic its publisher filed it under."""
    content = view.article.content
    about = tuple(About(found.country, found.words) for found in about_article(told_of(view)))
    return about, next(filter(None, map(section_topic, (content.section, *content.topics))), "")
