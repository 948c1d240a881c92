"""Mean, sd and quantiles of draws of interacting walkers, each with its Monte Carlo standard error.

Draws are [ensembles, steps, walkers]. Every statistic is, to first order, the mean of some f(x): x itself, its squared
distance from the mean, or x <= quantile. The autocovariance of f is taken along each walker's own series, about the
pooled mean, and averaged; Sokal's window (c = 5) gives tau, and ESS = number of draws / tau. Walkers of one ensemble
are not independent, so the standard error is the larger of that ESS's and of the one from the ensembles' mean series.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
PROBABILITIES = {"q16": 0.16, "q84": 0.84}
WINDOW = 5.0


@dataclass(frozen=True)
class Estimate:
    value: float
    mcse: float
    ess: float


def autocovariance(series: Array) -> Array:
    """[lags] autocovariance of centred series [..., steps], averaged over the leading axes."""
    steps = series.shape[-1]
    flat = series.reshape(-1, steps)
    size = 2 ** int(np.ceil(np.log2(2 * steps)))
    total = np.zeros(steps)
    for row in flat:  # one at a time: memory stays that of a row
        spectrum = np.fft.rfft(row, n=size)
        total += np.fft.irfft(np.abs(spectrum) ** 2, n=size)[:steps]
    return total / len(flat) / steps


def integrated_time(covariance: Array) -> float:
    taus = 2 * np.cumsum(covariance / covariance[0]) - 1
    within = np.arange(len(taus)) < WINDOW * taus
    return float(taus[np.argmin(within)] if not within.all() else taus[-1])


def effective_size(f: Array) -> tuple[float, float]:
    """(ESS from the walkers' own series, variance of the mean of f) for f [ensembles, steps, walkers]."""
    centred = f - f.mean()
    walkers = autocovariance(np.moveaxis(centred, 1, 2))
    ess = f.size / integrated_time(walkers)
    ensembles = autocovariance(centred.mean(axis=2))
    variance_of_ensembles = ensembles[0] * integrated_time(ensembles) / (f.shape[0] * f.shape[1])
    return ess, max(walkers[0] / ess, variance_of_ensembles)


def summarize(x: Array) -> dict[str, Estimate]:
    mean, sd = float(x.mean()), float(x.std())
    ess, variance = effective_size(x)
    out = {"mean": Estimate(mean, variance**0.5, ess)}
    ess, variance = effective_size((x - mean) ** 2)
    out["sd"] = Estimate(sd, variance**0.5 / (2 * sd), ess)
    for name, probability in PROBABILITIES.items():
        quantile = float(np.quantile(x, probability))
        ess, variance = effective_size((x <= quantile).astype(float))
        around = np.clip(probability + np.array([-1, 1]) * variance**0.5, 0, 1)
        low, high = np.quantile(x, around)
        out[name] = Estimate(quantile, float(high - low) / 2, ess)
    return out


def as_json(summary: dict[str, Estimate]) -> dict[str, dict[str, float]]:
    return {name: asdict(estimate) for name, estimate in summary.items()}
