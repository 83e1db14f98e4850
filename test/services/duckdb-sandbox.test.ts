import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import type { DuckDbSession } from "../../src/services/duckdb.ts";
import { describeWith } from "../require-tool.ts";
import { openSession } from "./duckdb.ts";

const folder = mkdtempSync(path.join(tmpdir(), "mlops-sandbox-"));
writeFileSync(path.join(folder, "secret.csv"), "a,b\n1,2\n");
writeFileSync(path.join(folder, "x.duckdb_extension"), "");
const data = {
  rows: 10,
  columns: [
    {
      kind: "numeric",
      name: "id",
      type: "integer",
      values: Float64Array.from({ length: 10 }, (_, i) => i),
      invalid: [],
      invalidCount: 0,
    } as const,
  ].map((each) => ({ ...each, invalid: [] })),
};

/** Statements that a hostile pull request may try, and what is said of each. */
const refused: [sql: string, message: RegExp][] = [
  ["SELECT * FROM read_csv('FOLDER/secret.csv')", /read_csv\(\) is not allowed/],
  ["SELECT * FROM (SELECT 1) JOIN (FROM read_text('/etc/passwd')) ON true", /read_text\(\) is not allowed/],
  ["SELECT (SELECT max(content) FROM read_text('/etc/passwd'))", /read_text\(\) is not allowed/],
  ["SELECT * FROM READ_BLOB('/etc/passwd')", /read_blob\(\) is not allowed/],
  ["SELECT * FROM main.glob('/*')", /glob\(\) is not allowed/],
  ["SELECT * FROM sniff_csv('FOLDER/secret.csv')", /sniff_csv\(\) is not allowed/],
  ["SELECT * FROM read_parquet('https://example.com/x.parquet')", /read_parquet\(\) is not allowed/],
  ["SELECT * FROM 'FOLDER/secret.csv'", /reaches for a file/],
  ["FROM 'https://example.com/x.csv'", /does not exist|reaches for a file/],
  ["FROM 's3://bucket/x.parquet'", /does not exist|reaches for a file/],
  ['FROM "FOLDER/secret.csv"', /reaches for a file/],
  ["SELECT getenv('PATH')", /getenv does not exist/],
  ["COPY data TO 'FOLDER/out.csv'", /one SELECT|reaches for a file/],
  ["COPY (SELECT 1) TO 'FOLDER/out.csv'", /one SELECT|reaches for a file/],
  ["COPY data FROM 'FOLDER/secret.csv'", /one SELECT|reaches for a file/],
  ["EXPORT DATABASE 'FOLDER/out'", /one SELECT|reaches for a file/],
  ["IMPORT DATABASE 'FOLDER'", /one SELECT|reaches for a file|statements/],
  ["ATTACH 'FOLDER/other.db'", /one SELECT/],
  ["ATTACH ':memory:' AS other", /one SELECT/],
  ["DETACH memory", /one SELECT/],
  ["USE memory", /one SELECT/],
  ["SET enable_external_access = true", /one SELECT/],
  ["SET memory_limit = '100GB'", /one SELECT/],
  ["RESET disabled_filesystems", /one SELECT/],
  ["SET VARIABLE x = 1", /one SELECT/],
  ["INSTALL httpfs", /one SELECT/],
  ["LOAD httpfs", /one SELECT/],
  ["LOAD 'FOLDER/x.duckdb_extension'", /one SELECT/],
  ["UPDATE EXTENSIONS", /one SELECT/],
  ["CREATE SECRET x (TYPE s3)", /one SELECT/],
  ["CREATE TABLE other (a INT)", /one SELECT/],
  ["CREATE MACRO f() AS 1", /one SELECT/],
  ["INSERT INTO data VALUES (1)", /one SELECT/],
  ["DELETE FROM data", /one SELECT/],
  ["UPDATE data SET id = 1", /one SELECT/],
  ["MERGE INTO data USING data d ON true WHEN MATCHED THEN DELETE", /one SELECT/],
  ["DROP TABLE data", /one SELECT/],
  ["WITH x AS (INSERT INTO data VALUES (1) RETURNING *) SELECT * FROM x", /CTE|SELECT|syntax error/],
  ["CALL pragma_version()", /one SELECT/],
  ["PRAGMA database_list", /one SELECT/],
  ["PRAGMA enable_profiling", /one SELECT/],
  ["EXPLAIN ANALYZE SELECT 1", /one SELECT/],
  ["PREPARE p AS SELECT 1", /one SELECT/],
  ["EXECUTE p", /one SELECT/],
  ["BEGIN", /one SELECT/],
  ["VACUUM", /one SELECT/],
  ["CHECKPOINT", /one SELECT/],
  ["SELECT 1; SELECT 2", /2 statements/],
  ["SELECT 1; COPY data TO 'FOLDER/out.csv'", /2 statements/],
  ["PIVOT data ON id USING count(*)", /one SELECT|statements/],
  ["SELECT 1) ; COPY data TO 'FOLDER/out.csv' ; (SELECT 1", /syntax error/],
  ["", /one SELECT/],
  ["-- nothing", /one SELECT/],
  ["SELECT ?", /has parameters/],
  ["SELECT * FROM data WHERE id = $a", /has parameters/],
  ["SELECT * FROM query('SELECT 1')", /query\(\) is not allowed/],
  ["SELECT * FROM query_table('data')", /query_table\(\) is not allowed/],
  [
    "FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
    /json_execute_serialized_sql\(\) is not/,
  ],
  ["SELECT * FROM duckdb_secrets()", /duckdb_secrets\(\) is not allowed/],
  ["SELECT * FROM duckdb_settings()", /duckdb_settings\(\) is not allowed/],
  ["SELECT * FROM duckdb_extensions()", /duckdb_extensions\(\) is not allowed/],
  ["SELECT * FROM which_secret('x', 's3')", /which_secret\(\) is not allowed/],
  ["SELECT * FROM pragma_storage_info('data')", /pragma_storage_info\(\) is not allowed/],
  [
    "SELECT * FROM enable_profiling(save_location := 'FOLDER/out.json')",
    /enable_profiling\(\) is not allowed/,
  ],
  [
    "SELECT * FROM enable_logging(storage := 'file', storage_path := 'FOLDER/logs')",
    /enable_logging\(\) is not/,
  ],
  ["SELECT * FROM checkpoint()", /checkpoint\(\) is not allowed/],
  ["SELECT * FROM arrow_scan(0, 0, 0)", /arrow_scan\(\) is not allowed/],
  ["SELECT * FROM test_all_types()", /test_all_types\(\) is not allowed/],
  ["SELECT write_blob('FOLDER/out', 'a')", /write_blob does not exist/],
  ["SELECT load_extension('x')", /load_extension does not exist/],
  ["SELECT * FROM postgres_scan('a', 'b', 'c')", /postgres_scan\(\) is not allowed/],
];

describeWith("duckdb", "the sandbox of SQL checks", () => {
  let session: DuckDbSession;
  beforeEach(async () => {
    if (!session?.isOpen()) session = await openSession({ data }, { memory: 500 << 20 });
  });
  afterAll(() => session?.close());

  test.each(refused)("%s", async (sql, message) => {
    const answer = await session.query(sql.replaceAll("FOLDER", folder.replaceAll("\\", "/")), {
      timeout: 20_000,
    });
    expect(answer).toEqual(
      expect.objectContaining({ problem: "query", message: expect.stringMatching(message) }),
    );
    expect(session.isOpen()).toBe(true);
    expect(await session.query("SELECT * FROM data", { timeout: 20_000 })).toMatchObject({ returned: 10 });
    expect(readdirSync(folder).sort()).toEqual(["secret.csv", "x.duckdb_extension"]);
  });

  const bombs: [sql: string, problems: string[]][] = [
    ["SELECT 1 FROM range(10000000) a, range(10000000) b WHERE a.range * b.range = 7", ["time"]],
    ["WITH RECURSIVE r AS (SELECT 1 x UNION ALL SELECT x + 1 FROM r) SELECT * FROM r", ["time", "memory"]],
    ["SELECT 1 WHERE sleep_ms(100000) IS NULL", ["time"]],
    ["SELECT string_agg(repeat('x', 1000), '') t FROM range(100000000) HAVING length(t) > 0", ["memory"]],
    ["SELECT 1 FROM range(1000000000) HAVING len(list(range)) > 0", ["memory", "time"]],
    ["SELECT 1 WHERE length(printf('%2000000000d', 1)) > 0", ["memory", "time"]],
    ["SELECT 1 WHERE length(lpad('x', 2000000000, 'y')) > 0", ["memory", "time"]],
    ["SELECT 1 WHERE len(range(2000000000)) > 0", ["memory", "time", "value"]],
    ["SELECT quantile_cont(range, 0.5) q FROM range(2000000000) HAVING q > 0", ["memory", "time"]],
    ["SELECT DISTINCT hash(range) FROM range(1000000000)", ["memory", "time"]],
    [`SELECT 1 WHERE ${"(".repeat(4000)}true${")".repeat(4000)}`, ["answer", "query", "value"]],
    [`SELECT ${"NOT ".repeat(2000)}true`, ["answer", "query", "value"]],
    [`SELECT ${"[".repeat(4000)}1${"]".repeat(4000)}`, ["query", "value"]],
    [
      `WITH ${Array.from({ length: 60 }, (_, i) => `a${i} AS (FROM ${i === 0 ? "range(2) t(a)" : `a${i - 1} x, a${i - 1} y`})`).join(", ")} SELECT 1 FROM a59`,
      ["time", "memory", "query", "value"],
    ],
  ];
  test.each(bombs.map(([sql, problems]) => [sql.slice(0, 80), sql, problems] as const))(
    "%s",
    async (_, sql, problems) => {
      const answer = await session.query(sql, { timeout: 3000 });
      expect(problems).toContain("problem" in answer ? answer.problem : "answer");
    },
  );
});
