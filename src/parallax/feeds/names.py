"""Element names as readers know them: ``media:content`` whatever prefix or URI a feed chose.

The namespaces of RSS and sitemaps stand for no namespace at all, because half the feeds
declare one and half do not. A prefix that was never declared keeps its conventional meaning.
"""

from __future__ import annotations

_ATOM = "atom"
_NATIVE = ""

# Lower case, without trailing slash or hash: feeds differ in both.
_PREFIXES = {
    "http://www.w3.org/2005/atom": _ATOM,
    "https://www.w3.org/2005/atom": _ATOM,
    "http://purl.org/atom/ns": _ATOM,
    "http://www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
    "http://purl.org/rss/1.0": _NATIVE,
    "http://my.netscape.com/rdf/simple/0.9": _NATIVE,
    "http://channel.netscape.com/rdf/simple/0.9": _NATIVE,
    "http://backend.userland.com/rss2": _NATIVE,
    "http://backend.userland.com/rss": _NATIVE,
    "http://blogs.law.harvard.edu/tech/rss": _NATIVE,
    "http://www.sitemaps.org/schemas/sitemap/0.9": _NATIVE,
    "https://www.sitemaps.org/schemas/sitemap/0.9": _NATIVE,
    "http://www.google.com/schemas/sitemap/0.84": _NATIVE,
    "http://search.yahoo.com/mrss": "media",
    "https://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/rss": "media",
    "http://video.search.yahoo.com/mrss": "media",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/elements/1.0": "dc",
    "http://purl.org/dc/terms": "dcterms",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.google.com/schemas/sitemap-news/0.9": "news",
    "http://www.google.com/schemas/sitemap-image/1.1": "image",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.w3.org/1999/xhtml": "xhtml",
}


class Names(dict[str, str]):
    """A table from lxml's ``{uri}local`` to the name a reader asks for, filled as names occur.

    ``native``: the namespace of the document's root counts as none, so that an Atom feed's
    own elements have bare names while ``atom:link`` inside RSS keeps its prefix.
    """

    def __init__(self, root_tag: str) -> None:
        super().__init__()
        namespace = root_tag[1:].partition("}")[0] if root_tag.startswith("{") else ""
        self._native = "" if _prefix(namespace) == "rdf" else namespace

    def __missing__(self, tag: str) -> str:
        name = self._shorten(tag)
        self[tag] = name
        return name

    def _shorten(self, tag: str) -> str:
        if not tag.startswith("{"):
            return tag.lower()
        namespace, _, local = tag[1:].partition("}")
        prefix = _NATIVE if namespace == self._native else _prefix(namespace)
        return f"{prefix}:{local.lower()}" if prefix else local.lower()


def _prefix(namespace: str) -> str:
    # An unknown namespace gets a prefix no reader asks for.
    return _PREFIXES.get(namespace.lower().rstrip("/#"), "?") if namespace else _NATIVE
