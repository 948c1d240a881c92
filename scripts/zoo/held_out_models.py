"""Truth of the held-out models of held-out-models.ts, by quadrature over one to three parameters."""

from __future__ import annotations

import numpy as np
from held_out_shapes import HeldOut, Rng, inverse_cdf, of_law, walled
from quadrature import Array, from_cdf, marginal, mixture, nodes
from scipy.special import gammaln, log_expit, log_ndtr
from scipy.stats import gamma, halfcauchy, invgamma, norm, poisson, t, vonmises


def on_grid(identifiers: list[str], axes: list[tuple[Array, Array]], ends: list[tuple[float, float]], log_density) -> list[dict]:
    """Marginals of a density on the product of quadrature nodes, the last axis in one go."""
    shape = [len(x) for x, _ in axes]
    logs = np.empty(shape)
    for index in np.ndindex(*shape[:-1]):
        last = axes[-1][0]
        fixed = [np.full_like(last, axes[k][0][i]) for k, i in enumerate(index)]
        logs[index] = log_density(np.stack([*fixed, last], 1))
    density = np.exp(logs - logs.max())
    found = []
    for k, (identifier, (x, w), end) in enumerate(zip(identifiers, axes, ends, strict=True)):
        own = density
        for j in reversed([j for j in range(len(axes)) if j != k]):
            own = np.tensordot(own, axes[j][1], axes=(j, 0))
        found.append(walled(identifier, end, x, w, own))
    return found


def bioassay() -> HeldOut:
    doses, deaths = np.array([-0.86, -0.3, -0.05, 0.73]), np.array([0, 1, 3, 5])

    def log_density(x: Array) -> Array:
        logit = x[:, :1] + x[:, 1:] * doses
        each = deaths * log_expit(logit) + (5 - deaths) * log_expit(-logit)
        return each.sum(axis=1) + norm.logpdf(x[:, 0], 0, 10) + norm.logpdf(x[:, 1], 0, 20)

    box = [(-12.0, 25.0), (-20.0, 110.0)]
    axes = [nodes(*box[0], 40, 20), nodes(*box[1], 40, 20)]
    return HeldOut(on_grid(["intercept", "slope"], axes, box, log_density), log_density, box)


def horseshoe() -> HeldOut:
    """Given u = log lambda, b is normal; the observation integrated over b is N(0, 1 + tau^2 lambda^2)."""
    y, tau = np.array([0.3, -1.2, 4]), 0.3
    u, w = nodes(-40, 30, 20, 400)
    scale = tau * np.exp(u)
    prior = np.exp(u - np.logaddexp(0, 2 * u))
    shrink = scale**2 / (1 + scale**2)
    density = [prior * norm.pdf(value, 0, np.sqrt(1 + scale**2)) for value in y]
    means = [mixture(f"b{k}", w * d, y[k] * shrink, np.sqrt(shrink)) for k, d in enumerate(density)]
    scales = [marginal(f"u{k}", u, w, d) for k, d in enumerate(density)]

    def log_density(x: Array) -> Array:
        b, lam = x[:, :3], np.exp(x[:, 3:])
        parts = norm.logpdf(y, b, 1) + norm.logpdf(b, 0, tau * lam) + halfcauchy.logpdf(lam) + x[:, 3:]
        return parts.sum(axis=1)

    def draw(rng: Rng, n: int) -> Array:
        us = np.stack([inverse_cdf(u, d, rng.random(n)) for d in density], 1)
        s = (tau * np.exp(us)) ** 2
        return np.concatenate([rng.normal(y * s / (1 + s), np.sqrt(s / (1 + s))), us], axis=1)

    return HeldOut([*means, *scales], log_density, [(-8, 10)] * 3 + [(-15, 10)] * 3, draw)


def variance() -> HeldOut:
    law = invgamma(5, scale=5)
    quantities = [of_law("mean", t(10, scale=np.sqrt(1 / 11))), of_law("variance", law)]

    def log_density(x: Array) -> Array:
        v = np.where(x[:, 1] > 0, x[:, 1], 1)
        return np.where(x[:, 1] > 0, law.logpdf(v) + norm.logpdf(x[:, 0], 0, np.sqrt(v / 11)), -np.inf)

    def draw(rng: Rng, n: int) -> Array:
        v = law.rvs(n, random_state=rng)
        return np.stack([rng.normal(0, np.sqrt(v / 11)), v], 1)

    return HeldOut(quantities, log_density, [(-5, 5), (0, 60)], draw)


def decay() -> HeldOut:
    counts = np.array([14, 9, 8, 7, 3, 4, 5, 2, 3, 4, 2, 3])
    middles = np.arange(12) + 0.5
    box = [(0.0, 60.0), (0.0, 20.0), (0.0, 6.0)]
    low, high = np.array(box).T

    def log_density(x: Array) -> Array:
        inside = np.all((x > low) & (x < high), axis=1)
        a, tau, b = np.where(inside[:, None], x, 1.0).T[..., None]
        return np.where(inside, poisson.logpmf(counts, a * np.exp(-middles / tau) + b).sum(axis=1), -np.inf)

    def quick(x: Array) -> Array:
        """The same without the factorials, for three million nodes."""
        a, tau, b = x.T[..., None]
        expected = a * np.exp(-middles / tau) + b
        return (counts * np.log(expected) - expected).sum(axis=1)

    axes = [nodes(*box[0], 20, 8), nodes(*box[1], 20, 8), nodes(*box[2], 20, 6)]
    return HeldOut(on_grid(["amplitude", "lifetime", "background"], axes, box, quick), log_density, box)


def change() -> HeldOut:
    """Given the time s, both rates are gamma; what is left is a piece of a function of s between every two events."""
    events = np.array([0.6, 1.1, 1.9, 2.3, 3.0, 3.2, 4.4, 5.1, 5.3, 6.2, 7.0, 7.4, 9.8, 11.9, 13.0, 15.5, 17.2, 19.1])
    edges = np.concatenate(([0], events, [20]))
    pieces = [nodes(a, b, 20) for a, b in zip(edges[:-1], edges[1:], strict=True)]
    s, w = (np.concatenate(part) for part in zip(*pieces, strict=True))

    def early(s: Array) -> Array:
        return np.searchsorted(events, s)

    def weight(s: Array) -> Array:
        k, m = early(s) + 1, len(events) - early(s) + 1
        return np.exp(gammaln(k) - k * np.log(s + 1) + gammaln(m) - m * np.log(21 - s))

    w = w * weight(s)
    w /= w.sum()
    mean = np.sum(w * s)
    mass = np.array([np.sum(w[(s > a) & (s < b)]) for a, b in zip(edges[:-1], edges[1:], strict=True)])
    total = np.sum(np.concatenate([p[1] for p in pieces]) * weight(s))

    def time_cdf(x: float) -> float:
        i = int(np.searchsorted(edges, x) - 1)
        inner, v = nodes(edges[i], x, 20)
        return float(mass[:i].sum() + np.sum(v * weight(inner)) / total)

    def rate(identifier: str, shape: Array, rate: Array) -> dict:
        first = np.sum(w * shape / rate)
        second = np.sum(w * shape * (shape + 1) / rate**2)

        def cdf(x: float) -> float:
            return float(np.sum(w * gamma.cdf(x, shape, scale=1 / rate)))

        return from_cdf(identifier, first, np.sqrt(second - first**2), cdf, (1e-9, 20))

    quantities = [
        from_cdf("time", mean, np.sqrt(np.sum(w * (s - mean) ** 2)), time_cdf, (1e-9, 20 - 1e-9)),
        rate("before", early(s) + 1, s + 1),
        rate("after", len(events) - early(s) + 1, 21 - s),
    ]

    def log_density(x: Array) -> Array:
        inside = (x[:, 0] > 0) & (x[:, 0] < 20) & np.all(x[:, 1:] > 0, axis=1)
        s, before, after = np.where(inside[:, None], x, 1).T
        k = early(s)
        value = weight_log(s, k) + gamma.logpdf(before, k + 1, scale=1 / (s + 1))
        return np.where(inside, value + gamma.logpdf(after, len(events) - k + 1, scale=1 / (21 - s)), -np.inf)

    def weight_log(s: Array, k: Array) -> Array:
        m = len(events) - k + 1
        return gammaln(k + 1) - (k + 1) * np.log(s + 1) + gammaln(m) - m * np.log(21 - s)

    def draw(rng: Rng, n: int) -> Array:
        fine = np.linspace(0, 20, 2_000_001)
        time = inverse_cdf(fine, weight(fine), rng.random(n))
        k = early(time)
        return np.stack(
            [time, rng.gamma(k + 1, 1 / (time + 1)), rng.gamma(len(events) - k + 1, 1 / (21 - time))], 1
        )

    return HeldOut(quantities, log_density, [(0, 20), (0, 8), (0, 8)], draw)


def phase() -> HeldOut:
    """With A e^i(phase - 2.8) = a + i b the density is normal about a = 1, b = 0, over A."""
    precision, centre, most = 10, 2.8, 5

    def log_density(x: Array) -> Array:
        inside = (x[:, 0] > 0) & (x[:, 0] < most) & (np.abs(x[:, 1]) < np.pi)
        turned = x[:, 1] - centre
        sd = 1 / np.sqrt(precision)
        value = norm.logpdf(x[:, 0] * np.cos(turned), 1, sd) + norm.logpdf(x[:, 0] * np.sin(turned), 0, sd)
        return np.where(inside, value, -np.inf)

    amplitude, w = nodes(0, most, 40, 20)
    # Bessel's I0, as the normalisation of the von Mises distribution.
    circle = np.exp(-vonmises.logpdf(0, precision * amplitude + 1e-300) + precision * amplitude)
    angle, v = nodes(-np.pi, np.pi, 40, 40)
    c = np.cos(angle - centre)
    inside = np.exp(log_ndtr((most - c) * np.sqrt(precision))) - np.exp(log_ndtr(-c * np.sqrt(precision)))
    quantities = [
        walled("amplitude", (0, most), amplitude, w, circle * np.exp(-precision * amplitude**2 / 2 - precision / 2)),
        walled("phase", (-np.pi, np.pi), angle, v, np.exp(precision * (c**2 - 1) / 2) * inside),
    ]

    def draw(rng: Rng, n: int) -> Array:
        fine = np.linspace(0, most, 400_001)
        density = np.exp(-vonmises.logpdf(0, precision * fine + 1e-300) + precision * fine - precision * fine**2 / 2)
        a = inverse_cdf(fine, density, rng.random(n))
        turned = rng.vonmises(0, precision * a) + centre
        return np.stack([a, np.where(turned > np.pi, turned - 2 * np.pi, turned)], 1)

    return HeldOut(quantities, log_density, [(0, most), (-np.pi, np.pi)], draw)


def pumps() -> HeldOut:
    """Given alpha and beta, the rates are gamma and independent; what is left is an integral over alpha and log beta."""
    hours = np.array([94.3, 15.7, 62.9, 126, 5.24, 31.4, 1.05, 1.05, 2.1, 10.5])
    failures = np.array([5, 1, 5, 14, 3, 19, 1, 1, 4, 22])
    (alpha, wa), (log_beta, wb) = nodes(1e-6, 7, 20, 8), nodes(-25, np.log(25), 20, 12)
    a, v = (grid.ravel() for grid in np.meshgrid(alpha, log_beta, indexing="ij"))
    b = np.exp(v)

    def log_weight(a: Array, b: Array) -> Array:
        """Of alpha and beta themselves, not of log beta."""
        each = gammaln(a[:, None] + failures) - (a[:, None] + failures) * np.log(b[:, None] + hours)
        return -a + gamma.logpdf(b, 0.1) + 10 * (a * np.log(b) - gammaln(a)) + each.sum(axis=1)

    logs = log_weight(a, b) + v
    density = np.exp(logs - logs.max())
    w = density * np.outer(wa, wb).ravel()
    keep = w > 1e-16 * w.max()
    w, a, b = w[keep] / w[keep].sum(), a[keep], b[keep]

    def rate(k: int) -> dict:
        shape, inverse = a + failures[k], b + hours[k]
        first, second = np.sum(w * shape / inverse), np.sum(w * shape * (shape + 1) / inverse**2)
        cdf = lambda x: float(np.sum(w * gamma.cdf(x, shape, scale=1 / inverse)))  # noqa: E731
        return from_cdf(f"rate{k}", first, np.sqrt(second - first**2), cdf, (1e-9, 40))

    grid = density.reshape(len(alpha), len(log_beta))
    of_log = marginal("beta", log_beta, wb, wa @ grid)  # only its quantiles are those of beta
    mean = np.sum(w * b)
    of_beta = {
        "id": "beta",
        "mean": float(mean),
        "sd": float(np.sqrt(np.sum(w * (b - mean) ** 2))),
        **{q: float(np.exp(of_log[q])) for q in ("q05", "q95")},
    }
    quantities = [*(rate(k) for k in range(10)), marginal("alpha", alpha, wa, grid @ wb), of_beta]

    def log_density(x: Array) -> Array:
        inside = np.all(x > 0, axis=1)
        x = np.where(inside[:, None], x, 1)
        rates, alpha, beta = x[:, :10], x[:, 10], x[:, 11]
        value = gamma.logpdf(alpha, 1) + gamma.logpdf(beta, 0.1) + poisson.logpmf(failures, rates * hours).sum(axis=1)
        return np.where(inside, value + gamma.logpdf(rates.T, alpha, scale=1 / beta).sum(axis=0), -np.inf)

    def draw(rng: Rng, n: int) -> Array:
        """alpha and log beta in cells of a fine grid, which is what limits it."""
        cells = np.linspace(1e-3, 4, 1001), np.linspace(-6, 2.5, 1001)
        middles = [(x[1:] + x[:-1]) / 2 for x in cells]
        first, second = (m.ravel() for m in np.meshgrid(*middles, indexing="ij"))
        logs = log_weight(first, np.exp(second)) + second
        mass = np.exp(logs - logs.max())
        cell = np.searchsorted(np.cumsum(mass) / mass.sum(), rng.random(n))
        jitter = rng.random((2, n)) - 0.5
        alpha = first[cell] + jitter[0] * (cells[0][1] - cells[0][0])
        beta = np.exp(second[cell] + jitter[1] * (cells[1][1] - cells[1][0]))
        rates = rng.gamma(alpha[:, None] + failures, 1 / (beta[:, None] + hours))
        return np.column_stack([rates, alpha, beta])

    return HeldOut(quantities, log_density, [(0, 10)] * 10 + [(0, 7), (0, 15)], draw)


def models() -> dict[str, HeldOut]:
    return {
        "bioassay-2": bioassay(),
        "horseshoe-6": horseshoe(),
        "variance-2": variance(),
        "decay-3": decay(),
        "change-3": change(),
        "phase-2": phase(),
        "pumps-12": pumps(),
    }
