"""Which words of a phrase are its name."""

from __future__ import annotations

from parallax.quotes.grammar import Grammar
from parallax.quotes.known import gender_of, is_place
from parallax.quotes.tokens import Token, Tokens

# In names these follow another particle only; alone they are articles.
SECOND_PARTICLES = frozenset({"der", "den", "la", "los", "las", "y", "e", "the"})
# A full name has at least so many words.
FULL_NAME = 2


def is_name_word(token: Token, g: Grammar) -> bool:
    return (
        token.word
        and token.capital
        and token.text not in g.not_names
        and not possessive(token)
        and token.low not in g.pronouns
        and token.low not in g.me
    )


def possessive(token: Token) -> bool:
    return token.low.endswith(("'s", "s'"))


def split_name(core: Tokens, g: Grammar) -> int:
    """Where the name that ends this phrase begins; ``len(core)`` if it ends with none."""
    at = len(core)
    while at > 0:
        token = core[at - 1]
        office = g.role_gender(token.text) is not None and not surname_of_office(core, at - 1, g)
        if (is_name_word(token, g) and not office) or (at < len(core) and at >= 2 and joins(core, at - 1, g)):
            at -= 1
        else:
            break
    return at


def surname_of_office(words: Tokens, at: int, g: Grammar) -> bool:
    """Whether a word that also names an office is the surname a phrase ends with: "Ken Doctor", not "St. Paul Mayor"."""
    if at != len(words) - 1 or not at or not words[at].capital or not gender_of(words[at - 1].text):
        return False
    before = words[at - 2] if at > 1 else None
    return before is None or (
        before.word and (not is_name_word(before, g) or g.role_gender(before.text) is not None)
    )


def joins(words: Tokens, at: int, g: Grammar) -> bool:
    """Whether the word here joins the parts of a name: "van", "von der", a point after an initial."""
    token, before = words[at], words[at - 1]
    if token.text == ".":
        return len(before.text) == 1 and before.capital
    if token.low not in g.particles:
        return False
    if token.low in SECOND_PARTICLES:
        return before.low in g.particles
    return is_name_word(before, g)


def untitled(name: Tokens, g: Grammar) -> tuple[Tokens, str]:
    """A name without the titles it begins with ("Sir Keir"), and the gender they tell."""
    gender = ""
    while len(name) > 1 and name[0].low in g.titles:
        gender, name = gender or g.titles[name[0].low], name[1:]
        if len(name) > 1 and name[0].text == ".":
            name = name[1:]
    return name, gender


def owner(core: Tokens, at: int, g: Grammar) -> Token | None:
    """Whose the thing is that stands where a name would: "the People's Daily", "South Dakota's Department".

    None where it may well be somebody's name after all: "Ukraine's Zelenskyy", "the club's Maria Wexcombe".
    """
    before = core[at - 1] if at else None
    if before is None or not before.capital or not possessive(before):
        return None
    if any(g.names_organisation(token.text) for token in core[at:]):
        return before
    full = len(core) - at >= FULL_NAME
    return None if full or is_place(before.text[:-2]) else before


def full_name_at_end(run: Tokens) -> int:
    """Where in a run of words a person's full name begins; 0 if none does after its first word.

    "State Michael Pompeo", "Britain Liu Xiaming": a known given name with a word after it, or two words and more
    after a country or capital.
    """
    if not run or gender_of(run[0].text):
        return 0
    for at in range(1, len(run) - 1):
        place = run[at - 1].capital and is_place(run[at - 1].text)
        if run[at].capital and (gender_of(run[at].text) or place):
            return at
    return 0
