"""Whom a surname, a pronoun or a role stands for among the people of an article."""

from __future__ import annotations

from parallax.quotes.cast import SOMEBODY, Cast, Person, Sighting, agree
from parallax.quotes.grammar import Grammar
from parallax.quotes.known import is_place
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
        return _named(mention, cast)
    if mention.kind == "role":
        surname = mention.role[:1].isupper() and g.language != "de" and " " not in mention.role
        found = cast.by_surname(mention.role) if surname else None  # "Doctor said", of Ken Doctor
        return cast.by_role(mention.role, g) if found is None else found
    if mention.kind in {"pronoun", "dropped"} and mention.gender not in {"p", "n"}:
        return _antecedent(mention, block, last, cast)
    return None


def _named(mention: Mention, cast: Cast) -> int | None:
    words = mention.name.split()
    if mention.kind == "name":
        return cast.by_name(mention.name) if len(words) > 1 else cast.by_surname(words[0], mention.gender)
    if len(words) == 2 and words[0].endswith(("'s", "’s")):
        return cast.by_surname(words[1])  # "Wexcombe's Drayholt", a club's and not a thing's
    return cast.by_name(mention.name) if len(words) > 1 else None


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
