"""Truth of the two models of the unseen set with levels: effects of which the spread is a coordinate too, as its logarithm."""

from __future__ import annotations

import numpy as np
from held_out_shapes import HeldOut, Rng
from quadrature import Array, marginal, mixture, nodes
from scipy.stats import halfcauchy, norm, poisson


def uniform_grid(low: float, high: float, n: int) -> tuple[Array, Array]:
    """For functions that vanish at both ends, where it is more accurate than any power of its spacing."""
    x, h = np.linspace(low, high, n, retstep=True)
    return x, np.full(n, h)


def dyestuff(samples: list[list[int]]) -> HeldOut:
    """y_ji ~ N(batch_j, within^2), batch_j ~ N(mean, between^2), mean ~ N(1500, 100^2), both spreads half-Cauchy (50): all normal given these."""
    y = np.array(samples, float)
    average, squares = y.mean(axis=1)[:, None], np.sum((y - y.mean(axis=1, keepdims=True)) ** 2)

    def given(u: Array, v: Array) -> tuple[Array, Array, Array, Array, Array]:
        """Log density of the logarithms of the spreads; mean and variance of the common mean; its share in a batch, and the variance of that."""
        between, within = np.exp(u), np.exp(v)
        error = within**2 / 5  # variance of an average
        total = error + between**2
        precision = 1e-4 + 6 / total
        mean = (0.15 + np.sum(average / total, axis=0)) / precision
        logs = (
            halfcauchy.logpdf(between, 0, 50) + u + halfcauchy.logpdf(within, 0, 50) + v
            - 24 * v - squares / (2 * within**2) - np.log(precision) / 2
            - 3 * np.log(total) - np.sum((average - mean) ** 2, axis=0) / (2 * total) - (mean - 1500) ** 2 / 2e4
        )  # fmt: skip
        return logs, mean, 1 / precision, error / total, between**2 * error / total

    (u, wu), (v, wv) = nodes(-30, 12, 20, 60), nodes(2.5, 6, 20, 6)
    logs, mean, variance, share, own = given(*(grid.ravel() for grid in np.meshgrid(u, v, indexing="ij")))
    density = np.exp(logs - logs.max())
    weight = np.outer(wu, wv).ravel() * density
    grid = density.reshape(len(u), len(v))
    sd = np.sqrt(own + share**2 * variance)
    quantities = [
        *(mixture(f"batch{j}", weight, (1 - share) * average[j] + share * mean, sd) for j in range(6)),
        mixture("mean", weight, mean, np.sqrt(variance)),
        marginal("log_between", u, wu, grid @ wv),
        marginal("log_within", v, wv, wu @ grid),
    ]

    def log_density(x: Array) -> Array:
        batch, m, b, w = x[:, :6], x[:, 6], np.exp(x[:, 7]), np.exp(x[:, 8])
        prior = (
            norm.logpdf(m, 1500, 100) + halfcauchy.logpdf(b, 0, 50) + halfcauchy.logpdf(w, 0, 50) + x[:, 7] + x[:, 8]
        )
        effects = norm.logpdf(batch, m[:, None], b[:, None]).sum(axis=1)
        return prior + effects + norm.logpdf(y, batch[..., None], w[:, None, None]).sum(axis=(1, 2))

    def draw(rng: Rng, n: int) -> Array:
        """The logarithms of the spreads in cells of a fine grid, which is what limits it."""
        (cells_u, hu), (cells_v, hv) = uniform_grid(-10, 7, 1701), uniform_grid(3, 5.5, 501)
        first, second = (grid.ravel() for grid in np.meshgrid(cells_u, cells_v, indexing="ij"))
        logs = given(first, second)[0]
        mass = np.exp(logs - logs.max())
        cell = np.searchsorted(np.cumsum(mass) / mass.sum(), rng.random(n))
        u, v = first[cell] + hu[0] * (rng.random(n) - 0.5), second[cell] + hv[0] * (rng.random(n) - 0.5)
        _, mean, variance, share, own = given(u, v)
        m = mean + np.sqrt(variance) * rng.standard_normal(n)
        batch = (1 - share) * average + share * m + np.sqrt(own) * rng.standard_normal((6, n))
        return np.column_stack([batch.T, m, u, v])

    box = [(1300.0, 1800.0)] * 7 + [(-5.0, 8.0), (2.5, 6.0)]
    return HeldOut(quantities, log_density, box, draw)


class Walk:
    """x_0 ~ N(0, 1.5^2), x_t ~ N(x_(t-1), e^(2 v)), v ~ N(-1, 1), n_t ~ Poisson(5 e^x_t): sums over the nodes x from both ends."""

    def __init__(self, counts: list[int], x: Array, w: Array) -> None:
        self.x, self.w = x, w
        log_likelihood = poisson.logpmf(np.array(counts)[:, None], 5 * np.exp(x))
        self.likelihood = np.exp(np.maximum(log_likelihood - log_likelihood.max(axis=1, keepdims=True), -200))

    def step(self, v: float) -> Array:
        step = norm.pdf(self.x[:, None], self.x, np.exp(v)) * self.w
        return np.where(step < 1e-100, 0, step)  # products of the tiniest would take a hundred times as long

    def messages(self, v: float) -> tuple[Array, Array]:
        """Densities of each x with the data up to it, and of the data after it. Their product is that of x, v and all data."""
        step = self.step(v)
        before = [norm.pdf(v, -1, 1) * norm.pdf(self.x, 0, 1.5) * self.likelihood[0]]
        for likelihood in self.likelihood[1:]:
            before.append(likelihood * (step @ before[-1]))
        after = [np.ones_like(self.x)]
        for likelihood in self.likelihood[:0:-1]:
            after.append(step @ (likelihood * after[-1]))
        return np.array(before), np.array(after[::-1])

    def densities(self, v: Array) -> Array:
        """[v, t, x]."""
        return np.array([np.multiply(*self.messages(value)) for value in v])

    def draw(self, rng: Rng, v: float, n: int) -> Array:
        """Paths over the nodes, from the last to the first."""
        before, step = self.messages(v)[0], self.step(v)
        path = np.empty((n, len(before)), int)
        rows = np.broadcast_to(before[-1] * self.w, (n, len(self.x)))
        for t in reversed(range(len(before))):
            cumulative = np.cumsum(rows, axis=1)
            path[:, t] = np.sum(cumulative < (rng.random(n) * cumulative[:, -1])[:, None], axis=1)
            if t > 0:
                rows = step[path[:, t]] * before[t - 1]
        return self.x[path]


def of_walk(walk: Walk, v: Array, w: Array) -> list[dict]:
    found = walk.densities(v)
    rates = np.tensordot(w, found, axes=(0, 0))
    return [
        *(marginal(f"x{t}", walk.x, walk.w, density) for t, density in enumerate(rates)),
        marginal("log_step", v, w, found[:, 0] @ walk.w),
    ]


def disasters(counts: list[int]) -> HeldOut:
    quantities = of_walk(Walk(counts, *uniform_grid(-6, 4, 801)), *nodes(-4.5, 2.5, 20, 12))
    n = np.array(counts)

    def log_density(p: Array) -> Array:
        x, v = p[:, :-1], p[:, -1]
        prior = norm.logpdf(v, -1, 1) + norm.logpdf(x[:, 0], 0, 1.5)
        steps = norm.logpdf(np.diff(x, axis=1), 0, np.exp(v)[:, None]).sum(axis=1)
        return prior + steps + np.sum(n * x - 5 * np.exp(x), axis=1)

    def draw(rng: Rng, size: int) -> Array:
        """In cells of a grid of both x and v, which is what limits it."""
        v, wv = uniform_grid(-3.5, 1.5, 251)
        x, wx = uniform_grid(-4, 3, 701)
        walk = Walk(counts, x, wx)
        mass = np.array([walk.messages(value)[0][-1].sum() for value in v])
        cells = rng.multinomial(size, mass / mass.sum())
        rows = []
        for value, many in zip(v, cells, strict=True):
            x_part = walk.draw(rng, value, many) + wx[0] * (rng.random((many, len(counts))) - 0.5)
            rows.append(np.column_stack([x_part, value + wv[0] * (rng.random(many) - 0.5)]))
        return rng.permutation(np.concatenate(rows))

    return HeldOut(quantities, log_density, [(-3, 3)] * len(counts) + [(-4, 2)], draw)
