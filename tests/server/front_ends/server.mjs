// A server on an index of awkward names, for the tests beside this file.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/// Values that front ends have to carry through their own ways of quoting.
export const names = [
  'Obama, Barack, Jr.', 'Ana: The Voice', "O'Neil", 'Say "Yes" Smith', '-Dash', 'Back\\slash', 'Round (Bracket)', 'A AND B', '习近平',
  'Путин, Владимир, В.', 'محمد علي', 'Zoë – Ünal',
];

const bin = process.env.DATELINE_BIN;

function articles() {
  const lines = [];
  for (let n = 0; n < 60; ++n) {
    const name = names[n % names.length];
    lines.push({
      id: `a-${n}`, title: `Storm number ${n} <b>breaks</b>`, text: `A storm and ${name} came to the coast on day ${n}.`,
      published: `20${String(10 + (n % 5)).padStart(2, '0')}-0${1 + (n % 9)}-11`, source: n % 2 ? 'Wire' : 'The "Daily": News',
      section: n % 3 ? 'World' : 'Sport', people: [{ name }, { name: 'Everyone' }], places: [{ name: n % 4 ? 'Zürich' : 'São Paulo', lat: n % 4 ? 47.4 : -23.5, lon: n % 4 ? 8.5 : -46.6 }],
    });
  }
  return lines.map((one) => JSON.stringify(one)).join('\n');
}

/// Starts a server on these awkward names; `close` ends it and removes its index.
export async function startServer(...options) {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-front-ends-'));
  writeFileSync(join(folder, 'articles.jsonl'), articles());
  return serve(folder, ['--no-entities', join(folder, 'articles.jsonl')], options);
}

/// The same on the samples of the corpus.
export async function startSampleServer(...options) {
  const samples = join(process.env.DATELINE_TREE, 'corpus', 'samples');
  return serve(mkdtempSync(join(tmpdir(), 'dateline-front-ends-')), [join(samples, 'articles'), join(samples, 'pages')], options);
}

/// Loads what `load` says into an index in `folder`, which goes with the server.
async function serve(folder, load, options) {
  const index = join(folder, 'index');
  const loaded = spawnSync(join(bin, 'dateline-index'), ['--index', index, ...load]);
  if (loaded.status !== 0) throw new Error(loaded.stderr.toString());
  const server = spawn(join(bin, 'dateline-server'), ['--index', index, '--port', '0', ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise((resolve, reject) => {
    server.stdout.once('data', (bytes) => resolve(bytes.toString().trim().replace(/\/$/, '')));
    server.once('exit', () => reject(new Error('the server ended')));
  });
  return {
    url,
    index,
    async close() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}
