"""Open licmc chains in Python: pandas, ArviZ (0.x and 1.x), GetDist and corner.

A chain of licmc is an Arrow file, ``chains/NAME.arrow``; while the run is still writing, what was committed so far
lies in ``chains/NAME.arrows``. This module reads both with pyarrow alone; the other packages are imported by the
function that needs them. It is one file without a build step: copy it beside your notebook, or put its folder on
``sys.path``.

    >>> import licmc_chains
    >>> chain = licmc_chains.load("chains/lic.arrow")
    >>> chain["v_sun"].shape                              # doctest: +SKIP
    (4, 64, 1200)

Shapes are named by letters throughout: E ensembles (independent of each other), W walkers in each (they interact, so
they are not independent chains), N kept steps.
"""

from __future__ import annotations

import json
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Iterable, Literal, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

if TYPE_CHECKING:  # only for type checkers: none of these is needed to load a chain
    import getdist
    import pandas as pd

__all__ = ["Chain", "Column", "load", "to_arviz", "to_corner", "to_getdist", "to_pandas"]

ChainsAs = Literal["walkers", "ensembles"]
Kind = Literal["density", "term", "coordinate", "derived"]
FloatArray = npt.NDArray[np.float64]

_INDEX = ("ensemble", "walker", "step")
_DENSITIES = ("log_posterior", "log_prior", "log_likelihood")
#: Names that ArviZ gives to the log densities.
_ARVIZ_NAMES = {
    "log_posterior": "lp",
    "log_prior": "log_prior_total",
    "log_likelihood": "log_lik_total",
}


@dataclass(frozen=True)
class Column:
    """What the file says about one column."""

    id: str
    kind: Kind
    #: As written on an axis; "1" when dimensionless.
    unit: str
    #: LaTeX without dollar signs.
    latex: str
    #: The prior as configured; None for all but sampled coordinates, and where it is not known.
    prior: Mapping[str, Any] | None
    #: Interval outside of which the posterior vanishes; infinite where unbounded or unknown.
    support: tuple[float, float]

    @property
    def label(self) -> str:
        """LaTeX label with unit, in dollar signs."""
        if self.unit.startswith("log10(") and self.latex.startswith("\\log_{10} "):
            quantity = self.latex[len("\\log_{10} ") :]
            return f"$\\log_{{10}}({quantity}\\,/\\,{_unit_latex(self.unit[6:-1])})$"
        return f"${self.latex}$" if self.unit == "1" else f"${self.latex}\\,[{_unit_latex(self.unit)}]$"


@dataclass(frozen=True)
class Chain:
    """A chain in memory. ``chain[id]`` is an array [E, W, N] of one column."""

    table: pa.Table
    columns: tuple[Column, ...]
    #: E, W, N.
    shape: tuple[int, int, int]
    #: [N] numbers of the kept steps.
    steps: npt.NDArray[np.uint32]
    #: The `licmc` document: resolved configuration, data hashes, settings, acceptance, warm-up.
    metadata: Mapping[str, Any]
    #: Whether the run was still writing when the file was read.
    running: bool

    def __getitem__(self, id: str) -> FloatArray:
        """One column as [E, W, N]. KeyError for an unknown id."""
        ensembles, walkers, steps = self.shape
        if id not in self.table.column_names:
            raise KeyError(f"no column {id!r}; columns: {', '.join(self.table.column_names)}")
        values = self.table[id].to_numpy()
        return np.ascontiguousarray(values.reshape(ensembles, steps, walkers).transpose(0, 2, 1))

    def of_kind(self, *kinds: Kind) -> list[Column]:
        """The columns of the given kinds, in file order."""
        return [column for column in self.columns if column.kind in kinds]

    def column(self, id: str) -> Column:
        """Description of one column. KeyError for an unknown id."""
        for column in self.columns:
            if column.id == id:
                return column
        raise KeyError(f"no column {id!r}; columns: {', '.join(c.id for c in self.columns)}")

    def chains(self, id: str, chains_as: ChainsAs = "walkers") -> FloatArray:
        """One column as [chain, draw]: [E * W, N], or [E, W * N] with each walker's steps in one piece."""
        ensembles, walkers, steps = self.shape
        values = self[id]
        if _check(chains_as) == "walkers":
            return values.reshape(ensembles * walkers, steps)
        return values.reshape(ensembles, walkers * steps)


def load(path: str | Path) -> Chain:
    """Reads a chain: ``NAME.arrow`` (finished), or ``NAME.arrows`` (still running, or stopped).

    Of a running chain every whole batch counts; a batch that is being written is left out, and ensembles that are
    ahead are cut to the shortest. When ``NAME.arrow`` does not exist but ``NAME.arrows`` does, that is read.

    Raises FileNotFoundError, or ValueError for a file that is not a chain.
    """
    path = Path(path)
    if not path.exists() and path.suffix == ".arrow" and path.with_suffix(".arrows").exists():
        path = path.with_suffix(".arrows")
    if not path.exists():
        raise FileNotFoundError(f"{path}: there is no such chain")
    if path.is_dir():
        raise ValueError(f"{path}: expected the file of a chain, got a directory")
    running = not _is_finished(path)
    table = _read_running(path) if running else _read_finished(path)
    missing = [name for name in (*_INDEX, "log_posterior") if name not in table.column_names]
    if missing or b"licmc" not in (table.schema.metadata or {}):
        raise ValueError(f"{path}: expected a chain of licmc, got an Arrow file without {missing or 'its metadata'}")
    table, shape, steps = _rectangular(table, path)
    return Chain(
        table=table,
        columns=tuple(_describe(field) for field in table.schema if field.name not in _INDEX),
        shape=shape,
        steps=steps,
        metadata=json.loads(table.schema.metadata[b"licmc"]),
        running=running,
    )


def to_pandas(chain: Chain, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """A DataFrame with index (ensemble, walker, step); rows in file order (ensemble, step, walker).

    Unit, LaTeX and prior of each column are in ``frame.attrs["columns"]``.
    """
    chosen = [column.id for column in chain.columns] if columns is None else list(columns)
    frame: pd.DataFrame = chain.table.select([*_INDEX, *chosen]).to_pandas()
    frame = frame.set_index(list(_INDEX))
    frame.attrs["columns"] = {
        id: {"unit": c.unit, "latex": c.latex, "prior": c.prior} for id in chosen for c in [chain.column(id)]
    }
    return frame


def to_arviz(chain: Chain, chains_as: ChainsAs = "walkers") -> Any:
    """An ArviZ document with groups posterior and sample_stats: InferenceData (0.x) or xarray.DataTree (1.x).

    With walkers as chains (ArviZ's effective sample size then looks along each walker) the coordinate ``ensemble``
    says which of them interact; ``posterior.attrs["superchain_ids"]`` is the same as a list, for nested R-hat. With
    ensembles as chains, R-hat compares what is truly independent.
    """
    import arviz as az

    ensembles, walkers, steps = chain.shape
    if _check(chains_as) == "walkers":
        owner = np.repeat(np.arange(ensembles), walkers)
        coords: dict[str, Any] = {
            "ensemble": ("chain", owner),
            "walker": ("chain", np.tile(np.arange(walkers), ensembles)),
            "step": ("draw", chain.steps.astype(np.int64)),
        }
    else:
        owner = np.arange(ensembles)
        coords = {
            "ensemble": ("chain", owner),
            "walker": ("draw", np.repeat(np.arange(walkers), steps)),
            "step": ("draw", np.tile(chain.steps.astype(np.int64), walkers)),
        }
    groups: dict[str, Any] = {
        "posterior": {c.id: chain.chains(c.id, chains_as) for c in chain.of_kind("coordinate", "derived")},
        "sample_stats": {
            _ARVIZ_NAMES.get(c.id, c.id): chain.chains(c.id, chains_as) for c in chain.of_kind("density", "term")
        },
    }
    modern = int(az.__version__.split(".")[0]) >= 1
    with warnings.catch_warnings():
        # Many walkers and few kept steps are as they should be, not a transposed array.
        warnings.filterwarnings("ignore", message="More chains|Found chain dimension")
        document: Any = az.from_dict(groups) if modern else az.from_dict(**groups)
    for name in groups:
        dataset = document[name].dataset if modern else document[name]
        dataset = dataset.assign_coords(coords)
        for column in chain.columns:
            variable = _ARVIZ_NAMES.get(column.id, column.id)
            if variable in dataset:
                dataset[variable].attrs.update(_attributes(column))
        if name == "posterior":
            dataset.attrs["superchain_ids"] = [int(e) for e in owner]
            dataset.attrs["sampled_variables"] = [c.id for c in chain.of_kind("coordinate")]
        dataset.attrs["inference_library"] = "licmc"
        if modern:
            document[name].dataset = dataset
        else:
            setattr(document, name, dataset)
    return document


def to_getdist(chain: Chain, name: str = "licmc", **settings: Any) -> getdist.MCSamples:
    """GetDist's MCSamples: one chain per ensemble, each walker's steps in one piece, labels and prior ranges set.

    GetDist measures correlation lengths along the rows and compares chains for convergence; this order makes both
    mean what they should. ``settings`` go to MCSamples.
    """
    import getdist

    columns = chain.of_kind("coordinate", "derived")
    sampled = {c.id for c in chain.of_kind("coordinate")}
    log_posterior = chain.chains("log_posterior", "ensembles")
    values = [chain.chains(c.id, "ensembles") for c in columns]
    samples = [np.column_stack([column[e] for column in values]) for e in range(chain.shape[0])]
    return getdist.MCSamples(
        samples=samples,
        loglikes=[-log_posterior[e] for e in range(chain.shape[0])],
        names=[c.id if c.id in sampled else f"{c.id}*" for c in columns],
        labels=[c.label.strip("$") for c in columns],
        ranges={c.id: tuple(_open_end(end) for end in c.support) for c in columns if c.id in sampled},
        name_tag=name,
        sampler="mcmc",
        **settings,
    )


def to_corner(chain: Chain, columns: Iterable[str] | None = None, **options: Any) -> Any:
    """A corner plot (matplotlib Figure) of the given columns, by default all sampled coordinates.

    ``options`` go to ``corner.corner``.
    """
    import corner

    chosen = [c.id for c in chain.of_kind("coordinate")] if columns is None else list(columns)
    samples = np.column_stack([chain[id].ravel() for id in chosen])
    options.setdefault("labels", [chain.column(id).label for id in chosen])
    return corner.corner(samples, **options)


def _check(chains_as: str) -> ChainsAs:
    if chains_as == "walkers" or chains_as == "ensembles":
        return "walkers" if chains_as == "walkers" else "ensembles"
    raise ValueError(f"chains_as: expected 'walkers' or 'ensembles', got {chains_as!r}")


def _is_finished(path: Path) -> bool:
    """An Arrow file starts with its name; a stream starts with a message."""
    with path.open("rb") as file:
        return file.read(6) == b"ARROW1"


def _read_finished(path: Path) -> pa.Table:
    try:
        with pa.memory_map(str(path)) as source:
            return pa.ipc.open_file(source).read_all()
    except pa.ArrowInvalid as error:
        raise ValueError(f"{path}: not a whole Arrow file ({error}); was it cut while copying?") from error


def _read_running(path: Path) -> pa.Table:
    try:
        with path.open("rb") as file:
            reader = pa.ipc.open_stream(file)
            return pa.Table.from_batches(_whole_batches(reader), schema=reader.schema)
    except pa.ArrowInvalid as error:
        raise ValueError(f"{path}: expected an Arrow file or stream, got something else ({error})") from error


def _whole_batches(reader: pa.RecordBatchReader) -> list[pa.RecordBatch]:
    """Batches up to the first that is torn: what a crash or a writer at work leaves at the end is not an error.

    licmc writes a batch per ensemble and commits them together with the last; where the batches say so, those that are
    not committed yet are left out.
    """
    batches: list[pa.RecordBatch] = []
    committed: int | None = None
    while True:
        try:
            batch, metadata = reader.read_next_batch_with_custom_metadata()
        except (StopIteration, pa.ArrowInvalid, OSError):
            return batches if committed is None else batches[:committed]
        batches.append(batch)
        place = (dict(metadata) if metadata is not None else {}).get(b"licmc.part")
        if place is not None:
            part, parts = (int(number) for number in place.split(b"/"))
            committed = len(batches) if part + 1 == parts else committed or 0


def _rectangular(
    table: pa.Table, path: Path
) -> tuple[pa.Table, tuple[int, int, int], npt.NDArray[np.uint32]]:
    """Sorted by (ensemble, step, walker), every ensemble cut to the steps that all have."""
    ensemble, walker, step = (table[name].to_numpy() for name in _INDEX)
    if table.num_rows == 0:
        raise ValueError(f"{path}: no kept step yet; the run is still in its warm-up, try again later")
    order = np.lexsort((walker, step, ensemble))
    if not np.array_equal(order, np.arange(order.size)):
        table = table.take(pa.array(order))
        ensemble, walker, step = ensemble[order], walker[order], step[order]
    ensembles = np.unique(ensemble)
    walkers = int(walker.max()) + 1
    steps = min((np.unique(step[ensemble == e]) for e in ensembles), key=len)
    keep = np.isin(step, steps)
    if not keep.all():
        table = table.filter(pa.array(keep))
    shape = (len(ensembles), walkers, len(steps))
    if table.num_rows != shape[0] * shape[1] * shape[2]:
        raise ValueError(f"{path}: expected {shape} ensembles, walkers, steps; got {table.num_rows} rows")
    return table, shape, steps.astype(np.uint32)


def _describe(field: pa.Field) -> Column:
    text = {key.decode(): value.decode() for key, value in (field.metadata or {}).items()}
    kind = text.get("kind")
    if kind is None:
        if field.name in _DENSITIES:
            kind = "density"
        elif text.get("derived") == "true":
            kind = "derived"
        else:
            kind = "coordinate" if "prior" in text else "term"
    low, high = json.loads(text.get("support", "null")) or (None, None)
    return Column(
        id=field.name,
        kind=kind,  # type: ignore[arg-type]
        unit=text.get("unit", "1"),
        latex=text.get("latex", field.name),
        prior=json.loads(text.get("prior", "null")),
        support=(-np.inf if low is None else float(low), np.inf if high is None else float(high)),
    )


def _attributes(column: Column) -> dict[str, Any]:
    attributes: dict[str, Any] = {"units": column.unit, "latex": column.latex, "licmc_column": column.id}
    if column.prior is not None:
        attributes["prior"] = json.dumps(column.prior, separators=(",", ":"))
    for name, end in zip(("prior_lower", "prior_upper"), column.support):
        if np.isfinite(end):
            attributes[name] = end
    return attributes


def _open_end(end: float) -> float | None:
    return float(end) if np.isfinite(end) else None


def _unit_latex(unit: str) -> str:
    """``cm^2/s`` in upright LaTeX: exponents in braces, spaces kept, the Greek letter of microgauss."""
    text, rest = "", unit.replace("microgauss", "\\mu{}G").replace(" ", "\\,")
    while "^" in rest:
        before, rest = rest.split("^", 1)
        size = len(rest) - len(rest.lstrip("-")) or 0
        while size < len(rest) and rest[size].isdigit():
            size += 1
        text += f"{before}^{{{rest[:size]}}}"
        rest = rest[size:]
    return f"\\mathrm{{{text + rest}}}"
