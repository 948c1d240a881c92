/** Where the parts of a tempered ensemble's checkpoint lie. Apart from checkpoint.ts, which reads the posterior's rung out of it. */

/** Seven letters and the version of the layout. */
export const temperedMagic = 'licmcpt1';

export interface TemperedHeader {
  /** Bytes of each rung's checkpoint, the posterior's first. */
  readonly rungs: readonly number[];
  /** Of the thermodynamic sums. */
  readonly walkers: number;
  readonly batchSteps: number;
  readonly full: number;
  readonly begun: number;
}

/** The header and where it ends; null for bytes that are no checkpoint of a tempered ensemble. */
export function readTemperedHeader(bytes: Uint8Array): { header: TemperedHeader; end: number } | null {
  const magic = new TextDecoder('latin1').decode(bytes.subarray(0, temperedMagic.length));
  if (magic !== temperedMagic) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = temperedMagic.length + 4;
  const end = start + view.getUint32(temperedMagic.length, true);
  return { header: JSON.parse(new TextDecoder().decode(bytes.subarray(start, end))) as TemperedHeader, end };
}

/** The checkpoint of the ensemble at beta = 1: of a tempered ensemble its first rung, of another the bytes themselves. */
export function coldCheckpoint(bytes: Uint8Array): Uint8Array {
  const tempered = readTemperedHeader(bytes);
  return tempered === null ? bytes : bytes.subarray(tempered.end, tempered.end + tempered.header.rungs[0]);
}
