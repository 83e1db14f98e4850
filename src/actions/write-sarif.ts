import type { Report } from "../report.ts";
import { rankedFindings } from "../report-annotations.ts";
import type { Services } from "../services/services.ts";
import { type Project, within } from "./project.ts";

/**
 * Writes all findings of a report as SARIF, and returns where; undefined where no path is given. Findings without a
 * place in the repository stand at the configuration.
 */
export async function writeSarif(
  { project, files, environment }: Pick<Services, "files" | "environment"> & { project: Project },
  report: Report,
  path: string | undefined,
): Promise<string | undefined> {
  if (path === undefined) return undefined;
  const { renderSarif } = await import("../sarif/render-sarif.ts");
  const { kind, version } = environment;
  const { file = within(project.directory, "mlops.yml") } = project.place([]);
  const findings = rankedFindings(report);
  // Code scanning is no place for values of the data, which hints may have.
  const showsValues = project.config.report.show_values ?? kind === "terminal";
  const told = showsValues ? findings.map(({ hint: _, ...finding }) => finding) : findings;
  const written = within(project.directory, path);
  await files.write(written, renderSarif(told, { action: "run", project: project.name, version, file }));
  return written;
}
