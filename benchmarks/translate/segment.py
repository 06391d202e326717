"""Where sentences end, by language: lines of FLORES joined five at a time and cut again.

    python benchmarks/translate/segment.py <folder with flores-dev.*>

Recall is the share of line ends found. Extra cuts are counted, not judged: about one line in
nine holds more than one sentence.
"""

from __future__ import annotations

import argparse
import time
from itertools import accumulate
from pathlib import Path

from parallax.translate.segment import split_sentences

JOINED = 5


def main(folder: Path) -> None:
    for path in sorted(folder.glob("flores-dev.??")):
        language = path.suffix.removeprefix(".")
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        gap = "" if language == "zh" else " "
        found = wanted = extra = 0
        began = time.process_time()
        for start in range(0, len(lines), JOINED):
            group = lines[start : start + JOINED]
            text = gap.join(group)
            ends = {len(text[:end].rstrip()) for end in accumulate(map(len, split_sentences(text, language)))}
            right = {end - len(gap) for end in accumulate(len(line) + len(gap) for line in group[:-1])}
            found, wanted = found + len(ends & right), wanted + len(right)
            extra += len(ends - right - {len(text)})
        speed = len(lines) / (time.process_time() - began)
        print(f"{language}  recall {100 * found / wanted:5.1f} %  extra {extra:4}  {speed:7.0f} lines/CPU-s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="with flores-dev.*")
    main(parser.parse_args().folder)
