"""The other half of the picture pairs in docs/figures/compare: the same draws and curves by corner.py, GetDist and matplotlib.

npx tsx scripts/figures/compare-ours.ts FOLDER && python scripts/figures/compare-theirs.py FOLDER
Needs numpy, matplotlib, corner, getdist and arviz 0.23.
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

# Dipole amplitude and phase.
dipole = json.loads((folder / "dipole.json").read_text())
fig, axes = plt.subplots(2, 1, figsize=(8.5, 8), sharex=True)
for ax, kind in zip(axes, ("amplitude", "phase")):
    ax.plot(dipole["energy"], dipole["total"][kind], lw=2, label="total")
    if kind == "amplitude":
        for name, curve in dipole["terms"].items():
            ax.plot(dipole["energy"], curve[kind], lw=1, label=name)
    for name, curve in dipole["species"].items():
        ax.plot(dipole["energy"], curve[kind], "k:" if name == "he" else "k--", lw=1, label=f"{name} alone")
    for k, layer in enumerate(dipole[kind]):
        x = [p["x"] for p in layer["points"]]
        y = np.array([p["y"] for p in layer["points"]])
        lo, hi = (np.array([p["yRange"][i] for p in layer["points"]]) for i in (0, 1))
        ax.errorbar(x, y, yerr=[y - lo, hi - y], fmt="os^Dv*p"[k], ms=4, lw=1, label=layer["group"].split(":")[1])
axes[0].set(xscale="log", yscale="log", xlim=(100, 2e9), ylim=(0.03, 30), ylabel=r"Amplitude [$10^{-3}$]")
axes[0].legend(fontsize=7, ncol=2)
for direction in dipole["directions"]:
    axes[1].axhline(direction["raDeg"], color="gray", ls=":")
    axes[1].text(120, direction["raDeg"] + 3, direction["name"], fontsize=8, color="gray")
axes[1].set(ylim=(-180, 180), xlabel="Energy $E$ [GeV]", ylabel="Right ascension [deg]")
fig.savefig(folder / "dipole-matplotlib.png", dpi=85, bbox_inches="tight")

# Directions on the sky; matplotlib's maps have no axis that grows to the left: its labels are replaced.
sky = json.loads((folder / "sky.json").read_text())
vectors = np.array(sky["vectors"])
ra = np.arctan2(vectors[:, 1], vectors[:, 0])
dec = np.arctan2(vectors[:, 2], np.hypot(vectors[:, 0], vectors[:, 1]))
fig = plt.figure(figsize=(9, 5))
ax = fig.add_subplot(projection="hammer")
points = ax.scatter(-ra, dec, c=np.log10(sky["energy"]), s=12, cmap="viridis")
for direction in sky["directions"]:
    place = -np.radians(direction["raDeg"]), np.radians(direction["decDeg"])
    ax.plot(*place, "*", color="#d55e00")
    ax.annotate(direction["name"], place, textcoords="offset points", xytext=(5, 3), fontsize=9)
ax.set_xticks(np.radians(np.arange(-150, 180, 30)), [f"{-a}°" for a in range(-150, 180, 30)], fontsize=7)
ax.grid(alpha=0.4)
fig.colorbar(points, orientation="horizontal", shrink=0.6, label=r"$\log_{10}(E/\mathrm{GeV})$")
fig.savefig(folder / "sky-matplotlib.png", dpi=85, bbox_inches="tight")

# A scan: one column per value of the parameter.
scan = json.loads((folder / "scan.json").read_text())
fig, axes = plt.subplots(3, len(scan["columns"]), figsize=(11, 8), sharey="row")
for k, column in enumerate(scan["columns"]):
    axes[0, k].set_title(", ".join(f"{name} = {value:g}" for name, value in column["values"].items()), fontsize=9)
    for species, color in (("p", "#0072b2"), ("he", "#d55e00")):
        curves = column["spectra"][species]
        axes[0, k].plot(scan["rigidity"], curves["total"], color=color, label=f"total {species}")
        for (name, values), style in zip(curves["components"].items(), ("--", "-.", ":")):
            axes[0, k].plot(scan["rigidity"], values, style, color=color, lw=1, label=f"{name} {species}")
    for layer in spectra["data"]:
        color = "#d55e00" if layer["open"] else "#0072b2"
        axes[0, k].plot([p["x"] for p in layer["points"]], [p["y"] for p in layer["points"]], ".", ms=3, color=color)
    for row, kind in ((1, "amplitude"), (2, "phase")):
        axes[row, k].plot(scan["energy"], column["dipole"][kind], lw=2)
        for layer in dipole[kind]:
            y = np.array([p["y"] for p in layer["points"]])
            lo, hi = (np.array([p["yRange"][i] for p in layer["points"]]) for i in (0, 1))
            axes[row, k].errorbar([p["x"] for p in layer["points"]], y, yerr=[y - lo, hi - y], fmt=".", lw=1,
                                  label=layer["group"].split(":")[1])
        axes[row, k].set(xscale="log", xlim=(100, 2e9))
    axes[0, k].set(xscale="log", yscale="log", xlim=(1, 1e8), ylim=(30, 4e4))
    axes[1, k].set(yscale="log", ylim=(0.03, 30))
    axes[2, k].set(ylim=(-180, 180), xlabel="Energy $E$ [GeV]")
axes[0, 0].set_ylabel(r"$R^{2.7} J$ [$\mathrm{m^{-2}\,s^{-1}\,sr^{-1}\,GV^{1.7}}$]")
axes[1, 0].set_ylabel(r"Amplitude [$10^{-3}$]")
axes[2, 0].set_ylabel("Right ascension [deg]")
axes[0, -1].legend(fontsize=6)
axes[1, -1].legend(fontsize=6)
fig.tight_layout()
fig.savefig(folder / "scan-matplotlib.png", dpi=75)
plt.close("all")

# Accepted shares of walkers, as emcee's users draw them.
acceptance = json.loads((folder / "acceptance.json").read_text())
fig, ax = plt.subplots(figsize=(8, 3.5))
for k, fractions in enumerate(acceptance):
    ax.plot(np.arange(len(fractions)) + k * len(fractions), fractions, ".", label=f"ensemble {k}")
ax.set(xlabel="Walker", ylabel="Acceptance fraction", ylim=(0, None))
ax.legend()
fig.savefig(folder / "acceptance-matplotlib.png", dpi=85, bbox_inches="tight")
plt.close("all")

# ArviZ knows chains, not ensembles of walkers: every walker is a chain of the trace, every ensemble one of the others.
import arviz as az

chains = np.array(json.loads((folder / "chains.json").read_text()))  # [quantity, ensemble, walker, step]
quantities = ["v_sun", "log10_b_field"]
walkers = az.from_dict(posterior={n: chains[i].reshape(32, -1) for i, n in enumerate(quantities)})
ensembles = az.from_dict(posterior={n: chains[i].reshape(4, -1) for i, n in enumerate(quantities)})
for name, draw in (
    ("trace", lambda: az.plot_trace(walkers, compact=True)),
    ("autocorrelation", lambda: az.plot_autocorr(ensembles, max_lag=100)),
    ("rank", lambda: az.plot_rank(ensembles, kind="bars")),
):
    draw()
    plt.gcf().set_size_inches(10, 5)
    plt.gcf().savefig(folder / f"{name}-arviz.png", dpi=80, bbox_inches="tight")
    plt.close("all")
