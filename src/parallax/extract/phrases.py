"""Words of the page's furniture, in the languages with most outlets."""

from __future__ import annotations

import re

from parallax.extract.record import Container, Run
from parallax.extract.stems import StemFinder
from parallax.extract.vocabulary import BITS

_HEADING_TAGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_LONGEST_HEADING = 50
_TITLE = BITS["title"]

# Words of the interface, folded, that start or are a short run: a fixed list in the languages
# with most outlets. Each is generic; none is the name of a site.
PHRASES = frozenset(
    """advertisement|advertising|anzeige|werbung|publicidad|publicité|publicidade|pubblicità|reklama|реклама|
広告|광고|annonce|annons|mainos|ilan|share|share this|teilen|compartir|partager|condividi|compartilhar|
read more|read also|also read|more on this|more|related|related articles|related stories|related topics|
lesen sie auch|lesen sie mehr|mehr zum thema|auch interessant|weiterlesen|mehr dazu|das könnte sie auch interessieren|
lire aussi|à lire aussi|en savoir plus|lee también|lea también|más información|te puede interesar|
leggi anche|approfondisci|leia mais|leia também|veja também|lees ook|læs også|les også|läs mer|läs också|
czytaj także|czytaj też|zobacz także|zobacz też|читайте также|по теме|читайте також|关于|相关阅读|相关新闻|
関連記事|관련기사|xem thêm|baca juga|ayrıca oku|ilgili haberler|recommended|most read|most popular|trending|
newsletter|subscribe|sign up|sign in|log in|register|subscribe now|follow us|follow|comments|comment|kommentare|
leave a reply|post a comment|loading|loading...|advertisement - scroll to continue|continue reading|
article continues below advertisement|story continues below advertisement|play|watch|video|listen|
copy link|print|email|facebook|twitter|whatsapp|linkedin|close|menu|search|home|next|previous|back to top|
tags|topics|themen|temas|by|von|par|por|di|view comments|show more|load more|see also|editor's picks|
share on facebook|share on twitter|you may also like|you might also like|you may like|more from|recommended for you|more stories|latest news|latest stories|latest|breaking news|top stories|popular posts|recent posts|related posts|read next|up next|don't miss|more news|in other news|about the author|about us|leave a comment|join the discussion|voir aussi|sur le même sujet|dans la même|você pode gostar|veja mais|notícias relacionadas|te puede interesar|noticias relacionadas|potrebbe interessarti|articoli correlati|meer over|lees verder|zum thema|mehr aus|meistgelesen|ähnliche artikel|weitere artikel|weitere themen|auch auf|newsletter abonnieren|najczęściej czytane|polecane|похожие статьи|другие новости|новости по теме|自动播放|photo|photos|image|images|foto|bild|source|quelle|fuente""".replace("\n", "").split("|")
)  # fmt: skip


# How a note begins that says what was wrong in the article.
CORRECTION = re.compile(
    r"^\W*(?:correction|clarification|editor.s note|this (?:article|story) (?:was|has been) (?:amended|corrected|updated)|"
    r"an earlier version|korrektur|berichtigung|anmerkung der redaktion|corrección|rectificatif|erratum|correzione|"
    r"correção|rättelse|rettelse|correctie|sprostowanie|исправление|訂正|정정)",
    re.I,
)

# Words of consent, sign-up, sharing and copyright notices, by stem; news has them too, but rarely twice.
FURNITURE = (
    "cookie", "consent", "privacy", "einwillig", "datenschutz", "widerruf", "newsletter", "subscri", "abonn",
    "abbonat", "suscri", "assine", "sign in", "sign up", "sign-in", "log in", "login", "register", "registr",
    "anmeld", "account", "copyright", "all rights", "alle rechte", "©", "ⓒ", "tous droits", "reservados",
    "e-mail", "email", "follow us", "facebook", "twitter", "instagram", "whatsapp", "advertis", "anzeige",
    "werb", "publicid", "terms of", "nutzungsbeding", "click here", "klicken", "read more", "weiterlesen",
    "無断転載", "会員", "ログイン", "広告", "무단", "구독", "저작권", "责编", "責任編輯", "подпи", "реклам", "регистр",
    "đăng ký",
)  # fmt: skip


# Finds the stems in texts that are casefolded.
FURNITURE_STEMS = StemFinder(FURNITURE)


def is_furniture_heading(run: Run, box: Container) -> bool:
    """Whether a run opens a section that is not the article: a heading made of interface words."""
    if (
        not (box.bits & _TITLE or run.strong_chars or box.tag in _HEADING_TAGS)
        or len(run.text) > _LONGEST_HEADING
    ):
        return False
    bare = run.text.casefold().rstrip(" :.…»›→!")
    return bare in PHRASES or " ".join(bare.split()[:3]) in PHRASES
