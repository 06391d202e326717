"""Quality and speed of the Portuguese model as we run it, beside the bare engine.

    python benchmarks/translate/engine.py <folder with flores-dev.*> [sentences]

Quality: corpus chrF2 (characters, n-grams 1–6, white space left out, counts summed over the
corpus) against the English references; other translations in the folder for comparison.
Speed: source words per CPU-second and per second, with one process and with two.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from parallax.translate.bundled import bundled_models
from parallax.translate.firefox import FirefoxEngine, leg_of
from parallax.translate.firefox_worker import load
from parallax.translate.memory import ProcessMemory
from parallax.translate.translator import Translator

PORTUGUESE = bundled_models()


def chrf(texts: Sequence[str], references: Sequence[str]) -> float:
    total = 0.0
    for size in range(1, 7):
        common = made = wanted = 0
        for text, reference in zip(texts, references, strict=True):
            first, second = _grams(text, size), _grams(reference, size)
            common += (first & second).total()
            made += first.total()
            wanted += second.total()
        precision, recall = common / made, common / wanted
        total += 5 * precision * recall / (4 * precision + recall)
    return 100 * total / 6


def _grams(text: str, size: int) -> Counter[str]:
    plain = "".join(text.split())
    return Counter(plain[start : start + size] for start in range(len(plain) - size + 1))


def children_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def through_facade(source: Sequence[str], workers: int) -> tuple[list[str], float, float, int]:
    began, cpu = time.monotonic(), children_cpu()
    with FirefoxEngine(lambda _language: PORTUGUESE, workers=workers) as engine:
        translator = Translator([engine], ProcessMemory())
        passages = translator.translate_passages("pt", [("body", i, line) for i, line in enumerate(source)])
    refused = sum(sentence.english is None for passage in passages for sentence in passage.sentences)
    texts = [" ".join(s.english or s.original for s in passage.sentences) for passage in passages]
    return texts, time.monotonic() - began, children_cpu() - cpu, refused


def main(folder: Path, count: int) -> None:
    def lines(name: str) -> list[str]:
        return (folder / name).read_text(encoding="utf-8").splitlines()[:count]

    source, references = lines("flores-dev.pt"), lines("flores-dev.en")
    words = sum(len(line.split()) for line in source)
    for path in sorted(folder.glob("flores-dev.pt.*.en")):
        print(f"{path.name:32} chrF {chrf(lines(path.name), references):.2f}")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    bare = load(leg_of(PORTUGUESE[0]))
    loaded = time.process_time() - began
    began = time.process_time()
    direct = [bare.translate_long(line) for line in source]
    spent = time.process_time() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{'bare translate_long':32} chrF {chrf(direct, references):.2f}  {words / spent:.0f} words/CPU-s")
    print(f"load {loaded:.2f} CPU-s, memory +{grown:.0f} MiB at most")
    for workers in (1, 2):
        texts, wall, cpu, refused = through_facade(source, workers)
        print(
            f"{f'facade, {workers} process(es)':32} chrF {chrf(texts, references):.2f}"
            f"  {words / cpu:.0f} words/CPU-s, {words / wall:.0f} words/s, {refused} sentences refused"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="with flores-dev.*")
    parser.add_argument("sentences", type=int, nargs="?", default=997)
    chosen = parser.parse_args()
    main(chosen.folder, chosen.sentences)
