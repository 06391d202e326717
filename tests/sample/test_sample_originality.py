"""No sentence of the edition was taken from the measuring material."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from parallax.sample.edition import articles

# Eight words in a row shared by chance are rarer than one in many thousand news sentences.
RUN = 8
SUFFIXES = {".txt", ".jsonl", ".csv", ".tsv"}


def runs(text: str) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


@pytest.mark.shared
def test_no_run_of_words_stands_in_the_measuring_material(shared: Path) -> None:
    ours: set[str] = set()
    for article in articles():
        for piece in article.body:
            for pair in piece.sentences:
                ours |= runs(pair.original) | runs(pair.english or "")
    assert len(ours) > 5000
    files = [path for path in sorted(shared.rglob("*")) if path.suffix in SUFFIXES]
    assert files
    for path in files:
        for line in path.read_text("utf-8", "replace").splitlines():
            assert not (ours & runs(line)), path
