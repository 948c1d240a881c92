"""Writes scripts/zoo/unseen-data.json, the data of the models of the unseen set, and says of each number where it comes from.

Made by NumPy's default generator with a fixed seed and rounded, or classic tables: these as they are passed on in many programs
(as with the R packages lme4 for the dyestuff and VGAM for the mites), equal in several copies, while the papers were not opened.
`python scripts/zoo/make_unseen_data.py`, then `npx prettier --write` on the file; needs numpy only.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

SEED = 20_261_127  # the day it was made

# Disasters with ten deaths or more in British coal mines, each year 1851 ... 1945: Jarrett (1979), Biometrika 66, 191. (Tables differ by one
# disaster that is counted in 1941 or in 1942, which is the same block of five years here.)
DISASTERS = [
    4, 5, 4, 1, 0, 4, 3, 4, 0, 6, 3, 3, 4, 0, 2, 6, 3, 3, 5, 4, 5, 3, 1, 4, 4, 1, 5, 5, 3, 4, 2, 5, 2, 2, 3, 4, 2, 1, 3, 2, 2, 1, 1, 1, 1, 3, 0, 0,
    1, 0, 1, 1, 0, 0, 3, 1, 0, 3, 2, 2, 0, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 2, 1, 0, 0, 0, 1, 1, 0, 2, 3, 3, 1, 1, 2, 1, 1, 1, 1, 2, 4, 2, 0, 0, 0,
]  # fmt: skip

# Yield of dyestuff in grams of standard colour, five samples of each of six batches: Davies (1947), Statistical Methods in Research and Production;
# Box & Tiao (1973), Bayesian Inference in Statistical Analysis, sec. 5.1.
DYESTUFF = [
    [1545, 1440, 1440, 1520, 1580],
    [1540, 1555, 1490, 1560, 1495],
    [1595, 1550, 1605, 1510, 1560],
    [1445, 1440, 1595, 1465, 1545],
    [1595, 1630, 1515, 1635, 1625],
    [1520, 1455, 1450, 1480, 1445],
]

# Apple leaves with 0, 1, ... 7 European red mites: Bliss & Fisher (1953), Biometrics 9, 176.
MITES = [70, 38, 17, 10, 9, 3, 2, 1]


def oscillation(rng: np.random.Generator) -> dict:
    """Fourteen nights of forty, at about the same hour: a sine of amplitude 1 and 0.317 periods per day, with errors of 0.7."""
    time = np.sort(rng.choice(40, 14, replace=False)) + rng.uniform(0.3, 0.6, 14)
    value = np.sin(2 * np.pi * 0.317 * time + 0.8) + 0.7 * rng.standard_normal(14)
    return {"time": time.round(2).tolist(), "value": value.round(2).tolist()}


def delays(rng: np.random.Generator) -> list[float]:
    """Nine delays: at least 2, and an exponential time of mean 2 more."""
    return (2 + rng.exponential(2, 9)).round(2).tolist()


def line(rng: np.random.Generator) -> list[int]:
    """Counts of sixty channels: 4 in each, and 14 in a line about channel 37.4 (from 0) of standard deviation 1.2."""
    channel = np.arange(60) + 0.5
    shape = np.exp(-(((channel - 37.4) / 1.2) ** 2) / 2) / (1.2 * np.sqrt(2 * np.pi))
    return rng.poisson(4 + 14 * shape).tolist()


def power_law(rng: np.random.Generator) -> dict:
    """log10 of twenty fluxes over three decades of energy, to 0.15: the index goes from 2 to 2.3 at 10^1.7."""
    energy = np.linspace(0.1, 2.95, 20)
    flux = 2 - 2 * np.minimum(energy, 1.7) - 2.3 * np.maximum(energy - 1.7, 0) + 0.15 * rng.standard_normal(20)
    return {"energy": energy.round(2).tolist(), "flux": flux.round(2).tolist()}


def main() -> None:
    rng = np.random.default_rng(SEED)
    document = {
        "script": "scripts/zoo/make_unseen_data.py",
        "oscillation": oscillation(rng),
        "delays": delays(rng),
        "line": line(rng),
        "power_law": power_law(rng),
        "disasters": np.reshape(DISASTERS, (19, 5)).sum(axis=1).tolist(),
        "dyestuff": DYESTUFF,
        "mites": MITES,
    }
    Path(Path(__file__).parent / "unseen-data.json").write_text(json.dumps(document) + "\n")


if __name__ == "__main__":
    main()
