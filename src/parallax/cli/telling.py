"""`parallax story`, `compare` and `overlooked`: one event as its tellers tell it, in the terminal."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parallax.cli.output import AsJson, out, print_json, write_new
from parallax.errors import InputError
from parallax.plurals import plural
from parallax.store.views import SearchQuery
from parallax.telling import REASONS, balanced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from parallax.pipeline.comparing import Comparison, SameWords
    from parallax.store.interface import Store
    from parallax.store.views import ArticleCard, ArticleView, StoryCard, StoryView
    from parallax.telling import Coverage, NumberDispute, Omission, OnlyTold, Reason, Take, Tie

MEASURE = 92
MOST_REASONS = 8  # of what speaks for and against two reports telling one event
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
        return
    _comparison(out(), found, {view.article.id: view for view in views})
    if html is not None:
        from parallax.cli.comparison import page

        write_new(html, page(found, views))


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
    if as_json:
        print_json(found)
        return
    console = out()
    if not found:
        told = "told by nobody but" if reverse else "overlooked by"
        _line(console, f"Nothing can be shown to be {told} the press of {in_sentence(code)}.")
        if not reverse and not every:
            _line(console, f"`parallax overlooked {code.lower()} --all` shows what was looked at and why.")
        raise typer.Exit(3)
    for one in found:
        _finding(console, one, leads.get(one.story_id))


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
        _line(console, "No story is told by several articles yet.")
        _line(console, "`parallax up` polls outlets, `parallax ingest` reads what you name.", style="dim")
        raise typer.Exit(3)
    for card in listed[:MOST_TOLD]:
        _head(console, card)
        if card.takes:
            _line(console, "  " + " · ".join(card.takes))
    if len(listed) > MOST_TOLD:
        _line(console, "\nThere are more; the site has all, at /stories and /search.", style="dim")
    _line(console, "\n`parallax story ID` opens one.", style="dim")


def _head(console: Console, card: StoryCard) -> None:
    """A story's headline, and beneath it who tells it and its id."""
    _line(console, card.lead.title_english or card.lead.title, style="bold")
    counts = (
        plural(card.articles, "report"),
        plural(card.outlets, "outlet"),
        plural(len(card.countries), "country", "countries"),
        plural(len(card.languages), "language"),
    )
    _line(console, " · ".join((*counts, card.id)), style="dim")


def _story(console: Console, view: StoryView, ties: dict[str, Tie], *, why: bool) -> None:
    _head(console, view.card)
    for report in view.reports:
        copied = f"  (repeats {report.copy_of})" if report.copy_of else ""
        shown = report.card
        title = shown.title_english or shown.title
        _line(console, f"{shown.id}  {shown.country}  {shown.outlet_name}: {title}{copied}")
    names = {report.card.id: report.card.outlet_name for report in view.reports}
    _labels(console, (*view.telling.takes, *view.telling.alike), names, why=why, story=view.card.id)
    _numbers(console, view.telling.numbers, names)
    _omissions(console, view.telling.omissions, names)
    _belonging(console, ties, names)


def _belonging(console: Console, ties: dict[str, Tie], names: dict[str, str]) -> None:
    """Each report with the one of the others that it has most in common with."""
    if ties:
        _line(console, "\nWhy these reports are one story", style="bold")
    told: set[frozenset[str]] = set()
    for key, tie in ties.items():
        if frozenset((tie.a, tie.b)) in told:
            continue
        told.add(frozenset((tie.a, tie.b)))
        _line(
            console,
            f"  {names[key]} and {names.get(tie.b, tie.b)}: {tie.odds:+.1f}, together from {tie.joins:+.1f} on",
        )
        for reason in tie.reasons[:MOST_REASONS]:
            _reason(console, reason)


def _reason(console: Console, reason: Reason) -> None:
    _line(console, f"    {reason.weight:+.1f}  {REASONS[reason.kind]}: {reason.detail}", style="dim")


def _comparison(console: Console, found: Comparison, views: dict[str, ArticleView]) -> None:
    names = {key: view.outlet.name for key, view in views.items()}
    for key, view in views.items():
        original = view.article.content.title
        _line(console, f"{names[key]}: {view.card.title_english or original}", style="bold")
        if view.card.title_english not in (None, original):
            _line(console, f"  {original}", style="dim")
    for pair in found.pairs:
        verdict = "tell the same event" if pair.same_event else "do not show that they tell the same event"
        _line(console, f"\n{names[pair.a]} and {names[pair.b]} {verdict}. They are {pair.alike:.0%} alike.")
        if pair.story and not pair.same_event:
            _line(console, f"Other reports stand between them: here both are in story {pair.story}.")
        for reason in pair.reasons[:MOST_REASONS]:
            _reason(console, reason)
    if found.words:
        _line(console, "\nThe same words", style="bold")
    for words in found.words:
        _words(console, words, names)
    _labels(console, found.takes, names, why=True)
    _numbers(console, found.numbers, names)
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
            _line(console, f"    originally: {quote.text}", style="dim")


def _labels(
    console: Console, found: Sequence[Take], names: dict[str, str], *, why: bool, story: str = ""
) -> None:
    """Its takes, then apart from them what all reports do alike."""
    apart, alike = ([take for take in found if take.shared is shared] for shared in (False, True))
    if apart:
        _line(console, "\nAlternative takes", style="bold")
        _takes(console, apart, names, why=why, story=story)
    else:
        _line(console, "\nNo distinct takes.", style="dim")
    if alike:
        _line(console, "\nTold alike by all", style="bold")
        _takes(console, alike, names, why=why, story=story)


def _takes(console: Console, found: Sequence[Take], names: dict[str, str], *, why: bool, story: str) -> None:
    for take in found:
        tellers = ", ".join(dict.fromkeys(names.get(key, key) for key in take.article_ids))
        _line(console, f"  {take.label} · {take.summary} ({tellers})")
        for evidence in take.evidence if why else ():
            _line(
                console,
                f"    {names.get(evidence.article_id, evidence.article_id)}: {balanced(evidence.text)}",
                style="dim",
            )
        if why:
            _line(console, f"    rule: {take.rule}, version {take.version}", style="dim")
        if why and story:
            _line(
                console,
                f"    address: /story/{story}#{take.anchor}, as data: /api/v1/takes/{story}.{take.anchor}, "
                "to dispute it: /about#dispute",
                style="dim",
            )


def _numbers(console: Console, found: Sequence[NumberDispute], names: dict[str, str]) -> None:
    if found:
        _line(console, "\nNumbers that disagree", style="bold")
    for dispute in found:
        _line(console, f"  {dispute.what}")
        for value, evidence in dispute.values:
            tellers = ", ".join(dict.fromkeys(names.get(one.article_id, one.article_id) for one in evidence))
            _line(console, f"    {value}: {tellers}: {balanced(evidence[0].text)}", style="dim")


def _omissions(console: Console, found: Sequence[Omission], names: dict[str, str]) -> None:
    for kind, heading in (("lacks", "What a report leaves out"), ("alone", "What one report alone carries")):
        own = [one for one in found if one.kind == kind]
        if own:
            _line(console, f"\n{heading}", style="bold")
        for key, its in groupby(own, key=lambda one: one.article_id):
            _line(console, f"  {names.get(key, key)}")
            for one in its:
                told = f" ({_told_by(one, names)})" if one.others else ""
                _line(console, f"    {balanced(one.text)}{told}")


def _lacks(console: Console, found: Comparison, names: dict[str, str]) -> None:
    """What each lacks, report by report; then what else one alone carries."""
    for key, name in names.items():
        lacked = found.lacked_by(key)
        if lacked:
            _line(console, f"\nWhat {name} lacks", style="bold")
        for one in lacked:
            _line(console, f"  {balanced(one.text)} ({_told_by(one, names)})")
    _omissions(console, found.alone, names)


def _told_by(one: Omission, names: dict[str, str]) -> str:
    others = ", ".join(dict.fromkeys(names.get(other.article_id, "") for other in one.others))
    return f"told by {others}"


def _finding(console: Console, one: Coverage | OnlyTold, lead: ArticleCard | None) -> None:
    if lead is not None:
        _line(console, lead.title_english or lead.title, style="bold")
    verdict = getattr(one, "verdict", "told here only")
    _line(console, f"{verdict} · {one.k} of {one.n} outlets · story {one.story_id}", style="dim")
    _line(console, f"{one.why}\n")


def _line(console: Console, text: str, style: str = "") -> None:
    from rich.text import Text

    wide = min(MEASURE, console.width) if console.is_terminal else None
    console.print(Text(text, style=style), width=wide, soft_wrap=not console.is_terminal)
