"""From bytes to text: what the bytes show outranks what headers and pages claim."""

from __future__ import annotations

import codecs
import re

_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})", re.I)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_HEAD_BYTES = 4096

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The WHATWG Encoding Standard reads these labels as the wider set that pages really use.
_WIDER = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "iso8859-9": "cp1254",
    "euc_kr": "cp949", "shift_jis": "cp932", "big5": "big5hkscs", "tis-620": "cp874", "iso8859-11": "cp874",
}  # fmt: skip
_NAMES = {"x-sjis": "cp932", "windows-31j": "cp932", "x-gbk": "gb18030", "ks_c_5601-1987": "cp949", "windows-949": "cp949",
          "unicode": "utf-8", "utf8": "utf-8", "x-mac-cyrillic": "mac_cyrillic", "windows-874": "cp874"}  # fmt: skip
# What to try when nothing is declared, in the order in which a wrong reading shows: multi-byte sets
# reject most bytes of another set, single-byte ones accept nearly all.
_GUESSES = ("cp932", "euc_jp", "gb18030", "big5hkscs", "cp949", "cp1251", "koi8_r", "cp1258", "cp1252")
_SAMPLE = 200_000
# Bytes checked in one go, so that what they read as is dropped while it is still in the cache.
_PIECE = 65_536


def codec_name(label: str) -> str | None:
    """Python's name for a label of the Encoding Standard, or None if there is none."""
    label = label.strip().lower()
    label = _NAMES.get(label, label)
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    return _WIDER.get(name, name)


def as_utf8(body: bytes, content_type: str | None = None) -> bytes:
    """The page in UTF-8; the very bytes where they are that already. Never fails, like :func:`decode`."""
    bare = body.removeprefix(codecs.BOM_UTF8)
    return bare if _is_utf8(bare) else decode(body, content_type).encode("utf-8", "ignore")


def _is_utf8(body: bytes) -> bool:
    view, at = memoryview(body), 0
    try:
        while at < len(view):
            at += codecs.utf_8_decode(view[at : at + _PIECE], "strict", at + _PIECE >= len(view))[1]
    except UnicodeDecodeError:
        return False
    return True


def decode(body: bytes, content_type: str | None = None) -> str:
    """The page as text. Never fails: what cannot be read becomes U+FFFD."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        broken_at = error.start
    labels: list[str] = []
    header = _HEADER.search(content_type or "")
    if header:
        labels.append(header.group(1))
    for pattern in (_XML, _META):
        match = pattern.search(body[:_HEAD_BYTES])
        if match:
            labels.append(match.group(1).decode("ascii"))
    names = [name for name in map(codec_name, labels) if name]
    if "utf-8" in names and _nearly_utf8(body):
        return body.decode("utf-8", "replace")
    sample = _sample(body, broken_at)
    declared = [(name, _badness(sample, name)) for name in names if name != "utf-8"]
    good = [name for name, badness in declared if badness < 0.02]
    if good:
        return body.decode(good[0], "replace")
    if _nearly_utf8(body):
        return body.decode("utf-8", "replace")
    best = min(_GUESSES, key=lambda name: _badness(sample, name))
    return body.decode(best, "replace")


def _nearly_utf8(body: bytes) -> bool:
    """A few broken bytes in a UTF-8 page (a cut comment, an advert) do not change what it is."""
    text = body[:_SAMPLE].decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(1 for character in text if character > "\x7f") - wrong
    return wrong * 4 < right or wrong <= 3


def _sample(body: bytes, start: int) -> bytes:
    """Bytes around the first that are not ASCII, with the markup's ASCII mostly left out."""
    begin = max(0, start - 100)
    return body[begin : begin + _SAMPLE]


_LATIN_ODD = re.compile("[\x80-\x9f\ufffd\ue000-\uf8ff]")
_MIXED = re.compile(
    "[a-z][А-Яа-яЁё]|[а-яё][A-Z][а-яё]|[а-яё][А-ЯЁ][а-яё]|[\u0080-\u00bf\u00d7\u00f7]{2}|[\uff61-\uff9f]{2}"
    "|[a-z][\u00c0-\u00de][a-z]|[\u00c0-\u00ff]{4}"
)
_COMMON = re.compile(
    "[оеаинтсрвлкм\u3040-\u30ff的一是在不了有人这國国中大日本年月会이다는을의에고가하지은로를한과도ạếộấầệớ]"
)


# Chosen so that one broken character in fifty outweighs half a page of common letters.
_BROKEN_WEIGHT = 10.0
_COMMON_WEIGHT = 0.3


def _badness(sample: bytes, name: str) -> float:
    """Share of what is not ASCII that makes no sense when read so; lower is better."""
    try:
        text = sample.decode(name, "replace")
    except LookupError:
        return 1.0
    foreign = [character for character in text if character > "\x7f"]
    if not foreign:
        return 0.0
    count = len(foreign)
    odd = len(_LATIN_ODD.findall(text)) + len(_MIXED.findall(text))
    common = len(_COMMON.findall(text))
    # The right reading of a multi-byte set has no broken characters at all.
    broken = text.count("\ufffd")
    return (odd + _BROKEN_WEIGHT * broken) / count - _COMMON_WEIGHT * common / count
