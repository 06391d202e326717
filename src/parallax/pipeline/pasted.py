"""What of a page pasted as text is its article: without markup only the lines' own shape can tell.

What is dropped here would be said to be missing from the report, so only ends of pages that cannot be
read otherwise are: a list of other pieces, an author's card, a run of slogans.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# A button that lengthens a list. What stands before it, up to the page's last line of this kind or a
# pointer to other pieces, is a list of other pieces.
_LONGER = frozenset(
    [
        "show more",
        "load more",
        "see more",
        "view more",
        "more stories",
        "mehr anzeigen",
        "mehr laden",
        "voir plus",
        "charger plus",
        "ver más",
        "cargar más",
        "ver mais",
        "carregar mais",
        "mostra altro",
        "carica altro",
        "pokaż więcej",
        "показать ещё",
        "показать еще",
        "もっと見る",
        "加载更多",
        "더보기",
    ]
)
_OTHERS = _LONGER | frozenset(
    [
        "read more",
        "read also",
        "read next",
        "up next",
        "related",
        "related articles",
        "related stories",
        "more news",
        "latest news",
        "most read",
        "recommended",
        "weiterlesen",
        "lesen sie auch",
        "mehr zum thema",
        "lire aussi",
        "à lire aussi",
        "lea también",
        "leia também",
        "leia mais",
        "leggi anche",
        "czytaj także",
        "читайте также",
        "関連記事",
        "相关阅读",
        "관련기사",
    ]
)
# Such a list is no more than this share of the page's words, or it is the page.
_MOST_LIST = 1 / 3
# Words of a line that only running text has.
_LONG = 16
_ENDS = re.compile(r"[.!?…。！？।۔:;,][”\"’»」』)\]]*$")
_QUOTED = re.compile(r"[“”„«»\"「」]")
_NAME = re.compile(r"[^\W\d_]\S*(?: [^\W\d_]\S*){1,3}")
# A name, a role and what the author is.
_CARD = 2
# What stands for a picture. After a headline and a sentence or two it belongs to the card of another piece.
_PICTURES = frozenset(["article image", "image", "photo", "thumbnail", "bild", "foto", "imagen", "imagem"])
# Words of a headline: a heading between paragraphs is mostly shorter.
_HEADLINE = 7


def body_of(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs without what follows on the article at the page's end."""
    return _without_slogans(_without_teaser(_without_card(_without_list(list(paragraphs)))))


def _without_list(lines: list[str]) -> list[str]:
    if not lines or _folded(lines[-1]) not in _LONGER:
        return lines
    start = next((n for n in range(len(lines) - 2, -1, -1) if _folded(lines[n]) in _OTHERS), None)
    if start is None or _words(lines[start:]) > _MOST_LIST * _words(lines):
        return lines[:-1]
    return lines[:start]


def _without_card(lines: list[str]) -> list[str]:
    """Drops a last paragraph on somebody whose name stands alone in one of the lines before it."""
    if not lines:
        return lines
    for start in range(max(0, len(lines) - 1 - _CARD), len(lines) - 1):
        name = lines[start]
        if _NAME.fullmatch(name) and name.istitle() and lines[-1].startswith(f"{name} "):
            return lines[:start]
    return lines


def _without_teaser(lines: list[str]) -> list[str]:
    """Drops another piece's card after the last running text: its headline, its teaser and its picture."""
    last = max((n for n, line in enumerate(lines) if _is_running(line)), default=0)
    card = lines[max(0, last - 1) : last + 2]
    if len(card) < 3 or _folded(card[2]) not in _PICTURES:
        return lines
    is_headline = len(card[0].split()) >= _HEADLINE and not _ENDS.search(card[0])
    return lines[: last - 1] if is_headline else lines


def _without_slogans(lines: list[str]) -> list[str]:
    """Drops what follows on the last long or quoting paragraph, from the first line that is no sentence."""
    last = max((n for n, line in enumerate(lines) if _is_running(line)), default=len(lines))
    first = next((n for n in range(last + 1, len(lines)) if not _ENDS.search(lines[n])), len(lines))
    return lines[:first]


def _is_running(line: str) -> bool:
    return len(line.split()) >= _LONG or bool(_QUOTED.search(line) and _ENDS.search(line))


def _folded(line: str) -> str:
    return line.casefold().strip(" :.…»›→!")


def _words(lines: Sequence[str]) -> int:
    return sum(len(line.split()) for line in lines)
