"""The peer: emcee on the posterior of peer_posterior.py. Called by peer.mjs; every command prints one JSON document.

    peer.py speed WALKERS                      microseconds per likelihood call inside NumPy
    peer.py draw --steps N --seed K --out FILE draws, writes [1, steps, walkers, 11] to FILE.npy
    peer.py size CHAIN.arrow                   smallest effective size over the coordinates of a licmc chain
    peer.py agree CHAIN.arrow FILE.npy...      largest distance of means, sd and quantiles in combined MCSE
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

import emcee
import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "crosscheck"))

from chain_statistics import effective_size, summarize
from compare import read_draws
from emcee_paper import dispersed
from paper_posterior import NAMES
from peer_posterior import build

MIXTURES = {
    "de": [(emcee.moves.DEMove(), 0.9), (emcee.moves.DEMove(gamma0=1.0), 0.1)],
    "de-stretch": [(emcee.moves.DEMove(), 0.7), (emcee.moves.DEMove(gamma0=1.0), 0.1), (emcee.moves.StretchMove(), 0.2)],
    "kde-de": [(emcee.moves.KDEMove(), 0.5), (emcee.moves.DEMove(), 0.45), (emcee.moves.DEMove(gamma0=1.0), 0.05)],
    "stretch": [(emcee.moves.StretchMove(), 1.0)],
}  # fmt: skip
LAGGARD = 30.0  # a walker that ends warm-up this far below the best is in a local maximum and begins again beside another


def smallest_size(draws: np.ndarray) -> float:
    """Smallest effective size over the coordinates of draws [ensembles, steps, walkers, 11]."""
    return min(effective_size(draws[..., i])[0] for i in range(draws.shape[-1]))


def draw(options: argparse.Namespace) -> dict[str, float]:
    posterior = build()
    rng = np.random.default_rng(options.seed)
    sampler = emcee.EnsembleSampler(
        options.walkers, len(NAMES), posterior, vectorize=True, moves=MIXTURES[options.moves]
    )
    sampler.random_state = np.random.RandomState(options.seed).get_state()
    start = dispersed(rng, options.walkers)
    state = sampler.run_mcmc(start, options.warmup // 2, store=False, skip_initial_state_check=True)
    good = np.flatnonzero(state.log_prob > state.log_prob.max() - LAGGARD)
    for row in np.flatnonzero(state.log_prob <= state.log_prob.max() - LAGGARD):
        i, j = rng.choice(good, 2)
        state.coords[row] = state.coords[i] + rng.random() * (state.coords[j] - state.coords[i])
    state = sampler.run_mcmc(state.coords, options.warmup // 2, store=False, skip_initial_state_check=True)
    sampler.reset()
    began = time.perf_counter()
    sampler.run_mcmc(state, options.steps // options.thin, thin_by=options.thin, skip_initial_state_check=True)
    seconds = time.perf_counter() - began
    draws = sampler.get_chain()[None]
    if options.out:
        np.save(options.out, draws)
    size = smallest_size(draws)
    calls = options.steps * options.walkers
    return {
        "seconds": seconds,
        "effective": size,
        "effective_per_second": size / seconds,
        "calls_per_effective": calls / size,
        "microseconds_per_call": seconds / calls * 1e6,
        "acceptance": float(np.mean(sampler.acceptance_fraction)),
    }


def speed(walkers: int) -> dict[str, float]:
    posterior = build()
    theta = dispersed(np.random.default_rng(1), walkers)
    times = []
    for _ in range(200):
        began = time.perf_counter()
        for _ in range(5):
            posterior(theta)
        times.append((time.perf_counter() - began) / 5)
    return {"walkers": walkers, "microseconds_per_call": min(times) / walkers * 1e6}


def agree(chain: str, files: list[str]) -> dict[str, object]:
    ours = read_draws(Path(chain), list(NAMES))
    theirs = np.concatenate([np.load(file) for file in files])
    worst, where = 0.0, ""
    for i, name in enumerate(NAMES):
        a, b = summarize(ours[name]), summarize(theirs[..., i])
        for statistic, estimate in a.items():
            distance = abs(estimate.value - b[statistic].value) / np.hypot(estimate.mcse, b[statistic].mcse)
            if distance > worst:
                worst, where = distance, f"{name} {statistic}"
    return {"largest_distance_mcse": worst, "of": where, "statistics": 4 * len(NAMES)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("speed").add_argument("walkers", type=int)
    one = commands.add_parser("draw")
    one.add_argument("--steps", type=int, default=20000)
    one.add_argument("--warmup", type=int, default=4000)
    one.add_argument("--thin", type=int, default=10)
    one.add_argument("--walkers", type=int, default=64)
    one.add_argument("--moves", choices=list(MIXTURES), default="de")
    one.add_argument("--seed", type=int, default=1)
    one.add_argument("--out")
    commands.add_parser("size").add_argument("chain")
    both = commands.add_parser("agree")
    both.add_argument("chain")
    both.add_argument("files", nargs="+")
    options = parser.parse_args()
    if options.command == "speed":
        result: object = speed(options.walkers)
    elif options.command == "draw":
        result = draw(options)
    elif options.command == "size":
        draws = read_draws(Path(options.chain), list(NAMES))
        result = {"effective": smallest_size(np.stack([draws[name] for name in NAMES], axis=-1))}
    else:
        result = agree(options.chain, options.files)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
