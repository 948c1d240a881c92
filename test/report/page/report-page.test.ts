import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Chain } from '../../../src/chain/reader.js';
import { openChain } from '../../../src/chain/reader.js';
import { chainConstraints } from '../../../src/inference/constraints.js';
import { csv } from '../../../src/report/page/html.js';
import { reportPage } from '../../../src/report/page/report-page.js';
import { drawSmallChain } from '../small-chain.js';

let chain: Chain;
let page: string;

beforeAll(async () => {
  chain = openChain(await drawSmallChain());
  page = reportPage(chain, null, 1680);
}, 60_000);

afterAll(() => {
  chain.close();
  rmSync(dirname(chain.path), { recursive: true });
});

describe('reportPage', () => {
  it('is small, and the same each time', () => {
    expect(Buffer.byteLength(page)).toBeLessThan(5e6);
    expect(reportPage(chain, null, 1680)).toBe(page);
  });

  it('needs nothing from the network', () => {
    // Links that a person may follow are the only addresses.
    const loads = page.match(
      /(?:src|href|action)="(?!data:|https?:\/\/(?:arxiv|doi)\.org)[^"]*"|@import|url\((?!#)/g,
    );
    expect(loads).toBeNull();
    expect(page).not.toMatch(/<(?:script|img|iframe|link)[^>]*\ssrc=/);
  });

  it('has no id twice', () => {
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map((m) => m[1]);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it('shows the verdict, every quantity and every data set', () => {
    expect(page).toContain('Not converged.');
    for (const { id } of chainConstraints(chain)) expect(page).toContain(`<code>${id}</code>`);
    for (const name of ['AMS02_2015_p', 'JACEE_1998_He', 'IceCube/Top']) expect(page).toContain(name);
  });

  it('says what the model does not explain', () => {
    expect(page).toContain('<h2>What the model does not explain</h2>');
    expect(page).toMatch(/<li>helium fluxes of KASCADE_2005_SIBYLL21_He: from [^<]* the model/);
  });

  it('carries tables that can be saved', () => {
    const link = /download="constraints\.csv" href="data:text\/csv;charset=utf-8,([^"]*)"/.exec(page);
    const lines = decodeURIComponent(link![1]).trimEnd().split('\r\n');
    expect(lines).toHaveLength(chainConstraints(chain).length + 1);
    expect(new Set(lines.map((line) => line.split(',').length))).toEqual(new Set([17]));
  });

  it('has no undefined numbers in its figures', () => {
    const figures = page.match(/<svg[\s\S]*?<\/svg>/g)!;
    expect(figures.length).toBeGreaterThanOrEqual(4);
    for (const figure of figures) expect(figure).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe('csv', () => {
  it('quotes what needs it and leaves undefined numbers empty', () => {
    expect(
      csv(
        ['a', 'b'],
        [
          ['x,"y"', NaN],
          [null, 1.5],
        ],
      ),
    ).toBe('a,b\r\n"x,""y""",\r\n,1.5\r\n');
  });
});
