"""Places: complete, found however a reader writes them, and labelled where a map would."""

from __future__ import annotations

import unicodedata

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from parallax.countries import all_countries, country, find, fold, guesses
from parallax.errors import InputError

# CLDR's territories that are not ISO 3166-1 places: groupings, exclaves, test regions.
NOT_ISO = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
# Where CLDR's English carries an explanation or an omission a reader would not write.
OWN_NAMES = {"HK", "MO", "MM", "CD", "CG", "PS", "VC", "GS"}


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("saudi", ["SA"]),
        ("brazl", ["BR"]),
        ("virgin", ["VG", "VI"]),
        ("atlantis", []),
        ("", []),
        ("?", []),
    ],
)
def test_a_name_nobody_knows_leads_to_those_that_may_be_meant(written: str, codes: list[str]) -> None:
    assert sorted(place.code for place in guesses(written)) == codes


@given(st.text())
def test_never_more_than_three_are_guessed(written: str) -> None:
    assert len(guesses(written)) <= 3


def test_every_iso_place_and_kosovo_is_here() -> None:
    territories = {code for code in Locale("en").territories if len(code) == 2 and code.isalpha()}
    assert {place.code for place in all_countries()} == territories - NOT_ISO
    assert len(all_countries()) == 250


def test_names_are_cldr_english_with_saint_and_and_written_out() -> None:
    cldr = Locale("en").territories
    for place in all_countries():
        if place.code not in OWN_NAMES:
            assert fold(place.name) == fold(cldr[place.code])
        assert "&" not in place.name
        assert "St." not in place.name
        assert place.name == unicodedata.normalize("NFC", place.name)


def test_places_are_sorted_as_a_reader_looks_them_up() -> None:
    names = [fold(place.name) for place in all_countries()]
    assert names == sorted(names)
    assert names.index("aland islands") < names.index("albania")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("US", "US"),
        ("usa", "US"),
        ("U.S.", "US"),
        ("Côte d'Ivoire", "CI"),
        ("cote d’ivoire", "CI"),
        ("ivory coast", "CI"),
        ("UK", "GB"),
        ("The Gambia", "GM"),
        ("St Lucia", "LC"),
        ("Saint Vincent & the Grenadines", "VC"),
        ("Turkey", "TR"),
        ("TÜRKIYE", "TR"),
        ("Curacao", "CW"),
        ("Burma", "MM"),
        ("Congo", "CG"),
        ("DRC", "CD"),
        ("  xk ", "XK"),
    ],
)
def test_a_place_is_found_by_code_name_or_alias(written: str, code: str) -> None:
    found = find(written)
    assert found is not None
    assert found.code == code


def test_a_place_that_is_not_one_is_not_found() -> None:
    assert find("Atlantis") is None
    assert find("") is None


def test_an_unknown_code_says_what_a_code_looks_like() -> None:
    with pytest.raises(InputError, match="'ZZ'") as caught:
        country("ZZ")
    assert "ISO 3166-1" in caught.value.hint


def test_every_name_leads_back_to_its_own_place() -> None:
    for place in all_countries():
        assert find(place.name) == place
        assert find(place.code) == country(place.code.lower()) == place


def test_label_points_are_on_the_globe_and_apart() -> None:
    places = all_countries()
    assert all(-180 <= place.lon <= 180 and -90 <= place.lat <= 90 for place in places)
    assert len({(place.lon, place.lat) for place in places}) == 250


@pytest.mark.parametrize(
    ("code", "west", "south", "east", "north"),
    [
        ("RU", 80, 55, 110, 68),  # Siberia, not the Bering Sea
        ("FR", 0, 45, 5, 48),  # metropolitan France, not the Atlantic
        ("US", -102, 37, -92, 42),  # the lower 48, not Canada
        ("FJ", 177, -18.4, 178.8, -17.3),  # Viti Levu, on the near side of the date line
        ("KI", 172.5, 1, 173.5, 2),  # Tarawa
        ("NO", 7, 59, 13, 63),  # the mainland, not the sea towards Svalbard
        ("CL", -72, -40, -69, -25),
        ("NL", 4.5, 51.5, 6.5, 53),  # Europe, not the Caribbean
        ("PT", -9, 38, -7, 41),
        ("EC", -80, -3, -77, 1),  # the mainland, not Galápagos
    ],
)
def test_labels_stand_where_a_cartographer_puts_them(
    code: str, west: float, south: float, east: float, north: float
) -> None:
    place = country(code)
    assert west < place.lon < east
    assert south < place.lat < north


def test_regions_are_the_continents() -> None:
    assert {place.region for place in all_countries()} == {
        "Africa",
        "Americas",
        "Antarctica",
        "Asia",
        "Europe",
        "Oceania",
    }
    assert sum(place.region == "Africa" for place in all_countries()) == 60
    assert len({place.subregion for place in all_countries()}) == 23


@given(st.text())
def test_any_text_can_be_asked_about(text: str) -> None:
    found = find(text)
    assert found is None or found in all_countries()
