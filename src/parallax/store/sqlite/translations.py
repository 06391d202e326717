"""The translation memory, and which sentence of it stands where in an article."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from parallax.model import Article, Passage, Sentence
from parallax.store.sqlite.articles import index
from parallax.store.sqlite.part import Part
from parallax.store.sqlite.rows import article_of, doubts_json, sentence_of
from parallax.store.views import LanguageTally, StoredSentence

# Which of several translations of one sentence is shown: what a person corrected, then what a person
# brought in as a memory file, then the newest machine's.
RANKS = {"human": 2, "memory": 1}

WAITING, IN_ENGLISH, NO_ENGINE = 0, 1, 2

# The parts whose English the lists show; they are translated before any body.
LEAD_PARTS = ("title", "dek")


class Translations(Part):
    def recall(self, language: str, originals: tuple[str, ...]) -> Mapping[str, Sentence]:
        """The best known English of each original; a human correction outranks a machine."""
        rows = self.sql.recall(self.connection, language=language, originals=json.dumps(originals))
        return {row["original"]: sentence_of(row) for row in rows}

    def remember(self, language: str, sentences: tuple[Sentence, ...]) -> None:
        """Keep translations; articles that show one of them show the best from now on."""
        with self.transaction():
            for sentence in sentences:
                self._put_sentence(language, sentence)
            originals = json.dumps([sentence.original for sentence in sentences])
            shown = list(
                self.sql.articles_with_segment(self.connection, language=language, originals=originals)
            )
            for row in shown:
                self._show(row["article_id"])

    def _put_sentence(self, language: str, sentence: Sentence) -> int:
        row = self.sql.put_segment(self.connection, language=language, original=sentence.original)
        segment: int = row["id"]
        if sentence.english is not None and sentence.engine not in {"", "none"}:
            self.sql.put_translation(
                self.connection,
                segment_id=segment,
                engine=sentence.engine,
                model=sentence.model,
                version=sentence.version,
                english=sentence.english,
                doubts=doubts_json(sentence.doubts),
                rank=RANKS.get(sentence.engine, 0),
                at=self.clock().isoformat(timespec="microseconds"),
            )
            self.sql.choose_best(self.connection, segment_id=segment)
        return segment

    def put_passages(self, article_id: str, passages: Sequence[Passage]) -> None:
        """Replace these texts of an article; its other texts stay."""
        with self.transaction():
            row = self.sql.article(self.connection, id=article_id)
            if row is None:  # pruned while it was being translated
                return
            for passage in passages:
                self._put_passage(article_id, row["language"], passage)
            self._show(article_id)

    def _put_passage(self, article_id: str, language: str, passage: Passage) -> None:
        where = {"id": article_id, "part": passage.part, "idx": passage.index}
        self.sql.clear_passage(self.connection, **where)
        for position, sentence in enumerate(passage.sentences):
            self.sql.put_passage_sentence(
                self.connection,
                **where,
                position=position,
                segment_id=self._put_sentence(language, sentence),
                engine=sentence.engine,
                refusal=sentence.refusal,
            )

    def passages(self, article_id: str) -> tuple[Passage, ...]:
        rows = self.sql.passages(self.connection, id=article_id)
        return tuple(
            Passage(part, index, tuple(map(_shown, sentences)))
            for (part, index), sentences in groupby(rows, key=lambda row: (row["part"], row["idx"]))
        )

    def _show(self, article_id: str) -> None:
        """Bring what lists and search show of an article up to what its sentences say now."""
        row = self.sql.article(self.connection, id=article_id)
        article = article_of(row)
        passages = self.passages(article_id)
        lead = [passage for passage in passages if passage.part in LEAD_PARTS]
        body = [passage for passage in passages if passage.part not in LEAD_PARTS]
        title = next((passage for passage in lead if passage.part == "title"), None)
        dek = next((passage for passage in lead if passage.part == "dek"), None)
        self.sql.show_english(
            self.connection,
            id=article_id,
            title=english_of(title),
            doubtful=bool(title and any(sentence.doubts for sentence in title.sentences)),
            dek=english_of(dek),
            lead_state=_state(lead, expected=True),
            body_state=_state(body, expected=_has_body(article)),
        )
        if article.language != "en":
            text = "\n".join(filter(None, (english_of(passage) for passage in (dek, *body) if passage)))
            index(self.sql, self.connection, row["row"], article, english_of(title) or "", text)

    def count_waiting(self, part: str) -> int:
        """How many articles' ``lead`` or ``body`` has not been through translation."""
        row = self.sql.waiting_counts(self.connection)
        count: int = row["leads"] if part == "lead" else row["bodies"]
        return count

    def languages_waiting(self) -> dict[str, int]:
        """Languages with articles not yet (wholly) in English, and how many articles."""
        return {row["language"]: row["articles"] for row in self.sql.languages_waiting(self.connection)}

    def awaiting(
        self, part: str, language: str, limit: int, *, also_refused: bool = False
    ) -> tuple[Article, ...]:
        """Articles of a language whose ``lead`` or ``body`` waits: most read first, then newest.

        ``also_refused``: those no engine could read before, too (there is one now).
        """
        query = self.sql.leads_waiting if part == "lead" else self.sql.bodies_waiting
        highest = NO_ENGINE if also_refused else WAITING
        ids = [row["id"] for row in query(self.connection, language=language, highest=highest, limit=limit)]
        return tuple(article_of(self.sql.article(self.connection, id=identity)) for identity in ids)

    def sentences(self, language: str | None = None) -> Iterator[StoredSentence]:
        """The whole translation memory, for export."""
        # Not read at once like other answers: a memory can be larger than this machine's.
        for row in self.connection.execute(self.sql.memory.sql, {"language": language}):
            yield StoredSentence(row["language"], sentence_of(row), datetime.fromisoformat(row["at"]))

    def languages(self) -> tuple[LanguageTally, ...]:
        sentences = {row["language"]: row for row in self.sql.sentence_tallies(self.connection)}
        return tuple(
            LanguageTally(
                language=row["language"],
                articles=row["articles"],
                translated=row["translated"],
                sentences=sentences[row["language"]]["sentences"] if row["language"] in sentences else 0,
                doubtful=sentences[row["language"]]["doubtful"] if row["language"] in sentences else 0,
            )
            for row in self.sql.language_tallies(self.connection)
        )


def english_of(passage: Passage | None) -> str | None:
    """A text in English; None if any sentence of it has none."""
    if passage is None or any(sentence.english is None for sentence in passage.sentences):
        return None
    return " ".join(sentence.english.strip() for sentence in passage.sentences if sentence.english)


def _shown(row: object) -> Sentence:
    known = row["english"] is not None  # type: ignore[index]
    if known:
        return sentence_of(row)  # type: ignore[arg-type]
    original, engine = row["original"], row["passage_engine"]  # type: ignore[index]
    english = original if engine == "none" else None
    return Sentence(original, english, engine=engine, refusal=row["refusal"])  # type: ignore[index]


def _state(passages: list[Passage], *, expected: bool) -> int:
    """Waiting, in English, or without an engine: one sentence nobody could even try decides."""
    if not passages:
        return WAITING if expected else IN_ENGLISH
    sentences = [sentence for passage in passages for sentence in passage.sentences]
    untried = any(sentence.english is None and not sentence.engine for sentence in sentences)
    return NO_ENGINE if untried else IN_ENGLISH


def _has_body(article: Article) -> bool:
    """Whether its page shows anything more to translate than title and dek."""
    content = article.content
    captions = [image.caption for image in (content.lead_image, *content.images) if image]
    return bool(content.text or any(captions) or any(author.bio for author in content.authors))
