"""Extraction in worker processes: a page that hangs or swells costs only itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType

from parallax.errors import ParallaxError
from parallax.extract.habits import Habits
from parallax.model import Reading
from parallax.workers import Supervisor

PageToRead = tuple[bytes, str, str | None, Habits]
"""Body, address, content type, and what is known of the outlet's other pages."""
# The parser leaks nothing that was measured; this is a belt to the braces of the memory limit.
_PAGES_PER_WORKER = 5000


def page_reader() -> Callable[[PageToRead], Reading]:
    """What a worker runs: loads the model once, then reads pages."""
    from parallax.extract.article import read_page
    from parallax.extract.forest import load_forests

    load_forests()

    def read(page: PageToRead) -> Reading:
        html, url, content_type, habits = page
        return read_page(html, url, content_type=content_type, habits=habits)

    return read


class ExtractionPool:
    """Reads many pages at once. ``seconds`` and ``memory_mb`` bound each page and each worker."""

    def __init__(self, workers: int = 2, seconds: float = 10.0, memory_mb: int = 1024) -> None:
        self._supervisor: Supervisor[str, PageToRead, Reading] = Supervisor(
            "parallax.extract.pool:page_reader",
            workers=workers,
            seconds=seconds,
            memory_mb=memory_mb,
            recycle_after=_PAGES_PER_WORKER,
        )

    def __enter__(self) -> ExtractionPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the workers."""
        self._supervisor.close()

    def extract(
        self, pages: Iterable[tuple[str, PageToRead]]
    ) -> Iterator[tuple[str, Reading | ParallaxError]]:
        """Reads pages, each under a key; yields results as they come, with their key."""
        return self._supervisor.run(pages)
