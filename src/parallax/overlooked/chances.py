"""The statistics: beta-binomial shares, an interval, and the correction for many looks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import exp, lgamma, log, sqrt

from parallax.overlooked.settings import STOREY_LAMBDA, Z


def wilson(k: int, n: int) -> tuple[float, float]:
    """The 95% interval of a share of which ``k`` of ``n`` were seen (Wilson 1927); (0, 1) for none."""
    if n == 0:
        return 0.0, 1.0
    share, spread = k / n, Z * Z / n
    centre = (share + spread / 2) / (1 + spread)
    half = Z * sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    # Rounding must not push the ends past what was seen.
    return max(0.0, min(centre - half, share)), min(1.0, max(centre + half, share))


@lru_cache(maxsize=200_000)
def log_chance(k: int, n: int, mean: float, dispersion: float) -> float:
    """Log-probability of ``k`` tellers among ``n`` outlets, beta-binomial.

    ``mean`` is the expected share, ``dispersion`` (ρ, above 0, below 1) the correlation between two
    outlets' decisions: a = mean·(1−ρ)/ρ, b = (1−mean)·(1−ρ)/ρ.
    """
    size = (1 - dispersion) / dispersion
    a, b = mean * size, (1 - mean) * size
    choose = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return choose + _log_beta(k + a, n - k + b) - _log_beta(a, b)


@lru_cache(maxsize=200_000)
def at_most(k: int, n: int, mean: float, dispersion: float) -> float:
    """The chance of ``k`` tellers or fewer among ``n``."""
    return min(1.0, sum(exp(log_chance(seen, n, mean, dispersion)) for seen in range(min(k, n) + 1)))


def log_chance_if_told(k: int, n: int, mean: float, dispersion: float) -> float:
    """Log-probability of ``k`` of ``n`` where at least one told it (zero-truncated)."""
    silent = exp(log_chance(0, n, mean, dispersion))
    return log_chance(k, n, mean, dispersion) - _log_rest(silent)


def at_most_if_told(
    k: int, n: int, listed: int, mean: float, dispersion: float, recall: float = 1.0
) -> float:
    """The chance to see ``k`` or fewer tellers among ``n`` outlets read, though the press told it.

    "Told" means by at least one of ``listed`` outlets, of which the ``n`` are some. Each report is
    recognised with chance ``recall``; the thinned count is taken as beta-binomial of mean
    ``recall``·mean with the same dispersion, which spreads wider than the exact one.
    """
    silent = exp(log_chance(0, listed, mean, dispersion))
    if silent >= 1:
        return 1.0
    seen = at_most(k, n, mean * recall, dispersion)
    return min(1.0, max(0.0, (seen - silent) / (1 - silent)))


def corrected(p_values: Sequence[float], covered: float | None = None) -> list[float]:
    """q-values in the given order: the share of false discoveries if the line is drawn there.

    Benjamini and Hochberg's (1995), multiplied by the share of stories that are covered:
    ``covered`` if given, else Storey's (2002) estimate with the finite-sample "+1" and one standard
    error: the weeks in which the plain estimate happens to be low would declare most, and break
    the promise over all weeks together.
    """
    count = len(p_values)
    if not count:
        return []
    if covered is None:
        above = sum(p > STOREY_LAMBDA for p in p_values)
        covered = min(1.0, (1 + above + sqrt(above)) / ((1 - STOREY_LAMBDA) * count))
    ranked = sorted(range(count), key=lambda index: p_values[index], reverse=True)
    values, least = [1.0] * count, 1.0
    for place, index in enumerate(ranked):
        least = min(least, covered * p_values[index] * count / (count - place))
        values[index] = least
    return values


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _log_rest(silent: float) -> float:
    return log(max(1 - silent, 1e-300))
