"""A small invented world and a reader of it, for tests of what people and programs see.

Everything is made up; the outlets sit in real countries because pages need those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from invented_tellings import Tellings

from parallax.countries import all_countries
from parallax.errors import InputError
from parallax.model import (
    Article,
    Author,
    Block,
    Content,
    Doubt,
    Health,
    Image,
    LedgerEntry,
    Outcome,
    Outlet,
    Ownership,
    Passage,
    Related,
    Rights,
    Sentence,
    article_id,
)
from parallax.store.views import (
    ArticleCard,
    ArticleView,
    CountryTally,
    FeedPoll,
    LanguageTally,
    LedgerRow,
    OutletView,
    Page,
    SearchQuery,
    StoreStatus,
)

NOW = datetime(2025, 7, 16, 15, 0, tzinfo=UTC)
TODAY = NOW.date()

HOSTILE = "<script>alert('x')</script> & \"quoted\" </title>"


def outlet(id_: str, name: str, country: str, *languages: str, **more: object) -> Outlet:
    known: dict[str, object] = {
        "homepage": f"https://{id_}.example/",
        "feeds": (f"https://{id_}.example/feed.xml",),
        "invented": True,
    }
    return Outlet(id=id_, name=name, country=country, languages=languages, **(known | more))  # type: ignore[arg-type]


OUTLETS = (
    outlet(
        "folha-do-porto",
        "Folha do Porto Novo",
        "BR",
        "pt",
        ownership=Ownership("private", "Editora Maré", "the outlet's own imprint"),
        kind="newspaper",
    ),
    outlet("radio-serra", "Rádio da Serra", "BR", "pt", ownership=Ownership("public", "", "national law")),
    outlet("diario-mudo", "Diário do Vale", "BR", "pt"),
    outlet("gazeta-trancada", "Gazeta Trancada", "BR", "pt"),
    outlet("sem-feed", "O Mensageiro sem Feed", "BR", "pt", feeds=()),
    outlet(
        "nahr",
        "صحيفة النهر",
        "EG",
        "ar",
        ownership=Ownership("state", "a ministry", "a press index"),
        kind="newspaper",
    ),
    outlet("darya", "روزنامهٔ دریا", "IR", "fa", kind="newspaper"),
    outlet("mtkvari", "მტკვრის მაცნე", "GE", "ka"),
    outlet("hafen", "Hafenblatt", "DE", "de", kind="newspaper", scope="regional"),
    outlet("minato", "港新聞", "JP", "ja", kind="newspaper"),
    outlet("harbour-post", "The Harbour Post", "GB", "en", kind="newspaper"),
    outlet("exile-times", "Exile Times", "PL", "be", covers="BY"),
)

FIREFOX = {"engine": "firefox", "model": "pten", "version": "1.2"}


def said(original: str, english: str | None, *doubts: Doubt, refusal: str = "", **by: str) -> Sentence:
    engine = (FIREFOX | by) if english is not None else {}
    return Sentence(original, english, doubts=tuple(doubts), refusal=refusal, **engine)


def piece(
    name: str,
    outlet_id: str,
    language: str,
    content: Content,
    passages: Sequence[Passage] = (),
    *,
    rights: Rights | None = None,
    minutes: int = 3,
    fetched: datetime = NOW - timedelta(minutes=20),
    home: Outlet | None = None,
) -> ArticleView:
    """An article as the store would hand it over, its card made from its parts."""
    home = home or next(one for one in OUTLETS if one.id == outlet_id)
    url = f"https://{outlet_id}.example/{name}"
    content = replace(content, url=url, canonical_url=url)
    article = Article(
        id=article_id(url),
        outlet_id=outlet_id,
        country=home.country,
        language=language,
        language_basis="model",
        content=content,
        rights=rights or Rights(),
        fetched_at=fetched,
        reading_minutes=minutes,
        fingerprint=name,
        invented=True,
    )
    return ArticleView(article, home, tuple(passages), _card(article, home, passages))


def _english(passages: Sequence[Passage], part: str) -> tuple[str | None, bool]:
    found = next((p for p in passages if p.part == part), None)
    if found is None or all(s.english is None for s in found.sentences):
        return None, False
    return " ".join(s.english or s.original for s in found.sentences), any(s.doubts for s in found.sentences)


def _card(article: Article, home: Outlet, passages: Sequence[Passage]) -> ArticleCard:
    content = article.content
    title, doubtful = _english(passages, "title")
    return ArticleCard(
        id=article.id,
        url=content.url,
        outlet_id=home.id,
        outlet_name=home.name,
        country=article.country,
        language=article.language,
        title=content.title,
        title_english=title,
        dek=content.dek,
        dek_english=_english(passages, "dek")[0],
        published=content.published,
        fetched_at=article.fetched_at,
        image=content.lead_image.url if content.lead_image else "",
        reading_minutes=article.reading_minutes,
        paywalled=content.paywalled,
        live=content.live,
        lead_only=not article.rights.archive,
        invented=article.invented,
        doubtful=doubtful,
    )


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


FERRY = piece(
    "balsa",
    "folha-do-porto",
    "pt",
    Content(
        title="Balsa parada há 12 dias divide as duas margens",
        url="",
        dek="Moradores não aceitam a travessia paga. A prefeitura promete resposta.",
        blocks=(
            Block(
                "paragraph",
                "A balsa que liga as duas margens está parada há 12 dias. Ninguém sabe quando volta.",
            ),
            Block("heading", "O que diz a prefeitura", level=4),
            Block("quote", "“Não haverá cobrança neste mês”, disse a secretária Inês Calado."),
            Block("list-item", "A travessia leva 9 minutos."),
            Block("list-item", "A ponte mais próxima fica a 41 quilômetros."),
            Block("correction", "Uma versão anterior dizia que a balsa estava parada há 10 dias."),
            Block("embed", "Vídeo da margem norte", url="https://video.example/norte"),
            Block("paragraph", "A fila, a fila, a fila, a fila."),
            Block("paragraph", "Os pescadores oferecem barcos próprios. O preço não é fixo."),
        ),
        authors=(
            Author(
                "Marta Quintela",
                "Repórter",
                "Marta Quintela cobre o rio e os portos há dez anos.",
                "https://folha-do-porto.example/marta.jpg",
                "https://folha-do-porto.example/marta",
            ),
            Author("Tomé Valadares"),
        ),
        published=ago(hours=4),
        modified=ago(hours=2),
        lead_image=Image(
            "https://folha-do-porto.example/balsa.jpg",
            "A balsa vazia",
            "A balsa parada no cais sul",
            "Lia Prado / Folha",
            1600,
            1000,
        ),
        images=(Image("https://folha-do-porto.example/cais.jpg", "O cais", "", "Lia Prado"),),
        section="Cidades",
        topics=("rio", "transporte"),
        related=(
            Related(
                "https://folha-do-porto.example/ponte", "A ponte que nunca veio", "Trinta anos de planos"
            ),
        ),
    ),
    (
        Passage(
            "title",
            0,
            (
                said(
                    "Balsa parada há 12 dias divide as duas margens",
                    "Ferry stopped for 12 days divides the two banks",
                ),
            ),
        ),
        Passage(
            "dek",
            0,
            (
                said("Moradores não aceitam a travessia paga.", "Residents do not accept the paid crossing."),
                said("A prefeitura promete resposta.", "City Hall promises an answer."),
            ),
        ),
        Passage(
            "body",
            0,
            (
                said(
                    "A balsa que liga as duas margens está parada há 12 dias.",
                    "The ferry that links the two banks has been stopped for 21 days.",
                    Doubt("number", "the original has 12, the English has 21"),
                ),
                said("Ninguém sabe quando volta.", "Nobody knows when it returns."),
            ),
        ),
        Passage("body", 1, (said("O que diz a prefeitura", "What City Hall says"),)),
        Passage(
            "body",
            2,
            (
                said(
                    "“Não haverá cobrança neste mês”, disse a secretária Inês Calado.",
                    "“There will be no charge this month,” said secretary Inês Calado.",
                    engine="human",
                    model="",
                    version="",
                ),
            ),
        ),
        Passage("body", 3, (said("A travessia leva 9 minutos.", "The crossing takes 9 minutes."),)),
        Passage(
            "body",
            4,
            (
                said(
                    "A ponte mais próxima fica a 41 quilômetros.", "The nearest bridge is 41 kilometres away."
                ),
            ),
        ),
        Passage(
            "body",
            5,
            (
                said(
                    "Uma versão anterior dizia que a balsa estava parada há 10 dias.",
                    "An earlier version said the ferry had been stopped for 10 days.",
                ),
            ),
        ),
        Passage("body", 6, (said("Vídeo da margem norte", "Video of the north bank"),)),
        Passage(
            "body",
            7,
            (
                said(
                    "A fila, a fila, a fila, a fila.",
                    None,
                    refusal="The engine repeated itself, so its English was thrown away.",
                ),
            ),
        ),
        Passage(
            "body",
            8,
            (
                said("Os pescadores oferecem barcos próprios.", "The fishermen offer boats of their own."),
                said(
                    "O preço não é fixo.",
                    "The price is fixed.",
                    Doubt("negation", "the original says “não”, the English denies nothing"),
                ),
            ),
        ),
        Passage("caption", 0, (said("A balsa parada no cais sul", "The ferry idle at the south quay"),)),
        Passage(
            "bio",
            0,
            (
                said(
                    "Marta Quintela cobre o rio e os portos há dez anos.",
                    "Marta Quintela has covered the river and the ports for ten years.",
                ),
            ),
        ),
    ),
)

NILE = piece(
    "jisr",
    "nahr",
    "ar",
    Content(
        title="افتتاح الجسر الخشبي بعد ترميمه",
        url="",
        dek="قال المهندسون إن العمل استغرق 14 شهرا.",
        blocks=(
            Block("paragraph", "افتتح الجسر الخشبي صباح اليوم. حضر الافتتاح مئات من سكان البلدة."),
            Block("paragraph", "وقالت المهندسة هالة إن الخشب جاء من 3 بلدان."),
        ),
        authors=(Author("سامي النجار", "مراسل"),),
        published=ago(hours=9),
        lead_image=Image("https://nahr.example/jisr.jpg", "الجسر", "الجسر عند الفجر", "النهر"),
        section="محليات",
        live=True,
    ),
    (
        Passage(
            "title",
            0,
            (said("افتتاح الجسر الخشبي بعد ترميمه", "Wooden bridge opens after restoration", model="aren"),),
        ),
        Passage(
            "dek",
            0,
            (
                said(
                    "قال المهندسون إن العمل استغرق 14 شهرا.",
                    "Engineers said the work took 14 months.",
                    model="aren",
                ),
            ),
        ),
        Passage(
            "body",
            0,
            (
                said(
                    "افتتح الجسر الخشبي صباح اليوم.", "The wooden bridge opened this morning.", model="aren"
                ),
                said(
                    "حضر الافتتاح مئات من سكان البلدة.",
                    "Hundreds of townspeople attended the opening.",
                    model="aren",
                ),
            ),
        ),
    ),
    rights=Rights(text_mining=False, basis=("tdm-reservation header",)),
)

GEORGIA = piece(
    "khidi",
    "mtkvari",
    "ka",
    Content(
        title="ხიდი დროებით დაიკეტა",
        url="",
        dek="მუშაობა ორ კვირას გაგრძელდება.",
        blocks=(Block("paragraph", "ხიდი დროებით დაიკეტა. მძღოლებმა სხვა გზა უნდა აირჩიონ."),),
        published=ago(days=2),
    ),
    tuple(
        Passage(part, index, (said(text, None, refusal="No installed engine reads Georgian."),))
        for part, index, text in (
            ("title", 0, "ხიდი დროებით დაიკეტა"),
            ("dek", 0, "მუშაობა ორ კვირას გაგრძელდება."),
            ("body", 0, "ხიდი დროებით დაიკეტა. მძღოლებმა სხვა გზა უნდა აირჩიონ."),
        )
    ),
)

IRAN = piece(
    "bandar",
    "darya",
    "fa",
    Content(
        title="بندر قدیمی دوباره باز شد",
        url="",
        blocks=(Block("paragraph", "بندر قدیمی پس از سال‌ها دوباره باز شد."),),
        published=ago(days=1),
    ),
)

GERMANY = piece(
    "fischmarkt",
    "hafen",
    "de",
    Content(
        title="Fischmarkt bleibt nach langem Streit zwischen Händlern, Anwohnern, Hafenbehörde, Denkmalschutz und "
        "drei Ausschüssen des Stadtrats nun doch an seinem alten Platz, allerdings nur sonnabends und nur bis zum "
        "Ende der kommenden Wintersaison, wie die Verwaltung am Mittwochabend nach siebenstündiger Sitzung mitteilte",
        url="",
        dek="Nur sonnabends.",
        blocks=(Block("paragraph", "Der Fischmarkt bleibt."),),
        published=ago(hours=1),
        paywalled=True,
        opinion=True,
    ),
    (
        Passage(
            "title",
            0,
            (
                said(
                    "Fischmarkt bleibt …",
                    "After a long dispute between traders, residents, the port authority, the monuments office and "
                    "three committees of the city council, the fish market is to stay in its old place after all, "
                    "though only on Saturdays and only until the end of next winter season",
                    Doubt("length", "the English is much shorter than the original"),
                    model="deen",
                ),
            ),
        ),
        Passage("dek", 0, (said("Nur sonnabends.", "Saturdays only.", model="deen"),)),
        Passage("body", 0, (said("Der Fischmarkt bleibt.", "The fish market stays.", model="deen"),)),
    ),
)

JAPAN = piece(
    "tako",
    "minato",
    "ja",
    Content(
        title="凧揚げ大会、風を待って三日延期",
        url="",
        dek="主催者は「風は来る」と話した。",
        blocks=(
            Block("live-post", "風速は2メートル。まだ飛ばない。", at=ago(hours=3)),
            Block("live-post", "子どもたちが集まり始めた。", at=ago(hours=5)),
        ),
        published=ago(hours=6),
        live=True,
    ),
    (
        Passage(
            "title",
            0,
            (
                said(
                    "凧揚げ大会、風を待って三日延期",
                    "Kite festival put off three days to wait for wind",
                    model="jaen",
                ),
            ),
        ),
        Passage(
            "dek",
            0,
            (said("主催者は「風は来る」と話した。", "“The wind will come,” organisers said.", model="jaen"),),
        ),
        Passage(
            "body",
            0,
            (
                said("風速は2メートル。", "Wind speed is 2 metres.", model="jaen"),
                said("まだ飛ばない。", "They do not fly yet.", model="jaen"),
            ),
        ),
        Passage(
            "body", 1, (said("子どもたちが集まり始めた。", "Children have begun to gather.", model="jaen"),)
        ),
    ),
)

BRITAIN = piece(
    "lamp",
    "harbour-post",
    "en",
    Content(
        title="Lamplighters' guild asks for one more winter",
        url="",
        dek="The guild says three streets are enough.",
        blocks=(
            Block(
                "paragraph", "The guild of lamplighters has asked to keep three streets for one more winter."
            ),
            Block("heading", "Three streets", level=2),
            Block("paragraph", "The council will answer on Friday."),
        ),
        authors=(Author("Edith Marlow", "Local editor", "Edith Marlow writes about the harbour."),),
        published=ago(minutes=30),
        lead_image=Image("https://harbour-post.example/lamp.jpg", "A lamp", "A lamp at dusk", "Harbour Post"),
    ),
)

LEAD_ONLY = piece(
    "granica",
    "exile-times",
    "be",
    Content(title="Паром зноў ходзіць", url="", dek="Першы рэйс адбыўся ў сераду.", published=None),
    rights=Rights(archive=False, max_snippet=160, basis=("robots meta noarchive",)),
    minutes=0,
)

EVIL = piece(
    "evil",
    "radio-serra",
    "pt-\"><script>alert('y')</script>",
    Content(
        title=HOSTILE,
        url="",
        dek=HOSTILE,
        blocks=(
            Block("paragraph", HOSTILE),
            Block("embed", HOSTILE, url="https://radio-serra.example/e?a=1&b=2"),
        ),
        authors=(Author(HOSTILE, HOSTILE, HOSTILE),),
        section=HOSTILE,
        topics=(HOSTILE,),
        published=ago(days=3),
    ),
    tuple(
        Passage(part, 0, (said(HOSTILE, HOSTILE, Doubt("name", HOSTILE), model=HOSTILE),))
        for part in ("title", "dek", "body", "bio")
    ),
)

VIEWS = (FERRY, NILE, GEORGIA, IRAN, GERMANY, JAPAN, BRITAIN, LEAD_ONLY, EVIL)

EXTRAS = tuple(
    piece(
        f"nota-{number}",
        "radio-serra",
        "pt",
        Content(title=f"Nota {number} da serra", url="", published=ago(days=4, hours=number)),
        (Passage("title", 0, (said(f"Nota {number} da serra", f"Note {number} from the hills"),)),),
        minutes=1,
    )
    for number in range(1, 41)
)

LEDGER = (
    LedgerEntry(TODAY, "folha-do-porto", "https://folha-do-porto.example/balsa", Outcome.STORED),
    LedgerEntry(TODAY, "folha-do-porto", "https://folha-do-porto.example/velha", Outcome.UNCHANGED),
    LedgerEntry(
        TODAY, "folha-do-porto", "https://folha-do-porto.example/galeria", Outcome.NOT_ARTICLE, "a gallery"
    ),
    LedgerEntry(
        TODAY, "gazeta-trancada", "https://gazeta-trancada.example/", Outcome.REFUSED_ROBOTS, "Disallow: /"
    ),
    LedgerEntry(TODAY, "radio-serra", "javascript:alert(1)", Outcome.FAILED, HOSTILE),
    LedgerEntry(TODAY - timedelta(days=1), "radio-serra", "https://radio-serra.example/evil", Outcome.STORED),
    LedgerEntry(TODAY, "mtkvari", "https://mtkvari.example/khidi", Outcome.UNTRANSLATED, "no model for ka"),
)

POLLS = (
    FeedPoll(TODAY, "https://diario-mudo.example/feed.xml", "diario-mudo", answered=24),
    FeedPoll(TODAY, "https://hafen.example/feed.xml", "hafen", failed=5, detail="timed out after 20 s"),
)

HEALTH = {
    "folha-do-porto": Health(
        "folha-do-porto", "https://folha-do-porto.example/feed.xml", "alive", "30 entries", NOW
    ),
    "hafen": Health("hafen", "https://hafen.example/feed.xml", "dead", "HTTP 410", NOW),
}


def _shown_at(card: ArticleCard) -> datetime:
    return card.published or card.fetched_at


@dataclass
class World(Tellings):
    """A reader of invented data held in memory, counting what it is asked."""

    views: tuple[ArticleView, ...] = VIEWS + EXTRAS
    listed: tuple[Outlet, ...] = OUTLETS
    entries: tuple[LedgerEntry, ...] = LEDGER
    asked: Counter[str] = field(default_factory=Counter)
    opened: list[str] = field(default_factory=list)

    def _sorted(self) -> list[ArticleCard]:
        cards = [view.card for view in self.views]
        return sorted(cards, key=_shown_at, reverse=True)

    def _page(self, cards: list[ArticleCard], after: str | None, limit: int) -> Page[ArticleCard]:
        self.asked["list"] += 1
        if after is not None and not after.startswith("from-"):
            raise InputError("this cursor is not one of ours", hint="Start from the newest.")
        start = int(after.removeprefix("from-")) if after else 0
        more = f"from-{start + limit}" if start + limit < len(cards) else None
        return Page(tuple(cards[start : start + limit]), more)

    def countries(self, now: datetime) -> tuple[CountryTally, ...]:
        self.asked["countries"] += 1
        tallies = []
        for place in all_countries():
            cards = [v.card for v in self.views if v.card.country == place.code]
            here = [one for one in self.listed if one.country == place.code]
            times = [card.published for card in cards if card.published]
            tallies.append(
                CountryTally(
                    place.code,
                    len(here),
                    sum(1 for one in here if one.feeds),
                    len(cards),
                    sum(1 for at in times if at > now - timedelta(days=1)),
                    max(times, default=None),
                )
            )
        return tuple(tallies)

    def languages(self) -> tuple[LanguageTally, ...]:
        tags = sorted({view.article.language for view in self.views})
        return tuple(self._language(tag) for tag in tags)

    def _language(self, tag: str) -> LanguageTally:
        views = [view for view in self.views if view.article.language == tag]
        sentences = [s for view in views for p in view.passages for s in p.sentences]
        return LanguageTally(
            tag,
            len(views),
            sum(1 for view in views if view.card.title_english),
            len(sentences),
            sum(1 for s in sentences if s.doubts),
        )

    def latest(
        self,
        *,
        country: str | None = None,
        outlet: str | None = None,
        author: str | None = None,
        language: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        after: str | None = None,
        limit: int = 30,
    ) -> Page[ArticleCard]:
        by = {view.article.id: [one.name for one in view.article.content.authors] for view in self.views}
        cards = [
            card
            for card in self._sorted()
            if country in (None, card.country)
            and outlet in (None, card.outlet_id)
            and (author is None or author in by[card.id])
            and language in (None, card.language)
            and (since is None or _shown_at(card) >= since)
            and (until is None or _shown_at(card) < until)
        ]
        return self._page(cards, after, limit)

    def search(self, query: SearchQuery, *, after: str | None = None, limit: int = 30) -> Page[ArticleCard]:
        word = query.words.strip('"').lower()
        found = [
            replace(card, snippet=f"… <mark>{word}</mark> &amp; more …")
            for card in self._sorted()
            if word
            and word in f"{card.title} {card.title_english} {card.dek} {card.dek_english}".lower()
            and query.country in (None, card.country)
            and query.language in (None, card.language)
        ]
        return self._page(found, after, limit)

    def article(self, article_id: str) -> ArticleView | None:
        self.asked["article"] += 1
        return next((view for view in self.views if view.article.id == article_id), None)

    def cards(self, article_ids: Sequence[str]) -> tuple[ArticleCard, ...]:
        known = {view.article.id: view.card for view in self.views}
        return tuple(known[one] for one in article_ids if one in known)

    def _outlet_view(self, one: Outlet) -> OutletView:
        cards = [v.card for v in self.views if v.card.outlet_id == one.id]
        times = [card.published for card in cards if card.published]
        health = (HEALTH[one.id],) if one.id in HEALTH else ()
        return OutletView(one, len(cards), max(times, default=None), health)

    def outlets(
        self,
        country: str | None = None,
        *,
        ownership: str | None = None,
        language: str | None = None,
        verdict: str | None = None,
    ) -> tuple[OutletView, ...]:
        self.asked["outlets"] += 1
        views = [self._outlet_view(one) for one in self.listed if country in (None, one.country)]
        if country is None:
            views = [view for view in views if ownership in (None, view.outlet.ownership.kind)]
            views = [view for view in views if language is None or language in view.outlet.languages]
            views = [view for view in views if verdict in (None, *(h.verdict for h in view.health))]
        return tuple(views)

    def outlet(self, outlet_id: str) -> OutletView | None:
        return next((self._outlet_view(one) for one in self.listed if one.id == outlet_id), None)

    def ledger(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        country: str | None = None,
        outlet: str | None = None,
    ) -> tuple[LedgerRow, ...]:
        self.asked["ledger"] += 1
        names = {one.id: one for one in self.listed}
        counts = Counter((e.day, e.outlet_id, e.outcome) for e in self.entries if e.outlet_id in names)
        return tuple(
            LedgerRow(day, one, names[one].name, names[one].country, outcome, count)
            for (day, one, outcome), count in sorted(counts.items(), key=lambda kv: (kv[0][0], kv[0][1]))
            if (since is None or day >= since)
            and (until is None or day <= until)
            and country in (None, names[one].country)
            and outlet in (None, one)
        )

    def ledger_entries(
        self,
        *,
        outlet: str | None = None,
        outcome: Outcome | None = None,
        day: date | None = None,
        limit: int = 200,
    ) -> tuple[LedgerEntry, ...]:
        found = [
            e
            for e in self.entries
            if outlet in (None, e.outlet_id) and outcome in (None, e.outcome) and day in (None, e.day)
        ]
        return tuple(sorted(found, key=lambda e: e.day, reverse=True)[:limit])

    def polls(
        self, *, since: date | None = None, country: str | None = None, outlet: str | None = None
    ) -> tuple[FeedPoll, ...]:
        self.asked["polls"] += 1
        homes = {one.id: one.country for one in self.listed}
        return tuple(
            poll
            for poll in POLLS
            if (since is None or poll.day >= since)
            and country in (None, homes.get(poll.outlet_id))
            and outlet in (None, poll.outlet_id)
        )

    def status(self, *, check: bool = True) -> StoreStatus:
        return StoreStatus(
            path="memory",
            schema_version=1,
            size_bytes=1_234_567,
            healthy=True,
            detail="ok",
            articles=len(self.views),
            outlets=len(self.listed),
            feeds=sum(len(one.feeds) for one in self.listed),
            sentences=sum(len(p.sentences) for v in self.views for p in v.passages),
            outcomes=dict(Counter(e.outcome for e in self.entries)),
            last_poll=NOW,
        )

    def note_read(self, article_id: str) -> None:
        self.opened.append(article_id)
