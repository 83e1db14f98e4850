import { UserError } from "../errors.ts";
import type { PartSpan } from "../parts/merge-parts.ts";
import type { PartAnswer, PartWork } from "../parts/work-part.ts";
import type { Table } from "../tables/table.ts";
import type { PartsRequest } from "./read-parts.ts";

/** Characters of picked cells past which no more rows are read. */
const mostCharacters = 1 << 25;

/**
 * What picks rows of a table that is read part by part: it reads again the parts that hold rows which are not picked
 * yet, in the order of the rows. Throws UserError where the file changed.
 */
export function rowPicker(
  { source, plan, pool, signal }: Pick<PartsRequest, "source" | "plan" | "pool" | "signal">,
  spans: readonly PartSpan[],
): Required<Pick<Table, "pick" | "picked">> {
  const picked = new Map<number, readonly (string | undefined)[]>();
  let characters = 0;
  return {
    picked,
    async pick(rows) {
      const wanted = [...new Set(rows)].filter((row) => !picked.has(row));
      const holding = divideRows(spans, Uint32Array.from(wanted).sort());
      if (holding.length === 0 || characters > mostCharacters) return;
      const work: PartWork = {
        plan,
        ranges: holding.map(({ span }) => span.range),
        picked: holding.map((each) => each.rows),
        hashes: false,
        rows: 0,
        share: 0,
        checks: [],
        derive: {},
      };
      await pool.run<PartAnswer>("csv-part", work, holding.length, {
        signal,
        onAnswer({ cells, fault, rows: count }, index) {
          const { span, rows: places } = holding[index]!;
          if (fault !== undefined || count !== span.rows)
            throw new UserError(`Cannot read "${source}": the file changed while it was read`, {
              file: source,
            });
          for (const [at, texts] of cells.entries()) {
            picked.set(span.row + places[at]!, texts);
            characters += texts.reduce((sum, text = "") => sum + text.length, texts.length);
          }
          return characters <= mostCharacters;
        },
      });
    },
  };
}

/** The spans that hold some of the rows, which ascend, and which of theirs. */
function divideRows(spans: readonly PartSpan[], rows: Uint32Array): { span: PartSpan; rows: Uint32Array }[] {
  let next = 0;
  return spans.flatMap((span) => {
    const from = next;
    while (next < rows.length && rows[next]! < span.row + span.rows) next++;
    return next === from ? [] : [{ span, rows: rows.slice(from, next).map((row) => row - span.row) }];
  });
}
