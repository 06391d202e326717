"""How often does the grouping bring two languages' reports of one event together?

    python -m benchmarks.overlooked.missed GOLD.jsonl FOUND.tsv [--json]

GOLD has one article a line (``id``, ``cluster``, ``lang``), FOUND the id and the story found, with a
tab between. The shares are what :class:`parallax.overlooked.Matching` asks for: across languages, of
the events told in both, those of which some story holds both; within one language, of the articles
that are not alone in it, those whose story holds another of the event and language. The last lines
compare the best single pair, which the judgement goes by, with what really met in any language.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

Pair = tuple[str, str]
# Stories found, by event and language, one for each article.
Where = Mapping[str, Mapping[str, list[str]]]


@dataclass(slots=True)
class Share:
    met: int = 0
    of: int = 0

    def see(self, met: bool) -> None:
        self.met += met
        self.of += 1

    @property
    def value(self) -> float:
        return self.met / self.of if self.of else 0.0


@dataclass(slots=True)
class Measured:
    pairs: dict[Pair, Share] = field(default_factory=lambda: defaultdict(Share))
    same: Share = field(default_factory=Share)
    across: Share = field(default_factory=Share)
    any_language: dict[int, Share] = field(default_factory=lambda: defaultdict(Share))
    best_pair: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))


def measure(where: Where) -> Measured:
    """All shares, from the stories that the articles of each event were put into."""
    found = Measured()
    for languages in where.values():
        for one, other in combinations(sorted(languages), 2):
            met = bool(set(languages[one]) & set(languages[other]))
            found.pairs[one, other].see(met)
            found.across.see(met)
        for language, stories in languages.items():
            for story in stories if len(stories) > 1 else ():
                met = stories.count(story) > 1
                found.pairs[language, language].see(met)
                found.same.see(met)
    for languages in where.values():
        for language, stories in languages.items():
            others = [other for other in languages if other != language]
            if others:
                elsewhere = {story for other in others for story in languages[other]}
                found.any_language[len(others)].see(bool(set(stories) & elsewhere))
                best = max(found.pairs[_pair(language, other)].value for other in others)
                found.best_pair[len(others)].append(best)
    return found


def _pair(one: str, other: str) -> Pair:
    first, second = sorted((one, other))
    return first, second


def read(gold: Path, predicted: Path) -> Where:
    """The stories found for each event's articles, by language."""
    stories = dict(line.split("\t") for line in predicted.read_text(encoding="utf-8").splitlines())
    where: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in gold.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        where[article["cluster"]][article["lang"]].append(stories[article["id"]])
    return where


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("found", type=Path)
    arguments.add_argument("--json", action="store_true")
    chosen = arguments.parse_args()
    found = measure(read(chosen.gold, chosen.found))
    pairs = {
        f"{one} {other}": (round(share.value, 3), share.of) for (one, other), share in found.pairs.items()
    }
    shares = {"same_language": round(found.same.value, 3), "cross_language": round(found.across.value, 3)}
    if chosen.json:
        print(json.dumps({**shares, "pairs": pairs}, indent=1))
        return
    print(shares)
    for name, (value, events) in sorted(pairs.items()):
        print(f"{name}: {value:.1%} of {events}")
    for count, share in sorted(found.any_language.items()):
        best = found.best_pair[count]
        print(
            f"{count} other languages: met {share.value:.1%} of {share.of}, by best pair {sum(best) / len(best):.1%}"
        )


if __name__ == "__main__":
    main()
