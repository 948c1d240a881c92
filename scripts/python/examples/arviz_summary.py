"""The summary table of ArviZ, 0.x or 1.x: python arviz_summary.py CHAIN.arrow"""

import sys
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # not needed beside licmc_chains.py
warnings.simplefilter("ignore", FutureWarning)
import arviz as az
import licmc_chains

chain = licmc_chains.load(sys.argv[1])
# Effective sample sizes look along walkers, R-hat between ensembles: those are what is independent.
walkers = licmc_chains.to_arviz(chain, chains_as="walkers")
ensembles = licmc_chains.to_arviz(chain, chains_as="ensembles")
table = az.summary(walkers)
table["r_hat_ensembles"] = az.summary(ensembles)["r_hat"]
print(table.to_string())
