import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { programVariables } from "../../src/program/variables.ts";

const facts = {
  ...{ name: "p", target: "y", parts: {}, idColumn: "row_id", seed: 42, mark: "mark" },
  ...{ paramsFile: "/p", modelFolder: "/m", evidenceFolder: "/e", progressFile: "/g", dataList: "/l" },
};

test("a program of 50,000 data files and a megabyte of params can be started", () => {
  const data = Array.from({ length: 50_000 }, (_, index) => `/home/me/project/data/part-${index}.csv`);
  const env = programVariables({ ...facts, data, params: { text: "x".repeat(1e6) } });
  expect(env).toMatchObject({ MLOPS_DATA_LIST: "/l", MLOPS_PARAMS_FILE: "/p" });
  expect(env).not.toHaveProperty("MLOPS_DATA");
  expect(env).not.toHaveProperty("MLOPS_PARAMS");
  expect(execFileSync(process.execPath, ["-p", "process.env.MLOPS_SEED"], { env, encoding: "utf8" })).toBe(
    "42\n",
  );
});

test("where there are no data, none are named", () => {
  const env = programVariables({ ...facts, data: [], params: {} });
  expect(env).toMatchObject({ MLOPS_PARAMS: "{}" });
  expect(Object.keys(env).filter((name) => name.startsWith("MLOPS_DATA"))).toEqual([]);
});
