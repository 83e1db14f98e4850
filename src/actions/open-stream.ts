import type { Context } from "../action.ts";
import { deriveColumns } from "../expression/derive-columns.ts";
import { collectColumns } from "../parts/collect-columns.ts";
import type { PartCheck, PartFailures } from "../parts/judge-part.ts";
import type { CountedKeys, Stream } from "../parts/judge-stream.ts";
import { type LineOf, logLines } from "../parts/line-log.ts";
import type { Column, Table } from "../tables/table.ts";
import { type PartsRequest, readParts } from "./read-parts.ts";

/** Bytes of a part whose columns are given on: they are in memory several times on their way. */
const givenBytes = 1 << 20;

/** What the first pass over the rows found: what breaks these checks, and some of the rows. */
export interface FirstPass {
  checks: readonly PartCheck[];
  failures: readonly PartFailures[];
  sample: Table;
}

/** Answers what checks ask of rows that are not in memory: by the first pass, or by further ones. */
export function openStream(
  request: Omit<PartsRequest, "checks" | "columns" | "hashes"> & Pick<Context, "scratch">,
  table: Table,
  first: FirstPass,
): Stream {
  const { plan, derive, rows } = request;
  const counted = new Map<string, PartFailures>();
  const keyOf = ({ check, constraint }: PartCheck): string => JSON.stringify([constraint, check]);
  const remember = ({ checks, failures }: Pick<FirstPass, "checks" | "failures">): void =>
    checks.forEach((each, index) => {
      const found = failures[index];
      if (found !== undefined) counted.set(keyOf(each), found);
    });
  remember(first);
  const keys = new Map<string, CountedKeys>();
  const loaded = new Map<string, Column>();
  const hashed = new Map<string, Column>();
  let lines: Uint32Array = new Uint32Array(0);
  const sample = deriveColumns(first.sample, derive);
  const columns = [...table.columns, ...sample.columns.slice(table.columns.length)];
  let lineOf: LineOf = () => undefined;
  const eachKeys: Table["eachKeys"] = async (keys, take) => {
    const log = logLines();
    await readParts({
      ...request,
      checks: [],
      hashes: false,
      columns: [],
      keys,
      partBytes: request.partBytes ?? givenBytes * 2,
      onPart(part, line) {
        log.add(part.rowLines, line);
        return take(part.keys);
      },
    });
    lineOf = log.lineOf;
  };
  return {
    table: { ...table, columns, eachKeys },
    sample,
    lineOf: (row) => lineOf(row) ?? lines[row],
    async each(take) {
      const log = logLines();
      await readParts({
        ...request,
        checks: [],
        hashes: false,
        columns: columns.map(({ name }) => ({ name, isHashed: false })),
        partBytes: request.partBytes ?? givenBytes,
        onPart(part, line) {
          log.add(part.rowLines, line);
          // A part may hold nothing but integers where the whole column does not.
          const typed = part.columns.map(
            (each, index) => ({ ...each, type: columns[index]?.type }) as Column,
          );
          return take({ rows: part.rows, columns: typed });
        },
      });
      lineOf = log.lineOf;
    },
    async count(checks) {
      const missing = checks.filter((each) => !counted.has(keyOf(each)));
      if (missing.length > 0) {
        const { merged } = await readParts({ ...request, checks: missing, hashes: false });
        remember({ checks: missing, failures: merged.failures });
      }
      return checks.map((each) => counted.get(keyOf(each)) as PartFailures);
    },
    async countKeys(requests) {
      const missing = requests.filter((each) => !keys.has(JSON.stringify(each)));
      if (missing.length > 0) {
        const { countKeys } = await import("./stream-repeated.ts");
        const found = await countKeys(request, { ...table, eachKeys }, missing);
        for (const [index, each] of missing.entries()) keys.set(JSON.stringify(each), found[index]!);
      }
      return requests.map((each) => keys.get(JSON.stringify(each)) as CountedKeys);
    },
    async load(wanted) {
      const missing = wanted.filter(
        ({ name, isHashed }) => !loaded.has(name) && !(isHashed && hashed.has(name)),
      );
      if (missing.length > 0) {
        const asText = new Set(missing.filter(({ isHashed }) => !isHashed).map(({ name }) => name));
        const columns = [...new Set(missing.map(({ name }) => name))].map((name) => ({
          name,
          isHashed: !asText.has(name),
        }));
        const collected = collectColumns(rows);
        await readParts({ ...request, checks: [], columns, hashes: false, onPart: collected.add });
        for (const column of collected.columns())
          (asText.has(column.name) ? loaded : hashed).set(column.name, column);
        if (plan.format !== "parquet") lines = collected.lines;
      }
      const names = [...new Set(wanted.map(({ name }) => name))];
      const { judge: _, load: __, eachPart: ___, sample: ____, ...whole } = table;
      return {
        ...whole,
        lines,
        columns: names.flatMap((name) => loaded.get(name) ?? hashed.get(name) ?? []),
      };
    },
  };
}
