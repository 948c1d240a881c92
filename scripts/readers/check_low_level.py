"""Opens the exports with the libraries below the tools: h5py, netCDF4, zarr, xarray, and CmdStan's own stansummary.

    python check_low_level.py CHAIN.arrow EXPORTS CONSTRAINTS.json [STANSUMMARY]

Names, shapes, dimensions, units and bits must be those of the chain for a program that knows nothing of ArviZ or emcee.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import numpy as np

from check_exports import STATISTICS
from truth import Report, Truth


def check_netcdf4(truth: Truth, exports: Path, report: Report) -> None:
    import netCDF4

    with netCDF4.Dataset(exports / "chain.nc") as file:
        posterior, statistics = file["posterior"], file["sample_stats"]
        sizes = {name: len(dimension) for name, dimension in posterior.dimensions.items()}
        report.check("dimensions", sizes == {"chain": truth.E * truth.W, "draw": truth.N}, str(sizes))
        for name in truth.columns:
            group = posterior if name in posterior.variables else statistics
            variable = group[STATISTICS.get(name, name)]
            report.check(f"{name} dimensions", variable.dimensions == ("chain", "draw"), str(variable.dimensions))
            report.check(f"{name} units", variable.units == truth.text(name, "unit"))
            report.same_bits(name, np.asarray(variable[:]), truth.walkers(name))
        report.check("posterior_predictive", "posterior_predictive" in file.groups)


def check_h5py(truth: Truth, exports: Path, report: Report) -> None:
    import h5py

    with h5py.File(exports / "chain.nc") as file:
        for name in truth.sampled:
            variable = file["posterior"][name]
            scales = tuple(dimension[0].name for dimension in variable.dims)
            report.check(f"{name} scales", scales == ("/posterior/chain", "/posterior/draw"), str(scales))
            report.same_bits(f"netcdf {name}", variable[()], truth.walkers(name))
    with h5py.File(exports / "emcee.h5") as file:
        group = file["mcmc"]
        names = [text.decode() if isinstance(text, bytes) else str(text) for text in group.attrs["parameters"]]
        report.check("emcee parameters", names == truth.sampled, str(names))
        report.check("emcee iteration", int(group.attrs["iteration"]) == truth.N)
        report.check("emcee can grow", group["chain"].maxshape[0] is None and group["log_prob"].maxshape[0] is None)
        ends = [truth.bounds(name) for name in truth.sampled]
        for key, end, open_end in (("lower", 0, -np.inf), ("upper", 1, np.inf)):
            expected = np.array([open_end if pair[end] is None else pair[end] for pair in ends])
            report.same_bits(f"emcee {key}", group.attrs[key], expected)
        for name in truth.derived:
            report.same_bits(f"emcee licmc/{name}", group["licmc"][name][()], truth.walkers(name).T)


def check_zarr(truth: Truth, exports: Path, report: Report) -> None:
    import zarr

    group = zarr.open_group(str(exports / "chain.zarr"), mode="r")
    for name in truth.columns:
        where = "posterior" if name in truth.sampled + truth.derived else "sample_stats"
        array = group[f"{where}/{STATISTICS.get(name, name)}"]
        report.same_bits(name, array[...], truth.walkers(name))
        report.check(f"{name} dimensions", list(array.attrs["_ARRAY_DIMENSIONS"]) == ["chain", "draw"])
    report.check("licmc document", json.loads(group.attrs["licmc"]) == truth.document)


def check_xarray(truth: Truth, exports: Path, report: Report) -> None:
    import xarray as xr

    for engine in ("netcdf4", "h5netcdf", "zarr"):
        path = str(exports / ("chain.zarr" if engine == "zarr" else "chain.nc"))
        data = xr.open_dataset(path, group="posterior", engine=engine)
        name = truth.derived[0]
        report.same_bits(f"{engine} {name}", data[name].values, truth.walkers(name))
        coordinates = {"chain", "draw", "ensemble", "walker", "step"}
        report.check(f"{engine} coordinates", coordinates <= set(data.coords), str(set(data.coords)))
        one = data[name].sel(chain=data["ensemble"] == truth.E - 1)
        report.same_bits(f"{engine} one ensemble", one.values, truth.column(name)[-1])
        data.close()
        if hasattr(xr, "open_datatree"):
            tree = xr.open_datatree(path, engine=engine)
            report.check(f"{engine} tree", {"posterior", "sample_stats", "prior"} <= set(tree.children))
            tree.close()


def check_stansummary(truth: Truth, exports: Path, rows: list[dict], program: str, report: Report) -> None:
    files = [str(exports / "cmdstan" / f"chain_{e + 1}.csv") for e in range(truth.E)]
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "summary.csv"
        said = subprocess.run([program, *files, "-s", "17", "-c", str(table)], capture_output=True, text=True)
        report.check("stansummary runs", said.returncode == 0, said.stderr[-300:])
        with table.open() as file:
            summary = {row["name"]: row for row in csv.DictReader(line for line in file if not line.startswith("#"))}
    shape = f"{truth.E} chains: each with iter={truth.N * truth.W}"
    report.check("stansummary sees the chains", shape in said.stdout, said.stdout[:200])
    named = {row["id"]: row for row in rows}
    for name in [*truth.sampled, *truth.derived]:
        found = summary[name]
        report.close(f"mean of {name}", float(found["Mean"]), named[name]["mean"], 1e-9, 1e-9 * named[name]["sd"])
        report.close(f"sd of {name}", float(found["StdDev"]), named[name]["sd"], 1e-9)
        # Its quantiles are those of its own definition, a row apart at most.
        values = np.sort(truth.table[name].to_numpy())
        near = values[[len(values) // 2 - 2, len(values) // 2 + 2]]
        report.check(f"median of {name}", near[0] <= float(found["50%"]) <= near[1], found["50%"])
        report.check(f"R-hat of {name}", float(found["R_hat"]) < 1.1 * named[name]["rhat"], found["R_hat"])


def main() -> None:
    warnings.simplefilter("ignore")
    chain, exports, constraints = (Path(argument) for argument in sys.argv[1:4])
    truth, report = Truth(chain), Report()
    report.run("netCDF4", lambda: check_netcdf4(truth, exports, report))
    report.run("h5py", lambda: check_h5py(truth, exports, report))
    report.run("zarr", lambda: check_zarr(truth, exports, report))
    report.run("xarray", lambda: check_xarray(truth, exports, report))
    if len(sys.argv) > 4:
        rows = json.loads(constraints.read_text())["parameters"]
        report.run("stansummary", lambda: check_stansummary(truth, exports, rows, sys.argv[4], report))
    report.exit()


if __name__ == "__main__":
    main()
