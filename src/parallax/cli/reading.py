"""`parallax read`: a country's news, or one article, in the terminal."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from parallax.cli.output import AsJson, out, print_json
from parallax.errors import InputError
from parallax.plurals import plural

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from parallax.store.sqlite import SqliteStore
    from parallax.store.views import ArticleCard, ArticleView

# Comfortable for reading; wider terminals leave the rest empty.
MEASURE = 76


def read(
    what: Annotated[str, typer.Argument(help="A country (br, Brazil) or an article's id.")],
    original: Annotated[bool, typer.Option("--original", help="Show the original, not the English.")] = False,
    both: Annotated[bool, typer.Option("--both", help="Show each paragraph in both.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many articles of a country.")] = 15,
    after: Annotated[str, typer.Option(help="Go on where a list ended.")] = "",
    as_json: AsJson = False,
) -> None:
    """Read a country's newest articles, or one article."""
    from parallax.cli.outlets import meant
    from parallax.config import load
    from parallax.countries import find
    from parallax.store.sqlite import SqliteStore

    store = SqliteStore(load().store_path)
    try:
        view = store.article(what)
        place = find(what)
        if view is not None:
            print_json(view) if as_json else _article(view, original=original, both=both)
        elif place is not None:
            _country(store, place.code, place.name, limit, after or None, as_json=as_json)
        else:
            raise InputError(
                f"“{what}” is neither a country nor an article here.",
                hint=meant(what) or "`parallax read brazil` lists Brazil's articles with their ids.",
            )
    finally:
        store.close()


def _country(
    store: SqliteStore, code: str, name: str, limit: int, after: str | None, *, as_json: bool
) -> None:
    page = store.latest(country=code, after=after, limit=limit)
    console = out()
    if as_json:
        print_json({"country": code, "articles": page.items, "next": page.next})
    elif not page.items:
        console.print(f"Nothing from {name} yet; {plural(len(store.outlets(code)), 'outlet')} known there.")
        console.print(f"`parallax status --country {code}` shows what was tried.")
    else:
        for card in page.items:
            _card(console, card)
        if page.next:
            console.print(f"More: parallax read {code.lower()} --after {page.next}")
    if not page.items:
        raise typer.Exit(3)


def _card(console: Console, card: ArticleCard) -> None:
    from rich.text import Text

    if not sys.stdout.isatty():
        sys.stdout.write(
            f"{card.id}\t{_when(card)}\t{card.outlet_name}\t{card.title_english or card.title}\n"
        )
        return
    console.print(Text(card.title_english or card.title, style="bold"), width=MEASURE)
    if card.title_english and card.title_english != card.title:
        console.print(Text(card.title, style="italic dim"), width=MEASURE)
    notes = [card.outlet_name, card.language, _when(card), f"{card.reading_minutes} min", card.id]
    notes += [note for note, is_so in _flags(card) if is_so]
    console.print(Text(" · ".join(notes), style="dim"), width=MEASURE)
    console.print()


def _flags(card: ArticleCard) -> tuple[tuple[str, bool], ...]:
    return (
        ("live", card.live),
        ("teaser only", card.paywalled),
        ("lead only", card.lead_only),
        ("translation in doubt", card.doubtful),
        ("invented sample", card.invented),
    )


def _when(card: ArticleCard) -> str:
    return _moment(card.published or card.fetched_at)


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M")


def _article(view: ArticleView, *, original: bool, both: bool) -> None:
    from rich.text import Text

    console, content = out(), view.article.content
    names = ", ".join(author.name for author in content.authors)
    console.print(
        _text(view, "title", 0, content.title, original=original, both=both, style="bold"), width=MEASURE
    )
    if content.dek:
        console.print(_text(view, "dek", 0, content.dek, original=original, both=both), width=MEASURE)
    about = [
        view.outlet.name,
        view.outlet.country,
        _when(view.card),
        names,
        f"{view.card.reading_minutes} min",
    ]
    console.print(Text(" · ".join(filter(None, about)), style="dim"), width=MEASURE)
    console.print(Text(content.url, style="dim underline"), soft_wrap=True)
    for index, block in enumerate(content.blocks):
        if not block.text:
            continue
        style = "bold" if block.kind == "heading" else "italic" if block.kind == "quote" else ""
        console.print()
        console.print(
            _text(view, "body", index, block.text, original=original, both=both, style=style), width=MEASURE
        )
    _footnotes(console, view)


def _text(
    view: ArticleView, part: str, index: int, text: str, *, original: bool, both: bool, style: str = ""
) -> Text:
    """A text in English, doubtful sentences underlined; or as it was written; or both."""
    from rich.text import Text

    passage = view.passage(part, index)
    if original or passage is None:
        return Text(text, style=style)
    shown = Text(style=style)
    for sentence in passage.sentences:
        english = sentence.english if sentence.english is not None else sentence.original
        shown.append(english, style="underline" if sentence.doubts else "")
        shown.append(" ")
    if both and any(s.english is not None and s.english != s.original for s in passage.sentences):
        shown.append(f"\n{text}", style="dim italic")
    return shown


def _footnotes(console: Console, view: ArticleView) -> None:
    """Doubts and refusals, each with its sentence, so that a mark can be followed to its reason."""
    from rich.text import Text

    sentences = [sentence for passage in view.passages for sentence in passage.sentences]
    for sentence in sentences:
        for doubt in sentence.doubts:
            console.print(
                Text(f"\nIn doubt ({doubt.kind}): {doubt.detail}\n  {sentence.original}", style="dim")
            )
    for refusal in dict.fromkeys(sentence.refusal for sentence in sentences if sentence.refusal):
        console.print(Text(f"\n{refusal}", style="dim"))
    engines = dict.fromkeys(
        f"{s.engine} {s.model} {s.version}".strip() for s in sentences if s.engine and s.engine != "none"
    )
    if engines:
        console.print(Text(f"\nEnglish by {', '.join(engines)}.", style="dim"))
