import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { train } from "../../src/actions/train.ts";
import { createFiles } from "../../src/services/files.ts";
import { createPrograms } from "../../src/services/programs.ts";
import { runAction } from "../fakes.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mlops-program-files-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const metrics = `echo '{"r2": 0.5}' > "$MLOPS_EVIDENCE_DIR/metrics.json"`;

/** Runs `train` with real files, as a step does. */
function trainWith(command: string, more = "") {
  writeFileSync(
    path.join(folder, "mlops.yml"),
    `version: 1\nname: p\ntrain:\n  engine: command\n${more}  command: |\n${command.replace(/^/gm, "    ")}\n`,
  );
  return runAction(train, {
    files: Object.assign(createFiles({ root: folder, contained: true }), { all: () => new Map() }),
    programs: createPrograms({ PATH: process.env.PATH }),
  });
}

const kept = (): string[] => readdirSync(path.join(folder, ".mlops/p/model")).sort();

describe("a model's folder", () => {
  test("that holds files of an earlier run is said to", async () => {
    mkdirSync(path.join(folder, "models"));
    for (const name of ["old.bin", "new.bin"]) writeFileSync(path.join(folder, "models", name), "old");
    const command = `${metrics}\nsleep 0.02; echo new > models/new.bin`;
    const { report } = await trainWith(command, "  model: models\n");
    expect(kept()).toEqual(["new.bin", "old.bin"]);
    expect(report.sections[0]?.findings).toMatchObject([
      {
        severity: "warning",
        message: "Of the model's 2 files the command did not write old.bin",
        file: "mlops.yml",
      },
    ]);
    const { report: next } = await trainWith(`${metrics}\nsleep 0.02; touch models/*`, "  model: models\n");
    expect(next.sections[0]?.findings).toEqual([]);
  });

  // Links need a right of their own on Windows.
  describe.skipIf(process.platform === "win32")("with links", () => {
    const write = (link: string): string =>
      `${metrics}\ncd "$MLOPS_MODEL_DIR"; echo weights > m.bin; mkdir sub; echo 1 > sub/x; ${link}`;

    test("to its own files has what they lead to", async () => {
      await trainWith(write("ln -s m.bin latest"));
      expect(kept()).toEqual(["latest", "m.bin", "sub"]);
    });

    test.each([
      ["nothing", "ln -s nowhere a", "or a link to a folder or to nothing"],
      ["a folder", "ln -s sub a", "or a link to a folder or to nothing"],
      ["itself", "ln -s a a", /link|loop|many/],
      ["a pipe's name", "mkfifo a; ln -s a b", "it is no file, but a pipe, a device,"],
      ["a device", "ln -s /dev/zero a", /no file, but a pipe, a device,|outside the workspace/],
      ["the folder above", "ln -s .. sub/a", "or a link to a folder or to nothing"],
      ["a file outside of the workspace", "ln -s /etc/hostname a", "it lies outside the workspace"],
    ])("to %s is refused", async (_, link, message) => {
      await expect(trainWith(write(link))).rejects.toThrow(message);
    });

    test("that is a link itself is that folder", async () => {
      mkdirSync(path.join(folder, "real"));
      symlinkSync("real", path.join(folder, "models"));
      await trainWith(`${metrics}\necho weights > models/m.bin`, "  model: models\n");
      expect(kept()).toEqual(["m.bin"]);
    });
  });
});

test("a file of parameters that is broken costs no training, one that the program writes is read after it", async () => {
  writeFileSync(path.join(folder, "params.yaml"), "a: [");
  const command = `echo ran > ran.txt; echo 'b: {c: 2}' > later.yaml\n${metrics}\necho w > "$MLOPS_MODEL_DIR/m"`;
  const files = "  params_files: [params.yaml, later.yaml]\n";
  await expect(trainWith(command, files)).rejects.toThrow('Cannot read "params.yaml"');
  expect(readdirSync(folder)).not.toContain("ran.txt");
  writeFileSync(path.join(folder, "params.yaml"), "a: {b: 3}\n");
  const { files: written } = await trainWith(command, files);
  const manifest = JSON.parse(await written.read(".mlops/p/evidence/manifest.json"));
  expect(manifest.params).toEqual({ "a.b": 3, "b.c": 2 });
});
