"""A run begun by emcee goes on in licmc, and one begun by licmc goes on in emcee: the posterior of paper.yaml both ways.

    python scripts/crosscheck/continue_emcee.py CHAIN.arrow [--steps N] [--keep FOLDER]

1. emcee draws two ensembles with the NumPy posterior into an HDF5 backend; `licmc import --config paper` makes a chain
   of it (which compares every log density with licmc's own), the command that it prints continues the chain. The
   rows of emcee must be there bit for bit, the walkers must go on from where they stood, and what licmc drew must
   have the moments of emcee_paper.json within 4 combined Monte Carlo standard errors.
2. CHAIN.arrow, a chain of paper.yaml, is exported as a backend; emcee continues it with the NumPy posterior.

LICMC is the command (default: the built one of this checkout). Exit code 1 when anything differs.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import emcee
import numpy as np
import pyarrow as pa

from chain_statistics import Array, Estimate, summarize
from compare import LARGEST_DISTANCE, REFERENCE, read_draws
from emcee_paper import MOVES, dispersed
from paper_posterior import NAMES, build

ROOT = Path(__file__).resolve().parents[2]
LICMC = shlex.split(os.environ.get("LICMC", f"node {shlex.quote(str(ROOT / 'dist/cli/main.js'))}"))
ENSEMBLES, WALKERS, THIN = 2, 64, 10
WARMUP, STORED, BURN_IN = 1500, 60, 10
SMALLEST_ESS = 400.0
failures: list[str] = []


def check(what: str, holds: bool, detail: object = "") -> None:
    print(f"{'ok' if holds else 'FAIL':5s}{what} {detail}", flush=True)
    if not holds:
        failures.append(what)


def licmc(*arguments: str, good: tuple[int, ...] = (0,)) -> dict[str, object]:
    done = subprocess.run([*LICMC, *arguments, "--json"], capture_output=True, text=True, check=False)
    if done.returncode not in good:
        sys.exit(f"licmc {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")
    return json.loads(done.stdout)


def columns(path: Path) -> dict[str, Array]:
    """[E, N, W] of every column."""
    names = pa.ipc.open_file(path).schema.names
    return read_draws(path, [name for name in names if name not in ("ensemble", "step", "walker")])


def run_emcee(path: Path, posterior) -> None:
    """Two groups in one backend, each with more walkers than one thread needs and no names, as emcee writes them."""
    for ensemble in range(ENSEMBLES):
        rng = np.random.default_rng([11, ensemble])
        backend = emcee.backends.HDFBackend(str(path), name=f"run_{ensemble}")
        sampler = emcee.EnsembleSampler(
            WALKERS, len(NAMES), lambda theta: posterior(theta)[0], vectorize=True, moves=MOVES, backend=backend
        )
        sampler.random_state = np.random.RandomState(rng.integers(2**32)).get_state()
        start = sampler.run_mcmc(dispersed(rng, WALKERS), WARMUP, store=False, skip_initial_state_check=True)
        sampler.reset()
        sampler.run_mcmc(start, STORED, thin_by=THIN, skip_initial_state_check=True)


def emcee_to_licmc(folder: Path, posterior, steps: int) -> None:
    run, chain = folder / "run.h5", folder / "continued.arrow"
    run_emcee(run, posterior)
    adopted = licmc(
        "import", str(run), "--config", "paper", "--names", ",".join(NAMES),
        "--discard", str(BURN_IN), "--thin-by", str(THIN), "-o", str(chain),
    )  # fmt: skip
    kept = STORED - BURN_IN
    shape = tuple(adopted[key] for key in ("ensembles", "walkers", "steps"))
    check("imported shape", shape == (ENSEMBLES, WALKERS, kept), shape)
    before = columns(chain)
    resume = str(adopted["resume"]).split()
    check("the command to continue", resume[:3] == ["licmc", "sample", "paper"], adopted["resume"])
    # Exit code 3: not converged by licmc's own rule, which does not matter here.
    licmc(*resume[1:], "--steps", str(steps), good=(0, 3))
    after = columns(chain)
    number = pa.ipc.open_file(chain).read_all()["step"].to_numpy()
    check("steps go on", sorted(set(number)) == list(range(THIN, steps + 1, THIN)), f"{number.min()} ... {number.max()}")
    for ensemble in range(ENSEMBLES):
        backend = emcee.backends.HDFBackend(str(run), name=f"run_{ensemble}", read_only=True)
        theta = backend.get_chain(discard=BURN_IN)
        same = all(np.array_equal(after[name][ensemble, :kept], theta[:, :, k]) for k, name in enumerate(NAMES))
        check(f"ensemble {ensemble}: emcee's rows bit for bit", same)
        off = float(np.max(np.abs(after["log_posterior"][ensemble, :kept] - backend.get_log_prob(discard=BURN_IN))))
        check(f"ensemble {ensemble}: emcee's log densities", off < 1e-6, f"largest difference {off:.1e}")
        # Acceptance is about 0.3 a step: after THIN steps some walkers still stand where emcee left them, few do.
        stayed = float(np.mean(after["v_sun"][ensemble, kept] == theta[-1, :, 0]))
        check(f"ensemble {ensemble}: walkers go on from there", 0 <= stayed < 0.5, f"{stayed:.2f} have not moved yet")
    check("what was there stays", all(np.array_equal(after[name][:, :kept], before[name]) for name in before))
    compare({name: x[:, kept:] for name, x in after.items()})


def compare(drawn: dict[str, Array]) -> None:
    worst, smallest = 0.0, np.inf
    for name, expected in json.loads(REFERENCE.read_text())["quantities"].items():
        for statistic, ours in summarize(drawn[name]).items():
            theirs = Estimate(**expected[statistic])
            distance = abs(ours.value - theirs.value) / np.hypot(ours.mcse, theirs.mcse)
            worst, smallest = max(worst, distance), min(smallest, ours.ess)
            if not distance <= LARGEST_DISTANCE:
                check(f"{name} {statistic}", False, f"{ours.value:.6g} and {theirs.value:.6g}: {distance:.2f} MCSE")
    check("licmc's draws against the reference", worst <= LARGEST_DISTANCE, f"largest distance {worst:.2f} MCSE")
    check("effective samples", smallest >= SMALLEST_ESS, f"at least {smallest:.0f}")


def licmc_to_emcee(folder: Path, posterior, chain: Path) -> None:
    path = folder / "exported.h5"
    written = licmc("export", str(chain), "--to", "emcee", "-o", str(path))
    W = int(written["ensembles"]) * int(written["walkers"])  # type: ignore[call-overload]
    backend = emcee.backends.HDFBackend(str(path))
    theta, log_prob = backend.get_chain(), backend.get_log_prob()
    recomputed = posterior(theta[-1])[0]
    off = float(np.max(np.abs(recomputed - log_prob[-1])))
    check("exported log densities are those of the NumPy posterior", off < 1e-6, f"largest difference {off:.1e}")
    sampler = emcee.EnsembleSampler(
        W, len(NAMES), lambda x: posterior(x)[0], vectorize=True, moves=MOVES, backend=backend
    )
    sampler.run_mcmc(None, 20, skip_initial_state_check=True)
    longer, logs = backend.get_chain(), backend.get_log_prob()
    check("emcee went on", longer.shape == (len(theta) + 20, W, len(NAMES)), longer.shape)
    check("and kept what was there", np.array_equal(longer[: len(theta)], theta))
    moved = float(np.mean(np.any(longer[len(theta) :] != longer[len(theta) - 1 : -1], axis=2)))
    check("its walkers move as in equilibrium", 0.05 < moved < 0.7, f"acceptance {moved:.2f}")
    off = float(np.max(np.abs(posterior(longer[-1])[0] - logs[-1])))
    check("with the densities of where they are", off < 1e-9 * float(np.max(np.abs(logs[-1]))), f"{off:.1e}")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("chain", type=Path)
    arguments.add_argument("--steps", type=int, default=2000, help="steps in all, emcee's stored ones included")
    arguments.add_argument("--keep", type=Path, default=None, help="leave the files here")
    options = arguments.parse_args()
    posterior = build()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        emcee_to_licmc(folder, posterior, options.steps)
        licmc_to_emcee(folder, posterior, options.chain)
    print("\n".join(failures) if failures else "all as it should be")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
