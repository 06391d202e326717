"""Big files: streamed, resumed, checked."""

from __future__ import annotations

import hashlib
import random
import tracemalloc

import pytest

from parallax.errors import BadResponse, ConnectionFailed, HttpStatus, TooLarge
from parallax.model import Request

FILE = random.Random(7).randbytes(300_000)


def ranged(site, *, etag='"a"', breaks=(), ignore=False, shift=0):
    """Serve FILE with ranges; each of ``breaks`` is how many bytes one answer gives before it dies."""
    cuts = list(breaks)

    def answer(asked):
        wanted = asked.headers.get("range")
        start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted and not ignore else 0
        if start >= len(FILE) and start:
            return site.reply(status="416 Range Not Satisfiable", Content_Range=f"bytes */{len(FILE)}")
        status = "206 Partial Content" if start else "200 OK"
        headers = {"ETag": etag}
        if start:
            headers["Content_Range"] = f"bytes {start + shift}-{len(FILE) - 1}/{len(FILE)}"
        whole = site.reply(FILE[start:], status, **headers)
        if cuts:
            asked.socket.sendall(whole[: len(whole) - len(FILE[start:]) + cuts.pop(0)])
            return None
        return whole

    return answer


def test_a_file_is_streamed_with_progress(site, fetcher):
    site.pages["/m"] = ranged(site)
    got, seen = bytearray(), []
    response = fetcher.download(
        Request(f"{site.base}/m", "model"), got.extend, lambda done, total: seen.append((done, total))
    )
    assert bytes(got) == FILE
    assert (response.status, response.body, response.header("etag")) == (200, b"", '"a"')
    assert seen[-1] == (len(FILE), len(FILE))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert site.asked[0].headers["accept-encoding"] == "identity"


def test_a_broken_download_goes_on_where_it_broke(site, fetcher):
    site.pages["/m"] = ranged(site, breaks=[100_000, 50_000])
    got = bytearray()
    fetcher.download(Request(f"{site.base}/m", "model"), got.extend)
    assert hashlib.sha256(got).digest() == hashlib.sha256(FILE).digest()
    assert "range" not in site.asked[0].headers
    assert all(asked.headers["if-range"] == '"a"' for asked in site.asked[1:])


def test_a_download_is_resumed_from_an_earlier_day(site, fetcher):
    site.pages["/m"] = ranged(site)
    got, seen = bytearray(), []
    request = Request(f"{site.base}/m", "model", start_at=200_000)
    response = fetcher.download(request, got.extend, lambda done, total: seen.append((done, total)))
    assert bytes(got) == FILE[200_000:]
    assert response.status == 206
    assert seen[-1] == (len(FILE), len(FILE))


def test_a_server_without_ranges_still_gives_each_byte_once(site, fetcher):
    site.pages["/m"] = ranged(site, ignore=True, breaks=[150_000])
    got = bytearray()
    response = fetcher.download(Request(f"{site.base}/m", "model", start_at=1000), got.extend)
    assert bytes(got) == FILE[1000:]
    assert response.status == 200


def test_a_file_that_changes_meanwhile_is_refused(site, fetcher):
    first = ranged(site, breaks=[100_000])
    second = ranged(site, etag='"b"')
    site.pages["/m"] = lambda asked: (second if "range" in asked.headers else first)(asked)
    with pytest.raises(BadResponse, match="changed"):
        fetcher.download(Request(f"{site.base}/m", "model"), bytearray().extend)


def test_the_wrong_part_is_refused(site, fetcher):
    site.pages["/m"] = ranged(site, shift=5)
    with pytest.raises(BadResponse, match="wanted"):
        fetcher.get(Request(f"{site.base}/m", "model", start_at=10))


def test_get_from_an_offset_brings_the_rest_or_all(site, fetcher):
    site.pages["/m"] = ranged(site)
    part = fetcher.get(Request(f"{site.base}/m", "model", start_at=299_000))
    assert (part.status, part.body) == (206, FILE[299_000:])
    site.pages["/m"] = ranged(site, ignore=True)
    whole = fetcher.get(Request(f"{site.base}/m", "model", start_at=299_000))
    assert (whole.status, whole.body) == (200, FILE)


def test_a_start_past_the_end_is_said(site, fetcher):
    site.pages["/m"] = ranged(site)
    with pytest.raises(HttpStatus, match="416"):
        fetcher.get(Request(f"{site.base}/m", "model", start_at=300_000))


def test_the_cap_counts_the_whole_file(site, fetcher):
    site.pages["/m"] = ranged(site)
    with pytest.raises(TooLarge):
        fetcher.download(Request(f"{site.base}/m", "model", max_bytes=299_999), bytearray().extend)
    with pytest.raises(TooLarge):
        request = Request(f"{site.base}/m", "model", max_bytes=299_999, start_at=1000)
        fetcher.download(request, bytearray().extend)


def test_retries_of_a_download_end(site, fetcher):
    site.pages["/m"] = ranged(site, breaks=[10] * 20)
    got = bytearray()
    with pytest.raises(ConnectionFailed):
        fetcher.download(Request(f"{site.base}/m", "model"), got.extend)
    assert FILE.startswith(got)
    assert len(site.asked) == 5


def test_a_big_file_is_never_held_in_memory(site, fetcher):
    chunk = bytes(1 << 20)

    def big(asked):
        asked.socket.sendall(f"HTTP/1.1 200 OK\r\nContent-Length: {100 << 20}\r\n\r\n".encode())
        for _ in range(100):
            asked.socket.sendall(chunk)

    site.pages["/m"] = big
    sizes = []
    tracemalloc.start()
    fetcher.download(Request(f"{site.base}/m", "model"), lambda piece: sizes.append(len(piece)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sum(sizes) == 100 << 20
    assert peak < 4 << 20


def test_what_the_sink_raises_reaches_the_caller(site, fetcher):
    site.pages["/m"] = ranged(site)

    def full(piece):
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        fetcher.download(Request(f"{site.base}/m", "model"), full)
    assert len(site.asked) == 1
