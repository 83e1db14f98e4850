import { expect, test } from "vitest";
import { report } from "../../src/commands/report.ts";
import { hasDesktop } from "../../src/runner/screen-options.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";
import { fakeServices } from "../fakes.ts";
import { sampleReport } from "../sample-report.ts";

const stored = (title: string) =>
  JSON.stringify({
    ...{ schema: "mlops/action-report@1", action: "train", state: "finished", run: {} },
    ...{ started: "2026-11-21T10:00:00.000Z", report: { ...sampleReport(), action: "train", title } },
  });

async function show(
  names: string[],
  options: { open?: boolean | undefined; words?: string[]; name?: string; exitCode?: number } = {},
) {
  const files = memoryFiles(
    Object.fromEntries(names.map((name) => [`.mlops/${name}/reports/train.json`, stored(name)])),
  );
  const started: string[] = [];
  let written = "";
  const code = await report.run({
    ...fakeServices({ files }),
    process: {
      has: () => false,
      run: async (program, args) => {
        started.push([program, ...args].join(" "));
        return { exitCode: options.exitCode ?? 0, stdout: "", stderr: "" };
      },
    },
    inputs: { "working-directory": ".", open: options.open, name: options.name },
    ...{ words: options.words ?? [], json: false },
    write(text) {
      written += text;
    },
  });
  expect(code).toBe(0);
  return { files, started, written };
}

test("the page is made of what the steps left, and opened", async () => {
  const { files, started, written } = await show(["houses"], { open: true });
  expect(started).toHaveLength(1);
  expect(started[0]).toMatch(/\.mlops[\\/]houses[\\/]report\.html$/);
  expect(written).toBe("opened .mlops/houses/report.html\n");
  expect(await files.read(".mlops/houses/report.html")).toContain("<h1>houses</h1>");
});

test("several models are one page, and one of them by its name", async () => {
  const { files } = await show(["churn", "houses"], { open: true });
  const page = await files.read(".mlops/report.html");
  for (const name of ["churn", "houses"]) expect(page).toContain(name);
  const one = await show(["churn", "houses"], { open: true, words: ["churn"] });
  expect(one.written).toBe("opened .mlops/churn/report.html\n");
  const named = await show(["churn", "houses"], { open: true, name: "houses" });
  expect(named.written).toBe("opened .mlops/houses/report.html\n");
  await expect(show(["churn", "houses"], { name: "rents" })).rejects.toMatchObject({
    message: 'Cannot find a report of "rents" in ".mlops"',
    hint: "There is one of churn, houses",
  });
});

test("it is printed where that is asked for, and where there is no desktop", async () => {
  for (const open of [false, undefined]) {
    const { started, written } = await show(["houses"], { open });
    expect(started).toEqual([]);
    expect(written).toContain("houses");
  }
});

test("what cannot be opened is said to who asked for it", async () => {
  await expect(show(["houses"], { open: true, exitCode: 3 })).rejects.toThrow(
    'Cannot open ".mlops/houses/report.html"',
  );
  await expect(show(["houses"], { words: ["house"] })).rejects.toThrow('did you mean "houses"');
  await expect(show([])).rejects.toThrow('Cannot find a report in ".mlops"');
});

test.each([
  [true, { DISPLAY: ":0" }, "linux", true],
  [true, { WAYLAND_DISPLAY: "wayland-0" }, "linux", true],
  [true, {}, "linux", false],
  [true, {}, "darwin", true],
  [true, {}, "win32", true],
  [true, { CI: "true" }, "darwin", false],
  [true, { SSH_CONNECTION: "1", DISPLAY: ":0" }, "linux", false],
  [false, { DISPLAY: ":0" }, "linux", false],
])("a terminal: %s, %o on %s: %s", (isTTY, env, platform, expected) => {
  expect(hasDesktop({ stdout: { isTTY }, env, platform })).toBe(expected);
});
