import { createHash } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Handlebars from 'handlebars';
import { fonts } from './rolldown.fonts.mjs';

// Several hundred small files make up the packages that a run needs; loading them one by one takes
// longer than rendering a page. docs/performance.md has the figures.

/** Modules of packages that the bundle has in a shape without code that runs text. */
const HARMLESS = new Map([
  // gray-matter reads `---js` front matter with `eval`; YAML is all that a note may write.
  [
    'gray-matter/lib/engines.js',
    `const { safeLoad, safeDump } = require('js-yaml');
     module.exports = { yaml: { parse: (text) => safeLoad(text), stringify: (data) => safeDump(data) } };`,
  ],
  // js-yaml's full schema makes functions of `!!js/function`; nothing asks for it.
  ['js-yaml/lib/js-yaml/schema/default_full.js', `module.exports = require('./default_safe');`],
]);

const withoutEval = {
  name: 'without-eval',
  load: {
    filter: { id: /(gray-matter|js-yaml)[\\/]lib[\\/]/ },
    handler(id) {
      for (const [file, code] of HARMLESS) if (id.replaceAll('\\', '/').endsWith(`/${file}`)) return code;
      return null;
    },
  },
};

/** Code that packages load and we never run, and what stands in its place. */
const STAND_INS = [
  // Ways into a browser that we do not go: Firefox, a network socket, Puppeteer's own downloads.
  [
    /(^@puppeteer\/browsers|[\\/](bidi|LaunchOptions|NodeWebSocketTransport))(\.js)?$/,
    'throw new Error("left out");',
  ],
  // The log of Puppeteer and send: it formats every message, also when nobody reads it.
  [/^debug$/, 'module.exports = () => () => undefined;'],
  // Compiled helpers of ws, which it does without.
  [/^(bufferutil|utf-8-validate)$/, 'throw new Error("left out");'],
  // A JavaScript parser for YAML's functions, which we refuse.
  [/^esprima$/, 'throw new Error("left out");'],
];

const standIns = {
  name: 'stand-ins',
  resolveId(id) {
    const index = STAND_INS.findIndex(([pattern]) => pattern.test(id));
    return index < 0 ? null : `\0stand-in-${index}`;
  },
  load(id) {
    const index = /^\0stand-in-(\d+)$/.exec(id)?.[1];
    return index === undefined ? null : STAND_INS[index][1];
  },
};

/**
 * To fold white space asks of every node several times whether it is one of sixty elements, each time with sixty
 * new functions: a fifth of the time in which a sheet is composed. The bundle keeps one test for a list of names.
 */
const NEW_TEST = 'return anyFactory(test)';
const KEPT_TEST = `
const keptTests = new WeakMap();
function keptTest(tests) {
  if (!keptTests.has(tests)) keptTests.set(tests, tests.every((test) => typeof test === 'string') ? oneOf(new Set(tests)) : anyFactory(tests));
  return keptTests.get(tests);
}
function oneOf(names) {
  return castFactory((element) => names.has(element.tagName));
}`;

const elementTests = {
  name: 'element-tests',
  transform: {
    filter: { id: /[\\/]hast-util-is-element[\\/]lib[\\/]index\.js$/ },
    handler(code) {
      if (!code.includes(NEW_TEST)) throw new Error('hast-util-is-element has changed');
      return code.replace(NEW_TEST, 'return keptTest(test)') + KEPT_TEST;
    },
  },
};

/** The templates of the package, compiled now rather than in every run. */
const stockTemplates = {
  name: 'stock-templates',
  load(id) {
    if (!/[\\/]html[\\/]stock-templates\.ts$/.test(id)) return null;
    const files = readdirSync('templates', { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.hbs'),
    );
    const entries = files.sort().map((name) => {
      const source = readFileSync(join('templates', name), 'utf8');
      const key = createHash('sha256').update(source).digest('hex');
      return `['${key}', ${Handlebars.precompile(source, { preventIndent: true })}]`;
    });
    return { code: `export const STOCK_TEMPLATES = new Map([${entries.join(',')}]);`, moduleType: 'js' };
  },
};

/** `npx cribsheet` in a clone starts the file itself. */
const runnable = {
  name: 'runnable',
  writeBundle: ({ dir }) => chmodSync(join(dir, 'cli.js'), 0o755),
};

/** A module and all that it imports and these import; not what is loaded when it is needed. */
function loadedWith(entry, context) {
  const found = new Set([resolve(entry)]);
  for (const id of found) for (const next of context.getModuleInfo(id)?.importedIds ?? []) found.add(next);
  return found;
}

/**
 * What both the command line and the API load at once goes into one file: to open forty small ones took longer than
 * to run them. The main thread of the command line only watches, and loads none of it.
 */
function together() {
  let ids = null;
  const inAll = (context) => {
    const [cli, worker, index] = Object.values(ENTRIES).map((entry) => loadedWith(entry, context));
    return new Set([...worker].filter((id) => index.has(id) && !cli.has(id)));
  };
  return {
    debugName: 'together',
    name(id, context) {
      ids ??= inAll(context);
      return ids.has(id) ? 'together' : null;
    },
  };
}

const ENTRIES = { cli: 'src/cli.ts', worker: 'src/cli/worker.ts', index: 'src/index.ts' };

export default {
  input: ENTRIES,
  platform: 'node',
  // What one file holds together may be more than an entry exports.
  preserveEntrySignatures: 'allow-extension',
  resolve: {
    extensionAlias: { '.js': ['.ts', '.js'] },
    // Its other entry reads its tables from the disk.
    alias: { 'css-tree': 'css-tree/dist/csstree.esm' },
  },
  // Found on disk by their place (WebAssembly, the browser), or only ever read as files.
  external: ['subset-font', '@sparticuz/chromium'],
  checks: { pluginTimings: false },
  plugins: [withoutEval, standIns, elementTests, stockTemplates, fonts, runnable],
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'parts/[name]-[hash].js',
    codeSplitting: { groups: [together()], includeDependenciesRecursively: false },
    comments: { legal: true },
    // An error's class is in what Node prints of it.
    keepNames: true,
    // In lines: of an error that a caller does not catch, Node prints the line that it was thrown on.
    minify: { mangle: true, compress: true, codegen: { removeWhitespace: false } },
    sourcemap: false,
  },
};
