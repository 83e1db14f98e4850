import type { Context } from "../action.ts";
import { declareTypes } from "../profile/declare-types.ts";
import type { Profile } from "../profile/profile-schema.ts";
import type { Table } from "../tables/table.ts";
import { isTableShared, loadTable, profileOf } from "./load-table.ts";
import { openProjectData } from "./open-data.ts";

/** Files from this size on are read part by part. */
export const streamedBytes = 1 << 26;

/** The project's data and their profile: in memory, or part by part where they are large and no other action needs the rows. */
export async function describeData(context: Context): Promise<{ table: Table; profile: Profile }> {
  const { project } = context;
  const path = project.dataPath;
  const isLarge = async (name: string): Promise<boolean> =>
    ((await (await openProjectData(context)).size(name)) ?? 0) >= streamedBytes;
  if (path !== undefined && !isTableShared(project) && (await isLarge(path))) {
    const { streamData } = await import("./stream-data.ts");
    const streamed = await streamData(context, path);
    if (streamed !== undefined)
      return { ...streamed, profile: declareTypes(streamed.profile, project.config.data.columns) };
  }
  const table = await loadTable(context);
  return { table, profile: await profileOf(table, project) };
}
