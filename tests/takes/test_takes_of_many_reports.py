"""A story of as many reports as are read for takes is told in bounded time, however full of numbers they are."""

from __future__ import annotations

from random import Random
from time import process_time

from parallax.takes import labels, numbers, omissions

NOUNS = [
    "ferry",
    "harbour",
    "council",
    "engine",
    "captain",
    "inquiry",
    "mayor",
    "storm",
    "pier",
    "passenger",
    "company",
    "union",
    "valve",
    "fuel",
    "wharf",
]
VERBS = [
    "blamed",
    "praised",
    "delayed",
    "inspected",
    "closed",
    "opened",
    "rejected",
    "ordered",
    "repaired",
    "warned",
]
NAMES = [f"{given} {family}" for given in ("Orla", "Paul", "Ida") for family in ("Wexcombe", "Drayholt", "Brask")]  # fmt: skip
COUNTRIES = [
    "AR",
    "AU",
    "BD",
    "BE",
    "BO",
    "CA",
    "CD",
    "CI",
    "CL",
    "CN",
    "CO",
    "CZ",
    "DK",
    "ET",
    "FI",
    "FR",
    "GH",
    "GR",
    "HU",
    "ID",
]
REPORTS, SENTENCES = 40, 20


def test_forty_long_reports_of_one_event_take_seconds(report):
    chance = Random(3)

    def sentence():
        noun, verb = chance.choice(NOUNS), chance.choice(VERBS)
        return (
            f"{chance.choice(NAMES)} said the {noun} {verb} {chance.randint(2, 60)} {chance.choice(NOUNS)}s "
            f"after the {chance.choice(NOUNS)} {chance.choice(VERBS)} the {chance.choice(NOUNS)}."
        )

    reports = [
        report(f"a{number}", COUNTRIES[number % len(COUNTRIES)], *(sentence() for _ in range(SENTENCES)))
        for number in range(REPORTS)
    ]
    started = process_time()
    for told in (labels, omissions, numbers):
        told(reports)
    # Measured: 1.0 s; when every pair of numbers was looked for in every sentence it was 5.4.
    assert process_time() - started < 4
