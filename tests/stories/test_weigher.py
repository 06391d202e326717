"""Pairs say the same whether they are weighed alone, many at once or while a batch comes in."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from parallax.stories import Grouper
from parallax.stories.embed import Embedder
from parallax.stories.pair import FEATURES, features, traits
from parallax.stories.rarity import Rarity
from parallax.stories.weigher import Weigher
from parallax.telling import Told

Make = Callable[..., Told]
SUBJECTS = ("Bridge closed after 12 cracks", "Comet seen above Patagonia", "Parliament votes on 300 meals")


@pytest.fixture
def grouper(word_points: Embedder, told: Make) -> Grouper:
    """A dozen articles, some with leads, in two languages."""
    found = Grouper(word_points)
    for hour in range(12):
        title = f"{SUBJECTS[hour % 3]} near Uruguay" + " again" * (hour % 4)
        lead = "Engineers and Astronomers spoke of Montevideo. " * (hour % 5)
        language = "es" if hour % 2 else "en"
        found.add([told(f"a{hour}", title, hours=hour, lead=lead, language=language)])
    return found


def test_a_pair_weighs_the_same_alone_and_among_many(grouper: Grouper) -> None:
    weigher = Weigher(grouper.window, grouper.rarity, grouper.model)
    rows = np.array(sorted(member.row for member in grouper.window.members.values()))
    whole = weigher.between(rows, rows)
    alone = [
        [weigher.each([one], [np.array([other])])[0] for other in rows.tolist()] for one in rows.tolist()
    ]

    assert whole == pytest.approx(np.array(alone), abs=1e-5)
    assert whole == pytest.approx(whole.T, abs=1e-5)
    assert np.ptp(whole) > 1
    assert weigher.squares([rows[:5], rows])[1] == pytest.approx(whole, abs=1e-5)


def test_how_much_is_told_in_a_language_counts_within_it_only() -> None:
    rarity, unmarked = Rarity(), np.zeros((3, 1), dtype=np.int32)
    ends = np.zeros((3, 3), dtype=np.int32)
    its = traits([0, 0, 1], [0.0] * 3, ends, rarity.borne(unmarked), [(0.0, 0.2)] * 3, [0.5, 0.1, -2.0])
    rows = features(its[0], its[1:], np.zeros(2, dtype=np.float32), rarity.borne(unmarked[1:]))
    assert rows[:, FEATURES.index("share")].tolist() == pytest.approx([0.3, 0.0])


def test_what_was_weighed_before_a_story_grew_is_weighed_again(grouper: Grouper, told: Make) -> None:
    row = grouper.window.members["a11"].row
    near = np.array(sorted(member.row for member in grouper.window.members.values()))
    cosines = grouper.window.points[near] @ grouper.window.points[row]
    stories = grouper.book.stories
    (known,) = grouper.links.neighbours([row], [(near, cosines)], stories)
    before = grouper.links.rivals(row, known, stories)
    story = stories[before[0].story]
    stranger = next(other for other in near.tolist() if other not in story.rows)
    story.rows.append(stranger)
    after = {rival.story: rival.odds for rival in grouper.links.rivals(row, known, stories)}
    assert after[story.id] < before[0].odds

    story.rows.pop()
    assert grouper.links.rivals(row, known, stories) == before


def test_two_stories_foreseen_to_be_one_weigh_the_same_as_when_asked(
    grouper: Grouper, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = grouper.book.stories[grouper.window.members["a1"].story_id]
    other = grouper.book.split(story, story.members[1::2])
    row = grouper.window.members["a11"].row
    near = np.array([*story.rows, *other.rows])
    cosines = grouper.window.points[near] @ grouper.window.points[row]
    (known,) = grouper.links.neighbours([row], [(near, cosines)], grouper.book.stories)
    home, joined = (
        grouper.book.stories[its.story] for its in grouper.links.rivals(row, known, grouper.book.stories)[:2]
    )
    home.rows.append(row)
    with monkeypatch.context() as patched:
        patched.delattr(Weigher, "between")
        foreseen = grouper.links.together(home, joined)

    grouper.links.neighbours([row], [(near[:0], cosines[:0])], grouper.book.stories)
    assert grouper.links.together(home, joined) == pytest.approx(foreseen, abs=1e-5)
