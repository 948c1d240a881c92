import { bottomRoom, leftRoom } from './axes/frame.js';
import { sideRoom } from './axes/side-labels.js';
import { drawLegend, layLegend } from './legend/legend.js';
import type { LegendEntry } from './legend/legend.js';
import type { PanelSpec } from './panel.js';
import { drawPanel, layPanel, titleRoom } from './panel.js';
import type { Theme } from './theme.js';

/** One row of a column of panels. */
export interface StackRow {
  readonly panel: PanelSpec;
  /** Height of the frame, px. */
  readonly height: number;
  /** Legend to the right of the frame, where it can hide nothing. */
  readonly legend?: readonly LegendEntry[];
  /** Continues the row above: no gap between the frames, and that row shows no numbers. */
  readonly attached?: boolean;
}

/** A column of panels with its frames in line; the result tells how much room it took. */
export interface Stack {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const GAP = 16;
const LEGEND_GAP = 14;

/**
 * Draws panels below each other with frames `frameWidth` px wide.
 * @param origin upper left corner, px   @param labels false leaves out the labels and numbers of the y axes (inner columns)
 */
export function drawStack(
  rows: readonly StackRow[],
  frameWidth: number,
  origin: { readonly x: number; readonly y: number },
  theme: Theme,
  labels = true,
): Stack {
  const specs = rows.map(({ panel }, i): PanelSpec => {
    const covered = rows.at(i + 1)?.attached === true;
    const { label: xLabel, ...bareX } = panel.x;
    const { label: yLabel, ...bareY } = panel.y;
    const x = covered
      ? { ...bareX, numbers: false }
      : { ...bareX, ...(xLabel === undefined ? {} : { label: xLabel }) };
    const y = labels
      ? { ...bareY, ...(yLabel === undefined ? {} : { label: yLabel }) }
      : { ...bareY, numbers: false };
    return { ...panel, x, y };
  });
  const axes = rows.map(({ height }, i) =>
    layPanel(specs[i], { x: 0, y: 0, width: frameWidth, height }, theme),
  );
  const left = origin.x + Math.max(...axes.map((a) => leftRoom(a.y)));
  const legends = rows.map(({ legend, height }) => legend && fittingLegend(legend, height));
  const parts: string[] = [];
  let y = origin.y;
  rows.forEach((row, i) => {
    if (row.attached === true) y += 5;
    else if (i > 0) y += GAP;
    y += titleRoom(row.panel);
    const box = { x: left, y, width: frameWidth, height: row.height };
    parts.push(drawPanel(specs[i], box, theme));
    const legend = legends[i];
    if (legend !== undefined) parts.push(drawLegend(legend, left + frameWidth + LEGEND_GAP, y - 6, theme));
    y += row.height + bottomRoom(axes[i].x);
  });
  const beside = Math.max(
    ...rows.map(({ panel }, i) =>
      Math.max((legends[i]?.width ?? -LEGEND_GAP) + LEGEND_GAP, sideRoom(panel.sideLabels ?? [])),
    ),
  );
  return { svg: parts.join('\n'), width: left - origin.x + frameWidth + beside, height: y - origin.y };
}

/** The largest text size at which a legend is not higher than its frame. */
function fittingLegend(entries: readonly LegendEntry[], height: number): ReturnType<typeof layLegend> {
  const sizes = [11, 10, 9];
  const laid = sizes.map((size) => layLegend(entries, 1, size));
  return laid.find((l) => l.height <= height + 12) ?? laid[laid.length - 1];
}
