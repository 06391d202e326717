"""Words of bylines, in the languages with most outlets: who wrote, as what, and what is no name.

Collected from the bylines of newspapers and from dictionaries; none is the name of a site.
"""

from __future__ import annotations

import re

# What stands before the names. A word of one or two letters also begins other lines; it counts only
# before a capital letter.
_BY = (
    # English, German, Dutch, Afrikaans, French, Catalan, Spanish, Portuguese, Italian, Romanian
    "by|written by|story by|words by|text by|reporting by|reported by|report by|posted by|published by|author|authors|"
    "reporter|von|verfasst von|geschrieben von|text von|ein kommentar von|eine analyse von|ein gastbeitrag von|"
    "interview von|ein interview von|aufgezeichnet von|autor|autorin|autoren|autorin/autor|autor/in|door|geschreven door|auteur|"
    "tekst|deur|par|écrit par|rédigé par|publié par|propos recueillis par|auteurs|texte|escrit per|por|escrito por|"
    "publicado por|texto|autora|autores|di|a cura di|scritto da|testo di|autore|da|de|scris de|autori|"
    # Nordic and Baltic
    "av|af|text|tekst av|skrevet av|skrevet af|skriven av|forfatter|skribent|journalist|eftir|höfundur|kirjoittaja|teksti|"
    "toimittaja|toimittanut|kirjoittanut|kirjutas|toimetaja|autors|teksts|autorius|autorė|parengė|tekstas|"
    # Slavic, Hungarian, Albanian, Greek
    "autorka|autorzy|napisał|napisała|opracował|opracowała|oprac.|przez|napsal|napsala|napísal|napísala|pripravil|připravil|piše|"
    "avtor|avtorica|autorica|napisao|napisala|od|автор|авторы|автори|текст|подготовил|подготовила|підготував|підготувала|"
    "от|пише|пишува|аўтар|аутор|szerző|szerzők|írta|nga|του|της|συντάκτης|συντάκτρια|από|γράφει ο|γράφει η|γράφουν|"
    # Turkish, Azeri, Armenian, Georgian, Arabic, Persian, Urdu, Hebrew
    "yazan|yazar|haber|hazırlayan|muhabir|müəllif|հեղինակ|ავტორი|بقلم|كتب|كتبت|كتبه|تأليف|إعداد|الكاتب|نویسنده|نوشته|به قلم|تحریر|מאת|"
    # Hindi, Bengali, Malay, Indonesian, Filipino, Vietnamese, Thai, Swahili
    "लेखक|লেখক|प्रस्तुति|oleh|penulis|ditulis oleh|pewarta|ni|ulat ni|tác giả|bài viết|โดย|เขียนโดย|ผู้เขียน|na|mwandishi|imeandikwa na|"
    # Chinese, Japanese, Korean
    "作者|记者|記者|本报记者|本報記者|撰文|文|责编|責編|责任编辑|責任編輯|编辑|編輯|執筆|取材|著者|筆者|기자|글|작성자"
)  # fmt: skip
BY = tuple(_BY.split("|"))

# Words for what somebody does; a segment of a byline that has one is no name.
_ROLES = (
    "writer|reporter|correspondent|editor|columnist|journalist|producer|contributor|analyst|photographer|author|chief|"
    "critic|fellow|intern|redakteur|redakteurin|reporterin|korrespondent|korrespondentin|kolumnist|chefredakteur|"
    "journalistin|volontär|ressort|ressortleiter|autor|autorin|journaliste|rédacteur|rédactrice|correspondant|correspondante|"
    "chroniqueur|envoyé|envoyée|periodista|redactor|redactora|corresponsal|enviado|columnista|jornalista|repórter|colunista|"
    "correspondente|giornalista|inviato|corrispondente|redacteur|verslaggever|verslaggeefster|correspondente|dziennikarz|"
    "dziennikarka|redaktor|redaktorka|journalistinnen|skribent|korrespondent|reporterka|novinář|novinářka|novinar|novinarka|"
    "корреспондент|журналист|обозреватель|редактор|кореспондент|muhabir|muhabiri|gazeteci|yazarı|editör|wartawan|reporternya|"
    "phóng viên|toimittaja|újságíró|szerkesztő|gazetar|صحفي|صحافي|مراسل|کتب|dopisnik|urednik"
)  # fmt: skip
# Newsrooms sign with one of these in their name.
_NEWSROOMS = (
    "newsroom|news room|staff|editorial|news desk|newsdesk|web desk|webdesk|online desk|news team|editorial board|editorial staff|bureau|"
    "agencies|news agencies|wire reports|wire services|news service|news services|editors|redaktion|onlineredaktion|nachrichtenredaktion|redaktionen|redaktionsteam|redactie|nieuwsredactie|onlineredactie|"
    "rédaction|la rédaction|agences|redacción|agencias|redação|da redação|agências|redazione|la redazione|agenzie|redakcja|redakce|redakcia|"
    "redakcija|redakcija|szerkesztőség|toimitus|toimetus|redakcijos|ritstjórn|redaktionen|редакция|редакція|haber merkezi|редакцията|"
    "wire staff|wires|wire|newswire|news agency|nachrichtenagentur|агентство|tim redaksi|redaksi|ban biên tập|編集部|编辑部|編輯部|편집부|온라인뉴스팀|디지털뉴스팀|취재반|haber masası|σύνταξη|συντακτική ομάδα|هيئة التحرير|فريق التحرير"
)  # fmt: skip
# Accounts of a content system, and labels beside a name.
_NO_NAMES = (
    "admin administrator administrador administrateur amministratore webmaster root editor editors author authors user guest superadmin "
    "wpadmin contributor unknown anonymous none null undefined n/a follow share comments comment updated published online print login "
    "autor autorin autore auteur автор facebook twitter instagram linkedin email e-mail mail whatsapp telegram rss website "
    "一覧 詳細 もっと見る 検索 更多 查看更多 분享 공유 더보기 구독"
)  # fmt: skip
NO_NAMES = frozenset(_NO_NAMES.split())

ACCOUNT = re.compile(r"^\w*admin\w*$", re.I)


def _either(words: str) -> str:
    return "|".join(sorted(map(re.escape, words.split("|")), key=len, reverse=True))


# Both of a text in small letters: a pattern that takes either case looks for every word at every letter.
ROLE = re.compile(rf"\b(?:{_either(_ROLES)})s?\b")
NEWSROOM = re.compile(rf"(?:^|\b|[-_])(?:{_either(_NEWSROOMS)})(?:$|\b)")
# Unsigned copy of the outlet's own, as English-language papers of Asia and Africa mark it.
STAFF = re.compile(
    r"^(?:(?:our|a|own|special|staff|political|diplomatic|sports|crime|court|business)\s+)+"
    r"(?:reporter|correspondent|writer)s?$",
    re.I,
)
# Behind a Korean, Japanese or Chinese name, with or without a space.
EAST_ASIAN_ROLE = re.compile(
    r"(?<=[\uac00-\ud7af])\s*((?:선임|인턴|수습|전문|객원)?기자|특파원|논설위원|편집위원|칼럼니스트|에디터|앵커|PD)$|"
    r"(?<=[\u3040-\u30ff\u4e00-\u9fff])\s*((?:特约|特約)?记者|(?:特派)?記者|編集委員|論説委員|特派员|特派員|编辑|編輯)$"
)
_BEFORE_NAME = re.compile(
    r"^(?:\d+\s*)?(?:[本特]?[报報刊]|新华社|新華社)?(?:特约|特約)?(?:通讯员|通訊員|记者|記者)\s*"
)
# "By" in Indonesian, and a Ukrainian given name.
_NAMES_TOO = ("oleh",)
_SHORT_BY = [
    word for word in BY if (len(word) <= 2 and word[0] < "\u0590" and word != "by") or word in _NAMES_TOO
]
_LONG_BY = [word for word in BY if word not in _SHORT_BY]
# "文" also begins "culture" and "text".
_HAN_BY = [word for word in _LONG_BY if word[0] > "\u2e00" and len(word) > 1]
_PREFIX = re.compile(
    rf"^(?:(?i:{_either('|'.join(_LONG_BY))})(?:\s*[:：/＝=・]\s*|\s+)(?!de[rmn]\s)"
    rf"|(?i:{_either('|'.join(_SHORT_BY))})(?:\s*[:：]\s*|\s+(?=[^\W\d_]+\s+[^\W\d_])(?![a-zà-ÿа-яα-ω]))"
    rf"|(?:{_either('|'.join(_HAN_BY))})(?=[\u3040-\u9fff\uac00-\ud7af]{{2,4}}(?:\s|$|[、，,])))"
)


# A line of facts below the text names its author by a noun; "by" there begins the teasers of others.
LABEL = re.compile(
    r"^(?:author|autor(?:in|a|ka|i|es|en)?(?:/autor)?|auteure?|autore|forfatter|författare|szerző|yazar|penulis|tác giả|"
    r"автор|аутор|συντάκτης|الكاتب|نویسنده|作者|著者|執筆|작성자|責任編輯|责任编辑|责编|責編)s?\s*[:：]?\s*\S",
    re.I,
)


def has_prefix(text: str) -> bool:
    """Whether a text begins as bylines do."""
    return bool(_PREFIX.match(text))


def without_prefix(text: str) -> str:
    """A byline without what stands before its names; "Autor: Von" is two of these.

    >>> without_prefix("Written by Ada Lovelace")
    'Ada Lovelace'
    """
    for _ in range(2):
        shorter = _PREFIX.sub("", text, count=1)
        if shorter == text:
            break
        text = shorter
    return _BEFORE_NAME.sub("", text)
