"""Languages a reader reads: what is written in them is shown as it was written.

Browsers keep the choice and act on it; without scripts it travels in the address, as ``?reads=pt,es``.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from urllib.parse import urlencode

from starlette.requests import Request

# More than anybody reads; an address is not to make us compare for long.
MOST = 40

_reads: ContextVar[frozenset[str]] = ContextVar("reads", default=frozenset())


def base_tag(tag: str) -> str:
    """ "zh-Hant" → "zh": who reads a language is taken to read its varieties."""
    return tag.split("-")[0].lower()


def reads_in(values: Iterable[str]) -> frozenset[str]:
    """The languages an address names, once or several times, with or without commas."""
    tags = [tag.strip() for value in values for tag in value.split(",")]
    return frozenset(base_tag(tag) for tag in tags[:MOST] if tag.isascii() and tag.replace("-", "").isalpha())


def begin(request: Request) -> None:
    """Take the languages of this request for the page that is rendered next."""
    _reads.set(reads_in(request.query_params.getlist("reads")))


def untouched(tag: str) -> bool:
    """Whether what is written in this language is to be shown in it."""
    return base_tag(tag) in _reads.get()


def with_reads(address: str) -> str:
    """An address that goes on naming the languages of this one."""
    if not (reads := _reads.get()):
        return address
    path, mark, anchor = address.partition("#")
    query = urlencode({"reads": ",".join(sorted(reads))}, safe=",")
    return f"{path}{'&' if '?' in path else '?'}{query}{mark}{anchor}"
