"""What learning from an outlet's other pages brings, on pages of outlets the models have not seen.

    python -m benchmarks.extract.habits [--fewest 1] [--show]

Every captured page is read twice with cross-validated models: alone, and with the habits learnt from
the *other* captured pages of its outlet. The capture has one to five pages of an outlet, too few for
the threshold the pipeline uses; ``--fewest`` lowers it, so that the figures show what a habit on so
few pages is worth. ``--show`` prints what was taken away, and whether the gold has it.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from urllib.parse import urlsplit

from benchmarks.extract.capture import SETS, Captured, load, scorer
from benchmarks.extract.run import as_prediction, evaluate, print_scores
from scripts.train_extractor import FOLDS, SEED, fold_of, forests, prepare, train

from parallax.errors import ExtractionError
from parallax.extract.article import read_page
from parallax.extract.forest import Forest
from parallax.extract.habits import FEWEST, NO_HABITS, Habits, learn
from parallax.model import Content, PageTrace, Reading

Models = tuple[Forest, Forest]


def read(page: Captured, models: Models, habits: Habits = NO_HABITS) -> Reading | None:
    try:
        return read_page(page.body, page.url, content_type=page.content_type, habits=habits, forests=models)
    except ExtractionError:
        return None


def host(page: Captured) -> str:
    return (urlsplit(page.url).hostname or "").removeprefix("www.")


def models_by_family(pages: list[Captured]) -> dict[str, Models]:
    """For each publisher group, models trained on the pages of the others."""
    score = scorer()
    samples = [sample for page in pages if (sample := prepare(page, score))]
    fold = fold_of(samples, FOLDS, SEED)
    trained = [
        forests(train([sample for sample in samples if fold[sample.page.family] != index]))
        for index in range(FOLDS)
    ]
    return {family: trained[index] for family, index in fold.items()}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--fewest", type=int, action="append", help=f"default: 1, 2 and {FEWEST}")
    parser.add_argument("--show", action="store_true", help="print the texts taken away")
    arguments = parser.parse_args()
    score = scorer()
    pages = [page for name in SETS for page in load(name)]
    models = models_by_family(pages)
    alone = {page.url: read(page, models[page.family]) for page in pages}
    traces: dict[str, dict[str, PageTrace]] = defaultdict(dict)
    for page in pages:
        if reading := alone[page.url]:
            traces[host(page)][page.url] = reading.trace
    several = [page for page in pages if len(traces[host(page)]) > 1]
    print(f"{len(several)} of {len(pages)} pages are of an outlet with other captured pages")
    tables = {
        name: {"alone": scores(name, several, {u: r.content for u, r in alone.items() if r}, score)}
        for name in SETS
    }
    for fewest in arguments.fewest or (1, 2, FEWEST):
        contents: dict[str, Content] = {}
        for page in several:
            habits = learn(traces[host(page)], reading=page.url, fewest=fewest)
            if reading := read(page, models[page.family], habits):
                contents[page.url] = reading.content
                if arguments.show:
                    show(page, alone[page.url], reading, score, fewest)
        for name in SETS:
            tables[name][f"habits on {fewest} other pages"] = scores(name, several, contents, score)
    for name in SETS:
        print_scores(name, tables[name])


def scores(name: str, pages: list[Captured], contents: dict[str, Content], score: object) -> dict[str, float]:
    chosen = [page for page in pages if page.set == name]
    return evaluate(chosen, {url: as_prediction(content) for url, content in contents.items()}, score)


def show(page: Captured, before: Reading | None, after: Reading, score: object, fewest: int) -> None:
    if before is None:
        return
    gold = score.nk(score.gold_text(page.gold["body"]))  # type: ignore[attr-defined]
    kept = {block.text for block in after.content.blocks} | {after.content.dek}
    for block in before.content.blocks:
        if block.text and block.text not in kept:
            judged = "in the gold" if score.nk(block.text) in gold else "furniture"  # type: ignore[attr-defined]
            print(f"  {fewest} {judged:12s} {page.url[:60]} {block.text[:90]}")
    if before.content.title != after.content.title:
        print(f"  {fewest} title {page.url[:60]} {before.content.title} -> {after.content.title}")
    if before.content.lead_image != after.content.lead_image:
        print(f"  {fewest} picture {page.url[:60]}")


if __name__ == "__main__":
    main()
