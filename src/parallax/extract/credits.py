"""Telling who made a picture from what it shows, in the one line that captions often are."""

from __future__ import annotations

import re

from parallax.agencies import is_agency

# Libraries and archives that sell or give pictures; news agencies are known apart.
_LIBRARIES = re.compile(
    r"\b(?:getty|shutterstock|alamy|istock|imago|picture alliance|unsplash|pexels|pixabay|flickr|wikimedia|epa|zuma|sipa|"
    r"abaca|keystone|scanpix|ritzau|adobe stock|dreamstime|depositphotos|handout|archiv)\b",
    re.I,
)
# What Arabic captions call agencies in brackets, and only there: elsewhere the words are adjectives and places.
_ARABIC = re.compile(
    r"(?:(?:ال)?(?:فرنسية|ألمانية|أوروبية)|الأناضول|الجزيرة(?: نت)?|غيتي(?: إيمي?جز)?|جيتي(?: إيمي?جز)?|"
    r"(?:مواقع|وسائل) التواصل(?: الاجتماعي)?|الصحافة (?:الفرنسية|البريطانية|المحلية)|أرشيف(?:ية)?|ناشطون)"
)
_LABEL = (
    r"photo(?:graph(?:y|ie)?|s)?|pictures?|images?|credits?|foto(?:s|graf(?:ia|ía|ie)?)?|bild(?:quelle|rechte|nachweis)?|quelle|source|"
    r"cr[ée]dit(?:os?|s)?(?:\s*(?:photos?|fotos?|:))?|fuente|fonte|фото|джерело|источник|写真|사진|图|图片|摄影|ảnh|gambar|zdjęcie|kuva|fotoğraf|φωτο(?:γραφία)?|"
    r"صورة|صور|الصورة|تصوير|عدسة|المصدر|مصدر|عکس|تصویر|منبع|צילום|फोटो|ছবি|ภาพ"
)
# A label counts with a sign behind it, or a word for "by": "source of the river" is no credit.
_LABELLED = re.compile(
    rf"(?:^|[\s(（\[|–—-])(?:{_LABEL})\s*(?:[:：/©]|\bby\b|\bvon\b|\bpar\b|\bcourtesy of\b)\s*(?:©\s*)?(.{{2,80}}?)[)）\]]?\s*$|"
    r"[©ⓒ]\s*(?:\d{4}\s*)?(.{2,80}?)[)）\]]?\s*$|\bcourtesy of\s+(.{2,80}?)[)）\]]?\s*$",
    re.I,
)
# What stands before a maker's name, once or more. Few labels need no sign: "Picture Alliance" and "Image Source" are
# makers themselves.
_BEFORE_MAKER = re.compile(
    rf"(?:(?:{_LABEL})(?:\s+(?:{_LABEL}))?\s*(?:[:：/]|\b(?:by|von|par|courtesy of)\b)\s*|"
    r"(?:photo|foto|bild|credit|фото)\b\s*|[©ⓒ]\s*(?:\d{4}\b)?\s*)+",
    re.I,
)
# It has one of these, which are quicker to look for.
_MARKS = (":", "：", "/", "©", "ⓒ", "by", "von", "par", "courtesy of")
_BRACKET = re.compile(r"\s*[(（\[]([^()（）\[\]]{2,80})[)）\]]\s*$")
_LAST = re.compile(r"(?<=[.!?。؟”\"»|–—])\s*([^.!?。|]{2,50})\.?\s*$")
_TAKEN_BY = re.compile(r"[＝=]([^＝=]{1,20}?)(?:撮影|提供)\s*$")
# Screen readers' labels before caption and credit.
_SPOKEN = re.compile(r"^(?:image|picture|photo)\s+(source|caption|credit)\s*,\s*", re.I)
_EDGES = " \u00a0|–—-;,"


def split_credit(text: str) -> tuple[str, str]:
    """(caption, credit) of a picture's line; the credit is empty where the line names no maker.

    >>> split_credit("The ferry at the pier. Photo: Ada Lovelace/Reuters")
    ('The ferry at the pier.', 'Ada Lovelace/Reuters')
    """
    spoken = _SPOKEN.match(text)
    if spoken:
        rest = text[spoken.end() :]
        return (rest, "") if spoken.group(1).lower() == "caption" else ("", rest)
    if _is_maker(text):
        return "", text.strip(_EDGES)
    bracket = _BRACKET.search(text)
    if bracket and _names_maker(bracket.group(1)):
        return text[: bracket.start()].strip(_EDGES), maker_of(bracket.group(1))
    labelled = _LABELLED.search(text) if _may_be_labelled(text) else None
    if labelled:
        return text[: labelled.start()].strip(_EDGES + "(（["), next(
            filter(None, labelled.groups()), ""
        ).strip()
    for pattern in (_TAKEN_BY, _LAST):
        match = pattern.search(text)
        if match and (pattern is _TAKEN_BY or _names_maker(match.group(1))):
            return text[: match.start()].strip(_EDGES), match.group(1).strip(_EDGES)
    return text, ""


def maker_of(text: str) -> str:
    """The maker in a line that is known to be a credit, without the words that say so.

    >>> maker_of("Фото: Ada Lovelace")
    'Ada Lovelace'
    """
    match = _BEFORE_MAKER.match(text)
    return text[match.end() :] if match and match.end() < len(text) else text


def _may_be_labelled(text: str) -> bool:
    lowered = text.lower()
    return any(mark in lowered for mark in _MARKS)


def _is_maker(text: str) -> bool:
    """Whether a line is nothing but an agency's or a library's name."""
    return is_agency(text) or (len(text) <= 30 and bool(_LIBRARIES.match(text)))


def _names_maker(text: str) -> bool:
    """Whether a short text has an agency or library in it, alone or beside a photographer."""
    parts = [part for part in re.split(r"\s*/\s*|\s+via\s+|,\s*", text) if part]
    return any(
        is_agency(re.sub(r"\s+photo$", "", part, flags=re.I))
        or _LIBRARIES.search(part)
        or _ARABIC.fullmatch(part)
        for part in parts
    ) or (len(parts) == 2 and "/" in text and all(len(part.split()) <= 4 for part in parts))
