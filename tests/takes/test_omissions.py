"""What a report leaves out, and what it alone carries."""

from __future__ import annotations

from edition import edition_stories

from parallax.takes import omissions

FINE = "The contractor Belmond paid a fine of 90,000 euros for missing bolts."
FINE_AGAIN = "For missing bolts a fine of 90,000 euros was paid by the contractor Belmond."


def lacks(found, article):
    return [one for one in found if one.article_id == article and one.kind == "lacks"]


def test_what_two_independent_others_carry_is_missing_from_the_third(report):
    found = omissions(
        [
            report("a", "FR", "The roof fell at night.", FINE),
            report("b", "KE", "A roof fell.", FINE_AGAIN),
            report("c", "US", "A stadium lost its roof in a storm.", "The club plays elsewhere."),
        ]
    )
    (missing,) = lacks(found, "c")
    assert "Belmond" in missing.text
    assert {line.article_id for line in missing.others} == {"a", "b"}
    assert not lacks(found, "a")


def test_a_text_and_its_copy_are_one_voice(report):
    found = omissions(
        [
            report("a", "FR", "The roof fell at night.", FINE),
            report("b", "KE", "The roof fell at night.", FINE, copy_of="a"),
            report("c", "US", "A stadium lost its roof in a storm."),
        ]
    )
    assert not lacks(found, "c")


def test_two_reports_of_one_outlet_are_one_voice(report):
    found = omissions(
        [
            report("a", "FR", "The roof fell at night.", FINE, outlet="one"),
            report("b", "FR", "A roof fell.", FINE_AGAIN, outlet="one"),
            report("c", "US", "A stadium lost its roof in a storm."),
        ]
    )
    assert not lacks(found, "c")


def test_teasers_and_opinion_pieces_leave_nothing_out(report):
    others = [
        report("a", "FR", "The roof fell at night.", FINE),
        report("b", "KE", "A roof fell.", FINE_AGAIN),
    ]
    for kind in ({"partial": True}, {"opinion": True}):
        assert not lacks(omissions([*others, report("c", "US", "A stadium lost its roof.", **kind)]), "c")


def test_a_number_that_the_report_has_somewhere_is_not_missing(report):
    found = omissions(
        [
            report("a", "FR", "The roof fell at night.", FINE),
            report("b", "KE", "A roof fell.", FINE_AGAIN),
            report("c", "US", "The builders had been punished before, with 90,000 euros."),
        ]
    )
    assert not lacks(found, "c")


def test_of_two_reports_each_shows_what_it_alone_carries(report):
    found = omissions(
        [
            report("a", "FR", "The roof fell at night.", FINE),
            report("b", "KE", "A roof fell at night.", "Goats from Naivasha grazed on the turf for 3 weeks."),
        ]
    )
    assert {(one.article_id, one.kind) for one in found} == {("a", "alone"), ("b", "alone")}


def test_an_embedding_joins_tellings_that_share_few_words(report):
    story = [
        report(
            "a",
            "FR",
            "Rescuers pulled eleven frozen hikers from Mount Irazu above Cartago at dusk with ropes.",
        ),
        report("b", "KE", "Eleven walkers stuck on Mount Irazu near Cartago were saved by helicopter crews."),
        report("c", "US", "The bakery fair opened.", "Bread won a prize."),
    ]

    def embed(texts):
        return [[1.0, 0.0] if "Irazu" in text else [0.0, 1.0] for text in texts]

    assert not lacks(omissions(story), "c")
    assert lacks(omissions(story, embed=embed), "c")


def test_the_edition_shows_what_the_government_paper_leaves_out():
    found = lacks(omissions(edition_stories()["bread"]), "tsena-hleba-topolinsk")
    assert any("guild" in one.text for one in found)
    assert any("flour has risen" in one.text for one in found)


def test_a_report_nothing_could_be_put_into_english_of_says_nothing_and_breaks_nothing(report):
    told = [
        report(
            name,
            country,
            "The old ferry sank near the northern pier on Monday.",
            "Nobody was aboard the ferry.",
        )
        for name, country in (("a", "FR"), ("b", "DE"), ("c", "BR"))
    ]
    assert all(found.article_id != "silent" for found in omissions([*told, report("silent", "KZ")]))
