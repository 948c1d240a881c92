/** The report in a real browser. Chromium: the path in CHROMIUM, else /usr/bin/chromium. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChain } from '../../../src/chain/reader.js';
import { reportPage } from '../../../src/report/page/report-page.js';
import { drawSmallChain } from '../small-chain.js';

const folder = mkdtempSync(join(tmpdir(), 'licmc-browser-'));
const file = join(folder, 'report.html');
const url = pathToFileURL(file).href;
const errors: string[] = [];
const requests: string[] = [];
let browser: Browser;
let page: Page;

async function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

beforeAll(async () => {
  const chain = openChain(await drawSmallChain());
  writeFileSync(file, reportPage(chain));
  chain.close();
  browser = await launch();
  page = await browser.newPage({ viewport: { width: 1180, height: 900 } });
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(url, { waitUntil: 'load' });
}, 120_000);

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

describe('report in Chromium', () => {
  it('opens without errors, asking for nothing but itself', () => {
    expect(errors).toEqual([]);
    expect(requests).toHaveLength(1);
  });

  it('opens in under a second (median of three, warm)', async () => {
    const times: number[] = [];
    for (let i = 0; i < 3; i++) {
      await page.reload({ waitUntil: 'load' });
      times.push(await page.evaluate('performance.getEntriesByType("navigation")[0].loadEventEnd'));
    }
    expect(times.sort((a, b) => a - b)[1]).toBeLessThan(1000);
  });

  it('opens in under a second in a browser just started', async () => {
    const times: number[] = [];
    for (let i = 0; i < 3; i++) {
      const fresh = await launch();
      const first = await fresh.newPage({ viewport: { width: 1180, height: 900 } });
      await first.goto(url, { waitUntil: 'load' });
      times.push(await first.evaluate('performance.getEntriesByType("navigation")[0].loadEventEnd'));
      await fresh.close();
    }
    expect(times.sort((a, b) => a - b)[1]).toBeLessThan(1000);
  });

  it('fits a narrow screen: only figures and tables move sideways, each on its own', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await page.setViewportSize({ width: 1180, height: 900 });
  });

  it('shows a measurement and its reference under the pointer', async () => {
    const point = page.locator('#r1-flux .tip').nth(30);
    await point.scrollIntoViewIfNeeded();
    await point.hover({ force: true });
    const text = await page.locator('#tooltip').textContent();
    expect(text).toMatch(/AMS-02, protons/);
    expect(text).toMatch(/Phys\. Rev\. Lett\./);
    expect(await page.locator('#tooltip').isVisible()).toBe(true);
  });

  it('hides and shows an experiment and a component with its legend entry', async () => {
    for (const group of ['experiment:AMS-02', 'component:nearby']) {
      const entry = page.locator(`[data-toggle="${group}"]`).first();
      const hidden = page.locator(`[data-group="${group}"].hidden`);
      await entry.click({ force: true });
      expect(await hidden.count()).toBeGreaterThan(0);
      await entry.click({ force: true });
      expect(await hidden.count()).toBe(0);
    }
  });

  it('draws the pair that is picked in the lists, and the one that is clicked', async () => {
    await page.selectOption('#pair-x', { label: 'log10_x_lic' });
    await page.selectOption('#pair-y', { label: 'log10_b_field' });
    expect(await page.locator('#pair').getAttribute('data-pair')).toBe('log10_x_lic log10_b_field');
    expect(await page.locator('#pair path').count()).toBeGreaterThan(6);
    await page.locator('#corner [data-row="delta_b"][data-column="v_sun"] rect.cell').click({ force: true });
    expect(await page.locator('#pair').getAttribute('data-pair')).toBe('v_sun delta_b');
  });

  it('changes its colours on request', async () => {
    const background = async (): Promise<unknown> =>
      page.evaluate('getComputedStyle(document.body).backgroundColor');
    const before = await background();
    await page.locator('#theme').click({ force: true });
    expect(await background()).not.toBe(before);
  });
});
