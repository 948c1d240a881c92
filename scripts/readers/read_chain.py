"""Opens finished chain files in pyarrow, pandas and polars and checks what users may rely on.

    python scripts/readers/read_chain.py CHAIN.arrow...

Schema and metadata; one row per walker and kept step, sorted by (ensemble, step, walker); no nulls, no dictionaries,
finite numbers; log posterior = log prior + log likelihood; the same bits in all three readers. Exit code 1 if not.
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from contract import DENSITIES, metadata, sampled_names, schema_problems

MAY_BE_NAN = {"log_prior", "log_likelihood"}  # of chains made elsewhere


def row_problems(columns: dict[str, NDArray[np.generic]]) -> list[str]:
    ensemble, walker, step = (columns[name].astype(np.int64) for name in ("ensemble", "walker", "step"))
    if len(ensemble) == 0:
        return ["the chain has no rows"]
    problems = []
    order = np.lexsort((walker, step, ensemble))
    if np.any(order != np.arange(len(order))):
        problems.append("rows are not sorted by (ensemble, step, walker)")
    for number in np.unique(ensemble):
        walkers, steps = np.unique(walker[ensemble == number]), np.unique(step[ensemble == number])
        pairs = set(zip(step[ensemble == number].tolist(), walker[ensemble == number].tolist()))
        if not len(pairs) == np.sum(ensemble == number) == len(walkers) * len(steps):
            problems.append(f"ensemble {number}: not exactly one row per walker and kept step")
        if np.any(walkers != np.arange(len(walkers))):
            problems.append(f"ensemble {number}: walkers are not numbered from 0")
        if len(np.unique(np.diff(steps))) > 1:
            problems.append(f"ensemble {number}: kept steps are not evenly spaced")
    for name, values in columns.items():
        bad = np.sum(~(np.isfinite(values) | (np.isnan(values) & (name in MAY_BE_NAN))))
        problems += [f"{name}: {bad} rows are not finite"] if bad else []
    posterior, prior, likelihood = (columns[name] for name in DENSITIES)
    known = np.isfinite(prior) & np.isfinite(likelihood)
    if not np.allclose(posterior[known], prior[known] + likelihood[known], rtol=1e-12, atol=1e-9):
        problems.append("log_posterior is not log_prior + log_likelihood")
    return problems


def reader_problems(
    name: str, columns: dict[str, NDArray[np.generic]], read: dict[str, NDArray[np.generic]]
) -> list[str]:
    """How another reader's columns differ from pyarrow's, bit for bit."""
    if list(read) != list(columns):
        return [f"{name} has columns {list(read)}"]
    return [
        f"{name}: column {key} is {read[key].dtype} instead of {column.dtype}, or its bits differ"
        for key, column in columns.items()
        if read[key].dtype != column.dtype or read[key].tobytes() != column.tobytes()
    ]


def check(path: str) -> list[str]:
    table = pa.ipc.open_file(path).read_all()
    problems = schema_problems(table.schema)
    problems += [f"{name}: {table[name].null_count} nulls" for name in table.column_names if table[name].null_count]
    problems += [f"{f.name}: dictionary-encoded" for f in table.schema if pa.types.is_dictionary(f.type)]
    if problems:
        return problems
    columns = {name: table[name].to_numpy() for name in table.column_names}
    by_pandas = pd.read_feather(path)
    by_polars = pl.read_ipc(path, use_pyarrow=False)
    problems += row_problems(columns)
    problems += reader_problems("pandas", columns, {str(k): v.to_numpy() for k, v in by_pandas.items()})
    problems += reader_problems("polars", columns, {s.name: s.to_numpy() for s in by_polars.iter_columns()})
    if not problems:
        version = metadata(table.schema)["licmc.version"]
        quantities = ", ".join(sampled_names(table.schema))
        print(f"{path}: {table.num_rows} rows of licmc {version} in pyarrow, pandas and polars alike; {quantities}")
    return problems


def main(paths: list[str]) -> int:
    if not paths:
        print(__doc__, file=sys.stderr)
        return 2
    problems = [f"{path}: {problem}" for path in paths for problem in check(path)]
    print("\n".join(problems), end="\n" if problems else "", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
