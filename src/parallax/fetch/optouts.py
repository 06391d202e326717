"""What a publisher lets us do with a page: robots directives and text-mining reservations.

Where several statements meet, the strictest counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from parallax.model import Response, Rights

# Whom we answer to: everyone, ourselves, and the news aggregator whose case is closest to ours.
EVERYONE = frozenset({"", "*", "robots", "parallax"})
NEWS_AGGREGATOR = "googlebot-news"
# Directives that carry a value after a colon; any other word before a colon names a robot.
VALUED = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})

# Heads with inlined styles reach a few hundred KiB; a directive further down is read by nobody.
HEAD_BYTES = 512 * 1024
_META_NAMES = EVERYONE - {"", "*"} | {NEWS_AGGREGATOR, "tdm-reservation"}
_MENTIONS = tuple(name.encode() for name in _META_NAMES)
# A date in RFC 850 form has a comma after its weekday, which would cut it in two.
_WEEKDAY = re.compile(r"\s*(mon|tue|wed|thu|fri|sat|sun)[a-z]*\s*")


@dataclass(slots=True)
class _Verdict:
    """Rights while statements are gathered."""

    fetched_at: datetime
    archive: bool = True
    max_snippet: int = -1
    text_mining: bool = True
    basis: list[str] = field(default_factory=list)

    def limit(self, characters: int) -> None:
        if characters >= 0:
            self.max_snippet = characters if self.max_snippet < 0 else min(self.max_snippet, characters)

    def withdraw(self) -> None:
        """Not to be shown at all: neither text nor lead; a headline that links there remains."""
        self.archive = False
        self.limit(0)

    def rights(self) -> Rights:
        return Rights(self.archive, self.max_snippet, self.text_mining, tuple(dict.fromkeys(self.basis)))


def read_rights(response: Response) -> Rights:
    """Read ``X-Robots-Tag`` and ``tdm-reservation`` headers and the page's meta elements.

    ``basis`` names each statement that has a meaning for us, also one without effect here, such
    as ``noimageai`` or an ``unavailable_after`` still to come. Of the first 512 KiB only what
    reaches to the last mention of a directive's name is parsed.
    """
    verdict = _Verdict(response.fetched_at)
    for name, value in response.headers:
        if name.lower() == "x-robots-tag":
            for agent, directive in _scoped(value):
                _apply(verdict, agent, directive, f"X-Robots-Tag header: {_quoted(agent, directive)}")
        elif name.lower() == "tdm-reservation":
            _reserve(verdict, value, "tdm-reservation header")
    for name, content in _metas(response):
        if name == "tdm-reservation":
            _reserve(verdict, content, "tdm-reservation meta element")
            continue
        for directive in _directives(content):
            _apply(verdict, name, directive, f"meta {name}: {directive}")
    return verdict.rights()


def _quoted(agent: str, directive: str) -> str:
    return f"{agent}: {directive}" if agent else directive


def _directives(text: str) -> Iterator[str]:
    """Comma-separated directives in lower case, dates kept in one piece."""
    held = ""
    for part in text.lower().split(","):
        piece = f"{held},{part}" if held else part
        value = piece.partition("unavailable_after:")[2]
        if _WEEKDAY.fullmatch(value):
            held = piece
            continue
        held = ""
        if piece.strip():
            yield piece.strip()
    if held:
        yield held.strip()


def _scoped(value: str) -> Iterator[tuple[str, str]]:
    """Directives of a header with the robot they address: a name holds until the next one."""
    agent = ""
    for directive in _directives(value):
        before, colon, after = directive.partition(":")
        if colon and before.strip() not in VALUED:
            agent, directive = before.strip(), after.strip()
        if directive:
            yield agent, directive


def _apply(verdict: _Verdict, agent: str, directive: str, said: str) -> None:
    if agent not in EVERYONE and agent != NEWS_AGGREGATOR:
        return
    name, _, value = directive.partition(":")
    name, value = name.strip(), value.strip()
    if name == "noarchive":
        verdict.archive = False
    elif name == "nosnippet":
        verdict.limit(0)
    elif name == "max-snippet":
        if not re.fullmatch(r"-1|[0-9]{1,9}", value) or int(value) < 0:
            return
        verdict.limit(int(value))
    elif name in ("noindex", "none"):
        # "Not in that aggregator" is said of syndicated copies too; it does not withdraw the page.
        if agent == NEWS_AGGREGATOR:
            return
        verdict.withdraw()
    elif name == "unavailable_after":
        if (until := _date(value)) is not None and until <= verdict.fetched_at:
            verdict.withdraw()
    elif name == "noai":
        verdict.text_mining = False
    elif name != "noimageai":
        return
    verdict.basis.append(said)


def _reserve(verdict: _Verdict, value: str, said: str) -> None:
    if value.strip() == "1":
        verdict.text_mining = False
        verdict.basis.append(f"{said}: 1")
    elif value.strip() == "0":
        verdict.basis.append(f"{said}: 0")


def _date(text: str) -> datetime | None:
    """A time in ISO 8601, RFC 822 or RFC 850; None when it is neither."""
    try:
        found = datetime.fromisoformat(text.upper())
    except ValueError:
        try:
            found = parsedate_to_datetime(text)
        except (TypeError, ValueError, IndexError, OverflowError):
            return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _metas(response: Response) -> Iterable[tuple[str, str]]:
    """Name and content of the meta elements that concern us, names in lower case."""
    head = _as_ascii_superset(response.body[:HEAD_BYTES])
    lower = head.lower()
    mention = max(lower.rfind(name) for name in _MENTIONS)
    if mention < 0:
        return
    end = head.find(b">", mention)
    # "content" may come before "name" or after it: the element is complete at its ">".
    head = head[: end + 1] if end >= 0 else head
    from selectolax.lexbor import LexborHTMLParser

    for meta in LexborHTMLParser(head).css("meta[name]"):
        name = (meta.attributes.get("name") or "").strip().lower()
        if name in _META_NAMES:
            yield name, meta.attributes.get("content") or ""


def _as_ascii_superset(head: bytes) -> bytes:
    """UTF-16 with its mark is recoded; in every other charset of the web, ASCII is itself."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace").encode()
    return head
