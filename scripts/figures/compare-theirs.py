"""The other half of the picture pairs in docs/figures/compare: the same draws and curves by corner.py, GetDist and matplotlib.

npx tsx scripts/figures/compare-ours.ts FOLDER && python scripts/figures/compare-theirs.py FOLDER
Needs numpy, matplotlib, corner and getdist.
"""

import json
import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import corner
import matplotlib.pyplot as plt
import numpy as np
from getdist import MCSamples, plots

folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/figures/compare")
draws = np.loadtxt(folder / "draws.csv", delimiter=",", skiprows=1)
names = ["v_sun", "log10_x_lic", "log10_b_field", "delta_b"]
labels = [r"V_\odot\ [\mathrm{km\,s^{-1}}]", r"\log_{10}(x/\mathrm{pc})", r"\log_{10}(B/\mathrm{\mu G})", r"\delta_\mathrm{b}"]

figure = corner.corner(
    draws,
    labels=[f"${l}$" for l in labels],
    levels=(0.68, 0.95),
    show_titles=True,
    title_fmt=".2g",
    smooth=1.0,
    plot_datapoints=False,
    fill_contours=True,
    color="#0072b2",
)
figure.savefig(folder / "corner-corner.py.png", dpi=85)

samples = MCSamples(
    samples=draws,
    names=names,
    labels=labels,
    ranges={"log10_x_lic": [-1, 1], "delta_b": [0, 3e-3], "v_sun": [0, 30]},
)
g = plots.get_subplot_plotter(width_inch=9)
g.triangle_plot([samples], filled=True, title_limit=1, contour_colors=["#0072b2"])
g.export(str(folder / "corner-getdist.png"), dpi=100)

spectra = json.loads((folder / "spectra.json").read_text())
fig, ax = plt.subplots(figsize=(9, 5.4))
markers = "os^Dv"
experiments = list(dict.fromkeys(layer["group"] for layer in spectra["data"]))
for species, color in (("p", "#0072b2"), ("he", "#d55e00")):
    curves = spectra["spectra"][species]
    ax.plot(spectra["rigidity"], curves["total"], color=color, label=f"total {species}")
    for (name, values), style in zip(curves["components"].items(), ("--", "-.", ":")):
        ax.plot(spectra["rigidity"], values, style, color=color, lw=1, label=f"{name} {species}")
for layer in spectra["data"]:
    color = "#d55e00" if layer["open"] else "#0072b2"
    x = [p["x"] for p in layer["points"]]
    y = np.array([p["y"] for p in layer["points"]])
    lo = np.array([p["yRange"][0] for p in layer["points"]])
    hi = np.array([p["yRange"][1] for p in layer["points"]])
    ax.errorbar(
        x, y, yerr=[y - lo, hi - y], fmt=markers[experiments.index(layer["group"])], ms=4, color=color,
        mfc="white" if layer["open"] else color, lw=1,
        label=layer["group"].split(":")[1] + (" He" if layer["open"] else " p"),
    )
ax.set(xscale="log", yscale="log", xlim=(1, 1e8), ylim=(30, 4e4), xlabel=r"Rigidity $R$ [GV]",
       ylabel=r"$R^{2.7} J$ [$\mathrm{m^{-2}\,s^{-1}\,sr^{-1}\,GV^{1.7}}$]")
ax.legend(fontsize=7, ncol=2)
fig.savefig(folder / "spectra-matplotlib.png", dpi=100, bbox_inches="tight")
