"""Trains the two models of ``parallax.extract`` from the captured development pages.

    python scripts/train_extractor.py                     # cross-validate, print the scores
    python scripts/train_extractor.py --write             # train on all pages, write model.json

Needs ``lightgbm`` (see ``benchmarks/extract/requirements.txt``); what is written does not. Folds never split a publisher group; the second model learns from scores the first
gave to pages of groups it had not seen.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import lightgbm
import numpy

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "src")]

from benchmarks.extract.align import cover, token_counts  # noqa: E402
from benchmarks.extract.capture import SETS, Captured, load, scorer  # noqa: E402
from benchmarks.material import made  # noqa: E402

from parallax.extract import features  # noqa: E402
from parallax.extract.article import examine  # noqa: E402
from parallax.extract.charset import decode  # noqa: E402
from parallax.extract.forest import SURE, Forest, build_forest  # noqa: E402
from parallax.extract.record import Page  # noqa: E402
from parallax.extract.relations import RELATED_NAMES, relate  # noqa: E402
from parallax.extract.structure import Outline, outline  # noqa: E402

SEED = 7
FOLDS = 5
INNER_FOLDS = 4
COMMON = {
    "objective": "cross_entropy",
    "min_data_in_leaf": 20,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "verbose": -1,
    "num_threads": 1,
    "force_col_wise": True,
    "seed": SEED,
    "deterministic": True,
}
# What nobody doubts, so that few pages need not teach it: more of these makes an article less (-1) or
# more (+1) likely, everything else equal.
_LESS = {
    "link share",
    "phrase",
    "branch links",
    "signature links",
    "parent links",
    "copies",
    "is title",
    "parent furniture",
    "grand furniture",
}
_MORE = {
    "in trunk", "in wide trunk", "itemprop body", "in description", "parent long of most", "size of longest",
    "own", "own of best", "signature mean", "parent mean", "branch mean", "branch mass", "signature share",
}  # fmt: skip
_LESS_GROUPS = {"comment", "nav", "foot", "consent", "offer", "related", "share", "ad", "topic"}


def directions(names: tuple[str, ...]) -> list[int]:
    """The monotone constraint of each column."""
    less = _LESS | {f"{place}:{group}" for place in ("near", "around") for group in _LESS_GROUPS}
    return [-1 if name in less else int(name in _MORE) for name in names]


FIRST = {
    **COMMON,
    "num_leaves": 24,
    "max_depth": 7,
    "learning_rate": 0.15,
    "monotone_constraints": directions(features.NAMES),
}
SECOND = {
    **COMMON,
    "num_leaves": 31,
    "max_depth": 8,
    "learning_rate": 0.08,
    "monotone_constraints": directions(features.NAMES + RELATED_NAMES),
}
FIRST_TREES = 40
SECOND_TREES = 100
# Long paragraphs weigh more, but less than in proportion: furniture is made of short runs.
WEIGHT_POWER = 0.4
COPY_WEIGHT = 0.3
DIGITS = 5


@dataclass(slots=True, eq=False)
class Sample:
    page: Captured
    read: Page
    shape: Outline
    kept: Any  # the runs the models see
    rows: Any
    labels: Any
    weights: Any
    first: Any = None


def prepare(page: Captured, score: Any) -> Sample | None:
    """Rows, labels and weights of a page; None if it has no text at all."""
    read, hints, _ = examine(decode(page.body, page.content_type), page.url)
    if not read.runs:
        return None
    shape = outline(read)
    described = features.describe(read, shape, hints)
    if not described.kept.size:
        return None
    texts = [run.text for run in read.runs]
    shares = cover(texts, page.gold, score)
    labels, weights = [], []
    counts = token_counts(texts, score)
    total = max(1, len(score.toks(score.gold_text(page.gold["body"]))))
    for index, is_title in zip(described.kept.tolist(), described.of("is title"), strict=True):
        run, share, count = read.runs[index], shares[index], counts[index]
        # The headline is not part of the body, though its words are in it.
        headline = is_title > 0 or (read.containers[run.container].tag == "h1" and share < 0.99)
        labels.append(1.0 if share >= 0.5 and not headline else 0.0)
        weights.append(((count + 1.5) / total) ** WEIGHT_POWER * (COPY_WEIGHT if share < 0 else 1.0))
    rows = described.columns.T.astype(numpy.float32)
    return Sample(page, read, shape, described.kept, rows, numpy.array(labels), numpy.array(weights))


def fold_of(samples: list[Sample], count: int, seed: int) -> dict[str, int]:
    families = sorted({sample.page.family for sample in samples})
    random.Random(seed).shuffle(families)
    return {family: index % count for index, family in enumerate(families)}


def fit(rows: list[Any], samples: list[Sample], parameters: dict[str, Any], trees: int) -> Any:
    data = lightgbm.Dataset(
        numpy.vstack(rows),
        numpy.concatenate([sample.labels for sample in samples]),
        weight=numpy.concatenate([sample.weights for sample in samples]),
    )
    return lightgbm.train(parameters, data, trees)


def second_rows(sample: Sample, scores: Any) -> Any:
    everywhere = numpy.zeros(len(sample.read.runs))
    everywhere[sample.kept] = scores
    related = relate(sample.shape, everywhere, sample.kept)
    return numpy.hstack([sample.rows, related.T.astype(numpy.float32)])


def train(samples: list[Sample]) -> tuple[Any, Any]:
    """Both models from these pages."""
    fold = fold_of(samples, INNER_FOLDS, SEED + 1)
    for index in range(INNER_FOLDS):
        seen = [sample for sample in samples if fold[sample.page.family] != index]
        model = fit([sample.rows for sample in seen], seen, FIRST, FIRST_TREES)
        for sample in samples:
            if fold[sample.page.family] == index:
                sample.first = model.predict(sample.rows)
    first = fit([sample.rows for sample in samples], samples, FIRST, FIRST_TREES)
    rows = [second_rows(sample, sample.first) for sample in samples]
    return first, fit(rows, samples, SECOND, SECOND_TREES)


def export(model: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """A LightGBM model as the record :mod:`parallax.extract.forest` reads."""

    def node(tree: dict[str, Any]) -> Any:
        if "leaf_value" in tree:
            return round(tree["leaf_value"], DIGITS)
        if tree["decision_type"] != "<=":
            raise ValueError(f"unexpected split {tree['decision_type']}")
        return [
            tree["split_feature"],
            round(tree["threshold"], DIGITS),
            node(tree["left_child"]),
            node(tree["right_child"]),
        ]

    dump = model.dump_model()
    return {
        "base": 0.0,
        "features": list(names),
        "trees": [node(info["tree_structure"]) for info in dump["tree_info"]],
    }


def forests(models: tuple[Any, Any]) -> tuple[Forest, Forest]:
    first, second = records(models)
    return build_forest(first), build_forest(second, SURE)


def records(models: tuple[Any, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    names = features.NAMES
    return export(models[0], names), export(models[1], names + RELATED_NAMES)


def write(samples: list[Sample], path: Path) -> None:
    first, second = records(train(samples))
    urls = sorted(sample.page.url for sample in samples)
    record = {
        "version": 1,
        "provenance": {
            "script": "scripts/train_extractor.py",
            "trained": datetime.now(UTC).date().isoformat(),
            "pages": len(samples),
            "runs": int(sum(len(sample.labels) for sample in samples)),
            "pages_sha256": hashlib.sha256("\n".join(urls).encode()).hexdigest(),
            "library": f"lightgbm {lightgbm.__version__}",
            "settings": {
                "first": FIRST,
                "second": SECOND,
                "trees": [FIRST_TREES, SECOND_TREES],
                "seed": SEED,
            },
        },
        "first": first,
        "second": second,
    }
    path.write_text(compact(record), encoding="utf-8")


def _plain(parameters: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in parameters.items() if key != "monotone_constraints"}


def compact(record: dict[str, Any]) -> str:
    """JSON with a tree a line, so that a change of one can be seen."""

    def forest(part: dict[str, Any]) -> str:
        trees = ",\n".join("   " + json.dumps(tree, separators=(",", ":")) for tree in part["trees"])
        names = json.dumps(part["features"])
        return f'{{\n  "base": {part["base"]},\n  "features": {names},\n  "trees": [\n{trees}\n  ]\n }}'

    return (
        f'{{\n "version": {record["version"]},\n "provenance": {json.dumps(record["provenance"])},\n'
        f' "first": {forest(record["first"])},\n "second": {forest(record["second"])}\n}}\n'
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--write", action="store_true", help="train on all pages and write the package's model"
    )
    parser.add_argument("--seed", type=int, default=SEED, help="of the folds")
    parser.add_argument(
        "--model-seed", type=int, default=SEED, help="of the trees; others tell luck from quality"
    )
    parser.add_argument("--predictions", type=Path, help="folder for cross-validated predictions")
    parser.add_argument("--worst", type=int, default=0)
    arguments = parser.parse_args()
    for parameters in (FIRST, SECOND):
        parameters["seed"] = arguments.model_seed
    if arguments.predictions:
        made(arguments.predictions)
    score = scorer()
    pages = [page for name in SETS for page in load(name)]
    samples = [sample for page in pages if (sample := prepare(page, score))]
    if arguments.write:
        write(samples, REPOSITORY / "src" / "parallax" / "extract" / "model.json")
        return
    from benchmarks.extract.run import evaluate, predict, print_scores, save

    fold = fold_of(samples, FOLDS, arguments.seed)
    predictions: dict[str, dict[str, Any]] = {}
    for index in range(FOLDS):
        models = forests(train([sample for sample in samples if fold[sample.page.family] != index]))
        for page in pages:
            if fold.get(page.family, 0) == index:
                predictions[page.url] = predict(page, models)
    for name in SETS:
        chosen = [page for page in pages if page.set == name]
        print_scores(
            name, {"parallax, cross-validated": evaluate(chosen, predictions, score)}, arguments.worst
        )
    if arguments.predictions:
        save(predictions, pages, arguments.predictions, "cross-validated")


if __name__ == "__main__":
    main()
