import { expect, test } from "vitest";
import { pausing } from "../../src/actions/pausing.ts";
import { validateData } from "../../src/actions/validate-data.ts";
import { judgeChecks } from "../../src/checks/judge-checks.ts";
import { profileInSteps, profileTable } from "../../src/profile/profile-table.ts";
import { systemClock } from "../../src/services/clock.ts";
import { runAction } from "../fakes.ts";
import { readText } from "../tables/read-text.ts";

const columns = Array.from({ length: 200 }, (_, index) => `c${index}`);
const csv = `${columns.join()}\n${columns.map((_, index) => index).join()}\n`;
const checks = columns.map((column) => ({ column, required: true, min: 0 }));
const stopped = new Error("Stopped by SIGTERM");

/** A pause that stops the work at its n-th call, and how often it was called. */
function stopAt(last: number) {
  let calls = 0;
  const pause = async () => {
    if (++calls === last) throw stopped;
  };
  return { pause, calls: () => calls };
}

test("checks and columns end at the pause that stops them", async () => {
  const table = await readText(csv);
  const profile = profileTable(table);
  const judging = stopAt(7);
  await expect(judgeChecks(table, profile, checks, { pause: judging.pause })).rejects.toBe(stopped);
  expect(judging.calls()).toBe(7);
  const profiling = stopAt(5);
  await expect(profileInSteps(table, profiling.pause)).rejects.toBe(stopped);
  expect(profiling.calls()).toBe(5);
});

test("there is a pause before each constraint, and after each column", async () => {
  const table = await readText(csv);
  const every = stopAt(0);
  expect(await profileInSteps(table, every.pause)).toEqual(profileTable(table));
  expect(every.calls()).toBe(200);
  await judgeChecks(table, profileTable(table), checks, { pause: every.pause });
  expect(every.calls()).toBe(600);
});

test("a pause lets events in where work took long, and rejects once the signal is aborted", async () => {
  const controller = new AbortController();
  let now = 0;
  const clock = { ...systemClock, now: () => now };
  const pause = pausing({ clock, signal: controller.signal });
  let isHeard = false;
  setImmediate(() => {
    isHeard = true;
  });
  await pause();
  expect(isHeard).toBe(false);
  now += 1000;
  await pause();
  await pause();
  expect(isHeard).toBe(true);
  controller.abort(stopped);
  await expect(pause()).rejects.toBe(stopped);
});

test("validate-data gives up when its signal is aborted", async () => {
  const files = { "d.csv": csv, "mlops.yml": "version: 1\ndata: { path: d.csv }\n" };
  await expect(runAction(validateData, { files, signal: AbortSignal.abort(stopped) })).rejects.toBe(stopped);
});
