// Several hundred small files make up the packages that a run needs; loading them one by one takes
// longer than rendering a page. docs/performance.md has the figures.

/** Ways into a browser that we do not go: Firefox, a network socket, Puppeteer's own downloads. */
const UNUSED = /(^@puppeteer\/browsers|[\\/](bidi|LaunchOptions|NodeWebSocketTransport|BrowserWebSocketTransport))(\.js)?$/;

const withoutUnused = {
  name: 'without-unused',
  resolveId: (id) => (UNUSED.test(id) ? '\0unused' : null),
  load: (id) => (id === '\0unused' ? 'throw new Error("this part of Puppeteer is left out");' : null),
};

export default {
  input: { cli: 'src/cli.ts', index: 'src/index.ts' },
  platform: 'node',
  resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
  // Found on disk by their place (WebAssembly, the browser), or only ever read as files.
  external: ['subset-font', '@sparticuz/chromium'],
  plugins: [withoutUnused],
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'parts/[name]-[hash].js',
    comments: { legal: true },
    minify: true,
    sourcemap: false,
  },
};
