"""A sample of quotations from captured pages in other languages than English, each judged by a reader.

The first reading, before any rule was changed for these, found 143 of 150 right; where a rule changed
since, the quotation was read again (``again``). Only verdicts are kept (``checked.json``: page address and a hash of place and speaker), never text. A
quotation is ``right`` when its words are words somebody said or wrote and the speaker, where one
is given, is who the page says; with no speaker given it is right if it is a quotation.
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
from parallax.quotes import find_quotes
from parallax.telling import Quote

SAMPLE = 150
HERE = Path(__file__).parent
KANA = re.compile(r"[\u3040-\u30ff]")
HAN = re.compile(r"[\u3400-\u9fff]")


def pages(shared: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Address, language and blocks of every captured page that is not in English."""
    from warcio.archiveiterator import ArchiveIterator

    for name in ("news", "mixed"):
        with (shared / "data" / "capture" / f"{name}-pages.warc.gz").open("rb") as stream:
            for record in ArchiveIterator(stream):
                if record.rec_type != "response":
                    continue
                url = record.rec_headers.get_header("WARC-Target-URI")
                kind = record.http_headers.get_header("content-type")
                try:
                    content = article(record.content_stream().read(), url, content_type=kind)
                except ExtractionError:
                    continue  # the extraction benchmark counts these
                language = content.language or _by_script(content.text)
                if language and not language.casefold().startswith("en"):
                    yield url, language, [block.text for block in content.blocks]


def _by_script(text: str) -> str:
    """Chinese or Japanese of pages that declare nothing; others are left out."""
    if len(HAN.findall(text)) < 100:
        return ""
    return "ja" if len(KANA.findall(text)) > 50 else "zh"


def place(url: str, quote: Quote) -> str:
    """A key that changes when what was judged does: page, place, words' length and speaker."""
    speaker = quote.speaker.name if quote.speaker else ""
    text = f"{url} {quote.block} {quote.start} {quote.end} {quote.direct} {speaker}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def sample(shared: Path) -> list[tuple[str, Quote, list[str]]]:
    """The same 150 quotations every time, as far as they are still found: by hash of their place.

    The first 150 of that order were read while the rules were written; these are the next 150.
    """
    found = [
        (url, quote, blocks)
        for url, language, blocks in pages(shared)
        for quote in find_quotes(url, blocks, language)
    ]
    by_place = sorted(
        found, key=lambda f: hashlib.sha256(f"{f[0]} {f[1].block} {f[1].start}".encode()).hexdigest()
    )
    return by_place[SAMPLE : 2 * SAMPLE]


def figures(shared: Path) -> dict[str, float]:
    """Share right of the sampled quotations with a verdict; ``unjudged`` ones changed since."""
    verdicts: dict[str, dict[str, Any]] = json.loads((HERE / "checked.json").read_text("utf-8"))["verdicts"]
    keys = [place(url, quote) for url, quote, _ in sample(shared)]
    judged = [verdicts[key]["right"] for key in keys if key in verdicts]
    return {
        "sampled": len(keys),
        "judged": len(judged),
        "unjudged": len(keys) - len(judged),
        "right": round(sum(judged) / max(1, len(judged)), 4),
    }
