"""Languages of FLORES sentences, whole and cut to the length of a title, ours beside lingua's.

python benchmarks/language/identify.py <folder with flores-dev.*> [--lingua]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from parallax.language import identify

LENGTHS = {"whole": 10_000, "60 characters": 60, "30 characters": 30}
# A Chinese title of 20 characters says as much as one of 60 letters.
DENSE = 3


def cut(text: str, length: int, language: str) -> str:
    if language == "zh":
        return text[: length // DENSE]
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0]


def ours(said: str) -> Callable[[str, str], str]:
    def tell(text: str, language: str) -> str:
        if said == "outlet known":
            return identify(text, hints=[language]).tag
        declared = ("de" if language == "en" else "en") if said == "wrongly declared" else None
        return identify(text, declared=declared).tag

    return tell


def linguas() -> Callable[[str, str], str]:
    from lingua import LanguageDetectorBuilder

    detector = LanguageDetectorBuilder.from_all_languages().build()

    def tell(text: str, _language: str) -> str:
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else "und"

    return tell


def main(folder: Path, *, with_lingua: bool) -> None:
    tellers = {said: ours(said) for said in ("alone", "outlet known", "wrongly declared")}
    if with_lingua:
        tellers["lingua"] = linguas()
    for length, characters in LENGTHS.items():
        for name, tell in tellers.items():
            cells, count, began = [], 0, time.process_time()
            for path in sorted(folder.glob("flores-dev.??")):
                language = path.suffix.removeprefix(".")
                lines = path.read_text(encoding="utf-8").splitlines()[: 100 if name == "lingua" else 500]
                right = sum(
                    tell(cut(x, characters, language), language).split("-")[0] == language for x in lines
                )
                count += len(lines)
                cells.append(f"{language} {100 * right / len(lines):.1f}")
            speed = count / (time.process_time() - began)
            print(f"{length}, {name}: {', '.join(cells)}; {speed:.0f} texts/CPU-s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="with flores-dev.*")
    parser.add_argument("--lingua", action="store_true")
    chosen = parser.parse_args()
    main(chosen.folder, with_lingua=chosen.lingua)
