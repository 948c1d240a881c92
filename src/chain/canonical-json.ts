/**
 * JSON text of a plain value, without white space and with the keys in the order the value has them (the order of
 * parameters carries meaning). Equal values built the same way give equal text, and reading it back gives the value.
 * @throws TypeError for what JSON would silently change: NaN, infinities, undefined, functions, dates and the like
 */
export function canonicalJson(value: unknown): string {
  check(value, '$');
  return JSON.stringify(value);
}

function check(value: unknown, path: string): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return;
  } else if (Array.isArray(value)) {
    value.forEach((item, i) => check(item, `${path}[${i}]`));
    return;
  } else if (typeof value === 'object') {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) {
      for (const [key, item] of Object.entries(value)) check(item, `${path}.${key}`);
      return;
    }
  }
  throw new TypeError(`canonicalJson: ${path} (${typeof value}) has no exact JSON form`);
}
