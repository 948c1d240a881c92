"""A triangle plot with GetDist, corrected at the edges of the priors: python getdist_triangle.py CHAIN.arrow FOLDER"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # not needed beside licmc_chains.py
import licmc_chains
from getdist import plots

samples = licmc_chains.to_getdist(licmc_chains.load(sys.argv[1]))
names = [parameter.name for parameter in samples.getParamNames().names]
plotter = plots.get_subplot_plotter(width_inch=8)
plotter.triangle_plot(samples, names[:5], filled=True)

folder = Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
plotter.export("triangle.png", adir=str(folder))
for name in names[:5]:
    print(samples.getInlineLatex(name, limit=1))
