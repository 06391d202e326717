"""What an article is about in one word of a closed list: where its publisher filed it, and what it means."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

import numpy as np

from parallax.countries import fold
from parallax.stories.embed import Embedder, Vectors, unit
from parallax.telling import Topic

# What the publisher's own filing adds to a topic's cosine. Sections name the topic of a page as people do for 91% of
# the captured pages they say something of, folders for 92%, the first tag that names one for 83%.
SECTION = FOLDER = 0.1
TAG = 0.05
# The sum from which a topic is told: of 200 captured pages 80% reach it, and 94% of these are on the topic that
# people would name (benchmarks.stories.topics).
TOLD = 0.2
# A topic is as near as the mean of its three nearest headlines: of the nearest seven tenths of those pages 97% are
# right, 94% by the nearest one, 94% by the mean of all eight.
NEAREST = 3
# Words as short as these are whole words only: "war" is not "Warsaw". Where words are not parted by spaces, two
# signs are a word.
_WHOLE = 4
_UNPARTED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
_FOLDER = re.compile(r"[^\d]{2,32}")
_SECOND_LEVEL = frozenset({"co", "com", "net", "org", "gov", "or"})


@dataclass(frozen=True, slots=True)
class Filing:
    """Where a publisher filed an article: its section, its tags and its address."""

    section: str = ""
    tags: tuple[str, ...] = ()
    url: str = ""


@cache
def _listed() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each topic's words, folded, and headlines."""
    rows = tomllib.loads((files("parallax.stories") / "topics.toml").read_text(encoding="utf-8"))
    return {
        name: (tuple(fold(word.replace("-", " ")) for word in row["words"].split()), tuple(row["headlines"]))
        for name, row in rows.items()
    }


def topics() -> tuple[str, ...]:
    """The closed list."""
    return tuple(_listed())


@lru_cache(maxsize=4_096)
def named_topic(filed: str) -> str:
    """The topic that a section, folder or tag names first; empty where it names none ("world", a person)."""
    text = f" {fold(filed)} "
    found = [
        (place, -len(word), name)
        for name, (words, _) in _listed().items()
        for word in words
        if (place := text.find(" " + word)) >= 0 and _is_named(text, word, place)
    ]
    return min(found)[2] if found else ""


def _is_named(text: str, word: str, place: int) -> bool:
    goes_on = text[place + 1 + len(word)] != " "
    return not goes_on or len(word) > _WHOLE or bool(_UNPARTED.match(word))


def folders(url: str) -> list[str]:
    """The folders of an address, then what stands before its site's name: ``sport.example.org`` → "sport"."""
    parts = urlsplit(url)
    found = [part for part in parts.path.split("/")[1:-1] if _FOLDER.fullmatch(part)]
    first, *rest = (parts.hostname or "").split(".")
    return [*found, first] if len(rest) >= 2 and rest[0] not in _SECOND_LEVEL else found


def filed_under(filing: Filing) -> dict[str, tuple[float, tuple[str, ...]]]:
    """By topic, how much the publisher's filing speaks for it, and the words that do."""
    found: dict[str, tuple[float, tuple[str, ...]]] = {}
    witnesses = (
        (SECTION, [filing.section]),
        (FOLDER, [folder for folder in folders(filing.url) if named_topic(folder)][:1]),
        (TAG, filing.tags),
    )
    for weight, words in witnesses:
        by_topic: dict[str, str] = {}
        for word in words:
            if name := named_topic(word):
                by_topic.setdefault(name, word)
        for name, word in by_topic.items():
            before, said = found.get(name, (0.0, ()))
            again = fold(word) in map(fold, said)
            found[name] = (before + weight, said if again else (*said, word))
    return found


class Topics:
    """Tells topics by one embedder, whose prototypes it embeds once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._points: Vectors | None = None

    def of(self, point: Vectors | None, filing: Filing) -> Topic | None:
        """The topic that an article's centred embedding and its filing speak for; None where too little does.

        Without a point the section or the folder must name it.
        """
        filed = filed_under(filing)
        near = self._near(point) if point is not None else {}
        sums = {name: near.get(name, (0.0, ()))[0] + filed.get(name, (0.0, ()))[0] for name in topics()}
        best = max(sums, key=lambda name: sums[name])
        if sums[best] < (TOLD if near else min(SECTION, FOLDER)):
            return None
        return Topic(best, filed.get(best, (0.0, ()))[1], near.get(best, (0.0, ()))[1])

    def _near(self, point: Vectors) -> dict[str, tuple[float, tuple[str, ...]]]:
        """By topic, the mean cosine of its nearest headlines, and these, the nearest first."""
        cosines = self._prototypes() @ point
        found: dict[str, tuple[float, tuple[str, ...]]] = {}
        begin = 0
        for name, (_, headlines) in _listed().items():
            own = cosines[begin : begin + len(headlines)]
            nearest = np.argsort(-own, kind="stable")[:NEAREST]
            found[name] = (float(own[nearest].mean()), tuple(headlines[index] for index in nearest))
            begin += len(headlines)
        return found

    def _prototypes(self) -> Vectors:
        """The headlines' points less their mean, so that what all share tells nothing."""
        if self._points is None:
            self._points = unit(_headlines(self._embedder) - general_point(self._embedder))
        return self._points


def general_point(embedder: Embedder) -> Vectors:
    """Where headlines about anything lie on average: every topic has as many."""
    return np.asarray(_headlines(embedder).mean(axis=0), dtype=np.float32)


# A grouper begins with them, and topics are told by them: they take a second or two to embed.
@lru_cache(maxsize=1)
def _headlines(embedder: Embedder) -> Vectors:
    """The embeddings of all headlines that stand for topics, one topic's after another's."""
    return embedder.embed([text for _, headlines in _listed().values() for text in headlines])
