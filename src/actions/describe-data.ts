import type { Context } from "../action.ts";
import { declareTypes } from "../profile/declare-types.ts";
import type { Profile } from "../profile/profile-schema.ts";
import type { Table } from "../tables/table.ts";
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
      const { columns, reference } = project.config.data;
      if (reference !== undefined) await tellChanges(context, streamed);
      return { ...streamed, profile: declareTypes(streamed.profile, columns) };
    }
  }
  const table = await loadTable(context);
  return { table, profile: await profileOf(table, context) };
}

/** Says on the table which of its columns are of another type than in the reference. */
async function tellChanges(
  context: Context,
  { table, profile }: { table: Table; profile: Profile },
): Promise<void> {
  const [{ heldTypes }, { changedTypes }] = await Promise.all([
    import("./held-types.ts"),
    import("../tables/hold-types.ts"),
  ]);
  table.typeChanges = changedTypes(profile.columns, await heldTypes(context));
}
