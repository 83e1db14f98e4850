import type { Report } from "../report.ts";
import type { Project } from "./project.ts";

/** The reports as one page, an HTML file with charts. What draws loads here alone. */
export async function renderPage(reports: readonly Report[]): Promise<string> {
  const [{ renderHtml }, { renderCharts }] = await Promise.all([
    import("../html/render-html.ts"),
    import("../chart/render-chart.ts"),
  ]);
  return renderHtml(reports, { charts: await renderCharts(reports) });
}

/** By the project's folders. */
const shared = new WeakMap<Project["folders"], string>();

/** Renders the page of a whole run, which its later steps publish as it is. */
export async function renderRunPage({ folders }: Project, report: Report): Promise<string> {
  const page = await renderPage([report]);
  shared.set(folders, page);
  return page;
}

/** The page of the run where it was rendered already. */
export function runPage({ folders }: Project): string | undefined {
  return shared.get(folders);
}
