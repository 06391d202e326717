"""From the mention beside a quotation to the speaker it stands for in the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parallax.quotes.cast import Cast
from parallax.quotes.coreference import resolve
from parallax.quotes.grammar import Grammar
from parallax.quotes.mentions import Mention
from parallax.quotes.names import organisation_key, speaker_key
from parallax.quotes.passes import Attributed
from parallax.quotes.sides import side_of
from parallax.telling import Speaker

# Share of pronouns resolved to the right name (benchmarks/quotes), rounded down.
PRONOUN_SHARE = 0.95

# The speaker, and whether a pronoun or role had to be resolved to find the name.
Found = tuple[Attributed, Speaker | None, bool]


def speakers(spoken: Sequence[Attributed], cast: Cast, g: Grammar) -> Iterator[Found]:
    """Each attribution with its speaker; one mention used by several quotations is resolved once."""
    last: tuple[int, int, int] | None = None
    known: dict[tuple[int, int], tuple[Speaker | None, int | None]] = {}
    for one in spoken:
        if one.said is None or one.said.mention is None:
            yield one, None, False
            continue
        mention = one.said.mention
        place = (one.at, mention.start)
        if place not in known:
            person = resolve(mention, one.at, last, cast, g)
            known[place] = (speaker_of(mention, person, cast, g), person)
            if person is not None:
                last = (person, one.at, mention.end)
            elif mention.kind not in {"pronoun", "dropped"}:
                last = None
        speaker, _ = known[place]
        yield one, speaker, mention.kind in {"pronoun", "dropped"}


def speaker_of(mention: Mention, person: int | None, cast: Cast, g: Grammar) -> Speaker | None:
    """The record of who a mention means; None for a pronoun nobody can be named for, and for what is nobody."""
    if person is not None:
        known = cast.people[person]
        role = known.role or mention.role
        return _person(known.name, role, g)
    if mention.kind in {"pronoun", "dropped", "document"}:
        return None
    if mention.kind == "name" and cast.plain(mention.name):
        return None
    if mention.kind == "name":
        return _person(mention.name, mention.role, g)
    if mention.kind == "role":
        side, basis = side_of(mention.role)
        return Speaker(mention.role, organisation_key(mention.role), mention.role, side, basis)
    side, basis = side_of(_office(mention))
    return Speaker(
        mention.name, organisation_key(mention.name), mention.role, side, basis, mention.kind == "unnamed"
    )


def _office(mention: Mention) -> str:
    """An organisation's or group's own words are its stated role; "sources close to" are not of it."""
    close = (" close to ", " familiar with ", " briefed ")
    return "" if any(words in f" {mention.name} " for words in close) else mention.name


def _person(name: str, role: str, g: Grammar) -> Speaker:
    side, basis = side_of(role)
    return Speaker(name, speaker_key(name, g.language), role, side, basis)


def discounted(one: Attributed, resolved: bool) -> float:
    """The rule's measured precision, less for a pronoun that was resolved."""
    base = one.said.confidence if one.said else 0.0
    return round(base * PRONOUN_SHARE, 3) if resolved else base
