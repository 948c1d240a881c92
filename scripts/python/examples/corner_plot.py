"""A corner plot with corner.py: python corner_plot.py CHAIN.arrow FOLDER"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # not needed beside licmc_chains.py
import licmc_chains

chain = licmc_chains.load(sys.argv[1])
sampled = [column.id for column in chain.of_kind("coordinate")]
figure = licmc_chains.to_corner(chain, sampled[:5], quantiles=[0.16, 0.5, 0.84], show_titles=True, title_fmt=".3g")

folder = Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
figure.savefig(folder / "corner.png", dpi=100)
print(f"corner plot of {', '.join(sampled[:5])}: {folder / 'corner.png'}")
