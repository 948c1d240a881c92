"""Truth of the models of unseen-models.ts, by quadrature over what cannot be integrated by hand. Data: make_unseen_data.py."""

from __future__ import annotations

import json

import numpy as np
from held_out_models import on_grid
from held_out_shapes import HeldOut, Rng, inverse_cdf, walled
from make_truth import HERE
from quadrature import Array, from_cdf, mixture, nodes
from scipy.special import comb, gammaln
from scipy.stats import gamma, nbinom, norm, poisson
from unseen_levels import disasters, dyestuff


def frequency(data: dict) -> HeldOut:
    """A cosine and a sine of amplitudes N(0, 1), errors N(0, 0.7^2): y ~ N(0, C), C = 0.49 + cos(2 pi f (t_i - t_j))."""
    t, y = np.array(data["time"]), np.array(data["value"])
    ends = (0.02, 0.98)

    def log_density(x: Array) -> Array:
        found = np.full(len(x), -np.inf)
        for i in np.flatnonzero((x[:, 0] > ends[0]) & (x[:, 0] < ends[1])):
            covariance = 0.49 * np.eye(len(t)) + np.cos(2 * np.pi * x[i, 0] * np.subtract.outer(t, t))
            found[i] = -(y @ np.linalg.solve(covariance, y) + np.linalg.slogdet(covariance)[1]) / 2
        return found

    f, w = nodes(*ends, 20, 200)
    density = np.exp(log_density(f[:, None]))

    def draw(rng: Rng, n: int) -> Array:
        fine = np.linspace(ends[0] + 1e-9, ends[1] - 1e-9, 40_001)
        return inverse_cdf(fine, np.exp(log_density(fine[:, None])), rng.random(n))[:, None]

    return HeldOut([walled("frequency", ends, f, w, density)], log_density, [ends], draw)


def threshold(delays: list[float]) -> HeldOut:
    """Prior e^-rate. With S the sum and m the least, start has the density (1 + S - n start)^-(n + 1) on (0, m), the rate a difference of gammas."""
    t, n = np.array(delays), len(delays)
    most, whole = t.min(), 1 + t.sum()
    near = whole - n * most
    mass = near**-n - whole**-n

    start, w = nodes(0, most, 40, 40)
    w = w * (whole - n * start) ** -(n + 1.0)
    w /= w.sum()
    mean = np.sum(w * start)
    laws = [(near**-n / mass, gamma(n, scale=1 / near)), (-(whole**-n) / mass, gamma(n, scale=1 / whole))]
    first, second = (sum(c * law.moment(k) for c, law in laws) for k in (1, 2))

    def log_density(x: Array) -> Array:
        inside = (x[:, 0] > 0) & (x[:, 0] < most) & (x[:, 1] > 0)
        begin, rate = np.where(inside[:, None], x, 1).T
        return np.where(inside, n * np.log(rate) - rate * (1 + np.sum(t[:, None] - begin, axis=0)), -np.inf)

    def draw(rng: Rng, size: int) -> Array:
        begin = (whole - (whole**-n + rng.random(size) * mass) ** (-1 / n)) / n
        return np.stack([begin, rng.gamma(n + 1, 1 / (whole - n * begin))], 1)

    quantities = [
        from_cdf(
            "start",
            mean,
            np.sqrt(np.sum(w * (start - mean) ** 2)),
            lambda x: ((whole - n * x) ** -n - whole**-n) / mass,
            (0, most),
        ),
        from_cdf(
            "rate", first, np.sqrt(second - first**2), lambda x: sum(c * law.cdf(x) for c, law in laws), (1e-9, 20)
        ),
    ]
    return HeldOut(quantities, log_density, [(0, most), (0, 4)], draw)


def mites(leaves: list[int]) -> HeldOut:
    """Negative binomial of mean m and size k, with priors e^(-m / 5) and e^(-k / 5)."""

    def log_density(x: Array) -> Array:
        inside = np.all(x > 0, axis=1)
        m, k = np.where(inside[:, None], x, 1).T
        each = nbinom.logpmf(np.arange(len(leaves))[:, None], k, k / (k + m))
        return np.where(inside, np.array(leaves) @ each - (m + k) / 5, -np.inf)

    box = [(0.3, 5.0), (0.1, 30.0)]
    axes = [nodes(*box[0], 20, 20), nodes(*box[1], 20, 120)]
    return HeldOut(on_grid(["mean", "size"], axes, box, log_density), log_density, box)


def limit() -> HeldOut:
    """4 ~ Poisson(efficiency signal + background), 6 ~ Poisson(3 background), efficiency ~ N(0.3, 0.1): the background by hand.

    (e s + b)^4 is summed term by term, and b is gamma (11 - k, 4) in each."""
    (s, ws), (e, we) = nodes(0, 60, 20, 20), nodes(0, 1, 20, 10)
    k = np.arange(5)
    product = s[:, None, None] * e[:, None]
    logs = np.log(comb(4, k)) + k * np.log(product) - product + gammaln(11 - k) - (11 - k) * np.log(4)
    density = np.exp(logs + norm.logpdf(e, 0.3, 0.1)[:, None])
    both = density.sum(axis=2)
    weight = np.einsum("s,e,sek->k", ws, we, density)
    weight /= weight.sum()
    shape = 11 - k
    mean = np.sum(weight * shape) / 4
    sd = np.sqrt(np.sum(weight * shape * (shape + 1)) / 16 - mean**2)
    quantities = [
        walled("signal", (0, 60), s, ws, both @ we),
        walled("efficiency", (0, 1), e, we, ws @ both),
        from_cdf(
            "background", mean, sd, lambda x: float(np.sum(weight * gamma.cdf(x, shape, scale=1 / 4))), (1e-9, 20)
        ),
    ]

    def log_density(x: Array) -> Array:
        inside = np.all(x > 0, axis=1) & (x[:, 0] < 60) & (x[:, 1] < 1)
        s, e, b = np.where(inside[:, None], x, 0.5).T
        value = poisson.logpmf(4, e * s + b) + poisson.logpmf(6, 3 * b) + norm.logpdf(e, 0.3, 0.1)
        return np.where(inside, value, -np.inf)

    return HeldOut(quantities, log_density, [(0, 60), (0, 1), (0, 10)])


LINE_BOX = [(0.0, 80.0), (0.0, 60.0), (0.0, 20.0)]


def line(counts: list[int]) -> HeldOut:
    """Amplitude, position and background of a line of standard deviation 1.2 in sixty channels; priors uniform between the walls."""
    n, channel = np.array(counts), np.arange(60) + 0.5

    def quick(x: Array) -> Array:
        """Without the factorials, for millions of nodes."""
        amplitude, position, background = x.T[..., None]
        expected = background + amplitude * norm.pdf(channel, position, 1.2)
        return np.sum(n * np.log(expected) - expected, axis=1)

    def log_density(x: Array) -> Array:
        low, high = np.array(LINE_BOX).T
        inside = np.all((x > low) & (x < high), axis=1)
        return np.where(inside, quick(np.where(inside[:, None], x, 1.0)), -np.inf)

    # All but 1e-12 of the background is in 2 ... 7.
    axes = [nodes(0, 80, 12, 8), nodes(0, 60, 12, 60), nodes(2, 7, 12, 7)]
    ends = [LINE_BOX[0], LINE_BOX[1], (2.0, 7.0)]
    return HeldOut(on_grid(["amplitude", "position", "background"], axes, ends, quick), log_density, LINE_BOX)


def broken(data: dict) -> HeldOut:
    """log10 flux = norm + index1 min(E, break) + index2 max(E - break, 0), errors 0.15: given the break, all else is normal.

    Priors: norm ~ N(0, 3^2), indices ~ N(-2, 1), break uniform in (0, 3). The density of the break has kinks at the energies."""
    energy, flux = np.array(data["energy"]), np.array(data["flux"])
    edges = np.concatenate(([0], energy, [3]))
    pieces = [nodes(a, b, 20) for a, b in zip(edges[:-1], edges[1:], strict=True)]
    place, w = (np.concatenate(part) for part in zip(*pieces, strict=True))
    prior_mean, prior_precision = np.array([0, -2, -2]), np.diag([1 / 9, 1, 1])

    def given(at: float) -> tuple[float, Array, Array]:
        """Log of the mass, mean and covariance of the others."""
        design = np.stack([np.ones_like(energy), np.minimum(energy, at), np.maximum(energy - at, 0)], 1)
        precision = design.T @ design / 0.15**2 + prior_precision
        pull = design.T @ flux / 0.15**2 + prior_precision @ prior_mean
        mean = np.linalg.solve(precision, pull)
        return (mean @ pull - np.linalg.slogdet(precision)[1]) / 2, mean, np.linalg.inv(precision)

    logs, means, covariances = (np.array(part) for part in zip(*map(given, place), strict=True))
    density = np.exp(logs - logs.max())
    sds = np.sqrt(np.diagonal(covariances, axis1=1, axis2=2))
    quantities = [mixture(i, w * density, means[:, k], sds[:, k]) for k, i in enumerate(["norm", "index1", "index2"])]

    mass = [np.sum(v * np.exp([given(at)[0] - logs.max() for at in inner])) for inner, v in pieces]

    def share(x: float) -> float:
        """Of the break below x."""
        i = int(np.searchsorted(edges, x)) - 1
        inner, v = nodes(edges[i], x, 20)
        return (sum(mass[:i]) + np.sum(v * np.exp([given(at)[0] - logs.max() for at in inner]))) / sum(mass)

    first, second = (np.sum(w * density * place**k) / sum(mass) for k in (1, 2))
    quantities.append(from_cdf("break", first, np.sqrt(second - first**2), share, (1e-6, 3 - 1e-6)))

    def log_density(x: Array) -> Array:
        at = x[:, 3:]
        expected = x[:, :1] + x[:, 1:2] * np.minimum(energy, at) + x[:, 2:3] * np.maximum(energy - at, 0)
        value = norm.logpdf(flux, expected, 0.15).sum(axis=1) + norm.logpdf(x[:, :3], [0, -2, -2], [3, 1, 1]).sum(
            axis=1
        )
        return np.where((x[:, 3] > 0) & (x[:, 3] < 3), value, -np.inf)

    def draw(rng: Rng, n: int) -> Array:
        fine = np.linspace(0, 3, 3001)
        curve = np.array([given(at)[0] for at in fine])
        at = np.sort(inverse_cdf(fine, np.exp(curve - curve.max()), rng.random(n)))
        found = np.empty((n, 4))
        # The others in blocks that share the break of their middle, at most a thousandth wide.
        for block in np.split(np.arange(n), np.searchsorted(at, fine[1:-1])):
            if len(block):
                _, mean, covariance = given(at[block].mean())
                found[block, :3] = rng.multivariate_normal(mean, covariance, len(block))
        found[:, 3] = at
        return found[rng.permutation(n)]

    return HeldOut(quantities, log_density, [(-5, 5)] * 3 + [(0, 3)], draw)


def models() -> dict[str, HeldOut]:
    data = json.loads((HERE / "unseen-data.json").read_text())
    return {
        "frequency-1": frequency(data["oscillation"]),
        "threshold-2": threshold(data["delays"]),
        "mites-2": mites(data["mites"]),
        "limit-3": limit(),
        "line-3": line(data["line"]),
        "break-4": broken(data["power_law"]),
        "dyestuff-9": dyestuff(data["dyestuff"]),
        "disasters-20": disasters(data["disasters"]),
    }
