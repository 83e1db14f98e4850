import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // A hang detector, not a measure: the slowest machine under load must stay far below it.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    setupFiles: ["test/setup.ts"],
    pool: "forks",
    maxWorkers: 2,
  },
});
