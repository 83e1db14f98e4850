import type { Context } from "../action.ts";
import type { Reference } from "../drift/reference.ts";
import { UserError } from "../errors.ts";
import { within } from "./project.ts";
import { readData } from "./read-data.ts";

type ReferenceContext = Pick<Context, "files" | "log" | "project" | "signal" | "csvKernel">;

/**
 * The earlier data that today's are compared with: `data.reference`, a data file or a profile. Undefined where none is
 * set, so that what needs one says that it was not judged. Throws UserError, placed at the key, where it cannot be used.
 */
export async function findReference(context: ReferenceContext): Promise<Reference | undefined> {
  const { files, project, log, signal, csvKernel } = context;
  const { reference, csv } = project.config.data;
  if (reference === undefined) return undefined;
  const source = within(project.directory, reference);
  const place = project.place(["data", "reference"]);
  if (!(await files.exists(source)))
    throw new UserError(`Cannot compare with data.reference: there is no "${source}"`, {
      ...place,
      hint: "Name a data file, or a profile.json that validate-data wrote, relative to mlops.yml",
    });
  if (source.endsWith(".json")) {
    const { isProfile, parseProfile } = await import("../profile/parse-profile.ts");
    const head = new TextDecoder().decode(await files.readRange(source, 0, 1024));
    if (isProfile(head)) {
      const profile = parseProfile(await files.read(source), source);
      return { source, rows: profile.rows, profile };
    }
  }
  const progress = log.progress(`Reading ${source}`);
  const table = await readData(files, source, { signal, csv, kernel: csvKernel });
  progress.end();
  if (table.rows === 0)
    throw new UserError(`Cannot compare with "${source}": it has no rows`, { ...place, file: source });
  return { source, rows: table.rows, table };
}
