"""How long a text takes to read."""

from __future__ import annotations

import re
from math import ceil

# Silent reading of non-fiction by adults. Brysbaert (2019), "How many words do we read per
# minute?", doi:10.1016/j.jml.2019.104047: 238 words a minute in English.
WORDS_PER_MINUTE = 238
# Where languages differ most from English: Trauzettel-Klosinski & Dietz (2012), "Standardized
# assessment of reading performance", doi:10.1167/iovs.11-8284, their reading-aloud rates.
BY_LANGUAGE = {
    "ar": 138, "he": 187, "fi": 161, "de": 179, "tr": 166, "ru": 184, "pl": 166, "sl": 180, "it": 188,
    "fr": 195, "sv": 199, "pt": 181, "nl": 202, "es": 218,
}  # fmt: skip
# Characters a minute for scripts written without spaces, same study (Chinese 255, Japanese 357);
# Thai, Lao, Khmer and Burmese have no figure there and are read at the Japanese rate.
CHARACTERS_PER_MINUTE = {"zh": 255, "ja": 357}
_DEFAULT_CHARACTERS = 357

_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1780-\u17ff\u1000-\u109f]")


def reading_minutes(text: str, language: str | None) -> int:
    """Whole minutes, rounded up; 0 only for an empty text. ``language`` is a BCP 47 tag."""
    base = (language or "").split("-")[0].lower()
    characters = len(_UNSPACED.findall(text))
    words = len(_UNSPACED.sub(" ", text).split())
    minutes = characters / CHARACTERS_PER_MINUTE.get(base, _DEFAULT_CHARACTERS)
    minutes += words / BY_LANGUAGE.get(base, WORDS_PER_MINUTE)
    return ceil(minutes)
