"""One parser, stricter than a browser's."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallax.errors import RefusedUrl
from parallax.fetch.urls import join, parse_url

SAME = [
    "https://example.org/",
    "http://example.org:8080/a/b?c=d&e=%C3%A9",
    "https://xn--bcher-kva.example/",
    "https://[2606:4700::1111]/x",
    "https://foo_bar.example.org/",
    "http://1.2.3.4/",
    "https://example.org/a;b=c/@d:e/%2F?x[]=1",
]

MENDED = {
    "HTTPS://Example.ORG": "https://example.org/",
    "https://example.org:443/a": "https://example.org/a",
    "http://example.org:80": "http://example.org/",
    "https://example.org?x": "https://example.org/?x",
    "https://example.org/a b": "https://example.org/a%20b",
    "https://example.org/größe": "https://example.org/gr%C3%B6%C3%9Fe",
    "https://example.org/a#b": "https://example.org/a",
    "https://example.org/a/../b/./c": "https://example.org/b/c",
    "https://example.org/a/%2E%2e/b/..": "https://example.org/",
    "https://example.org/../../x": "https://example.org/x",
    "https://example.org/a\\b": "https://example.org/a%5Cb",
    "https://bücher.example/": "https://xn--bcher-kva.example/",
    "https://аррӏе.example/": "https://xn--80ak6aa92e.example/",
    "https://faß.example/": "https://xn--fa-hia.example/",
    "https://ＥＸＡＭＰＬＥ。org/": "https://example.org/",
    "http://[0:0:0:0:0:0:0:1]:8000/": "http://[::1]:8000/",
    "https://example.org:/a": "https://example.org/a",
}

REFUSED = [
    "",
    "example.org",
    "//example.org/",
    "ftp://example.org/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "gopher://example.org/",
    "http:/example.org/",
    "http:example.org",
    "http:\\\\example.org\\",
    "http://",
    "http:///path",
    "http://:80/",
    " http://example.org/",
    "http://user@example.org/",
    "http://user:secret@example.org/",
    "http://a@b@example.org/",
    "http://public.example\\@127.0.0.1/",
    "http://127.0.0.1\\.public.example/",
    "http://public.example%2f@127.0.0.1/",
    "http://127.0.0.1%00.public.example/",
    "http://exam ple.org/",
    "http://example.org\t/",
    "http://example.org/a\r\nX: y",
    "http://exa\nmple.org/",
    "http://example.org./",
    "http://127.0.0.1./",
    "http://.example.org/",
    "http://example..org/",
    "http://-example.org/",
    "http://" + "a" * 64 + ".org/",
    "http://" + "a." * 130 + "org/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://017700000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://127.0.0.01/",
    "http://1.2.3.4.5/",
    "http://1.2.3.256/",
    "http://1.2.3.0x4/",
    "http://example.0x/",
    "http://１２７.１/",
    "http://[::1/",
    "http://[::1]x/",
    "http://[fe80::1%25eth0]/",
    "http://[fe80::1%eth0]/",
    "http://[::ffff:1.2.3.999]/",
    "http://[127.0.0.1]/",
    "http://[v1.a]/",
    "http://::1/",
    "http://example.org:0/",
    "http://example.org:22/",
    "http://example.org:25/",
    "http://example.org:6667/",
    "http://example.org:65536/",
    "http://example.org:8a/",
    "http://example.org:-80/",
    "http://example.org:８０/",
    "http://example.org:080808/",
    "http://xn--\u00fc.example/",
    "http://a\u200d.example/",
    "http://example.org/\ud800",
    "http://example.org/" + "a" * 8000,
    "http://例え\uff0fx.example/",
]


@pytest.mark.parametrize("text", SAME)
def test_a_plain_url_stays_itself(text):
    assert str(parse_url(text)) == text


@pytest.mark.parametrize(("text", "mended"), MENDED.items())
def test_other_spellings_become_one(text, mended):
    assert str(parse_url(text)) == mended
    assert str(parse_url(mended)) == mended


@pytest.mark.parametrize("text", REFUSED)
def test_tricks_and_nonsense_are_refused(text):
    with pytest.raises(RefusedUrl):
        parse_url(text)


def test_credentials_are_named_as_the_reason():
    with pytest.raises(RefusedUrl, match="user name or password"):
        parse_url("https://someone:secret@example.org/")


def test_a_full_width_address_is_read_as_what_it_is():
    assert parse_url("http://１２７。０。０。１/").host == "127.0.0.1"


def test_both_web_ports_are_one_server_to_be_polite_to():
    assert parse_url("http://example.org/").server == parse_url("https://example.org/").server
    assert parse_url("http://example.org:8080/").server == "example.org:8080"


@pytest.mark.parametrize(
    ("reference", "target"),
    [
        ("/x", "https://example.org/x"),
        ("x", "https://example.org/a/x"),
        ("../x?y", "https://example.org/x?y"),
        ("?q=1", "https://example.org/a/b?q=1"),
        ("//other.example/x", "https://other.example/x"),
        ("http://other.example", "http://other.example/"),
        ("#top", "https://example.org/a/b?c"),
        ("", "https://example.org/a/b?c"),
        ("x:y", None),
        ("//user@other.example/", None),
        ("http:\\\\evil.example", None),
        ("javascript:alert(1)", None),
        ("\\\\evil.example", "https://example.org/a/%5C%5Cevil.example"),
        ("/\\evil.example", "https://example.org/%5Cevil.example"),
    ],
)
def test_a_location_is_resolved_or_refused(reference, target):
    base = parse_url("https://example.org/a/b?c")
    if target is None:
        with pytest.raises(RefusedUrl):
            join(base, reference)
    else:
        assert str(join(base, reference)) == target


authorities = st.text(st.sampled_from(list("aA1.:@[]%\\/?# -_0x７。\u00e9\t")), max_size=20)


@given(st.sampled_from(["http://", "https://", "HTTP://"]), authorities, st.text(max_size=20))
def test_what_is_accepted_reads_the_same_to_another_parser(scheme, authority, rest):
    try:
        url = parse_url(scheme + authority + "/" + rest)
    except RefusedUrl:
        return
    other = urlsplit(str(url))
    assert other.hostname == url.host
    assert (other.port or {"http": 80, "https": 443}[other.scheme]) == url.port
    assert other.username is None
    assert str(url).isascii()
    assert parse_url(str(url)) == url


@given(st.text())
def test_any_text_is_parsed_or_refused(text):
    try:
        parse_url(text)
    except RefusedUrl as error:
        assert str(error)
