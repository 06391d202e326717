"""What the door brings from a real server, and what it refuses to swallow."""

from __future__ import annotations

import gzip
import socket
import struct
import time
import zlib
from datetime import UTC, datetime

import pytest

from parallax.errors import (
    BadResponse,
    ConfigError,
    ConnectionFailed,
    DeadlineExceeded,
    HttpStatus,
    TooLarge,
)
from parallax.fetch.settings import FetchSettings
from parallax.model import Request, Validators


def test_a_page_comes_with_its_headers_and_time(site, fetcher):
    site.page("/a?b=1", "Grüße".encode(), Content_Type="text/html", X_Note="caf\u00e9")
    response = fetcher.get(Request(f"{site.base}/a?b=1#part"))
    assert response.body.decode() == "Grüße"
    assert response.status == 200
    assert response.header("content-type") == "text/html"
    assert response.header("x-note") == "café"
    assert response.url == f"{site.base}/a?b=1"
    assert response.requested == f"{site.base}/a?b=1#part"
    assert response.moved_to is None
    assert response.fetched_at == datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_the_user_agent_says_who_and_where_to_complain(site, fetcher):
    site.page("/")
    fetcher.get(Request(site.base))
    assert site.asked[-1].headers["user-agent"] == "Parallax/0.1 (+https://example.org/reader)"
    assert site.asked[-1].headers["host"] == f"127.0.0.1:{site.port}"


def test_a_contact_address_is_demanded():
    with pytest.raises(ConfigError, match="contact"):
        FetchSettings(contact="nobody")
    with pytest.raises(ConfigError, match="allow_networks"):
        FetchSettings(contact="https://example.org", allow_networks=("10.0.0.1/8",))


def test_connections_are_kept_and_used_again(site, fetcher):
    site.page("/", b"x")
    for _ in range(3):
        fetcher.get(Request(site.base, purpose="probe"))
    assert len({asked.socket.getpeername() for asked in site.asked}) == 1


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data, wbits=-15)),
        ("gzip", lambda data: gzip.compress(data[:100]) + gzip.compress(data[100:]) + b"\0" * 8),
    ],
)
def test_compressed_bodies_are_unpacked_and_their_headers_tell_the_truth(site, fetcher, coding, pack):
    body = b"Every country's own press. " * 5000
    site.page("/", pack(body), Content_Encoding=coding)
    response = fetcher.get(Request(site.base))
    assert response.body == body
    assert response.header("content-encoding") is None
    assert response.header("content-length") is None


def test_a_gzip_bomb_is_stopped_at_the_cap(site, door):
    bomb = gzip.compress(bytes(200 * 1024 * 1024), 9)
    site.page("/", bomb, Content_Encoding="gzip")
    import tracemalloc

    tracemalloc.start()
    with pytest.raises(TooLarge, match="larger than"):
        door().get(Request(site.base, max_bytes=5_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8_000_000


def test_padding_that_unpacks_to_nothing_is_stopped_too(site, door):
    empty_blocks = b"\x00\x00\x00\xff\xff" * 200_000  # stored blocks of length zero

    def pad(asked):  # without a length, which would already be past the cap
        asked.socket.sendall(b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n" + empty_blocks)

    site.pages["/"] = pad
    with pytest.raises(TooLarge):
        door().get(Request(site.base, purpose="probe", max_bytes=1000))


def test_thousands_of_gzip_members_are_refused(site, fetcher):
    site.page("/", gzip.compress(b"") * 1200, Content_Encoding="gzip")
    with pytest.raises(TooLarge, match="members"):
        fetcher.get(Request(site.base))


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "compress"])
def test_a_coding_we_did_not_ask_for_is_refused(site, fetcher, coding):
    site.page("/", gzip.compress(b"x"), Content_Encoding=coding)
    with pytest.raises(BadResponse, match="not asked for"):
        fetcher.get(Request(site.base))


def test_a_declared_length_past_the_cap_is_refused_before_the_body(site, fetcher):
    def promise(asked):
        asked.socket.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")
        time.sleep(5)

    site.pages["/"] = promise
    began = time.monotonic()
    with pytest.raises(TooLarge):
        fetcher.get(Request(site.base))
    assert time.monotonic() - began < 2


def test_an_endless_body_is_stopped_at_the_cap(site, fetcher):
    def endless(asked):
        asked.socket.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            asked.socket.sendall(b"10000\r\n" + bytes(0x10000) + b"\r\n")

    site.pages["/"] = endless
    with pytest.raises(TooLarge):
        fetcher.get(Request(site.base, max_bytes=300_000))


@pytest.mark.parametrize(
    "body",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
    ],
)
def test_a_body_cut_short_is_a_broken_connection(site, door, body):
    def cut(asked):
        asked.socket.sendall(body)

    site.pages["/"] = cut
    with pytest.raises(ConnectionFailed, match="midway"):
        door().get(Request(site.base, purpose="probe"))


def test_a_compressed_body_cut_short_is_noticed_without_a_length(site, fetcher):
    half = gzip.compress(bytes(range(256)) * 100)[:200]

    def cut(asked):
        asked.socket.sendall(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + half)

    site.pages["/"] = cut
    with pytest.raises(BadResponse, match="ends before"):
        fetcher.get(Request(site.base))


def test_a_reset_connection_is_mapped(site, fetcher):
    def reset(asked):
        asked.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        asked.socket.close()

    site.pages["/"] = reset
    with pytest.raises(ConnectionFailed):
        fetcher.get(Request(site.base, purpose="probe"))


def test_a_port_nobody_listens_on_is_mapped(site, fetcher):
    site.close()
    with pytest.raises(ConnectionFailed, match="does not accept"):
        fetcher.get(Request(site.base, purpose="probe"))


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Length: minus one\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 206 Partial Content\r\nContent-Length: 1\r\nContent-Range: bytes 0-0/9\r\n\r\nx",
    ],
)
def test_nonsense_is_a_bad_response(site, fetcher, answer):
    def send(asked):
        asked.socket.sendall(answer)

    site.pages["/"] = send
    with pytest.raises(BadResponse):
        fetcher.get(Request(site.base, purpose="probe"))


def test_too_many_headers_are_refused(site, fetcher):
    site.page("/", **{f"X_{number}": "1" for number in range(200)})
    with pytest.raises(TooLarge, match="headers"):
        fetcher.get(Request(site.base))


def test_headers_that_are_too_long_together_are_refused(site, fetcher):
    site.page("/", **{f"X_{number}": "a" * 1000 for number in range(80)})
    with pytest.raises(TooLarge, match=r"8[01] headers"):
        fetcher.get(Request(site.base, purpose="probe"))


@pytest.mark.parametrize("line", [b"X-A: " + b"a" * 200 + b"\r\n", b"a" * 1000])
def test_headers_that_never_end_are_refused(site, fetcher, line):
    def flood(asked):
        asked.socket.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            asked.socket.sendall(line)

    site.pages["/"] = flood
    with pytest.raises(TooLarge):
        fetcher.get(Request(site.base))


def test_interim_answers_without_end_are_refused(site, fetcher):
    def flood(asked):
        while True:
            asked.socket.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")

    site.pages["/"] = flood
    with pytest.raises(TooLarge):
        fetcher.get(Request(site.base))


def drip(piece: bytes, head: bytes = b""):
    def send(asked):
        asked.socket.sendall(head)
        while True:
            asked.socket.sendall(piece)
            time.sleep(0.03)

    return send


@pytest.mark.parametrize(
    "handler",
    [
        drip(b"H", b""),
        drip(b"X: 1\r\n", b"HTTP/1.1 200 OK\r\n"),
        drip(b"x", b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"),
        drip(b"1\r\nx\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
    ],
)
def test_a_server_that_drips_is_left_at_the_deadline(site, fetcher, handler):
    site.pages["/"] = handler
    began = time.monotonic()
    with pytest.raises(DeadlineExceeded):
        fetcher.get(Request(site.base, purpose="probe", deadline=0.4))
    assert 0.3 < time.monotonic() - began < 3


def test_a_silent_server_is_left_at_the_deadline(site, fetcher):
    site.pages["/"] = lambda asked: time.sleep(5)
    began = time.monotonic()
    with pytest.raises(DeadlineExceeded):
        fetcher.get(Request(site.base, purpose="probe", deadline=0.3))
    assert time.monotonic() - began < 3


def test_the_deadline_spans_all_redirects(site, door):
    def slowly(to):
        def send(asked):
            time.sleep(0.15)
            return site.reply(status="302 Found", Location=to)

        return send

    for step in range(5):
        site.pages[f"/{step}"] = slowly(f"/{step + 1}")
    began = time.monotonic()
    with pytest.raises(DeadlineExceeded):
        door().get(Request(f"{site.base}/0", purpose="probe", deadline=0.4))
    assert time.monotonic() - began < 3


def test_a_slow_name_lookup_counts_against_the_deadline(door):
    def slow(host):
        time.sleep(5)
        return ["127.0.0.1"]

    began = time.monotonic()
    with pytest.raises(DeadlineExceeded, match="looking up"):
        door(resolver=slow).get(Request("http://slow.example/", purpose="probe", deadline=0.3))
    assert time.monotonic() - began < 3


def test_error_statuses_are_errors(site, fetcher):
    site.page("/gone", status="410 Gone")
    with pytest.raises(HttpStatus, match="410 Gone") as caught:
        fetcher.get(Request(f"{site.base}/gone"))
    assert caught.value.status == 410
    assert not caught.value.retryable


# --- has this changed? ------------------------------------------------------------------

KNOWN = Validators('"v1"', "Sun, 01 Mar 2026 10:00:00 GMT")


def conditional(site):
    def answer(asked):
        if asked.headers.get("if-none-match") == '"v1"':
            return b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n'
        return site.reply(b"feed", ETag='"v1"')

    return answer


def test_an_unchanged_feed_is_304_with_an_empty_body(site, fetcher):
    site.pages["/feed"] = conditional(site)
    first = fetcher.get(Request(f"{site.base}/feed", "feed"))
    assert (first.status, first.body, first.validators.etag) == (200, b"feed", '"v1"')
    second = fetcher.get(Request(f"{site.base}/feed", "feed", KNOWN))
    assert second.not_modified
    assert second.body == b""
    assert site.asked[-1].headers["if-modified-since"] == KNOWN.last_modified


def test_about_one_poll_in_a_hundred_ignores_validators(site, door):
    site.pages["/feed"] = conditional(site)
    draws = iter([number / 200 for number in range(200)])
    fetcher = door(random=lambda: next(draws), host_delay=0)
    statuses = [fetcher.get(Request(f"{site.base}/feed", "feed", KNOWN)).status for _ in range(200)]
    assert statuses.count(200) == 2
    assert statuses.count(304) == 198


@pytest.mark.parametrize("evil", ['"v\r\nX-Injected: 1"', "é", ' "v"'])
def test_validators_cannot_smuggle_headers(site, fetcher, evil):
    site.page("/feed", b"feed")
    fetcher.get(Request(f"{site.base}/feed", "feed", Validators(evil)))
    assert "if-none-match" not in site.asked[-1].headers
    assert "x-injected" not in site.asked[-1].headers
