import type { Context } from "../action.ts";
import { declareTypes } from "../profile/declare-types.ts";
import type { Profile } from "../profile/profile-schema.ts";
import type { Table } from "../tables/table.ts";
import { hasEarlier } from "./find-earlier.ts";
import { isTableShared, loadTable, profileOf, type TableContext } from "./load-table.ts";
import { openProjectData } from "./open-data.ts";
import type { Project } from "./project.ts";
import type { StreamedData } from "./stream-data.ts";
import { mayBeLarge } from "./streamed-bytes.ts";

const streams = new WeakMap<Project, Promise<StreamedData | undefined>>();

/** The project's data part by part, opened once; undefined where they are small, or other actions need the rows. */
export function streamProject(context: TableContext): Promise<StreamedData | undefined> {
  const { project } = context;
  const found = streams.get(project) ?? startStream(context);
  streams.set(project, found);
  return found;
}

async function startStream(context: TableContext): Promise<StreamedData | undefined> {
  const { project } = context;
  const path = project.dataPath;
  if (path === undefined || isTableShared(project)) return undefined;
  if (!(await mayBeLarge(await openProjectData(context), path))) return undefined;
  if (await hasEarlier(context)) {
    const { streamHeld } = await import("./stream-held.ts");
    return streamHeld(context, path);
  }
  const { streamData } = await import("./stream-data.ts");
  return streamData(context, path);
}

/** The project's data and their profile: in memory, or part by part where they are large and no other action needs the rows. */
export async function describeData(context: Context): Promise<{ table: Table; profile: Profile }> {
  const { project } = context;
  const streamed = await streamProject(context);
  if (streamed !== undefined) {
    const { columns } = project.config.data;
    return { ...streamed, profile: declareTypes(streamed.profile, columns) };
  }
  const table = await loadTable(context);
  return { table, profile: await profileOf(table, context) };
}
