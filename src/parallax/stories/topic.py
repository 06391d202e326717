"""What an article is about in one word of a closed list, by its section's words or by its place in meaning."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from parallax.countries import fold
from parallax.stories.embed import Embedder, Vectors, unit

# Each topic with what stands for it in the embedding's space. Two or three plain headlines a topic
# place it better than its name, which lies near every word about words.
PROTOTYPES: dict[str, tuple[str, ...]] = {
    "politics": ("Parliament passes law after vote", "President and opposition leader in election campaign", "Ministers hold diplomatic talks"),
    "economy": ("Central bank raises interest rates as inflation climbs", "Company reports quarterly profit", "Prices, wages and trade"),
    "conflict": ("Soldiers killed in attack on the front line", "Army shells city, ceasefire talks fail", "Missile strike in war"),
    "disaster": ("Earthquake kills dozens, rescuers search rubble", "Train crash injures passengers", "Flood destroys homes"),
    "crime and justice": ("Police arrest suspect in murder case", "Court sentences former official to prison", "Prosecutors charge man with fraud"),
    "health": ("Hospitals treat patients as virus spreads", "New vaccine and medicine approved by doctors", "Study of disease and diet"),
    "science and technology": ("Scientists discover galaxy with telescope", "Rocket launches satellite into orbit", "New phone and artificial intelligence software"),
    "environment and weather": ("Heat wave and drought, temperatures break records", "Climate change and emissions", "Wildlife and forest conservation"),
    "culture": ("New film wins festival award", "Museum exhibition of paintings opens", "Singer releases album and novel is published"),
    "sport": ("Team wins match in championship final", "Athlete takes gold medal", "Coach and player transfer"),
    "society": ("Schools, students and teachers", "Families, religion and everyday life in town", "Protest for rights and migration"),
    "travel": ("Tourists visit beaches and hotels on holiday", "Airline opens new route", "Train timetable and ferry line for travellers"),
}  # fmt: skip
TOPICS = tuple(PROTOTYPES)
# Words of sections and tags in the languages of many outlets, folded; beginnings are enough.
SECTIONS: dict[str, str] = {
    "politic": "politics", "politik": "politics", "polityk": "politics", "election": "politics", "политик": "politics",
    "політик": "politics", "سياس": "politics", "政治": "politics",
    "business": "economy", "econom": "economy", "ekonom": "economy", "wirtschaft": "economy", "finan": "economy",
    "money": "economy", "market": "economy", "gospodar": "economy", "эконом": "economy", "економ": "economy",
    "اقتصاد": "economy", "经济": "economy", "経済": "economy",
    "war": "conflict", "krieg": "conflict", "война": "conflict", "війна": "conflict",
    "crime": "crime and justice", "justice": "crime and justice", "court": "crime and justice",
    "health": "health", "salud": "health", "saude": "health", "sante": "health", "gesundheit": "health",
    "zdrowie": "health", "здоров": "health", "صحة": "health",
    "science": "science and technology", "ciencia": "science and technology", "wissen": "science and technology",
    "tech": "science and technology", "nauka": "science and technology", "наук": "science and technology",
    "科学": "science and technology", "علوم": "science and technology",
    "climate": "environment and weather", "clima": "environment and weather", "klima": "environment and weather",
    "environment": "environment and weather", "weather": "environment and weather", "umwelt": "environment and weather",
    "culture": "culture", "cultura": "culture", "kultur": "culture", "arts": "culture", "entertainment": "culture",
    "культур": "culture", "ثقاف": "culture", "文化": "culture",
    "sport": "sport", "deporte": "sport", "esporte": "sport", "desporto": "sport", "football": "sport",
    "спорт": "sport", "رياض": "sport", "体育": "sport", "スポーツ": "sport",
    "travel": "travel", "viaj": "travel", "voyage": "travel", "reise": "travel", "turism": "travel",
    "society": "society", "sociedad": "society", "societe": "society", "gesellschaft": "society",
    "education": "society", "religion": "society", "общество": "society",
}  # fmt: skip
# Cosine of centred points below which nothing on the list is near. Of the invented edition's reports
# whose section names their topic, 86% are put there above it, 73% above .08 (benchmarks.stories.topics).
NEAR = 0.16


def general_point(embedder: Embedder) -> Vectors:
    """Where headlines about anything lie on average: the mean of every topic's."""
    texts = [text for examples in PROTOTYPES.values() for text in examples]
    return np.asarray(embedder.embed(texts).mean(axis=0), dtype=np.float32)


class Topics:
    """Tells topics by one embedder, whose prototypes it embeds once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._points: Vectors | None = None

    def of(self, point: Vectors) -> str:
        """The topic nearest in meaning to an article's centred embedding; empty where none is near."""
        cosines = self._prototypes() @ point
        best = int(np.argmax(cosines))
        return tuple(PROTOTYPES)[best] if cosines[best] >= NEAR else ""

    def _prototypes(self) -> Vectors:
        if self._points is None:
            texts = [text for group in PROTOTYPES.values() for text in group]
            raw = self._embedder.embed(texts)
            owners = np.repeat(np.arange(len(PROTOTYPES)), [len(group) for group in PROTOTYPES.values()])
            means = np.stack([raw[owners == owner].mean(axis=0) for owner in range(len(PROTOTYPES))])
            self._points = unit(means - means.mean(axis=0))
        return self._points


@lru_cache(maxsize=4_096)
def section_topic(section: str) -> str:
    """The topic a section or tag names; empty where it names none ("world", "opinion", a person)."""
    words = fold(section).split()
    return next((topic for word in words for start, topic in SECTIONS.items() if _begins(word, start)), "")


def _begins(word: str, start: str) -> bool:
    # Short beginnings are whole words only: "war" is not "Warsaw".
    return word == start if len(start) < 4 and start.isascii() else word.startswith(start)
