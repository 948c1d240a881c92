"""Targets whose truth is known in closed form, or by one integral. The densities are those of closed-forms.ts."""

from __future__ import annotations

import numpy as np
from quadrature import Array, Truth, from_cdf, mixture, nodes, quantity
from scipy.stats import halfnorm, multivariate_normal, multivariate_t, norm, t

RHO = 0.9


def names(dim: int) -> list[str]:
    return [f"x{k}" for k in range(dim)]


def points(dim: int, key: int, low: float = -2.0, high: float = 2.0) -> Array:
    return np.random.default_rng(key).uniform(low, high, (4, dim))


def gaussian(dim: int) -> Truth:
    covariance = RHO ** np.abs(np.subtract.outer(np.arange(dim), np.arange(dim)))
    law = multivariate_normal(np.zeros(dim), covariance)
    return Truth([quantity(i, 0, 1, norm.ppf) for i in names(dim)], points(dim, dim), law.logpdf)


def truncated(dim: int) -> Truth:
    quantities = [quantity(i, halfnorm.mean(), halfnorm.std(), halfnorm.ppf) for i in names(dim)]
    return Truth(quantities, points(dim, 100 + dim, 0.0), lambda x: float(np.sum(halfnorm.logpdf(x))))


def two_modes(dim: int, centres: tuple[float, float], sds: tuple[float, float], weight: float) -> Truth:
    """weight N(centre, sd^2) + (1 - weight) N(...), the same in every coordinate."""
    shares = np.array([weight, 1 - weight])

    def log_density(x: Array) -> float:
        parts = [np.sum(norm.logpdf(x, c, s)) for c, s in zip(centres, sds, strict=True)]
        return float(np.logaddexp(*(np.log(shares) + parts)))

    quantities = [mixture(i, shares, np.array(centres), np.array(sds)) for i in names(dim)]
    return Truth(quantities, points(dim, 200 + dim, -7, 7), log_density)


def rosenbrock(dim: int, sd0: float) -> Truth:
    """x0 ~ N(1, sd0^2), x_k | x0 ~ N(x0^2, 0.1)."""
    x, w = nodes(1 - 10 * sd0, 1 + 10 * sd0, 40, 100)
    curved = [mixture(i, w * norm.pdf(x, 1, sd0), x**2, np.sqrt(0.1)) for i in names(dim)[1:]]

    def log_density(p: Array) -> float:
        return float(norm.logpdf(p[0], 1, sd0) + np.sum(norm.logpdf(p[1:], p[0] ** 2, np.sqrt(0.1))))

    first = quantity("x0", 1, sd0, lambda p: norm.ppf(p, 1, sd0))
    return Truth([first, *curved], points(dim, 300 + dim), log_density)


def funnel(dim: int) -> Truth:
    """v ~ N(0, 3^2), x_k | v ~ N(0, e^v): Neal (2003), Annals of Statistics 31, 705, sec. 8."""
    v, w = nodes(-45, 45, 40, 60)
    wide = [mixture(i, w * norm.pdf(v, 0, 3), np.zeros_like(v), np.exp(v / 2)) for i in names(dim)[1:]]
    for q in wide:
        q["sd"] = float(np.exp(9 / 4))

    def log_density(p: Array) -> float:
        return float(norm.logpdf(p[0], 0, 3) + np.sum(norm.logpdf(p[1:], 0, np.exp(p[0] / 2))))

    return Truth([quantity("x0", 0, 3, lambda p: norm.ppf(p, 0, 3)), *wide], points(dim, 400 + dim), log_density)


def student(dim: int, dof: float) -> Truth:
    law = multivariate_t(np.zeros(dim), np.eye(dim), dof)
    quantities = [quantity(i, 0, t.std(dof), lambda p: t.ppf(p, dof)) for i in names(dim)]
    return Truth(quantities, points(dim, 500 + dim, -5, 5), law.logpdf)


def ridge(dim: int) -> Truth:
    """x0 + x1 ~ N(0, 0.1^2), x0 - x1 uniform on (-1.5, 1.5), the others standard normal."""

    def log_density(x: Array) -> float:
        return float(norm.logpdf(x[0] + x[1], 0, 0.1) + np.sum(norm.logpdf(x[2:])))

    u, w = nodes(-1.5, 1.5, 40, 20)

    def cdf(x: float) -> float:
        return float(np.sum(w * norm.cdf(2 * x - u, 0, 0.1)) / 3)

    sd = np.sqrt((0.1**2 + 3**2 / 12) / 4)
    along = [from_cdf(i, 0, sd, cdf, (-2, 2)) for i in names(2)]
    return Truth(along + [quantity(i, 0, 1, norm.ppf) for i in names(dim)[2:]], points(dim, 600, -0.5, 0.5), log_density)


def closed_forms() -> dict[str, Truth]:
    return {
        **{f"gaussian-{d}": gaussian(d) for d in (2, 5, 10, 17, 30)},
        **{f"truncated-{d}": truncated(d) for d in (1, 5, 10)},
        "ridge-11": ridge(11),
        "modes-3-5": two_modes(5, (3, -3), (1, 1), 0.8),
        "modes-6-1": two_modes(1, (6, -6), (1, 1), 0.8),
        "modes-6-5": two_modes(5, (6, -6), (1, 1), 0.8),
        "modes-10-2": two_modes(2, (10, -10), (1, 1), 0.5),
        "needle-2": two_modes(2, (0, 6), (1, 0.1), 0.7),
        "rosenbrock-2": rosenbrock(2, np.sqrt(10)),
        "rosenbrock-5": rosenbrock(5, 1),
        "funnel-3": funnel(3),
        "funnel-10": funnel(10),
        "student3-5": student(5, 3),
        "student5-2": student(2, 5),
    }
