"""The truth of the unseen targets a second time: the log densities themselves are integrated numerically, with other nodes, and no closed form.

`again` gives each target's largest deviation, in its own standard deviations, of means, sds and quantiles. The density of a
coordinate is summed over a grid of what the others can do, where the shape lets that be few dimensions; Gauss-Legendre panels
that end at the known quantiles tell the shares below.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import numpy as np
from held_out_shapes import HeldOut
from make_truth import HERE
from quadrature import Array, nodes
from scipy.stats import norm
from unseen_levels import Walk, of_walk, uniform_grid

Density = Callable[[Array], Array]  # of one coordinate, not normalised


def deviation(
    known: dict, density: Density, ends: tuple[float, float], pieces: int, breaks: tuple[float, ...] = ()
) -> float:
    quantiles = (known["q05"], known["q95"])
    edges = np.unique([*np.linspace(*ends, pieces + 1), *quantiles, *breaks])
    x, w = (
        np.concatenate(p)
        for p in zip(*(nodes(a, b, 16) for a, b in zip(edges[:-1], edges[1:], strict=True)), strict=True)
    )
    w = w * density(x)
    mean = w @ x / w.sum()
    sd = np.sqrt(w @ (x - mean) ** 2 / w.sum())
    off = [mean - known["mean"], sd - known["sd"]]
    at = density(np.array(quantiles)) / w.sum()
    off += [(p - w[x < q].sum() / w.sum()) / f for p, q, f in zip((0.05, 0.95), quantiles, at, strict=True)]
    return float(np.max(np.abs(off)) / known["sd"])


def over(target: HeldOut, k: int, others: list[tuple[Array, Array]]) -> Density:
    """The density of coordinate k, the others summed over a product of nodes."""
    grids = [g.ravel() for g in np.meshgrid(*(x for x, _ in others), indexing="ij")]
    weights = np.ones(1)
    for _, w in others:
        weights = np.outer(weights, w).ravel()
    points = np.empty((len(weights), len(others) + 1))
    points[:, [j for j in range(len(others) + 1) if j != k]] = np.stack(grids, 1)
    top = target.log_density(np.array([[q["mean"] for q in target.quantities]]))[0]  # against overflow

    def one(value: float) -> float:
        points[:, k] = value
        return float(weights @ np.exp(target.log_density(points) - top))

    return lambda x: np.array([one(value) for value in x])


def product(target: HeldOut, axes: list[tuple[Array, Array]], pieces: list[int]) -> float:
    """All coordinates, each over nodes of all others."""
    found = []
    for k, known in enumerate(target.quantities):
        others = [axis for j, axis in enumerate(axes) if j != k]
        x = axes[k][0]
        low, high = target.box[k]
        # As far as a wall that is just beyond the nodes, else as far as they go.
        ends = (low, high) if x[0] - low + high - x[-1] < 0.01 * (high - low) else (x[0], x[-1])
        found.append(deviation(known, over(target, k, others), ends, pieces[k]))
    return float(np.max(found))


def of_logarithm(low: float, high: float, n: int) -> tuple[Array, Array]:
    """A uniform grid in the logarithm."""
    u, w = uniform_grid(np.log(low), np.log(high), n)
    return np.exp(u), w * np.exp(u)


def frequency(target: HeldOut, data: dict) -> float:
    """By the cosine and the sine: a determinant of two rows and columns."""
    t, y = np.array(data["time"]), np.array(data["value"])

    def density(f: Array) -> Array:
        waves = np.stack([np.cos(2 * np.pi * f[:, None] * t), np.sin(2 * np.pi * f[:, None] * t)], 1)
        precision = np.eye(2) + waves @ waves.transpose(0, 2, 1) / 0.49
        pull = waves @ y / 0.49
        return np.exp(np.einsum("ni,nij,nj->n", pull, np.linalg.inv(precision), pull) / 2) / np.sqrt(
            np.linalg.det(precision)
        )

    return deviation(target.quantities[0], density, target.box[0], 301)


def torus(target: HeldOut) -> float:
    circle = np.linspace(-np.pi, np.pi, 400, endpoint=False) + 1e-3, np.full(400, np.pi / 200)
    return max(deviation(q, over(target, k, [circle]), target.box[k], 50) for k, q in enumerate(target.quantities))


def extremes(target: HeldOut) -> float:
    """In coordinates y of which all margins are Gumbel's, the differences of two of them to the one."""
    shapes = [(4, 1, 0.1), (0.5, 0.2, 0.0), (3, 0.8, -0.2)]  # location, scale, shape
    d, w = uniform_grid(-9, 9, 181)
    d1, d2 = (g.ravel() for g in np.meshgrid(d, d, indexing="ij"))

    def place(k: int, y: Array) -> tuple[Array, Array]:
        """x and dx/dy."""
        location, scale, shape = shapes[k]
        return location + scale * (np.expm1(shape * y) / shape if shape else y), scale * np.exp(shape * y)

    found = []
    for k, known in enumerate(target.quantities):
        location, scale, shape = shapes[k]

        def one(x: float, k: int = k, location: float = location, scale: float = scale, shape: float = shape) -> float:
            y = (x - location) / scale
            y = np.log1p(shape * y) / shape if shape else y
            own = {j: place(j, y + step) for j, step in zip([j for j in range(3) if j != k], (d1, d2), strict=True)}
            points = np.stack([own[j][0] if j in own else np.full_like(d1, x) for j in range(3)], 1)
            return float(np.sum(np.exp(target.log_density(points)) * np.prod([dx for _, dx in own.values()], axis=0)))

        # The first margin falls like x^-11 only.
        ends = [(1.0, 200.0), (-0.3, 8.0), (0.05, 6.99)][k]
        breaks = tuple(ends[0] + (ends[1] - ends[0]) * (np.linspace(0, 1, 12) ** 3)[1:-1])
        found.append(deviation(known, lambda x, one=one: np.array([one(v) for v in x]), ends, 4, breaks))
    return float(np.max(found))


def round_about(
    target: HeldOut, own: tuple[float, float], along: tuple[Array, Array], radius: tuple[Array, Array], pieces: int
) -> float:
    """All coordinates are alike: one, the sum of the others, and their distance from the line where they are equal."""
    others = len(target.quantities) - 1
    (s, ws), (r, wr) = along, radius
    weights = np.outer(ws, wr * r ** (others - 2)).ravel()
    points = np.repeat(np.repeat(s, len(r))[:, None] / np.sqrt(others), others + 1, axis=1)
    points[:, 1] += np.tile(r, len(s)) / np.sqrt(2)
    points[:, 2] -= np.tile(r, len(s)) / np.sqrt(2)

    def one(value: float) -> float:
        points[:, 0] = value
        return float(weights @ np.exp(target.log_density(points)))

    return max(deviation(q, lambda x: np.array([one(v) for v in x]), own, pieces) for q in target.quantities[:1])


def budget(target: HeldOut) -> float:
    rest, w = nodes(0, 11.5, 40, 100)

    def one(value: float) -> float:
        points = np.column_stack([np.full_like(rest, value), np.repeat(rest[:, None] / 6, 6, axis=1)])
        return float(w @ (rest**5 * np.exp(target.log_density(points))))

    return deviation(target.quantities[0], lambda x: np.array([one(v) for v in x]), (0, 11.5), 40)


def double_well(target: HeldOut) -> float:
    """From x back to x over fifteen nodes, uniform ones, by the eigenvectors of one step."""
    grid, w = uniform_grid(-4, 4, 401)

    def kernel(a: Array, b: Array) -> Array:
        well = lambda x: (x**2 - 1) ** 2 - 0.02 * x  # noqa: E731
        return np.exp(-3 * (a[:, None] - b) ** 2 - well(a)[:, None] / 2 - well(b) / 2)

    values, vectors = np.linalg.eigh(kernel(grid, grid) * w[0])

    def density(x: Array) -> Array:
        return ((kernel(x, grid) @ vectors) ** 2 * values**14).sum(axis=1)

    return max(deviation(q, density, (-3.8, 3.8), 40) for q in target.quantities)


def broken(target: HeldOut, data: dict) -> float:
    """At a fixed break the log density is a quadratic form, told here by its values at ten points."""
    edges = np.array([0, *data["energy"], 3])
    unit = np.eye(3)
    probes = np.concatenate([np.zeros((1, 3)), unit, -unit, [unit[0] + unit[1], unit[0] + unit[2], unit[1] + unit[2]]])

    def given(at: Array) -> tuple[Array, Array, Array]:
        """Mass, means and sds of the others."""
        points = np.column_stack([np.tile(probes, (len(at), 1)), np.repeat(at, 10)])
        f = target.log_density(points).reshape(-1, 10)
        gradient = (f[:, 1:4] - f[:, 4:7]) / 2
        hessian = np.empty((len(at), 3, 3))
        for k in range(3):
            hessian[:, k, k] = f[:, 1 + k] + f[:, 4 + k] - 2 * f[:, 0]
        for n, (a, b) in enumerate([(0, 1), (0, 2), (1, 2)]):
            hessian[:, a, b] = hessian[:, b, a] = f[:, 7 + n] - f[:, 1 + a] - f[:, 1 + b] + f[:, 0]
        covariance = -np.linalg.inv(hessian)
        means = np.einsum("nij,nj->ni", covariance, gradient)
        top = f[:, 0] + np.sum(gradient * means, axis=1) / 2
        return (
            np.exp(top) * np.sqrt(np.linalg.det(covariance)),
            means,
            np.sqrt(np.diagonal(covariance, axis1=1, axis2=2)),
        )

    pieces = [nodes(a, b, 12) for a, b in zip(edges[:-1], edges[1:], strict=True)]
    at, w = (np.concatenate(p) for p in zip(*pieces, strict=True))
    mass, means, sds = given(at)
    found = [deviation(target.quantities[3], lambda x: given(x)[0], (0, 3), 1, tuple(data["energy"]))]
    for k, ends in enumerate([(0, 4), (-9, 5), (-9, 5)]):
        density = lambda x, k=k: norm.pdf(x[:, None], means[:, k], sds[:, k]) @ (w * mass)  # noqa: E731
        found.append(deviation(target.quantities[k], density, ends, 140))
    return float(np.max(found))


def dyestuff(target: HeldOut, samples: list[list[int]]) -> float:
    """The spreads' logarithms and the common mean; each batch by itself over where both its prior and its data are."""
    y = np.array(samples, float)
    t, wt = nodes(0, 1, 40)

    def batch(j: int, m: Array, b: Array, w: Array) -> Array:
        centre, spread = y[j].mean(), 9 * w / np.sqrt(5)
        low, high = np.maximum(m - 9 * b, centre - spread), np.minimum(m + 9 * b, centre + spread)
        wide = np.maximum(high - low, 0)
        x = low[..., None] + wide[..., None] * t
        log = -(((x - m[..., None]) / b[..., None]) ** 2) / 2 - np.log(b)[..., None]
        log = (
            log - np.sum((x[..., None] - y[j]) ** 2, axis=-1) / (2 * w[..., None] ** 2) - 5 * np.log(w / 50)[..., None]
        )
        return wide * (np.exp(log) @ wt)

    (m, wm), (u, wu), (v, wv) = nodes(1150, 1900, 24, 4), nodes(-14, 9, 24, 5), nodes(2.8, 5.6, 24)
    axes = {6: (m, wm), 7: (u, wu), 8: (v, wv)}
    ends = {6: (1150, 1900), 7: (-14, 9), 8: (2.8, 5.6)}

    def one(k: int, value: float) -> float:
        own = {**axes, k: (np.array([value]), np.ones(1))}
        m, u, v = np.meshgrid(*(x for x, _ in own.values()), indexing="ij")
        b, w = np.exp(u), np.exp(v)
        density = norm.pdf(m, 1500, 100) * b / (1 + (b / 50) ** 2) * w / (1 + (w / 50) ** 2)
        for j in range(6):
            density = density * batch(j, m, b, w)
        return float(np.einsum("muv,m,u,v->", density, *(w for _, w in own.values())))

    found = []
    for k in (6, 7, 8):
        known = target.quantities[k]
        found.append(deviation(known, lambda x, k=k: np.array([one(k, value) for value in x]), ends[k], 4))
    return float(np.max(found))


def disasters(target: HeldOut, counts: list[int]) -> float:
    """Other nodes, of both, and further walls."""
    second = of_walk(Walk(counts, *nodes(-7, 5, 20, 32)), *uniform_grid(-4, 2, 151))
    return max(
        abs(a[key] - b[key]) / a["sd"]
        for a, b in zip(target.quantities, second, strict=True)
        for key in ("mean", "sd", "q05", "q95")
    )


def again(targets: dict[str, HeldOut]) -> dict[str, Callable[[], float]]:
    data = json.loads((HERE / "unseen-data.json").read_text())
    t = targets
    stretched, ws = uniform_grid(-6.5, 6.5, 261)
    wide = np.sinh(stretched), ws * np.cosh(stretched)
    out = wide[0][130:], wide[1][130:]
    return {
        "frequency-1": lambda: frequency(t["frequency-1"], data["oscillation"]),
        "threshold-2": lambda: product(t["threshold-2"], [nodes(0, 2.31, 40), nodes(0, 6, 40, 4)], [4, 10]),
        "mites-2": lambda: product(t["mites-2"], [of_logarithm(0.2, 6, 200), of_logarithm(0.05, 80, 300)], [20, 40]),
        "torus-2": lambda: torus(t["torus-2"]),
        "limit-3": lambda: product(
            t["limit-3"], [nodes(0, 60, 30, 3), nodes(0, 1, 30, 2), nodes(0, 14, 30, 2)], [8, 4, 8]
        ),
        "line-3": lambda: product(
            t["line-3"], [nodes(0, 80, 16, 4), nodes(0, 60, 16, 30), uniform_grid(1.8, 7.5, 30)], [4, 40, 8]
        ),
        "extremes-3": lambda: extremes(t["extremes-3"]),
        "break-4": lambda: broken(t["break-4"], data["power_law"]),
        "widths-6": lambda: round_about(t["widths-6"], (-9, 9), uniform_grid(-9, 12, 150), nodes(0, 10, 60, 2), 10),
        "budget-7": lambda: budget(t["budget-7"]),
        "dyestuff-9": lambda: dyestuff(t["dyestuff-9"], data["dyestuff"]),
        "student7-10": lambda: round_about(t["student7-10"], (-120, 120), wide, out, 60),
        "double-well-16": lambda: double_well(t["double-well-16"]),
        "disasters-20": lambda: disasters(t["disasters-20"], data["disasters"]),
    }
