import { describe, expect, test } from "vitest";
import { expectNoBug, expectRefusal, type Refusal } from "./expect-refusal.ts";
import { makeWorkspace, runCli } from "./run-dist.ts";

type Content = string | Uint8Array;

const range = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
const csv = (header: string, rows: string[]): string => `${[header, ...rows].join("\n")}\n`;
const good = (rows = 200, header = "a,b,c,y"): string =>
  csv(
    header,
    range(
      rows,
      (i) => `${i % 17},${(i * 7) % 23},${["x", "z", "w"][i % 3]},${(i % 17) * 2 + ((i * 7) % 23)}`,
    ),
  );
const classes = (rows: number, names: string[]): string =>
  csv(
    "a,b,y",
    range(rows, (i) => `${i % 17},${(i * 7) % 23},${names[((i % 17) + ((i * 7) % 23)) % names.length]}`),
  );
const config = (data = "path: d.csv, target: y", rest = ""): string =>
  `version: 1\nname: p\ndata: { ${data} }\ntrain: { params: { n_estimators: 5 } }\n${rest}`;
const utf16 = (text: string, options: { big: boolean; mark: boolean }): Buffer => {
  const bytes = Buffer.from((options.mark ? "\ufeff" : "") + text, "utf16le");
  return options.big ? bytes.swap16() : bytes;
};
const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");

async function train(files: Record<string, Content>, args = ["train"]) {
  const workspace = makeWorkspace({ "d.csv": good(), "mlops.yml": config(), ...files });
  return { workspace, run: await runCli(args, workspace) };
}

const toUtf8 = { message: "it is UTF-16 text", at: "d.csv:1", hint: /data\.csv\.encoding/ };
const data: Record<string, [content: Content, refusal: Refusal]> = {
  empty: ["", { message: "the file is empty", at: "d.csv:1", hint: /must name the columns/ }],
  "blank lines only": ["\n\n\r\n", { message: "there is no header line", hint: /must name the columns/ }],
  "header only": [
    "a,b,y\n",
    { message: 'Cannot use "d.csv": it has a header and no rows', at: "d.csv:1", hint: /rows/ },
  ],
  "constant target": [
    csv(
      "a,y",
      range(50, (i) => `${i},5`),
    ),
    { message: 'the target "y" has the same value in every row', at: "mlops.yml:3:22", hint: /data.target/ },
  ],
  "one class": [
    csv(
      "a,y",
      range(50, (i) => `${i},cat`),
    ),
    { message: 'has one class only, "cat"', at: "mlops.yml:3:22", hint: /two classes/ },
  ],
  "target missing everywhere": [
    csv(
      "a,y",
      range(50, (i) => `${i},`),
    ),
    { message: 'every value of the target "y" is missing', at: "mlops.yml:3:22", hint: /data.target/ },
  ],
  "features missing everywhere": [
    csv(
      "id,a,b,y",
      range(50, (i) => `,,,${i}`),
    ),
    { message: "what identifies them is the same in all of them", hint: /data.key/ },
  ],
  "1,001 classes": [
    csv(
      "a,y",
      range(2002, (i) => `${i},k${i % 1001}`),
    ),
    { message: "has 1,001 classes, at most 1000", at: "mlops.yml:3:22", hint: /identifier/ },
  ],
  "a target of numbers but for some": [
    `${good()}${'1,2,x,"1,5"\n'.repeat(4)}`,
    {
      message: 'values of the target "y" are numbers, but "1,5" is not',
      at: "mlops.yml:3:22",
      hint: /train.task/,
    },
  ],
  "a target of integers beyond 2^53": [
    csv(
      "a,y",
      range(60, (i) => `${i},9007199254740${993 + i}`),
    ),
    { message: '"9007199254740993" is not', at: "mlops.yml:3:22", hint: /2\^53/ },
  ],
  "no column beside the target": [
    csv(
      "y",
      range(50, (i) => `${i}`),
    ),
    { message: "what identifies them is the same", hint: /data.key/ },
  ],
  "one row": [good(1), { message: /Cannot train/, hint: /./ }],
  "two rows": [good(2), { message: /Cannot train: 2 rows/, hint: /More rows are needed/ }],
  "row too long": [
    good().replace("\n1,", "\n1,9,"),
    { message: "the row at line 3 has 5 cells, the header has 4", at: "d.csv:3", hint: /quotes around/ },
  ],
  "row too short": [
    `${good()}1\n`,
    { message: "the row at line 202 has 1 cell,", at: "d.csv:202", hint: /quotes around/ },
  ],
  "unclosed quote": [
    `${good()}1,2,"x,4\n1,2,x,4\n`,
    { message: 'line 202 in column "c" is never closed', at: "d.csv:202", hint: /Close it/ },
  ],
  "a lonely quote": [
    '"',
    { message: "a quote in the header is never closed", at: "d.csv:1", hint: /Close it/ },
  ],
  "NUL byte": [
    `${good()}1,2,\0,4\n`,
    { message: 'there is a NUL byte at line 202 in column "c"', at: "d.csv:202", hint: /UTF-8/ },
  ],
  "UTF-16 LE": [utf16(good(), { big: false, mark: false }), toUtf8],
  "UTF-16 BE": [utf16(good(), { big: true, mark: false }), toUtf8],
  "Latin-1 cell": [
    latin1(`${good()}1,2,café,4\n`),
    { message: 'line 202 in column "c" is not UTF-8', at: "d.csv:202", hint: /data\.csv\.encoding/ },
  ],
  "Latin-1 header": [
    latin1(good(9, "é,b,c,y")),
    { message: "the header at line 1 is not UTF-8", at: "d.csv:1", hint: /data\.csv\.encoding/ },
  ],
  "10 MB in one line": [
    "x".repeat(10e6),
    { message: "column 1 has a name of more than 1,000", at: "d.csv:1", hint: /delimiter/ },
  ],
  "10 MB in one line, ended": [
    `${"x".repeat(10e6)}\n`,
    { message: "column 1 has a name of more than 1,000", at: "d.csv:1", hint: /delimiter/ },
  ],
  "10 MB of commas": [
    "x,".repeat(5e6),
    { message: "more than 100,000 columns", at: "d.csv:1", hint: /delimiter/ },
  ],
  "10 MB cell": [
    `${good()}1,2,${"x".repeat(10e6)},4\n`,
    {
      message: 'the cell at line 202 in column "c" is longer than 1 MiB',
      at: "d.csv:202",
      hint: /delimiter/,
    },
  ],
  "10 MB behind a quote": [
    `${good()}1,2,"${"x".repeat(10e6)}`,
    { message: "line 202", at: "d.csv:202", hint: /./ },
  ],
  "20 MB header": ["x".repeat(20e6), { message: "the row at line 1 is longer than 16 MiB", at: "d.csv:1" }],
  "names given twice": [
    good(9, "a,a,c,y"),
    { message: 'columns 1 and 2 are both named "a"', at: "d.csv:1", hint: /name of its own/ },
  ],
  "infinite target": [
    `${good()}${"1,2,x,Infinity\n".repeat(3)}`.replaceAll("\n1,2,x,Inf", "\n1,2,x,inf"),
    { message: 'the target "y" is no number within ±3.4e38 at line', at: "d.csv:202", hint: /±3.4e38/ },
  ],
  "feature beyond a float": [
    csv(
      "a,b,y",
      range(60, (i) => `${i === 7 ? "-1.5e300" : `${i}.5`},${i},${i}`),
    ),
    { message: 'column "a" is no number within ±3.4e38 at line 9', at: "d.csv:9", hint: /±3.4e38/ },
  ],
};

describe.concurrent("bad data", () => {
  test.each(Object.entries(data))("%s", async (_, [content, refusal]) => {
    const { workspace, run } = await train({ "d.csv": content });
    expectRefusal(run, workspace, refusal);
  });

  test("missing, and a folder in its place", async () => {
    const missing = makeWorkspace({ "mlops.yml": config() });
    expectRefusal(await runCli(["train"], missing), missing, {
      message: 'Cannot read "d.csv": there is no such file',
      at: "d.csv",
      hint: /relative to the working directory/,
    });
    const folder = makeWorkspace({ "mlops.yml": config(), "d.csv/x": "" });
    expectRefusal(await runCli(["train"], folder), folder, {
      message: 'Cannot read "d.csv": the folder holds no data files',
      hint: /Data files end in/,
    });
  });
});

const inColumn = (column: number): string => `mlops.yml:3:${column}`;
const projects: Record<string, [data: string, refusal: Refusal]> = {
  "no such target": [
    "path: d.csv, target: yy",
    { message: 'has no column "yy", did you mean "y"', at: inColumn(22), hint: /Its columns are "a", "b"/ },
  ],
  "no target": [
    "path: d.csv",
    { message: "no target column is set", at: "mlops.yml:3:1", hint: /data.target/ },
  ],
  "no such key": [
    "path: d.csv, target: y, key: [bb]",
    { message: 'has no column "bb", did you mean "b"', at: inColumn(39), hint: /Its columns are/ },
  ],
  "the target as key": [
    "path: d.csv, target: y, key: [a, y]",
    { message: 'data.key holds the target "y"', at: inColumn(42), hint: /without the target/ },
  ],
  "no such excluded column": [
    "path: d.csv, target: y, exclude: [a, zz]",
    { message: 'has no column "zz"', at: inColumn(46), hint: /Its columns are/ },
  ],
  "all columns excluded": [
    "path: d.csv, target: y, exclude: [a, b, c]",
    { message: "no column is usable as a feature", hint: /"a" \(excluded\)/ },
  ],
  "stratified regression": [
    "path: d.csv, target: y, split: { stratify: true }",
    { message: "data.split.stratify needs a target of classes", at: inColumn(42), hint: /Remove stratify/ },
  ],
  "a positive class of a regression": [
    "path: d.csv, target: y, positive: 5",
    { message: "a positive class needs two", at: inColumn(33), hint: /Remove data.positive/ },
  ],
  "derive from the target": [
    "path: d.csv, target: y, derive: { d: y * 2 }",
    { message: 'Cannot derive "d": it uses the target "y"', at: inColumn(43), hint: /the answer/ },
  ],
  "derive in a circle": [
    "path: d.csv, target: y, derive: { d: e + 1, e: d + 1 }",
    { message: 'it needs itself: "d" → "e" → "d"', at: inColumn(43) },
  ],
  "derive a column that is there": [
    "path: d.csv, target: y, derive: { a: b + 1 }",
    { message: "the data has a column of that name", hint: /another name/ },
  ],
  "derive __proto__": [
    "path: d.csv, target: y, derive: { __proto__: a + 1 }",
    { message: '"__proto__" cannot be a key', at: inColumn(43) },
  ],
  "derive by statement": [
    "path: d.csv, target: y, derive: { d: '1; DROP TABLE x' }",
    { message: 'unexpected ";" at character 2', at: inColumn(43) },
  ],
  "derive by template": [
    "path: d.csv, target: y, derive: { d: '${process.env.HOME}' }",
    { message: 'unexpected "$"', at: inColumn(43) },
  ],
  "derive by backticks": [
    "path: d.csv, target: y, derive: { d: '`id`' }",
    { message: 'unexpected "`"', at: inColumn(43), hint: /double quotes/ },
  ],
  "derive by prototype": [
    "path: d.csv, target: y, derive: { d: constructor }",
    { message: 'unknown column "constructor"', at: inColumn(43) },
  ],
  "derive by a method": [
    "path: d.csv, target: y, derive: { d: toString(a) }",
    { message: 'unknown function "tostring"', at: inColumn(43) },
  ],
  "derive a tower of brackets": [
    `path: d.csv, target: y, derive: { d: '${"(".repeat(4000)}a${")".repeat(4000)}' }`,
    { message: "Cannot read expression", at: inColumn(43) },
  ],
  "a NUL in a path": ['path: "d\\0.csv", target: y', { message: "a path cannot hold a NUL character" }],
};

describe.concurrent("bad projects", () => {
  test.each(Object.entries(projects))("%s", async (_, [section, refusal]) => {
    const { workspace, run } = await train({ "mlops.yml": config(section) });
    expectRefusal(run, workspace, refusal);
  });
});

const works: Record<string, [content: Content, section?: string]> = {
  "BOM and CRLF": [`\ufeff${good().replaceAll("\n", "\r\n")}`],
  "blank lines between rows": [good().replaceAll("\n", "\n\n")],
  "2,000 columns": [
    csv(
      [...range(2000, (i) => `c${i}`), "y"].join(","),
      range(60, (row) => [...range(2000, (i) => (i * row) % 7), row].join(",")),
    ),
  ],
  "10,100 columns, each a part of a row's identity": [
    csv(
      [...range(10_100, (i) => `c${i}`), "y"].join(","),
      range(24, (row) => [...range(10_100, (i) => (i + row) % 59), row].join(",")),
    ),
  ],
  "five rows": [good(5)],
  "lines that end with carriage returns": [good().replaceAll("\n", "\r")],
  "UTF-16 LE with BOM": [utf16(good(), { big: false, mark: true })],
  "UTF-16 BE with BOM": [utf16(good(), { big: true, mark: true })],
  "0/1 target": [classes(200, ["0", "1"])],
  "boolean target": [classes(200, ["true", "false"])],
  "a class that occurs once": [`${classes(200, ["no", "yes"])}1,2,maybe\n`],
  "classes that few test rows have": [
    classes(
      60,
      range(12, (i) => `k${i}`),
    ),
  ],
  "names of JavaScript's prototypes": [
    good(200, "__proto__,constructor,toString,hasOwnProperty"),
    "path: d.csv, target: hasOwnProperty, key: [__proto__, constructor], derive: { valueOf: constructor + 1 }",
  ],
  "prototypes as classes": [classes(300, ["__proto__", "constructor", "toString"])],
  "a target with quotes, spaces and an emoji": [
    good(200, 'a,b,c,"my ""best"" 🎯"'),
    "path: d.csv, target: 'my \"best\" 🎯'",
  ],
  "integers beyond 2^53": [
    csv(
      "a,b,y",
      range(90, (i) => `9007199254740${993 + i},${i},${i}`),
    ),
  ],
  "dates at both ends": [
    csv(
      "a,b,y",
      range(90, (i) => `${i % 2 ? "0001-01-01" : "9999-12-31"},${i},${i}`),
    ),
  ],
  "NaN in a feature and the target": [`${good()}NaN,1,x,3\n1,1,x,NaN\n`],
};

describe.concurrent("odd but legal data", () => {
  test.each(Object.entries(works))(
    "%s",
    async (_, [content, section]) => {
      const { workspace, run } = await train({ "d.csv": content, "mlops.yml": config(section) }, [
        "run",
        "--json",
      ]);
      expectNoBug(run, workspace);
      expect([0, 1], run.stderr).toContain(run.exitCode);
      expect(JSON.parse(run.stdout).outputs.model).toBe(".mlops/p/model");
    },
    90_000,
  );

  test("a million different texts, and 100,000 categories, in bounded time", async () => {
    const { workspace, run } = await train({
      "d.csv": csv(
        "id,c,a,y",
        range(1e6, (i) => `k${i * 7919},c${i % 100_000},${i % 97},${(i % 97) * 3}`),
      ),
      "mlops.yml": config().replace("n_estimators: 5", "n_estimators: 1, max_depth: 4"),
    });
    expectNoBug(run, workspace);
    expect(run.exitCode).toBe(0);
  });

  test("a million classes are refused", async () => {
    const { workspace, run } = await train({
      "d.csv": csv(
        "a,y",
        range(1e6, (i) => `${i % 13},k${i}`),
      ),
    });
    expectRefusal(run, workspace, { message: "has 1,000,000 classes", hint: /identifier/ });
  });
});
