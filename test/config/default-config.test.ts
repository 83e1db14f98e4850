import { expect, test } from "vitest";
import { configSchema } from "../../src/config/config.ts";
import { defaultConfig } from "../../src/config/default-config.ts";

test("without a file the configuration is what the schema gives for an empty one", () => {
  expect(defaultConfig()).toEqual(configSchema.parse({ version: 1 }));
});
