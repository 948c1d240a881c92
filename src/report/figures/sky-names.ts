/** Names on the sky map, each at the side of its point where it covers the least. */
import { labelWidth } from '../../plot/text/label.js';

/** A rectangle of the page, px. */
interface Room {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a name is written: left end of its base line, px. */
export interface NamePlace {
  readonly x: number;
  readonly y: number;
  /** False where every side touches a name that is there already. */
  readonly free: boolean;
}

/** Hands out places for names: never over one another where that can be avoided, and over few of the drawn points. */
export class NamePlacer {
  readonly #taken: Room[] = [];
  readonly #page: { readonly width: number; readonly height: number };
  readonly #drawn: readonly (readonly [number, number])[];

  /** @param drawn points of the lines that names should stay clear of, px */
  constructor(
    page: { readonly width: number; readonly height: number },
    drawn: readonly (readonly [number, number])[],
  ) {
    this.#page = page;
    this.#drawn = drawn;
  }

  /** Keeps a rectangle around a point clear, such as that of a marker. */
  keepClear([x, y]: readonly [number, number], half: number): void {
    this.#taken.push({ x: x - half, y: y - half, width: 2 * half, height: 2 * half });
  }

  /** The best of eight places around a point; it is taken from then on, if it is free. */
  place(name: string, [x, y]: readonly [number, number], size: number, distance: number): NamePlace {
    const width = labelWidth(name, size);
    const height = 0.95 * size;
    const d = distance;
    const corners: [number, number][] = [
      [x + d, y - height / 2],
      [x - d - width, y - height / 2],
      [x - width / 2, y - d - height],
      [x - width / 2, y + d],
      [x + 0.6 * d, y - 0.6 * d - height],
      [x + 0.6 * d, y + 0.6 * d],
      [x - 0.6 * d - width, y - 0.6 * d - height],
      [x - 0.6 * d - width, y + 0.6 * d],
    ];
    const trials = corners.map(([left, top]) => {
      const room = { x: left, y: top, width, height };
      return { room, free: this.#isFree(room), covered: this.#drawn.filter((p) => holds(room, p)).length };
    });
    const best = trials.reduce((a, b) =>
      b.free === a.free ? (b.covered < a.covered ? b : a) : b.free ? b : a,
    );
    if (best.free) this.#taken.push(best.room);
    return { x: best.room.x, y: best.room.y + height * 0.85, free: best.free };
  }

  #isFree(room: Room): boolean {
    const { width, height } = this.#page;
    const inside =
      room.x > 6 && room.x + room.width < width - 6 && room.y > 4 && room.y + room.height < height;
    return inside && this.#taken.every((taken) => !overlap(room, taken));
  }
}

function overlap(a: Room, b: Room): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function holds({ x, y, width, height }: Room, [px, py]: readonly [number, number]): boolean {
  return px > x - 2 && px < x + width + 2 && py > y - 2 && py < y + height + 2;
}
