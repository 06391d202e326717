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
    ("url", "language", "country"),
    [
        ("https://zeitung.example.at/1", None, "AT"),
        ("https://paper.co.uk/1", None, "GB"),
        ("https://paper.com/1", "de-CH", "CH"),
        ("https://paper.com/1", "zh-Hant-TW", "TW"),
        ("https://paper.com/1", "de", None),
        ("https://paper.tv/1", None, None),
        ("https://paper.com/1", "zh-Hant", None),
    ],
)
def test_an_unknown_outlet_sits_where_its_domain_or_its_language_says_or_nowhere(url, language, country):
    outlet = outlet_from_page(url, Content("T", url, language=language, publisher="The Paper"))
    assert (outlet.country if outlet else None) == country
    assert outlet is None or outlet.name == "The Paper"
