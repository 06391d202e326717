"""How pieces of text are read, a piece being what stands between two spaces. A stream says the same again and again,
so it is remembered which marks a piece of a language bears, by their numbers.

Many pieces are looked up at once by a hash of 64 bits, in arrays: one by one, most of the time would be waiting for
memory. That two pieces of those remembered share a hash is as likely as one in 10^8.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from parallax.stories.marks import LEAST_SKELETON, MAX_MARKS, Token, token_marks, tokens_of
from parallax.stories.numbering import Ids, Numbering
from parallax.stories.spans import Hashes, Places, codes_of, hashes
from parallax.stories.table import Table

# Of how many pieces it is remembered how they are read: some 20 MB. Longer pieces are sentences of a script without
# spaces, and come once.
REMEMBERED = 262_144
SLOTS = 19  # as a logarithm: twice as many
LONGEST_REMEMBERED = 24
# Numbers of marks kept for pieces, those of pieces that come once among them; and for one piece: no text is told
# further.
MOST_NUMBERS = 4 * REMEMBERED
MOST_OF_A_TEXT = 2 * MAX_MARKS
# Whether a sentence may begin after a piece: no, yes, or where one may begin with it.
NO, YES, AS_BEFORE = range(3)
# Beyond, no character is a space.
LAST_SPACE = 0x3000

# A text and its language.
Text = tuple[str, str]


class Pieces:
    """Reads texts, and gives each piece a place while it is remembered."""

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self._known = Table(SLOTS)
        # The numbers of the marks at a place lie between its start and the next one's. The first place is nothing's.
        self._numbers = array("i", [0])
        self._starts = array("q", [1, 1])
        # Where it stands how the same is read when a sentence begins with it, whether one may begin after it, and
        # when it was said last.
        self._begun = array("q", [0])
        self._after = array("b", [AS_BEFORE])
        self._said = array("q", [0])
        # What it is found by, 0 where it is not looked for.
        self._hashes = array("Q", [0])
        self._now = 0

    @property
    def full(self) -> bool:
        """Whether it is time to :meth:`forget`."""
        return len(self._said) > REMEMBERED or len(self._numbers) > MOST_NUMBERS

    @property
    def numbers(self) -> Ids:
        """The numbers of all marks that are remembered."""
        return np.array(self._numbers, dtype=np.int32)

    def read(self, texts: Sequence[Text]) -> tuple[Ids, Places]:
        """The numbers of the marks of some texts in reading order, one text's after another's, and how many are of
        each."""
        self._now += 1
        places, counts = self._places(texts)
        np.frombuffer(self._said, dtype=np.int64)[places] = self._now
        begun = np.frombuffer(self._begun, dtype=np.int64).take(places)
        borders = np.append(0, counts.cumsum())
        numbers, borne = self._numbers_at(np.where(self._begins(places, borders), begun, places))
        return numbers, np.diff(np.append(0, borne.cumsum())[borders])

    def forget(self) -> None:
        """Forget what was not said for long, so that at most half of what can be remembered is left."""
        said, begun = np.array(self._said), np.array(self._begun)
        found = np.array(self._hashes)
        kept = (found > 0) & (said > _least(said[found > 0], REMEMBERED // 2))
        kept[begun[kept]] = kept[0] = True
        moved, places = kept.cumsum() - 1, np.flatnonzero(kept)
        numbers, counts = self._numbers_at(places)
        found = found[places]
        self._known = Table(SLOTS)
        self._known.put(found[found > 0], np.flatnonzero(found))
        self._numbers = array("i", [0, *numbers.tolist()])
        self._starts = array("q", [1, *(1 + counts.cumsum()).tolist()])
        self._begun = array("q", moved[begun[places]].tolist())
        self._after = array("b", np.array(self._after)[places].tolist())
        self._said = array("q", said[places].tolist())
        self._hashes = array("Q", found.tolist())

    def _places(self, texts: Sequence[Text]) -> tuple[Places, Places]:
        """The places of the pieces of some texts, and how many are of each."""
        joined = " ".join(["", *(text for text, _ in texts), ""])
        codes = codes_of(joined)
        spaces = _spaces().take(codes, mode="clip")
        edges = np.flatnonzero(spaces[1:] != spaces[:-1]) + 1
        starts, ends = edges[::2], edges[1::2]
        borders = np.cumsum([1 + len(text) for text, _ in texts], dtype=np.int64)
        counts = np.diff(starts.searchsorted(borders), prepend=0)
        keys = np.array([_key(language) for _, language in texts], dtype=np.uint64)
        found = hashes(codes, starts, ends) + np.repeat(keys, counts)
        places = self._known.get(found)
        missing = np.flatnonzero(places == 0)
        if len(missing):
            its = zip(starts[missing].tolist(), ends[missing].tolist(), strict=True)
            languages = [
                texts[text][1] for text in np.repeat(np.arange(len(texts)), counts)[missing].tolist()
            ]
            places[missing] = self._learn(
                [joined[start:end] for start, end in its], languages, found[missing]
            )
        return places, counts

    def _learn(self, pieces: Sequence[str], languages: Sequence[str], found: Hashes) -> list[int]:
        """Give places to pieces that have none."""
        places: dict[int, int] = {}
        for piece, language, its in zip(pieces, languages, found.tolist(), strict=True):
            if its not in places:
                place = places[its] = self._enter(piece, language)
                # Beyond, a batch brings more than there are slots.
                if len(piece) <= LONGEST_REMEMBERED and place < 3 * REMEMBERED // 2:
                    self._hashes[place] = its
        fresh = {its: place for its, place in places.items() if self._hashes[place]}
        self._known.put(
            np.array(list(fresh), dtype=np.uint64), np.array(list(fresh.values()), dtype=np.int64)
        )
        return [places[its] for its in found.tolist()]

    def _enter(self, piece: str, language: str) -> int:
        """Read a piece for the first time."""
        tokens, ends = ([(piece, False)], False) if piece.isalpha() else tokens_of(piece, False)
        after = YES if ends else NO if tokens else AS_BEFORE
        place = self._put(tokens, language, after)
        # Only of a name so short it counts whether a sentence begins with it.
        if tokens and len(tokens[0][0]) == LEAST_SKELETON and tokens[0][0][0].isupper():
            begun = self._put([(tokens[0][0], True), *tokens[1:]], language, after)
            self._begun[place] = begun
        return place

    def _put(self, tokens: Sequence[Token], language: str, after: int) -> int:
        place = len(self._said)
        for token, first in tokens:
            self._numbers.extend(map(self.numbering.number, token_marks(token, language, first)))
            if len(self._numbers) - self._starts[place] >= MOST_OF_A_TEXT:
                break
        self._starts.append(len(self._numbers))
        self._begun.append(place)
        self._after.append(after)
        self._said.append(self._now)
        self._hashes.append(0)
        return place

    def _begins(self, places: Places, borders: Places) -> NDArray[np.bool_]:
        """Which pieces a sentence may begin with; ``borders`` are between texts."""
        after = np.frombuffer(self._after, dtype=np.int8).take(places)
        begins = np.zeros(len(places) + 1, dtype=np.bool_)
        begins[1:] = after == YES
        begins[borders] = True
        for place in np.flatnonzero(after == AS_BEFORE).tolist():
            begins[place + 1] |= begins[place]
        return begins[:-1]

    def _numbers_at(self, places: Places) -> tuple[Ids, Places]:
        """The numbers at some places, and how many are at each."""
        starts = np.frombuffer(self._starts, dtype=np.int64)
        first = starts.take(places)
        counts = starts.take(places + 1) - first
        its = np.arange(counts.sum()) + np.repeat(first - counts.cumsum() + counts, counts)
        return np.frombuffer(self._numbers, dtype=np.int32).take(its), counts


@cache
def _spaces() -> NDArray[np.bool_]:
    """Whether each character is a space, as far as there are any."""
    return np.array([chr(code).isspace() for code in range(LAST_SPACE + 2)])


@cache
def _key(language: str) -> int:
    """What sets a language's pieces apart from the same of another."""
    return int.from_bytes(blake2b(language.encode(), digest_size=8).digest())


def _least(times: Places, most: int) -> int:
    """A time after which at most so many lie."""
    return int(np.partition(times, -most)[-most]) if len(times) > most else -1
