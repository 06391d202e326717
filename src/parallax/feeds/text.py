"""Words without markup, and markup without danger."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

import nh3

from parallax.feeds.limits import (
    MAX_CONTENT_HTML,
    MAX_FORMATTING_DEPTH,
    MAX_HTML_DEPTH,
    MAX_RAW_TEXT,
    MAX_TAGS_IN_TEXT,
)
from parallax.feeds.links import clean_url

_SPACE = re.compile(r"\s+")
# Invisible characters that hide words from search or turn the reading direction of a page
# around; joiners (200C, 200D) stay, because Persian and Indic scripts and emoji need them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_C1 = re.compile("[\x80-\x9f]")
_BLOCK = re.compile(
    r"(?=</?(?:p|br|div|li|ul|ol|h[1-6]|tr|td|th|table|blockquote|figure|figcaption|hr)\b)", re.I
)
_TAG = re.compile(r"<(?=[A-Za-z/!?])[^<>]*>?")
_OPEN_OR_CLOSE = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_FORMATTING = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)
_OPTIONAL_END = frozenset(
    {
        *("p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option"),
        *("br", "hr", "img", "input", "meta", "link", "source", "track", "wbr", "col", "area", "embed"),
    }
)
_ROUNDS = 3  # feeds escape twice, seldom three times; more is somebody playing

_TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "blockquote", "q", "cite", "pre", "code"),
    *("ul", "ol", "li", "dl", "dt", "dd", "a", "b", "strong", "i", "em", "u", "s", "sub", "sup", "mark"),
    *(
        "figure",
        "figcaption",
        "img",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "time",
        "span",
        "bdi",
        "bdo",
    ),
}
_DROPPED_WITH_CONTENT = {"script", "style", "noscript", "template", "iframe", "object", "svg", "math", "form"}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "time": {"datetime"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "*": {"dir", "lang"},
}


def plain(written: str, limit: int) -> tuple[str, bool]:
    """The words of a text that may be HTML, escaped once or more; and whether they were cut at ``limit``.

    NFC, white space folded, no tags, no control or direction-changing characters.
    """
    text, cut = written, False
    if len(text) > MAX_RAW_TEXT:
        text, cut = text[:MAX_RAW_TEXT], True
    for _ in range(_ROUNDS):
        if "<" not in text and "&" not in text:
            break
        before = text
        text = unescape(_stripped(text))
        if text == before:
            break
    # Folded first: an invisible character after "<" hides a tag until it is taken out.
    text = _folded(text)
    if "<" in text:
        text = _folded(_TAG.sub(" ", text))
    return _fitted(text, limit, cut)


def _stripped(text: str) -> str:
    """Tags out, character references left. nh3 escapes what is text, so the caller unescapes once."""
    if not _TAG.search(text):
        return text
    spaced = _BLOCK.sub(" ", _tame(text))
    return nh3.clean(spaced, tags=set(), clean_content_tags=_DROPPED_WITH_CONTENT)


def _folded(text: str) -> str:
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text
    text = _C1.sub(lambda found: _WINDOWS[ord(found.group())], text)
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _SPACE.sub(" ", text).strip()


def _fitted(text: str, limit: int, cut: bool) -> tuple[str, bool]:
    """Shortened at a word if that loses little, else at a character; an ellipsis says so."""
    if len(text) <= limit:
        return text, cut
    kept = text[: limit - 1]
    space = kept.rfind(" ", limit * 4 // 5)
    return (kept[:space] if space > 0 else kept).rstrip() + "…", True


def _tame(text: str) -> str:
    """The text up to where its tags become too many or nest too deep.

    HTML's rules re-open every formatting element that was left open in each new block, which
    costs quadratic time in a text made for it: 10,000 tags took 17 seconds.
    """
    depth = formatting = 0
    for count, tag in enumerate(_OPEN_OR_CLOSE.finditer(text)):
        name = tag.group(2).lower()
        step = -1 if tag.group(1) else 1
        if name in _FORMATTING:
            formatting = max(0, formatting + step)
        elif name not in _OPTIONAL_END:
            depth = max(0, depth + step)
        if formatting > MAX_FORMATTING_DEPTH or depth > MAX_HTML_DEPTH or count >= MAX_TAGS_IN_TEXT:
            return text[: tag.start()]
    return text


def safe_html(written: str, base: str) -> tuple[str, bool]:
    """HTML reduced to reading matter, links absolute http(s); and whether it was cut."""
    if not written.strip():
        return "", False
    text = _tame(written[:MAX_CONTENT_HTML])
    cleaned = nh3.clean(
        text,
        tags=_TAGS,
        clean_content_tags=_DROPPED_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        attribute_filter=lambda _, name, value: _attribute(name, value, base),
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer nofollow",
    )
    return unicodedata.normalize("NFC", cleaned).strip(), len(text) < len(written)


def _attribute(name: str, value: str, base: str) -> str | None:
    if name in {"href", "src"}:
        return clean_url(value, base) or None
    return value[:1000]
