"""Why articles belong together, asked of the grouping that put them there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from parallax.errors import InputError
from parallax.pipeline.reports import told_of
from parallax.store.interface import Store
from parallax.store.views import ArticleView
from parallax.telling import Tie

if TYPE_CHECKING:
    from parallax.pipeline.storytelling import Storyteller

# Of a story's other reports so many are held against one: beyond them a reader follows no more, and those that
# left the window have to be embedded again.
MOST_TIES = 24


class StoryTies:
    """Over one store, with what its storyteller knows of the live articles."""

    def __init__(self, store: Store, storyteller: Storyteller) -> None:
        self._store = store
        self._storyteller = storyteller

    def between(self, a: str, b: str) -> Tie | None:
        """See :class:`parallax.telling.Ties`."""
        if a == b:
            raise InputError("These are one article, not two.", hint="Name another one beside it.")
        one, other = self._store.article(a), self._store.article(b)
        if one is None or other is None:
            return None
        if one.article.invented is not other.article.invented:
            raise InputError("One of these is invented, the other real: the two are never compared.")
        home = self._store.story_of(a)
        return self._ties(one, [other], home if home and home == self._store.story_of(b) else "")[0]

    def within(self, article_id: str) -> tuple[Tie, ...]:
        """See :class:`parallax.telling.Ties`. Of a great many reports, with the first of them."""
        one, home = self._store.article(article_id), self._store.story_of(article_id)
        story = self._store.story(home) if home else None
        if one is None or story is None:
            return ()
        others = [report.card.id for report in story.reports if report.card.id != article_id]
        views = (self._store.article(name) for name in others[:MOST_TIES])
        ties = self._ties(one, (view for view in views if view), story.card.id)
        return tuple(sorted(ties, key=lambda tie: (-tie.odds, tie.b)))

    def _ties(self, one: ArticleView, others: Iterable[ArticleView], story_id: str) -> list[Tie]:
        told = told_of(one)
        with self._storyteller.knowing(invented=one.article.invented) as grouper:
            found = ((view.article.id, grouper.why(told, told_of(view))) for view in others)
            return [
                Tie(
                    a=one.article.id,
                    b=other,
                    story_id=story_id,
                    odds=sum(reason.weight for reason in reasons),
                    joins=grouper.settings.join,
                    reasons=reasons,
                )
                for other, reasons in found
            ]
