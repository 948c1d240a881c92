/**
 * Whether two unit strings mean the same product of powers, whatever their order and spelling: `m-2 s-1 sr-1 GV-1`,
 * `1 / (m2 s sr GV)` and `m**-2 s^-1 sr^-1 / GV` agree. Prefixes are part of the name, so that TeV is not GeV. Text that
 * is no such product agrees with nothing.
 */
export function sameUnit(a: string, b: string): boolean {
  const [left, right] = [powers(a), powers(b)];
  if (left === null || right === null) return false;
  const names = new Set([...left.keys(), ...right.keys()]);
  return [...names].every((name) => (left.get(name) ?? 0) === (right.get(name) ?? 0));
}

/** Exponent of each base in `factors / factors`, the divisor in brackets when it has several; null when it is not that. */
function powers(text: string): Map<string, number> | null {
  const parts = text.split('/');
  if (parts.length > 2) return null;
  const exponents = new Map<string, number>();
  for (const [i, part] of parts.entries()) {
    const inside = part.trim().replace(/^\((.*)\)$/, '$1');
    for (const factor of inside.split(/[\s.]+/).filter((word) => word !== '' && word !== '1')) {
      const match = /^([A-Za-z]+)(?:\^|\*\*)?\(?([+-]?\d*)\)?$/.exec(factor);
      if (match === null) return null;
      const sign = i === 0 ? 1 : -1;
      exponents.set(
        match[1],
        (exponents.get(match[1]) ?? 0) + sign * (match[2] === '' ? 1 : Number(match[2])),
      );
    }
  }
  return exponents;
}
