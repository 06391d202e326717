"""An article of the store as the steps after translation want it."""

from __future__ import annotations

from collections.abc import Sequence

from parallax.agencies import known_agency
from parallax.model import Block, Passage
from parallax.quotes import find_quotes
from parallax.store.views import ArticleView
from parallax.takes import Line, Report
from parallax.telling import Quote, Told

# Blocks that are an article's own running text; headings, embedded posts and corrections are not.
OWN_TEXT = frozenset(["paragraph", "list-item", "live-post"])


def told_of(view: ArticleView, agencies: frozenset[str] = frozenset()) -> Told:
    """What the grouping needs of it. ``agencies`` are names of agency outlets, case-folded."""
    article, content = view.article, view.article.content
    paragraphs = [block.text for block in content.blocks if block.kind == "paragraph"]
    english = [text for block in range(len(content.blocks)) if (text := _english(view, "body", block))]
    return Told(
        article_id=article.id,
        outlet_id=article.outlet_id,
        country=article.country,
        language=article.language,
        title=content.title,
        lead=content.dek or (paragraphs[0] if paragraphs else ""),
        url=content.url,
        published=content.published or article.fetched_at,
        title_english=_english(view, "title", 0),
        lead_english=_english(view, "dek", 0) or (english[0] if english else ""),
        body=content.text,
        body_english="\n".join(english),
        agency=_credited(view, agencies),
    )


def _credited(view: ArticleView, agencies: frozenset[str]) -> str:
    """The agency among its authors; a person's byline is no credit to an agency."""
    for author in view.article.content.authors:
        if found := known_agency(author.name):
            return found
        if author.name.casefold() in agencies:
            return author.name
    return ""


def quotes_in(view: ArticleView) -> tuple[Quote, ...]:
    """The quotations of its body, with their English."""
    blocks = [block.text for block in view.article.content.blocks]
    if not any(blocks):
        return ()
    english = [_english(view, "body", index) for index in range(len(blocks))]
    return find_quotes(view.article.id, blocks, view.article.language, english=english)


def report_of(view: ArticleView, quotes: Sequence[Quote], *, copy_of: str = "", agency: str = "") -> Report:
    """What the takes need of it: sentences in English with their originals."""
    article = view.article
    return Report(
        article_id=article.id,
        outlet=view.outlet,
        language=article.language,
        published=article.content.published or article.fetched_at,
        lines=tuple(line for passage in view.passages for line in _lines(passage, view)),
        quotes=tuple(quotes),
        opinion=article.content.opinion,
        copy_of=copy_of,
        agency=agency,
        partial=article.content.paywalled or not article.rights.archive or not _all_english(view),
    )


def _all_english(view: ArticleView) -> bool:
    """Whether every text of the body is in English: what could not be read cannot be said to be left out."""
    blocks = view.article.content.blocks
    return all(_english(view, "body", index) for index, block in enumerate(blocks) if block.text)


def _lines(passage: Passage, view: ArticleView) -> list[Line]:
    if passage.part not in {"title", "dek", "body"}:
        return []
    block = passage.index if passage.part == "body" else -1
    told = block < 0 or _is_own_text(view.article.content.blocks[block])
    return [
        Line(sentence.english, block, sentence.original, told)
        for sentence in passage.sentences
        if sentence.english is not None
    ]


def _is_own_text(block: Block) -> bool:
    return block.kind in OWN_TEXT and not block.level


def _english(view: ArticleView, part: str, index: int) -> str:
    """The English of one text; empty where any of its sentences has none."""
    passage = view.passage(part, index)
    if passage is None or any(sentence.english is None for sentence in passage.sentences):
        return ""
    return " ".join(sentence.english or "" for sentence in passage.sentences)
