"""The posterior of paper.yaml, vectorised over walkers: eleven coordinates, flat priors, plain chi2.

Only v_sun, x, R_cr and B move the shape of anything, so all else is precomputed with the NumPy model of ../fixtures; at
its end `build` compares the result with that model's own likelihood at random points.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "fixtures"))

from lic_data import paper_anisotropy, paper_spectra
from lic_likelihood import LOG_SQRT_2PI, terms, totals, wrapped
from lic_model import (
    CHARGE,
    KINETIC,
    LIGHT_SPEED,
    PARSEC,
    Array,
    Parameters,
    beta,
    derived,
    dot,
    field_direction,
    fluxes,
    kappa_parallel,
    rigidity_of,
    streaming,
    velocity_hc,
    velocity_lsr,
)

# Coordinate: (lowest, highest), flat between; log10_ coordinates are log10 of the parameter in its own unit.
BOUNDS: dict[str, tuple[float, float]] = {
    "v_sun": (0.0, 30.0),
    "log10_x_lic": (-2.0, 1.3),
    "log10_r_cr": (5.0, 8.0),
    "log10_b_field": (-1.0, 1.5),
    "delta_b": (0.0, 3e-3),
    "log10_q0b_p": (51.0, 54.0),
    "log10_q0b_he": (50.0, 53.0),
    "log10_q0n_p": (51.0, 54.0),
    "log10_q0n_he": (50.0, 53.0),
    "log10_q0c_p": (55.0, 59.0),
    "log10_q0c_he": (54.0, 58.0),
}
NAMES = tuple(BOUNDS)
LOWER, UPPER = np.array(list(BOUNDS.values())).T
LOG_PRIOR = -float(np.sum(np.log(UPPER - LOWER)))


def parameters(theta: Array) -> Parameters:
    """All parameters of coordinates [walkers, 11], each sampled one as [walkers, 1]."""
    sampled = {}
    for column, name in enumerate(NAMES):
        value = theta[:, column, None]
        sampled[name.removeprefix("log10_")] = 10**value if name.startswith("log10_") else value
    return {**KINETIC, **sampled}


def quantities(draws: Array) -> dict[str, Array]:
    """Every coordinate and derived quantity of draws [..., 11]."""
    shape = draws.shape[:-1]
    of_points = derived(parameters(draws.reshape(-1, len(NAMES))), "kinetic")
    coordinates = {name: draws[..., i] for i, name in enumerate(NAMES)}
    return coordinates | {name: value.reshape(shape) for name, value in of_points.items()}


class Grid:
    """Points of one species: fluxes of the three components at Table I with no attenuation, and R-dependent factors."""

    def __init__(self, species: str, axis: str, x: Array) -> None:
        self.rigidity, _ = rigidity_of(species, axis, x)
        self.background, self.nearby, self.center = fluxes({**KINETIC, "x_lic": 0.0}, "kinetic", species, axis, x)
        self.species = np.full(len(x), list(CHARGE).index(species))
        self.kappa = kappa_parallel(KINETIC, "kinetic", species, self.rigidity)
        self.speed = LIGHT_SPEED * beta(species, self.rigidity)

    @staticmethod
    def join(grids: list[Grid]) -> Grid:
        joined = object.__new__(Grid)
        for name in vars(grids[0]):
            setattr(joined, name, np.concatenate([getattr(g, name) for g in grids]))
        return joined

    def components(self, p: Parameters, u_dot_b: Array, u2: Array) -> tuple[Array, Array, Array, Array, Array]:
        """(background, nearby, centre, kappa_perp/kappa_par, kappa_xx/kappa_par), each [walkers, points]."""

        def scale(source: str) -> Array:
            ratios = [p[f"{source}_{s.lower()}"] / KINETIC[f"{source}_{s.lower()}"] for s in CHARGE]
            return np.concatenate(ratios, axis=1)[:, self.species]

        cos2 = u_dot_b**2 / u2
        perpendicular = 1 / (1 + p["r_cr"] ** (4 / 3) * self.rigidity ** (-4 / 3))
        streaming_ratio = cos2 + perpendicular * (1 - cos2)
        kappa_scale = (p["r_cr"] / KINETIC["r_cr"]) ** (2 / 3) * KINETIC["b_field"] / p["b_field"]
        attenuation = np.exp(-np.sqrt(u2) * p["x_lic"] * PARSEC / (kappa_scale * self.kappa * streaming_ratio))
        return (
            scale("q0b") * self.background,
            scale("q0n") * self.nearby * attenuation,
            scale("q0c") * self.center,
            perpendicular,
            streaming_ratio,
        )


def build() -> Callable[[Array], tuple[Array, Array]]:
    """A function of coordinates [walkers, 11] -> (log posterior, log likelihood), both normalised, [walkers] each."""
    data, dipoles = paper_spectra(), paper_anisotropy()
    y, lo, hi = (np.concatenate([getattr(s, k) for s in data]) for k in ("flux", "err_lo", "err_hi"))
    spectral = Grid.join([Grid(s.species, s.axis, s.x) for s in data])
    energies = [Grid(species, "total-energy", dipoles.energy) for species in CHARGE]
    phase_error = (dipoles.phase_err_lo + dipoles.phase_err_hi) / 2
    widths = np.concatenate([(lo + hi) / 2, (dipoles.amplitude_err_lo + dipoles.amplitude_err_hi) / 2, phase_error])
    log_norm = -float(np.sum(np.log(widths) + LOG_SQRT_2PI))
    # Along b_hat per unit of delta_b, and the centre's, both independent of the coordinates but for delta_b.
    fixed = [streaming({**KINETIC, "delta_b": 1.0}, "kinetic", s, g.rigidity) for s, g in zip(CHARGE, energies)]
    b_hat = field_direction(KINETIC)
    getting = [3 * KINETIC["cg_index"] * v / LIGHT_SPEED for v in velocity_hc(KINETIC)]

    def log_likelihood(theta: Array) -> Array:
        p = parameters(theta)
        u = velocity_lsr(p)
        u_dot_b, u2 = dot(u, b_hat), dot(u, u)
        total = sum(spectral.components(p, u_dot_b, u2)[:3])
        chi2 = np.sum(((total - y) / np.where(total > y, hi, lo)) ** 2, axis=1)
        flux, east = np.zeros((2, len(theta), len(dipoles.energy)))
        north = np.zeros_like(flux)
        for grid, (xi_b, _, xi_c) in zip(energies, fixed):
            # dE weights: fluxes at the same total energy, per unit energy
            background, nearby, center, perpendicular, streaming_ratio = grid.components(p, u_dot_b, u2)
            flux += background + nearby + center
            per_u = -3 / grid.speed * perpendicular / streaming_ratio * nearby
            per_b = -3 / grid.speed * (1 - perpendicular) / streaming_ratio * u_dot_b * nearby
            for sum_of, i in ((east, 0), (north, 1)):
                sum_of += per_u * u[i] + per_b * b_hat[i] + background * p["delta_b"] * xi_b[i] + center * xi_c[i]
        x, minus_y = -(getting[0] + east / flux), getting[1] + north / flux
        amplitude, phase = np.hypot(x, minus_y), np.degrees(np.arctan2(-minus_y, x))
        error = np.where(amplitude > dipoles.amplitude, dipoles.amplitude_err_hi, dipoles.amplitude_err_lo)
        chi2 += np.sum(((amplitude - dipoles.amplitude) / error) ** 2, axis=1)
        chi2 += np.sum((wrapped(phase - dipoles.phase) / phase_error) ** 2, axis=1)
        return log_norm - chi2 / 2

    def log_posterior(theta: Array) -> tuple[Array, Array]:
        inside = np.all((theta >= LOWER) & (theta <= UPPER), axis=1)
        likelihood = np.full(len(theta), -np.inf)
        if inside.any():
            likelihood[inside] = log_likelihood(theta[inside])
        return np.where(inside, likelihood + LOG_PRIOR, -np.inf), likelihood

    check = np.random.default_rng(7).uniform(LOWER, UPPER, (50, len(NAMES)))
    reference = totals(terms(parameters(check), "kinetic", data, dipoles))["log_likelihood"]
    np.testing.assert_allclose(log_likelihood(check), reference, rtol=1e-9)
    return log_posterior
