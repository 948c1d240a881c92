"""Compares held-out-truth.json with the densities in ways that did not make it: `python scripts/zoo/check_held_out.py [FOLDER]`.

- Independent exact draws, where there is a way to make them, have these means, sds and shares below the quantiles, in their standard errors.
- They are of this density: a symmetric step from each that is accepted as Metropolis does changes no mean of x, x^2 or sign(x - mean) |x - mean|^(1/2).
- In up to three dimensions, quasi-Monte Carlo over a box gives the same numbers.
With FOLDER, points inside and outside of the support and their log densities are written there, for the comparison of compare-densities.ts.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from held_out_models import models
from held_out_shapes import HeldOut, shapes
from make_truth import HERE
from scipy.stats import qmc

DRAWS = 2_000_000


def z(values: np.ndarray, expected: float) -> float:
    return float((values.mean() - expected) / (values.std() / np.sqrt(len(values)) + 1e-300))


def of_draws(known: list[dict], x: np.ndarray) -> float:
    worst = 0.0
    for k, q in enumerate(known):
        own = x[:, k]
        tests = [
            z(own, q["mean"]),
            z((own - q["mean"]) ** 2, q["sd"] ** 2),
            z((own < q["q05"]).astype(float), 0.05),
            z((own < q["q95"]).astype(float), 0.95),
        ]
        worst = max(worst, *map(abs, tests))
    return worst


def of_steps(target: HeldOut, known: list[dict], x: np.ndarray, rng: np.random.Generator) -> tuple[float, float]:
    n = len(x) // 3
    x, y, w = x[:n], x[n : 2 * n], x[2 * n : 3 * n]
    size = np.where(rng.random(n) < 0.5, 1.0, 0.3) / np.sqrt(x.shape[1])
    moved = x + size[:, None] * (y - w)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = target.log_density(moved) - target.log_density(x)
    accepted = np.exp(np.minimum(ratio, 0))
    worst = 0.0
    for k, q in enumerate(known):
        root = lambda v: np.sign(v - q["mean"]) * np.sqrt(np.abs(v - q["mean"]))  # noqa: B023, E731
        for h in (lambda v: v, lambda v: (v - q["mean"]) ** 2, root):  # noqa: B023
            worst = max(worst, abs(z(accepted * (h(moved[:, k]) - h(x[:, k])), 0)))
    return worst, float(accepted.mean())


def of_box(target: HeldOut, known: list[dict]) -> tuple[float, float]:
    """Largest deviation in standard deviations of the target, of quantiles as shares; and the largest in standard errors."""
    low, high = np.array(target.box, float).T
    found = []
    for seed in range(8):
        u = qmc.Sobol(len(low), seed=seed).random_base2(19)
        u = np.maximum(u, 1e-12)
        x = low + u**target.warp * (high - low)
        logs = target.log_density(x) + (target.warp - 1) * np.log(u).sum(axis=1)
        w = np.exp(logs - logs.max())
        w /= w.sum()
        row = []
        for k, q in enumerate(known):
            own = x[:, k]
            row += [
                (w @ own - q["mean"]) / q["sd"],
                np.sqrt(w @ (own - q["mean"]) ** 2) / q["sd"] - 1,
                w @ (own < q["q05"]) - 0.05,
                w @ (own < q["q95"]) - 0.95,
            ]
        found.append(row)
    a = np.array(found)
    error = a.std(axis=0, ddof=1) / np.sqrt(len(a)) + 1e-9
    return float(np.max(np.abs(a.mean(axis=0)))), float(np.max(np.abs(a.mean(axis=0)) / error))


def write(folder: Path, name: str, target: HeldOut, x: np.ndarray | None, rng: np.random.Generator) -> None:
    low, high = np.array(target.box, float).T
    wide = high - low
    points = [rng.uniform(low - 0.05 * wide, high + 0.05 * wide, (3000, len(low)))]
    if x is not None:
        points += [x[:3000], x[:3000] * rng.uniform(0.9, 1.1, (3000, len(low)))]
    rows = np.concatenate(points)
    with np.errstate(all="ignore"):
        logs = target.log_density(rows)
    rows.tofile(folder / f"{name}.points")
    logs.astype(float).tofile(folder / f"{name}.logs")


def main() -> None:
    truth = json.loads((HERE / "held-out-truth.json").read_text())["targets"]
    for name, target in {**shapes(), **models()}.items():
        known = truth[name]["quantities"]
        rng = np.random.default_rng(7)
        words, x = [], None
        if target.draw is not None:
            x = target.draw(rng, DRAWS if len(known) < 20 else DRAWS // 10)
            step, accepted = of_steps(target, known, x, rng)
            words.append(f"draws {of_draws(known, x):.1f} se, steps {step:.1f} se ({accepted:.2f} accepted)")
        if len(known) <= 3:
            words.append("box {:.1e} of an sd or of 1, {:.1f} se".format(*of_box(target, known)))
        print(f"{name}: {'; '.join(words)} (largest of {4 * len(known)})", flush=True)
        if len(sys.argv) > 1:
            write(Path(sys.argv[1]), name, target, x, rng)


if __name__ == "__main__":
    main()
