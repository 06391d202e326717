"""What a page calls its site and its sections, to tell a headline and an author from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from parallax.extract.sites import registered_name
from parallax.extract.structured import Declared, text_of, types_of
from parallax.extract.words import fold

_NAME_META = ("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher")
_SECTION_META = (
    "article:section", "section", "og:section", "parsely-section", "cxenseparse:section", "content_category",
)  # fmt: skip
_SITE_TYPES = frozenset(("WebSite", "NewsMediaOrganization"))
# A site's name is short; more words than this is part of the headline.
_LONGEST_NAME_WORDS = 6
_LONGEST_SECTION_WORDS = 3
# Shorter names begin too many other words.
_SHORTEST_START = 4
# What outlets add to their name, in a title more often than in the name they declare.
_FILLER_WORDS = (
    "the der die das la le el il o a news online com de net org tv digital uk www co nachrichten newspaper sport "
    "sports nyheter noticias notícias notizie новости nieuws aktuell"
)
# Small words inside a name may be in lower case; any other means that a sentence goes on.
_JOINER_WORDS = "of the and de der die das du la le del di da do e y und et des von for on"
# Words that content systems put behind a headline for its kind or section, folded.
_SECTION_LABELS = (
    "news latest world politics business sport sports opinion culture technology breaking article "
    "politik wirtschaft panorama ausland inland noticias mundo actualité actualités monde nieuws nyheter "
    "기사본문 정치 사회 경제 국제 新闻 新聞 时政 要闻 ニュース 社会 政治 経済 国際 новости"
)
_FILLERS, _JOINERS, _SECTION_WORDS = (
    frozenset(words.split()) for words in (_FILLER_WORDS, _JOINER_WORDS, _SECTION_LABELS)
)


@dataclass(frozen=True, slots=True)
class SiteNames:
    """Folded names of a site and its sections.

    ``site`` are names as they are compared (spaces removed), ``cores`` the same without filler words.
    """

    site: frozenset[str]
    cores: frozenset[str]
    sections: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[str], sections: Iterable[str] = ()) -> SiteNames:
        folded = [name for name in map(fold, names) if name]
        return cls(
            frozenset(name.replace(" ", "") for name in folded),
            frozenset(filter(None, map(_core, folded))),
            frozenset(filter(None, map(fold, sections))),
        )

    def is_site(self, text: str, *, exactly: bool = False) -> bool:
        """Whether a text is one of the site's names, with or without what outlets add to theirs."""
        folded = fold(text)
        if not folded:
            return not exactly
        words = folded.split()
        if len(words) > _LONGEST_NAME_WORDS:
            return False
        tight = folded.replace(" ", "")
        if tight in self.site or _core(folded) in self.cores:
            return True
        if exactly or len(tight) < _SHORTEST_START or not _reads_like_a_name(text):
            return False
        return any(
            len(name) >= _SHORTEST_START and (tight.startswith(name) or name.startswith(tight))
            for name in self.site
        )

    def is_section(self, text: str) -> bool:
        """Whether a text is a section of the site, as declared or as sites commonly call theirs."""
        folded = fold(text)
        words = folded.split()
        if not words or len(words) > _LONGEST_SECTION_WORDS:
            return False
        return folded in self.sections or all(
            word in _SECTION_WORDS or word in self.sections for word in words
        )


def _core(folded: str) -> str:
    return "".join(word for word in folded.split() if word not in _FILLERS)


def _reads_like_a_name(text: str) -> bool:
    return not any(word[0].islower() and word not in _JOINERS and "." not in word for word in text.split())


def read_site_names(declared: Declared, url: str, known: Iterable[str] = ()) -> SiteNames:
    """The names a page gives its site in its declarations and its address; ``known`` are learnt elsewhere."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    names = [*known, *(declared.first(name) for name in _NAME_META)]
    sections = [value for name in _SECTION_META for value in declared.meta.get(name, ())]
    for node in declared.nodes:
        if types_of(node) & _SITE_TYPES:
            names += [text_of(node.get("name")), text_of(node.get("alternateName"))]
    for node in declared.articles():
        names.append(text_of(node.get("publisher")))
        section = node.get("articleSection")
        sections += map(text_of, section[:5]) if isinstance(section, list) else [text_of(section)]
    names.append(declared.first("twitter:site").removeprefix("@"))
    registered = registered_name(host)
    names += [host, registered, registered.partition(".")[0]]
    # The last part of the path names the article, the others its section.
    sections += [unquote(part) for part in parts.path.split("/")[:-1]]
    return SiteNames.of(names, sections)
