import type { Context } from "../action.ts";
import { declareTypes } from "../profile/declare-types.ts";
import type { Profile } from "../profile/profile-schema.ts";
import type { Table } from "../tables/table.ts";
import { hasEarlier } from "./find-earlier.ts";
import { isTableShared, loadTable, profileOf } from "./load-table.ts";
import { openProjectData } from "./open-data.ts";
import { mayBeLarge } from "./streamed-bytes.ts";

/** The project's data and their profile: in memory, or part by part where they are large and no other action needs the rows. */
export async function describeData(context: Context): Promise<{ table: Table; profile: Profile }> {
  const { project } = context;
  const path = project.dataPath;
  const isLarge = async (name: string): Promise<boolean> => mayBeLarge(await openProjectData(context), name);
  if (path !== undefined && !isTableShared(project) && (await isLarge(path))) {
    const { streamData } = await import("./stream-data.ts");
    const streamed = await streamData(context, path);
    if (streamed !== undefined) {
      const { columns } = project.config.data;
      if (await hasEarlier(context)) {
        const { heldTypes, tellChanges } = await import("./held-types.ts");
        streamed.table.typeChanges = tellChanges(streamed.profile.columns, await heldTypes(context));
      }
      return { ...streamed, profile: declareTypes(streamed.profile, columns) };
    }
  }
  const table = await loadTable(context);
  return { table, profile: await profileOf(table, context) };
}
