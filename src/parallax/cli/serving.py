"""`parallax up`: the site, with the scheduler beside it."""

from __future__ import annotations

import errno
import gc
import logging
import socket
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, Annotated

import typer

from parallax.cli.output import err, out
from parallax.errors import InputError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from parallax.config import Settings
    from parallax.fetch import LiveFetcher
    from parallax.pipeline.scheduler import Scheduler
    from parallax.pipeline.workshop import Workshop
    from parallax.telling import Ties

# How many ports after a taken one are tried before any free one is taken.
NEIGHBOURS = 20
_TAKEN = {errno.EADDRINUSE, errno.EACCES}


def up(
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 for the whole network.")] = "",
    port: Annotated[
        int | None, typer.Option(help="Port (8000, or as set); the next free one if it is taken.")
    ] = None,
    poll: Annotated[bool | None, typer.Option(help="Ask outlets for news.")] = None,
    sample: Annotated[
        bool, typer.Option(help="Load the invented sample edition into an empty store.")
    ] = True,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say what the scheduler does.")] = False,
) -> None:
    """Open the site and keep it up to date; Ctrl-C ends it."""
    from parallax.config import load
    from parallax.fetch import network_available
    from parallax.pipeline.scheduler import Scheduler
    from parallax.pipeline.tying import StoryTies
    from parallax.pipeline.workshop import polling_limits, workshop

    logging.getLogger().setLevel(logging.INFO if verbose else logging.ERROR)
    settings = load()
    console = out()
    with workshop(settings) as shop:
        shop.sync_outlets()
        if sample:
            load_sample(shop)
        listening = listen(host or settings.site.host, settings.site.port if port is None else port)
        address = f"http://{shown_host(listening)}:{listening.getsockname()[1]}"
        door = shop.door()
        wanted = settings.poll.enabled if poll is None else poll
        if wanted:
            tell_network(settings)
        storyteller = shop.storyteller()
        ties = StoryTies(shop.store, storyteller)
        scheduler = Scheduler(
            shop.tools(door, rights=shop.live_rights(door)),
            polling_limits(settings),
            Random(),  # noqa: S311 - jitter, not a secret
            online=lambda: wanted and network_available(),
            countries=frozenset(settings.poll.countries),
            storyteller=storyteller,
        )
        scheduler.start()
        console.print(f"Parallax is at {address} (Ctrl-C ends it)", markup=False)
        try:
            serve(site(shop, door, address, ties=ties, offline=lambda: not scheduler.polling), listening)
        finally:
            end(scheduler)


def end(scheduler: Scheduler, *, patience: float = 1.0) -> None:
    """Stop the scheduler; where that takes more seconds than ``patience``, say what is waited for."""
    if not scheduler.stop(patience):
        err().print("Ending what is under way. What was read is stored; Ctrl-C again ends at once.")
        scheduler.stop()


def load_sample(shop: Workshop) -> None:
    """Load the sample edition once into a store that has never had it; it is dated that day."""
    import tempfile
    from pathlib import Path

    from parallax.fetch import CaptureFetcher
    from parallax.pipeline.journey import travel
    from parallax.pipeline.replay import Replay
    from parallax.pipeline.sources import from_capture, note_polls, survey
    from parallax.pipeline.translating import translate_waiting
    from parallax.pipeline.workshop import read_feed
    from parallax.sample import edition_day, edition_outlets, memory_sentences, write_capture

    if shop.store.note("sample edition"):
        return
    day = edition_day(shop.clock())
    with err().status("Loading the invented sample edition …"), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.warc.gz"
        write_capture(path, day)
        capture = CaptureFetcher(path)
        tools = shop.tools(Replay(capture), outlets=edition_outlets())
        by_language: dict[str, list[object]] = {}
        for language, sentence in memory_sentences():
            by_language.setdefault(language, []).append(sentence)
        for language, sentences in by_language.items():
            shop.store.remember(language, tuple(sentences))  # type: ignore[arg-type]
        found = survey(capture, read_feed)
        note_polls(found, shop.store, tools.outlet_of)
        for _ in travel(from_capture(capture, found), tools):
            pass
        for _ in translate_waiting(tools):
            pass
    # Stories follow in the background: they take an embedding model, and the articles can be read now.
    shop.store.put_note("sample edition", day.isoformat())


def tell_network(settings: Settings) -> None:
    """Say if there is no network, and what publishers should be told where there is one."""
    from parallax.fetch import network_available

    if network_available():
        if not settings.fetch.contact and not settings.site.base_url:
            err().print(
                "Publishers cannot reach you yet: set fetch.contact (`parallax config init` writes the file)."
            )
        return
    err().print("No network: showing what is here. Outlets will be asked as soon as there is one.")


def site(
    shop: Workshop, door: LiveFetcher, address: str, *, ties: Ties, offline: Callable[[], bool]
) -> FastAPI:
    """The pages, the API and the feeds, over one store."""
    from parallax.api.app import router as api
    from parallax.api.feeds import router as feeds
    from parallax.web.app import create
    from parallax.web.pictures import Picture
    from parallax.web.site import SiteSettings

    shown = shop.settings.site.pictures
    settings = SiteSettings(base_url=shop.settings.site.base_url or address, offline=offline, pictures=shown)

    def picture(article_id: str, index: int, width: int, mime: str) -> Picture | None:
        view = shop.store.article(article_id) if shown else None
        addresses = view.article.content.pictures if view else ()
        url = addresses[index] if 0 <= index < len(addresses) else ""
        found = shop.pictures.get(url, width, mime, door) if url else None
        return Picture(found.body, found.mime) if found else None

    app = create(
        shop.store,
        clock=shop.clock,
        site=settings,
        picture=picture,
        ties=ties,
        glimpse=shop.pictures.glimpse,
    )
    app.include_router(api(shop.store, clock=shop.clock, ties=ties), prefix="/api/v1")
    app.include_router(feeds(shop.store, shop.clock, settings))
    return app


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on that port, or on the next free one, which is said."""
    if not 0 <= port <= 65535:
        raise InputError(f"{port} is no port.", hint="Ports go from 0 to 65535.")
    for candidate in (*range(port, min(port + NEIGHBOURS, 65536)), 0):
        listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, candidate))
            listening.listen(128)
        except OSError as error:
            listening.close()
            if error.errno not in _TAKEN:
                raise InputError(
                    f"Cannot listen on {host}, port {candidate}: {error.strerror}.",
                    hint="--host and --port choose another place.",
                ) from error
            continue
        if candidate != port:
            err().print(f"Port {port} is taken; using {listening.getsockname()[1]}.")
        return listening
    raise InputError(f"No free port on {host}.")


def shown_host(listening: socket.socket) -> str:
    host = listening.getsockname()[0]
    return "localhost" if host in {"127.0.0.1", "0.0.0.0", "::", "::1"} else host  # noqa: S104 - compared only


def serve(app: FastAPI, listening: socket.socket) -> None:
    import uvicorn

    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    # What is loaded by now stays: looking through all of it for garbage now and then made a reader wait 50 ms.
    gc.collect()
    gc.freeze()
    uvicorn.Server(config).run(sockets=[listening])
