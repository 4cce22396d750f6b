import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { expect, it } from 'vitest';

const SOURCE = join(import.meta.dirname, '../src');

/** Files at the top of the source; every other file lies in the folder of its phase. */
const TOP = ['cli.ts', 'index.ts', 'model.ts', 'problem.ts'];

interface Layer {
  readonly why: string;
  /** Folders and top files that it may import. Everything may import `problem`. */
  readonly may: readonly string[];
}

/** Every folder, what it may import, and why no more. */
const LAYERS: Readonly<Record<string, Layer>> = {
  problem: { why: 'a problem is plain data that everything may report', may: [] },
  bounds: { why: 'limits are numbers, of use to every phase', may: [] },
  page: { why: 'runs inside the browser, where nothing else of ours exists', may: [] },
  pdf: { why: 'finishes the bytes of any PDF and knows no notes', may: [] },
  options: { why: 'the one option table; it describes values and does no work', may: [] },
  files: {
    why: 'calls of the file system; hints at near names need the words of options',
    may: ['bounds', 'options'],
  },
  markdown: { why: 'text to tree; knows neither notes nor outputs', may: ['bounds'] },
  model: { why: 'the data types that phases hand on', may: ['markdown', 'options'] },
  note: {
    why: 'tree to sections and points; knows no output',
    may: ['bounds', 'markdown', 'model', 'options'],
  },
  html: {
    why: 'content as it can be shown, the same for every kind of output',
    may: ['bounds', 'files', 'markdown', 'model', 'options', 'page'],
  },
  browser: {
    why: 'the only place of Puppeteer; knows pages, not what is on them',
    may: ['bounds', 'files', 'page'],
  },
  sheet: {
    why: 'an excerpt to one printed page; never imports the deck',
    may: ['html', 'markdown', 'model', 'note', 'options', 'page', 'pdf'],
  },
  deck: {
    why: 'an excerpt to slides; never imports the sheet',
    may: ['bounds', 'html', 'markdown', 'model', 'note', 'options', 'page', 'pdf'],
  },
  cards: {
    why: 'an excerpt to cards for learning, as text and on paper; never imports the sheet or the deck',
    may: ['html', 'markdown', 'model', 'note', 'page', 'pdf'],
  },
  outputs: {
    why: 'one record per kind of output; the only place besides the API that knows all kinds',
    may: ['bounds', 'cards', 'deck', 'markdown', 'model', 'note', 'options', 'page', 'session', 'sheet'],
  },
  batch: {
    why: 'which outputs, which are up to date, making them; knows kinds by their records alone',
    may: ['bounds', 'browser', 'files', 'html', 'model', 'note', 'options', 'outputs', 'page'],
  },
  config: {
    why: 'a config file to options; knows no notes but by their paths',
    may: ['files', 'options'],
  },
  site: {
    why: 'shows the output folder on this machine; knows files, not how they are made',
    may: ['files'],
  },
  studio: {
    why: 'a page that shows notes while their options are set; makes outputs by their records, writes marks alone',
    may: ['batch', 'bounds', 'files', 'html', 'model', 'note', 'options', 'outputs', 'page', 'site'],
  },
  session: {
    why: 'what a study session has kept, and which sections are weak; written by the room, read by outputs',
    may: ['bounds', 'files'],
  },
  room: {
    why: 'shows one deck to a group that follows and votes; knows the deck by its file alone',
    may: ['bounds', 'html', 'session', 'site'],
  },
  api: {
    why: 'the entry points, each of which puts phases together',
    may: [
      'batch',
      'browser',
      'config',
      'files',
      'html',
      'model',
      'note',
      'options',
      'outputs',
      'page',
      'room',
      'session',
      'site',
      'studio',
    ],
  },
  index: {
    why: 'names what is public',
    may: ['api', 'batch', 'browser', 'config', 'files', 'model', 'options', 'outputs', 'page'],
  },
  cli: {
    why: 'stands on the public API, as any user does; the only code that prints',
    may: ['index', 'bounds'],
  },
};

const IMPORT = /(?:from|import\()\s*'(\.[^']+)\.js'/g;

const layerOf = (file: string): string => file.split('/')[0]?.replace(/\.ts$/, '') ?? '';

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(SOURCE, file), 'utf8');
  return [...text.matchAll(IMPORT)].map(([, target = '']) => posix.join(dirname(file), `${target}.ts`));
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));

it('a folder imports only what its layer may', () => {
  const wrong = files.flatMap((file) => {
    const own = layerOf(file);
    const may = LAYERS[own]?.may ?? [];
    return importsOf(file)
      .filter((target) => ![own, 'problem', ...may].includes(layerOf(target)))
      .map(
        (target) => `${file} imports ${target}: ${own} may not (${LAYERS[own]?.why ?? 'it has no layer'})`,
      );
  });
  expect(wrong).toEqual([]);
});

it('every folder has a layer, and no layer allows what nobody imports', () => {
  expect([...new Set(files.map(layerOf))].sort()).toEqual(Object.keys(LAYERS).sort());
  const used = new Set(
    files.flatMap((file) => importsOf(file).map((target) => `${layerOf(file)} ${layerOf(target)}`)),
  );
  const unused = Object.entries(LAYERS).flatMap(([name, { may }]) =>
    may.filter((other) => !used.has(`${name} ${other}`)).map((other) => `${name} → ${other}`),
  );
  expect(unused).toEqual([]);
});

it('no layer is above itself', () => {
  const depth = (name: string, path: readonly string[]): void => {
    expect(path, [...path, name].join(' → ')).not.toContain(name);
    for (const below of LAYERS[name]?.may ?? []) depth(below, [...path, name]);
  };
  for (const name of Object.keys(LAYERS)) depth(name, []);
});

it('the top of the source holds four files', () => {
  expect(files.filter((file) => !file.includes('/')).sort()).toEqual(TOP);
});

/** One library has one home: what it is used for is found in one place, and can be exchanged there. */
const HOMES: readonly (readonly [library: RegExp, home: RegExp])[] = [
  [/from 'puppeteer-core/, /^browser\//],
  [/from '(handlebars|handlebars\/runtime)/, /^html\//],
  [/from 'marked'/, /^markdown\//],
  [/(from|import\() ?'gray-matter'/, /^note\//],
  [/from 'katex/, /^html\//],
  [/from 'commander'/, /^cli\//],
  [/import\('picomatch'/, /^files\//],
  [/from 'css-tree'/, /^html\/own-styles\//],
  [/from 'ws'/, /^room\//],
];

it('a library is imported in its home only, its types included', () => {
  const strays = HOMES.flatMap(([library, home]) =>
    files.filter((file) => !home.test(file) && library.test(readFileSync(join(SOURCE, file), 'utf8'))),
  );
  expect(strays).toEqual([]);
});

it('no two exports share a name', () => {
  const homes = new Map<string, string[]>();
  for (const file of files) {
    const text = readFileSync(join(SOURCE, file), 'utf8');
    for (const [, name = ''] of text.matchAll(
      /^export (?:async )?(?:function\*?|class|const|interface|type) (\w+)/gm,
    ))
      homes.set(name, [...(homes.get(name) ?? []), file]);
  }
  const shared = [...homes].filter(([, places]) => places.length > 1);
  expect(shared.map(([name, places]) => `${name}: ${places.join(', ')}`)).toEqual([]);
});

it('a file of the source that a document names is there', () => {
  const root = join(SOURCE, '..');
  const documents = [
    'README.md',
    'SECURITY.md',
    'CONTRIBUTING.md',
    'docs/architecture.md',
    'docs/dependencies.md',
  ];
  const missing = documents.flatMap((document) => {
    const text = readFileSync(join(root, document), 'utf8');
    const named = [...text.matchAll(/`(src\/[\w/.-]+)`/g)].map(([, path = '']) => path);
    return named.filter((path) => !existsSync(join(root, path))).map((path) => `${document}: ${path}`);
  });
  expect(missing).toEqual([]);
});
