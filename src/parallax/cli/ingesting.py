"""`parallax ingest`: captures, feeds, addresses and saved pages, through the same journey as the news."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from parallax.cli.output import AsJson, out, print_error, print_json, print_table, progress
from parallax.errors import FeedError, InputError, ModelError
from parallax.model import Item, Outcome
from parallax.plurals import plural
from parallax.transfer import is_url

if TYPE_CHECKING:
    from rich.progress import TaskID

    from parallax.pipeline.tools import Tools
    from parallax.pipeline.workshop import Workshop

CAPTURES = (".warc", ".warc.gz")
READ = {
    Outcome.STORED,
    Outcome.UPDATED,
    Outcome.UNCHANGED,
    Outcome.DUPLICATE,
    Outcome.LEAD_ONLY,
    Outcome.PAYWALLED,
    Outcome.UNTRANSLATED,
}


def ingest(
    sources: Annotated[
        list[str], typer.Argument(help="A WARC file, a feed's or an article's address, or a saved page.")
    ],
    url: Annotated[str, typer.Option(help="The address a saved page was saved from.")] = "",
    outlet: Annotated[
        str, typer.Option(help="The id of the outlet it belongs to, if it cannot be told.")
    ] = "",
    record: Annotated[
        Path | None, typer.Option(help="Write what is fetched to this capture (.warc.gz).")
    ] = None,
    translate: Annotated[bool, typer.Option(help="Put what is new into English at once.")] = True,
    as_json: AsJson = False,
) -> None:
    """Read pages into the store. Running it again changes nothing that has not changed."""
    from parallax.config import load
    from parallax.pipeline.workshop import workshop

    if url and not is_url(url):
        raise InputError(
            f"--url is “{url}”, which is no web address.", hint="It begins with http:// or https://."
        )
    with workshop(load()) as shop:
        shop.sync_outlets()
        if outlet and shop.store.outlet(outlet) is None:
            raise InputError(f"No outlet has the id “{outlet}”.", hint="`parallax outlets list` shows them.")
        started, outcomes, faults = perf_counter(), Counter[Outcome](), list[dict[str, str]]()
        for source in sources:
            tools, items, total = _open(shop, source, url, outlet or None, record)
            for item in _shown(items, tools, total, _name(source)):
                assert item.outcome is not None
                outcomes[item.outcome] += 1
                if item.outcome not in READ:
                    faults.append({"url": item.url, "outcome": item.outcome.value, "detail": item.detail})
            if translate:
                put_into_english(tools)
                tell_stories(shop)
        seconds = perf_counter() - started
        waiting = shop.store.languages_waiting()
    if as_json:
        print_json({"outcomes": dict(outcomes), "not_read": faults, "seconds": round(seconds, 1)})
    else:
        report(outcomes, faults, seconds, waiting)
    if not any(outcomes[outcome] for outcome in READ):
        raise typer.Exit(3)


def _open(
    shop: Workshop, source: str, url: str, outlet: str | None, record: Path | None
) -> tuple[Tools, Iterable[Item], int | None]:
    if is_url(source):
        door = shop.door()
        fetcher = shop.recorded(door, record) if record else door
        tools = shop.tools(fetcher, rights=shop.live_rights(door))
        items = _from_address(tools, source, outlet)
        return tools, items, len(items)
    path = Path(source)
    if not path.exists():
        raise InputError(f"There is no file {path}.", hint="An address starts with http:// or https://.")
    if record:
        raise InputError("--record writes down what is fetched; a file is not fetched.")
    if source.endswith(CAPTURES):
        return _from_capture(shop, path, outlet)
    return _from_saved_page(shop, path, url, outlet)


def _from_capture(shop: Workshop, path: Path, outlet: str | None) -> tuple[Tools, Iterable[Item], int]:
    from parallax.fetch import CaptureFetcher
    from parallax.pipeline.replay import Replay
    from parallax.pipeline.sources import from_capture, note_polls, survey
    from parallax.pipeline.workshop import read_feed
    from parallax.sample import edition_outlets

    capture = CaptureFetcher(path)
    tools = shop.tools(Replay(capture), outlets=edition_outlets())
    found = survey(capture, read_feed)
    note_polls(found, shop.store, tools.outlet_of)
    if found.damage is not None:
        print_error(found.damage)
    return tools, _named(from_capture(capture, found), outlet), found.items


def _from_saved_page(
    shop: Workshop, path: Path, url: str, outlet: str | None
) -> tuple[Tools, Iterable[Item], int]:
    from parallax.pipeline.sources import from_file

    door = shop.door()
    return shop.tools(door), _named([from_file(path, url or None, shop.clock())], outlet), 1


def _from_address(tools: Tools, address: str, outlet: str | None) -> list[Item]:
    """The items of a feed, or the page itself if the address is no feed."""
    from parallax.errors import FetchError
    from parallax.model import Request
    from parallax.pipeline.closing import close_failed
    from parallax.pipeline.sources import from_entries, is_page
    from parallax.pipeline.workshop import read_feed

    try:
        response = tools.fetcher.get(Request(address))
    except FetchError as error:
        return [close_failed(Item(address, outlet), error)]
    if is_page(response):
        return [Item(address, outlet, response=response)]
    try:
        feed = read_feed(response.body, response.url, response.header("content-type"), tools.clock())
    except FeedError as error:
        raise InputError(f"{address} is neither a page nor a feed: {error}.", hint=error.hint) from error
    return from_entries(feed.entries, outlet)


def _named(items: Iterable[Item], outlet: str | None) -> Iterator[Item]:
    from dataclasses import replace

    return (replace(item, outlet_id=outlet or item.outlet_id) for item in items)


def _shown(items: Iterable[Item], tools: Tools, total: int | None, name: str) -> Iterator[Item]:
    """The journey of the items, with a bar."""
    from parallax.pipeline.journey import travel

    started = perf_counter()
    with progress() as bar:
        task = bar.add_task(f"Reading {name}", total=total, rate="")
        for number, item in enumerate(travel(items, tools), 1):
            bar.update(task, advance=1, rate=f"{number / (perf_counter() - started):.1f}/s")
            yield item


def put_into_english(tools: Tools) -> None:
    """Translate what waits, with a bar for titles and one for bodies."""
    from parallax.pipeline.translating import translate_waiting

    with progress() as bar:
        tasks = {
            part: bar.add_task(f"Translating {what}", total=waiting or None, rate="", visible=waiting > 0)
            for part, what, waiting in (
                ("lead", "titles", tools.store.count_waiting("lead")),
                ("body", "bodies", tools.store.count_waiting("body")),
            )
        }
        words, started = 0, perf_counter()
        for batch in translate_waiting(tools):
            words += batch.words
            rate = f"{words / (perf_counter() - started):,.0f} words/s · {batch.language}"
            bar.update(tasks[batch.part], advance=batch.articles, rate=rate)


def tell_stories(shop: Workshop) -> None:
    """Quotations, stories, takes and coverage of what is new, with a count for each."""
    with progress() as bar:
        tasks: dict[str, TaskID] = {}
        try:
            for done in shop.storyteller().work():
                task = tasks.get(done.stage)
                if task is None:
                    task = tasks[done.stage] = bar.add_task(f"Working out {done.stage}", total=None, rate="")
                bar.update(task, advance=done.done)
        except ModelError as error:
            print_error(error)  # the pages are read and kept; stories follow when the model loads


def report(
    outcomes: Counter[Outcome], faults: list[dict[str, str]], seconds: float, waiting: dict[str, int]
) -> None:
    console = out()
    print_table(
        "", ("outcome", "pages"), [(outcome.value, count) for outcome, count in outcomes.most_common()]
    )
    for fault in faults[:20]:
        console.print(f"{fault['outcome']}: {fault['url']}\n  {fault['detail']}", markup=False, style="dim")
    if len(faults) > 20:
        console.print(f"… and {len(faults) - 20} more: parallax status")
    console.print(f"{plural(outcomes.total(), 'page')} in {seconds:.1f} s", markup=False)
    if waiting:
        languages = ", ".join(f"{tag} ({count})" for tag, count in sorted(waiting.items()))
        console.print(
            f"Still in their own language: {languages}. `parallax models list` shows what would help."
        )


def _name(source: str) -> str:
    return source if is_url(source) else Path(source).name
