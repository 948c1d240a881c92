"""Writes scripts/zoo/truth.json: means, standard deviations and 5 / 95 % quantiles of the zoo's targets, without any Monte Carlo.

Closed forms where there are any, Gauss-Legendre quadrature else; the posteriors of posteriordb are reduced by hand to
one to four dimensions, and their moments must agree with the published ones within 4.5 of the published MCSE. Each target also gets
the log density at a few points, by this independent code, for test/zoo. Run with the packages of
scripts/fixtures/requirements.txt, takes a minute: python scripts/zoo/make_truth.py
"""

from __future__ import annotations

import json
import platform
from pathlib import Path

import numpy as np
import scipy
from closed_forms import closed_forms
from ported import ported

HERE = Path(__file__).parent
PUBLISHED_MCSE = 4.5  # two numbers for each of 28 quantities are compared
DIGITS = 10


def compare(name: str, quantities: list[dict], published: dict) -> float:
    """Largest deviation from the published moments in their MCSE."""
    worst = 0.0
    ours = {q["id"]: q for q in quantities}
    for i, identifier in enumerate(published["names"]):
        q = ours[identifier]
        square = q["mean"] ** 2 + q["sd"] ** 2
        for value, key in ((q["mean"], "mean"), (square, "mean_square")):
            z = (value - published[key][i]) / published[f"mcse_{key}"][i]
            worst = max(worst, abs(z))
            if abs(z) > PUBLISHED_MCSE:
                raise SystemExit(f"{name}: {key} of {identifier} is {value}, published {published[key][i]}, z = {z:.1f}")
    return worst


def main() -> None:
    data = json.loads((HERE / "posteriordb.json").read_text())
    targets = {}
    for name, target in {**closed_forms(), **ported(data)}.items():
        points = np.round(target.points, 6)
        targets[name] = {
            "quantities": [
                {k: v if k == "id" else float(f"{v:.{DIGITS}g}") for k, v in q.items()} for q in target.quantities
            ],
            "points": points.tolist(),
            "log_density": [float(target.log_density(x)) for x in points],
        }
        if target.published is not None:
            worst = compare(name, target.quantities, data[target.published]["published"])
            targets[name]["largest_z_from_published"] = round(worst, 2)
    document = {
        "script": "scripts/zoo/make_truth.py",
        "versions": {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__},
    }
    lines = [f" {json.dumps(k)}: {json.dumps(v)}" for k, v in document.items()]
    lines.append(' "targets": {\n' + ",\n".join(f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in targets.items()) + "\n }")
    (HERE / "truth.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
