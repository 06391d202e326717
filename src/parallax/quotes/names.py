"""One key for one speaker in every spelling: surnames in Latin letters, reduced to what all spellings share."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from parallax.quotes.grammar import base

PARTICLES = frozenset(
    [
        "al",
        "el",
        "von",
        "van",
        "der",
        "den",
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "la",
        "le",
        "bin",
        "ibn",
        "ben",
        "ter",
        "ten",
        "abu",
    ]
)
SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
HONORIFICS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "lord",
        "lady",
        "dame",
        "president",
        "sen",
        "rep",
        "gov",
        "gen",
        "prof",
        "herr",
        "frau",
        "don",
        "doña",
        "señor",
        "señora",
        "monsieur",
        "madame",
        "m",
        "mme",
    ]
)
HAN = re.compile(r"[\u3400-\u9fff]")
KANA = re.compile(r"[\u3040-\u30ff]")
ARABIC = re.compile(r"[\u0600-\u06ff]")
HANGUL = re.compile(r"[\uac00-\ud7af]")
# Chinese surnames of two characters; every other is one (the 20 most frequent of the kind).
DOUBLE_SURNAMES = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "司徒",
        "夏侯",
        "轩辕",
        "端木",
        "百里",
        "南宫",
        "歐陽",
        "司馬",
        "諸葛",
        "東方",
    ]
)
# Skeletons this long may differ in one letter and still be one name in two scripts.
CLOSE_LENGTH = 4
# Longest first: what one sound is written as in the romanisations of different languages.
SOUNDS = (
    ("schtsch", "s"), ("shch", "s"), ("tsch", "s"), ("tch", "s"), ("sch", "s"), ("sh", "s"), ("ch", "s"), ("zh", "s"),
    ("cz", "s"), ("sz", "s"), ("rz", "s"), ("dj", "s"), ("dzh", "s"), ("tz", "s"), ("ts", "s"), ("kh", "k"), ("gh", "k"),
    ("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "k"), ("x", "ks"), ("ff", "f"), ("c", "k"), ("q", "k"), ("g", "k"),
    ("j", "s"), ("z", "s"), ("d", "t"), ("b", "p"), ("w", "p"), ("v", "p"), ("f", "p"), ("r", "l"),
)  # fmt: skip


def speaker_key(name: str, language: str = "") -> str:
    """The key of a person's name; empty for an empty name.

    It stands on the surname alone, since given names are often dropped: its consonants with
    those merged that transliterations confuse (b, f, p, v and w; d and t; g and k; r and l; s and z). Different people of one surname share it, and rarely others do: it links
    speakers within a story, it does not identify a person.
    """
    return _skeleton(surname(name, language)) or anyascii(name).casefold().strip()


def organisation_key(name: str) -> str:
    """The key of a ministry, company or unnamed source: its words in Latin letters."""
    return "org:" + " ".join(re.findall(r"[a-z0-9]+", anyascii(name).casefold()))


def surname(name: str, language: str = "") -> str:
    """The family name in Latin letters: the first part in Chinese, Japanese and Korean script, else the last."""
    name = unicodedata.normalize("NFC", name).strip()
    if KANA.search(name) and not HAN.search(name):
        return _latin(re.split(r"[・·＝\s]", name)[-1])
    if HAN.search(name) and "·" not in name and "・" not in name:
        return _latin(_han_surname(name, base(language)))
    if HANGUL.search(name):
        return _latin(name.split()[0][:1] if len(name.replace(" ", "")) <= 4 else name.split()[-1])
    words = [w for w in re.split(r"[\s·・]+", name) if w]
    plain = [_latin(w) for w in words]
    plain = [w for w in plain if w and w not in HONORIFICS and w not in SUFFIXES]
    if not plain:
        return ""
    last = plain[-1].split("-")[-1]
    if ARABIC.search(words[-1]):
        # The article is part of the word, and w and y inside it mostly write vowels.
        last = re.sub("^a?l", "", last) if words[-1].startswith("ال") else last
        return last[:1] + re.sub(r"[wy]", "", last[1:])
    return last


def _han_surname(name: str, language: str) -> str:
    if language == "ja" and len(name) >= 4:
        return name[:2]
    if language == "ja" and len(name) == 3:
        return name[:2]
    return name[:2] if name[:2] in DOUBLE_SURNAMES else name[:1]


def _latin(word: str) -> str:
    return re.sub(r"[^a-z-]", "", anyascii(word).casefold()).strip("-")


@lru_cache(maxsize=4096)
def _skeleton(word: str) -> str:
    """The consonants that all spellings of a surname share, after its first sound."""
    if len(word) <= 3:
        return word
    plain = word.replace("-", "")
    for written, read in SOUNDS:
        plain = plain.replace(written, read)
    kept = plain[0] if plain[0] not in "aeiouy" else "a"
    for letter in plain[1:]:
        if letter not in "aeiouyh" and letter != kept[-1]:
            kept += letter
    return kept if len(kept) > 1 else word


def same_speaker(a: str, b: str) -> bool:
    """Whether two written names can be one person's: the same surname, and given names that agree.

    A given name may be missing or an initial; two that differ in their first sound are two people.
    """
    if not a.strip() or not b.strip():
        return False
    one, other = _skeleton(surname(a)), _skeleton(surname(b))
    if one != other and not (min(len(one), len(other)) >= CLOSE_LENGTH and _one_edit(one, other)):
        return _latin(a) == _latin(b)
    given_a, given_b = _given(a), _given(b)
    if given_a and given_b and one != other and a.isascii() and b.isascii():
        # "Ute Brandt" and "Olaf Brink": a letter apart once vowels are gone, so the given names must agree more.
        return a[0].casefold() == b[0].casefold()
    return not given_a or not given_b or given_a[0] == given_b[0]


def _one_edit(a: str, b: str) -> bool:
    """Whether one letter put in, left out or changed makes the two equal."""
    if abs(len(a) - len(b)) > 1:
        return False
    short, long = sorted((a, b), key=len)
    at = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def _given(name: str) -> str:
    """The first given name's skeleton; empty where only a surname is written or none can be told."""
    if HAN.search(name) or HANGUL.search(name) or KANA.search(name):
        return ""
    words = [w for w in (_latin(w) for w in name.split()) if w and w not in HONORIFICS and w not in PARTICLES]
    return _skeleton(words[0] + "zzz")[:1] if len(words) > 1 else ""
