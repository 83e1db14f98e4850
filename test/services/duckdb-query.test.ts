import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readData } from "../../src/actions/read-data.ts";
import type { QueryAnswer, QueryProblem } from "../../src/checks/query.ts";
import type { DuckDbSession } from "../../src/services/duckdb.ts";
import { memoryFiles } from "../../src/services/memory-files.ts";
import type { Column, Table } from "../../src/tables/table.ts";
import { describeWith } from "../require-tool.ts";
import { openSession, realDuckDb } from "./duckdb.ts";

const csv = `id,big,price,ok,day,moment,name
1,9007199254740991,1.5,true,2024-02-29,2024-02-29T23:59:59.123456Z,Zoë
2,-9007199254740991,-0.25,false,1899-12-31,1899-12-31T00:00:00,"a ""quoted"", longer than twelve bytes"
3,,inf,,,,
4,-1,NA,true,0001-01-01,1969-12-31T23:59:59.999999,007
5,4294967296,1e300,false,9999-12-31,9999-12-31T23:59:59,"two
lines"
`;

function numbers(name: string, type: Exclude<Column["type"], "text">, values: number[]): Column {
  return {
    kind: "numeric",
    name,
    type,
    values: Float64Array.from(values),
    invalid: [],
    invalidCount: 0,
  } as Column;
}

describeWith("duckdb", "queries over typed columns", () => {
  let session: DuckDbSession;
  const ask = (sql: string): Promise<QueryAnswer | QueryProblem> => session.query(sql, { timeout: 20_000 });
  const rows = async (condition: string): Promise<number[] | QueryProblem> => {
    const answer = await ask(`SELECT * FROM data WHERE ${condition}`);
    return "problem" in answer ? answer : answer.first;
  };
  beforeAll(async () => {
    session = await openSession({
      data: await readData(memoryFiles({ "data.csv": csv }), "data.csv"),
      zip: { rows: 3, columns: [numbers("id", "integer", [1, 1, 9])] },
    });
  });
  afterAll(() => session?.close());

  test.each([
    ["typeof(id) = 'BIGINT' AND typeof(price) = 'DOUBLE' AND typeof(ok) = 'BOOLEAN'", [0, 1, 2, 3, 4]],
    ["typeof(day) = 'DATE' AND typeof(moment) = 'TIMESTAMP' AND typeof(name) = 'VARCHAR'", [0, 1, 2, 3, 4]],
    ["big = 9007199254740991", [0]],
    ["big = -9007199254740991", [1]],
    ["big IS NULL", [2]],
    ["big = -1", [3]],
    ["big = 4294967296", [4]],
    ["price = -0.25", [1]],
    ["price = 'inf'", [2]],
    ["price IS NULL", [3]],
    ["isnan(price)", []],
    ["price = 1e300", [4]],
    ["ok", [0, 3]],
    ["ok IS NULL", [2]],
    ["day = DATE '2024-02-29'", [0]],
    ["day = DATE '1899-12-31'", [1]],
    ["day IS NULL", [2]],
    ["day = DATE '0001-01-01'", [3]],
    ["day = DATE '9999-12-31'", [4]],
    ["moment = TIMESTAMP '2024-02-29 23:59:59.123456'", [0]],
    ["moment = TIMESTAMP '1969-12-31 23:59:59.999999'", [3]],
    ["name = 'Zoë'", [0]],
    ["name = 'a \"quoted\", longer than twelve bytes'", [1]],
    ["name IS NULL", [2]],
    ["name = '007'", [3]],
    ["name = 'two' || chr(10) || 'lines'", [4]],
  ])("%s", async (condition, expected) => {
    expect(await rows(condition)).toEqual(expected);
  });

  test.each<[string, number, number[]]>([
    ["SELECT * FROM data WHERE id > 3", 2, [3, 4]],
    ["select id from DATA where id > 3 -- the last ones", 2, [3, 4]],
    ["SELECT * FROM data WHERE id > 3;", 2, [3, 4]],
    ["FROM data WHERE id > 3", 2, [3, 4]],
    ["SELECT id FROM data AS d ORDER BY id DESC LIMIT 2", 2, [3, 4]],
    ["SELECT * EXCLUDE (name) FROM main.data WHERE id = 2", 1, [1]],
    ["SELECT * FROM data WHERE id + 9007199254740993 = 9007199254740995", 1, [1]],
    [
      "SELECT * FROM data WHERE id + 0.10 = 2.10 AND id * 170141183460469231731687303715884105727::HUGEINT > 0 OR id = 3",
      2,
      [1, 2],
    ],
    ["SELECT d.* FROM data d WHERE NOT EXISTS (FROM zip z WHERE z.id = d.id)", 4, [1, 2, 3, 4]],
    ["SELECT d.id FROM data d LEFT JOIN zip z ON z.id = d.id WHERE z.id IS NULL", 4, [1, 2, 3, 4]],
    ["SELECT * FROM data JOIN zip USING (id)", 2, [0]],
    ["SELECT * FROM data ANTI JOIN zip USING (id)", 4, [1, 2, 3, 4]],
    ["SELECT * FROM data QUALIFY row_number() OVER (ORDER BY id DESC) = 1", 1, [4]],
    ["SELECT data.rowid, x.id FROM data, (SELECT id FROM data) x WHERE x.id = data.id AND x.id = 3", 1, [2]],
    ["WITH late AS (SELECT rowid, * FROM data WHERE id > 3) SELECT * FROM late", 2, [3, 4]],
    ["SELECT DISTINCT ok FROM data", 3, []],
    ["SELECT ok, count(*) FROM data GROUP BY ok HAVING count(*) > 1", 2, []],
    ["SELECT ok, count(*) FROM data GROUP BY ALL", 3, []],
    ["SELECT count(*) FROM data HAVING count(*) > 4", 1, []],
    ["SELECT count(*) FROM data HAVING count(*) > 5", 0, []],
    ["SELECT id FROM data UNION SELECT id FROM zip", 6, []],
    ["SELECT * FROM data d, data e WHERE d.id = e.id", 5, []],
    ["SELECT * FROM zip", 3, []],
    ["WITH data AS (SELECT 1 AS id) SELECT * FROM data", 1, []],
    ["SELECT id AS rowid, id AS rowid FROM zip WHERE id = 9", 1, [9]],
    ["SELECT name AS rowid FROM data WHERE id = 1", 1, []],
    ["SELECT * FROM (VALUES (1), (2)) t(x)", 2, []],
    ["SELECT * FROM range(7)", 7, []],
    ["WITH RECURSIVE r AS (SELECT 1 x UNION ALL SELECT x + 1 FROM r WHERE x < 5) FROM r", 5, []],
    ["SELECT 'a;b' AS x, '-- c' AS y FROM data WHERE id = 1 /* ; */", 1, [0]],
  ])("%s", async (sql, returned, first) => {
    expect(await ask(sql)).toEqual({ returned, first });
  });

  test.each<[string, RegExp, number | undefined]>([
    ["SELECT nope FROM data", /Referenced column "nope" not found/, 7],
    ["SELECT 'ééé', nope FROM data", /Referenced column "nope"/, 14],
    ["SELECT '😀', nope FROM data", /Referenced column "nope"/, 13],
    ["SELECT * FROM dat", /Table with name dat does not exist! Did you mean "data"\?/, 14],
    ["SELEC 1", /syntax error at or near "SELEC"/, 0],
    ["SELECT 1 +", /syntax error at end of input/, 10],
    ["SELECT nofunction(id) FROM data", /nofunction does not exist/, 7],
    ["SELECT id FROM data WHERE count(*) > 1", /aggregate/i, undefined],
    ["SELECT * FROM data JOIN glob('*') ON true", /glob\(\) is not allowed/, 24],
  ])("%s", async (sql, message, offset) => {
    const answer = await ask(sql);
    expect(answer).toMatchObject({ problem: "query", message: expect.stringMatching(message) });
    if (offset !== undefined) expect(answer).toMatchObject({ offset });
  });

  test.each([
    "SELECT * FROM data WHERE name::INTEGER = 1",
    "SELECT * FROM data WHERE error(name) IS NULL",
    "SELECT * FROM data WHERE strptime(name, '%Y') IS NULL",
    "SELECT * FROM data WHERE big * 9007199254740991 + id > 0",
    "SELECT * FROM data WHERE (name || '{')::JSON IS NULL",
    "SELECT * FROM data WHERE regexp_matches(name, name || '(')",
    "SELECT id FROM data WHERE id = (SELECT name::INTEGER FROM data WHERE id = 1)",
    "SELECT * FROM data WHERE date_trunc(name, moment) IS NULL",
  ])("an error of %s quotes no value", async (sql) => {
    const answer = await ask(sql);
    expect(answer).toMatchObject({ problem: "value" });
    expect(JSON.stringify(answer)).not.toMatch(/Zoë|quoted|twelve|lines|900719/);
  });

  test("a table may come in parts", async () => {
    const parts = await openSession({});
    for (const [from, to] of [
      [0, 3000],
      [3000, 3001],
      [3001, 3001],
      [3001, 9000],
    ] as const) {
      const values = Array.from({ length: to - from }, (_, i) => from + i);
      await parts.append("data", { rows: values.length, columns: [numbers("n", "integer", values)] });
    }
    const answer = await parts.query("SELECT * FROM data WHERE n <> rowid OR n >= 8990", { timeout: 20_000 });
    await parts.close();
    expect(answer).toEqual({ returned: 10, first: Array.from({ length: 10 }, (_, i) => 8990 + i) });
  });

  test("of many rows the first hundred are kept, each once", async () => {
    const answer = await ask("SELECT rowid FROM data, range(1000) ORDER BY rowid DESC");
    expect(answer).toEqual({ returned: 5000, first: [0, 1, 2, 3, 4] });
  });

  test("questions that are asked at once are answered in turn", async () => {
    const answers = await Promise.all([1, 2, 3].map((count) => ask(`SELECT * FROM range(${count})`)));
    expect(answers.map((each) => "returned" in each && each.returned)).toEqual([1, 2, 3]);
  });

  test("data that do not fit into memory are said to", async () => {
    const small = await openSession({}, { memory: 8 << 20 });
    const values = Array.from({ length: 3_000_000 }, (_, i) => Math.sin(i));
    const adding = small.append("data", { rows: values.length, columns: [numbers("x", "number", values)] });
    await expect(adding).rejects.toThrow("DuckDB does not take the data: there is not enough memory");
    await small.close();
  });

  test("data that are larger than memory are kept in a file, which goes with the session", async () => {
    const own = readdirSync(tmpdir()).filter((each) => each.startsWith("mlops-duckdb-"));
    const large = await openSession({}, { memory: 32 << 20, isLarge: true });
    const added = readdirSync(tmpdir()).filter(
      (each) => each.startsWith("mlops-duckdb-") && !own.includes(each),
    );
    for (let part = 0; part < 10; part++) {
      const values = Array.from({ length: 1_000_000 }, (_, i) => Math.sin(part * 1_000_000 + i));
      await large.append("data", { rows: values.length, columns: [numbers("x", "number", values)] });
    }
    const sql = "SELECT x FROM data d WHERE x = (SELECT max(x) FROM data)";
    expect(await large.query(sql, { timeout: 20_000 })).toMatchObject({ returned: 1 });
    for (const path of [".", ...added.map((each) => `${tmpdir()}/${each}`)])
      for (const reach of [
        `FROM read_blob('${path}/data.duckdb')`,
        `FROM '${path}/x.csv'`,
        `COPY data TO '${path}/x.csv'`,
      ])
        expect(await large.query(reach, { timeout: 20_000 })).toMatchObject({ problem: "query" });
    await large.close();
    expect(readdirSync(tmpdir())).not.toEqual(expect.arrayContaining(added.length > 0 ? added : [""]));
    expect(added.length).toBeGreaterThan(0);
  });

  test("a folder without DuckDB", async () => {
    const opening = realDuckDb.open({ folder: import.meta.dirname, signal: new AbortController().signal });
    await expect(opening).rejects.toThrow(/^Cannot run SQL checks: DuckDB does not start: /);
  });

  test("a session ends with its signal", async () => {
    const stop = new AbortController();
    const stopped = await openSession({}, { signal: stop.signal });
    const asking = stopped.query("SELECT 1 FROM range(10000000) a, range(10000000) b", { timeout: 60_000 });
    stop.abort(new Error("stopped"));
    await expect(asking).rejects.toThrow("stopped");
    expect(stopped.isOpen()).toBe(false);
  });

  test("any values come back as they went in", async () => {
    const text = fc.option(fc.string({ unit: "binary", maxLength: 40 }), { nil: undefined });
    const cell = fc.record({
      number: fc.oneof(fc.double(), fc.constant(Number.NaN)),
      integer: fc.oneof(fc.maxSafeInteger(), fc.constant(Number.NaN)),
      text,
    });
    let table = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 30 }), async (cells) => {
        const name = `any_${table++}`;
        await session.append(name, tableOfCells(cells));
        const conditions = cells.map(
          ({ number, integer, text }, row) =>
            `(rowid = ${row} AND ${sqlOf("number", number)} AND ${sqlOf("integer", integer)} AND ${textSql(text)})`,
        );
        const sql = `SELECT * FROM ${name} WHERE ${conditions.join(" OR ")}`;
        expect(await ask(sql)).toEqual({ returned: cells.length, first: [] });
      }),
      { numRuns: 60 },
    );
  });
});

function sqlOf(name: string, value: number): string {
  if (Number.isNaN(value)) return `"${name}" IS NULL`;
  return `"${name}" = ${Number.isFinite(value) ? `${value}${name === "number" ? "::DOUBLE" : ""}` : `'${value}'::DOUBLE`}`;
}

function textSql(value: string | undefined): string {
  if (value === undefined) return `"text" IS NULL`;
  return `encode("text") = from_hex('${Buffer.from(value, "utf8").toString("hex")}')`;
}

function tableOfCells(
  cells: { number: number; integer: number; text: string | undefined }[],
): Pick<Table, "rows" | "columns"> {
  const dictionary = [...new Set(cells.flatMap(({ text }) => text ?? []))];
  const codes = Int32Array.from(cells, ({ text }) => (text === undefined ? -1 : dictionary.indexOf(text)));
  return {
    rows: cells.length,
    columns: [
      numbers(
        "number",
        "number",
        cells.map(({ number }) => number),
      ),
      numbers(
        "integer",
        "integer",
        cells.map(({ integer }) => integer),
      ),
      { kind: "text", name: "text", type: "text", codes, dictionary },
    ],
  };
}
