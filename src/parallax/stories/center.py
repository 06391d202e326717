"""Languages sit in different places of an embedding's space: each one's own mean, from the live stream."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from parallax.stories.embed import Vectors, unit

# Articles after which a language's own mean weighs as much as what it starts from, the mean of all.
PRIOR = 12.0
# Old articles fade, so that means follow the stream; this many articles weigh half.
HALF_LIFE = 20_000.0


class LanguageMeans:
    """Running means by language, each drawn towards the mean of all while it has seen little."""

    def __init__(self) -> None:
        self.sums: dict[str, Vectors] = {}
        self.counts: dict[str, float] = {}
        # Where texts of this embedding lie in general. It stands for the stream while there is none:
        # the mean of two articles is the point between them, and says that they are opposites.
        self.start: Vectors | None = None

    def learn(self, languages: list[str], vectors: Vectors) -> None:
        """Take a batch into the means. The order within it makes no difference."""
        for language in sorted(set(languages)):
            rows = [row for row, its in enumerate(languages) if its == language]
            fade = 0.5 ** (len(rows) / HALF_LIFE)
            added = vectors[rows].sum(axis=0, dtype=np.float64)
            self.sums[language] = self.sums.get(language, np.zeros_like(added)) * fade + added
            self.counts[language] = self.counts.get(language, 0.0) * fade + len(rows)

    def of(self, languages: Iterable[str]) -> dict[str, Vectors]:
        """Where each language sits, as far as is known. Zeros before anything was learned."""
        everything = self.everything()
        return {
            language: np.asarray(
                (self.sums[language] + PRIOR * everything) / (self.counts[language] + PRIOR), dtype=np.float32
            )
            if language in self.sums
            else everything
            for language in languages
        }

    def everything(self) -> Vectors:
        """The mean of the languages' means, so that the largest does not stand for all."""
        weights = {language: count / (count + PRIOR) for language, count in self.counts.items()}
        whole = sum(weights.values())
        if not whole:
            return np.zeros(1, dtype=np.float32)
        parts = [self.sums[name] / self.counts[name] * weights[name] for name in sorted(weights)]
        seen = np.asarray(np.sum(parts, axis=0) / whole, dtype=np.float32)
        if self.start is None:
            return seen
        share = PRIOR / (PRIOR + sum(self.counts.values()))
        return np.asarray(share * self.start + (1 - share) * seen, dtype=np.float32)

    def centered(self, languages: list[str], vectors: Vectors) -> Vectors:
        """Each row less its language's mean, of length 1."""
        means = self.of(set(languages))
        return unit(vectors - np.stack([means[language] for language in languages]))
