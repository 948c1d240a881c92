import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { openChain } from '../../../src/chain/reader.js';
import { checkChain } from '../../../src/check/check-chain.js';
import { themes } from '../../../src/plot/theme.js';
import { checkFigure } from '../../../src/report/figures/check-figure.js';
import { drawSmallChain } from '../small-chain.js';

it('shows every measurement and every data set, and shades what is not explained', async () => {
  const chain = openChain(await drawSmallChain());
  try {
    const check = checkChain(chain, { replicates: 1680 });
    const { svg } = checkFigure(check, themes.light);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    // Each measurement once with what a page says about it.
    expect(svg.match(/left out/g)).toHaveLength(check.points.length);
    for (const { dataset } of check.groups) if (dataset !== null) expect(svg).toContain(`>${dataset}`);
    const regions = check.failures
      .filter(({ kinds }) => kinds.includes('window') || !kinds.includes('too_close'))
      .flatMap(({ regions: own }) => own);
    expect(svg.match(new RegExp(`fill="${themes.light.series[4]}"`, 'g'))).toHaveLength(regions.length);
  } finally {
    chain.close();
    rmSync(dirname(chain.path), { recursive: true });
  }
});
