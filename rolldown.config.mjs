// Several hundred small files make up the packages that a run needs; loading them one by one takes
// longer than rendering a page. docs/performance.md has the figures.
export default {
  input: { cli: 'src/cli.ts', index: 'src/index.ts' },
  platform: 'node',
  resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
  // Found on disk by their place (WebAssembly, the browser), or only ever read as files.
  external: ['subset-font', '@sparticuz/chromium'],
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'parts/[name]-[hash].js',
    legalComments: 'inline',
    sourcemap: false,
  },
};
