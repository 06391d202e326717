"""Prints every figure, and the errors by rule with ``--errors``."""

from __future__ import annotations

import sys
import time

from benchmarks.material import needed
from benchmarks.quotes import checked, edition, polnear, pronouns


def main() -> None:
    shared = needed()
    for part in ("tuned", "held", "all"):
        articles = polnear.load(shared, part)
        begun = time.perf_counter()
        result = polnear.score(articles, polnear.ours)
        took = (time.perf_counter() - begun) / len(articles)
        print(f"attribution, {part} ({len(articles)} articles, {took * 1000:.1f} ms each):", result.figures())
        print(f"  plain pattern, {part}:", polnear.score(articles, polnear.pattern).figures())
        if "--errors" in sys.argv and part == "tuned":
            for rule in sorted({rule for rule, _ in result.rules}):
                print(f"  {rule}: {result.rules[rule, True]} right, {result.rules[rule, False]} wrong")
            print("\n".join(f"  wrong: {line}" for line in result.wrong))
    print("sample edition:", edition.figures())
    print("checked by hand:", checked.figures(shared))
    print("pronouns checked by hand:", pronouns.figures(shared))
