"""One person in several reports: one name, one role, one side, and where they were quoted."""

from __future__ import annotations

from dataclasses import replace

from parallax.takes import quoted, renamed, unified
from parallax.takes.shares import shares
from parallax.telling import Utterance

WORDS = "We are not going to open half a bridge"


def story(report):
    """A Russian report that names the spokesman badly, and an English one that names him well."""
    russian = replace(
        report("ru", "KZ", f"“{WORDS}”", says=[("Уругвая Фабиан Орибе", "представитель", WORDS)]),
        language="ru",
    )
    english = report(
        "en", "GB", f"“{WORDS}”", hour=10, says=[("Fabián Oribe", "Uruguayan minister of transport", WORDS)]
    )
    bystander = report("fr", "FR", "“Nobody asked us”", says=[("a ferry pilot", "", "Nobody asked us")])
    same = Utterance("u", russian.quotes[0].speaker, (russian.quotes[0], english.quotes[0]))
    return (russian, english, bystander), same


def test_the_same_words_are_one_speakers_under_the_name_an_english_report_gives(report) -> None:
    reports, same = story(report)
    (named,) = renamed([same], unified(reports, [same]))
    assert {quote.speaker.name for quote in named.quotes} == {"Fabián Oribe"}
    assert named.speaker.role == "Uruguayan minister of transport"
    assert [quote.text for quote in named.quotes] == [WORDS, WORDS]


def test_everybody_quoted_is_listed_once_with_side_basis_and_places(report) -> None:
    reports, same = story(report)
    minister, pilot = quoted(unified(reports, [same]))
    assert (minister.speaker.name, minister.side) == ("Fabián Oribe", "Oribe’s side")
    assert minister.basis == "Uruguayan minister of transport"
    assert minister.said == (("ru", 0, 0), ("en", 0, 0))
    assert (pilot.side, pilot.basis) == ("", "")


def test_a_side_has_the_words_that_its_label_counts(report) -> None:
    reports, same = story(report)
    whole = unified(reports, [same])
    sided = {place for voice in quoted(whole) if voice.side for place in voice.said}
    counted = {one.article_id for one in whole if any(share.quotes for share in shares(one))}
    assert {article for article, _, _ in sided} == counted == {"ru", "en"}


def test_a_name_in_han_characters_is_the_one_the_english_gives(report) -> None:
    line = "Takumi Hamabe, a director at the Japanese Ministry of Fisheries, said: “We follow the science.”"
    japanese = replace(
        report("ja", "JP", line, says=[("浜辺匠", "課長", "We follow the science.")]), language="ja"
    )
    (voice,) = quoted(unified([japanese]))
    assert voice.speaker.name == "Takumi Hamabe"
    assert voice.speaker.role == "director at the Japanese Ministry of Fisheries"


def test_a_role_found_in_the_english_keeps_the_spelling_of_its_report(report) -> None:
    line = "Tunca Aksöğüt, a spokesman for the company Işıltı, said: “Nobody will be left on the stairs.”"
    turkish = report(
        "tr", "TR", line, says=[("Tunca Aksöğüt", "sözcüsü", "Nobody will be left on the stairs.")]
    )
    (voice,) = quoted(unified([replace(turkish, language="tr")]))
    assert voice.speaker.role == "spokesman for the company Işıltı"
    assert voice.side == "Voices of the company Işıltı"


def test_where_the_english_names_two_neither_is_taken(report) -> None:
    line = "Takumi Hamabe said no; Ratna Segarani said yes: “We follow the science.”"
    japanese = replace(
        report("ja", "JP", line, says=[("浜辺匠", "", "We follow the science.")]), language="ja"
    )
    (voice,) = quoted(unified([japanese]))
    assert voice.speaker.name not in {"Takumi Hamabe", "Ratna Segarani"}


def test_a_name_read_by_sound_must_sound_like_the_english(report) -> None:
    line = "“We sell bread,” said Nina Rzhanaya, a pensioner."
    told = report("ru", "RU", line, says=[("Ержан Калачев", "", "We sell bread")])
    (voice,) = quoted(unified([replace(told, language="ru")]))
    assert voice.speaker.name == "Erzhan Kalachev"


def test_a_surname_alone_is_the_one_person_who_has_it_and_nobody_if_two_have_it(report) -> None:
    full = report("a", "GB", "“One,”", says=[("Fabián Oribe", "", "One")])
    short = report("b", "FR", "“Two,”", says=[("Oribe", "", "Two")])
    other = report("c", "ES", "“Three,”", says=[("Ana Oribe", "", "Three")])
    assert [voice.speaker.name for voice in quoted(unified([full, short]))] == ["Fabián Oribe"]
    assert {voice.speaker.name for voice in quoted(unified([full, short, other]))} == {
        "Fabián Oribe",
        "Ana Oribe",
        "Oribe",
    }
