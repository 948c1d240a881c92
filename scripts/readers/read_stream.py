"""Reads the file of a run that is still writing (Arrow stream format) with pyarrow, as it is and cut anywhere.

    python scripts/readers/read_stream.py CHAIN.arrows...

Cut at any byte after the schema, the file gives exactly the batches that lie whole before the cut. Tried around every
end of a message and at random places (there on the schema and the last few messages before the cut, which make a stream
of their own), and on the whole file at a few. A batch that is being written is not seen, and no error. Exit code 1 when not so.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa

from contract import schema_problems

RANDOM_CUTS = 200
WHOLE_FILE_CUTS = 10
MESSAGES_BEFORE = 2
SEED = 5


def message_ends(data: bytes) -> list[int]:
    """Offsets where whole messages end: the first is the schema's, the others those of record batches."""
    stream = pa.BufferReader(data)
    ends: list[int] = []
    while True:
        try:
            message = pa.ipc.read_message(stream)
        except (pa.ArrowInvalid, OSError, EOFError):
            return ends  # the last one is torn, or there is none
        if message is None:
            return ends
        ends.append(stream.tell())


def whole_batches(data: bytes) -> list[pa.RecordBatch]:
    """What a reader gets before the stream ends or turns out to be torn."""
    batches: list[pa.RecordBatch] = []
    reader = pa.ipc.open_stream(pa.BufferReader(data))
    try:
        for batch in reader:
            batches.append(batch)
    except (pa.ArrowInvalid, OSError):
        pass
    return batches


def same_bits(a: pa.RecordBatch, b: pa.RecordBatch) -> bool:
    """NaN equals NaN here."""
    if not a.schema.equals(b.schema, check_metadata=True) or a.num_rows != b.num_rows:
        return False
    return all(x.to_numpy().tobytes() == y.to_numpy().tobytes() for x, y in zip(a.columns, b.columns))


def cuts(ends: list[int], size: int) -> list[tuple[int, int]]:
    """(cut, messages to leave out after the schema)."""
    rng = np.random.default_rng(SEED)
    places = [end + shift for end in ends for shift in (-1, 0, 1, 3, 4, 7, 8)]
    places += rng.integers(ends[0], size + 1, RANDOM_CUTS).tolist()
    inside = [cut for cut in places if ends[0] <= cut <= size]
    whole = rng.integers(ends[0], size + 1, WHOLE_FILE_CUTS).tolist()
    return [(cut, 0) for cut in whole] + [(cut, max(whole_before(ends, cut) - MESSAGES_BEFORE, 0)) for cut in inside]


def whole_before(ends: list[int], cut: int) -> int:
    """Number of batches that end at or before the cut."""
    return int(np.searchsorted(ends, cut, side="right")) - 1


def under_way(data: bytes, ends: list[int]) -> bytes:
    """As if the last batch were being written: the first eight bytes of a commit come last."""
    return data[: ends[-2]] + bytes(8) + data[ends[-2] + 8 :]


def check(path: str) -> list[str]:
    data = Path(path).read_bytes()  # a snapshot: the run may go on
    ends = message_ends(data)
    if not ends:
        return ["not an Arrow stream"]
    whole = whole_batches(data)
    problems = schema_problems(pa.ipc.open_stream(pa.BufferReader(data)).schema)
    for batch in whole:
        batch.validate(full=True)
    if len(whole) != len(ends) - 1:
        problems.append(f"{len(ends) - 1} whole batches, but pyarrow reads {len(whole)}")
    for cut, skipped in cuts(ends, len(data)):
        expected = whole[skipped : whole_before(ends, cut)]
        batches = whole_batches(data[: ends[0]] + data[ends[skipped] : cut])
        if len(batches) != len(expected) or not all(map(same_bits, batches, expected)):
            problems.append(f"cut at byte {cut}: expected {len(expected)} batches after {skipped}, got {len(batches)}")
    if len(ends) > 2 and len(pa.ipc.open_stream(pa.BufferReader(under_way(data, ends))).read_all().to_batches()) != len(ends) - 2:
        problems.append("a commit that is under way does not look like the end of the stream")
    if not problems:
        rows = sum(batch.num_rows for batch in whole)
        print(f"{path}: {len(whole)} whole batches, {rows} rows; {len(data) - ends[-1]} bytes of a torn one at the end")
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
