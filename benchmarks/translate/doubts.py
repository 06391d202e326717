"""Precision and recall of the doubts, by spoiling translations whose right form is known.

    python benchmarks/translate/doubts.py <folder with flores-dev.*> [languages …]

Every English reference is taken as right: a doubt about it is a false alarm. Then one thing a
sentence is changed (a number, a name, a negation, its quotation marks) and the doubt must come.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable
from pathlib import Path

from parallax.translate.doubts import find_doubts
from parallax.translate.doubts.names import _names

KINDS = ("number", "name", "negation", "quotation")
ALL = ("ar", "de", "es", "fa", "fr", "hi", "id", "pt", "ru", "tr", "uk", "zh")
OTHER_NAMES = ("Barnaby", "Ottoline", "Quimby", "Fenwick", "Zubair", "Thandeka", "Mirela", "Kovalenko")


def change_number(english: str, chance: random.Random) -> str | None:
    found = [match for match in re.finditer(r"\d+", english) if int(match[0]) > 12]
    if not found:
        return None
    match = chance.choice(found)
    digits = list(match[0])
    place = chance.randrange(len(digits))
    digits[place] = chance.choice([d for d in "123456789" if d != digits[place]])
    return english[: match.start()] + "".join(digits) + english[match.end() :]


def swap_name(english: str, chance: random.Random) -> str | None:
    names = [name.written for name in _names(english) if name.written.isalpha()]
    return english.replace(chance.choice(names), chance.choice(OTHER_NAMES)) if names else None


def drop_name(english: str, chance: random.Random) -> str | None:
    names = [name.written for name in _names(english) if name.written.isalpha()]
    return english.replace(chance.choice(names) + " ", "") if names else None


def drop_negation(english: str, _chance: random.Random) -> str | None:
    dropped = re.sub(r"\b(?:not|never) |n['’]t\b", "", english)
    return dropped if dropped != english else None


def add_negation(english: str, _chance: random.Random) -> str | None:
    if re.search(r"\b(?:not|no|never|none|without|nor|neither|nothing)\b|n['’]t", english):
        return None
    added = re.sub(r"\b(is|are|was|were|has|have|had|will|can|could|would)\b", r"\1 not", english, count=1)
    return added if added != english else None


def drop_quotes(english: str, _chance: random.Random) -> str | None:
    dropped = re.sub(r"[\"“”]", "", english)
    return dropped if len(english) - len(dropped) >= 2 else None


SPOILERS: dict[str, tuple[str, Callable[[str, random.Random], str | None]]] = {
    "number changed": ("number", change_number),
    "name swapped": ("name", swap_name),
    "name dropped": ("name", drop_name),
    "negation dropped": ("negation", drop_negation),
    "negation added": ("negation", add_negation),
    "quotes dropped": ("quotation", drop_quotes),
}


def main(folder: Path, languages: list[str], show: str = "") -> None:
    english = (folder / "flores-dev.en").read_text(encoding="utf-8").splitlines()
    machine = {"pt (machine)": ("pt", folder / "flores-dev.pt.firefox-tiny.en")}
    rows = [(language, language, english) for language in languages]
    rows += [(label, tag, p.read_text(encoding="utf-8").splitlines()) for label, (tag, p) in machine.items()]
    print("false alarms on right pairs, % of sentences:", *KINDS, "any")
    began, sentences = time.process_time(), 0
    for label, language, target in rows:
        source = (folder / f"flores-dev.{language}").read_text(encoding="utf-8").splitlines()
        counts = dict.fromkeys(KINDS, 0)
        flagged = 0
        for original, right in zip(source, target, strict=True):
            doubts = find_doubts(original, right, language)
            flagged += bool(doubts)
            sentences += 1
            for kind in {doubt.kind for doubt in doubts}:
                counts[kind] += 1
            for doubt in doubts:
                if show == f"{label}:{doubt.kind}":
                    print("   ", doubt.detail, "|", original, "|", right)
        whole = len(target) / 100
        print(f"  {label:13}", *(f"{counts[kind] / whole:5.1f}" for kind in KINDS), f"{flagged / whole:5.1f}")
    print(f"{sentences / (time.process_time() - began):.0f} sentences a CPU-second")
    print("recall %, of spoiled sentences:", *SPOILERS)
    for language in languages:
        source = (folder / f"flores-dev.{language}").read_text(encoding="utf-8").splitlines()
        cells = []
        for kind, spoil in SPOILERS.values():
            chance, seen, caught = random.Random(7), 0, 0
            for original, right in zip(source, english, strict=True):
                spoiled = spoil(right, chance)
                if spoiled is None:
                    continue
                seen += 1
                caught += any(doubt.kind == kind for doubt in find_doubts(original, spoiled, language))
            cells.append(f"{100 * caught / seen:5.1f} of {seen}")
        print(f"  {language:13}", " | ".join(cells))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="with flores-dev.*")
    parser.add_argument("languages", nargs="*")
    parser.add_argument("--show", default="", help="false alarms of this kind, such as pt:number")
    chosen = parser.parse_args()
    main(chosen.folder, chosen.languages or list(ALL), chosen.show)
