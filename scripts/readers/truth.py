"""The chain as pyarrow reads it, which every export is compared with, and the bookkeeping of a checking script."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Callable

import numpy as np
import pyarrow as pa

INDEX = ("ensemble", "walker", "step")


class Truth:
    """Columns of the chain file as [E, W, N], straight from Arrow and independent of licmc_chains."""

    def __init__(self, path: Path) -> None:
        with pa.memory_map(str(path)) as source:
            self.table = pa.ipc.open_file(source).read_all()
        self.schema = self.table.schema
        ensemble, walker, step = (self.table[name].to_numpy() for name in INDEX)
        self.E, self.W = int(ensemble.max()) + 1, int(walker.max()) + 1
        self.N = self.table.num_rows // (self.E * self.W)
        self.steps = step[: self.N * self.W : self.W]
        self.columns = [name for name in self.table.column_names if name not in INDEX]
        self.sampled = [name for name in self.columns if b"prior" in self.schema.field(name).metadata]
        self.derived = [name for name in self.columns if self.text(name, "derived") == "true"]
        self.document = json.loads(self.schema.metadata[b"licmc"])

    def text(self, column: str, key: str) -> str | None:
        value = self.schema.field(column).metadata.get(key.encode())
        return None if value is None else value.decode()

    def column(self, name: str) -> np.ndarray:
        values = self.table[name].to_numpy()
        return np.ascontiguousarray(values.reshape(self.E, self.N, self.W).transpose(0, 2, 1))

    def walkers(self, name: str) -> np.ndarray:
        """[E * W, N]"""
        return self.column(name).reshape(self.E * self.W, self.N)

    def pooled(self, name: str) -> np.ndarray:
        """[E, N * W] in the order of the file: step, then walker."""
        return self.table[name].to_numpy().reshape(self.E, self.N * self.W)

    def bounds(self, name: str) -> tuple[float | None, float | None]:
        low, high = json.loads(self.text(name, "support") or "[null, null]")
        return low, high


class Report:
    """Counts what holds and prints what does not."""

    def __init__(self) -> None:
        self.passed = 0
        self.failed: list[str] = []

    def check(self, what: str, holds: bool, detail: str = "") -> None:
        if holds:
            self.passed += 1
        else:
            self.failed.append(what)
            print(f"FAIL {what} {detail}", file=sys.stderr)

    def same_bits(self, what: str, got: Any, expected: np.ndarray) -> None:
        got = np.ascontiguousarray(np.asarray(got, dtype="<f8"))
        if got.shape != expected.shape:
            self.check(what, False, f"shape {got.shape}, expected {expected.shape}")
            return
        differ = got.view("<i8") != np.ascontiguousarray(expected).view("<i8")
        # NaN has many bit patterns and text formats keep none of them apart.
        differ &= ~(np.isnan(got) & np.isnan(expected))
        self.check(what, not differ.any(), f"{int(differ.sum())} of {differ.size} values differ")

    def close(self, what: str, got: float, expected: float, rtol: float, atol: float = 0.0) -> None:
        holds = abs(got - expected) <= atol + rtol * abs(expected)
        self.check(what, bool(holds), f"got {got!r}, expected {expected!r}, rtol {rtol}")

    def run(self, name: str, body: Callable[[], None]) -> None:
        before = self.passed, len(self.failed)
        try:
            body()
        except Exception as error:  # a reader that cannot open its format is a failure like any other
            self.check(f"{name}: opens", False, f"{type(error).__name__}: {error}")
        failures = len(self.failed) - before[1]
        print(f"{name}: {self.passed - before[0]} checks passed, {failures} failed", flush=True)

    def exit(self) -> None:
        print(f"{self.passed} checks passed, {len(self.failed)} failed")
        sys.exit(1 if self.failed else 0)
