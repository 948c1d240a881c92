"""Times corner plots of a million draws as a reader would: the whole command, reading the file included.

python scripts/figures/time_corner.py chains/lic.arrow [--check]
The million is the chain repeated along its steps. With --check, exit code 1 where a plot of 6 parameters takes two seconds or
more, or one of 20 ten (median of three). Needs pyarrow and a built dist.
"""

import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa

LIMITS_S = {6: 2.0, 20: 10.0}
DRAWS = 1_000_000

path = Path(sys.argv[1])
table = pa.ipc.open_file(path).read_all()
copies = math.ceil(DRAWS / table.num_rows)
steps = table["step"].to_numpy()
spacing = np.unique(steps)
length = int(spacing[-1] - spacing[0] + (spacing[1] - spacing[0]))
parts = [
    table.set_column(table.schema.get_field_index("step"), table.schema.field("step"), pa.array(steps + np.uint32(k * length), pa.uint32()))
    for k in range(copies)
]
long = pa.concat_tables(parts).sort_by([("ensemble", "ascending"), ("step", "ascending"), ("walker", "ascending")])
coordinates = [f.name for f in table.schema if f.metadata and b"prior" in f.metadata]

failed = False
with tempfile.TemporaryDirectory() as folder:
    chain = Path(folder) / "long.arrow"
    with pa.ipc.new_file(chain, long.schema) as writer:
        writer.write_table(long.combine_chunks())
    for count, limit in LIMITS_S.items():
        command = ["node", "dist/cli/main.js", "corner", str(chain), "-o", str(Path(folder) / "corner.svg")]
        command += ["--parameters", ",".join(coordinates[:count])]
        seconds = []
        for _ in range(3):
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            seconds.append(time.perf_counter() - start)
        median = sorted(seconds)[1]
        failed |= median >= limit
        each = ", ".join(f"{s:.2f}" for s in seconds)
        print(f"{long.num_rows} draws, {count} parameters: median {median:.2f} s of {each} (limit {limit:.0f} s)")
sys.exit(1 if failed and "--check" in sys.argv else 0)
