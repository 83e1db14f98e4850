import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { dist } from "./run-dist.ts";

const folder = mkdtempSync(path.join(tmpdir(), "mlops-end-"));
const columns = Array.from({ length: 3000 }, (_, index) => `column_${index}`);
writeFileSync(
  path.join(folder, "wide.csv"),
  `${columns.join(",")}\n${columns.map(() => "1").join(",")}\n${columns.map(() => "2").join(",")}\n`,
);

test("what is written to a slow pipe is written to its end before the process ends", async () => {
  const args = [path.join(dist, "mlops.js"), "validate-data", "--data", "wide.csv", "--json"];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
  await setTimeout(1000);
  const stdout = await text(child.stdout);
  expect(stdout.length).toBeGreaterThan(200_000);
  expect(JSON.parse(stdout)).toMatchObject({ action: "validate-data", verdict: "pass" });
});
