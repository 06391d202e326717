"""Takes by who reports: a country's, a region's or a state's press that tells it differently from the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parallax.plurals import plural
from parallax.takes.places import adjective, from_countries, listed, name_of, region, reports_from
from parallax.takes.records import VERSION, Report
from parallax.takes.sides import said
from parallax.takes.traits import Trait, Traits, spoken
from parallax.telling import Evidence, Take

# Being under a state's control is itself a sourced fact, so two others to compare with are enough.
OTHERS_OF_STATE = 2
# A country or region is just a place: only what three others lack makes it a way of telling.
OTHERS_OF_PLACE = 3
# … or what all of three or more reports have and nobody else has, however few the others are.
UNANIMOUS = 3
STATE_KINDS = {"state": "state media", "captured": "government-controlled media"}


@dataclass(frozen=True, slots=True)
class Group:
    """Reports with something in common about who tells them, and the trait that sets them apart."""

    label: str
    reports: tuple[Report, ...]
    trait: Trait
    rule: str


def reporter_takes(reports: Sequence[Report], traits: Traits) -> list[Take]:
    """Labels such as "Russian state media" and "European perspective", each with what sets it apart."""
    plain = [report for report in reports if not report.opinion and not report.is_copy]
    takes = [_take(group) for group in _state_groups(plain, traits)]
    # A newsroom in exile sits in one country and tells of another: whose perspective is it?
    free = [
        report
        for report in plain
        if report.outlet.ownership.kind not in STATE_KINDS
        and report.outlet.covers in (None, "", report.outlet.country)
    ]
    homes = [_take(group) for group in _home_groups(free, traits)]
    covered = {article for take in homes for article in take.article_ids}
    # Where two parties' own press differs, that the third parties agree is no third way of telling.
    unanimous = 0 if homes else UNANIMOUS
    places = [
        _take(group)
        for group in _place_groups(free, traits, unanimous)
        if not {report.article_id for report in group.reports} <= covered
    ]
    return takes + homes + places


def _take(group: Group) -> Take:
    basis = [
        Evidence(report.article_id, _published_by(report), at=report.published) for report in group.reports
    ]
    return Take(
        id=f"reporters:{group.label.casefold().replace(' ', '-')}",
        label=group.label,
        kind="reporters",
        summary=f"{reports_from(group.reports)}; {group.trait.words}",
        article_ids=tuple(report.article_id for report in group.reports),
        evidence=(*basis, *group.trait.evidence),
        rule=group.rule,
        version=VERSION,
    )


def _published_by(report: Report) -> str:
    owner = report.outlet.ownership
    where = f"{report.outlet.name} sits in {name_of(report.outlet.country)}"
    if owner.kind in STATE_KINDS:
        return f"{where} and is {STATE_KINDS[owner.kind]}, according to {owner.basis}"
    return where


def _state_groups(reports: Sequence[Report], traits: Traits) -> Iterator[Group]:
    """Each state's own media; those of several states together only when the same thing sets them apart."""
    controlled = [r for r in reports if r.outlet.ownership.kind in STATE_KINDS]
    for kind, noun in STATE_KINDS.items():
        sourced = [r for r in controlled if r.outlet.ownership.kind == kind and r.outlet.ownership.basis]
        found: dict[str, list[Trait]] = defaultdict(list)
        for _, members in sorted(_by(sourced, "country").items()):
            trait = traits.of(members, ignoring=controlled, others=OTHERS_OF_STATE)
            if trait is not None:
                found[trait.key].append(trait)
        groups = []
        for key, same in sorted(found.items()):
            bearers = frozenset[str]().union(*(trait.bearers for trait in same))
            members = [report for report in sourced if report.article_id in bearers]
            trait = same[0] if len(same) == 1 else traits.joint(members, same)
            # Another state's media may have it too: then it is not what sets these apart.
            if trait is not None and traits.only_in(key, bearers):
                groups.append((members, trait))
        several = [members for members, _ in groups if len(_by(members, "country")) > 1]
        for members, trait in groups:
            label = f"{adjective(members[0].outlet.country)} {noun}"
            if members in several:
                label = noun.capitalize() + (
                    from_countries(members).replace(" from ", " of ", 1) if len(several) > 1 else ""
                )
            yield Group(label, tuple(members), trait, "state-media-that-differ")


def _by(reports: Sequence[Report], what: str) -> dict[str, list[Report]]:
    groups: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        code = report.outlet.country
        groups[code if what == "country" else region(code)].append(report)
    groups.pop("", None)
    return groups


def _place_groups(reports: Sequence[Report], traits: Traits, unanimous: int) -> Iterator[Group]:
    """Regions of at least two countries, then countries of at least two outlets."""
    used: set[str] = set()
    for what in ("region", "country"):
        for name, members in sorted(_by(reports, what).items()):
            spread = {r.outlet.country if what == "region" else r.outlet.id for r in members}
            if len(spread) < 2:
                continue
            trait = traits.of(members, ignoring=(), others=OTHERS_OF_PLACE, unanimous=unanimous, place=True)
            if trait is None:
                continue
            bearing = tuple(r for r in members if r.article_id in trait.bearers)
            ids = {r.article_id for r in bearing}
            across = {r.outlet.country if what == "region" else r.outlet.id for r in bearing}
            if len(across) < 2 or ids <= used:
                continue
            used |= ids
            label = f"{name if what == 'region' else adjective(name)} perspective"
            yield Group(label, bearing, trait, f"{what}-that-differs")


def _home_groups(reports: Sequence[Report], traits: Traits) -> Iterator[Group]:
    """A country's press that lets its own side speak and not the other, when others quote both sides."""
    parties = traits.parties()
    for code, members in sorted(_by(reports, "country").items()):
        own = [side for side in parties if side.country == code]
        rivals = [side for side in parties if side.country and side.country != code]
        if len(own) != 1 or len(rivals) != 1:
            continue
        heard = [{one.side.key for one in said(report) if one.side} for report in members]
        if not all(own[0].key in keys and rivals[0].key not in keys for keys in heard):
            continue
        evidence = tuple(
            spoken(r, one.quote)
            for r in members
            for one in said(r)
            if one.side and one.side.key == own[0].key
        )
        against = traits.quoting(rivals[0].key)
        # Somebody who is no party must have found the other side worth quoting.
        if all(report.outlet.country in (code, rivals[0].country) for report in against):
            continue
        words = (
            f"{'quotes' if len(members) == 1 else 'quote'} {traits.speakers(own[0].key)} and not "
            f"{traits.speakers(rivals[0].key)}, whom {plural(len(against), 'report')} "
            f"from {listed(sorted({name_of(r.outlet.country) for r in against}))} "
            f"{'quotes' if len(against) == 1 else 'quote'}"
        )
        ids = frozenset(r.article_id for r in members)
        yield Group(
            f"{adjective(code)} perspective",
            tuple(members),
            Trait(f"home:{code}", words, evidence, ids),
            "home-side-only",
        )
