import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    setupFiles: ["test/setup.ts"],
    pool: "forks",
    maxWorkers: 2,
  },
});
