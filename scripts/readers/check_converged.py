"""Reads the JSON of `licmc diagnose CHAIN --json` on stdin; exit code 1 unless the chain is what `npm start` promises.

Converged, and every quantity with a bulk ESS of at least 1000 and R-hat below 1.01. Standard library only.
"""

from __future__ import annotations

import json
import sys

SMALLEST_ESS = 1000
LARGEST_RHAT = 1.01


def main() -> int:
    report = json.load(sys.stdin)
    rows = report["parameters"]
    problems = [] if report["converged"] is True else ["not converged"]
    problems += [] if rows else ["no quantities"]
    for row in rows:
        if row["ess_bulk"] is None or not row["ess_bulk"] >= SMALLEST_ESS:
            problems.append(f"{row['id']}: bulk ESS {row['ess_bulk']}, expected at least {SMALLEST_ESS}")
        if row["rhat"] is None or not row["rhat"] < LARGEST_RHAT:
            problems.append(f"{row['id']}: R-hat {row['rhat']}, expected below {LARGEST_RHAT}")
    if problems:
        print("\n".join(problems + [str(p) for p in report["problems"]]), file=sys.stderr)
        return 1
    least = min(rows, key=lambda row: row["ess_bulk"])
    worst = max(rows, key=lambda row: row["rhat"])
    ess, rhat = f"{least['ess_bulk']:.0f} ({least['id']})", f"{worst['rhat']:.4f} ({worst['id']})"
    print(f"converged: bulk ESS from {ess}, R-hat to {rhat}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
