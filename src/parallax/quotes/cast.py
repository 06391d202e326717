"""The people an article names, and whom its surnames, pronouns and roles stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from parallax.quotes.grammar import Grammar
from parallax.quotes.known import gender_of, is_place
from parallax.quotes.marks import Passage
from parallax.quotes.name_words import full_name_at_end, is_name_word, joins, surname_of_office, untitled
from parallax.quotes.roles import role_after, role_before
from parallax.quotes.tokens import Token, sentences, tokenise

# "Secretary of State Jon Husted": the office's last word looks like a given name.
OFFICES = frozenset(
    ["state", "defense", "defence", "treasury", "commerce", "labor", "agriculture", "justice"]
)
WORD = re.compile(r"(?<![\w'’-])[^\W\d_]+")
# Words up to this length say little of a role.
SHORT = 3
# Before a name these make a place of it more often than a person.
OF_PLACES = frozenset(
    [
        "of",
        "in",
        "at",
        "from",
        "near",
        "en",
        "de",
        "à",
        "aus",
        "nach",
        "em",
        "no",
        "na",
        "di",
        "w",
        "z",
        "в",
        "из",
        "у",
        "з",
        "i",
        "på",
        "från",
        "fra",
    ]
)
# In a sighting: a surname that several people of the cast have.
SOMEBODY = -1


@dataclass(slots=True)
class Person:
    """Somebody with a full name. ``sure``: something says it is a person and not a place."""

    name: str
    words: tuple[str, ...]
    role: str = ""
    gender: str = ""
    sure: bool = False
    seen: int = 0
    after_function_word: int = 0

    @property
    def like_place(self) -> bool:
        """Nothing says it is a person, and it only ever follows "in", "of" and the like."""
        return not self.sure and self.after_function_word == self.seen


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person named in a block outside quotations, at an offset. ``leads``: as its sentence's first noun."""

    block: int
    start: int
    person: int
    leads: bool


@dataclass(slots=True)
class Cast:
    """Everybody named with more than a surname, and where."""

    people: list[Person] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)  # blocks with words, in order
    common: frozenset[str] = frozenset()  # what the article also writes without a capital

    def plain(self, name: str) -> bool:
        """Whether a lone capitalised word is an ordinary one that begins a sentence or a title."""
        return name.casefold() in self.common

    def apart(self, a: int, b: int) -> int:
        """How many paragraphs lie from one block to a later one; blank blocks are none."""
        return sum(1 for number in self.paragraphs if a < number <= b)

    def by_surname(self, word: str, gender: str = "") -> int | None:
        """The one person of this surname; None for nobody, or for several of whom none stands out."""
        fits = [i for i, p in enumerate(self.people) if p.words[-1] == word and agree(p.gender, gender)]
        if len(fits) > 1:
            counts = sorted(((self.people[i].seen, i) for i in fits), reverse=True)
            # Twice as often as the next: a surname alone then means the article's main bearer.
            return counts[0][1] if counts[0][0] >= 2 * counts[1][0] + 1 else None
        if not fits:
            given = bool(gender_of(word))
            fits = [
                i
                for i, p in enumerate(self.people)
                if given and p.words[0] == word and agree(p.gender, gender)
            ]
        return fits[0] if len(fits) == 1 else None

    def by_name(self, name: str) -> int | None:
        """The person written in full like this, or with a middle name more or less."""
        words = tuple(name.split())
        for index, person in enumerate(self.people):
            if person.words == words or (
                len(words) > 1 and person.words[0] == words[0] and person.words[-1] == words[-1]
            ):
                return index
        return None

    def by_role(self, role: str, g: Grammar) -> int | None:
        """The one person whose stated role has this role's noun and every country or office it names."""
        nouns = [w for w in role.casefold().split() if g.role_gender(w) is not None]
        if not nouns:
            return None
        further = {w.strip(",.") for w in role.casefold().split() if len(w) > SHORT and w not in nouns}
        special = {
            w for w in role.split()[:4] if w[:1].isupper() and g.role_gender(w) is None and g.language != "de"
        }
        fits = [
            i
            for i, p in enumerate(self.people)
            if p.role
            and nouns[0] in p.role.casefold().split()
            and all(w in p.role for w in special)
            and all(w in p.role.casefold() or w in p.name.casefold() for w in further)
        ]
        return fits[0] if len(fits) == 1 else None


def agree(known: str, wanted: str) -> bool:
    return not known or not wanted or known == wanted or wanted in {"p", "r"}


def gather(blocks: Sequence[str], found: Sequence[Passage], g: Grammar) -> Cast:
    """Reads the article once for full names and once more for every mention of them."""
    cast = Cast(
        paragraphs=[number for number, text in enumerate(blocks) if text.strip()],
        common=frozenset(word for text in blocks for word in WORD.findall(text) if word.islower()),
    )
    runs: list[tuple[int, list[Token], bool]] = []
    acting: set[str] = set()
    for number, text in enumerate(blocks):
        inside = [p for p in found if p.block == number]
        for sentence in sentences(tokenise(text, inside, 0), text, inside, 0):
            for at, run in _runs(sentence, g):
                name = _person_words(run, g)
                if g.language == "de" or (at and sentence[at - 1].low in g.prepositions):
                    name = name[full_name_at_end(name) :]  # "mayor of Wexcombe Claudia Drayholt"
                if len(name) > 1:
                    _meet(cast, sentence, at, run, name, text, g)
                if len(name) == 1 and _acts(sentence, at, len(run), g):
                    acting.add(_bare(name[0].text))
                if name:
                    runs.append(
                        (number, name, all(not t.capital or t in run for t in sentence[:at]) and at < 6)
                    )
    if g.language != "de":  # where every noun is capitalised a word alone says nothing
        _meet_by_surname(cast, sorted(acting), g)
    for number, name, leads in runs:
        text = blocks[number]
        words = tuple(text[t.start : t.end] for t in name)
        index = cast.by_name(" ".join(words)) if len(name) > 1 else cast.by_surname(_bare(words[0]))
        if index is None:
            if any(p.words[-1] == _bare(words[-1]) for p in cast.people):
                cast.sightings.append(Sighting(number, name[0].start, SOMEBODY, leads))
            continue
        person = cast.people[index]
        if len(person.words) > 1:
            person.sure |= len(name) == 1 or (leads and not is_place(person.name))
        cast.sightings.append(Sighting(number, name[0].start, index, leads))
    return cast


def _acts(sentence: list[Token], at: int, length: int, g: Grammar) -> bool:
    """Whether a lone name has a title or a role before it, or speaks."""
    before = next((t for t in reversed(sentence[max(0, at - 2) : at]) if t.text != "."), None)
    after = sentence[at + length] if at + length < len(sentence) else None
    titled = before is not None and (before.low in g.titles or g.role_gender(before.text) is not None)
    speaks = after is not None and after.low in g.verbs
    # "“…,” said Wexcombe"
    spoke = at > 1 and sentence[at - 1].low in g.verbs and sentence[at - 2].quote >= 0
    return (
        titled
        or speaks
        or spoke
        or any(g.role_gender(t.text) is not None for t in sentence[at : at + length - 1])
    )


def _meet_by_surname(cast: Cast, acting: Sequence[str], g: Grammar) -> None:
    """People whom the article only ever names by surname ("Obama"): a pronoun can mean them too.

    Only in English, whose names of places are known, is one sure to be a person.
    """
    known = {word for person in cast.people for word in (person.words[0], person.words[-1])}
    for word in acting:
        if word not in known and not is_place(word) and not cast.plain(word):
            gender = gender_of(word)
            cast.people.append(Person(word, (word,), gender=gender, seen=1, sure=g.language == "en"))


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


def _runs(sentence: list[Token], g: Grammar) -> list[tuple[int, list[Token]]]:
    """Stretches of capitalised words, with particles between them."""
    found: list[tuple[int, list[Token]]] = []
    at = 0
    while at < len(sentence):
        token = sentence[at]
        possessive = (
            token.word and token.capital and token.low.endswith("'s") and token.text not in g.not_names
        )
        if not (is_name_word(token, g) or possessive):
            at += 1
            continue
        end = at + 1
        while end < len(sentence) and not sentence[end - 1].low.endswith("'s"):
            following = sentence[end]
            further = sentence[end + 1] if end + 1 < len(sentence) else None
            initial = following.text == "." and len(sentence[end - 1].text) <= 2
            # "Sonya A. Rusk": not the article "a".
            letter = (
                further is not None and further.text == "." and following.capital and len(following.text) == 1
            )
            if (
                is_name_word(following, g)
                or letter
                or (following.capital and following.low.endswith("'s"))
                or initial
                or (
                    further is not None
                    and joins(sentence, end, g)
                    and (is_name_word(further, g) or further.low in g.particles)
                )
            ):
                end += 1
            else:
                break
        found.append((at, sentence[at:end]))
        at = end
    return found


def _person_words(run: list[Token], g: Grammar) -> list[Token]:
    """The run without role nouns and abbreviations before the name; empty if it names something else."""
    start = 0
    for index, token in enumerate(run):
        office = g.role_gender(token.text) is not None and not surname_of_office(run, index, g)
        if office or (token.text == "." and len(run[index - 1].text) > 1):
            start = index + 1
    name = list(untitled(run[start:], g)[0])
    if len(name) > 2 and name[0].low in OFFICES:
        name = name[1:]
    while len(name) > 2 and name[0].text.isupper() and len(name[0].text) > 1:
        name = name[1:]
    if any(g.names_organisation(_bare(t.low)) for t in name) or (name and name[0].low in g.particles):
        return []
    return name


def _meet(
    cast: Cast, sentence: list[Token], at: int, run: list[Token], name: list[Token], text: str, g: Grammar
) -> None:
    written = _bare(text[name[0].start : name[-1].end])
    index = cast.by_name(written)
    if index is None:
        words = tuple(written.split())
        gender = gender_of(words[0])
        cast.people.append(Person(written, words, gender=gender, sure=bool(gender)))
        index = len(cast.people) - 1
    person = cast.people[index]
    person.seen += 1
    person.after_function_word += bool(at) and sentence[at - 1].low in OF_PLACES | g.determiners
    title = next((t for t in reversed(sentence[max(0, at - 2) : at]) if t.text != "."), None)
    if title is not None and title.low in g.titles:
        person.sure = True
        person.gender = person.gender or g.titles[title.low]
    if person.role:
        return
    end = at + len(run)
    role = role_before(sentence, end - len(name), end, text, g) or role_after(sentence, end, text, g)
    if role:
        person.role, person.sure = role[0], True
        person.gender = person.gender or role[1]
