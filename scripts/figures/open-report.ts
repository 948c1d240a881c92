/**
 * Opens a report in real Chromium as a reader would: a new browser each time (cold), then once more in the same one (warm), and
 * takes pictures of it (report.png is that of docs/figures). npx tsx scripts/figures/open-report.ts report.html [FOLDER FOR PICTURES]
 * Chromium: the path in CHROMIUM, else /usr/bin/chromium. Exit code 1 when a cold start takes a second or more.
 */
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

const [file, folder] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: open-report.ts report.html [FOLDER]');
const url = pathToFileURL(resolve(file)).href;
const STARTS = 5;

async function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

/** Milliseconds from the start of the navigation to the first paint of content, and to the end of loading. */
async function times(page: Page): Promise<{ readonly paint: number; readonly load: number }> {
  return page.evaluate(
    `new Promise((done) => requestAnimationFrame(() => setTimeout(() => done({
      paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
      load: performance.getEntriesByType('navigation')[0].loadEventEnd,
    }), 50)))`,
  );
}

const cold: number[] = [];
for (let i = 0; i < STARTS; i++) {
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 1180, height: 900 } });
  await page.goto(url, { waitUntil: 'load' });
  const first = await times(page);
  await page.reload({ waitUntil: 'load' });
  const second = await times(page);
  cold.push(Math.max(first.load, first.paint));
  const ms = (t: number): string => t.toFixed(0).padStart(5);
  console.log(
    `cold: first paint ${ms(first.paint)} ms, loaded ${ms(first.load)} ms; warm: ${ms(second.paint)} ms, ${ms(second.load)} ms`,
  );
  await browser.close();
}
const median = cold.sort((a, b) => a - b)[Math.floor(STARTS / 2)];
console.log(`median cold start ${median.toFixed(0)} ms`);

if (folder !== undefined) {
  const browser = await launch();
  for (const [name, width, colorScheme] of [
    ['desktop', 1180, 'light'],
    ['narrow', 390, 'light'],
    ['dark', 1180, 'dark'],
  ] as const) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    await page.goto(url, { waitUntil: 'load' });
    if (name === 'desktop') await page.screenshot({ path: join(folder, 'report.png') });
    await page.screenshot({ path: join(folder, `report-${name}.png`), fullPage: true });
    await page.close();
  }
  await browser.close();
}
process.exitCode = median < 1000 ? 0 : 1;
