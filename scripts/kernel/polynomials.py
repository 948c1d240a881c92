"""Coefficients of assembly/{exp2,log2,atan}.ts: near-minimax polynomials by Chebyshev interpolation in 60 digits.

python -m pip install mpmath==1.4.1 && python scripts/kernel/polynomials.py
"""

from mpmath import atan, atanh, chebyfit, log, mp, mpf, polyval, sqrt, tan

mp.dps = 60


def fit(name, function, low, high, degree):
    coefficients, _ = chebyfit(function, [low, high], degree + 1, error=True)
    rounded = [float(c) for c in coefficients]
    grid = [low + (high - low) * k / mpf(400) for k in range(401)]
    worst = max(abs(polyval(rounded, x) / function(x) - 1) for x in grid if abs(x) > 1e-9)
    print(f"{name}: degree {degree}, largest relative error {float(worst):.1e}, lowest order first")
    for c in reversed(rounded):
        print(f"  {c!r}")


# 2^r = 1 + r Q(r)
fit("exp2", lambda r: (2**r - 1) / r if r != 0 else log(2), mpf("-0.5"), mpf("0.5"), 10)
# log2(1 + f) = s S(z), s = f / (2 + f), z = s^2: 2 atanh(s) / log(2)
largest = ((sqrt(2) - 1) / (sqrt(2) + 1)) ** 2
fit("log2", lambda z: 2 / log(2) * (atanh(sqrt(z)) / sqrt(z) if z > 0 else 1), mpf(0), largest, 6)
# atan(t) = t + t z P(z), z = t^2 up to tan(pi/8)
largest = tan(mp.pi / 8) ** 2
fit("atan", lambda z: (atan(sqrt(z)) / sqrt(z) - 1) / z if z > 0 else mpf(-1) / 3, mpf(0), largest, 10)
