"""Scores the extractor and its peers on the captured pages.

    python -m benchmarks.extract.run [--peers] [--rounds 5] [--set news] [--worst 20] [--save FOLDER]

Peers that are not installed are left out and named; ``benchmarks/extract/requirements.txt`` lists
them. Time is CPU time of one process, text and metadata together. Every reader first reads every tenth
page untimed, so that models and tables that are loaded once in a process are loaded.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.extract.capture import SETS, Captured, load, scorer
from benchmarks.material import made

from parallax.errors import ExtractionError
from parallax.extract.article import read_page
from parallax.extract.forest import Forest
from parallax.model import Content

# One page in this many.
_WARM_UP = 10
Prediction = dict[str, Any]
Scores = dict[str, Any]


def scored_text(content: Content) -> str:
    """The body as the gold has it: dek and blocks."""
    return "\n".join(part for part in (content.dek, content.text) if part)


def as_prediction(content: Content) -> Prediction:
    """The fields that the scorer compares."""
    return {
        "url": content.url,
        "text": scored_text(content),
        "title": content.title,
        "published": content.published.isoformat() if content.published else None,
        "authors": [author.name for author in content.authors],
        "image": content.lead_image.url if content.lead_image else None,
        "language": content.language,
    }


def predict(page: Captured, forests: tuple[Forest, Forest] | None = None) -> Prediction:
    """Our reading of a page; with the error in place of the fields when it was refused."""
    try:
        content = read_page(page.body, page.url, content_type=page.content_type, forests=forests).content
    except ExtractionError as error:
        return {"url": page.url, "error": f"{type(error).__name__}: {error}"}
    return as_prediction(content)


def evaluate(pages: Sequence[Captured], predictions: dict[str, Prediction], score: Any) -> Scores:
    """Every measure of the scorer, with the worst pages and the shares below .8 and .5."""
    sums: dict[str, list[float]] = {}
    body: list[tuple[float, str]] = []

    def add(name: str, value: float | None) -> None:
        if value is not None:
            sums.setdefault(name, []).append(value)

    for page in pages:
        gold, found = page.gold, predictions.get(page.url, {})
        truth, text = score.toks(score.gold_text(gold["body"])), score.toks(found.get("text"))
        precision, recall, f1 = score.prf(text, truth)
        add("P", precision)
        add("R", recall)
        add("F1", f1)
        add("shingle F1", score.prf(text, truth, 4)[2])
        body.append((f1, page.url))
        if gold.get("title"):
            add("title", score.title_score(found.get("title"), gold["title"])[0])
            add("language", score.lang_ok(found.get("language"), gold["languages"]))
        day = score.date_score(found.get("published"), gold["published"]) if gold.get("published") else None
        if day:
            add("day", day[0])
            add("minute", day[1])
        if gold.get("authors") is not None:
            add("authors", score.auth_score(found.get("authors"), gold["authors"]))
        image = score.img_score(found.get("image"), gold.get("images"))
        if image:
            add("cover", image[0])
    result: Scores = {name: sum(values) / len(values) for name, values in sums.items()}
    result["under .8"] = sum(f1 < 0.8 for f1, _ in body) / len(body)
    result["under .5"] = sum(f1 < 0.5 for f1, _ in body) / len(body)
    result["worst"] = sorted(body)
    return result


COLUMNS = ("F1", "P", "R", "shingle F1", "under .8", "under .5", "title", "day", "minute", "authors", "cover",
           "language", "pages/s")  # fmt: skip


def print_scores(name: str, table: dict[str, Scores], worst: int = 0) -> None:
    print(f"\n{name}-pages")
    print(f"{'':28s}" + "".join(f"{column:>11s}" for column in COLUMNS))
    for who, scores in table.items():
        cells = (scores.get(column) for column in COLUMNS)
        print(f"{who:28s}" + "".join(f"{'–' if cell is None else f'{cell:.4f}':>11s}" for cell in cells))
        for f1, url in scores["worst"][:worst]:
            print(f"    {f1:.3f} {url}")


def save(predictions: dict[str, Prediction], pages: Sequence[Captured], folder: Path, who: str) -> None:
    """Writes predictions in the scorer's own format, a file a set."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in sorted({page.set for page in pages}):
        lines = [
            json.dumps(predictions[page.url])
            for page in pages
            if page.set == name and page.url in predictions
        ]
        (folder / f"{who}.{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


Reader = Callable[[Captured], Prediction]


def timed(
    pages: Sequence[Captured], readers: dict[str, Reader], rounds: int
) -> dict[str, tuple[dict[str, Prediction], float]]:
    """Each reader's predictions and the pages it reads per CPU-second: of each page, the quickest of some
    rounds, in which the readers take turns."""
    for page in pages[::_WARM_UP]:
        for reader in readers.values():
            reader(page)
    predictions: dict[str, dict[str, Prediction]] = {who: {} for who in readers}
    quickest = {who: dict.fromkeys((page.url for page in pages), math.inf) for who in readers}
    for _ in range(rounds):
        for who, reader in readers.items():
            for page in pages:
                started = time.process_time()
                predictions[who][page.url] = reader(page)
                took = time.process_time() - started
                quickest[who][page.url] = min(quickest[who][page.url], took)
    return {who: (predictions[who], len(pages) / sum(quickest[who].values())) for who in readers}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--peers", action="store_true", help="run the installed peers too")
    parser.add_argument("--set", choices=SETS, action="append", help="default: all")
    parser.add_argument("--worst", type=int, default=0, help="show this many of the worst pages")
    parser.add_argument(
        "--rounds", type=int, default=1, help="read every page so often, and count the quickest"
    )
    parser.add_argument("--save", type=Path, help="folder for the predictions")
    arguments = parser.parse_args()
    readers: dict[str, Reader] = {"parallax": predict}
    if arguments.peers:
        from benchmarks.extract.peers import installed

        readers |= installed()
    if arguments.save:
        made(arguments.save)
    score = scorer()
    for name in arguments.set or SETS:
        pages = load(name)
        table = {}
        for who, (predictions, rate) in timed(pages, readers, arguments.rounds).items():
            table[who] = {**evaluate(pages, predictions, score), "pages/s": rate}
            if arguments.save:
                save(predictions, pages, arguments.save, who)
        print_scores(name, table, arguments.worst)


if __name__ == "__main__":
    main()
