"""Writes scripts/zoo/unseen-truth.json, the truth of the unseen targets, without any Monte Carlo.

As make_held_out_truth.py does, and in its environment. Then `npx prettier --write` on the file. check_unseen.py compares what is
written with the densities in other ways. A minute.
"""

from __future__ import annotations

import json
import platform
from pathlib import Path

import numpy as np
import scipy
from make_held_out_truth import typical
from make_truth import DIGITS, HERE
from unseen_models import models
from unseen_shapes import shapes


def main() -> None:
    targets = {}
    for name, target in {**shapes(), **models()}.items():
        points = np.round(typical(target), 6)
        targets[name] = {
            "quantities": [
                {k: v if k == "id" else float(f"{v:.{DIGITS}g}") for k, v in q.items()} for q in target.quantities
            ],
            "points": points.tolist(),
            "log_density": [float(x) for x in target.log_density(points)],
        }
    document = {
        "script": "scripts/zoo/make_unseen_truth.py",
        "versions": {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__},
        "targets": targets,
    }
    Path(HERE / "unseen-truth.json").write_text(json.dumps(document) + "\n")


if __name__ == "__main__":
    main()
