"""Draws the posterior of paper.yaml with emcee and writes emcee_paper.json: the reference for licmc's own chain.

Run with the packages of ../fixtures/requirements.txt: python scripts/crosscheck/emcee_paper.py
`--start prior` starts every walker from the flat prior instead of the good region; `--arrow FILE` also writes the draws
as a chain file, to try compare.py on.

There are local maxima, most of them at R_cr above 1e7 GV and all more than 80 below the best log posterior, which a
walker that began there may not leave. It would give one walker's share to a region of probability below e^-80, so such
a run is refused: take more warm-up or another seed.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from pathlib import Path

import emcee
import numpy as np
import pyarrow as pa

from chain_statistics import Array, as_json, summarize
from paper_posterior import BOUNDS, LOWER, NAMES, UPPER, build, quantities

OUT = Path(__file__).with_name("emcee_paper.json")
# Where walkers start: normal about these, but x is uniform in log10 over the whole ridge of constant x B.
CENTER = dict(
    v_sun=15.8, log10_r_cr=6.2, delta_b=6.5e-4, log10_q0b_p=52.66, log10_q0b_he=51.84, log10_q0n_p=52.63,
    log10_q0n_he=51.87, log10_q0c_p=57.3, log10_q0c_he=56.9,
)  # fmt: skip
SPREAD = dict(
    v_sun=0.5, log10_r_cr=0.2, delta_b=1e-4, log10_q0b_p=0.01, log10_q0b_he=0.01, log10_q0n_p=0.1,
    log10_q0n_he=0.1, log10_q0c_p=0.3, log10_q0c_he=0.2,
)  # fmt: skip
X_B = (0.4, 0.2)  # log10(pc microgauss): centre, spread
LOCAL_MAXIMUM = 30.0  # a walker that never comes this near the best log posterior is in a local one
# Not DESnookerMove: in emcee 3.1.6 it does not leave the target invariant (its direction is divided by the square root
# of its length, its Hastings factor is half of the right one; fixed in emcee's pull request 531). Measured on an
# 11-dimensional normal: 20 % of snooker moves make all standard deviations 5 % too small.
MOVES = [
    (emcee.moves.DEMove(), 0.7),
    (emcee.moves.DEMove(gamma0=1.0), 0.1),
    (emcee.moves.StretchMove(), 0.2),
]


def dispersed(rng: np.random.Generator, walkers: int) -> Array:
    """[walkers, 11] inside the bounds, about the good region and along all of the x-B ridge."""
    rows: list[Array] = []
    while len(rows) < walkers:
        draw = {name: rng.normal(CENTER[name], SPREAD[name]) for name in CENTER}
        draw["log10_x_lic"] = rng.uniform(*BOUNDS["log10_x_lic"])
        draw["log10_b_field"] = rng.normal(*X_B) - draw["log10_x_lic"]
        row = np.array([draw[name] for name in NAMES])
        if np.all((row >= LOWER) & (row <= UPPER)):
            rows.append(row)
    return np.array(rows)


def run_ensemble(
    seed: list[int], start: str, walkers: int, warmup: int, steps: int, thin: int
) -> tuple[Array, Array, float]:
    """([kept, walkers, 11], [kept, walkers] log posteriors, acceptance) of one ensemble."""
    rng = np.random.default_rng(seed)
    initial = dispersed(rng, walkers) if start == "dispersed" else rng.uniform(LOWER, UPPER, (walkers, len(NAMES)))
    posterior = build()
    sampler = emcee.EnsembleSampler(walkers, len(NAMES), lambda theta: posterior(theta)[0], vectorize=True, moves=MOVES)
    sampler.random_state = np.random.RandomState(rng.integers(2**32, size=624, dtype=np.uint32)).get_state()
    state = sampler.run_mcmc(initial, warmup, store=False, skip_initial_state_check=True)
    sampler.reset()
    sampler.run_mcmc(state, steps // thin, thin_by=thin, skip_initial_state_check=True)
    return sampler.get_chain(), sampler.get_log_prob(), float(np.mean(sampler.acceptance_fraction))


def write_arrow(path: Path, draws: Array, log_posterior: Array) -> None:
    """The columns compare.py reads, sorted by ensemble, step, walker."""
    ensembles, steps, walkers, _ = draws.shape
    index = np.indices((ensembles, steps, walkers)).reshape(3, -1)
    columns: dict[str, Array] = {
        "ensemble": index[0].astype(np.uint16), "walker": index[2].astype(np.uint16),
        "step": index[1].astype(np.uint32), "log_posterior": log_posterior.ravel(),
    }  # fmt: skip
    columns |= {name: x.ravel() for name, x in quantities(draws).items()}
    with pa.OSFile(str(path), "wb") as file:
        table = pa.table(columns)
        with pa.ipc.new_file(file, table.schema) as writer:
            writer.write_table(table)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ensembles", type=int, default=8)
    parser.add_argument("--walkers", type=int, default=64)
    parser.add_argument("--warmup", type=int, default=4000)
    parser.add_argument("--steps", type=int, default=12000)
    parser.add_argument("--thin", type=int, default=10)
    parser.add_argument("--start", choices=["dispersed", "prior"], default="dispersed")
    parser.add_argument("--arrow", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()

    began = time.perf_counter()
    runs = []
    for ensemble in range(options.ensembles):
        arguments = (options.start, options.walkers, options.warmup, options.steps, options.thin)
        runs.append(run_ensemble([options.seed, ensemble], *arguments))
        best, acceptance = runs[-1][1].max(), runs[-1][2]
        print(f"ensemble {ensemble}: best log posterior {best:.3f}, acceptance {acceptance:.3f}", file=sys.stderr)
    draws = np.stack([chain for chain, _, _ in runs])
    log_posterior = np.stack([logs for _, logs, _ in runs])
    best = np.unravel_index(np.argmax(log_posterior), log_posterior.shape)
    stuck = np.argwhere(log_posterior.max(axis=1) < log_posterior[best] - LOCAL_MAXIMUM)
    columns = quantities(draws) | {"log_posterior": log_posterior}
    settings = {k: v for k, v in vars(options).items() if k not in ("arrow", "out")}
    document = {
        "command": "python scripts/crosscheck/emcee_paper.py " + " ".join(f"--{k} {v}" for k, v in settings.items()),
        "versions": {"python": platform.python_version(), "numpy": np.__version__, "emcee": emcee.__version__},
        "options": settings,
        "runtime_s": round(time.perf_counter() - began, 1),
        "acceptance": [round(acceptance, 4) for _, _, acceptance in runs],
        "lowest_log_posterior": float(log_posterior.min()),
        "best": {"log_posterior": float(log_posterior[best]), **dict(zip(NAMES, draws[best].tolist()))},
        "quantities": {name: as_json(summarize(x)) for name, x in columns.items()},
    }
    if options.arrow:
        write_arrow(options.arrow, draws, log_posterior)
    if len(stuck):
        sys.exit(
            f"(ensemble, walker) in a local maximum all the time: {stuck.tolist()}; nothing written to {options.out}"
        )
    options.out.write_text(json.dumps(document, indent=1, allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
