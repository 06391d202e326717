"""Response headers as text, and what remains true of them once a body is decoded."""

from __future__ import annotations

from parallax.fetch.decode import Identity, decoder

Headers = tuple[tuple[str, str], ...]

FRAMING = frozenset({"transfer-encoding", "connection", "keep-alive"})


def described(headers: Headers) -> Headers:
    """The headers that are true of a decoded body: framing and coding are gone."""
    gone = set(FRAMING)
    codings = [value for key, value in headers if key.lower() == "content-encoding"]
    if codings and not isinstance(decoder(", ".join(codings)), Identity):
        gone |= {"content-encoding", "content-length"}
    return tuple((key, value) for key, value in headers if key.lower() not in gone)


def as_text(value: bytes) -> str:
    """Header text: UTF-8 where it is, else Latin-1, which reads any byte."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
