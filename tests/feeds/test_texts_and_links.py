"""Words without markup, addresses without tracking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallax.feeds.links import clean_url
from parallax.feeds.text import plain, safe_html


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("&amp;amp;lt;b&amp;amp;gt;x", "x"),
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("a<br/>b<ul><li>c<li>d</ul>", "a b c d"),
        ("x < y > z", "x < y > z"),
        ("<속보> 여객선 지연", "<속보> 여객선 지연"),
        ("<style>p{}</style><script>1<2</script>Fog", "Fog"),
        ("\u202eevil\u202c \u200fمرحبا", "evil مرحبا"),
        ("می\u200cخواهم 👩\u200d👧", "می\u200cخواهم 👩\u200d👧"),
        ("Windows\x92 mark", "Windows’ mark"),
        ("AT&T &notanentity; &copy", "AT&T ¬anentity; ©"),
    ],
)
def test_the_words_of_a_text_are_what_a_reader_would_see(written: str, read: str) -> None:
    assert plain(written, 500) == (read, False)


def test_a_long_text_ends_at_a_word_with_an_ellipsis() -> None:
    text, cut = plain("word " * 100, 52)
    assert cut and text == "word " * 9 + "word…"
    text, cut = plain("字" * 600, 500)
    assert cut and text == "字" * 499 + "…"


def test_full_text_keeps_reading_matter_and_makes_links_absolute() -> None:
    html, cut = safe_html(
        '<div class=x><h2 style="color:red">Fog</h2><p>See <a href="/a?utm_source=x">here</a>'
        '<img src="i.jpg" onerror=x() alt="Pier"></p><form>vote</form></div>',
        "https://h.example/n/",
    )
    assert not cut
    assert html == (
        '<h2>Fog</h2><p>See <a href="https://h.example/a" rel="noopener noreferrer nofollow">here</a>'
        '<img src="https://h.example/n/i.jpg" alt="Pier"></p>'
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://h.example/a?b=1&utm_source=x&c=2", "https://h.example/a?b=1&c=2"),
        ("https://h.example/a?UTM_Medium=x", "https://h.example/a"),
        ("https://h.example/a#post-3", "https://h.example/a#post-3"),
        ("https://h.example/a#xtor=RSS-1", "https://h.example/a"),
        ("HTTPS://H.Example:443/A", "https://h.example/A"),
        ("http://h.example:8080", "http://h.example:8080/"),
        ("//cdn.example/x y.jpg", "https://cdn.example/x%20y.jpg"),
        ("/порт/1", "https://base.example/%D0%BF%D0%BE%D1%80%D1%82/1"),
        ("https://u:p@h.example/a", "https://h.example/a"),
        ("https://h.example/\n  a\t", "https://h.example/a"),
        ("?p=7", "https://base.example/feed?p=7"),
        ("", ""),
        ("   ", ""),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("mailto:a@h.example", ""),
        ("https://", ""),
        ("https://h.example:99999/", ""),
        ("http://[::1", ""),
        ("https://h.example/" + "a" * 3000, ""),
    ],
)
def test_an_address_is_absolute_clean_and_http(written: str, read: str) -> None:
    assert clean_url(written, "https://base.example/feed") == read


@given(st.text(max_size=80), st.sampled_from(["", "https://base.example/feed"]))
def test_cleaning_an_address_twice_changes_nothing(written: str, base: str) -> None:
    once = clean_url(written, base)
    assert once == "" or once.startswith(("http://", "https://"))
    assert clean_url(once, base) == once
