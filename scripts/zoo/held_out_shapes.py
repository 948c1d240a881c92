"""Truth of the held-out targets of held-out-shapes.ts: closed forms, or one integral. All log densities take rows of points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from quadrature import Array, from_cdf, marginal, mixture, nodes, quantity
from scipy.interpolate import CubicSpline
from scipy.stats import beta, dirichlet, gamma, gumbel_r, laplace, logistic, lognorm, multivariate_normal, norm

Rng = np.random.Generator


@dataclass
class HeldOut:
    quantities: list[dict]
    log_density: Callable[[Array], Array]  # [n, dim] -> [n], up to a constant, -inf outside
    box: list[tuple[float, float]]  # holds all but a negligible part; for the check by quadrature
    draw: Callable[[Rng, int], Array] | None = None  # independent exact draws, for the check; never the truth
    warp: int = 1  # the check takes more points at low coordinates: x goes as u^warp


def names(dim: int) -> list[str]:
    return [f"x{k}" for k in range(dim)]


def of_law(identifier: str, law) -> dict:
    return quantity(identifier, law.mean(), law.std(), law.ppf)


def walled(identifier: str, ends: tuple[float, float], x: Array, w: Array, density: Array) -> dict:
    """As marginal, for a density that does not vanish at its ends: there is some mass between them and the outermost nodes."""
    first, last = CubicSpline(x, density)(ends)
    padded = [np.concatenate(([a], b, [c])) for a, b, c in ((ends[0], x, ends[1]), (0, w, 0), (first, density, last))]
    return marginal(identifier, *padded)


def inverse_cdf(x: Array, density: Array, u: Array) -> Array:
    """Draws of a one-dimensional density tabulated finely on x."""
    cumulative = np.concatenate(([0], np.cumsum((density[1:] + density[:-1]) / 2 * np.diff(x))))
    return np.interp(u, cumulative / cumulative[-1], x)


def shell(dim: int, width: float) -> HeldOut:
    """The radius r has the density r^(d-1) e^(-(r - 5)^2 / 2 w^2), and (1 + x / r) / 2 a beta distribution."""
    r, w = nodes(max(0.0, 5 - 10 * width), 5 + 10 * width, 40, 400)
    w = w * r ** (dim - 1) * norm.pdf(r, 5, width)
    w /= w.sum()
    cosine = beta((dim - 1) / 2, (dim - 1) / 2)
    sd = np.sqrt(np.sum(w * r**2) / dim)

    def cdf(x: float) -> float:
        return float(np.sum(w * cosine.cdf((1 + x / r) / 2)))

    def log_density(x: Array) -> Array:
        return norm.logpdf(np.linalg.norm(x, axis=1), 5, width)

    def draw(rng: Rng, n: int) -> Array:
        fine = np.linspace(max(0.0, 5 - 8 * width), 5 + 8 * width, 200_001)
        radius = inverse_cdf(fine, fine ** (dim - 1) * norm.pdf(fine, 5, width), rng.random(n))
        direction = rng.standard_normal((n, dim))
        return radius[:, None] * direction / np.linalg.norm(direction, axis=1)[:, None]

    quantities = [from_cdf(i, 0, sd, cdf, (-8, 8)) for i in names(dim)]
    return HeldOut(quantities, log_density, [(-8, 8)] * dim, draw)


def independent(dim: int, law, box: tuple[float, float], warp: int = 1) -> HeldOut:
    return HeldOut(
        [of_law(i, law) for i in names(dim)],
        lambda x: np.sum(law.logpdf(x), axis=1),
        [box] * dim,
        lambda rng, n: law.rvs((n, dim), random_state=rng),
        warp,
    )


def lognormal() -> HeldOut:
    covariance = 0.8**2 * (np.eye(3) + 1) / 2
    law = multivariate_normal(np.zeros(3), covariance)

    def log_density(x: Array) -> Array:
        with np.errstate(divide="ignore", invalid="ignore"):
            inside = np.all(x > 0, axis=1)
            logs = np.log(np.where(inside[:, None], x, 1.0))
        return np.where(inside, law.logpdf(logs) - logs.sum(axis=1), -np.inf)

    quantities = [of_law(i, lognorm(0.8)) for i in names(3)]
    return HeldOut(quantities, log_density, [(0, 60)] * 3, lambda rng, n: np.exp(law.rvs(n, random_state=rng)), 3)


def corner() -> HeldOut:
    """Of the area 19, [0, 1] x [0, 10] has 10 and [1, 10] x [0, 1] has 9."""
    mean = (10 * 0.5 + 9 * 5.5) / 19
    square = (10 / 3 + (10**3 - 1) / 3) / 19

    def quantile(p: float) -> float:
        return 1.9 * p if p < 10 / 19 else 1 + 19 * p - 10

    def log_density(x: Array) -> Array:
        inside = np.all((x > 0) & (x < 10), axis=1) & np.any(x < 1, axis=1)
        return np.where(inside, 0.0, -np.inf)

    def draw(rng: Rng, n: int) -> Array:
        x = np.stack([rng.random(n), 10 * rng.random(n)], 1)
        lying = rng.random(n) < 9 / 19
        x[lying] = np.stack([1 + 9 * rng.random(n), rng.random(n)], 1)[lying]
        return x

    quantities = [quantity(i, mean, np.sqrt(square - mean**2), quantile) for i in names(2)]
    return HeldOut(quantities, log_density, [(0, 10)] * 2, draw)


def shares() -> HeldOut:
    alpha = np.array([0.5, 1, 3, 8])
    law = dirichlet(alpha)

    def log_density(x: Array) -> Array:
        inside = np.all(x > 0, axis=1) & (x.sum(axis=1) < 1)
        safe = np.where(inside[:, None], x, 0.25)
        full = np.column_stack([safe, 1 - safe.sum(axis=1)])
        return np.where(inside, np.sum((alpha - 1) * np.log(full), axis=1), -np.inf)

    quantities = [of_law(i, beta(a, alpha.sum() - a)) for i, a in zip(names(3), alpha, strict=False)]
    return HeldOut(quantities, log_density, [(0, 1)] * 3, lambda rng, n: law.rvs(n, random_state=rng)[:, :3], 2)


def modes(centres: list[list[float]], sds: list[float], weights: list[float]) -> HeldOut:
    c, s, w = np.array(centres, float), np.array(sds), np.array(weights)
    dim = c.shape[1]

    def log_density(x: Array) -> Array:
        parts = [norm.logpdf(x, m, a).sum(axis=1) + np.log(b) for m, a, b in zip(c, s, w, strict=True)]
        return np.logaddexp.reduce(parts)

    def draw(rng: Rng, n: int) -> Array:
        mode = rng.choice(len(w), n, p=w)
        return c[mode] + s[mode][:, None] * rng.standard_normal((n, dim))

    quantities = [mixture(i, w, c[:, k], s) for k, i in enumerate(names(dim))]
    return HeldOut(quantities, log_density, [(-12, 16)] * dim, draw)


def sine() -> HeldOut:
    x, w = nodes(-30, 30, 40, 200)
    second = mixture("x1", w * norm.pdf(x, 0, 3), 2 * np.sin(x), np.full_like(x, 0.2))

    def log_density(p: Array) -> Array:
        return norm.logpdf(p[:, 0], 0, 3) + norm.logpdf(p[:, 1], 2 * np.sin(p[:, 0]), 0.2)

    def draw(rng: Rng, n: int) -> Array:
        first = 3 * rng.standard_normal(n)
        return np.stack([first, 2 * np.sin(first) + 0.2 * rng.standard_normal(n)], 1)

    return HeldOut([of_law("x0", norm(0, 3)), second], log_density, [(-18, 18), (-3.5, 3.5)], draw)


def product() -> HeldOut:
    """Given a, the product is normal between 0 and 10 a; the density of a is that mass over a."""
    a, w = nodes(1e-6, 10, 40, 400)

    def density(a: Array) -> Array:
        return (norm.cdf(10 * a, 4, 0.2) - norm.cdf(0, 4, 0.2)) / a

    def log_density(x: Array) -> Array:
        inside = np.all((x > 0) & (x < 10), axis=1)
        return np.where(inside, norm.logpdf(x[:, 0] * x[:, 1], 4, 0.2), -np.inf)

    def draw(rng: Rng, n: int) -> Array:
        fine = np.linspace(0.2, 10, 2_000_001)
        first = inverse_cdf(fine, density(fine), rng.random(n))
        u = rng.random(n) * norm.cdf(10 * first, 4, 0.2)
        return np.stack([first, norm.ppf(u, 4, 0.2) / first], 1)

    quantities = [walled(i, (0, 10), a, w, density(a)) for i in names(2)]
    return HeldOut(quantities, log_density, [(0, 10)] * 2, draw)


def normal(covariance: Array) -> HeldOut:
    law = multivariate_normal(np.zeros(len(covariance)), covariance, allow_singular=False)
    sds = np.sqrt(np.diag(covariance))
    quantities = [of_law(i, norm(0, s)) for i, s in zip(names(len(sds)), sds, strict=True)]
    return HeldOut(quantities, law.logpdf, [(-6 * s, 6 * s) for s in sds], lambda rng, n: law.rvs(n, random_state=rng))


def bridge(dim: int) -> HeldOut:
    t = np.arange(1, dim + 1) / (dim + 1)
    return normal(np.minimum.outer(t, t) - np.outer(t, t))


def condition(dim: int) -> HeldOut:
    from scipy.fft import dct

    axes = dct(np.eye(dim), axis=0, norm="ortho")  # rows are the axes
    return normal(axes.T @ np.diag(10 ** (-8 * np.arange(dim) / (dim - 1))) @ axes)


def clayton() -> HeldOut:
    """Clayton's copula, theta = 2: c(u) = prod_k (1 + 2 k) prod_i u_i^-3 (sum_i u_i^-2 - 2)^-3.5."""
    from scipy.stats import expon

    margins = {"exponential": expon(), "gumbel": gumbel_r(), "logistic": logistic()}

    def log_density(x: Array) -> Array:
        log_u = np.stack([law.logcdf(x[:, k]) for k, law in enumerate(margins.values())], 1)
        log_f = sum(law.logpdf(x[:, k]) for k, law in enumerate(margins.values()))
        with np.errstate(invalid="ignore", over="ignore"):
            most = np.max(-2 * log_u, axis=1)
            total = most + np.log(np.sum(np.exp(-2 * log_u - most[:, None]), axis=1) - 2 * np.exp(-most))
            value = log_f - 3 * log_u.sum(axis=1) - 3.5 * total
        return np.where(x[:, 0] > 0, value, -np.inf)

    def draw(rng: Rng, n: int) -> Array:
        """Marshall & Olkin (1988), JASA 83, 834: a common gamma variable."""
        u = (1 + rng.exponential(size=(n, 3)) / rng.gamma(0.5, size=n)[:, None]) ** -0.5
        return np.stack([law.ppf(u[:, k]) for k, law in enumerate(margins.values())], 1)

    quantities = [of_law(i, law) for i, law in margins.items()]
    return HeldOut(quantities, log_density, [(0, 25), (-4, 25), (-20, 20)], draw)


def eggbox() -> HeldOut:
    x, w = nodes(0, 10 * np.pi, 12, 240)  # modes are 0.1 wide, pieces 0.13
    density = np.array([np.sum(w * np.exp((2 + np.cos(a / 2) * np.cos(x / 2)) ** 5 - 243)) for a in x])

    def log_density(p: Array) -> Array:
        inside = np.all((p > 0) & (p < 10 * np.pi), axis=1)
        return np.where(inside, (2 + np.cos(p[:, 0] / 2) * np.cos(p[:, 1] / 2)) ** 5, -np.inf)

    def draw(rng: Rng, n: int) -> Array:
        """By rejection, from normal distributions about the modes that are larger everywhere near them."""
        found, lattice = [], 2 * np.pi * np.array([(i, j) for i in range(6) for j in range(6) if (i + j) % 2 == 0])
        while sum(map(len, found)) < n:
            step = 0.13 * rng.standard_normal((n, 2))
            p = lattice[rng.integers(len(lattice), size=n)] + step
            log_ratio = log_density(p) - 243 + np.sum((step / 0.13) ** 2, axis=1) / 2
            if np.max(log_ratio) > 0:
                raise SystemExit("eggbox: the proposal is not larger everywhere")
            found.append(p[np.log(rng.random(n)) < log_ratio])
        return np.concatenate(found)[:n]

    quantities = [walled(i, (0, 10 * np.pi), x, w, density) for i in names(2)]
    return HeldOut(quantities, log_density, [(0, 10 * np.pi)] * 2, draw)


def shapes() -> dict[str, HeldOut]:
    return {
        "ring-2": shell(2, 0.25),
        "shell-5": shell(5, 0.5),
        "edge-3": independent(3, gamma(0.5), (0, 30), 4),
        "lognormal-3": lognormal(),
        "laplace-10": independent(10, laplace(), (-20, 20)),
        "corner-2": corner(),
        "dirichlet-3": shares(),
        "spike-3": modes([[0, 0, 0], [1, 1, 1]], [1, 0.1], [0.6, 0.4]),
        "triangle-3": modes([[0, 0, 0], [8, 0, 3], [4, 7, -3]], [1, 0.5, 1.5], [0.6, 0.3, 0.1]),
        "sine-2": sine(),
        "product-2": product(),
        "bridge-40": bridge(40),
        "condition-8": condition(8),
        "clayton-3": clayton(),
        "eggbox-2": eggbox(),
    }
