"""A running chain can be read by others at any time: starts a run, reads its file while it grows, and the finished chain.

    python scripts/readers/read_running.py [LOOKS]

With pyarrow (as it is, to the end; the second look also cut anywhere, as read_stream.py does) and with `licmc watch --json`, a few times; then it
is interrupted, continued and finished. What was there at one look is the beginning of what is there at the next and, for each ensemble, of
the finished chain. Exit code 1 when not so.
"""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa

from read_stream import check, whole_batches

ROOT = Path(__file__).resolve().parents[2]
LICMC = shlex.split(os.environ.get("LICMC", f"node {shlex.quote(str(ROOT / 'dist/cli/main.js'))}"))
CONFIG = """
data: { spectra: [AMS02_2015_p] }
noise: { min_rigidity_gv: 50 }
parameters:
  q0b_p: { log10: true, prior: { min: 52, max: 53 } }
  gamma_p: { prior: { min: 2.4, max: 2.8 } }
sampler: { ensembles: 2, walkers: 12, warmup: 2000, thin: 50, steps: 100000000 }
"""

VALUES = ("log10_q0b_p", "gamma_p", "log_posterior")
COLUMNS, WALKERS = len(VALUES), 12


def draws(batches: list[pa.RecordBatch]) -> dict[int, bytes]:
    """The sampled values of every ensemble in the order of the file."""
    columns: dict[int, list[bytes]] = {0: [], 1: []}
    for batch in batches:
        if batch.num_rows == 0:
            continue
        values = np.stack([batch.column(name).to_numpy() for name in VALUES])
        columns[int(batch.column("ensemble")[0].as_py())].append(values.T.tobytes())
    return {ensemble: b"".join(parts) for ensemble, parts in columns.items()}


def steps_of(parts: dict[int, bytes]) -> int:
    return len(parts.get(0, b"")) // (8 * COLUMNS * WALKERS)


def read_plainly(journal: Path, problems: list[str]) -> int:
    """As anybody would, without a thought of who writes: there is no error at the end, and whole groups are there."""
    for n in range(20):
        try:
            with pa.OSFile(str(journal)) as file:
                batches = pa.ipc.open_stream(file).read_all().to_batches()
        except (pa.ArrowInvalid, OSError) as error:
            problems.append(f"a running chain cannot be read to its end: {error}")
            break
        if len({len(part) for part in draws(batches).values()}) > 1:
            problems.append("a part of a commit was seen")
    return n + 1


def begins(long: dict[int, bytes], short: dict[int, bytes]) -> bool:
    return all(long[ensemble].startswith(part) for ensemble, part in short.items())


def main(looks: int) -> int:
    problems: list[str] = []
    plain = 0
    with tempfile.TemporaryDirectory() as folder:
        config, chain = Path(folder) / "running.yaml", Path(folder) / "running.arrow"
        journal, snapshot = chain.with_suffix(".arrows"), Path(folder) / "snapshot.arrows"
        config.write_text(CONFIG)
        command = [*LICMC, "sample", str(config), "--out", str(chain), "--quiet"]
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seen: list[dict[int, bytes]] = [{}]
        while run.poll() is None and len(seen) <= looks:
            time.sleep(0.1)
            if not journal.exists():
                continue
            plain += read_plainly(journal, problems)
            data = journal.read_bytes()
            now = draws(whole_batches(data))
            if steps_of(now) == steps_of(seen[-1]):
                continue
            watched = json.loads(subprocess.run([*LICMC, "watch", str(chain), "--json"], capture_output=True, check=True).stdout)
            # The run goes on between the two readers: watch sees what pyarrow saw, or more.
            if watched["state"] != "running" or watched["kept_steps"] < steps_of(now):
                problems.append(f"pyarrow reads {steps_of(now)} kept steps of a running chain, licmc watch {watched}")
            if not begins(now, seen[-1]):
                problems.append(f"look {len(seen)}: what was there before has changed")
            seen.append(now)
            if len(seen) <= 3:  # of a longer one all cuts would take too long
                snapshot.write_bytes(data)
        run.send_signal(signal.SIGINT)
        if run.wait() != 130:
            problems.append(f"expected a run that ends with exit code 130 when interrupted, got {run.returncode}")
        problems += check(str(snapshot))
        ended = subprocess.run([*command, "--resume", "--max-time", "1s"], stdout=subprocess.DEVNULL, check=False)
        if ended.returncode not in (0, 3):
            problems.append(f"the run ended with exit code {ended.returncode}")
        finished = draws(pa.ipc.open_file(chain).read_all().to_batches())
        problems += [f"the finished chain does not begin with look {k}" for k, part in enumerate(seen) if not begins(finished, part)]
        steps = [steps_of(part) for part in seen[1:]]
    print("\n".join(problems), end="\n" if problems else "", file=sys.stderr)
    if not problems:
        print(f"read while it ran at {steps} kept steps, and {plain} times to its end")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
