"""Makes a chain as long as wanted out of a short one, to measure what the length costs.

    python long_chain.py CHAIN.arrow ROWS OUT.arrow

The steps of the short chain are repeated under new step numbers until there are at least ROWS rows: the shape, types,
metadata and likelihood of a real run without the hours of drawing it. Memory stays that of the short chain.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa


def lengthen(chain: Path, rows: int, out: Path) -> int:
    table = pa.ipc.open_file(chain).read_all().combine_chunks()
    repeats = -(-rows // table.num_rows)
    ensembles = np.unique(table["ensemble"].to_numpy())
    steps = table["step"].to_numpy()
    period = int(steps.max())  # step numbers begin at the distance between kept steps
    at = table.schema.get_field_index("step")
    with pa.OSFile(str(out), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        for ensemble in ensembles:
            part = table.filter(pa.array(table["ensemble"].to_numpy() == ensemble)).combine_chunks()
            own = part["step"].to_numpy()
            for k in range(repeats):
                shifted = pa.array((own + k * period).astype(np.uint32))
                writer.write(part.set_column(at, table.schema.field(at), shifted).to_batches()[0])
    return repeats * table.num_rows


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    made = lengthen(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
    print(f"{sys.argv[3]}: {made} rows")
