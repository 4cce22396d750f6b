import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Real browsers run in these tests; two cores start them slowly when cold.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // What a page shows follows a key or a click; a busy machine takes its time for it.
    expect: { poll: { timeout: 20_000, interval: 30 } },
  },
});
