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

// Several hundred small files make up the packages that a run needs; loading them one by one takes
// longer than rendering a page. docs/performance.md has the figures.
export default {
  input: { cli: 'src/cli.ts', index: 'src/index.ts' },
  platform: 'node',
  resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
  plugins: [withoutEval],
  // Found on disk by their place (WebAssembly, the browser), or only ever read as files.
  external: ['subset-font', '@sparticuz/chromium'],
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'parts/[name]-[hash].js',
    comments: { legal: true },
    sourcemap: false,
  },
};
