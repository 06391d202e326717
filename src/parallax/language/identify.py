"""Script first, then letters, then the model weighed with what the page and its outlet say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parallax.language.chinese import chinese_variant
from parallax.language.model import probabilities
from parallax.language.names import base_of, says_traditional
from parallax.language.scripts import (
    FAMILIES,
    LATIN,
    UNIQUE,
    UNTRAINED,
    by_letters,
    cleaned,
    dominant,
    script,
    weigh,
)
from parallax.model import LanguageGuess

UNKNOWN = "und"

# Odds that what a page declares, or one of its outlet's languages, multiplies a language by.
# Chosen on FLORES cut to 30 characters; see docs/decisions/0007-language-identification.md.
DECLARED_ODDS = 8.0
HINT_ODDS = 8.0
# "en" is what page templates say when nobody changed them, and a declaration that is not one of
# the outlet's languages is more often a slip than a guest.
CARELESS_ODDS = 2.0
# What the model gives a language it did not name at all, so that odds have something to multiply.
FLOOR = 0.002
# Languages hardly any newsroom writes; the model's favourites for titles made of names.
RARE_ODDS = 0.1
# Written so alike that only knowing the outlet tells them apart: whichever is named takes all.
ONE_LANGUAGE = frozenset({"hr", "bs", "sr"})
# Told apart by the model, but not reliably in a title.
TWINS = (frozenset({"id", "ms"}), frozenset({"nb", "nn"}))
TWIN_ODDS = 30.0
# Below this share of all the odds, "it cannot be told" is the honest answer.
ENOUGH = 0.4
# A text this short says little by itself: letters.
FEW_LETTERS = 3
# The model reads no more than this; the rest of a page changes nothing.
READ = 3000
CHUNK = 400

# fmt: off
PRESS = frozenset({
    "af", "am", "ar", "as", "az", "be", "bg", "bn", "bs", "ca", "ckb", "cs", "cy", "da", "de", "dv", "el",
    "en", "es", "et", "eu", "fa", "fi", "fo", "fr", "ga", "gl", "gu", "he", "hi", "hr", "ht", "hu", "hy",
    "id", "is", "it", "ja", "ka", "kk", "km", "kn", "ko", "ku", "ky", "lb", "lo", "lt", "lv", "mg", "mk",
    "ml", "mn", "mr", "ms", "mt", "my", "nb", "ne", "nl", "nn", "or", "pa", "pl", "ps", "pt", "rm", "ro",
    "ru", "rw", "sd", "si", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "te", "tg", "th", "ti", "tk",
    "tl", "tr", "tt", "ug", "uk", "ur", "uz", "vi", "xh", "yi", "yo", "zh", "zu",
})
# The model was never shown these. It takes them for something else without being sure of it.
UNTRAINED_PRESS = frozenset({
    "ak", "bi", "bm", "ee", "fj", "fo", "ha", "ig", "kl", "lg", "ln", "mi", "ny", "om", "rn", "rw", "sg",
    "sm", "sn", "ss", "st", "tn", "to", "tpi", "ts", "ty", "wo", "xh", "zu",
})
# fmt: on
UNSURE = 0.7


def identify(text: str, *, declared: str | None = None, hints: Sequence[str] = ()) -> LanguageGuess:
    """The language of a text.

    ``declared`` is what the page or feed says of itself, ``hints`` the languages of its
    outlet; both may be wrong, and neither is believed against the script of the text.
    ``und`` when it cannot be told.
    """
    plain = cleaned(text)
    weights = weigh(plain)
    which = dominant(weights)
    said = _said(declared, hints)
    if not which or sum(weights.values()) < FEW_LETTERS:
        return _without_text(declared, hints, which)
    if which in UNIQUE:
        return LanguageGuess(UNIQUE[which], 0.99, "script")
    if which == "CJK":
        traditional = says_traditional(declared) or any(says_traditional(hint) for hint in hints)
        return LanguageGuess(chinese_variant(plain, declared_traditional=traditional), 0.99, "script")
    family = _family(plain, which)
    if family is not None and len(family) == 1:
        return LanguageGuess(next(iter(family)), 0.97, "script")
    own = "".join(c for c in plain[: READ * 2] if script(c) in {which, ""}) if which != LATIN else plain
    return _weighed(_model(own), family, said, which)


def of_article(
    title: str, body: str, *, declared: str | None = None, hints: Sequence[str] = ()
) -> LanguageGuess:
    """The language of an article: its body decides, the title where there is hardly any body."""
    text = body if len(body) >= CHUNK else f"{title}\n{body}"
    return identify(text, declared=declared, hints=hints)


def _said(declared: str | None, hints: Sequence[str]) -> dict[str, str]:
    """Languages somebody named, each with who did; what both name rests on the outlet."""
    said = {base: "feed" for hint in hints if (base := base_of(hint))}
    if base := base_of(declared):
        said.setdefault(base, "declared")
    said.pop(UNKNOWN, None)
    return said


def _without_text(declared: str | None, hints: Sequence[str], which: str) -> LanguageGuess:
    """A title such as "2026": only what was said about it is left, and only if it can be so."""
    for tag, basis in [(declared, "declared"), *((hint, "feed") for hint in hints)]:
        base = base_of(tag)
        if base and base != UNKNOWN and (not which or _writes(base, which)):
            named = base if base != "zh" else ("zh-Hant" if says_traditional(tag) else "zh-Hans")
            return LanguageGuess(named, 0.5, basis)
    return LanguageGuess(UNKNOWN, 0.0, "script")


def _writes(language: str, which: str) -> bool:
    if which in FAMILIES:
        return language in FAMILIES[which]
    if which in UNIQUE:
        return language == UNIQUE[which]
    others = frozenset().union(*FAMILIES.values()) - {"sr", "bs", "az"} | set(UNIQUE.values())
    return language not in others


def _family(plain: str, which: str) -> frozenset[str] | None:
    """Who may have written this; None for Latin, where all may whom no other script claims."""
    if which == LATIN or which not in FAMILIES:
        return None
    family = by_letters(plain, which)
    return family if family & UNTRAINED != family else family | {"am"}


def _model(text: str) -> dict[str, float]:
    """The mean over pieces of a long text, so that one quotation does not decide."""
    text = text[:READ]
    pieces = [text[start : start + CHUNK] for start in range(0, len(text), CHUNK)]
    if len(pieces) > 1 and len(pieces[-1]) < CHUNK // 4:
        pieces.pop()
    mean: dict[str, float] = {}
    for piece in pieces:
        for tag, probability in probabilities(piece).items():
            mean[tag] = mean.get(tag, 0.0) + probability / len(pieces)
    return mean


def _weighed(
    model: Mapping[str, float], family: frozenset[str] | None, said: Mapping[str, str], which: str
) -> LanguageGuess:
    candidates = (family if family is not None else set(model) | set(said)) or set(model)
    if family is None:
        candidates = {tag for tag in candidates if _writes(tag, LATIN)} or set(candidates)
    untaught = next((tag for tag in said if tag in UNTRAINED_PRESS and family is None), None)
    if untaught and max(model.values(), default=0.0) < UNSURE:
        return LanguageGuess(untaught, 0.5, said[untaught])
    alone = {tag: _unaided(model.get(tag, 0.0), tag) for tag in candidates}
    _share(alone, said)
    odds = {tag: value * _odds(tag, said, alone) for tag, value in alone.items()}
    whole = sum(odds.values())
    best = max(sorted(odds), key=lambda tag: odds[tag], default=UNKNOWN)
    if not whole or odds[best] / whole < ENOUGH:
        return LanguageGuess(UNKNOWN, 0.0, "model")
    favourite = max(sorted(alone), key=lambda tag: alone[tag])
    basis = "model" if best == favourite else said.get(best, "model")
    return LanguageGuess(_with_script(best, which), round(odds[best] / whole, 3), basis)


def _share(alone: dict[str, float], said: Mapping[str, str]) -> None:
    """Gives what the model gave any name of one language to the names its outlet uses."""
    named = [tag for tag in alone if tag in said and tag in ONE_LANGUAGE]
    if named:
        whole = sum(alone[tag] for tag in alone if tag in ONE_LANGUAGE)
        for tag in ONE_LANGUAGE & alone.keys():
            alone[tag] = whole / len(named) if tag in named else 0.0


def _unaided(probability: float, tag: str) -> float:
    return (probability + FLOOR) * (1.0 if tag in PRESS else RARE_ODDS)


def _odds(tag: str, said: Mapping[str, str], alone: Mapping[str, float]) -> float:
    if tag not in said:
        return 1.0
    if any(tag in twins and max(alone, key=lambda other: alone[other]) in twins for twins in TWINS):
        return TWIN_ODDS
    if said[tag] == "feed":
        return HINT_ODDS
    careless = tag == "en" or "feed" in said.values()
    return CARELESS_ODDS if careless else DECLARED_ODDS


def _with_script(tag: str, which: str) -> str:
    return "sr-Latn" if tag == "sr" and which == LATIN else tag
