import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { requireTool } from "../require-tool.ts";
import { startChild } from "./child.ts";
import { judgeableSpecification } from "./openapi.ts";

/** The parts of GitHub's API that our actions call: Prism reports a request for any other as unknown. */
export const judgedPaths =
  /^\/repos\/\{owner\}\/\{repo\}(\/(issues|pulls|commits|comments|statuses|check-runs|actions\/(runs|artifacts|workflows)|releases|git|contents|deployments|dispatches|labels|compare)(\/|$)|$)|^\/user$|^\/rate_limit$/;

/** Prism in front of `upstream`, judging requests and responses against GitHub's OpenAPI description. */
export async function startPrism(
  upstream: string,
  keep: RegExp = judgedPaths,
): Promise<{
  url: string;
  specification: ReturnType<typeof judgeableSpecification>;
  failure(): string | undefined;
  close(): Promise<void>;
}> {
  const modules = path.join(requireTool("beds"), "node_modules");
  const source = path.join(modules, "@octokit/openapi/generated/api.github.com.json");
  const specification = judgeableSpecification(JSON.parse(await readFile(source, "utf8")), keep);
  const folder = await mkdtemp(path.join(tmpdir(), "mlops-prism-"));
  // Prism watches its file and stops serving when it goes.
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const file = path.join(folder, "github.json");
    await writeFile(file, JSON.stringify(specification));
    const program = path.join(modules, "@stoplight/prism-cli/dist/index.js");
    const child = await startChild(
      process.execPath,
      [program, "proxy", file, upstream, "--host", "127.0.0.1", "--port", "0", "--cors", "false"],
      {
        ready: /Prism is listening on (\S+)\s/,
        env: { PATH: process.env.PATH, SCARF_ANALYTICS: "false", NO_COLOR: "1" },
      },
    );
    return {
      url: child.ready,
      specification,
      failure: child.failure,
      close: async () => {
        await child.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** What Prism holds against a request, from its header; responses are the emulator's business. */
export function requestViolations(header: string | undefined): string[] {
  if (header === undefined) return [];
  const found = JSON.parse(header) as { location?: string[]; message: string; code?: string | number }[];
  return found
    .filter(
      ({ location = [], message }) =>
        location[0] === "request" || message.includes("Selected route not found"),
    )
    .map(({ location = [], message }) => `${location.join(".")}: ${message}`);
}
