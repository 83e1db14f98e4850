import { expect, test } from "vitest";
import { configSchema } from "../../src/config/config.ts";
import { defaultConfig } from "../../src/config/default-config.ts";
import { schemaOf } from "../../src/config/schema-of.ts";

test("without a file the configuration is what the schema gives for an empty one", () => {
  expect(defaultConfig()).toEqual(schemaOf(configSchema).parse({ version: 1 }));
});
