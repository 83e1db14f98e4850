import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import type { StoredReport } from "../../src/evidence/stored-report.ts";
import type { Report } from "../../src/report.ts";
import { arbitraryReport, hostileTexts } from "../arbitrary-report.ts";
import type { StandInArtifact } from "../beds/runs.ts";
import { type ZipEntry, zipOf } from "../beds/zip.ts";
import { type RawEntry, rawBundle, rawTar } from "../bundle/tar.ts";
import { fuzzRuns, fuzzTimeout } from "../fuzz-runs.ts";
import { githubReferences } from "../markdown/read-gfm.ts";
import { htmlFaults } from "../markdown/structure.ts";
import { type BaseBed, startBase } from "./base-bed.ts";
import {
  type Commented,
  commentOnEnded,
  endedRun,
  reportOf,
  savedBundle,
  storedReport,
} from "./ended-run-bed.ts";

const path = "reports/quality-gate.json";
const gate = JSON.stringify(storedReport("quality-gate"));
const index = { run: String(endedRun) };

/** A bundle in its artifact. */
function artifactOf(packed: Uint8Array, name = "mlops-houses~model~1"): StandInArtifact {
  return { name, zip: zipOf([{ name: "bundle.tar.gz", content: packed }]) };
}

/** The archive's index says `files`, and the archive holds `entries`. */
function attack(files: Parameters<typeof rawBundle>[0], entries?: readonly RawEntry[]): StandInArtifact {
  return artifactOf(rawBundle(files, { index, ...(entries && { entries }) }));
}

function zipped(...entries: ZipEntry[]): StandInArtifact {
  return { name: "mlops-houses~model~1", zip: zipOf(entries) };
}

/** A report that is there as its text. */
const asText = (text: string): StandInArtifact => attack([{ path, content: text }]);

/** What holds however a bundle attacks; returns the comment's text. */
function expectHarmless(done: Commented, bed: BaseBed): string {
  expect(done.verdict).toBe("pass");
  for (const value of Object.values(done.outputs))
    expect(String(value ?? "")).toMatch(/^(\d+|created|https:\/\/github\.com\/acme\/houses\/[\w/#-]+|)$/);
  expect(done.comments.map(({ issue }) => issue)).toEqual([7]);
  expect(done.written).toEqual(["mlops.yml"]);
  expect(bed.runs.downloads.every(({ authorization }) => authorization === undefined)).toBe(true);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  const body = done.comments[0]?.body ?? "";
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(60_000);
  expect(body).toMatch(/^<!-- mlops-actions:houses sha=c{40} run=900 attempt=1 -->\n### \S+ houses: /);
  const html = toHtml(body.replace(/^<!--.*-->\n/, ""));
  expect(htmlFaults(html.replace(/<a href="https:\/\/github\.com\/[^"]*">([^<]*)<\/a>/g, "$1"))).toEqual([]);
  expect(githubReferences(html)).toEqual([]);
  expect(
    htmlFaults(
      toHtml(done.summary ?? "").replace(/<a href="https:\/\/github\.com\/[^"]*">([^<]*)<\/a>/g, "$1"),
    ),
  ).toEqual([]);
  return body;
}

function toHtml(markdown: string): string {
  return micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
}

async function commentOn(...artifacts: StandInArtifact[]): Promise<string> {
  await using bed = await startBase();
  return expectHarmless(await commentOnEnded(bed, { artifacts }), bed);
}

const zeros = Buffer.alloc(32 << 20);
const good = { path, content: gate };

describe("a bundle that attacks is left out, and said so", () => {
  const paths = [
    "../../../evil.json",
    "/etc/cron.d/evil",
    "reports/../../evil.json",
    "C:\\evil",
    ".git/hooks/pre-commit",
  ];
  test.each(paths)("path %s", async (evil) => {
    expect(await commentOn(attack([{ path: evil, content: gate }]))).toContain("is not allowed");
    expect(await commentOn(attack([good], [{ name: evil, content: gate }]))).toContain("in place of");
  });

  test.each([
    ["a symbolic link", { type: "2", link: "/etc/passwd" }],
    ["a hard link", { type: "1", link: "../../mlops.yml" }],
    ["a device", { type: "3" }],
    ["a pipe", { type: "6" }],
    ["a folder", { type: "5" }],
  ])("%s in place of a report", async (_, how) => {
    const body = await commentOn(attack([{ path, content: "" }], [{ name: path, ...how }]));
    expect(body).toContain("only files are allowed");
  });

  test.each<[string, () => StandInArtifact, RegExp]>([
    [
      "its file unpacks to much",
      () => attack([{ path: "model/zeros", content: "", size: 2 ** 40 }]),
      /at most `?\d+`? are allowed/,
    ],
    ["it unpacks to more than it says", () => artifactOf(gzipSync(zeros)), /times its size/],
    [
      "the archive around it unpacks to much",
      () => zipped({ name: "bundle.tar.gz", content: zeros, declaredSize: 2 ** 30, isDeflated: true }),
      /at most `?\d+`? are allowed/,
    ],
    [
      "the archive lies about it",
      () => zipped({ name: "bundle.tar.gz", content: zeros, isDeflated: true, declaredSize: 100 }),
      /damaged|too many bytes/,
    ],
    ["a report is too large", () => asText(" ".repeat(9 << 20)), /a report has at most/],
    [
      "its extended header is large",
      () => artifactOf(gzipSync(rawTar([{ name: "x", type: "x", content: zeros }]))),
      /damaged|times its size/,
    ],
    [
      "its index is large",
      () => artifactOf(gzipSync(rawTar([{ name: "index.json", content: " ".repeat(9 << 20) }]))),
      /index is too large/,
    ],
    [
      "it lists many files",
      () => attack(Array.from({ length: 10_001 }, (__, at) => ({ path: `model/${at}`, content: "" }))),
      /at most 10000 are allowed/,
    ],
    [
      "the archive holds many files",
      () => zipped(...Array.from({ length: 200 }, (__, at) => ({ name: `${at}`, content: Buffer.alloc(0) }))),
      /it holds 200 files/,
    ],
    [
      "the archive has a path that leads out",
      () => zipped({ name: "../bundle.tar.gz", content: Buffer.from(gate) }),
      /damaged|holds no/,
    ],
    [
      "the archive holds something else",
      () => zipped({ name: "run.sh", content: Buffer.from("rm -rf /") }),
      /holds no/,
    ],
    [
      "it is no archive",
      () => ({ name: "mlops-houses~model~1", zip: Buffer.from("#!/bin/sh\n") }),
      /no zip archive/,
    ],
    [
      "GitHub knows another digest",
      () => ({ ...asText(gate), digest: `sha256:${"0".repeat(64)}` }),
      /its SHA-256 is/,
    ],
  ])("%s", async (_, make, why) => {
    const body = await commentOn(make());
    expect(body.replaceAll("\\", "")).toMatch(why);
    expect(body).toContain("nothing to report");
  });

  test("it is one of hundreds", async () => {
    await using bed = await startBase();
    const zip = (await savedBundle({ [path]: gate })).zip;
    const artifacts = Array.from({ length: 300 }, (_, at) => ({ name: `mlops-houses~leg${at}~1`, zip }));
    const body = expectHarmless(await commentOnEnded(bed, { artifacts }), bed);
    expect(body).toContain("it saved 300 bundles, at most 50 are read");
    expect(bed.runs.downloads).toEqual([]);
  });

  test("beside one that is good, which is shown", async () => {
    const body = await commentOn(
      { ...attack([good], [{ name: path, type: "2", link: "/etc/passwd" }]), name: "mlops-houses~evil~1" },
      await savedBundle({ [path]: gate }),
    );
    expect(body).toContain("every gate holds");
    expect(body).toContain("only files are allowed");
  });
});

describe("whose it is, is not for the bundle to say", () => {
  test("a pull request's number, a commit, a repository and a branch in it have no say", async () => {
    const forged = {
      number: 8,
      pull_request: 8,
      issue: 8,
      pr: "8",
      repository: "acme/houses",
      head_sha: "e".repeat(40),
    };
    const stored = {
      ...storedReport("quality-gate"),
      ...forged,
      run: { id: String(endedRun), sha: "e".repeat(40), ...forged },
    };
    const body = await commentOn(
      artifactOf(
        rawBundle([{ path, content: JSON.stringify(stored) }], {
          index: { ...index, commit: "e".repeat(40) },
        }),
      ),
    );
    expect(body).toContain("every gate holds");
  });

  test.each([
    ["a bundle of another run", { run: "499" }, {}, "of another run"],
    ["a report of another run", {}, { run: { id: "499" } }, ""],
    [
      "a report of another model",
      {},
      { report: reportOf("quality-gate", { title: "cars" }) },
      "the report of another model",
    ],
    ["a bundle of another model under our name", { name: "cars" }, {}, ""],
  ])("%s is not shown", async (_, origin, changes, why) => {
    const body = await commentOn(
      await savedBundle({ [path]: storedReport("quality-gate", changes) }, origin),
    );
    expect(body).not.toContain("every gate holds");
    expect(body).toContain("nothing to report");
    expect(body).toContain(why);
  });

  test("our report under another model's artifact is not shown", async () => {
    const body = await commentOn(await savedBundle({ [path]: gate }, { artifact: "mlops-cars~model~1" }));
    expect(body).not.toContain("every gate holds");
  });

  test("a pass is shown beside how the run ended", async () => {
    await using bed = await startBase();
    const done = await commentOnEnded(bed, { artifacts: [asText(gate)], conclusion: "failure" });
    expect(expectHarmless(done, bed)).toContain("ran the pull request's code (run 500, failure)");
  });

  test("what the default branch says about comments holds", async () => {
    await using bed = await startBase();
    const config = "version: 1\nname: houses\nreport: { comment: false }\n";
    expect((await commentOnEnded(bed, { artifacts: [asText(gate)] }, { config })).comments).toEqual([]);
  });

  test("no check run is made of it, which branch protection would take, nor of one of our own branch", async () => {
    const config = "version: 1\nname: houses\nreport: { check: true }\n";
    await using bed = await startBase();
    const done = await commentOnEnded(bed, { artifacts: [asText(gate)] }, { config });
    expect(expectHarmless(done, bed)).toContain("every gate holds");
    expect(done.checks).toEqual([]);
    await using other = await startBase();
    const own = { headSha: "e".repeat(40), headRepository: "acme/houses" };
    const { checks } = await commentOnEnded(other, { artifacts: [asText(gate)], ...own }, { config });
    expect(checks).toEqual([]);
  });

  test("no SARIF file is made of it, which code scanning would take for the default branch's", async () => {
    await using bed = await startBase();
    const inputs = { sarif: "mlops.sarif" };
    const done = await commentOnEnded(bed, { artifacts: [asText(gate)] }, { inputs });
    expect(expectHarmless(done, bed)).toContain("every gate holds");
    expect(done.outputs.sarif).toBeUndefined();
  });

  test("no command of the configuration is started, and no code of the model", async () => {
    await using bed = await startBase();
    const config =
      "version: 1\nname: houses\ndata: { path: d.csv, target: y }\ntrain: { engine: command, command: touch /tmp/evil, predict_command: touch /tmp/evil }\n";
    const files = {
      [path]: gate,
      "model/MLmodel": "loader_module: evil",
      "model/evil.py": "raise SystemExit",
    };
    const done = await commentOnEnded(bed, { artifacts: [await savedBundle(files)] }, { config });
    expect(expectHarmless(done, bed)).toContain("every gate holds");
  });
});

describe("a report that attacks", () => {
  const withText = (from: string, to: string): string => {
    expect(gate).toContain(from);
    return gate.replace(from, to);
  };
  test.each([
    ["a number beyond all", withText('"rank":1', '"rank":1e400'), "rank"],
    ["a cell beyond all", withText('"r2 ≥ 0.75"', "-1e400"), "rows"],
    ["no number", withText('"rank":1', '"rank":NaN'), "JSON"],
    ["digits without end", withText('{"label":"Rule"}', '{"label":"Rule","digits":1000000000}'), "digits"],
    ["a verdict of its own", withText('"pass"', '"excellent"'), "verdict"],
    ["another shape", withText('"facts":[', '"facts":["x",'), "facts"],
    ["an array a million deep", "[".repeat(1e6), "JSON"],
    ["another type", '"text"', ""],
    ["nothing", "", "JSON"],
    ["a name beside the word", withText('"action":"quality-gate"', '"action":"../../x"'), "action"],
  ])("has %s: it is left out", async (_, text, where) => {
    const body = await commentOn(asText(text));
    expect(body).toContain("nothing to report");
    expect(body).toContain(where);
  });

  test.each(["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"])(
    "has keys %s",
    async (key) => {
      const polluting = `"${key}":{"polluted":true,"title":"x","run":{"id":"500"}},`;
      const text = gate.replaceAll("{", `{${polluting}`);
      expect(await commentOn(asText(text))).toContain("every gate holds");
      const named = storedReport("quality-gate", {
        report: reportOf(key.toLowerCase().replaceAll("_", ""), { facts: [{ label: key, value: key }] }),
      });
      expect(await commentOn(asText(JSON.stringify(named)))).toContain("every gate holds");
      const polluted = JSON.stringify({
        schema: "mlops/bundle@1",
        name: "houses",
        run: "500",
        entries: [],
      }).replace("{", `{${polluting}`);
      expect(
        await commentOn(artifactOf(gzipSync(rawTar([{ name: "index.json", content: polluted }])))),
      ).toContain("nothing to report");
    },
  );

  test("has the largest numbers that there are", async () => {
    const [most, least] = [Number.MAX_VALUE, Number.MIN_VALUE];
    const rows = [[most, -most, least, -0, 2 ** 53, true, null]];
    const columns = rows[0]!.map((_, at) => ({ label: `${at}`, digits: at === 0 ? 100 : 3 }));
    const series = [{ label: "s", values: [most, -most, least] }];
    const charts = (["bar", "line", "scatter", "histogram", "matrix"] as const).map((kind) => ({
      ...{ kind, title: kind, x: { label: "x", values: [most, -most, 0] }, y: { label: "y" }, series },
    }));
    const findings = [
      { severity: "error" as const, message: "m", line: 2 ** 53 - 1, row: 2 ** 53 - 1, count: 2 ** 53 - 1 },
    ];
    const sections = [
      { title: "t", rank: -most, tables: [{ columns, rows, total: 2 ** 53 - 1 }], charts, findings },
    ];
    const stored = storedReport("quality-gate", { report: reportOf("quality-gate", { sections }) });
    expect(await commentOn(asText(JSON.stringify(stored)))).toContain("every gate holds");
  });

  test("speaks in every string", async () => {
    for (const text of [
      ...hostileTexts,
      "<!-- mlops-actions:cars sha=x run=1 attempt=1 -->",
      "\n\n# x\n\n@octocat",
    ]) {
      const loud = (report: Report): Report =>
        JSON.parse(JSON.stringify(report), (key, value) =>
          typeof value === "string" &&
          !["schema", "action", "title", "verdict", "severity", "kind", "align"].includes(key)
            ? text
            : value,
        ) as Report;
      const report = loud(
        reportOf("quality-gate", {
          facts: [{ label: "l", value: "v", note: "n" }],
          sections: [
            {
              ...{ title: "", rank: 1, text: ["t"], log: ["l"] },
              tables: [{ title: "", columns: [{ label: "l" }], rows: [["c"], ["d"]] }],
              charts: [
                {
                  kind: "bar",
                  title: "",
                  x: { label: "x", values: ["a"] },
                  y: { label: "y" },
                  series: [{ label: "s", values: [1] }],
                },
              ],
              findings: [{ severity: "error", message: "m", rule: "r", hint: "h", file: "f", line: 1 }],
            },
          ],
        }),
      );
      await commentOn(
        asText(
          JSON.stringify(storedReport("quality-gate", { report, run: { id: "500", job: text, sha: text } })),
        ),
      );
    }
  });

  test("is any report, and any number of them", { timeout: fuzzTimeout }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryReport, { minLength: 1, maxLength: 4 }), async (reports) => {
        const saved = reports.map((report, at): [string, StoredReport] => {
          const own = { ...report, title: "houses" };
          return [`reports/a${at}.json`, storedReport(report.action, { report: own })];
        });
        await commentOn(await savedBundle(Object.fromEntries(saved)));
      }),
      fuzzRuns(30),
    );
  });
});

test("any byte of what was saved may be another, at every layer", { timeout: fuzzTimeout }, async () => {
  const tar = rawTar([
    {
      name: "index.json",
      content: JSON.stringify({ schema: "mlops/bundle@1", name: "houses", run: "500", entries: [] }),
    },
  ]);
  const saved = await savedBundle({ [path]: gate, "model/MLmodel": "m", "profile.json": "{}" });
  const change = (bytes: Uint8Array, at: number, byte: number): Buffer => {
    const changed = Buffer.from(bytes);
    changed[at % changed.length] = byte;
    return changed;
  };
  await using bed = await startBase();
  let run = endedRun;
  await fc.assert(
    fc.asyncProperty(
      fc.nat(),
      fc.nat(255),
      fc.constantFrom("zip", "gzip", "tar", "json", "cut"),
      async (at, byte, layer) => {
        const artifact = {
          zip: () => ({ ...saved, zip: change(saved.zip, at, byte) }),
          gzip: () => artifactOf(change(gzipSync(tar), at, byte)),
          tar: () => artifactOf(gzipSync(change(tar, at, byte))),
          json: () => asText(change(Buffer.from(gate), at, byte).toString("utf8")),
          cut: () => ({ ...saved, zip: saved.zip.subarray(0, at % saved.zip.length) }),
        }[layer]();
        run += 1;
        expectHarmless(await commentOnEnded(bed, { id: run, artifacts: [artifact] }), bed);
      },
    ),
    fuzzRuns(150),
  );
});
