"""Tests of licmc_chains on files written by pyarrow alone, to the letter of chains/README.md: python -m pytest."""

from __future__ import annotations

import json
from pathlib import Path

import licmc_chains
import numpy as np
import pyarrow as pa
import pytest

E, W, N = 3, 4, 50
UNIFORM = {"dist": "uniform", "min": 0, "max": 30}


def field(name: str, type: pa.DataType = pa.float64(), **metadata: str) -> pa.Field:
    return pa.field(name, type, nullable=False, metadata=metadata)


SCHEMA = pa.schema(
    [
        field("ensemble", pa.uint16()),
        field("walker", pa.uint16()),
        field("step", pa.uint32()),
        field("log_posterior", unit="1", latex="\\ln P", derived="false"),
        field("log_prior", unit="1", latex="\\ln\\pi", derived="false"),
        field("log_likelihood", unit="1", latex="\\ln L", derived="false"),
        field("chi2_spectrum", unit="1", latex="\\chi^2", derived="false", kind="term"),
        field(
            "v_sun",
            unit="km/s",
            latex="V_\\odot",
            derived="false",
            kind="coordinate",
            prior=json.dumps(UNIFORM),
            support="[0,30]",
        ),
        field(
            "log10_x_lic",
            unit="log10(pc)",
            latex="\\log_{10} x",
            derived="false",
            kind="coordinate",
            prior=json.dumps({"dist": "normal", "mean": 0, "sd": 1}),
            support="[null,null]",
        ),
        field("x_b", unit="pc microgauss", latex="x B", derived="true", kind="derived"),
    ],
    metadata={"licmc": json.dumps({"config": {"name": "test"}}), "licmc.seed": "42"},
)


def batch(ensemble: int, first: int, steps: int) -> pa.RecordBatch:
    rows = steps * W
    values = np.random.default_rng([ensemble, first]).normal(15, 2, (7, rows))
    return pa.record_batch(
        [
            pa.array(np.full(rows, ensemble, np.uint16)),
            pa.array(np.tile(np.arange(W, dtype=np.uint16), steps)),
            pa.array(np.repeat(5 * np.arange(first + 1, first + steps + 1, dtype=np.uint32), W)),
            *(pa.array(column) for column in values),
        ],
        schema=SCHEMA,
    )


@pytest.fixture()
def finished(tmp_path: Path) -> Path:
    path = tmp_path / "chain.arrow"
    with pa.ipc.new_file(str(path), SCHEMA) as writer:
        for ensemble in range(E):
            writer.write(batch(ensemble, 0, 30))
            writer.write(batch(ensemble, 30, 20))
    return path


@pytest.fixture()
def running(tmp_path: Path) -> Path:
    """As a run writes: intervals in turn, one ensemble ahead, the last batch half on the disk."""
    path = tmp_path / "chain.arrows"
    with pa.ipc.new_stream(str(path), SCHEMA) as writer:
        for first in (0, 10):
            for ensemble in range(E):
                writer.write(batch(ensemble, first, 10))
        writer.write(batch(0, 20, 10))
        writer.write(batch(1, 20, 10))
    data = path.read_bytes()
    path.write_bytes(data[: len(data) - 400])
    return path


def test_columns_have_the_shape_and_bits_of_the_file(finished: Path) -> None:
    chain = licmc_chains.load(finished)
    assert chain.shape == (E, W, N)
    assert not chain.running
    expected = np.concatenate([batch(1, 0, 30)["v_sun"].to_numpy(), batch(1, 30, 20)["v_sun"].to_numpy()])
    np.testing.assert_array_equal(chain["v_sun"][1], expected.reshape(N, W).T)
    np.testing.assert_array_equal(chain.steps, 5 * np.arange(1, N + 1))
    assert chain.metadata["config"]["name"] == "test"


def test_columns_carry_kind_unit_label_prior_and_support(finished: Path) -> None:
    chain = licmc_chains.load(finished)
    v_sun = chain.column("v_sun")
    assert (v_sun.kind, v_sun.unit, v_sun.prior, v_sun.support) == ("coordinate", "km/s", UNIFORM, (0.0, 30.0))
    assert v_sun.label == "$V_\\odot\\,[\\mathrm{km/s}]$"
    assert chain.column("log10_x_lic").support == (-np.inf, np.inf)
    assert chain.column("log10_x_lic").label == "$\\log_{10}(x\\,/\\,\\mathrm{pc})$"
    assert [c.id for c in chain.of_kind("density")] == ["log_posterior", "log_prior", "log_likelihood"]
    assert [c.id for c in chain.of_kind("derived")] == ["x_b"]
    assert chain.column("x_b").label == "$x B\\,[\\mathrm{pc\\,\\mu{}G}]$"


@pytest.mark.parametrize(
    ("unit", "text"),
    [("cm^2/s", "cm^{2}/s"), ("GV^-1", "GV^{-1}"), ("1/(m^2 s sr GV)", "1/(m^{2}\\,s\\,sr\\,GV)"), ("deg", "deg")],
)
def test_exponents_of_units_get_braces(unit: str, text: str) -> None:
    assert licmc_chains._unit_latex(unit) == f"\\mathrm{{{text}}}"


def test_a_running_chain_gives_its_whole_common_part(running: Path) -> None:
    chain = licmc_chains.load(running)
    assert chain.running
    assert chain.shape == (E, W, 20)
    np.testing.assert_array_equal(chain["x_b"][2][:, 10:], batch(2, 10, 10)["x_b"].to_numpy().reshape(10, W).T)


def test_batches_that_are_not_committed_yet_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "chain.arrows"
    with pa.ipc.new_stream(str(path), SCHEMA) as writer:
        for first in (0, 10):
            for ensemble in range(E):
                place = {"licmc.part": f"{ensemble}/{E}"}
                writer.write_batch(batch(ensemble, first, 10), custom_metadata=place)
        writer.write_batch(batch(0, 20, 10), custom_metadata={"licmc.part": f"0/{E}"})
    assert licmc_chains.load(path).shape == (E, W, 20)
    # Of the first interval all but the last ensemble: not a chain of fewer ensembles.
    with pa.ipc.new_stream(str(path), SCHEMA) as writer:
        writer.write_batch(batch(0, 0, 10), custom_metadata={"licmc.part": f"0/{E}"})
    with pytest.raises(ValueError, match="no kept step yet"):
        licmc_chains.load(path)


def test_the_name_of_the_result_finds_the_running_chain(running: Path) -> None:
    assert licmc_chains.load(running.with_suffix(".arrow")).running


def test_what_is_not_a_chain_is_refused_with_its_name(tmp_path: Path, finished: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such chain"):
        licmc_chains.load(tmp_path / "none.arrow")
    foreign = tmp_path / "foreign.arrow"
    with pa.ipc.new_file(str(foreign), pa.schema([("a", pa.int32())])) as writer:
        writer.write(pa.record_batch([pa.array([1], pa.int32())], names=["a"]))
    with pytest.raises(ValueError, match="foreign.arrow: expected a chain of licmc"):
        licmc_chains.load(foreign)
    cut = tmp_path / "cut.arrow"
    cut.write_bytes(finished.read_bytes()[:-100])
    with pytest.raises(ValueError, match="cut.arrow: not a whole Arrow file"):
        licmc_chains.load(cut)
    with pytest.raises(ValueError, match="a directory"):
        licmc_chains.load(tmp_path)
    text = tmp_path / "text.arrow"
    text.write_text("a,b\n1,2\n")
    with pytest.raises(ValueError, match="text.arrow"):
        licmc_chains.load(text)


def test_unknown_columns_name_the_known_ones(finished: Path) -> None:
    chain = licmc_chains.load(finished)
    with pytest.raises(KeyError, match="v_sum.*v_sun"):
        chain["v_sum"]
    with pytest.raises(ValueError, match="walkers"):
        chain.chains("v_sun", "walker")  # type: ignore[arg-type]


def test_to_pandas_keeps_rows_in_file_order(finished: Path) -> None:
    chain = licmc_chains.load(finished)
    frame = licmc_chains.to_pandas(chain)
    assert frame.index.names == ["ensemble", "walker", "step"]
    assert len(frame) == E * W * N
    np.testing.assert_array_equal(frame["v_sun"].to_numpy(), chain.table["v_sun"].to_numpy())
    np.testing.assert_array_equal(frame.loc[2, 3]["x_b"].to_numpy(), chain["x_b"][2, 3])
    assert frame.attrs["columns"]["v_sun"]["unit"] == "km/s"
    assert list(licmc_chains.to_pandas(chain, ["x_b"]).columns) == ["x_b"]


@pytest.mark.parametrize("chains_as", ["walkers", "ensembles"])
def test_to_arviz_has_chains_coordinates_and_units(finished: Path, chains_as: licmc_chains.ChainsAs) -> None:
    az = pytest.importorskip("arviz")
    chain = licmc_chains.load(finished)
    document = licmc_chains.to_arviz(chain, chains_as)
    posterior = document["posterior"]
    chains = E * W if chains_as == "walkers" else E
    assert dict(posterior.sizes) == {"chain": chains, "draw": E * W * N // chains}
    np.testing.assert_array_equal(posterior["v_sun"].values.ravel(), chain["v_sun"].ravel())
    np.testing.assert_array_equal(document["sample_stats"]["lp"].values.ravel(), chain["log_posterior"].ravel())
    # A row found by its coordinates is the row of the file.
    flat = posterior["x_b"].stack(row=("chain", "draw"))
    chosen = (flat["ensemble"] == 1) & (flat["walker"] == 2) & (flat["step"] == 5 * 7)
    assert flat.values[chosen.values].tolist() == [chain["x_b"][1, 2, 6]]
    assert posterior["v_sun"].attrs["units"] == "km/s"
    assert posterior["v_sun"].attrs["prior_upper"] == 30
    assert list(az.summary(document, var_names=["v_sun", "x_b"]).index) == ["v_sun", "x_b"]


def test_to_getdist_has_one_chain_per_ensemble_with_labels_and_ranges(finished: Path) -> None:
    pytest.importorskip("getdist")
    chain = licmc_chains.load(finished)
    samples = licmc_chains.to_getdist(chain)
    assert [p.name for p in samples.getParamNames().names] == ["v_sun", "log10_x_lic", "x_b"]
    assert [p.isDerived for p in samples.getParamNames().names] == [False, False, True]
    assert samples.getParamNames().parWithName("v_sun").label == "V_\\odot\\,[\\mathrm{km/s}]"
    assert (samples.ranges.getLower("v_sun"), samples.ranges.getUpper("v_sun")) == (0, 30)
    assert samples.ranges.getLower("log10_x_lic") is None
    parts = samples.getSeparateChains()
    assert len(parts) == E
    np.testing.assert_array_equal(parts[2].samples[:, 0], chain["v_sun"][2].ravel())
    np.testing.assert_array_equal(parts[2].loglikes, -chain["log_posterior"][2].ravel())


def test_to_corner_draws_one_panel_per_pair(finished: Path) -> None:
    pytest.importorskip("corner")
    import matplotlib

    matplotlib.use("Agg")
    figure = licmc_chains.to_corner(licmc_chains.load(finished))
    assert len(figure.axes) == 4
    assert figure.axes[2].get_xlabel() == "$V_\\odot\\,[\\mathrm{km/s}]$"
    figure.canvas.draw()  # labels that mathtext cannot read fail here
