"""Speech set off by a dash at the start of a paragraph, as Spanish, Russian, Polish, French and Nordic papers do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parallax.quotes.grammar import Grammar
from parallax.quotes.marks import Passage

START = re.compile(r"\s*[–—―-]\s*(?=[^\W\d_]|[¿¡«„“\"'])")
# Only these write dialogue so; elsewhere a paragraph's dash is a list.
LANGUAGES = frozenset(
    {
        "es",
        "pt",
        "ru",
        "uk",
        "pl",
        "fr",
        "tr",
        "sv",
        "no",
        "da",
        "it",
        "bg",
        "sr",
        "hu",
        "fi",
        "be",
        "ca",
        "ro",
    }
)
SPLIT = re.compile(r"\s*,?\s*[–—―]\s*|\s+-\s+")
# Nordic papers end the words with a comma or stop alone, then the verb.
COMMA = re.compile(r"[,.!?…]\s+")


def with_dashes(blocks: Sequence[str], found: list[Passage], g: Grammar | None) -> list[Passage]:
    """The passages, and those that a dash opens where a speech verb follows the words."""
    if g is None or g.language not in LANGUAGES:
        return found
    extra: list[Passage] = []
    replaced: set[int] = set()
    for number, text in enumerate(blocks):
        spoken = _spoken(number, text, g)
        if spoken:
            extra.extend(spoken)
            replaced.add(number)
    kept = [
        p
        for p in found
        if p.block not in replaced
        or not any(
            e.block == p.block and e.outer_start < p.outer_end and p.outer_start < e.outer_end for e in extra
        )
    ]
    return sorted([*kept, *extra], key=lambda p: (p.block, p.outer_start))


def _spoken(number: int, text: str, g: Grammar) -> list[Passage]:
    opened = START.match(text)
    if not opened:
        return []
    start = opened.end()
    cuts = [m for m in SPLIT.finditer(text, start) if _verb_follows(text, m.end(), g)]
    if not cuts and g.language in {"sv", "no", "da", "fi"}:
        cuts = [m for m in COMMA.finditer(text, start) if _verb_follows(text, m.end(), g)]
    if not cuts:
        return []
    first = cuts[0]
    end = first.start() + (1 if text[first.start()] in "!?…" else 0)
    passages = [Passage(number, start, end, opened.start(), end, "—")]
    again = next((m for m in SPLIT.finditer(text, first.end()) if _resumes(m)), None)
    if again is not None and again.end() < len(text):
        stop = next(
            (m.start() for m in SPLIT.finditer(text, again.end()) if _verb_follows(text, m.end(), g)),
            len(text),
        )
        passages.append(Passage(number, again.end(), stop, again.start(), stop, "—"))
    return passages


def _resumes(cut: re.Match[str]) -> bool:
    """Whether the words go on here: a dash after a stop or comma of who said them."""
    return "–" in cut.group() or "—" in cut.group() or "―" in cut.group()


def _verb_follows(text: str, at: int, g: Grammar) -> bool:
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text[at : at + 60])[:3]
    if not words:
        return False
    for index, word in enumerate(words):
        low = word.casefold().replace("’", "'")
        if low in g.verbs:
            return index == 0 or all(
                w.casefold() in g.aux or w.casefold() in g.adverbs or w.casefold() in g.pronouns
                for w in words[:index]
            )
    return False
