"""Quotations of the invented sample edition against its own truth: found, attributed, aligned across languages."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from parallax.quotes import align, find_quotes, same_speaker, speaker_key
from parallax.sample.records import Event, Quotation, SampleArticle, joined
from parallax.sample.truth import stories
from parallax.telling import Quote

MARKS = ".,!?؟。，、 "


def figures() -> dict[str, float]:
    """Shares over all events of the edition, with our English where an article is not in English."""
    counts: Counter[str] = Counter()
    for event in stories():
        matched = [pair for article in event.articles for pair in _article(event, article, counts)]
        _pairs(matched, counts)
    found = counts["right"] + counts["wrong"] + counts["nobody"]
    together = counts["same together"]
    return {
        "quotations": found + counts["missed"],
        "found": round(found / max(1, found + counts["missed"]), 4),
        "genuine": round(found / max(1, found + counts["extra"]), 4),
        "speaker_precision": round(counts["right"] / max(1, counts["right"] + counts["wrong"]), 4),
        "speaker_recall": round(counts["right"] / max(1, found + counts["missed"]), 4),
        "pair_precision": round(together / max(1, together + counts["different together"]), 4),
        "pair_recall": round(together / max(1, together + counts["same apart"]), 4),
    }


def _article(event: Event, article: SampleArticle, counts: Counter[str]) -> list[tuple[Quote, str]]:
    blocks = [joined(piece.sentences, article.language) for piece in article.body]
    english = [" ".join(s.english or s.original for s in piece.sentences) for piece in article.body]
    quotes = find_quotes(article.id, blocks, article.language, english=english)
    left = list(article.quotations)
    matched = []
    for quote in (q for q in quotes if q.direct):
        truth = next((t for t in left if _is(quote, t)), None)
        if truth is None:
            counts["extra"] += 1
            continue
        left.remove(truth)
        matched.append((quote, f"{truth.speaker} {truth.group}"))
        counts[_verdict(quote, event.speakers[truth.speaker].name)] += 1
    counts["missed"] += len(left)
    return matched


def _is(quote: Quote, truth: Quotation) -> bool:
    return truth.text.strip(MARKS) in quote.text or quote.text.strip(MARKS) in truth.text


def _verdict(quote: Quote, name: str) -> str:
    if quote.speaker is None:
        return "nobody"
    same = quote.speaker.key == speaker_key(name) or same_speaker(quote.speaker.name, name)
    return "right" if same else "wrong"


def _pairs(matched: list[tuple[Quote, str]], counts: Counter[str]) -> None:
    homes = {id(q): u.id for u in align([quote for quote, _ in matched]) for q in u.quotes}
    for (a, group_a), (b, group_b) in combinations(matched, 2):
        same, together = group_a == group_b, homes[id(a)] == homes[id(b)]
        counts[f"{'same' if same else 'different'} {'together' if together else 'apart'}"] += 1
