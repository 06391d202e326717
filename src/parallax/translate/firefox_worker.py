"""What runs inside a translating process; see :mod:`parallax.translate.firefox`.

The engine's object is bound to the thread that made it and holds the interpreter lock for
the whole of a call, so it lives in a process of its own, one thread, and can be killed.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from parallax.errors import ModelCorrupt, ModelError, TranslationError
from parallax.translate.engine import Rendering
from parallax.translate.mask import STYLES, Hidden, collides, find_hidden, hide, reveal

# Models kept loaded in one process; the Portuguese one adds about 56 MiB to it.
KEPT_MODELS = 3
# Above this the single-sentence call begins to repeat itself or drop its end (seen from 100
# words on); the long call cuts by general rules but loses nothing.
SINGLE_CALL_WORDS = 60
SINGLE_CALL_CHARACTERS = 400
# A longer sentence is no sentence but a table or a script; it would hold the process for seconds.
MAX_CHARACTERS = 3000

# Headlines in capitals: the model, which has hardly seen any, spells them into nonsense ("INFLAÇÃO VAI
# CAIR" → "INFLAION ILATION ILACY"). Shorter ones are acronyms and names.
CAPITALS_SHARE = 0.7
CAPITALS_WORDS = 3
_PLACEHOLDER_OR_WORD = re.compile(r"\bBX\d+\b|\w+")

# For the reader.
TOO_LONG = "This is too long to be one sentence, so it was not translated."
OTHER_SCRIPT = "This is written in another script than the rest of the article, so it was not translated."
ENGINE_FAILED = "The translation engine failed on this sentence."
NOTHING_CAME = "The translation engine gave nothing back for this sentence."


@dataclass(frozen=True, slots=True)
class LoadableFile:
    """A model file where it lies, with the SHA-256 it must have."""

    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Leg:
    """One model to load: ``shortlist`` makes it a little faster and may be absent."""

    name: str
    model: LoadableFile
    source_vocabulary: LoadableFile
    target_vocabulary: LoadableFile
    shortlist: LoadableFile | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """Sentences of one base language, and the models to go through, one after the other."""

    language: str
    legs: tuple[Leg, ...]
    sentences: tuple[str, ...]


class Model(Protocol):
    """What we use of ``fxtranslate.Translator``."""

    def translate(self, text: str) -> str: ...

    def translate_long(self, text: str) -> str: ...


def make_handler() -> Callable[[Task], tuple[Rendering, ...]]:
    """Called once per process; the handler keeps the models it has loaded."""
    return Handler()


class Handler:
    def __init__(self) -> None:
        self._models: OrderedDict[Leg, Model] = OrderedDict()

    def __call__(self, task: Task) -> tuple[Rendering, ...]:
        models = [self._model(leg) for leg in task.legs]
        return tuple(
            translate_sentence(sentence, task.language, partial(_through, models))
            for sentence in task.sentences
        )

    def _model(self, leg: Leg) -> Model:
        if leg in self._models:
            self._models.move_to_end(leg)
            return self._models[leg]
        while len(self._models) >= KEPT_MODELS:
            self._models.popitem(last=False)
        self._models[leg] = load(leg)
        return self._models[leg]


def load(leg: Leg) -> Model:
    """Reads, verifies and loads a model. Raises :class:`ModelCorrupt` or :class:`ModelError`."""
    from fxtranslate import Translator

    model, source = _verified(leg.model), _verified(leg.source_vocabulary)
    target = source if leg.target_vocabulary == leg.source_vocabulary else _verified(leg.target_vocabulary)
    shortlist = _verified(leg.shortlist) if leg.shortlist else None
    try:
        return Translator(model, source, target, shortlist)
    except BaseException as error:  # a PanicException of the Rust side is not an Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise ModelError(
            f"the model {leg.name} cannot be loaded: {error}",
            hint=f"Try `parallax models verify {leg.name}`.",
        ) from None


def _verified(file: LoadableFile) -> bytes:
    try:
        content = file.path.read_bytes()
    except OSError as error:
        raise ModelError(f"{file.path} cannot be read: {error.strerror}") from error
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise ModelCorrupt(
            f"{file.path} is damaged: its SHA-256 is not the recorded one",
            hint="`parallax models install` fetches it again.",
        )
    return content


def translate_sentence(sentence: str, language: str, through: Callable[[str], str]) -> Rendering:
    """One sentence: hidden, translated, revealed; in pieces where no placeholder survives."""
    if len(sentence) > MAX_CHARACTERS:
        return Rendering(None, TOO_LONG)
    hidden = find_hidden(sentence, language)
    if not any(character.isalpha() for character in _visible(sentence, hidden)):
        foreign = any(
            character.isalpha() for stretch in hidden for character in _foreign_part(sentence, stretch)
        )
        return Rendering(None, OTHER_SCRIPT) if foreign else Rendering(_in_pieces(sentence, hidden, str))
    if _in_capitals(sentence):
        through = partial(_quietly, through)
    try:
        english = _with_placeholders(sentence, hidden, through)
        if english is None:
            english = _in_pieces(sentence, hidden, through)
    except TranslationError:
        return Rendering(None, ENGINE_FAILED)
    return Rendering(english) if english.strip() else Rendering(None, NOTHING_CAME)


def _in_capitals(sentence: str) -> bool:
    letters = [character for character in sentence if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    return len(sentence.split()) >= CAPITALS_WORDS and capitals > CAPITALS_SHARE * len(letters)


def _quietly(through: Callable[[str], str], text: str) -> str:
    """Translates a headline in capitals from small letters, and gives the capitals back."""
    small = _PLACEHOLDER_OR_WORD.sub(
        lambda word: word[0] if word[0].startswith("BX") else word[0].lower(), text
    )
    return through(small[:1].upper() + small[1:]).upper()


def _with_placeholders(
    sentence: str, hidden: tuple[Hidden, ...], through: Callable[[str], str]
) -> str | None:
    if not hidden:
        return through(sentence)
    for style in STYLES:
        if collides(sentence, style, len(hidden)):
            continue
        english = reveal(through(hide(sentence, hidden, style)), hidden, style)
        if english is not None:
            return english
    return None


def _in_pieces(sentence: str, hidden: tuple[Hidden, ...], through: Callable[[str], str]) -> str:
    """What lies between the hidden stretches, each translated alone: rougher, but nothing is lost."""
    pieces: list[str] = []
    end = 0
    for stretch in hidden:
        pieces += [_piece(sentence[end : stretch.start], through), stretch.english]
        end = stretch.stop
    pieces.append(_piece(sentence[end:], through))
    return "".join(pieces)


def _piece(text: str, through: Callable[[str], str]) -> str:
    core = text.strip()
    if not any(character.isalpha() for character in core):
        return text
    start = text.index(core)
    return text[:start] + through(core).strip() + text[start + len(core) :]


def _visible(sentence: str, hidden: tuple[Hidden, ...]) -> str:
    kept: list[str] = []
    end = 0
    for stretch in hidden:
        kept.append(sentence[end : stretch.start])
        end = stretch.stop
    return "".join([*kept, sentence[end:]])


def _foreign_part(sentence: str, stretch: Hidden) -> str:
    """The stretch's letters, unless it is an address, a handle or a number."""
    text = sentence[stretch.start : stretch.stop]
    return "" if text.isascii() or text[:1] in "#@" or "://" in text else text


def _through(models: list[Model], text: str) -> str:
    for model in models:
        text = _call(model, text)
    return text.strip()


def _call(model: Model, text: str) -> str:
    short = len(text) <= SINGLE_CALL_CHARACTERS and text.count(" ") < SINGLE_CALL_WORDS
    try:
        return model.translate(text) if short else model.translate_long(text)
    except BaseException as error:  # a PanicException of the Rust side is not an Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise TranslationError(f"the engine failed: {error}") from None
