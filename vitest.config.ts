import { env } from 'node:process';
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // It asks a registry for every package: `npm run test:install`.
    exclude: [...configDefaults.exclude, ...(env.CRIBSHEET_INSTALL ? [] : ['test/install/**'])],
    // Real browsers run in these tests; two cores start them slowly when cold.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // What a page shows follows a key or a click; a busy machine takes its time for it.
    expect: { poll: { timeout: 20_000, interval: 30 } },
  },
});
