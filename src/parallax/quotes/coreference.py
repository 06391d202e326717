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
    near = [s for s in seen if cast.apart(s.block, block) <= REACH]
    if last is not None and may(last[0]) and cast.apart(last[1], block) <= REACH:
        since = {s.person for s in seen if (last[1], last[2]) < (s.block, s.start)}
        if since <= {last[0]}:
            return _unrivalled(last[0], mention.gender, near, cast)
    here = [s for s in seen if s.block == block]
    return _unrivalled(only(here or near), mention.gender, near, cast)


def _unrivalled(found: int | None, gender: str, near: list[Sighting], cast: Cast) -> int | None:
    """The person found, unless their gender is unknown and somebody near is known to be of the one asked for."""
    if found is None or cast.people[found].gender == gender:
        return found
    rivals = (cast.people[s.person] for s in near if s.person not in {found, SOMEBODY})
    return None if any(rival.gender == gender for rival in rivals) else found


def _human(person: Person) -> bool:
    """Whether something besides the shape of the name says that it is a person's."""
    return person.sure and (bool(person.gender or person.role) or len(person.words) == 1)
