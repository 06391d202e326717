"""A second look: does any of some articles resemble a story, though it was not put there?"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from parallax.stories.grouper import Grouper

# Articles held against each of the story's; one that resembles it is among the nearest.
NEAREST = 16


class Nearby:
    """Looks among some of a grouper's live articles, as they are now."""

    def __init__(self, grouper: Grouper, articles: Sequence[str]) -> None:
        self._grouper = grouper
        members = grouper.window.members
        self._rivals = [members[name] for name in articles if name in members]
        self._points = grouper.window.points[[rival.row for rival in self._rivals]]

    def resembles(self, story: Sequence[str], but: Collection[str] = ()) -> bool:
        """Whether any article (``but`` some) has, with any one of ``story``, the log-odds from which it
        resembles it. True also where the story's articles are live no longer:
        then nothing can be excluded."""
        live = [self._grouper.window.members[name] for name in story if name in self._grouper.window.members]
        if not live:
            return True
        if not self._rivals:
            return False
        first, newest = self._grouper.settings.first_members, self._grouper.settings.newest_members
        sample = live if len(live) <= first + newest else live[:first] + live[-newest:]
        cosines = self._grouper.window.points[[one.row for one in sample]] @ self._points.T
        # Those that are left out may all be among the nearest.
        order = np.argsort(-cosines, axis=1)[:, : NEAREST + len(but)]
        for place, one in enumerate(sample):
            near = [self._rivals[rival] for rival in order[place].tolist()]
            rows = [rival.row for rival in near if rival.article_id not in but]
            odds = self._grouper.links.odds(one.row, np.array(rows, dtype=np.int64))
            if (odds > self._grouper.settings.resembles).any():
                return True
        return False
