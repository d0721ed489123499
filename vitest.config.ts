import { defineConfig } from 'vitest/config'

// Sources, not builds: the packages' `source` export condition is what makes a test see today's code. Whole processes
// are built first.
const conditions = ['source', 'node', 'module', 'development|production']
const shared = {
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
}
const base = {
  environment: 'node' as const,
  globalSetup: ['scripts/lib/build-for-tests.ts'],
  // Files of one worker share the modules they load, which takes longer than most of them run; no module keeps state.
  isolate: false,
  testTimeout: 20_000,
  hookTimeout: 60_000,
  // A test ends as soon as what it waits for is there; a busy machine must not decide whether it passes.
  expect: { poll: { timeout: 10_000 } },
}
const never = ['**/node_modules/**', '**/dist/**']
export default defineConfig({
  test: {
    passWithNoTests: true,
    maxWorkers: 2,
    projects: [
      {
        ...shared,
        test: {
          ...base,
          name: 'unit',
          include: ['{nlp-models,bot,server,console,scripts}/**/*.test.{ts,tsx,mjs}'],
          exclude: [
            ...never,
            'server/test/**',
            'console/test/**',
            'console/widget/test/**',
            'server/embedded-store/test/**',
          ],
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Whole processes, each file with its own store and Redis: two files at a time.
        ...shared,
        test: {
          ...base,
          name: 'journeys',
          include: ['server/test/**/*.test.ts', 'server/embedded-store/test/**/*.test.ts'],
          exclude: [...never, 'server/test/browser/**'],
          testTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...shared,
        test: {
          ...base,
          name: 'browser',
          include: ['{server/test/browser,console/test,console/widget/test}/**/*.test.{ts,tsx}'],
          exclude: never,
          testTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
