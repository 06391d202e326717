"""`parallax story` and `overlooked`: one event as its tellers tell it, in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from parallax.cli.lines import print_labels, print_line, print_numbers, print_omissions, print_reasons
from parallax.cli.output import AsJson, out, print_json
from parallax.errors import InputError
from parallax.plurals import plural
from parallax.store.views import SearchQuery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from parallax.store.interface import Store
    from parallax.store.views import ArticleCard, StoryCard, StoryView
    from parallax.telling import Coverage, OnlyTold, Tie

MOST_TOLD = 15  # stories listed: a screen of a terminal
MOST_SEARCHED = 200  # reports that say the words; what they tell is listed


def story(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            help="A story's id, that of an article in it, or words of its reports. None: the stories most tell."
        ),
    ] = None,
    why: Annotated[
        bool,
        typer.Option(
            "--why", help="Show the sentences that each label rests on, and why each report belongs."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show one event: who tells it, in which ways, and what each leaves out."""
    from parallax.config import load
    from parallax.pipeline.tying import StoryTies
    from parallax.pipeline.workshop import workshop

    asked_for = " ".join(what or ())
    with workshop(load()) as shop:
        view, listed = _asked(shop.store, asked_for)
        ties: dict[str, Tie] = {}
        if view is not None and why:
            asked = StoryTies(shop.store, shop.storyteller())
            found = {report.card.id: asked.within(report.card.id) for report in view.reports}
            ties = {name: its[0] for name, its in found.items() if its}
    if view is None and listed is None:
        raise InputError(
            f"“{asked_for}” is neither a story nor an article in one, and no report of one says it.",
            hint="`parallax story` lists stories with their ids, `parallax read COUNTRY` articles.",
        )
    if as_json:
        print_json(listed[:MOST_TOLD] if listed is not None else view)
    elif listed is not None:
        _list(out(), listed)
    elif view is not None:
        _story(out(), view, ties, why=why)
    if listed is not None and not listed:
        raise typer.Exit(3)


def overlooked(
    country: Annotated[str, typer.Argument(help="Whose press: a country's name or code.")] = "us",
    every: Annotated[
        bool, typer.Option("--all", help="Also what it covers, and where nobody can tell.")
    ] = False,
    reverse: Annotated[
        bool, typer.Option("--reverse", help="Instead, what only this country's press tells.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List the stories that others tell and one country's press does not, and why that is believed."""
    from parallax.cli.outlets import country_code
    from parallax.config import load
    from parallax.store.sqlite import SqliteStore
    from parallax.web.places import in_sentence

    code = country_code(country) or "US"
    store = SqliteStore(load().store_path)
    found: Sequence[Coverage | OnlyTold] = (
        store.only_told_by(code)
        if reverse
        else [one for one in store.coverage_by(code) if every or one.verdict == "overlooked"]
    )
    leads = {card.id: card.lead for card in store.story_cards([one.story_id for one in found])}
    store.close()
    console = out()
    if as_json:
        print_json(found)
    elif not found:
        told = "told by nobody but" if reverse else "overlooked by"
        print_line(console, f"Nothing can be shown to be {told} the press of {in_sentence(code)}.")
        if not reverse and not every:
            print_line(
                console, f"`parallax overlooked {code.lower()} --all` shows what was looked at and why."
            )
    else:
        for one in found:
            _finding(console, one, leads.get(one.story_id))
    if not found:
        raise typer.Exit(3)


def _asked(store: Store, what: str) -> tuple[StoryView | None, Sequence[StoryCard] | None]:
    """The one story that an id or words name, or a list of those they may mean; neither where they name none."""
    if not what:
        return None, store.stories(by="countries", limit=MOST_TOLD + 1).items
    named = store.story(store.story_of(what) or what)
    if named is not None:
        return named, None
    said = store.search(SearchQuery(what), limit=MOST_SEARCHED)
    found = dict.fromkeys(filter(None, (store.story_of(card.id) for card in said.items)))
    cards = [card for card in store.story_cards(list(found)) if card.articles > 1]
    if len(cards) == 1:
        return store.story(cards[0].id), None
    return None, cards or None


def _list(console: Console, listed: Sequence[StoryCard]) -> None:
    if not listed:
        print_line(console, "No story is told by several articles yet.")
        print_line(
            console, "`parallax up` polls outlets, `parallax ingest` reads what you name.", style="dim"
        )
        return
    for card in listed[:MOST_TOLD]:
        _head(console, card)
        if card.takes:
            print_line(console, "  " + " · ".join(card.takes))
    if len(listed) > MOST_TOLD:
        print_line(console, "\nThere are more; the site has all, at /stories and /search.", style="dim")
    print_line(console, "\n`parallax story ID` opens one.", style="dim")


def _head(console: Console, card: StoryCard) -> None:
    """A story's headline, and beneath it who tells it and its id."""
    print_line(console, card.lead.title_english or card.lead.title, style="bold")
    counts = (
        plural(card.articles, "report"),
        plural(card.outlets, "outlet"),
        plural(len(card.countries), "country", "countries"),
        plural(len(card.languages), "language"),
    )
    print_line(console, " · ".join((*counts, card.id)), style="dim")


def _story(console: Console, view: StoryView, ties: dict[str, Tie], *, why: bool) -> None:
    _head(console, view.card)
    for report in view.reports:
        copied = f"  (repeats {report.copy_of})" if report.copy_of else ""
        shown = report.card
        title = shown.title_english or shown.title
        print_line(console, f"{shown.id}  {shown.country}  {shown.outlet_name}: {title}{copied}")
    names = {report.card.id: report.card.outlet_name for report in view.reports}
    print_labels(console, (*view.telling.takes, *view.telling.alike), names, why=why, story=view.card.id)
    print_numbers(console, view.telling.numbers, names)
    print_omissions(console, view.telling.omissions, names)
    _belonging(console, ties, names)


def _belonging(console: Console, ties: dict[str, Tie], names: dict[str, str]) -> None:
    """Each report with the one of the others that it has most in common with."""
    if ties:
        print_line(console, "\nWhy these reports are one story", style="bold")
    told: set[frozenset[str]] = set()
    for key, tie in ties.items():
        if frozenset((tie.a, tie.b)) in told:
            continue
        told.add(frozenset((tie.a, tie.b)))
        print_line(
            console,
            f"  {names[key]} and {names.get(tie.b, tie.b)}: {tie.odds:+.1f}, together from {tie.joins:+.1f} on",
        )
        print_reasons(console, tie.reasons)


def _finding(console: Console, one: Coverage | OnlyTold, lead: ArticleCard | None) -> None:
    if lead is not None:
        print_line(console, lead.title_english or lead.title, style="bold")
    verdict = getattr(one, "verdict", "told here only")
    print_line(console, f"{verdict} · {one.k} of {one.n} outlets · story {one.story_id}", style="dim")
    print_line(console, f"{one.why}\n")
