"""`parallax compare`: reports beside each other, word by word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parallax.cli.lines import (
    MEASURE,
    print_labels,
    print_line,
    print_numbers,
    print_omissions,
    print_reasons,
    told_by,
)
from parallax.cli.output import AsJson, out, print_json, write_new
from parallax.errors import InputError
from parallax.telling import balanced

if TYPE_CHECKING:
    from rich.console import Console

    from parallax.pipeline.comparing import Comparison, SameWords
    from parallax.store.views import ArticleView


def compare(
    sources: Annotated[list[str], typer.Argument(help="Two or more: article ids, addresses or files.")],
    html: Annotated[
        Path | None, typer.Option(help="Also write the comparison as a page to this new file.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Lay reports beside each other: one event? the same words, numbers, and what each leaves out."""
    from parallax.config import load
    from parallax.pipeline.comparing import compare as lay
    from parallax.pipeline.loose import view_of
    from parallax.pipeline.workshop import workshop
    from parallax.stories import Grouper

    if len(sources) < 2:
        raise InputError("There must be at least two reports to compare.")
    if html is not None and html.exists():
        raise InputError(f"{html} exists already.", hint="Name a file that does not.")
    with workshop(load()) as shop:
        tools = shop.tools(shop.door())
        views = [view_of(source, tools) for source in sources]
        if len({view.article.id for view in views}) < len(views):
            raise InputError("The same report is named twice.", hint="Each is compared with the others.")
        stories = {view.article.id: shop.store.story_of(view.article.id) or "" for view in views}
        found = lay(views, Grouper(shop.embedder()), stories)
    if as_json:
        print_json({"articles": [view.article for view in views], "comparison": found})
    else:
        _comparison(out(), found, {view.article.id: view for view in views})
    if html is not None:
        from parallax.cli.comparison import page

        write_new(html, page(found, views))


def _comparison(console: Console, found: Comparison, views: dict[str, ArticleView]) -> None:
    names = {key: view.outlet.name for key, view in views.items()}
    for key, view in views.items():
        original = view.article.content.title
        print_line(console, f"{names[key]}: {view.card.title_english or original}", style="bold")
        if view.card.title_english not in (None, original):
            print_line(console, f"  {original}", style="dim")
    for pair in found.pairs:
        verdict = "tell the same event" if pair.same_event else "do not show that they tell the same event"
        print_line(
            console, f"\n{names[pair.a]} and {names[pair.b]} {verdict}. They are {pair.alike:.0%} alike."
        )
        if pair.story and not pair.same_event:
            print_line(console, f"Other reports stand between them: here both are in story {pair.story}.")
        print_reasons(console, pair.reasons)
        between = "; others stand between these two" if pair.through_others else ""
        print_line(
            console,
            f"    {pair.odds:+.1f}  Together. From {pair.joins:+.1f} on reports are put together{between}.",
            style="dim",
        )
    if found.words:
        print_line(console, "\nThe same words", style="bold")
    for words in found.words:
        _words(console, words, names)
    print_labels(console, found.takes, names, why=True)
    print_numbers(console, found.numbers, names)
    _lacks(console, found, names)


def _words(console: Console, words: SameWords, names: dict[str, str]) -> None:
    """Both versions; what only one has is underlined, and stands in ⟨ ⟩ where nothing can be underlined."""
    from rich.text import Text

    for version in words.versions:
        quote = version.quote
        speaker = quote.speaker.name if quote.speaker else "nobody named"
        line = Text(f"  {names[quote.article_id]} ({speaker}): “", style="dim")
        for text, marked in version.pieces:
            shown = f"⟨{text}⟩" if marked and not console.is_terminal else text
            line.append(shown, style="underline bold" if marked else "not dim")
        console.print(line.append("”"), width=MEASURE)
        if quote.english and quote.english != quote.text:
            print_line(console, f"    originally: {quote.text}", style="dim")


def _lacks(console: Console, found: Comparison, names: dict[str, str]) -> None:
    """What each lacks, report by report; then what else one alone carries."""
    for key, name in names.items():
        lacked = found.lacked_by(key)
        if lacked:
            print_line(console, f"\nWhat {name} lacks", style="bold")
        for one in lacked:
            print_line(console, f"  {balanced(one.text)} ({told_by(one, names)})")
    print_omissions(console, found.alone, names)
