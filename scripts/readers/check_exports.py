"""Opens every export of a chain with the program it is for and compares it with the chain, bit for bit.

    python check_exports.py CHAIN.arrow EXPORTS

EXPORTS is the folder that run.sh fills. Whatever of pandas, polars, ArviZ, GetDist, emcee, cmdstanpy is installed
must be able to read its format; which ArviZ decides which half of the ArviZ checks runs.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import warnings
from pathlib import Path

import numpy as np

from truth import Report, Truth

STATISTICS = {"log_posterior": "lp", "log_prior": "log_prior_total", "log_likelihood": "log_lik_total"}


def check_parquet(truth: Truth, exports: Path, report: Report) -> None:
    import pandas as pd
    import polars as pl
    import pyarrow.parquet as pq

    path = exports / "chain.parquet"
    table = pq.read_table(path)
    report.check("pyarrow column order and types", table.schema.types == truth.schema.types)
    for name in truth.columns:
        report.same_bits(f"pyarrow {name}", table[name].to_numpy(), truth.table[name].to_numpy())
        for key in ("unit", "latex", "prior", "derived"):
            got = (table.schema.field(name).metadata or {}).get(key.encode())
            report.check(f"pyarrow {name} {key}", (got.decode() if got else None) == truth.text(name, key))
    for name in ("ensemble", "walker", "step"):
        report.check(f"pyarrow {name}", table[name].equals(truth.table[name]))
    document = json.loads(table.schema.metadata[b"licmc"])
    report.check("pyarrow licmc document", document == truth.document)
    frame = pd.read_parquet(path)
    lazy = pl.read_parquet(path)
    for name in truth.columns:
        report.same_bits(f"pandas {name}", frame[name].to_numpy(), truth.table[name].to_numpy())
        report.same_bits(f"polars {name}", lazy[name].to_numpy(), truth.table[name].to_numpy())


def check_csv(truth: Truth, exports: Path, report: Report) -> None:
    import pandas as pd
    import polars as pl

    path = exports / "chain.csv"
    exact = {} if int(pd.__version__.split(".")[0]) >= 3 else {"float_precision": "round_trip"}
    frame = pd.read_csv(path, **exact)
    lazy = pl.read_csv(path)
    report.check("pandas columns", list(frame.columns) == truth.table.column_names)
    for name in truth.columns:
        report.same_bits(f"pandas {name}", frame[name].to_numpy(), truth.table[name].to_numpy())
        report.same_bits(f"polars {name}", lazy[name].to_numpy(), truth.table[name].to_numpy())
    notes = json.loads((exports / "chain.csv-metadata.json").read_text())
    for column in notes["tableSchema"]["columns"][3:]:
        report.check(f"unit of {column['name']}", column["licmc:unit"] == truth.text(column["name"], "unit"))


def open_arviz(path: Path):
    import arviz as az

    return az.from_zarr(str(path)) if path.suffix == ".zarr" else az.from_netcdf(str(path))


def dataset(document, group: str):
    """A group as an xarray.Dataset, in ArviZ 0.x and 1.x."""
    found = document[group]
    return found.to_dataset() if hasattr(found, "to_dataset") and hasattr(found, "children") else found


def check_arviz(truth: Truth, path: Path, chains_as: str, report: Report) -> None:
    document = open_arviz(path)
    posterior, statistics = dataset(document, "posterior"), dataset(document, "sample_stats")
    E, W, N = truth.E, truth.W, truth.N
    sizes = {"chain": E * W, "draw": N} if chains_as == "walker" else {"chain": E, "draw": N * W}
    report.check("dimensions", dict(posterior.sizes) == sizes, str(dict(posterior.sizes)))
    # zarr-python 2 lists arrays by name.
    report.check("variables", sorted(posterior.data_vars) == sorted(truth.sampled + truth.derived))
    rows = truth.walkers if chains_as == "walker" else truth.pooled
    for name in truth.columns:
        group = posterior if name in posterior else statistics
        variable = group[STATISTICS.get(name, name)]
        report.same_bits(name, variable.values, rows(name))
        for key, attribute in (("unit", "units"), ("latex", "latex"), ("prior", "prior")):
            expected = truth.text(name, key)
            got = variable.attrs.get(attribute)
            equal = got == expected if key != "prior" or got is None else json.loads(got) == json.loads(expected)
            report.check(f"{name} {attribute}", expected is None or equal, f"{got!r}, expected {expected!r}")
        if name in truth.sampled:
            ends = tuple(variable.attrs.get(key) for key in ("prior_lower", "prior_upper"))
            report.check(f"{name} bounds", ends == truth.bounds(name), str(ends))
    # A row found by its coordinates is the row of the file.
    flat = posterior[truth.sampled[0]].stack(row=("chain", "draw"))
    e, w, n = E - 1, W // 2, N // 3
    chosen = (flat["ensemble"] == e) & (flat["walker"] == w) & (flat["step"] == truth.steps[n])
    report.check("coordinates", flat.values[chosen.values].tolist() == [truth.column(truth.sampled[0])[e, w, n]])
    attributes = posterior.attrs
    report.check("inference_library", attributes["inference_library"] == "licmc")
    report.check("superchains", len(attributes["superchain_ids"]) == sizes["chain"])
    report.check("licmc document", json.loads(document.attrs["licmc"]) == truth.document)
    check_recomputed(truth, document, posterior, statistics, report)


def check_recomputed(truth: Truth, document, posterior, statistics, report: Report) -> None:
    groups = {"log_likelihood", "posterior_predictive", "observed_data", "constant_data", "prior"}
    have = set(document.children if hasattr(document, "children") else document.groups())
    report.check("groups", groups <= have, f"missing {sorted(groups - have)}")
    likelihood = dataset(document, "log_likelihood")
    observed, errors = dataset(document, "observed_data"), dataset(document, "constant_data")
    predictive, prior = dataset(document, "posterior_predictive"), dataset(document, "prior")
    total = sum(likelihood[name] for name in likelihood.data_vars)
    off = float(abs(total - statistics["log_lik_total"]).max())
    scale = float(abs(statistics["log_lik_total"]).max())
    report.check("log_likelihood by data set adds up", off <= 1e-9 * scale, str(off))
    report.check("a variable per data set", set(likelihood.data_vars) == set(observed.data_vars))
    for name in observed.data_vars:
        dim = f"{name}_point"
        report.check(f"{name} axis", f"{name}_x" in observed.coords and observed[name].dims == (dim,))
        report.check(f"{name} errors", bool((errors[f"{name}_err_lo"] > 0).all() & (errors[f"{name}_err_hi"] > 0).all()))
        replicated = predictive[name]
        report.check(f"{name} replicates", replicated.dims == ("chain", "draw", dim) and bool(np.isfinite(replicated).all()))
    # Replicates are aligned with the posterior by their coordinates.
    common = posterior[truth.sampled[0]].sel(chain=predictive["chain"], draw=predictive["draw"])
    report.check("replicates align", common.shape == (predictive.sizes["chain"], predictive.sizes["draw"]))
    report.check("prior variables", sorted(prior.data_vars) == sorted(truth.sampled + truth.derived))
    for name in truth.sampled:
        low, high = truth.bounds(name)
        values = prior[name].values
        inside = (low is None or values.min() > low) and (high is None or values.max() < high)
        report.check(f"prior of {name} within its bounds", bool(inside))
        spec = json.loads(truth.text(name, "prior"))
        if spec["dist"] == "uniform":
            expected, sd = (spec["min"] + spec["max"]) / 2, (spec["max"] - spec["min"]) / 12**0.5
            report.check(f"prior mean of {name}", abs(values.mean() - expected) < 5 * sd / values.size**0.5)


def check_getdist(truth: Truth, exports: Path, report: Report) -> None:
    import getdist
    from matplotlib.mathtext import MathTextParser

    samples = getdist.loadMCSamples(str(exports / "getdist" / "chain"), no_cache=True)
    names = [parameter.name for parameter in samples.getParamNames().names]
    order = [*truth.sampled, *truth.derived]
    report.check("names", names[: len(order)] == order, str(names))
    starred = {p.name for p in samples.getParamNames().names if p.isDerived}
    report.check("derived marked", starred == set(names) - set(truth.sampled))
    parts = samples.getSeparateChains()
    report.check("one chain per ensemble", len(parts) == truth.E)
    for e, part in enumerate(parts):
        report.same_bits(f"minus log posterior {e}", part.loglikes, -truth.column("log_posterior")[e].ravel())
        report.check(f"weights {e}", bool((part.weights == 1).all()))
        for k, name in enumerate(names):
            report.same_bits(f"{name} {e}", part.samples[:, k], truth.column(name)[e].ravel())
    for name in truth.sampled:
        got = samples.ranges.getLower(name), samples.ranges.getUpper(name)
        report.check(f"range of {name}", got == truth.bounds(name), f"{got}")
    parser = MathTextParser("path")
    for parameter in samples.getParamNames().names:
        parser.parse(f"${parameter.label}$")  # raises for a label that does not render
        report.check(f"label of {parameter.name}", parameter.label != parameter.name)


def check_emcee(truth: Truth, exports: Path, report: Report) -> None:
    import emcee

    E, W, N = truth.E, truth.W, truth.N
    backend = emcee.backends.HDFBackend(str(exports / "emcee.h5"), read_only=True)
    chain, log_prob = backend.get_chain(), backend.get_log_prob()
    report.check("shape", chain.shape == (N, E * W, len(truth.sampled)), str(chain.shape))
    for k, name in enumerate(truth.sampled):
        report.same_bits(name, chain[:, :, k], truth.walkers(name).T)
    report.same_bits("log_prob", log_prob, truth.walkers("log_posterior").T)
    report.check("accepted", bool((backend.accepted <= N).all() and (backend.accepted > 0).any()))
    with_blobs = emcee.backends.HDFBackend(str(exports / "emcee-blobs.h5"), read_only=True).get_blobs()
    for name in with_blobs.dtype.names:
        report.same_bits(f"blob {name}", with_blobs[name], truth.walkers(name).T)
    report.check("all columns", set(with_blobs.dtype.names) | set(truth.sampled) | {"log_posterior"} == set(truth.columns))
    for e in range(E):
        one = emcee.backends.HDFBackend(str(exports / "emcee-ensembles.h5"), name=f"ensemble_{e}", read_only=True)
        report.same_bits(f"ensemble {e}", one.get_chain()[:, :, 0], truth.column(truth.sampled[0])[e].T)
    check_emcee_continues(truth, exports, report)


def check_emcee_continues(truth: Truth, exports: Path, report: Report) -> None:
    """emcee goes on from the last step of the file, and what was there stays."""
    import emcee

    W, D = truth.E * truth.W, len(truth.sampled)
    # Densities far below and far above the stored ones: no proposal, or every proposal is accepted.
    for case, level in (("stands still", -1e9), ("moves on", 1e9)):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "continued.h5"
            shutil.copy(exports / "emcee.h5", path)
            backend = emcee.backends.HDFBackend(str(path))
            before = backend.get_chain()
            sampler = emcee.EnsembleSampler(W, D, lambda theta: level, backend=backend)
            sampler.run_mcmc(None, 1, skip_initial_state_check=True)
            after = backend.get_chain()
            report.check(f"continues: {case}", after.shape == (truth.N + 1, W, D), str(after.shape))
            report.same_bits(f"continues: {case}, old rows", after[: truth.N], before)
            stayed = int((after[truth.N] == before[-1]).all(axis=1).sum())
            expected = stayed == W if level < 0 else stayed < W // 10
            report.check(f"continues: {case} from the last step", expected, f"{stayed} of {W} stayed")


def check_cmdstan(truth: Truth, exports: Path, report: Report) -> None:
    import arviz as az
    import cmdstanpy

    files = [str(exports / "cmdstan" / f"chain_{e + 1}.csv") for e in range(truth.E)]
    fit = cmdstanpy.from_csv(files)
    draws = fit.draws()
    report.check("shape", draws.shape[:2] == (truth.N * truth.W, truth.E), str(draws.shape))
    names = {"lp__": "log_posterior", "log_prior__": "log_prior", "log_likelihood__": "log_likelihood"}
    for k, column in enumerate(fit.column_names):
        name = names.get(column, column.removesuffix("__"))
        if name in truth.columns:
            expected = truth.column(name).reshape(truth.E, -1).T
            report.same_bits(f"cmdstanpy {name}", draws[:, :, k], expected)
    seen = {names.get(column, column.removesuffix("__")) for column in fit.column_names}
    report.check("all columns", set(truth.columns) <= seen, str(set(truth.columns) - seen))
    documents = [az.from_cmdstanpy(fit)]
    if hasattr(az, "from_cmdstan"):  # ArviZ 1.x reads CmdStan through cmdstanpy alone
        documents.append(az.from_cmdstan(files))
    for document in documents:
        for name in truth.sampled:
            values = dataset(document, "posterior")[name].values
            report.same_bits(f"ArviZ {name}", values, truth.column(name).reshape(truth.E, -1))


def main() -> None:
    warnings.simplefilter("ignore")
    import arviz

    truth, exports, report = Truth(Path(sys.argv[1])), Path(sys.argv[2]), Report()
    version = arviz.__version__
    print(f"{truth.E} ensembles, {truth.W} walkers, {truth.N} steps, {len(truth.columns)} columns; ArviZ {version}")
    report.run("parquet", lambda: check_parquet(truth, exports, report))
    report.run("csv", lambda: check_csv(truth, exports, report))
    for name in ("chain", "ensembles"):
        chains_as = "walker" if name == "chain" else "ensemble"
        for suffix in ("zarr", "nc"):
            path = exports / f"{name}.{suffix}"
            report.run(path.name, lambda path=path, c=chains_as: check_arviz(truth, path, c, report))
    report.run("getdist", lambda: check_getdist(truth, exports, report))
    report.run("emcee", lambda: check_emcee(truth, exports, report))
    report.run("cmdstan", lambda: check_cmdstan(truth, exports, report))
    report.exit()


if __name__ == "__main__":
    main()
