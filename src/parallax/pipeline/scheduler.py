"""What goes on while the site is open: ask, read, translate, forget; over and over."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from parallax.errors import ParallaxError
from parallax.pipeline.journey import travel
from parallax.pipeline.polling import Polling, feeds_of, poll_due
from parallax.pipeline.sources import from_queue
from parallax.pipeline.storytelling import Storyteller
from parallax.pipeline.tools import Tools
from parallax.pipeline.translating import translate_waiting

log = logging.getLogger(__name__)

# One round's shares: small enough that news, pages and translations take turns every minute or so.
POLLS_A_ROUND = 64
ITEMS_A_ROUND = 64
BODIES_A_ROUND = 16
STORY_ROUNDS = 2
PAUSE = 5.0  # seconds between rounds that found nothing to do
PRUNE_EVERY = timedelta(hours=6)
LOOK_EVERY = timedelta(minutes=1)  # for a network, while there is none


class Scheduler:
    """Runs rounds in its own thread until it is stopped. A fault ends a round, never the thread."""

    def __init__(
        self,
        tools: Tools,
        limits: Polling,
        random: Random,
        *,
        online: Callable[[], bool],
        countries: frozenset[str] = frozenset(),
        storyteller: Storyteller | None = None,
    ) -> None:
        """``online`` says whether outlets may and can be asked; it is asked again while it says no."""
        self.tools = tools
        self.limits = limits
        self.random = random
        self.countries = countries
        self.storyteller = storyteller
        self._online = online
        self._polling = False
        self._asked_at: datetime | None = None
        self._said = ""
        self._stop = threading.Event()
        self._pruned: datetime | None = None
        self._thread = threading.Thread(target=self._run, name="scheduler", daemon=True)

    @property
    def polling(self) -> bool:
        """Whether outlets are being asked now."""
        return self._polling

    def start(self) -> None:
        self._thread.start()

    def stop(self, seconds: float = 10.0) -> bool:
        """Ask it to end, and wait that long for the round under way. Whether it ended."""
        self._stop.set()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                busy = self.round()
            except ParallaxError as error:
                self._say(f"A round ended early: {error} {error.hint}")
                busy = False
            # The thread's edge: a mistake of ours must not end all rounds to come, and is told whole.
            except Exception:
                log.exception("A round broke; the next one begins as usual")
                busy = False
            if not busy:
                self._stop.wait(PAUSE)

    def _say(self, words: str) -> None:
        """A fault that lasts is told once, not at every round."""
        if words != self._said:
            self._said = words
            log.error(words)

    def round(self) -> bool:
        """Poll, read, translate and prune a little. Whether there was anything to do."""
        self._look_for_network()
        return any([self._ask(), self._read(), self._translate(), self._tell(), self._forget()])

    def _look_for_network(self) -> None:
        now = self.tools.clock()
        if not self._polling and (self._asked_at is None or now - self._asked_at >= LOOK_EVERY):
            self._asked_at = now
            self._polling = self._online()

    def _ask(self) -> bool:
        if not self._polling:
            return False
        tools, now = self.tools, self.tools.clock()
        outlets = [
            outlet
            for outlet in tools.outlets.values()
            if not self.countries or outlet.country in self.countries
        ]
        asked = 0
        for polled in poll_due(
            feeds_of(outlets, tools.store.feed_states()),
            tools.fetcher,
            tools.store,
            self.limits,
            now=now,
            random=self.random,
            parallel=tools.parallel,
            most=POLLS_A_ROUND,
            stop=self._stop.is_set,
        ):
            asked += 1
            log.info("%s: %s, %d new of %d", polled.feed, polled.outcome, polled.new, polled.listed)
        return asked > 0

    def _read(self) -> bool:
        items = from_queue(self.tools.store, self.tools.clock(), ITEMS_A_ROUND) if self._polling else []
        read = 0
        for item in travel(items, self.tools):
            read += 1
            log.info("%s: %s", item.url, item.outcome)
            if self._stop.is_set():
                break
        return read > 0

    def _translate(self) -> bool:
        done = 0
        for batch in translate_waiting(self.tools, bodies=BODIES_A_ROUND, stop=self._stop.is_set):
            done += batch.articles
        return done > 0

    def _tell(self) -> bool:
        if self.storyteller is None:
            return False
        done = list(self.storyteller.work(rounds=STORY_ROUNDS, stop=self._stop.is_set))
        return bool(done)

    def _forget(self) -> bool:
        now = self.tools.clock()
        if self._pruned is None or now - self._pruned >= PRUNE_EVERY:
            self._pruned = now
            gone = self.tools.store.prune(now - self.limits.oldest)
            log.info("Forgot %d old articles", gone)
        return False
