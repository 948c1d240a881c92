import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.slow.test.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 600_000,
    hookTimeout: 300_000,
    pool: 'forks',
    // Statistical tests are timed by the clock of a machine with two cores; one file at a time keeps them honest.
    fileParallelism: false,
  },
});
