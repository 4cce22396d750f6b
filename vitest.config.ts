import { env } from 'node:process';
import { defineConfig } from 'vitest/config';

/** What starts no browser and takes no seconds: `npm run test:fast`. */
const FAST = [
  'browser/untar',
  'bundle',
  'cards/cards',
  'config/config',
  'conformance/**/*',
  'deck/{map-layout,paginate,quiz,slide-body}',
  'dependencies',
  'docs-{notes,options}',
  'fast',
  'files',
  'folders',
  'html/{dark-swatch,direction,fonts,keycaps,messages,templates}',
  'html/own-styles/*',
  'imports',
  'layers',
  'note/*',
  'options/settings',
  'parse/{dialects,keep-and-skip,sections}',
  'parse/kramdown/{cases,kramdown,reference-cases}',
  'pdf/finish-pdf',
  'problems',
  'sheet/{condense,distribute,distribute-evenly,importance,lead,paper,table-widths}',
  'studio/{mark-point,options,words}',
  'time-limit',
].map((name) => `test/${name}.test.ts`);

/** It asks a registry for every package: `npm run test:install`. */
const INSTALL = env.CRIBSHEET_INSTALL ? [] : ['test/install/**'];

export default defineConfig({
  test: {
    // Real browsers run in these tests; two cores start them slowly when cold.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // What a page shows follows a key or a click; a busy machine takes its time for it.
    expect: { poll: { timeout: 20_000, interval: 30 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          include: FAST,
          // Most of their time is that of loading what they share.
          isolate: false,
          // No test of these starts a browser: there is none at this path, and no other is tried.
          env: { PUPPETEER_EXECUTABLE_PATH: '/no/browser/in/fast/tests' },
        },
      },
      {
        extends: true,
        test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: [...FAST, ...INSTALL] },
      },
    ],
  },
});
