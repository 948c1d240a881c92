"""Compares what each program computes from its export with `licmc constraints --json` and `licmc diagnose --every 1 --json`.

    python check_summaries.py CHAIN.arrow EXPORTS CONSTRAINTS.json DIAGNOSE.json

Equal by definition, and checked to rounding: mean, sd, median and equal-tailed intervals; bulk and tail effective
sample size and the standard error of the mean with walkers as chains; R-hat with ensembles as chains; the integrated
autocorrelation time. Different by definition, and printed beside each other: see DIFFERENT.
"""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path

import numpy as np
import scipy.stats

from check_exports import dataset, open_arviz
from truth import Report, Truth

DIFFERENT = """
Different by definition:
- ArviZ summary prints highest-density (0.x) or 89 % equal-tailed (1.x) intervals; ours are 68 and 95 % equal-tailed.
- ArviZ summary with walkers as chains prints R-hat between walkers: above ours on a short chain, as walkers of one
  ensemble explore slowly one by one. Ours is between ensembles: az.rhat of the export with --chains-as ensemble.
- ArviZ 1.x takes the tails of ESS at 5.5 and 94.5 % by default; ours (and 0.x) at 5 and 95 %: prob=(0.05, 0.95).
- ArviZ ESS with ensembles as chains reads rows of interleaved walkers as one series and comes out far too large.
- GetDist limits come from its smoothed density. Its R-1 is the largest variance of the ensembles' means over the
  mean variance among all linear combinations of parameters, not one parameter's ratio of standard deviations.
- GetDist's effective samples take one correlation length along all rows of an ensemble; ours treats each walker as a
  chain and its ranks, not its values, so that a few walkers far out (they lengthen GetDist's) do not rule.
"""


def check_moments(truth: Truth, constraints: dict, report: Report) -> None:
    for row in constraints["parameters"]:
        name = row["id"]
        if name not in truth.columns:
            continue  # the natural-unit row of a logarithm
        values = truth.table[name].to_numpy()
        scale = values.std()
        report.close(f"mean of {name}", values.mean(), row["mean"], 1e-9, 1e-9 * scale)
        report.close(f"sd of {name}", values.std(ddof=1), row["sd"], 1e-9)
        for key, ends in (("ci68", (0.16, 0.84)), ("ci95", (0.025, 0.975))):
            for got, expected in zip(np.quantile(values, ends), row[key]):
                report.close(f"{key} of {name}", got, expected, 1e-9, 1e-9 * scale)
        report.close(f"median of {name}", np.median(values), row["median"], 1e-9, 1e-9 * scale)


def geyer_ends(halves: np.ndarray) -> bool:
    """Whether the sum of autocorrelations ends because a pair of them is negative, before R's posterior runs out of lags.

    halves: [chains, draws]. Where it does not, ArviZ goes on to two lags more than posterior, whose definition ours is.
    """
    n = halves.shape[1]
    centred = halves - halves.mean(1, keepdims=True)
    power = np.abs(np.fft.rfft(centred, 2 * n)) ** 2
    covariance = np.fft.irfft(power, 2 * n)[:, :n].mean(0) / n
    within = covariance[0] * n / (n - 1)
    total = covariance[0] + halves.mean(1).var(ddof=1)
    correlation = 1 - (within - covariance) / total
    last = (n - 5) // 2 * 2
    return bool(np.any(correlation[2:last:2] + correlation[3 : last + 1 : 2] <= 0))


def series_summed(draws: np.ndarray) -> dict[str, list[np.ndarray]]:
    """Of one quantity, [chains, draws]: the halves that each statistic sums autocorrelations of."""
    half = draws.shape[1] // 2
    halves = np.concatenate([draws[:, :half], draws[:, -half:]])
    ranks = scipy.stats.rankdata(halves).reshape(halves.shape)
    return {
        "ess_bulk": [scipy.stats.norm.ppf((ranks - 3 / 8) / (halves.size + 1 / 4))],
        "ess_tail": [(halves <= np.quantile(draws, p)).astype(float) for p in (0.05, 0.95)],
        "mcse_mean": [halves],
    }


def check_arviz(exports: Path, diagnose: dict, report: Report) -> None:
    """`diagnose` must have looked at every row (`--every 1`), as ArviZ does. What the two define otherwise is not compared:
    sums of autocorrelations that do not end by themselves (`geyer_ends`). Of an odd number of steps ArviZ would halve an ensemble's
    interleaved walkers in the middle of a step: it is given all but the middle one, and the distances from the median of all.
    """
    import arviz as az

    walkers = dataset(open_arviz(exports / "chain.zarr"), "posterior").load()
    ensembles = dataset(open_arviz(exports / "ensembles.zarr"), "posterior").load()
    names = list(walkers.data_vars)
    folded = abs(ensembles - ensembles.median())
    if walkers.sizes["draw"] % 2 == 1:
        rows = np.arange(ensembles.sizes["draw"])
        per_step = rows.size // walkers.sizes["draw"]
        halves = rows // per_step != walkers.sizes["draw"] // 2
        ensembles, folded = ensembles.isel(draw=halves), folded.isel(draw=halves)
    computed = {
        "ess_bulk": az.ess(walkers, method="bulk"),
        "ess_tail": az.ess(walkers, method="tail", prob=(0.05, 0.95)),
        "mcse_mean": az.mcse(walkers, method="mean"),
        "rhat": np.maximum(*(az.rhat(draws, method="z_scale") for draws in (ensembles, folded))),
    }
    left_out = []
    for row in diagnose["parameters"]:
        if row["id"] not in names:
            continue
        series = series_summed(walkers[row["id"]].transpose("chain", "draw").values)
        for key, values in computed.items():
            if key != "rhat" and not all(map(geyer_ends, series[key])):
                left_out.append(f"{key} of {row['id']}")
                continue
            got = float(dataset(values, "posterior")[row["id"]]) if hasattr(values, "children") else float(values[row["id"]])
            report.close(f"{key} of {row['id']}", got, row[key], 1e-6)
    if left_out:
        print(f"defined otherwise by ArviZ, not compared: {', '.join(left_out)}")
    report.check("most quantities compared", len(left_out) < 2 * len(names), f"{len(left_out)} of {4 * len(names)} left out")


def check_getdist(truth: Truth, exports: Path, constraints: dict, report: Report) -> None:
    import getdist

    samples = getdist.loadMCSamples(str(exports / "getdist" / "chain"), no_cache=True)
    names = [parameter.name for parameter in samples.getParamNames().names]
    for row in constraints["parameters"]:
        if row["id"] not in names:
            continue
        k = names.index(row["id"])
        report.close(f"mean of {row['id']}", samples.mean(k), row["mean"], 1e-9, 1e-9 * row["sd"])
        # GetDist divides by the sum of the weights, we by n - 1.
        n = truth.table.num_rows
        report.close(f"sd of {row['id']}", samples.std(k) * (n / (n - 1)) ** 0.5, row["sd"], 1e-9)
        for got, expected in zip((samples.confidence(k, 0.16), samples.confidence(k, 0.16, upper=True)), row["ci68"]):
            report.close(f"ci68 of {row['id']}", got, expected, 0, 0.01 * row["sd"])
    print(f"GetDist R-1 {samples.getGelmanRubin():.5f}; largest R-hat {max(r['rhat'] for r in constraints['parameters']):.5f}")
    x = samples.samples[:, 0]
    print(f"GetDist effective samples of {names[0]} {samples.getEffectiveSamples(j=0):.0f}; "
          f"bulk ESS {constraints['parameters'][0]['ess_bulk']:.0f} of {x.size} rows")


def check_emcee(truth: Truth, exports: Path, diagnose: dict, report: Report) -> None:
    import emcee

    backend = emcee.backends.HDFBackend(str(exports / "emcee.h5"), read_only=True)
    tau = backend.get_autocorr_time(tol=0) * int(truth.steps[1] - truth.steps[0])
    for name, got in zip(truth.sampled, tau):
        row = next(row for row in diagnose["parameters"] if row["id"] == name)
        report.close(f"tau of {name}", got, row["tau"], 1e-6)


def main() -> None:
    warnings.simplefilter("ignore")
    chain, exports, constraints, diagnose = (Path(argument) for argument in sys.argv[1:5])
    truth, report = Truth(chain), Report()
    summary, convergence = json.loads(constraints.read_text()), json.loads(diagnose.read_text())
    report.run("numpy", lambda: check_moments(truth, summary, report))
    report.run("ArviZ", lambda: check_arviz(exports, convergence, report))
    report.run("GetDist", lambda: check_getdist(truth, exports, summary, report))
    report.run("emcee", lambda: check_emcee(truth, exports, convergence, report))
    print(DIFFERENT)
    report.exit()


if __name__ == "__main__":
    main()
