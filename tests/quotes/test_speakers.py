"""Who says it: word orders, roles, pronouns, unnamed sources, and what is no quotation."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallax.quotes import find_quotes
from parallax.telling import Quote

Finder = Callable[..., tuple[Quote, ...]]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "“The well is dry and will stay dry,” said Orla Wexcombe.", "Orla Wexcombe"),
        ("en", "“The well is dry and will stay dry,” Orla Wexcombe said.", "Orla Wexcombe"),
        ("en", "Orla Wexcombe said: “The well is dry and will stay dry.”", "Orla Wexcombe"),
        ("en", "“The well,” Orla Wexcombe said, “is dry and will stay dry.”", "Orla Wexcombe"),
        ("en", "“The well is dry and will stay dry,” according to Orla Wexcombe.", "Orla Wexcombe"),
        ("de", "„Der Brunnen ist trocken“, sagte Bürgermeisterin Orla Wexcombe.", "Orla Wexcombe"),
        ("fr", "« Le puits est à sec », a déclaré la maire, Orla Wexcombe.", "Orla Wexcombe"),
        ("es", "«El pozo está seco», dijo la alcaldesa Orla Wexcombe.", "Orla Wexcombe"),
        ("pt", "“O poço está seco”, disse a prefeita Orla Wexcombe.", "Orla Wexcombe"),
        ("pl", "„Studnia jest sucha” – powiedziała burmistrzyni Orla Wexcombe.", "Orla Wexcombe"),
        ("ru", "«Колодец высох», — сказала мэр Орла Векскомб.", "Орла Векскомб"),
        ("uk", "«Криниця висохла», — сказала речниця Орла Векскомб.", "Орла Векскомб"),
        ("tr", "“Kuyu kurudu” dedi Belediye Başkanı Orla Wexcombe.", "Orla Wexcombe"),
        ("id", "“Sumur itu kering,” kata Wali Kota Orla Wexcombe.", "Orla Wexcombe"),
        ("sv", "– Brunnen är torr, säger Orla Wexcombe.", "Orla Wexcombe"),
        ("ar", "«البئر جافة»، قالت رئيسة البلدية أورلا وكسكومب.", "أورلا وكسكومب"),
        ("zh", "发言人王芳说：“水井已经干了。”", "王芳"),
        ("ja", "田中花子議長は「井戸は枯れた」と述べた。", "田中花子"),
        ("hi", "निदेशक इरा शर्मा ने कहा, “कुआँ सूख गया है”।", "इरा शर्मा"),
        ("ko", '김하나 의원은 "우물이 말랐다"고 말했다.', "김하나"),
    ],
)
def test_the_speaker_is_found_in_each_languages_order(
    quotes_of: Finder, language: str, text: str, name: str
) -> None:
    quote = quotes_of(language, text)[0]
    assert quote.speaker is not None
    assert quote.speaker.name == name


def test_a_surname_and_a_pronoun_mean_the_person_named_in_full(quotes_of: Finder) -> None:
    quotes = quotes_of(
        "en",
        "Water minister Peter Wexcombe opened the hearing.",
        "“We will drill deeper this summer,” Wexcombe said.",
        "“Nobody has to leave the valley,” he said.",
    )
    assert [q.speaker.name if q.speaker else None for q in quotes] == ["Peter Wexcombe"] * 2
    assert [q.mention for q in quotes] == ["Wexcombe", "he"]


def test_a_pronoun_that_could_be_two_people_is_nobodys(quotes_of: Finder) -> None:
    quotes = quotes_of(
        "en",
        "Minister Peter Wexcombe met engineer Paul Drayholt at the dam.",
        "“Nobody has to leave the valley,” he said.",
    )
    assert quotes[0].speaker is None and quotes[0].mention == "he"


def test_a_pronoun_is_not_given_to_the_last_speaker_where_another_is_known_to_fit(quotes_of: Finder) -> None:
    quotes = quotes_of(
        "en",
        "Engineer Quill Wexcombe led the visitors.",
        "Mary Drayholt was not afraid. “She laughed at the dam,” Wexcombe said.",
        "“I had never liked heights,” she said.",
    )
    assert [q.speaker.name if q.speaker else None for q in quotes] == ["Quill Wexcombe", None]


def test_an_initial_belongs_to_the_name(quotes_of: Finder) -> None:
    quotes = quotes_of(
        "en",
        "Police held Quill Wexcombe at the dam.",
        "Mary A. Drayholt, Wexcombe’s lawyer, told The Valley Post that Wexcombe meant no harm.",
        "“He regrets the whole afternoon,” she said in an email.",
    )
    assert quotes[-1].speaker is None or quotes[-1].speaker.name == "Mary A. Drayholt"


def test_a_pronoun_before_words_that_a_verb_leads_up_to_names_nobody(quotes_of: Finder) -> None:
    quotes = quotes_of(
        "en",
        "Water minister Peter Wexcombe opened the hearing.",
        "Wexcombe was asked why he says “nobody has to leave the valley” so often.",
    )
    assert all(q.speaker is None for q in quotes)


def test_a_role_stands_for_the_one_person_who_has_it(quotes_of: Finder) -> None:
    quotes = quotes_of(
        "en",
        "The mayor of Lower Quill, Orla Wexcombe, visited the school.",
        "“The roof is safe again,” the mayor said.",
    )
    assert quotes[0].speaker is not None and quotes[0].speaker.name == "Orla Wexcombe"


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "“The well is dry now,” said veteran water analyst Ken Doctor.",
            "Ken Doctor",
            "veteran water analyst",
        ),
        (
            "“The well is dry now,” said US Secretary of State Michael Drayholt.",
            "Michael Drayholt",
            "US Secretary of State",
        ),
        (
            "Novelist Orla Wexcombe said “the well is dry and will stay dry”.",
            "Orla Wexcombe",
            "Novelist",
        ),
        (
            "“The well is dry now,” said Orla Wexcombe, a friend of the mayor who recently left.",
            "Orla Wexcombe",
            "friend of the mayor",
        ),
        (
            "On Monday, the People’s Daily warned there would be “no room for any compromise”.",
            "People’s Daily",
            "",
        ),
        (
            "North Quillia's Department of Social Services said: “The well is dry and old.”",
            "North Quillia's Department of Social Services",
            "",
        ),
    ],
)
def test_a_speaker_is_named_whole_and_apart_from_the_role(
    quotes_of: Finder, text: str, name: str, role: str
) -> None:
    (quote,) = quotes_of("en", text)
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.speaker.role) == (name, role)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وقالت أورلا وكسكومب للصحفيين: «البئر جافة منذ شهر».", "أورلا وكسكومب"),
        ("وقالت أورلا وكسكومب المتحدثة باسم الوزارة: «البئر جافة منذ شهر».", "أورلا وكسكومب"),
        ("وقالت في مؤتمر صحفي: «البئر جافة منذ شهر».", None),
        ("وقال أمس: «البئر جافة منذ شهر».", None),
    ],
)
def test_in_arabic_to_whom_when_and_where_are_no_part_of_the_speaker(
    quotes_of: Finder, text: str, name: str | None
) -> None:
    quotes = quotes_of("ar", text)
    assert [q.speaker.name for q in quotes if q.speaker] == ([name] if name else [])


def test_in_german_a_trade_before_a_full_name_is_no_part_of_it(quotes_of: Finder) -> None:
    quotes = quotes_of(
        "de",
        "„Der Brunnen ist trocken“, sagt Konditorin Sandra Wexcombe.",
        "„Er bleibt es auch“, sagt Wexcombe.",
    )
    assert [(q.speaker.name, q.speaker.role) for q in quotes[:1] if q.speaker] == [
        ("Sandra Wexcombe", "Konditorin")
    ]
    assert [q.speaker.name if q.speaker else None for q in quotes] == ["Sandra Wexcombe"] * 2


def test_a_surname_that_is_also_an_office_means_the_person(quotes_of: Finder) -> None:
    quotes = quotes_of(
        "en",
        "“The well is dry now,” says water analyst Ken Doctor.",
        "“What kind of valley will be left?” Doctor asks.",
    )
    assert [q.speaker.name if q.speaker else None for q in quotes] == ["Ken Doctor"] * 2


def test_a_title_and_a_given_name_mean_the_person_named_in_full(quotes_of: Finder) -> None:
    quotes = quotes_of(
        "en",
        "Prime minister Keir Wexcombe opened the dam.",
        "Sir Keir said on Monday: “Everybody gets a share of the water.”",
    )
    assert quotes[0].speaker is not None and quotes[0].speaker.name == "Keir Wexcombe"
    assert quotes[0].mention == "Sir Keir"


@pytest.mark.parametrize("thing", ["The letter", "A report by the ministry", "According to the survey, it"])
def test_a_document_is_no_speaker(quotes_of: Finder, thing: str) -> None:
    (quote,) = quotes_of("en", f"{thing} said: “There must be a full inquiry into the dam.”")
    assert quote.speaker is None


def test_a_word_that_the_article_also_writes_small_is_no_name(quotes_of: Finder) -> None:
    quotes = quotes_of(
        "en",
        "Meltwater filled the dam, and more meltwater will come.",
        "“The dam holds for now,” according to Meltwater.",
    )
    assert quotes[0].speaker is None


def test_several_unnamed_officials_are_unnamed(quotes_of: Finder) -> None:
    (quote,) = quotes_of("en", "“The talks are going nowhere,” two officials said.")
    assert quote.speaker is not None and quote.speaker.unnamed


def test_whom_the_words_were_said_to_is_kept(quotes_of: Finder) -> None:
    (quote,) = quotes_of("en", "“The talks are going nowhere,” Orla Wexcombe told the Quill Gazette.")
    assert quote.said_to == "Quill Gazette"


def test_a_quotation_over_paragraphs_keeps_its_speaker(quotes_of: Finder) -> None:
    quotes = quotes_of("en", "Orla Wexcombe said: “The well is dry.", "“It will stay dry.”")
    assert [q.speaker.name if q.speaker else None for q in quotes] == ["Orla Wexcombe"] * 2


@pytest.mark.parametrize(
    "text",
    ["The so-called “reform” failed again last week.", "Her novel “The Glass Orchard Keeper” won a prize."],
)
def test_scare_quotes_and_titles_are_no_quotations(quotes_of: Finder, text: str) -> None:
    assert quotes_of("en", text) == ()


def test_indirect_speech_is_kept_where_said_that_makes_it_safe(quotes_of: Finder) -> None:
    (quote,) = quotes_of("en", "Minister Orla Wexcombe said that the well would stay dry for years.")
    assert not quote.direct and quote.text == "the well would stay dry for years"


def test_offsets_point_at_the_words_in_the_block(quotes_of: Finder) -> None:
    blocks = ("A quiet day.", "Orla Wexcombe said: “The well is dry and old.”")
    for quote in quotes_of("en", *blocks):
        assert blocks[quote.block][quote.start : quote.end] == quote.text


def test_a_translation_names_the_speaker_where_the_language_has_no_grammar(quotes_of: Finder) -> None:
    (quote,) = quotes_of(
        "vi",
        "“Giếng đã cạn từ lâu rồi.”, bà Orla Wexcombe nói.",
        english=["“The well has been dry for a long time,” Orla Wexcombe said."],
    )
    assert quote.rule == "translation" and quote.speaker is not None
    assert quote.english.startswith("The well has been dry")


def test_the_reference_pages_words_belong_to_peskov(shared: object, quotes_of: Finder) -> None:
    from pathlib import Path

    text = (Path(str(shared)) / "reference" / "kyiv-independent.txt").read_text("utf-8")
    quote = quotes_of("en", *text.split("\n"))[0]
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.speaker.side) == ("Dmitry Peskov", "RU")


PIECES = ["“", "”", "«", "»", "„", "「", "」", '"', "— ", ", ", ". ", ": ", "said ", "sagte ", "dijo ", "сказал ", "قال ", "说", "は", "と述べた",
          "Orla ", "Wexcombe ", "the mayor ", "he ", "of ", "who ", "and ", "that ", "水 ", "we go", "\n"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.sampled_from(
        [
            "ar",
            "da",
            "de",
            "en",
            "es",
            "fr",
            "hi",
            "id",
            "it",
            "ja",
            "ko",
            "no",
            "pl",
            "pt",
            "ru",
            "sv",
            "tr",
            "uk",
            "zh",
            "vi",
        ]
    ),
)
def test_any_text_gives_quotations_that_lie_in_it(text: str, language: str) -> None:
    blocks = text.split("\n")
    for quote in find_quotes("article", blocks, language):
        assert blocks[quote.block][quote.start : quote.end] == quote.text
        if quote.mention_at is not None:
            block, start, end = quote.mention_at
            assert blocks[block][start:end] == quote.mention


def test_a_members_party_and_state_stand_between_name_and_verb(quotes_of: Finder) -> None:
    first, second = quotes_of(
        "en",
        "“We cannot have people come here and deny it,” Rep. Ida Marlowe (R-Fla.) said. “You destroy the basis of it.”",
    )
    assert first.speaker and first.speaker.name == "Ida Marlowe"
    assert second.speaker and second.speaker.name == "Ida Marlowe"


def test_words_that_no_mark_closes_are_the_next_speakers(quotes_of: Finder) -> None:
    found = quotes_of(
        "en",
        "“It is a whistle to all of us,” Ida Marlowe said. “If he is no citizen, neither is anybody else here.",
        "“I have been thinking about where we are,” added Tom Brask.",
    )
    assert [one.speaker.name if one.speaker else "" for one in found] == [
        "Ida Marlowe",
        "Tom Brask",
        "Tom Brask",
    ]
