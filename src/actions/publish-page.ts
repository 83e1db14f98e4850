import type { Context } from "../action.ts";
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
  const { job, runAttempt } = environment;
  const parts = ["report", project.name, job, String(runAttempt ?? 1)].filter((each) => each !== undefined);
  const name = `${parts.join("-").replace(/[^A-Za-z0-9._-]+/g, "-")}.html`;
  try {
    const page = runPage(project) ?? (await renderPage([report]));
    const { id } = await artifacts.publish(name, page);
    return `${run}/artifacts/${id}`;
  } catch (error) {
    signal.throwIfAborted();
    log.warn(
      `${error instanceof Error ? error.message : String(error)}; the comment links the run in place of the page`,
    );
    return undefined;
  }
}
