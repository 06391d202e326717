"""Which characters the bytes stand for, when labels lie.

The order of belief: a byte order mark; bytes that are valid UTF-8 (text in another encoding
almost never is); the XML declaration, written by the program that wrote the bytes; the HTTP
header, often a server-wide default; then a guess from the bytes. RFC 7303 ranks the header
above the declaration, for servers that re-encode; feeds show the opposite mistake more often.
"""

from __future__ import annotations

import codecs
import re

from parallax.feeds.problems import Problems

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""^[^<]{0,256}<\?xml[^>]{0,200}?encoding\s*=\s*["']?([A-Za-z0-9._:-]{2,40})""")
_HEADER = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:-]{2,40})""", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]*>|&[#\w]{1,10};")
_SAMPLE = 65_536  # bytes shown to the guesser, whose cost grows with its input

# Labels stand for the larger set their writers really use (WHATWG Encoding Standard, "labels").
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "ansi": "windows-1252",
    "iso-8859-9": "windows-1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "utf-16": "utf-16-le",
    "unicode": "utf-16-le",
}
_STATEFUL = ("iso-2022", "iso2022", "hz")

# Python also calls things codecs that are no charsets; punycode's costs quadratic time.
_CHARSET = re.compile(
    r"(?:utf[-_]?(?:8|16|32)|iso[-_]?(?:8859|2022)|windows|cp|ibm|koi8|gb|hz|big5|euc|shift_jis|mac|tis|johab"
    r"|latin|ascii)[a-z0-9_-]*"
)

_MOJIBAKE_SHARE = 0.4
"""Accented letters per letter above which text labelled Latin is another script: Vietnamese and
Icelandic stay below 0.25, Cyrillic or Greek misread as Latin comes near 1."""

_BROKEN_SHARE = 0.02
"""Undecodable bytes per non-ASCII byte up to which text is UTF-8 with damage, not another encoding."""


def decode(body: bytes, content_type: str | None, problems: Problems) -> str:
    """The text of a document, without its byte order mark. Never fails: what cannot be read is U+FFFD."""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return _lenient(body[len(mark) :], encoding, problems)
    labels = _labels(body, content_type)
    if _wide(body):
        return _lenient(body, "utf-16-le" if body[1:2] == b"\x00" else "utf-16-be", problems)
    stateful = next((label for label in labels if label.startswith(_STATEFUL)), None)
    if stateful is not None and body.isascii():
        return _lenient(body, stateful, problems)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(body, labels, problems)
    if labels and labels[0] not in {"utf-8", "utf8"} and not body.isascii():
        problems.note(f"declared {labels[0]}, is utf-8")
    return text


def _labels(body: bytes, content_type: str | None) -> list[str]:
    found = _DECLARED.search(body[:1024])
    labels = [found.group(1).decode("ascii")] if found else []
    header = _HEADER.search(content_type or "")
    if header:
        labels.append(header.group(1))
    return [label.lower() for label in labels if _known(label.lower())]


def _known(label: str) -> bool:
    encoding = _SUPERSETS.get(label, label)
    if not _CHARSET.fullmatch(encoding):
        return False
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True


def _wide(body: bytes) -> bool:
    """UTF-16 without a mark: an opening bracket beside a zero byte."""
    return body[:2] in {b"<\x00", b"\x00<"}


def _lenient(body: bytes, encoding: str, problems: Problems) -> str:
    try:
        return body.decode(encoding)
    except UnicodeDecodeError:
        problems.note(f"bytes that are not {encoding} were replaced")
        return body.decode(encoding, errors="replace")


def _not_utf8(body: bytes, labels: list[str], problems: Problems) -> str:
    damaged = body.decode("utf-8", errors="replace")
    high = sum(map((128).__le__, body[:_SAMPLE])) or 1
    broken = damaged[:_SAMPLE].count("\ufffd")
    if broken <= max(1, high * _BROKEN_SHARE) and high > 2 * broken:
        problems.note("bytes that are not utf-8 were replaced")
        return damaged
    for label in labels:
        text = _strict(body, label)
        if text is not None:
            return text
    guessed = _guess(body)
    problems.note(f"declared {labels[0] if labels else 'no charset'}, read as {guessed}")
    return body.decode(guessed, errors="replace")


def _strict(body: bytes, label: str) -> str | None:
    """The text if the label fits the bytes and gives plausible letters."""
    encoding = _SUPERSETS.get(label, label)
    try:
        text = body.decode(encoding)
    except UnicodeError:
        if encoding != "windows-1252":
            return None
        # Five bytes have no meaning in windows-1252; browsers read them as control characters.
        text = body.decode("latin-1")
    if encoding == "windows-1252" and _mojibake(text):
        return None
    return text


def _mojibake(text: str) -> bool:
    letters = [c for c in _MARKUP.sub("", text[:_SAMPLE]) if c.isalpha()]
    accented = sum(c > "\x7f" for c in letters)
    return accented > _MOJIBAKE_SHARE * len(letters)


def _guess(body: bytes) -> str:
    from charset_normalizer import from_bytes

    # Tags are ASCII in every candidate; without them the text decides.
    sample = re.sub(rb"<[^<>]*>", b" ", body[:_SAMPLE])
    best = from_bytes(sample).best()
    return best.encoding if best is not None else "windows-1252"
