"""Whose borders can be chosen, and what the table says of whom."""

from __future__ import annotations

from parallax.worldviews import DisputedPlace, disputed_places, worldviews


def shown(name: str) -> dict[str, set[str]]:
    place: DisputedPlace = next(place for place in disputed_places() if place.name == name)
    return {claim.holder: {view.code for view in claim.views} for claim in place.claims}


def test_the_worldviews_are_those_natural_earth_publishes():
    assert len(worldviews()) == 31
    names = [view.name for view in worldviews()]
    assert names == sorted(names)
    assert {"Argentina", "China", "India", "Morocco", "Ukraine"} <= set(names)


def test_a_country_shows_its_own_claims():
    assert "AR" in shown("Falkland Islands")["Argentina"]
    assert shown("Crimea")["Ukraine"] == {view.code for view in worldviews()} - {"RU"}
    assert shown("Aksai Chin")["India"] == {"IN"}
    assert shown("Western Sahara east of the berm")["Morocco"] >= {"MA"}


def test_what_is_shown_as_nobodys_has_no_holder():
    assert shown("Abkhazia") == {"": {"US", "RU", "GB"}}


def test_no_view_gives_a_place_to_two_holders():
    for place in disputed_places():
        views = [view.code for claim in place.claims for view in claim.views]
        assert len(views) == len(set(views)), place.name
