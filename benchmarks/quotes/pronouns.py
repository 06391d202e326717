"""Pronouns that got a name, each judged by a reader, in texts that no rule was written on.

Two sets: the captured pages in English (``pages``), and the English texts of the pairs of articles with
a human similarity (``pairs``). Of the pages' first 71, a reader found 65 right; the rule that mended the
others was written after, so the pages are unseen no longer. The pairs (29, two of them twice) were read once, after it, and
nothing was changed for them. Only verdicts are kept, by a hash of place, words and speaker.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.quotes.checked import read_pages

from parallax.quotes import find_quotes
from parallax.telling import Quote

PRONOUNS = frozenset(["he", "she", "they"])
VERDICTS = Path(__file__).with_name("pronouns.json")


def pages(shared: Path) -> Iterator[tuple[str, list[str]]]:
    """Address and blocks of every captured page in English."""
    for url, content in read_pages(shared):
        if content.language.casefold().startswith("en"):
            yield url, [block.text for block in content.blocks]


def pairs(shared: Path) -> Iterator[tuple[str, list[str]]]:
    """A name for each English text of the pairs, once, and its lines."""
    path = shared / "data" / "stories" / "similarity-pairs-dev.jsonl"
    seen = set()
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        for which in "12":
            text = row[f"text{which}"]
            if row[f"lang{which}"] == "en" and text not in seen:
                seen.add(text)
                yield text[:60], text.split("\n")


def resolved(texts: Iterator[tuple[str, list[str]]]) -> Iterator[tuple[str, Quote]]:
    """Every quotation of a pronoun that got a name, by a key that changes when what was judged does."""
    for name, blocks in texts:
        for quote in find_quotes(name, blocks, "en"):
            if quote.speaker and quote.mention.casefold() in PRONOUNS:
                # Without the block: more or fewer of them before it are no other quotation.
                seed = f"{name} {quote.start} {quote.text} {quote.speaker.name}"
                yield hashlib.sha256(seed.encode()).hexdigest()[:16], quote


def figures(shared: Path) -> dict[str, dict[str, float]]:
    """By set: how many of those found were judged, and the share right among them."""
    verdicts = json.loads(VERDICTS.read_text("utf-8"))
    found = {}
    for name, texts in (("pages", pages(shared)), ("pairs", pairs(shared))):
        keys = {key for key, _ in resolved(texts)}  # some texts of the pairs differ in a few words only
        judged = [verdicts[name][key] for key in keys if key in verdicts[name]]
        found[name] = {
            "judged": len(judged),
            "lost": len(verdicts[name]) - len(judged),
            "right": round(sum(judged) / max(1, len(judged)), 4),
        }
    return found
