"""Which countries an article is about, and its topic."""

from __future__ import annotations

from parallax.store.views import About, ArticleView


def describe(view: ArticleView) -> tuple[tuple[About, ...], str]:
    return (), ""
