import type { Context } from "../action.ts";
import { declareTypes } from "../profile/declare-types.ts";
import type { Profile } from "../profile/profile-schema.ts";
import type { Table } from "../tables/table.ts";
import { isTableShared, loadTable, profileOf } from "./load-table.ts";

/** Files from this size on are read part by part. */
export const streamedBytes = 1 << 26;

/** The project's data and their profile: in memory, or part by part where they are large and no other action needs the rows. */
export async function describeData(context: Context): Promise<{ table: Table; profile: Profile }> {
  const { project, files } = context;
  const path = project.dataPath;
  if (path !== undefined && !isTableShared(project) && ((await files.size(path)) ?? 0) >= streamedBytes) {
    const { streamData } = await import("./stream-data.ts");
    const streamed = await streamData(context, path);
    if (streamed !== undefined)
      return { ...streamed, profile: declareTypes(streamed.profile, project.config.data.columns) };
  }
  const table = await loadTable(context);
  return { table, profile: await profileOf(table, project) };
}
