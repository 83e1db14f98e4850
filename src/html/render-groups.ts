import { escapeText } from "../escape-html.ts";
import { clipText } from "../visible-text.ts";

/** A table or chart as it is shown, and the group that it is of. */
export interface Block {
  group: string | undefined;
  html: string;
}

/**
 * What is of no group, then each group under its name, its charts before its tables, in the order in which the tables
 * come. The page's script shows one group at a time; without it they follow one another.
 */
export function renderGroups(
  charts: readonly Block[],
  tables: readonly Block[],
  heading: "h3" | "h4",
): string[] {
  const blocks = [...charts, ...tables];
  const groups = new Map<string | undefined, Block[]>([...tables, ...charts].map(({ group }) => [group, []]));
  // Node 20 has no Map.groupBy.
  for (const block of blocks) groups.get(block.group)!.push(block);
  const rest = (groups.get(undefined) ?? []).map(({ html }) => html);
  groups.delete(undefined);
  const named = [...groups].map(
    ([name = "", members]) =>
      `<div class="group"><${heading}>${escapeText(clipText(name, 200))}</${heading}>${besides(members.map(({ html }) => html))}</div>`,
  );
  return [...rest, ...(named.length > 0 ? [`<div class="switch">${named.join("\n")}</div>`] : [])];
}

/** Blocks that stand side by side where there is room. */
export function besides(blocks: readonly string[]): string {
  return `<div class="charts">${blocks.map((block) => `<div>${block}</div>`).join("\n")}</div>`;
}
