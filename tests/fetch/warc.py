"""Captures made by hand: records and whole pages as an archiver would write them."""

from __future__ import annotations

DAY = "2026-03-01T10:00:00Z"


def record(
    url,
    block=b"",
    *,
    kind="response",
    date=DAY,
    length=None,
    media="application/http; msgtype=response",
    **more,
):
    head = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:00000000-0000-0000-0000-000000000001>",
        "WARC-Target-URI": url,
        "WARC-Date": date,
        "Content-Type": media,
        "Content-Length": str(len(block) if length is None else length),
    } | {name.replace("_", "-"): value for name, value in more.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items() if value)
    return b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def page(url, body=b"<p>hello", status="200 OK", date=DAY, **headers):
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return record(url, f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body, date=date)
