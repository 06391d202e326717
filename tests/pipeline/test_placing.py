"""A page is kept under its own address and shown under a flag only where something says so."""

from __future__ import annotations

import pytest

from parallax.model import Content
from parallax.pipeline.placing import address_of, outlet_from_page


@pytest.mark.parametrize(
    ("requested", "canonical", "kept"),
    [
        ("https://a.example/x#ref=rss", "", "https://a.example/x"),
        ("https://m.a.example/x?utm=1", "https://www.a.example/x", "https://www.a.example/x"),
        ("https://a.example/x", "https://other.example/x", "https://a.example/x"),
        ("https://a.example/x", "https://a.example/", "https://a.example/x"),
        ("https://A.example", "", "https://a.example/"),
    ],
)
def test_the_canonical_address_is_kept_if_it_is_a_page_of_the_same_site(requested, canonical, kept):
    assert address_of(requested, canonical) == kept


@pytest.mark.parametrize(
    ("url", "language", "head", "country"),
    [
        ("https://zeitung.example.at/1", None, b"", "AT"),
        ("https://paper.co.uk/1", None, b"", "GB"),
        ("https://paper.com/1", "de-CH", b"", "CH"),
        ("https://paper.com/1", "zh-Hant-TW", b"", "TW"),
        ("https://paper.com/1", "de", b'<meta property="og:locale" content="de_AT">', "AT"),
        ("https://paper.com/1", "ja", b"", "JP"),
        ("https://paper.com/1", "en", b"", None),
        ("https://paper.tv/1", None, b"", None),
        ("https://paper.com/1", "zh-Hant", b"", None),
    ],
)
def test_an_unknown_outlet_sits_where_something_says_it_does_or_nowhere(url, language, head, country):
    outlet = outlet_from_page(url, Content("T", url, language=language, publisher="The Paper"), head)
    assert (outlet.country if outlet else None) == country
    assert outlet is None or (outlet.name == "The Paper" and outlet.placed_by)
