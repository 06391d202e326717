"""Whom a surname, a pronoun or a role stands for among the people of an article."""

from __future__ import annotations

from parallax.quotes.cast import SOMEBODY, Cast, Person, Sighting, agree, is_place
from parallax.quotes.grammar import Grammar
from parallax.quotes.mentions import Mention

# A pronoun reaches back this many paragraphs.
REACH = 1


def resolve(
    mention: Mention, block: int, last: tuple[int, int, int] | None, cast: Cast, g: Grammar
) -> int | None:
    """The person a mention stands for, or None where that cannot be told.

    ``last``: person, block and offset of the attribution before this one.
    """
    if mention.kind in {"name", "organisation"}:
        if len(mention.name.split()) > 1:
            return cast.by_name(mention.name)
        return cast.by_surname(mention.name, mention.gender) if mention.kind == "name" else None
    if mention.kind == "role":
        return cast.by_role(mention.role, g)
    if mention.kind in {"pronoun", "dropped"} and mention.gender not in {"p", "n"}:
        return _antecedent(mention, block, last, cast)
    return None


def _antecedent(mention: Mention, block: int, last: tuple[int, int, int] | None, cast: Cast) -> int | None:
    def may(index: int) -> bool:
        if index == SOMEBODY:
            return True
        person = cast.people[index]
        return agree(person.gender, mention.gender) and not person.like_place and not is_place(person.name)

    def only(sightings: list[Sighting]) -> int | None:
        different = {s.person for s in sightings}
        one = different.pop() if len(different) == 1 else None
        return one if one is not None and one != SOMEBODY and _human(cast.people[one]) else None

    seen = [s for s in cast.sightings if (s.block, s.start) < (block, mention.start) and may(s.person)]
    if last is not None and may(last[0]) and cast.apart(last[1], block) <= REACH:
        since = {s.person for s in seen if (last[1], last[2]) < (s.block, s.start)}
        if since <= {last[0]}:
            return last[0]
    here = [s for s in seen if s.block == block]
    if here:
        return only(here)
    return only([s for s in seen if cast.apart(s.block, block) <= REACH])


def _human(person: Person) -> bool:
    """Whether something besides the shape of the name says that it is a person's."""
    return person.sure and (bool(person.gender or person.role) or len(person.words) == 1)
