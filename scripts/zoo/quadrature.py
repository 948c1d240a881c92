"""Moments and quantiles from quadrature nodes, and from mixtures of normal distributions over such nodes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline
from scipy.optimize import brentq
from scipy.stats import norm

Array = NDArray[np.float64]
TAILS = (0.05, 0.95)


@dataclass
class Truth:
    quantities: list[dict]
    points: Array  # [n, dim]
    log_density: Callable[[Array], float]
    published: str | None = None


def nodes(low: float, high: float, n: int, pieces: int = 1) -> tuple[Array, Array]:
    """Gauss-Legendre nodes and weights on [low, high], cut in equal pieces."""
    x, w = np.polynomial.legendre.leggauss(n)
    edges = np.linspace(low, high, pieces + 1)
    half = np.diff(edges)[:, None] / 2
    return (edges[:-1, None] + half * (x + 1)).ravel(), (half * w).ravel()


def quantity(identifier: str, mean: float, sd: float, quantile: Callable[[float], float]) -> dict:
    low, high = (quantile(p) for p in TAILS)
    return {"id": identifier, "mean": float(mean), "sd": float(sd), "q05": float(low), "q95": float(high)}


def from_cdf(identifier: str, mean: float, sd: float, cdf: Callable[[float], float], bracket: tuple[float, float]) -> dict:
    return quantity(identifier, mean, sd, lambda p: brentq(lambda x: cdf(x) - p, *bracket, xtol=1e-13, rtol=1e-13))


def mixture(identifier: str, weights: Array, means: Array, sds: Array) -> dict:
    """sum_i weights_i N(means_i, sds_i^2)."""
    weights, means, sds = (np.ravel(a) for a in np.broadcast_arrays(weights, means, sds))
    weights = weights / weights.sum()
    keep = weights > 1e-18
    weights, means, sds = weights[keep], means[keep], sds[keep]
    mean = np.sum(weights * means)
    sd = np.sqrt(np.sum(weights * (sds**2 + (means - mean) ** 2)))
    bracket = (np.min(means - 12 * sds), np.max(means + 12 * sds))
    return from_cdf(identifier, mean, sd, lambda x: float(np.sum(weights * norm.cdf(x, means, sds))), bracket)


def marginal(identifier: str, x: Array, w: Array, density: Array) -> dict:
    """A one-dimensional density, not normalised, given at ascending quadrature nodes."""
    mass = np.sum(w * density)
    mean = np.sum(w * density * x) / mass
    sd = np.sqrt(np.sum(w * density * (x - mean) ** 2) / mass)
    fine = np.linspace(x[0], x[-1], 400_001)
    curve = np.maximum(CubicSpline(x, density / mass)(fine), 0)
    cumulative = np.concatenate(([0], np.cumsum((curve[1:] + curve[:-1]) / 2 * np.diff(fine))))
    return quantity(identifier, mean, sd, lambda p: np.interp(p, cumulative / cumulative[-1], fine))
