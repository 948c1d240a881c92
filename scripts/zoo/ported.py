"""Posteriors of posteriordb, integrated over as many dimensions as can be done by hand. Densities as in posteriordb.ts."""

from __future__ import annotations

import numpy as np
from quadrature import Array, Truth, marginal, mixture, nodes
from scipy.stats import cauchy, norm


def eight_schools(data: dict) -> tuple[Truth, Truth]:
    """theta_j ~ N(mu, tau), y_j ~ N(theta_j, sigma_j), mu ~ N(0, 5), tau ~ half-Cauchy(5); given tau all is normal."""
    y, s = np.array(data["y"], float)[:, None], np.array(data["sigma"], float)[:, None]
    # The density of tau falls like tau^-9: 1e-13 beyond 400.
    tau, w = (np.concatenate(p) for p in zip(nodes(1e-9, 40, 40, 40), nodes(40, 400, 40, 20), strict=True))
    total = s**2 + tau**2
    precision = 1 / 25 + np.sum(1 / total, 0)
    mu = np.sum(y / total, 0) / precision
    log_weight = cauchy.logpdf(tau, 0, 5) - 0.5 * np.log(precision) - 0.5 * np.sum(np.log(total) + y**2 / total, 0)
    weight = w * np.exp(log_weight + 0.5 * mu**2 * precision - np.max(log_weight))
    hyper = [mixture("mu", weight, mu, precision**-0.5), marginal("tau", tau, w, weight / w)]
    share = s**2 / total  # of mu in the mean of theta given mu
    variance = tau**2 * share
    theta = [
        mixture(f"theta{j + 1}", weight, ((1 - share) * y + share * mu)[j], np.sqrt(variance + share**2 / precision)[j])
        for j in range(8)
    ]
    pull = tau / total
    z = [
        mixture(f"z{j + 1}", weight, (pull * (y - mu))[j], np.sqrt(share + pull**2 / precision)[j]) for j in range(8)
    ]

    def log_prior(mean: float, spread: float) -> float:
        return float(norm.logpdf(mean, 0, 5) + cauchy.logpdf(spread, 0, 5))

    def centred(x: Array) -> float:
        return log_prior(x[8], x[9]) + np.sum(norm.logpdf(x[:8], x[8], x[9]) + norm.logpdf(y[:, 0], x[:8], s[:, 0]))

    def not_centred(x: Array) -> float:
        th = x[8] + x[9] * x[:8]
        return log_prior(x[8], x[9]) + np.sum(norm.logpdf(x[:8]) + norm.logpdf(y[:, 0], th, s[:, 0]))

    points = np.random.default_rng(8).uniform(0.5, 5, (4, 10))
    return (
        Truth(theta + hyper, points, centred, "eight_schools"),
        Truth(z + hyper + theta, points, not_centred, "eight_schools"),
    )


def regression(names: list[str], x: Array, y: Array, prior_sd: float, published: str) -> Truth:
    """y ~ N(x b, sigma), b ~ N(0, prior_sd) or flat, sigma ~ half-Cauchy(2.5); given sigma, b is normal."""
    n = len(y)
    sigma_hat = np.std(y - x @ np.linalg.lstsq(x, y, rcond=None)[0])
    sigma, w = nodes(sigma_hat * 0.5, sigma_hat * 2, 40, 20)
    log_weight, means, sds = [], [], []
    for s in sigma:
        precision = x.T @ x / s**2 + np.eye(x.shape[1]) / prior_sd**2
        mean = np.linalg.solve(precision, x.T @ y / s**2)
        log_weight.append(
            cauchy.logpdf(s, 0, 2.5)
            - n * np.log(s)
            - 0.5 * (y @ y / s**2 - mean @ precision @ mean)
            - 0.5 * np.linalg.slogdet(precision)[1]
        )
        means.append(mean)
        sds.append(np.sqrt(np.diag(np.linalg.inv(precision))))
    weight = w * np.exp(np.array(log_weight) - max(log_weight))
    quantities = [mixture(name, weight, np.array(means)[:, k], np.array(sds)[:, k]) for k, name in enumerate(names)]

    def log_density(p: Array) -> float:
        prior = 0 if np.isinf(prior_sd) else np.sum(norm.logpdf(p[:-1], 0, prior_sd))
        return float(prior + cauchy.logpdf(p[-1], 0, 2.5) + np.sum(norm.logpdf(y, x @ p[:-1], p[-1])))

    points = np.random.default_rng(n).uniform(0.5, 2, (4, len(names) + 1))
    return Truth([*quantities, marginal("sigma", sigma, w, weight / w)], points, log_density, published)


def arma11(data: dict) -> Truth:
    """err_t = y_t - mu - phi y_(t-1) - theta err_(t-1) ~ N(0, sigma), linear in mu: a - b mu."""
    y = np.array(data["y"])
    phi, w_phi = nodes(0.75, 1.17, 40, 3)
    theta, w_theta = nodes(-0.65, 0.6, 40, 3)
    sigma, w_sigma = nodes(0.11, 0.26, 40, 2)
    p, q = np.meshgrid(phi, theta, indexing="ij")
    a, b = y[0] * np.ones_like(p), 1 + p
    aa, ab, bb = a * a, a * b, b * b
    for t in range(1, len(y)):
        a, b = y[t] - p * y[t - 1] - q * a, 1 - q * b
        aa, ab, bb = aa + a * a, ab + a * b, bb + b * b
    aa, ab, bb, p, q = (array[:, :, None] for array in (aa, ab, bb, p, q))
    precision = bb / sigma**2 + 0.01
    mean = ab / sigma**2 / precision
    log_weight = (
        norm.logpdf(p, 0, 2) + norm.logpdf(q, 0, 2) + cauchy.logpdf(sigma, 0, 2.5)
        - len(y) * np.log(sigma) - 0.5 * (aa / sigma**2 - mean**2 * precision) - 0.5 * np.log(precision)
    )  # fmt: skip
    density = np.exp(log_weight - log_weight.max())
    weight = w_phi[:, None, None] * w_theta[:, None] * w_sigma * density
    quantities = [
        mixture("mu", weight, mean, precision**-0.5),
        marginal("phi", phi, w_phi, weight.sum((1, 2)) / w_phi),
        marginal("theta", theta, w_theta, weight.sum((0, 2)) / w_theta),
        marginal("sigma", sigma, w_sigma, weight.sum((0, 1)) / w_sigma),
    ]

    def log_density(x: Array) -> float:
        m, f, h, s = x
        err = [y[0] - m - f * m]
        for t in range(1, len(y)):
            err.append(y[t] - m - f * y[t - 1] - h * err[-1])
        prior = norm.logpdf(m, 0, 10) + norm.logpdf(f, 0, 2) + norm.logpdf(h, 0, 2) + cauchy.logpdf(s, 0, 2.5)
        return float(prior + np.sum(norm.logpdf(err, 0, s)))

    points = np.random.default_rng(11).uniform([-0.1, 0.7, -0.3, 0.1], [0.1, 1, 0.3, 0.4], (4, 4))
    return Truth(quantities, points, log_density, "arma11")


def garch11(data: dict) -> Truth:
    """y_t ~ N(mu, s_t), s_t^2 = alpha0 + alpha1 (y_(t-1) - mu)^2 + beta1 s_(t-1)^2, alpha1 + beta1 < 1: in four dimensions."""
    y, start = np.array(data["y"]), data["sigma1"]

    def log_likelihood(mu: Array, alpha0: Array, alpha1: Array, beta1: Array) -> Array:
        variance = start**2 * np.ones(np.broadcast(mu, alpha0, alpha1, beta1).shape)
        sum_ = np.log(variance) + (y[0] - mu) ** 2 / variance
        for t in range(1, len(y)):
            variance = alpha0 + alpha1 * (y[t - 1] - mu) ** 2 + beta1 * variance
            sum_ += np.log(variance) + (y[t] - mu) ** 2 / variance
        return -0.5 * (sum_ + len(y) * np.log(2 * np.pi))

    mu, w_mu = nodes(4.3, 5.8, 32)
    alpha0, w_alpha0 = nodes(0, 7, 40)
    alpha1, w_alpha1 = nodes(0, 1, 40)
    unit, w_unit = nodes(0, 1, 40)
    table = np.empty((len(mu), len(alpha0), len(alpha1), len(unit)))
    for i, m in enumerate(mu):  # one slice at a time, for memory
        table[i] = log_likelihood(
            m, alpha0[:, None, None], alpha1[:, None], unit * (1 - alpha1[:, None])
        )
    density = np.exp(table - table.max())
    weight = w_mu[:, None, None, None] * w_alpha0[:, None, None] * (w_alpha1 * (1 - alpha1))[:, None] * w_unit * density
    # beta1 on its own nodes: inside (0, 1) it is integrated over alpha1 < 1 - beta1.
    swapped = np.empty_like(table)
    for i, m in enumerate(mu):
        swapped[i] = log_likelihood(m, alpha0[:, None, None], unit * (1 - alpha1[:, None]), alpha1[:, None])
    beta = np.einsum("a,b,d,abcd->c", w_mu, w_alpha0, w_unit, np.exp(swapped - table.max())) * (1 - alpha1)
    quantities = [
        marginal("mu", mu, w_mu, weight.sum((1, 2, 3)) / w_mu),
        marginal("alpha0", alpha0, w_alpha0, weight.sum((0, 2, 3)) / w_alpha0),
        marginal("alpha1", alpha1, w_alpha1, weight.sum((0, 1, 3)) / w_alpha1),
        marginal("beta1", alpha1, w_alpha1, beta),
    ]
    points = np.random.default_rng(12).uniform([4.5, 0.5, 0.1, 0.05], [5.5, 3, 0.5, 0.45], (4, 4))
    return Truth(quantities, points, lambda x: float(log_likelihood(*x)), "garch11")


def ported(data: dict) -> dict[str, Truth]:
    centred, not_centred = eight_schools(data["eight_schools"])
    school = np.array(data["kidscore"]["mother_finished_high_school"], float)
    score = np.array(data["kidscore"]["score"], float)
    series = np.array(data["ar5"]["y"])
    lags = [series[5 - k : len(series) - k] for k in range(1, 6)]
    return {
        "eight-schools-centred": centred,
        "eight-schools-not-centred": not_centred,
        "kidscore": regression(["b1", "b2"], np.stack([np.ones_like(school), school], 1), score, np.inf, "kidscore"),
        "ar5": regression(
            ["alpha", *(f"b{k}" for k in range(1, 6))], np.stack([np.ones(195), *lags], 1), series[5:], 10, "ar5"
        ),
        "arma11": arma11(data["arma11"]),
        "garch11": garch11(data["garch11"]),
    }
