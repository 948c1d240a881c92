"""Writes scripts/zoo/unseen-truth.json, the truth of the unseen targets, without any Monte Carlo.

As make_held_out_truth.py does, and in its environment. Then `npx prettier --write` on the file. check_unseen.py compares what is
written with the densities in other ways. A minute.
"""

from __future__ import annotations

from make_held_out_truth import write_truth
from unseen_models import models
from unseen_shapes import shapes

if __name__ == "__main__":
    write_truth({**shapes(), **models()}, "make_unseen_truth.py", "unseen-truth.json")
