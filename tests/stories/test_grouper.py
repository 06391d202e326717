"""Grouping as a reader sees it: who is in which story, under which id, whatever the order."""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from parallax.errors import InputError
from parallax.stories import Grouper, Settings
from parallax.stories.embed import Embedder
from parallax.telling import StoryChange, Told

Make = Callable[..., Told]
BRIDGE = "Bridge over the Uruguay closed after cracks found in pylon"
COMET = "Astronomers photograph bright comet above Patagonia observatory"


@pytest.fixture
def day(told: Make) -> list[Told]:
    """Two events and some news of its own, spread over a day."""
    return [
        told("b1", BRIDGE, hours=0),
        told("c1", COMET, hours=1),
        told("b2", BRIDGE + " say engineers", hours=2),
        told("m1", "Parliament votes on school meals budget", hours=3),
        told("c2", COMET + " on Tuesday", hours=5),
        told("b3", "Cracks found: " + BRIDGE, hours=7),
    ]


def final(batches: Sequence[Sequence[StoryChange]]) -> dict[str, str]:
    redirects = {gone: change.story_id for batch in batches for change in batch for gone in change.merged}
    stories = {change.article_id: change.story_id for batch in batches for change in batch}
    return {name: redirects.get(story, story) for name, story in stories.items()}


def test_articles_of_one_event_share_a_story_and_others_do_not(
    word_points: Embedder, day: list[Told]
) -> None:
    stories = final([Grouper(word_points).add(day)])

    assert stories["b1"] == stories["b2"] == stories["b3"]
    assert stories["c1"] == stories["c2"]
    assert len(set(stories.values())) == 3


def test_the_order_within_a_batch_makes_no_difference(word_points: Embedder, day: list[Told]) -> None:
    expected = Grouper(word_points).add(day)
    for seed in range(5):
        shuffled = random.Random(seed).sample(day, len(day))
        assert Grouper(word_points).add(shuffled) == expected


def test_a_replay_gives_the_same_ids(word_points: Embedder, day: list[Told]) -> None:
    runs = []
    for _ in range(2):
        grouper = Grouper(word_points)
        runs.append([grouper.add([told]) for told in day])
    assert runs[0] == runs[1]


def test_cycles_are_looked_for_again_after_a_batch(
    word_points: Embedder, day: list[Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    grouper, searched = Grouper(word_points), []
    monkeypatch.setattr(grouper, "_grouped", lambda *_: searched.append(gc.isenabled()))
    grouper.add(day)
    assert searched == [False]
    assert gc.isenabled()


def test_a_later_article_joins_the_story_under_its_first_id(word_points: Embedder, day: list[Told]) -> None:
    grouper = Grouper(word_points)
    first = grouper.add(day[:2])
    later = grouper.add(day[2:])

    story = {change.article_id: change.story_id for change in first}["b1"]
    assert {change.article_id: change.story_id for change in later}["b3"] == story
    assert "b1" not in {change.article_id for change in later}, "nothing changed for the first article"


def test_an_article_seen_before_is_passed_over(word_points: Embedder, day: list[Told]) -> None:
    grouper = Grouper(word_points)
    grouper.add(day)
    assert grouper.add(day) == ()


def test_a_restart_goes_on_as_if_nothing_had_happened(word_points: Embedder, day: list[Told]) -> None:
    through = Grouper(word_points)
    through.add(day[:3])
    restarted = Grouper(word_points)
    restarted.restore(through.state())

    assert restarted.add(day[3:]) == through.add(day[3:])
    assert restarted.state() == through.state()


def test_a_state_of_another_embedding_model_is_refused(word_points: Embedder, day: list[Told]) -> None:
    grouper = Grouper(word_points)
    grouper.add(day)
    state = grouper.state()
    word_points.version = "2"  # type: ignore[misc]
    with pytest.raises(InputError):
        Grouper(word_points).restore(state)
    with pytest.raises(InputError):
        Grouper(word_points).restore(b"nothing")


def test_the_same_words_a_week_later_are_another_story(word_points: Embedder, told: Make) -> None:
    grouper = Grouper(word_points)
    first = grouper.add([told("b1", BRIDGE)])
    later = grouper.add([told("b2", BRIDGE, hours=7 * 24)])
    assert first[0].story_id != later[0].story_id


def test_the_window_never_holds_more_than_it_may(word_points: Embedder, told: Make) -> None:
    grouper = Grouper(word_points, settings=Settings(window_articles=10))
    for number in range(30):
        grouper.add([told(f"a{number}", f"Report {number} on matter {number * 7}", hours=number / 10)])
        assert len(grouper.window.members) <= 10


def test_why_names_what_two_reports_share(word_points: Embedder, told: Make, day: list[Told]) -> None:
    grouper = Grouper(word_points)
    grouper.add(day)
    found = grouper.why(day[0], told("x", "Uruguay shuts its longest bridge", hours=4))
    assert any(reason.kind == "name" and "Uruguay" in reason.detail for reason in found)
    assert any(reason.kind == "similarity" for reason in found)


def test_words_of_grammar_are_not_named(word_points: Embedder, told: Make) -> None:
    grouper = Grouper(word_points)
    pair = (
        told("b1", "That bridge has been closed by wardens", hours=0),
        told("b2", "Wardens say That old bridge has been closed", hours=1),
    )
    noise = [told(f"n{n}", f"Council number {n} votes on matter {n * 7}", hours=n / 10) for n in range(60)]
    grouper.add([*noise, *pair])
    named = {
        word.lower()
        for reason in grouper.why(*pair)
        if reason.kind in {"word", "name"}
        for word in reason.detail.split(", ")
    }
    assert "wardens" in named
    assert named.isdisjoint({"that", "has", "been", "by"})


def test_the_weights_of_all_reasons_add_up_to_what_the_grouping_goes_by(
    word_points: Embedder, told: Make, day: list[Told]
) -> None:
    grouper = Grouper(word_points)
    other = told("x", BRIDGE + " on Monday with 12 cracks", hours=3)
    grouper.add([*day, other])
    members = grouper.window.members
    (odds,) = grouper.links.odds(members["b1"].row, np.array([members["x"].row]))
    reasons = grouper.why(day[0], other)
    assert -6 < odds < 6, "as far as it is not cut off"
    assert sum(reason.weight for reason in reasons) == pytest.approx(odds, abs=0.05)


def test_two_reports_in_a_language_that_much_is_told_in_are_less_likely_of_one_event(
    word_points: Embedder, told: Make
) -> None:
    grouper = Grouper(word_points)
    assert grouper.window.share("en") == pytest.approx(0), "nothing is known of a stream that begins"
    languages = ["en"] * 60 + ["sl"] * 6 + ["fr"] * 34
    grouper.add(
        [told(f"n{n}", f"Council {n} votes on {n * 7}", language=its) for n, its in enumerate(languages)]
    )
    much, some, little = (grouper.window.share(its) for its in ("en", "fr", "sl"))
    assert much > 0 > some > little > grouper.window.share("sw")
    assert grouper.model.weights["share"] < 0


def test_what_weighs_next_to_nothing_is_not_named(word_points: Embedder, told: Make) -> None:
    grouper = Grouper(word_points)
    pair = told("b1", BRIDGE), told("b2", BRIDGE)
    grouper.add(pair)
    assert not [one for one in grouper.why(*pair) if abs(one.weight) < 0.05]
    assert not [one for one in grouper.why(*pair) if one.kind == "time"], "they came at one moment"


def test_numbers_of_which_none_is_shared_speak_against(word_points: Embedder, told: Make) -> None:
    grouper = Grouper(word_points)
    pair = told("b1", "Bridge shut, 12 hurt"), told("b2", "Bridge shut, 40 hurt")
    grouper.add(pair)
    (against,) = [one for one in grouper.why(*pair) if "none of them" in one.detail]
    assert against.weight < 0


def test_an_article_of_the_window_is_not_embedded_again_to_say_why(word_points: Embedder, told: Make) -> None:
    grouper = Grouper(word_points)
    pair = told("b1", BRIDGE), told("b2", BRIDGE)
    grouper.add(pair)
    before = grouper.why(*pair)
    grouper.embedder = None  # type: ignore[assignment]
    assert grouper.why(*pair) == before


def test_an_article_that_left_the_window_is_embedded_once_however_often_it_is_asked_about(
    word_points: Embedder, told: Make
) -> None:
    grouper = Grouper(word_points)
    pair = told("b1", BRIDGE), told("b2", BRIDGE)
    before = grouper.why(*pair)
    grouper.embedder = None  # type: ignore[assignment]
    assert grouper.why(*pair) == before


def test_how_alike_two_reports_are_is_told_by_all_of_their_words(word_points: Embedder, told: Make) -> None:
    grouper = Grouper(word_points)
    grouper.add([told("b1", BRIDGE)])
    one = told("x", BRIDGE, body="Engineers found cracks in four of its nine piers on Monday night.")
    other = told("y", "A calm morning", body="The orchard at Lower Quill sold plums to its neighbours.")
    assert grouper.alike(one, one) == 1.0
    assert grouper.alike(one, replace(one, article_id="elsewhere", outlet_id="other")) == 1.0
    assert grouper.alike(one, other) < 0.3
    continued = told("z", BRIDGE, body="The orchard at Lower Quill sold plums to its neighbours." * 9)
    assert grouper.alike(one, other) < grouper.alike(one, continued) < 1.0


def test_an_article_is_told_again_once_its_english_has_come(word_points: Embedder, told: Make) -> None:
    grouper = Grouper(word_points)
    grouper.add([told("b1", BRIDGE, hours=0), told("b2", BRIDGE + " say engineers", hours=1)])
    spanish = told("b3", "Cierran el puente por grietas", hours=2, language="es")
    alone = grouper.add([spanish])[0].story_id
    english = told("b3", "Cierran el puente", hours=2, language="es", title_english=BRIDGE + " on Monday")
    changes = grouper.add([english])

    assert [change.article_id for change in changes] == ["b3"]
    assert changes[0].story_id == grouper.window.members["b1"].story_id != alone
    assert changes[0].merged == (alone,), "its old address leads to the new story"
    assert grouper.add([english]) == (), "and only once"


def test_told_again_without_company_it_keeps_its_story(word_points: Embedder, told: Make) -> None:
    grouper = Grouper(word_points)
    spanish = told("m1", "Los diputados votan el comedor escolar", language="es")
    before = grouper.add([spanish])[0].story_id
    english = told("m1", "Los diputados votan", language="es", title_english="Deputies vote on school meals")

    assert grouper.add([english]) == ()
    assert grouper.window.members["m1"].story_id == before
    restarted = Grouper(word_points)
    restarted.restore(grouper.state())
    assert restarted.state() == grouper.state()
