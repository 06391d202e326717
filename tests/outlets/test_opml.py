"""Lists of feeds, exchanged with other readers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallax.errors import RegistryError
from parallax.model import Outlet, Ownership
from parallax.outlets import export_opml, import_opml, load_registry

ids = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,5})?", fullmatch=True)
words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z", "Cn", "Co")), min_size=1, max_size=12)
addresses = st.builds("https://{}.example/{}".format, st.from_regex(r"[a-z]{1,10}", fullmatch=True), ids)
outlets = st.builds(
    Outlet,
    id=ids,
    name=words,
    homepage=addresses,
    country=st.sampled_from(["PT", "CI", "XK", "BQ", "US"]),
    covers=st.none() | st.sampled_from(["SY", "TM"]),
    languages=st.lists(st.sampled_from(["pt", "zh-Hant", "cnr"]), unique=True).map(tuple),
    feeds=st.lists(addresses, max_size=3, unique=True).map(tuple),
    sitemaps=st.lists(addresses, max_size=2, unique=True).map(tuple),
    ownership=st.just(Ownership()) | st.builds(Ownership, st.sampled_from(["state", "public"]), words, words),
    kind=st.sampled_from(["newspaper", "online"]),
    scope=st.sampled_from(["national", "regional"]),
)


@settings(deadline=None, max_examples=50)
@given(st.lists(outlets, min_size=1, max_size=6, unique_by=lambda outlet: outlet.id))
def test_what_was_exported_comes_back_whole(given_outlets: list[Outlet]) -> None:
    assert set(import_opml(export_opml(given_outlets))) == set(given_outlets)


def test_the_whole_registry_goes_out_and_comes_back() -> None:
    registry = load_registry()
    assert set(import_opml(export_opml(registry.outlets.values()))) == set(registry.outlets.values())


def test_another_readers_list_is_understood() -> None:
    text = """<?xml version="1.0" encoding="UTF-8"?>
    <opml version="1.1"><head/><body>
      <outline text="Portugal"><outline text="papers">
        <outline text="Vale News" type="rss" xmlUrl="https://www.vale.example/feed" htmlUrl="https://www.vale.example"/>
        <outline text="Vale News: sport" type="rss" xmlUrl="https://www.vale.example/sport"/>
      </outline></outline>
      <outline title="ivory coast"><outline type="rss" xmlUrl="https://abidjan.example/rss"/></outline>
    </body></opml>"""
    vale, abidjan = import_opml(text)
    assert (vale.id, vale.name, vale.country) == ("vale-example", "Vale News", "PT")
    assert vale.feeds == ("https://www.vale.example/feed", "https://www.vale.example/sport")
    assert (abidjan.id, abidjan.name, abidjan.country) == ("abidjan-example", "abidjan.example", "CI")


FLAT = '<opml version="2.0"><body><outline text="V" xmlUrl="https://v.example/feed"/></body></opml>'


def test_a_feed_without_a_country_asks_for_one() -> None:
    with pytest.raises(RegistryError, match="its country is not known") as caught:
        import_opml(FLAT)
    assert "--country" in caught.value.hint


def test_the_country_can_be_given() -> None:
    (outlet,) = import_opml(FLAT, country_code="PT")
    assert outlet.country == "PT"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not OPML"),
        ("<opml><body>", "not OPML"),
        ("<rss><channel/></rss>", "begins with <rss>"),
        ("<opml/>", "no <body>"),
        ("<opml><body/></opml>", "lists no feed"),
        (
            '<opml><body><outline text="PT"><outline xmlUrl="no address"/></outline></body></opml>',
            "is not a web address",
        ),
        ("<opml><body>" + '<outline text="a">' * 40 + "</outline>" * 40 + "</body></opml>", "nests folders"),
        ("<opml><body>\udc80</body></opml>", "not OPML"),
    ],
)
def test_what_is_not_opml_is_refused_with_what_to_do(text: str, said: str) -> None:
    with pytest.raises(RegistryError) as caught:
        import_opml(text)
    assert said in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY x "&a;&a;&a;">]>',
    ],
)
def test_entities_are_refused(declaration: str) -> None:
    text = f'{declaration}<opml><body><outline text="PT"><outline text="&x;" xmlUrl="https://v.example/"/></outline></body></opml>'
    with pytest.raises(RegistryError, match="entities of its own"):
        import_opml(text)


@given(st.text())
@settings(deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(RegistryError):
        import_opml(text)
