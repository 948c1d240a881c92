"""Labelled arrays with xarray: intervals by ensemble, and the worst walker: python xarray_credible.py CHAIN.arrow"""

import sys
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # not needed beside licmc_chains.py
warnings.simplefilter("ignore", FutureWarning)
import licmc_chains

document = licmc_chains.to_arviz(licmc_chains.load(sys.argv[1]))
posterior = document["posterior"]
posterior = posterior.to_dataset() if hasattr(posterior, "children") else posterior  # ArviZ 1.x holds a tree
statistics = document["sample_stats"]

first = posterior[posterior.attrs["sampled_variables"][0]]
print(f"{first.name} [{first.attrs['units']}] by ensemble, 16 / 50 / 84 %:")
print(first.groupby("ensemble").quantile([0.16, 0.5, 0.84], dim=["chain", "draw"]).to_pandas().to_string())

best = statistics["lp"].max("draw")
worst = int(best.argmin())
print(f"walker {int(best['walker'][worst])} of ensemble {int(best['ensemble'][worst])} has the lowest best density")
