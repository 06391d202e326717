"""Words that judge while they seem to tell, each with a plainer one."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class LoadedWord:
    """A word as it stands in a text, where it begins, and what would say the same without judging."""

    text: str
    start: int
    plainer: str


def loaded_words(sentence: str) -> tuple[LoadedWord, ...]:
    """Those of an English sentence, in order. Inside quotation marks they are somebody else's."""
    outside = re.sub(r"“[^”]*”?|\"[^\"]*\"?", lambda quoted: " " * len(quoted.group()), sentence)
    pattern, plainer = _pattern()
    return tuple(
        LoadedWord(sentence[found.start() : found.end()], found.start(), plainer[found.group().casefold()])
        for found in pattern.finditer(outside)
    )


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    table = tomllib.loads((files("parallax.tone") / "data" / "loaded.toml").read_text("utf-8"))
    plainer = {form.casefold(): row["plainer"] for row in table["word"] for form in row["forms"]}
    longest_first = sorted(plainer, key=lambda form: (-len(form), form))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE), plainer
