// The clients of other search engines, as npm has them, against a real server.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { instantMeiliSearch } from '@meilisearch/instant-meilisearch';
import algoliasearchHelper from 'algoliasearch-helper';
import { Meilisearch } from 'meilisearch';
import { names, startServer } from './server.mjs';

let server;
before(async () => { server = await startServer(); });
after(() => server.close());

const articlesOf = (name) => names.indexOf(name) < 60 % names.length ? Math.ceil(60 / names.length) : Math.floor(60 / names.length);

/// As widgets hand a value to the helper: a dash at its beginning would exclude it.
const escaped = (name) => name.replace(/^-/, '\\-');

/// One search of the helper.
function results(helper) {
  return new Promise((resolve, reject) => {
    helper.once('result', ({ results }) => resolve(results));
    helper.once('error', ({ error }) => reject(error));
    helper.search();
  });
}

async function datelineClient() {
  const source = await (await fetch(`${server.url}/dateline-instantsearch.js`)).text();
  const module = await import('data:text/javascript,' + encodeURIComponent(source.replaceAll('new URL(import.meta.url).origin', 'undefined')));
  return module.datelineSearchClient(server.url);
}

for (const [kind, client] of [
  ['the served searchClient', datelineClient],
  ['instant-meilisearch', async () => instantMeiliSearch(server.url, 'any-key', { finitePagination: true }).searchClient],
]) {
  describe(`algoliasearch-helper with ${kind}`, () => {
    let searchClient;
    before(async () => { searchClient = await client(); });
    const helperFor = (options) => algoliasearchHelper(searchClient, 'news', { disjunctiveFacets: ['people', 'places'], facets: ['source'], hitsPerPage: 7, ...options });

    it('searches, counts and pages', async () => {
      const helper = helperFor().setQuery('storm');
      const first = await results(helper);
      assert.equal(first.nbHits, 60);
      assert.equal(first.hits.length, 7);
      assert.equal(first.nbPages, 9);
      assert.equal(first.getFacetValues('people')[0].name, 'Everyone');
      helper.setPage(8);
      const last = await results(helper);
      assert.equal(last.hits.length, 4);
      assert.equal(last.page, 8);
    });

    for (const name of names) {
      it(`refines by ${name}`, async () => {
        const helper = helperFor().addDisjunctiveFacetRefinement('people', escaped(name));
        const found = await results(helper);
        assert.equal(found.nbHits, articlesOf(name));
        for (const hit of found.hits) assert.ok(hit.people.includes(name));
        const chosen = found.getFacetValues('people').filter((value) => value.isRefined);
        assert.equal(chosen.length, 1);
        assert.equal(chosen[0].escapedValue.replace(/^\\-/, '-'), name);
        // The other values of a facet chosen from are still counted.
        assert.ok(found.getFacetValues('people').length > 2);
      });
    }

    it('joins values of one facet by OR, facets by AND', async () => {
      const helper = helperFor().addDisjunctiveFacetRefinement('people', names[0]).addDisjunctiveFacetRefinement('people', names[7])
        .addFacetRefinement('source', 'The "Daily": News');
      const found = await results(helper);
      assert.ok(found.nbHits > 0);
      for (const hit of found.hits) {
        assert.ok(hit.people.includes(names[0]) || hit.people.includes(names[7]));
        assert.equal(hit.source, 'The "Daily": News');
      }
    });

    it('marks what matches', async () => {
      const found = await results(helperFor({ highlightPreTag: '__ais-highlight__', highlightPostTag: '__/ais-highlight__' }).setQuery('storm'));
      assert.match(found.hits[0]._highlightResult.title.value, /__ais-highlight__Storm__\/ais-highlight__/);
    });
  });
}

describe('algoliasearch-helper', () => {
  it('looks values up while they are typed', async () => {
    const helper = algoliasearchHelper(await datelineClient(), 'news', { disjunctiveFacets: ['people'] });
    const found = await helper.searchForFacetValues('people', 'путин', 10);
    assert.deepEqual(found.facetHits.map((one) => one.value), ['Путин, Владимир, В.']);
  });
  it('excludes values', async () => {
    const helper = algoliasearchHelper(await datelineClient(), 'news', { facets: ['people'] });
    helper.addFacetExclusion('people', names[0]);
    const found = await results(helper);
    assert.equal(found.nbHits, 60 - articlesOf(names[0]));
  });
});

describe('meilisearch', () => {
  let index, client;
  before(() => { client = new Meilisearch({ host: server.url, apiKey: 'any-key' }); index = client.index('news'); });

  it('is healthy and has a version', async () => {
    assert.equal((await client.health()).status, 'available');
    assert.match((await client.getVersion()).pkgVersion, /^1\./);
  });
  it('searches by POST and by GET', async () => {
    for (const found of [await index.search('storm', { limit: 3, facets: ['people'] }), await index.searchGet('storm', { limit: 3, facets: ['people'] })]) {
      assert.equal(found.hits.length, 3);
      assert.equal(found.estimatedTotalHits, 60);
      assert.equal(found.facetDistribution.people.Everyone, 60);
    }
  });
  for (const name of names) {
    it(`filters by ${name}`, async () => {
      const quoted = name.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
      const found = await index.search('', { filter: `people = "${quoted}"` });
      assert.equal(found.estimatedTotalHits, articlesOf(name));
    });
  }
  it('sorts, pages and formats', async () => {
    const found = await index.search('storm', { sort: ['published_timestamp:desc'], page: 2, hitsPerPage: 5, attributesToHighlight: ['*'] });
    assert.equal(found.page, 2);
    assert.equal(found.totalHits, 60);
    assert.match(found.hits[0]._formatted.title, /<em>Storm<\/em>/);
    assert.ok(found.hits[0].published_timestamp >= found.hits[4].published_timestamp);
  });
  it('searches several at once and looks facets up', async () => {
    const both = await client.multiSearch({ queries: [{ indexUid: 'news', q: 'storm' }, { indexUid: 'news', q: 'nothing-like-it' }] });
    assert.deepEqual(both.results.map((one) => one.estimatedTotalHits), [60, 0]);
    const found = await index.searchForFacetValues({ facetName: 'people', facetQuery: 'oba' });
    assert.deepEqual(found.facetHits, [{ value: 'Obama, Barack, Jr.', count: 5 }]);
  });
  it('says what it cannot', async () => {
    await assert.rejects(index.search('', { filter: 'colour = red' }), /colour/);
  });
});
