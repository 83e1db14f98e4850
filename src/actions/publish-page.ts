import type { Context } from "../action.ts";
import { bundleName, shortDigest } from "../bundle/bundle-name.ts";
import { ServiceError } from "../errors.ts";
import type { Report } from "../report.ts";
import { renderPage, runPage } from "./render-page.ts";
import { runUrl } from "./run-url.ts";

/**
 * Uploads the report as a page, one HTML file with charts, as an artifact of the run, and returns its address. Undefined
 * where artifacts are not available, or the page could not be made: the comment goes without it. What
 * uploads loads here alone.
 */
export async function publishPage(
  {
    artifacts,
    environment,
    project,
    log,
    signal,
  }: Pick<Context, "artifacts" | "environment" | "project" | "log" | "signal">,
  report: Report,
): Promise<string | undefined> {
  const run = runUrl(environment);
  if (!artifacts.isAvailable || run === undefined) return undefined;
  const name = bundleName(project.name, environment.job, environment.runAttempt ?? 1).replace(
    "mlops-",
    "report-",
  );
  try {
    const page = runPage(project) ?? (await renderPage([report]));
    const { id } = await artifacts.publish(`${name}.html`, page).catch((error: unknown) => {
      if (!(error instanceof ServiceError && error.status === 409)) throw error;
      // Legs of a matrix have one job's id, and a job may comment twice.
      return artifacts.publish(`${name}-${shortDigest(page)}.html`, page);
    });
    return `${run}/artifacts/${id}`;
  } catch (error) {
    signal.throwIfAborted();
    log.warn(
      `${error instanceof Error ? error.message : String(error)}; the comment links the run in place of the page`,
    );
    return undefined;
  }
}
