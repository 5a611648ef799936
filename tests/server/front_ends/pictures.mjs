// Takes the pictures of the search page and the box that server/web/README.md shows, on the samples of the corpus.
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chromium } from 'playwright-core';
import { startSampleServer } from './server.mjs';

const web = join(process.env.DATELINE_TREE, 'server', 'web');
let server, browser, site;

/// The front page of a newspaper that has the box on it.
const newspaper = () => `<!DOCTYPE html><html lang="en"><meta name="viewport" content="width=device-width"><title>The Harbour Post</title>
  <style>:root { color-scheme: light dark } body { margin: 2rem; font-family: sans-serif } h1 { font-family: serif } @media (max-width: 30rem) { body { margin: 1rem } }</style>
  <h1>The Harbour Post</h1><script type="module" src="${server.url}/dateline.js"></script>
  <dateline-search endpoint="${server.url}"><form action="${server.url}/"><input name="q" aria-label="Search"></form></dateline-search></html>`;

before(async () => {
  site = createServer((_, response) => { response.setHeader('Content-Type', 'text/html; charset=utf-8'); response.end(newspaper()); });
  await new Promise((resolve) => site.listen(0, '127.0.0.1', resolve));
  site.url = `http://127.0.0.1:${site.address().port}/`;
  server = await startSampleServer('--allow-origin', '*');
  browser = await chromium.launch({ executablePath: process.env.DATELINE_CHROMIUM, args: ['--no-sandbox'] });
});
after(async () => { await browser?.close(); await server?.close(); site?.close(); });

const looks = [
  { name: 'light', colorScheme: 'light', page: { width: 1280, height: 1000 }, box: { width: 800, height: 560 } },
  { name: 'dark', colorScheme: 'dark', page: { width: 1280, height: 1000 }, box: { width: 800, height: 560 } },
  { name: 'phone', colorScheme: 'light', page: { width: 390, height: 844 }, box: { width: 390, height: 620 } },
];

/// Opens `address`, does `act` and takes the picture.
async function take(file, address, viewport, colorScheme, act = async () => {}) {
  const context = await browser.newContext({ viewport, colorScheme });
  const page = await context.newPage();
  await page.goto(address);
  await act(page);
  await page.screenshot({ path: join(web, file) });
  await context.close();
}

describe('the pictures', () => {
  for (const { name, colorScheme, page, box } of looks) {
    it(`page-${name}.png`, () => take(`page-${name}.png`, `${server.url}/?q=rain+OR+storm`, page, colorScheme));
    it(`box-${name}.png`, () => take(`box-${name}.png`, site.url, box, colorScheme, async (opened) => {
      await opened.getByRole('combobox').pressSequentially('se');
      await opened.getByRole('option').first().waitFor();
      await opened.keyboard.press('ArrowDown');
    }));
  }
});
