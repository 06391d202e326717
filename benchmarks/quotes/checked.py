"""A sample of quotations from captured pages in other languages than English, each judged by a reader.

A quotation is ``right`` when its words are words somebody said or wrote and the speaker, where one is
given, is who the page says; with no speaker given it is right if it is a quotation. The first
reading, before any rule was changed for these, found 143 of 150 right. Where a rule or the extraction
changed since, the quotation was read again (``again`` in ``checked.json``). Only verdicts are kept,
by page address and a hash of words and speaker, never text.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from parallax.errors import ExtractionError
from parallax.extract import article
from parallax.model import Content
from parallax.quotes import find_quotes
from parallax.telling import Quote

SAMPLE = 150
HERE = Path(__file__).parent
KANA = re.compile(r"[\u3040-\u30ff]")
HAN = re.compile(r"[\u3400-\u9fff]")


def read_pages(shared: Path) -> Iterator[tuple[str, Content]]:
    """Address and article of every captured page that can be read."""
    from warcio.archiveiterator import ArchiveIterator

    for name in ("news", "mixed"):
        with (shared / "data" / "capture" / f"{name}-pages.warc.gz").open("rb") as stream:
            for record in ArchiveIterator(stream):
                if record.rec_type != "response":
                    continue
                url = record.rec_headers.get_header("WARC-Target-URI")
                kind = record.http_headers.get_header("content-type")
                try:
                    yield url, article(record.content_stream().read(), url, content_type=kind)
                except ExtractionError:
                    continue  # the extraction benchmark counts these


def pages(shared: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Address, language and blocks of every captured page that is not in English."""
    for url, content in read_pages(shared):
        language = content.language or _by_script(content.text)
        if language and not language.casefold().startswith("en"):
            yield url, language, [block.text for block in content.blocks]


def _by_script(text: str) -> str:
    """Chinese or Japanese of pages that declare nothing; others are left out."""
    if len(HAN.findall(text)) < 100:
        return ""
    return "ja" if len(KANA.findall(text)) > 50 else "zh"


def place(url: str, quote: Quote) -> str:
    """A key that changes when what was judged does: the page, the words and their speaker."""
    speaker = quote.speaker.name if quote.speaker else ""
    return hashlib.sha256(f"{url} {quote.text} {quote.direct} {speaker}".encode()).hexdigest()[:16]


def everything(shared: Path) -> dict[str, tuple[str, Quote, list[str]]]:
    """Every quotation found, by its key."""
    return {
        place(url, quote): (url, quote, blocks)
        for url, language, blocks in pages(shared)
        for quote in find_quotes(url, blocks, language)
    }


def sample(shared: Path) -> list[tuple[str, Quote, list[str]]]:
    """150 quotations to read, by hash of their place.

    The first 150 of that order were judged, and rules mended by them; these are the next 150. They are
    not unseen: much of what the rules found on these pages was read while they were written.
    """
    found = sorted(
        everything(shared).values(),
        key=lambda f: hashlib.sha256(f"{f[0]} {f[1].block} {f[1].start}".encode()).hexdigest(),
    )
    return found[SAMPLE : 2 * SAMPLE]


def figures(shared: Path) -> dict[str, float]:
    """Share right of the judged quotations still found as they were judged; ``lost`` are the others."""
    verdicts: dict[str, dict[str, Any]] = json.loads((HERE / "checked.json").read_text("utf-8"))["verdicts"]
    judged = [verdicts[key]["right"] for key in everything(shared) if key in verdicts]
    return {
        "judged": len(judged),
        "lost": len(verdicts) - len(judged),
        "right": round(sum(judged) / max(1, len(judged)), 4),
    }
