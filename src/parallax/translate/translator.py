"""Texts in, passages out: memory first, then engines, every answer checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from parallax.errors import TranslationError
from parallax.model import Memory, Part, Passage, Sentence
from parallax.translate.catalogue import KNOWN_SOURCES
from parallax.translate.checks import objection
from parallax.translate.doubts import find_doubts
from parallax.translate.engine import Engine, Identity
from parallax.translate.languages import base_language, english_name, fallbacks
from parallax.translate.memory import normal
from parallax.translate.segment import split_sentences

Text = tuple[Part, int, str]

# What people made or brought in stands whatever engine there is.
_BY_PEOPLE = frozenset({"human", "memory"})

# For the reader.
UNKNOWN_LANGUAGE = "The language of this text could not be told, so it was not translated."


@dataclass(frozen=True, slots=True)
class Job:
    """Texts of one article. ``text_mining``: whether its publisher lets a language model read it."""

    id: str
    texts: tuple[Text, ...]
    text_mining: bool = True


class Translator:
    """Puts the texts of articles into English.

    ``engines`` are asked in their order; the next one gets what the one before could not do.
    ``installable`` are the base languages for which a model is known to exist.
    """

    def __init__(
        self, engines: Sequence[Engine], memory: Memory, *, installable: Collection[str] = KNOWN_SOURCES
    ) -> None:
        self._engines = tuple(engines)
        self._memory = memory
        self._installable = installable

    def can_translate(self, language: str, *, text_mining_allowed: bool = True) -> bool:
        """Whether any engine here translates the language now."""
        return bool(self._usable(language, text_mining_allowed))

    def translate_passages(
        self, language: str, texts: Sequence[Text], *, text_mining_allowed: bool = True
    ) -> tuple[Passage, ...]:
        """The passages of one article's texts, in their order. Texts without a word are left out."""
        job = Job("", tuple(texts), text_mining_allowed)
        return self.translate_jobs(language, [job])[""]

    def translate_jobs(self, language: str, jobs: Sequence[Job]) -> dict[str, tuple[Passage, ...]]:
        """The passages of many articles of one language by their ids; a sentence in several is done once."""
        cut = {job.id: _cut(job.texts, language) for job in jobs}
        done: dict[bool, Mapping[str, Sentence]] = {}
        for allowed in {job.text_mining for job in jobs}:
            pieces = [piece for job in jobs if job.text_mining == allowed for piece in cut[job.id]]
            wanted = dict.fromkeys(sentence for _, _, sentences in pieces for sentence in sentences)
            done[allowed] = self._translate(language, tuple(wanted), allowed)
        return {
            job.id: tuple(
                Passage(part, index, tuple(done[job.text_mining][sentence] for sentence in sentences))
                for part, index, sentences in cut[job.id]
            )
            for job in jobs
        }

    def _translate(self, language: str, originals: tuple[str, ...], allowed: bool) -> dict[str, Sentence]:
        """Every original with its sentence. New translations are remembered."""
        done = {original: _as_it_is(original) for original in originals if _needs_none(original, language)}
        waiting = [original for original in originals if original not in done]
        engines = self._usable(language, allowed)
        current = {identity for _, identity in engines}
        for original, known in self._memory.recall(language, tuple(waiting)).items():
            if not engines or known.engine in _BY_PEOPLE or _identity(known) in current:
                done[original] = known
        waiting = [original for original in waiting if original not in done]
        for engine, identity in engines:
            if not waiting:
                break
            made = _made_by(engine, identity, language, waiting)
            self._memory.remember(language, tuple(s for s in made.values() if s.english is not None))
            done |= made
            waiting = [original for original in waiting if made[original].english is None]
        if not engines:
            refusal = self._missing(language)
            done |= {original: Sentence(original, None, refusal=refusal) for original in waiting}
        return done

    def _usable(self, language: str, allowed: bool) -> list[tuple[Engine, Identity]]:
        permitted = (engine for engine in self._engines if allowed or not engine.mines_text)
        known = ((engine, engine.identity(language)) for engine in permitted)
        return [(engine, identity) for engine, identity in known if identity is not None]

    def _missing(self, language: str) -> str:
        """Why there is no English, and the command that would change it."""
        base = base_language(language)
        if base == "und":
            return UNKNOWN_LANGUAGE
        name = english_name(language)
        if any(tag in self._installable for tag in fallbacks(language)):
            return f"No model for {name} is installed; `parallax models install {base}` fetches one."
        return f"No model translates {name} into English yet."


def _cut(texts: Iterable[Text], language: str) -> list[tuple[Part, int, tuple[str, ...]]]:
    passages = []
    for part, index, text in texts:
        sentences = tuple(filter(None, map(normal, split_sentences(text, language))))
        if sentences:
            passages.append((part, index, sentences))
    return passages


def _needs_none(original: str, language: str) -> bool:
    """English, or nothing that has a language: a model makes words out of "!!!"."""
    return base_language(language) == "en" or not any(character.isalpha() for character in original)


def _as_it_is(original: str) -> Sentence:
    return Sentence(original, original, engine="none")


def _identity(sentence: Sentence) -> Identity:
    return Identity(sentence.engine, sentence.model, sentence.version)


def _made_by(
    engine: Engine, identity: Identity, language: str, originals: Sequence[str]
) -> dict[str, Sentence]:
    try:
        renderings = engine.translate(language, originals)
    except TranslationError as error:
        # Without an engine's name: nobody has tried these yet, so they are tried again later.
        return {
            original: Sentence(original, None, refusal=f"Not translated: {error}.") for original in originals
        }
    made = {}
    for original, rendering in zip(originals, renderings, strict=True):
        refusal = rendering.refusal
        if rendering.english is not None and not refusal:
            refusal = objection(original, rendering.english)
        english = None if refusal else rendering.english
        doubts = find_doubts(original, english, language) if english is not None else ()
        made[original] = Sentence(
            original, english, identity.engine, identity.model, identity.version, doubts, refusal
        )
    return made
