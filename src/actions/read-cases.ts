import type { Context } from "../action.ts";
import { digestFile } from "../evidence/digest.ts";
import type { ModelRows, RowFacts } from "../gate/model-rows.ts";
import type { Cases } from "../imports/cases.ts";
import { type ImportedFile, unreadable } from "../imports/imported-metrics.ts";
import { formatBytes } from "../number-format.ts";
import type { Table, TextColumn } from "../tables/table.ts";

/** What cases are read from at most: a file is one text. */
const mostBytes = 200e6;
/** Bytes in which a file says what it is. */
const head = 64_000;

/**
 * Scores of cases as another tool wrote them, told by content: promptfoo's results or lm-evaluation-harness' samples.
 * Undefined for any other file. Throws UserError for one that cannot be judged.
 */
export async function findForeignCases(
  { files }: Pick<Context, "files">,
  file: ImportedFile,
  facts: RowFacts,
): Promise<ModelRows | undefined> {
  if (!/\.(json|jsonl|ndjson)$/i.test(file.file)) return undefined;
  const bytes = await files.size(file.file);
  if (bytes === undefined || !(await looksForeign(files, file.file))) return undefined;
  if (bytes > mostBytes) throw unreadable(file, `it has more than ${formatBytes(mostBytes)}`);
  const { parseCases } = await import("../imports/parse-cases.ts");
  const text = await files.read(file.file);
  const cases = parseCases(text, file);
  return (
    cases && { table: tableOf(cases, { source: file.file, bytes, digest: digestFile(text) }), facts, cases }
  );
}

/** Whether the start of a file is as these tools write it. */
export async function looksForeign(files: Context["files"], file: string): Promise<boolean> {
  const start = new TextDecoder().decode(await files.readRange(file, 0, head));
  return /"(?:testIdx|doc_id|evalId)"\s*:/.test(start);
}

/** The cases as a table, for slices and weights. */
function tableOf({ ids, numbers }: Cases, origin: Pick<Table, "source" | "bytes" | "digest">): Table {
  const codes = new Map<string, number>();
  for (const id of ids) if (!codes.has(id)) codes.set(id, codes.size);
  const id: TextColumn = {
    kind: "text",
    name: "case_id",
    type: "text",
    codes: Int32Array.from(ids, (each) => codes.get(each)!),
    dictionary: [...codes.keys()],
  };
  const columns = [...numbers].map(([name, values]) => ({
    kind: "numeric" as const,
    type: "number" as const,
    name,
    values,
    invalid: [],
    invalidCount: 0,
  }));
  return { ...origin, rows: ids.length, columns: [id, ...columns], lines: new Uint32Array(0) };
}
