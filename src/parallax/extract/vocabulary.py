"""What the names of classes, ids, roles and tags say about the text inside them.

Each group is a bit. The words are those of HTML authors everywhere (English by habit,
with the Dutch, German, French, Spanish, Portuguese and Polish ones that are common);
none belongs to one site.
"""

from __future__ import annotations

import re
from functools import lru_cache

GROUPS: dict[str, str] = {
    "body": "article articlebody body content story text post entry richtext paragraph prose artikel cuerpo "
    "corpo texto contenido conteudo inhalt articlecontent storybody postcontent entrycontent bodytext par "
    "detail",
    "dek": "dek deck standfirst lead lede intro introduction summary subtitle subheadline subhead subheading "
    "kicker teaser excerpt abstract vorspann chapo chapeau bajada entradilla sommario lid ingress preamble "
    "description synopsis anons strap",
    "title": "title headline heading titel titulo titre titolo header hed",
    "related": "related recirc recommended recommendation recommendations more readmore readalso alsoread "
    "trending popular mostread mostpopular latest similar suggested further relacionadas relacionados "
    "verwandte weitere outbrain taboola teasers teaserlist onward upnext next previous prev rail sidebar "
    "carousel slider card cards ranking list-item see-also interlinking crosslink tout topstories promo "
    "promobox mehr lire breaking marquee newsticker",
    "share": "share sharing social socials facebook twitter whatsapp telegram instagram follow sharebar addthis "
    "bookmark print email mailto toolbar tools actions copylink",
    "comment": "comment comments disqus kommentar kommentare komentar respond reply replies comentarios "
    "commentaires forum discussion",
    "offer": "newsletter subscribe subscription subscriptions abo paywall signup register login regwall premium "
    "membership donate donation support offer abonnement piano inscription app appdownload",
    "ad": "ad ads advert advertisement advertising sponsored sponsor dfp banner anzeige werbung publicidad "
    "reklama adslot gpt partner affiliate commercial",
    "nav": "nav navigation menu navbar breadcrumb breadcrumbs topbar masthead pagination pager tabs toc "
    "submenu skip hamburger",
    "foot": "footer copyright legal disclaimer imprint colophon siteinfo footnote",
    "author": "author authors byline bylines autor autoren auteur autore writer journalist contributor bio "
    "biography profile avatar credits reporter signature",
    "date": "date time timestamp published pubdate datetime datum fecha updated modified dateline",
    "caption": "caption figcaption credit copyrights photographer legend bildunterschrift photo image img figure "
    "gallery slideshow picture media imagecaption lightbox bild foto pic slide thumb thumbnail",
    "topic": "tag tags topic topics keyword keywords category categories section label labels themen badge "
    "taxonomy rubric",
    "consent": "cookie cookies consent gdpr privacy modal popup overlay dialog toast notification notice alert "
    "tooltip dropdown settings preferences cmp optout optin datenschutz privacidad",
    "media": "video player audio podcast jwplayer brightcove youtube playlist listen duration",
    "embed": "embed tweet embedded oembed iframe infogram datawrapper facebookpost instagrammedia widget module "
    "component-embed",
    "aside": "aside box infobox factbox infobox callout pullquote pull sidebar inset highlight highlights "
    "keypoints takeaways fact facts",
    "quote": "quote blockquote quotation zitat cita citation",
    "hidden": "hidden hide sr screenreader visuallyhidden invisible noprint collapsed a11y",
    "unseen": "sronly srtext visuallyhidden screenreader offscreen tooltip rollover popover popup hovercard",
    "live": "live liveblog ticker timeline livefeed",
    "correction": "correction corrections clarification editornote",
}

BITS: dict[str, int] = {group: 1 << index for index, group in enumerate(GROUPS)}
_WORD_BITS: dict[bytes, int] = {}
for _group, _words in GROUPS.items():
    for _word in _words.encode().split():
        _WORD_BITS[_word] = _WORD_BITS.get(_word, 0) | BITS[_group]

# What a word of the groups begins with says nothing, but only behind it may two words of a name make one.
for _word in list(_WORD_BITS):
    for _size in range(1, len(_word)):
        _WORD_BITS.setdefault(_word[:_size], 0)

# Theme authors glue words together; these stems are long enough not to occur inside others.
_GLUED = [(stem.encode(), BITS[group]) for stem, group in {
    "related": "related", "recommend": "related", "relacionad": "related", "mostread": "related",
    "comment": "comment", "kommentar": "comment", "newsletter": "offer", "subscri": "offer",
    "paywall": "offer", "sidebar": "related", "cookie": "consent", "consent": "consent", "breadcrumb": "nav",
    "navigation": "nav", "footer": "foot", "copyright": "foot", "byline": "author", "author": "author",
    "caption": "caption", "advert": "ad", "sponsor": "ad", "outbrain": "related", "taboola": "related",
    "articlebody": "body", "bodytext": "body", "standfirst": "dek", "subtitle": "dek", "headline": "title",
}.items()]  # fmt: skip
_SHORTEST_GLUED = 9
_ANY_GLUED = re.compile(b"|".join(stem for stem, _ in _GLUED))

_CAMEL = re.compile(rb"[a-z]+|[A-Z](?:[a-z]+|[A-Z]*(?![a-z]))")
# Names are taken apart as bytes, which are told and turned faster than characters: three names in four
# have no capitals, and words are what is left when all that is no letter is turned into spaces.
_LETTERS_ONLY = bytes(byte if chr(byte).isalpha() and byte < 128 else ord(" ") for byte in range(256))

# Names repeat within and across the pages of a batch; longer ones are build hashes, seen once.
_LONGEST_NAME = 300


@lru_cache(maxsize=20_000)
def name_bits(name: str) -> int:
    """The groups named by a class or id attribute.

    >>> bool(name_bits("c-articleBody__text") & BITS["body"])
    True
    """
    bits = 0
    get = _WORD_BITS.get
    for token in name[:_LONGEST_NAME].encode("ascii", "replace").split():
        begun = b""
        if token.islower():
            words = token.translate(_LETTERS_ONLY).split()
        else:
            words = b" ".join(_CAMEL.findall(token)).lower().split()
        for word in words:
            found = get(word)
            if found is None:  # three words in four
                if begun and (found := get(begun + word)):
                    bits |= found
                elif len(word) >= _SHORTEST_GLUED:
                    bits |= _glued_bits(word)
                begun = b""
                continue
            if begun:
                found |= get(begun + word, 0)
            if not found and len(word) >= _SHORTEST_GLUED:
                found = _glued_bits(word)
            bits |= found
            begun = word
    return bits


@lru_cache(maxsize=20_000)
def _glued_bits(word: bytes) -> int:
    bits = 0
    if _ANY_GLUED.search(word):
        for stem, group in _GLUED:
            # To ask whether it is "in" the word raises and catches an error each time, since it might be a number.
            if word.find(stem) >= 0:
                bits |= group
    return bits
