"""Which reports are independent voices, and whose words they carry."""

from __future__ import annotations

from parallax.takes.records import voices
from parallax.takes.shares import shares
from parallax.takes.sides import side_of
from parallax.telling import Speaker


def ids(found):
    return [[report.article_id for report in voice] for voice in found]


def test_copies_join_their_source_even_when_they_are_earlier(report):
    found = voices([report("copy", "FR", "x", hour=7, copy_of="source"), report("source", "NL", "x", hour=8)])
    assert ids(found) == [["source", "copy"]]


def test_copies_of_a_text_that_was_not_read_are_one_voice(report):
    found = voices([report("a", "FR", "x", copy_of="wire"), report("b", "DE", "x", copy_of="wire", hour=10)])
    assert ids(found) == [["a", "b"]]


def test_other_reports_are_voices_of_their_own(report):
    assert ids(voices([report("a", "FR", "x"), report("b", "DE", "x", hour=10)])) == [["a"], ["b"]]


def test_an_office_of_state_is_a_side_and_a_nationality_is_not():
    assert side_of(Speaker("A", "a", "spokesman for the Uruguayan Ministry of Transport")).key == "UY"
    assert side_of(Speaker("A", "a", "captain of the Senegalese team")).key == "SN"
    assert side_of(Speaker("A", "a", "Chilean music teacher")) is None
    assert side_of(Speaker("A", "a", "former Russian president")) is None
    assert side_of(Speaker("A", "a", "")) is None


def test_the_opposition_of_a_country_is_not_its_government():
    side = side_of(Speaker("A", "a", "opposition member of the Uruguayan parliament"))
    assert side.opposing
    assert side.key != "UY"


def test_shares_are_of_all_quoted_words_known_speaker_or_not(report):
    said = [
        ("Ana Lima", "Portuguese minister of the sea", "one two three"),
        ("Rui Melo", "", "four five six seven eight nine"),
    ]
    (share,) = shares(report("a", "PT", "x", says=said))
    assert (share.side.key, share.quotes, share.of_quotes, share.words, share.of_words) == ("PT", 1, 2, 3, 9)
