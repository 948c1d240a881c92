"""Truth of the targets of unseen-shapes.ts: closed forms, or one integral. All log densities take rows of points."""

from __future__ import annotations

import numpy as np
from held_out_shapes import HeldOut, Rng, inverse_cdf, modes, names, of_law, walled
from quadrature import Array, from_cdf, nodes
from scipy.special import i0e
from scipy.stats import beta, genextreme, multivariate_t, norm, t


def widths() -> HeldOut:
    return modes([[0] * 6, [1.5] * 6], [1, 0.5], [0.6, 0.4])


def student() -> HeldOut:
    shape = 0.5 * np.eye(10) + 0.5
    law = multivariate_t(np.zeros(10), shape, 7)
    quantities = [of_law(i, t(7)) for i in names(10)]
    return HeldOut(quantities, law.logpdf, [(-20, 20)] * 10, lambda rng, n: law.rvs(n, random_state=rng))


def budget() -> HeldOut:
    """The shares of the sum are uniform on their simplex, beta (1, 6) each, and the sum T has the density T^6 e^(-(T - 10)^2 / 2 0.1^2)."""
    total, w = nodes(8.5, 11.5, 40, 10)
    w = w * total**6 * norm.pdf(total, 10, 0.1)
    w /= w.sum()
    share = beta(1, 6)
    first, second = (np.sum(w * total**k) * share.moment(k) for k in (1, 2))

    def cdf(x: float) -> float:
        return float(np.sum(w * share.cdf(x / total)))

    def log_density(x: Array) -> Array:
        return np.where(np.all(x > 0, axis=1), norm.logpdf(x.sum(axis=1), 10, 0.1), -np.inf)

    def draw(rng: Rng, n: int) -> Array:
        fine = np.linspace(9, 11, 400_001)
        sums = inverse_cdf(fine, fine**6 * norm.pdf(fine, 10, 0.1), rng.random(n))
        return sums[:, None] * rng.dirichlet(np.ones(7), n)

    quantities = [from_cdf(i, first, np.sqrt(second - first**2), cdf, (1e-9, 11.5)) for i in names(7)]
    return HeldOut(quantities, log_density, [(0, 11)] * 7, draw)


def torus() -> HeldOut:
    """Given one angle the other is von Mises with the concentration r = |kappa + i 5 sin|, which integrates to 2 pi I0(r)."""
    kappa, centre, coupling = np.array([3.0, 2.0]), np.array([-1.2, 2.6]), 5.0

    def log_density(x: Array) -> Array:
        inside = np.all(np.abs(x) < np.pi, axis=1)
        c, s = np.cos(x - centre), np.sin(x - centre)
        return np.where(inside, c @ kappa + coupling * s[:, 0] * s[:, 1], -np.inf)

    def density(k: int, angle: Array) -> Array:
        turned = angle - centre[k]
        r = np.hypot(kappa[1 - k], coupling * np.sin(turned))
        return i0e(r) * np.exp(r + kappa[k] * np.cos(turned) - 10)

    angle, w = nodes(-np.pi, np.pi, 40, 40)
    quantities = [walled(i, (-np.pi, np.pi), angle, w, density(k, angle)) for k, i in enumerate(["phi", "psi"])]

    def draw(rng: Rng, n: int) -> Array:
        fine = np.linspace(-np.pi, np.pi, 400_001)
        phi = inverse_cdf(fine, density(0, fine), rng.random(n))
        pull = coupling * np.sin(phi - centre[0])
        psi = rng.vonmises(np.arctan2(pull, kappa[1]), np.hypot(kappa[1], pull)) + centre[1]
        return np.stack([phi, (psi + np.pi) % (2 * np.pi) - np.pi], 1)

    return HeldOut(quantities, log_density, [(-np.pi, np.pi)] * 2, draw)


def extremes() -> HeldOut:
    """F = exp(-(sum_i z_i^(1 / a))^a), a = 0.4, with margins e^-z: Gumbel (1960). scipy's shape is minus ours."""
    a = 0.4
    margins = {"wave": genextreme(-0.1, 4, 1), "surge": genextreme(0, 0.5, 0.2), "flow": genextreme(0.2, 3, 0.8)}

    def log_density(x: Array) -> Array:
        with np.errstate(all="ignore"):
            log_z = np.stack([np.log(-law.logcdf(x[:, k])) for k, law in enumerate(margins.values())], 1)
            log_f = np.stack([law.logpdf(x[:, k]) for k, law in enumerate(margins.values())], 1)
            log_s = np.logaddexp.reduce(log_z / a, axis=1)
            # -dz/dx = f / F, F = e^-z.
            jacobian = np.sum(log_f + np.exp(log_z) + (1 / a - 1) * log_z, axis=1) - 3 * np.log(a)
            v = np.exp(a * log_s)
            third = np.log(a**3 * v**2 + 3 * a**2 * (1 - a) * v + a * (1 - a) * (2 - a))
            value = jacobian + third + (a - 3) * log_s - v
        return np.where(np.all(np.isfinite(log_z), axis=1), value, -np.inf)

    def draw(rng: Rng, n: int) -> Array:
        """A positive stable variable common to all: Kanter (1975), Annals of Probability 3, 697."""
        u, e = np.pi * rng.random(n), rng.exponential(size=n)
        s = np.sin(a * u) / np.sin(u) ** (1 / a) * (np.sin((1 - a) * u) / e) ** ((1 - a) / a)
        z = (rng.exponential(size=(n, 3)) / s[:, None]) ** a
        return np.stack([law.ppf(np.exp(-z[:, k])) for k, law in enumerate(margins.values())], 1)

    quantities = [of_law(i, law) for i, law in margins.items()]
    return HeldOut(quantities, log_density, [(0.5, 40), (-0.1, 5), (0, 7)], draw)


class DoubleWell:
    """A path x_0 ... x_15 that closes, sum of 3 (x_(t+1) - x_t)^2 + (x_t^2 - 1)^2 - 0.02 x_t: powers of its transfer matrix."""

    steps = 16

    def __init__(self, x: Array, w: Array) -> None:
        self.x, self.w = x, w
        half = np.exp(-((x**2 - 1) ** 2 - 0.02 * x) / 2)
        # With the weights of the quadrature, split in two, so that it is symmetric.
        self.transfer = np.exp(-3 * (x[:, None] - x) ** 2) * np.outer(half, half) * np.sqrt(np.outer(w, w))

    def density(self) -> Array:
        return np.diag(np.linalg.matrix_power(self.transfer, self.steps)) / self.w

    def draw(self, rng: Rng, n: int) -> Array:
        """On the nodes: each coordinate given the one before and the first."""
        powers = [np.linalg.matrix_power(self.transfer, k) for k in range(self.steps + 1)]
        path = np.empty((n, self.steps), int)
        mass = np.diag(powers[-1])
        path[:, 0] = np.searchsorted(np.cumsum(mass) / mass.sum(), rng.random(n))
        for k in range(1, self.steps):
            rows = self.transfer[path[:, k - 1]] * powers[self.steps - k][:, path[:, 0]].T
            cumulative = np.cumsum(rows, axis=1)
            path[:, k] = np.sum(cumulative < (rng.random(n) * cumulative[:, -1])[:, None], axis=1)
        return self.x[path]


def double_well() -> HeldOut:
    x, w = nodes(-3.5, 3.5, 30, 8)
    density = DoubleWell(x, w).density()
    quantities = [walled(i, (-3.5, 3.5), x, w, density) for i in names(16)]

    def log_density(p: Array) -> Array:
        action = 3 * (np.roll(p, -1, axis=1) - p) ** 2 + (p**2 - 1) ** 2 - 0.02 * p
        return -action.sum(axis=1)

    def draw(rng: Rng, n: int) -> Array:
        """In cells of a uniform grid, which is what limits it."""
        grid, cell = np.linspace(-3, 3, 301, retstep=True)
        well = DoubleWell(grid, np.full(301, cell))
        path = np.concatenate([well.draw(rng, min(n, 20_000)) for _ in range(-(-n // 20_000))])[:n]
        return path + cell * (rng.random(path.shape) - 0.5)

    return HeldOut(quantities, log_density, [(-3.5, 3.5)] * 16, draw)


def shapes() -> dict[str, HeldOut]:
    return {
        "torus-2": torus(),
        "extremes-3": extremes(),
        "widths-6": widths(),
        "budget-7": budget(),
        "student7-10": student(),
        "double-well-16": double_well(),
    }
