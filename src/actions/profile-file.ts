import type { Profile } from "../profile/profile-schema.ts";
import { profileTable } from "../profile/profile-table.ts";
import type { Table } from "../tables/table.ts";
import type { findReference } from "./find-reference.ts";
import { openProjectData } from "./open-data.ts";
import { type Project, requireData } from "./project.ts";
import { readData } from "./read-data.ts";
import { mayBeLarge } from "./streamed-bytes.ts";

/** A project of other data, of which nothing is said but how they are written. */
export function projectOf(
  project: Project,
  dataPath: string,
  csv?: Project["config"]["data"]["csv"],
  columns?: Project["config"]["data"]["columns"],
): Project {
  const { split } = project.config.data;
  return { ...project, dataPath, config: { ...project.config, data: { split, csv, columns } } };
}

/**
 * The project's data and the profile of each column, for what looks at data and judges no checks: part by part where
 * they are large, or have `leastBytes`.
 */
export async function profileFile(
  context: Parameters<typeof findReference>[0],
  leastBytes?: number,
): Promise<{ table: Table; profile: Profile }> {
  const { project, signal, workers, csvKernel } = context;
  const { dataPath } = requireData(project);
  const files = await openProjectData(context);
  const { csv, columns, s3 } = project.config.data;
  if (leastBytes !== undefined || (await mayBeLarge(files, dataPath))) {
    const { streamData } = await import("./stream-data.ts");
    const { split } = project.config.data;
    const config = { ...project.config, data: { split, csv, columns, s3 }, checks: [] };
    const streamed = await streamData({ ...context, project: { ...project, config } }, dataPath, {
      leastBytes,
    });
    if (streamed !== undefined) return streamed;
  }
  const table = await readData(files, dataPath, { signal, csv, columns, kernel: csvKernel, workers });
  return { table, profile: profileTable(table) };
}
