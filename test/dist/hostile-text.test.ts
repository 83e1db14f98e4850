import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { houses, housesConfig } from "./house-data.ts";
import { makeWorkspace, runCli, runStep } from "./run-dist.ts";

const controls = "\u001b[31mred\u001b]0;title\u0007\u202e";
const evil = [
  "<script>alert(1)</script><img src=x onerror=alert(1)>",
  "@octocat [a](http://evil.example) ![i](http://evil.example/x.png) https://evil.example #12 GH-12",
  "| x | ``` $(id) `id` ${{ secrets.X }} <!-- --> &lt; \\",
  "::error::gotcha",
  "##[error]gotcha",
  "::stop-commands::x",
  '%0A::warning::"x"',
].join("\n");

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const kinds = ["p", "q", "r"].map((kind) => quoted(kind + evil));
const rows = Array.from(
  { length: 240 },
  (_, i) => `${i % 17},${kinds[i % 3]},${i % 5},${kinds[((i % 17) + (i % 3)) % 3]}`,
);
const data = `${quoted(`n${evil}`)},b,c,${quoted(`y${evil}`)}\n${rows.join("\n")}\n`;
const config = `version: 1
name: evil
data: { path: ${JSON.stringify("d [x](http:..evil.example) @octocat <b>.csv")}, target: ${JSON.stringify(`y${evil}`)} }
train: { params: { n_estimators: 10 } }
checks:
  - { column: b, enum: [q], severity: warning }
  - { column: ${JSON.stringify(`n${evil}`)}, max: 3, severity: warning, name: ${JSON.stringify(evil)} }
gate:
  rules: [{ metric: accuracy, min: 0, name: ${JSON.stringify(`rule ${evil}`)} }]
  slices: { columns: [b], min_rows: 1 }
`;
const hostile = () =>
  makeWorkspace({ "d [x](http:..evil.example) @octocat <b>.csv": data, "mlops.yml": config });

/** Lines that the runner would take for a command, but for those that we give. */
function strangeCommands(stdout: string): string[] {
  const ours = /^::(group|endgroup|add-mask|((error|warning|notice)( (title|file)=.*)?))::(?!gotcha)/;
  return stdout.split("\n").filter((line) => /^\s*::|##\[/.test(line) && !ours.test(line));
}

/** What GitHub would make of it: no element, link, image, mention or issue of the data's. */
function expectInertMarkdown(markdown: string): void {
  const html = micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  expect(html).not.toMatch(/<(script|img|b)\b|<!-- -->/);
  expect(html).not.toMatch(/href="[^"]*evil/);
  const text = html.replace(/<(code|pre)>[\s\S]*?<\/\1>/g, "");
  expect(text).not.toMatch(/@octocat|#12\b|GH-12\b/);
}

test("hostile names and values speak in no output: log, summary, HTML, comment", async () => {
  const workspace = hostile();
  let body = "";
  const server = createServer((request, response) => {
    const answer = (status: number, value: unknown): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    };
    if (request.method === "POST") {
      request.on("data", (chunk) => (body += chunk));
      request.on("end", () =>
        answer(201, {
          id: 5,
          body: "",
          html_url: "https://github.com/acme/houses/pull/7#issuecomment-5",
          user: { login: "github-actions[bot]", type: "Bot" },
        }),
      );
    } else if (request.url?.includes("/comments")) answer(200, []);
    else if (request.url?.includes("/pulls/7"))
      answer(200, {
        number: 7,
        state: "open",
        title: evil,
        head: { sha: "a".repeat(40), ref: evil, repo: { full_name: "acme/houses" } },
        base: { ref: evil, sha: "b".repeat(40) },
      });
    else answer(404, { message: evil });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const env = {
      GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      GITHUB_HEAD_REF: evil,
      GITHUB_REF: `refs/heads/${evil}`,
      GITHUB_WORKFLOW: evil,
      GITHUB_ACTOR: evil,
    };
    const step = await runStep("run", { workspace, env, inputs: { "github-token": "ghs_secret" } });
    expect(step.exitCode, step.stdout).toBe(0);
    expect(strangeCommands(step.stdout)).toEqual([]);
    const comment = JSON.parse(body).body as string;
    expect(comment).toContain("evil: the gate holds");
    expectInertMarkdown(comment);
    expectInertMarkdown(step.summary);
    for (const text of [comment, step.summary]) {
      for (const [, block = ""] of text.matchAll(/```mermaid\n([\s\S]*?)```/g))
        expect(block.replace(/^%%\{init: .*\n/, "")).not.toMatch(/<|click |%%\{|https?:/);
    }
    const html = readFileSync(path.join(workspace, ".mlops/evil/report.html"), "utf8");
    expect(html).not.toMatch(/<script>alert|<img src=x|<b>\.csv/);
    expect(html).toContain("&lt;script&gt;alert(1)");
    expect(step.outputs.verdict).toBe("pass");
  } finally {
    server.close();
  }
});

test("a mistake with a hostile name is one annotation, and a comment's summary stays inert", async () => {
  const workspace = hostile();
  writeFileSync(path.join(workspace, "mlops.yml"), config.replace(`"y<script>`, `"z<script>`));
  const step = await runStep("train", { workspace });
  expect(step.exitCode).toBe(2);
  expect(strangeCommands(step.stdout)).toEqual([]);
  expect(step.stdout.match(/^::error /gm)).toHaveLength(1);
  expectInertMarkdown((await runStep("pr-comment", { workspace })).summary);
});

describe.concurrent("no escape sequence reaches the terminal from", () => {
  const places: Record<string, [files: Record<string, string>, args: string[]]> = {
    "a target": [{}, ["train", "--target", controls]],
    "a path": [{}, ["train", "--data", `${controls}.csv`]],
    "a command": [{}, [controls]],
    "a flag": [{}, ["train", `--${controls}`]],
    "a key": [{ "mlops.yml": 'version: 1\n"a\\e[31m": 1\n' }, ["run"]],
    "a column": [{ "houses.csv": houses(99).replace("rooms", controls) }, ["train"]],
    values: [{ "houses.csv": houses(99).replaceAll("North", controls) }, ["run"]],
    "a check": [
      { "mlops.yml": `${housesConfig}`.replace("column: rooms", 'column: "a\\e[31m"') },
      ["doctor"],
    ],
    "a workflow's name": [{ [`.github/workflows/a${controls.slice(0, 5)}.yml`]: "{" }, ["doctor"]],
    "a guess of init": [{ "e.csv": `a,"${controls}"\n1,2\n` }, ["init", "e.csv", "--dry-run"]],
    "a stored report": [{ ".mlops/houses/reports/run.json": `{"schema": "${"\\u001b[31m"}"}` }, ["report"]],
  };
  test.each(Object.entries(places))("%s", async (_, [files, args]) => {
    const cwd = makeWorkspace({ "houses.csv": houses(99), "mlops.yml": housesConfig, ...files });
    const { stdout, stderr, exitCode } = await runCli(args, cwd);
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(exitCode).not.toBe(70);
  });
});

describe.concurrent("on GitHub nothing outside of the workspace is read or written:", () => {
  const files = { "houses.csv": houses(99), "mlops.yml": housesConfig };
  const inputs: [action: string, name: string, value: string][] = [
    ["train", "data", "/etc/passwd"],
    ["train", "data", "../../../etc/passwd"],
    ["train", "config", "/etc/hostname"],
    ["train", "working-directory", "/"],
    ["train", "working-directory", "../.."],
    ["run", "report", "/tmp/mlops-evil.html"],
    ["run", "report", "../mlops-evil.html"],
    ["run", "baseline", "/etc/passwd"],
    ["quality-gate", "metrics", "/etc/passwd"],
    ["quality-gate", "metrics", "../../../etc/passwd"],
  ];
  test.each(inputs)("%s: input %s = %s", async (action, name, value) => {
    const step = await runStep(action, { workspace: makeWorkspace(files), inputs: { [name]: value } });
    expect(step.stdout).toContain("lies outside the workspace");
    expect(step.stdout).toContain(`Cannot use "${value}`);
    expect(step.exitCode).toBe(2);
    expect(existsSync("/tmp/mlops-evil.html")).toBe(false);
    expect(step.stdout).not.toContain("root:");
  });

  const links = [
    "houses.csv",
    "mlops.yml",
    ".mlops",
    ".mlops/houses",
    ".mlops/houses/model",
    ".mlops/houses/evidence",
    ".mlops/houses/reports",
    ".mlops/houses/report.html",
    ".mlops/houses/profile.json",
  ];
  test.each(links)("a link at %s", async (link) => {
    const outside = mkdtempSync(path.join(tmpdir(), "mlops-outside-"));
    const target = path.join(outside, "target");
    const isFile = /\.(csv|yml|html|json)$/.test(link);
    const content = link === "houses.csv" ? houses(99) : link === "mlops.yml" ? housesConfig : "precious";
    if (!isFile) mkdirSync(target);
    writeFileSync(isFile ? target : path.join(target, "precious"), content);
    const rest = Object.entries(files).filter(([name]) => name !== link);
    const workspace = makeWorkspace(Object.fromEntries(rest));
    mkdirSync(path.dirname(path.join(workspace, link)), { recursive: true });
    symlinkSync(target, path.join(workspace, link));
    const step = await runStep("run", { workspace });
    expect(step.stdout).toContain("lies outside the workspace");
    expect(step.exitCode).toBe(2);
    expect(readdirSync(outside)).toEqual(["target"]);
    if (isFile) expect(readFileSync(target, "utf8")).toBe(content);
    else expect(readdirSync(target)).toEqual(["precious"]);
  });
});

test("in a workflow's run step, nothing that the command line prints is a workflow command", async () => {
  const name = "::error file=x::gotcha";
  const workspace = makeWorkspace({
    "d.csv": `${name},b\n${Array.from({ length: 30 }, (_, i) => `${i},x`).join("\n")}\n`,
    "mlops.yml": `version: 1\nname: evil\ndata: { path: d.csv }\nchecks:\n  - { column: "${name}", max: 3 }\n`,
  });
  const { stdout, stderr } = await runCli(["validate-data"], workspace, { GITHUB_ACTIONS: "true" });
  expect(stdout).toContain("gotcha");
  expect([...stdout.split("\n"), ...stderr.split("\n")].filter((line) => /^\s*::|##\[/.test(line))).toEqual(
    [],
  );
});
