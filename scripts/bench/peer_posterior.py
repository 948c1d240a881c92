"""The posterior of paper.yaml as fast as NumPy gets: everything that the eleven coordinates do not move is precomputed.

All points, spectral and of the dipoles, lie in one array; a call makes a dozen passes over [walkers, points] with no
temporary arrays. `build` compares it with ../crosscheck/paper_posterior.py at random points before it is used.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "crosscheck"))

import paper_posterior as reference
from lic_data import paper_anisotropy, paper_spectra
from lic_likelihood import LOG_SQRT_2PI
from lic_model import (
    CHARGE,
    KINETIC,
    LIGHT_SPEED,
    PARSEC,
    Array,
    field_direction,
    streaming,
    velocity_hc,
    velocity_lsr,
)
from paper_posterior import LOG_PRIOR, LOWER, NAMES, UPPER, Grid


def build() -> Callable[[Array], Array]:
    """log posterior of coordinates [walkers, 11]: [walkers]."""
    data, dipoles = paper_spectra(), paper_anisotropy()
    spectra = [Grid.join([Grid(d.species, d.axis, d.x) for d in data if d.species == s]) for s in CHARGE]
    energies = [Grid(s, "total-energy", dipoles.energy) for s in CHARGE]
    measured, below, above = (
        np.concatenate([getattr(d, name) for s in CHARGE for d in data if d.species == s])
        for name in ("flux", "err_lo", "err_hi")
    )
    n, m = len(measured), len(dipoles.energy)
    n_p = len(spectra[0].rigidity)
    # Spectra of p, of He, dipoles of p, of He: everything per point, spectra in units of the measured flux.
    all_points = Grid.join([*spectra, *energies])
    unit = np.concatenate([1 / measured, np.ones(2 * m)])
    background, nearby, center = (getattr(all_points, k) * unit for k in ("background", "nearby", "center"))
    critical = all_points.rigidity ** (-4 / 3)
    minus_column = -PARSEC / all_points.kappa
    species = [(slice(0, n_p), 0), (slice(n_p, n), 1), (slice(n, n + m), 0), (slice(n + m, n + 2 * m), 1)]
    weight_below, weight_above = (measured / below) ** 2, (measured / above) ** 2
    phase_error = (dipoles.phase_err_lo + dipoles.phase_err_hi) / 2
    widths = np.concatenate([(below + above) / 2, (dipoles.amplitude_err_lo + dipoles.amplitude_err_hi) / 2, phase_error])
    log_norm = LOG_PRIOR - float(np.sum(np.log(widths) + LOG_SQRT_2PI))
    amplitude_below, amplitude_above = dipoles.amplitude_err_lo**-2.0, dipoles.amplitude_err_hi**-2.0
    phase_weight = np.degrees(1 / phase_error) ** 2
    cos_phase, sin_phase = np.cos(np.radians(dipoles.phase)), np.sin(np.radians(dipoles.phase))
    per_speed = [-3 / grid.speed for grid in energies]
    unit_xi = [streaming({**KINETIC, "delta_b": 1.0}, "kinetic", s, g.rigidity) for s, g in zip(CHARGE, energies)]
    b_hat = np.array(field_direction(KINETIC))
    getting = [3 * KINETIC["cg_index"] * v / LIGHT_SPEED for v in velocity_hc(KINETIC)]
    rest = np.array(velocity_lsr({**KINETIC, "v_sun": 0.0}))
    per_v = np.array(velocity_lsr({**KINETIC, "v_sun": 1.0})) - rest
    scales = np.array([[KINETIC[f"{q}_{s.lower()}"] for s in CHARGE] for q in ("q0b", "q0n", "q0c")])
    buffers: dict[int, list[Array]] = {}

    def log_likelihood(theta: Array) -> Array:
        walkers = len(theta)
        t, bracket, flux, scratch = buffers.setdefault(walkers, [np.empty((walkers, n + 2 * m)) for _ in range(4)])
        natural = 10.0 ** theta[:, [1, 2, 3, 5, 6, 7, 8, 9, 10]]
        x, r_cr, b_field = natural[:, 0], natural[:, 1], natural[:, 2]
        q = natural[:, 3:].reshape(walkers, 3, 2) / scales
        u = rest + theta[:, :1] * per_v
        u_dot_b, u2 = u @ b_hat, np.einsum("ij,ij->i", u, u)
        cos2 = u_dot_b**2 / u2
        # kappa_par/kappa_xx = t / (cos^2 t + sin^2), t = 1 + (R_cr/R)^(4/3)
        np.multiply((r_cr ** (4 / 3))[:, None], critical, out=t)
        t += 1
        np.multiply(cos2[:, None], t, out=bracket)
        bracket += (1 - cos2)[:, None]
        np.divide(t, bracket, out=scratch)
        scratch *= minus_column
        scratch *= (np.sqrt(u2) * x * (KINETIC["r_cr"] / r_cr) ** (2 / 3) * b_field / KINETIC["b_field"])[:, None]
        np.exp(scratch, out=scratch)
        scratch *= nearby
        for points, s in species:
            scratch[:, points] *= q[:, 1, s, None]
            np.multiply(q[:, 0, s, None], background[points], out=flux[:, points])
        east, north, total = np.zeros((3, walkers, m))
        for s, points in enumerate((slice(n, n + m), slice(n + m, n + 2 * m))):
            b, c = flux[:, points], q[:, 2, s, None] * center[points]
            per_bracket = scratch[:, points] * per_speed[s] / bracket[:, points]
            along = per_bracket * (t[:, points] - 1) * u_dot_b[:, None]
            total += b + scratch[:, points] + c
            b = b * theta[:, 4, None]
            for sum_of, i in ((east, 0), (north, 1)):
                sum_of += per_bracket * u[:, i, None] + along * b_hat[i] + b * unit_xi[s][0][i] + c * unit_xi[s][2][i]
        residual = flux[:, :n]
        residual += scratch[:, :n]
        for points, s in species[:2]:
            residual[:, points] += q[:, 2, s, None] * center[points]
        residual -= 1
        weight = np.where(residual > 0, weight_above, weight_below)
        chi2 = np.einsum("ij,ij,ij->i", residual, residual, weight)
        east /= total
        north /= total
        east += getting[0]
        north += getting[1]
        amplitude = np.sqrt(east * east + north * north) - dipoles.amplitude
        weight = np.where(amplitude > 0, amplitude_above, amplitude_below)
        chi2 += np.einsum("ij,ij,ij->i", amplitude, amplitude, weight)
        # -xi, turned back by the measured phase
        angle = np.arctan2(east * sin_phase - north * cos_phase, -east * cos_phase - north * sin_phase)
        chi2 += (angle * angle) @ phase_weight
        return log_norm - chi2 / 2

    def log_posterior(theta: Array) -> Array:
        inside = np.all((theta >= LOWER) & (theta <= UPPER), axis=1)
        if inside.all():
            return log_likelihood(theta)
        out = np.full(len(theta), -np.inf)
        if inside.any():
            out[inside] = log_likelihood(theta[inside])
        return out

    points = np.random.default_rng(7).uniform(LOWER, UPPER, (50, len(NAMES)))
    np.testing.assert_allclose(log_posterior(points), reference.build()(points)[0], rtol=1e-9)
    return log_posterior
