"""Learning from an outlet's other pages: what comes back is furniture, what one article says twice is not."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from parallax.extract import NO_HABITS, Habits, article, learn, read_page
from parallax.extract.habits import FEWEST, MOST_TAKEN
from parallax.model import PageTrace

BLURB = (
    "Every morning our editors choose the five stories that matter most along the coast and write them down for "
    "you, so that you begin the day knowing what your neighbours know."
)
BACKGROUND = (
    "The northern line was closed eleven years ago, after a storm tore the pier apart and the region found that "
    "neither town could pay for a new one by itself."
)
NOUNS = (
    "harbour council ferry island teacher bridge winter budget fishing storm market school library orchard railway "
    "museum hospital festival river engine garden lighthouse village painter sailor baker mayor judge farmer doctor"
)
WORDS = NOUNS.split()
PLACEHOLDER = "https://harbour-post.example/share/fallen-leaves.png"


def sentence(source: random.Random) -> str:
    return f"The {' '.join(source.choices(WORDS, k=14))} met again on day {source.randrange(10**6)}."


def paragraphs(number: int, count: int = 6) -> list[str]:
    source = random.Random(number)
    return [" ".join(sentence(source) for _ in range(3)) for _ in range(count)]


def page(
    number: int, *, extra: str = BLURB, body: list[str] | None = None, head: str = "", title: str = ""
) -> str:
    texts = paragraphs(number) if body is None else body
    texts = [*texts[:2], *([extra] if extra else []), *texts[2:]]
    title = title or f"Report number {number} from the harbour"
    return (
        f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title.split(' ~ ')[0]}</h1><div class='text'>"
        + "".join(f"<p class='text__par'>{text}</p>" for text in texts)
        + "</div></article></body></html>"
    )


def url(number: int) -> str:
    return f"https://harbour-post.example/{number}"


def learnt_from(*pages: str) -> Habits:
    return learn({url(n): read_page(html, url(n)).trace for n, html in enumerate(pages)})


def test_a_blurb_among_the_paragraphs_is_told_by_the_outlets_other_pages() -> None:
    html = page(99)
    assert BLURB in article(html, url(99)).text
    habits = learnt_from(*(page(n) for n in range(FEWEST)))
    assert [block.text for block in article(html, url(99), habits=habits).blocks] == paragraphs(99)


def test_a_few_pages_are_not_enough_to_judge_by() -> None:
    assert learnt_from(*(page(n) for n in range(FEWEST - 1))) == NO_HABITS


def test_an_article_at_several_addresses_takes_nothing_from_itself() -> None:
    same = [page(7) for _ in range(8)]
    habits = learnt_from(*same)
    assert [
        block.text for block in article(page(7), url(70), habits=habits).blocks if block.text != BLURB
    ] == paragraphs(7)
    assert habits.blocks == frozenset()


def test_a_live_article_that_grows_stays_one_article() -> None:
    told = paragraphs(5, 12)
    states = [page(5, extra="", body=told[: 6 + state]) for state in range(7)]
    habits = learnt_from(*states, *(page(n, extra="") for n in range(20, 23)))
    assert [block.text for block in article(states[-1], url(50), habits=habits).blocks] == told


def test_background_repeated_in_some_reports_is_text() -> None:
    some = [page(n, extra=BACKGROUND) for n in range(FEWEST)]
    habits = learnt_from(*some, *(page(n, extra="") for n in range(20, 26)))
    assert BACKGROUND in article(page(99, extra=BACKGROUND), url(99), habits=habits).text


def test_more_than_a_third_of_a_page_is_never_taken() -> None:
    texts = paragraphs(3, 3)
    html = page(3, extra="", body=texts)
    habits = learnt_from(*(page(n, extra="", body=[*paragraphs(n, 9), *texts]) for n in range(10, 16)))
    assert len(habits.blocks) >= len(texts)
    assert [block.text for block in article(html, url(3), habits=habits).blocks] == texts
    assert MOST_TAKEN < 0.5


def test_a_picture_shown_with_any_article_is_a_placeholder() -> None:
    head = f'<meta property="og:image" content="{PLACEHOLDER}">'
    habits = learnt_from(*(page(n, head=head) for n in range(FEWEST)))
    before = article(page(99, head=head), url(99)).lead_image
    assert before is not None
    assert before.url == PLACEHOLDER
    assert article(page(99, head=head), url(99), habits=habits).lead_image is None


def test_what_ends_every_title_is_the_sites_name() -> None:
    titled = [page(n, title=f"Report number {n} from the harbour ~ Morning Tide") for n in range(FEWEST)]
    html = page(99, title="Ferry line to reopen ~ Morning Tide").replace("<h1>Ferry line to reopen</h1>", "")
    assert article(html, url(99)).title == "Ferry line to reopen ~ Morning Tide"
    assert article(html, url(99), habits=learnt_from(*titled)).title == "Ferry line to reopen"


def test_a_page_is_not_judged_by_its_own_earlier_trace() -> None:
    traces = {url(n): read_page(page(n), url(n)).trace for n in range(FEWEST)}
    assert learn(traces, reading=url(0)) == NO_HABITS
    assert learn(traces) != NO_HABITS


traces = st.builds(
    PageTrace,
    body=st.lists(
        st.tuples(st.integers(0, 30), st.integers(30, 300)), max_size=8, unique_by=lambda run: run[0]
    ).map(tuple),
    others=st.lists(st.integers(0, 30), max_size=8).map(tuple),
    image=st.integers(0, 3),
    title_end=st.sampled_from(["", "harbour post", "news"]),
)


@given(st.dictionaries(st.text(max_size=4), traces, max_size=10), st.randoms())
def test_the_order_of_the_traces_makes_no_difference(
    known: dict[str, PageTrace], source: random.Random
) -> None:
    shuffled = list(known.items())
    source.shuffle(shuffled)
    assert learn(dict(shuffled)) == learn(known)
