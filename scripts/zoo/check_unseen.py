"""Compares unseen-truth.json with the densities in ways that did not make it: `python scripts/zoo/check_unseen.py [FOLDER]`.

First by unseen_again.py, without Monte Carlo; then as check_held_out.py does, by independent exact draws, steps from them, and quasi-Monte Carlo over a box.
With FOLDER, points and their log densities are written there, for compare-densities.ts.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from check_held_out import of_box, of_draws, of_steps, write
from make_truth import HERE
from unseen_again import again
from unseen_models import models
from unseen_shapes import shapes

DRAWS = 1_000_000


def main() -> None:
    truth = json.loads((HERE / "unseen-truth.json").read_text())["targets"]
    targets = {**shapes(), **models()}
    for target, known in zip(targets.values(), truth.values(), strict=True):
        target.quantities = known["quantities"]
    checks = again(targets)
    for name, target in targets.items():
        known = target.quantities
        rng = np.random.default_rng(7)
        words, x = [f"again {checks[name]():.1e} sd"], None
        if target.draw is not None:
            x = target.draw(rng, DRAWS if len(known) < 16 else DRAWS // 5)
            step, accepted = of_steps(target, known, x, rng)
            words.append(f"draws {of_draws(known, x):.1f} se, steps {step:.1f} se ({accepted:.2f} accepted)")
        if 1 < len(known) <= 3:
            words.append("box {:.1e} of an sd or of 1, {:.1f} se".format(*of_box(target, known)))
        print(f"{name}: {'; '.join(words)} (largest of {4 * len(known)})", flush=True)
        if len(sys.argv) > 1:
            write(Path(sys.argv[1]), name, target, x, rng)


if __name__ == "__main__":
    main()
