// The search page, the box and InstantSearch in a real browser: keys, names for the blind, no script at all.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { chromium } from 'playwright-core';
import { names, startServer } from './server.mjs';

let server, browser, site;
const own = { '/axe.js': './node_modules/axe-core/axe.min.js', '/instantsearch.js': './node_modules/instantsearch.js/dist/instantsearch.production.min.js' };

/// A page of a site that has the box on it, and one with InstantSearch.
const pages = {
  '/box': () => `<!DOCTYPE html><html lang="en"><title>A site</title><main><h1>A site</h1>
    <script type="module" src="${server.url}/dateline.js"></script>
    <dateline-search endpoint="${server.url}"><form action="${server.url}/"><input name="q" aria-label="Search"></form></dateline-search></main></html>`,
  '/instantsearch': () => `<!DOCTYPE html><html lang="en"><title>A site</title><div id="box"></div><div id="people"></div><div id="hits"></div><div id="stats"></div>
    <script src="/instantsearch.js"></script><script type="module">
    import { datelineSearchClient } from '${server.url}/dateline-instantsearch.js';
    const search = instantsearch({ indexName: 'news', searchClient: datelineSearchClient('${server.url}') });
    const { searchBox, refinementList, hits, stats, configure } = instantsearch.widgets;
    search.addWidgets([configure({ hitsPerPage: 5 }), searchBox({ container: '#box' }), stats({ container: '#stats' }),
      refinementList({ container: '#people', attribute: 'people', searchable: true, limit: 30 }),
      hits({ container: '#hits', templates: { item: (hit, { html, components }) => html\`<b>\${components.Highlight({ hit, attribute: 'title' })}</b>\` } })]);
    search.start();</script></html>`,
};

before(async () => {
  site = createServer((request, response) => {
    const path = new URL(request.url, 'http://site').pathname;
    if (!pages[path] && !own[path]) return response.writeHead(404).end();
    response.setHeader('Content-Type', own[path] ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(own[path] ? readFileSync(new URL(own[path], import.meta.url)) : pages[path]());
  });
  await new Promise((resolve) => site.listen(0, '127.0.0.1', resolve));
  site.url = `http://127.0.0.1:${site.address().port}`;
  server = await startServer('--allow-origin', site.url);
  browser = await chromium.launch({ executablePath: process.env.DATELINE_CHROMIUM, args: ['--no-sandbox'] });
});
after(async () => { await browser?.close(); await server?.close(); site?.close(); });

/// A fresh page at `address`; an error in its script fails the test.
async function open(address, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on('pageerror', (error) => { throw error; });
  await page.goto(address);
  return page;
}

const states = ['/', '/?q=storm', '/?q=storm&person=Everyone&from=2010&to=2012', '/?q=nothing-like-it', '/?q=storm&offset=1000', '/?from=soon', '/article/a-1', '/article/none'];

describe('the page', () => {
  for (const state of states) {
    for (const colorScheme of ['light', 'dark']) {
      it(`has nothing for axe to report at ${state} (${colorScheme})`, async () => {
        // axe is put in from outside, which the page's own policy forbids.
        const page = await open(server.url + state, { colorScheme, bypassCSP: true });
        await page.addScriptTag({ content: readFileSync(new URL(own['/axe.js'], import.meta.url), 'utf8') });
        const { violations } = await page.evaluate(() => globalThis.axe.run());
        assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes[0].html}`), []);
        await page.context().close();
      });
    }
  }

  it('obeys its own policy, stores nothing and asks nobody else', async () => {
    const page = await open('about:blank');
    const elsewhere = [], refused = [];
    page.on('request', (request) => { if (!request.url().startsWith(server.url)) elsewhere.push(request.url()); });
    page.on('console', (message) => { if (message.type() === 'error') refused.push(message.text()); });
    await page.goto(`${server.url}/?q=storm`);
    await page.waitForLoadState('networkidle');
    assert.deepEqual(elsewhere, []);
    assert.deepEqual(refused, []);
    assert.deepEqual(await page.context().cookies(), []);
    assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
    await page.context().close();
  });

  it('can be used with keys alone', async () => {
    const page = await open(server.url);
    await page.keyboard.type('storm');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=storm/);
    await page.locator('.filters a', { hasText: 'Everyone' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/person=Everyone/);
    assert.match(await page.locator('.count').innerText(), /60 articles/);
    // Every link and field can be reached, and one sees where one is.
    const seen = new Set();
    for (let n = 0; n < 200; ++n) {
      await page.keyboard.press('Tab');
      const here = await page.evaluate(() => {
        const element = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
        return element === document.body ? '' : `${element.tagName} ${getComputedStyle(element).outlineStyle !== 'none'} ${element.href ?? element.name ?? ''}`;
      });
      if (!here) break;
      assert.match(here, /^\S+ true/);
      seen.add(here);
    }
    const links = await page.evaluate(() => document.querySelectorAll('main a, aside > section > ul a').length);
    assert.ok(seen.size > links / 2, `${seen.size} of ${links}`);
    await page.context().close();
  });

  it('keeps the filters when the box is used again', async () => {
    const page = await open(`${server.url}/?q=storm&person=Everyone&sort=newest`);
    await page.locator('dateline-search input[role=combobox]').fill('coast');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=coast/);
    const there = new URL(page.url());
    assert.equal(there.searchParams.get('person'), 'Everyone');
    assert.equal(there.searchParams.get('sort'), 'newest');
    await page.context().close();
  });

  it('works without JavaScript', async () => {
    const page = await open(server.url, { javaScriptEnabled: false });
    await page.fill('input[name=q]', 'storm');
    await page.press('input[name=q]', 'Enter');
    assert.match(await page.locator('.count').innerText(), /^60 articles/);
    await page.locator('.paging a[rel=next]').click();
    assert.match(page.url(), /offset=10/);
    await page.locator('.filters a', { hasText: 'Sport' }).click();
    assert.match(await page.locator('.chips').innerText(), /Sport/);
    await page.locator('.chips a').click();
    assert.equal(await page.locator('.chips').count(), 0);
    await page.locator('.timeline a').first().click();
    assert.match(page.url(), /from=2010.*to=2010/);
    await page.context().close();
  });

  it('takes a span drawn over the bars', async () => {
    const page = await open(`${server.url}/?q=storm`);
    const bars = page.locator('.timeline li');
    const [first, last] = [await bars.nth(1).boundingBox(), await bars.nth(3).boundingBox()];
    await page.mouse.move(first.x + 5, first.y + 10);
    await page.mouse.down();
    await page.mouse.move(last.x + 5, last.y + 10, { steps: 4 });
    assert.equal(await page.locator('.timeline li.in').count(), 3);
    await page.mouse.up();
    await page.waitForURL(/from=2011&to=2013/);
    assert.match(await page.locator('.count').innerText(), /36 articles/);
    await page.context().close();
  });

  for (const name of names) {
    it(`filters by ${name}`, async () => {
      const page = await open(`${server.url}/?q=storm`);
      const summary = page.locator('.filters section', { hasText: 'People' }).locator('summary');
      if (await summary.count()) await summary.first().click();
      await page.locator('.filters section').first().locator('a', { has: page.locator(`bdi:text-is(${JSON.stringify(name)})`) }).click();
      await page.waitForURL(/person=/);
      assert.equal(new URL(page.url()).searchParams.get('person'), name);
      assert.match(await page.locator('.count').innerText(), /^5 articles/);
      await page.context().close();
    });
  }

  it('offers what was typed where it searched for something else', async () => {
    const page = await open(`${server.url}/?q=storn`);
    assert.match(await page.locator('.correction').innerText(), /Searching for storm instead/i);
    assert.match(await page.locator('.count').innerText(), /^60 articles/);
    await page.locator('.correction a').last().click();
    await page.waitForURL(/q=%3Dstorn/);
    assert.match(await page.locator('.empty').innerText(), /Nothing found/);
    await page.context().close();
  });

  it('fits a phone in every state', async () => {
    for (const state of states) {
      const page = await open(server.url + state, { viewport: { width: 360, height: 740 } });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 360, state);
      const labels = await page.locator('.timeline .when:visible').evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ left, right }) => [left, right]));
      labels.slice(1).forEach(([left], n) => assert.ok(left >= labels[n][1], `labels of the bars overlap at ${state}`));
      await page.context().close();
    }
  });

  it('says when it is offline, and when it is slow', async () => {
    const page = await open(`${server.url}/?q=storm`);
    await page.context().setOffline(true);
    await page.locator('.state', { hasText: 'offline' }).waitFor();
    await page.context().setOffline(false);
    await page.waitForFunction(() => document.querySelector('.state').textContent === '');
    const said = [];
    await page.exposeFunction('say', (text) => said.push(text));
    await page.evaluate(() => new MutationObserver(() => globalThis.say(document.querySelector('.state').textContent))
      .observe(document.querySelector('.state'), { childList: true }));
    await page.route('**/?q=coast*', async (route) => { await new Promise((done) => setTimeout(done, 3000)); await route.continue(); });
    await page.locator('dateline-search input[role=combobox]').fill('coast');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=coast/);
    assert.ok(said.includes('Still searching …'), said.join());
    await page.context().close();
  });

  it('shows where on a map, of all articles found', async () => {
    const page = await open(`${server.url}/?q=storm&limit=1`);
    assert.equal(await page.locator('.map a[aria-label^="Zürich"]').getAttribute('aria-label'), 'Zürich: 45 articles');
    await page.locator('.map a[aria-label^="São Paulo"]').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/place=S/);
    await page.context().close();
  });
});

describe('the box on another site', () => {
  it('suggests, says so, and is driven by keys', async () => {
    const page = await open(`${site.url}/box`);
    const input = page.locator('[role=combobox]');
    const option = (n) => page.locator('dateline-search [role=option]').nth(n);
    await input.fill('e');
    await option(0).waitFor();
    assert.equal(await input.getAttribute('aria-expanded'), 'true');
    assert.equal(await input.getAttribute('aria-activedescendant'), null);
    await page.keyboard.press('ArrowDown');
    assert.equal(await input.getAttribute('aria-activedescendant'), await option(0).getAttribute('id'));
    assert.equal(await option(0).getAttribute('aria-selected'), 'true');
    await page.keyboard.press('ArrowUp');
    assert.equal(await input.getAttribute('aria-activedescendant'), null);
    await page.keyboard.press('ArrowUp');
    assert.equal(await page.locator('dateline-search [aria-selected=true]').count(), 1);
    await page.keyboard.press('Home');
    assert.equal(await input.getAttribute('aria-activedescendant'), null);
    await page.waitForFunction(() => /suggestions?: /.test(document.querySelector('dateline-search').shadowRoot.querySelector('[role=status]').textContent));
    await page.keyboard.press('Alt+ArrowUp');
    assert.equal(await input.getAttribute('aria-expanded'), 'false');
    await page.keyboard.press('Alt+ArrowDown');
    assert.equal(await input.getAttribute('aria-expanded'), 'true');
    assert.equal(await input.getAttribute('aria-activedescendant'), null);
    await page.keyboard.press('Escape');
    assert.equal(await input.getAttribute('aria-expanded'), 'false');
    assert.equal(await input.inputValue(), 'e');
    await page.keyboard.press('Escape');
    assert.equal(await input.inputValue(), '');
    await page.context().close();
  });

  it('reads in both directions', async () => {
    const page = await open(`${site.url}/box`);
    await page.evaluate(() => { document.documentElement.dir = 'rtl'; });
    await page.locator('[role=combobox]').fill('oba');
    const option = page.locator('dateline-search [role=option]').first();
    await option.waitFor();
    const [name, count] = [await option.locator('bdi').boundingBox(), await option.locator('small').boundingBox()];
    assert.ok(name.x > count.x, 'the name stands where reading begins');
    assert.equal(await option.locator('small').evaluate((one) => getComputedStyle(one).direction), 'ltr');
    await page.context().close();
  });

  it('leads to the name that was chosen', async () => {
    const page = await open(`${site.url}/box`);
    await page.locator('[role=combobox]').fill('oba');
    await page.locator('dateline-search [role=option]').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/person=Obama/);
    assert.match(await page.locator('.count').innerText(), /5 articles/);
    await page.context().close();
  });

  it('has nothing for axe to report, open and closed', async () => {
    const page = await open(`${site.url}/box`);
    await page.addScriptTag({ url: '/axe.js' });
    for (const typed of ['', 'oba']) {
      await page.locator('[role=combobox]').fill(typed);
      if (typed) await page.locator('dateline-search [role=option]').first().waitFor();
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes[0].html}`), []);
    }
    await page.context().close();
  });

  it('is dark where the page is, not where the reader would have it', async () => {
    for (const [scheme, paper] of [['light dark', 'rgb(21, 22, 26)'], ['normal', 'rgb(255, 255, 255)']]) {
      const page = await open(`${site.url}/box`, { colorScheme: 'dark' });
      await page.evaluate((value) => { document.documentElement.style.colorScheme = value; }, scheme);
      assert.equal(await page.locator('[role=combobox]').evaluate((input) => getComputedStyle(input).backgroundColor), paper);
      await page.context().close();
    }
  });

  it('drops answers that come too late', async () => {
    const page = await open(`${site.url}/box`);
    await page.route('**/api/suggest?q=oba', async (route) => { await new Promise((done) => setTimeout(done, 600)); await route.continue().catch(() => {}); });
    const input = page.locator('[role=combobox]');
    await input.fill('oba');
    await page.waitForTimeout(250);
    await input.fill('путин');
    await page.locator('dateline-search [role=option]').first().waitFor();
    await page.waitForTimeout(700);
    assert.match(await page.locator('dateline-search [role=option]').first().innerText(), /Путин/);
    await page.context().close();
  });
});

describe('InstantSearch', () => {
  it('searches, highlights and refines by every name', async () => {
    const page = await open(`${site.url}/instantsearch`);
    await page.locator('#box input').fill('storm');
    await page.waitForFunction(() => /60 results/.test(document.querySelector('#stats').textContent));
    assert.equal(await page.locator('#hits mark').first().innerText(), 'Storm');
    assert.equal(await page.locator('#hits b b').count(), 0);
    for (const name of names) {
      const box = page.locator('#people label', { has: page.locator(`.ais-RefinementList-labelText:text-is(${JSON.stringify(name)})`) });
      await box.click();
      await page.waitForFunction(() => /\b5 results/.test(document.querySelector('#stats').textContent));
      await box.click();
      await page.waitForFunction(() => /60 results/.test(document.querySelector('#stats').textContent));
    }
    await page.locator('#people input[type=search]').fill('путин');
    await page.waitForFunction(() => document.querySelectorAll('#people .ais-RefinementList-item').length === 1);
    await page.context().close();
  });
});
