// A searchClient for InstantSearch:
//   import { datelineSearchClient } from 'https://your.server/dateline-instantsearch.js';
//   instantsearch({ indexName: 'news', searchClient: datelineSearchClient('https://your.server') });
export function datelineSearchClient(endpoint = new URL(import.meta.url).origin) {
  const ask = async (path, requests) => {
    const response = await fetch(endpoint + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ requests }),
    });
    const answer = await response.json();
    if (response.ok) return answer;
    throw Object.assign(new Error(answer.error?.message ?? response.statusText), {
      name: answer.error?.code ?? 'error',
      status: response.status,
    });
  };
  return {
    search: (requests) => ask('/instantsearch', requests),
    searchForFacetValues: (requests) => ask('/instantsearch/facets', requests),
  };
}
