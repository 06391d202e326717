"""The engine of Firefox Translations, in processes that can be killed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType

from parallax.errors import ModelError, ParallaxError, TranslationError, WorkerFailed
from parallax.translate.catalogue import FileKind, InstalledModel
from parallax.translate.engine import Identity, Rendering
from parallax.translate.firefox_worker import Leg, LoadableFile, Task
from parallax.translate.languages import base_language
from parallax.workers import Supervisor

# A batch is one message to a process. 2,000 characters take about half a second.
BATCH_CHARACTERS = 2_000
BATCH_SENTENCES = 40
# Loading a model takes 0.1 s from memory and seconds from a slow disk; a batch that is not done
# by then holds a sentence the engine is stuck on.
SECONDS = 60.0
# Of private memory, for one process with three models loaded.
MEMORY_MB = 1_500

# What a process runs; see :class:`parallax.workers.Supervisor`.
HANDLER = "parallax.translate.firefox_worker:make_handler"

# For the reader.
STUCK = "The translation engine did not finish this sentence."

FindRoute = Callable[[str], tuple[InstalledModel, ...]]


class FirefoxEngine:
    """Translates with the models ``find_route`` knows, in ``workers`` processes.

    ``find_route`` gives the models to go through for a language tag, none if there is no way.
    Processes start with the first sentence. Threads may share it; they take turns. Use as a
    context manager or call :meth:`close`.
    """

    mines_text = False

    def __init__(
        self, find_route: FindRoute, *, workers: int = 1, seconds: float = SECONDS, handler: str = HANDLER
    ) -> None:
        self._find_route = find_route
        self._turn = threading.Lock()
        self._supervisor: Supervisor[int, Task, tuple[Rendering, ...]] = Supervisor(
            handler,
            workers=workers,
            seconds=seconds,
            memory_mb=MEMORY_MB,
        )

    def __enter__(self) -> FirefoxEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._supervisor.close()

    def identity(self, language: str) -> Identity | None:
        route = self._find_route(language)
        if not route:
            return None
        return Identity(
            "firefox",
            "+".join(f"{model.name} {model.architecture}" for model in route),
            "+".join(model.version for model in route),
        )

    def translate(self, language: str, sentences: Sequence[str]) -> tuple[Rendering, ...]:
        """Raises :class:`ModelError` when a model cannot be loaded, :class:`TranslationError` when no
        process can be started."""
        route = self._find_route(language)
        if not route:
            raise ModelError(f"no installed model translates {language}")
        try:
            with self._turn:
                return self._translate(tuple(map(leg_of, route)), base_language(language), sentences)
        except WorkerFailed as error:
            raise TranslationError(
                f"no translating process could be started: {error}", hint=error.hint
            ) from error

    def _translate(self, legs: tuple[Leg, ...], base: str, sentences: Sequence[str]) -> tuple[Rendering, ...]:
        done: dict[int, Rendering] = {}
        again: list[int] = []
        batches = list(_batches(sentences))
        for number, answer in self._run(legs, base, [[sentences[i] for i in batch] for batch in batches]):
            if isinstance(answer, WorkerFailed):
                again.extend(batches[number])
            else:
                done.update(zip(batches[number], answer, strict=True))
        # One sentence took the others down with it: each alone, so that only that one is lost.
        for number, answer in self._run(legs, base, [[sentences[i]] for i in again]):
            done[again[number]] = Rendering(None, STUCK) if isinstance(answer, WorkerFailed) else answer[0]
        return tuple(done[index] for index in range(len(sentences)))

    def _run(
        self, legs: tuple[Leg, ...], base: str, batches: Sequence[Sequence[str]]
    ) -> Iterator[tuple[int, tuple[Rendering, ...] | WorkerFailed]]:
        tasks = ((number, Task(base, legs, tuple(batch))) for number, batch in enumerate(batches))
        for number, answer in self._supervisor.run(tasks):
            if isinstance(answer, ParallaxError) and not isinstance(answer, WorkerFailed):
                raise answer
            yield number, answer


def leg_of(model: InstalledModel) -> Leg:
    """The files of a model by their role."""
    files = {file.kind: LoadableFile(model.folder / file.name, file.sha256) for file in model.files}

    def one_of(*kinds: FileKind) -> LoadableFile:
        found = next((files[kind] for kind in kinds if kind in files), None)
        if found is None:
            raise ModelError(
                f"the model {model.name} has no {kinds[0]}",
                hint=f"Run `parallax models install {model.source}`.",
            )
        return found

    return Leg(
        model.name,
        one_of("model"),
        one_of("srcvocab", "vocab"),
        one_of("trgvocab", "vocab"),
        files.get("lex"),
    )


def _batches(sentences: Sequence[str]) -> Iterator[list[int]]:
    batch: list[int] = []
    characters = 0
    for index, sentence in enumerate(sentences):
        if batch and (len(batch) >= BATCH_SENTENCES or characters + len(sentence) > BATCH_CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(index)
        characters += len(sentence)
    if batch:
        yield batch
