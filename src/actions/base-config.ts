import type { Context } from "../action.ts";
import type { Config } from "../config/config.ts";
import { findBase } from "../diff/find-base.ts";
import { ServiceError, UserError } from "../errors.ts";
import type { Finding } from "../report.ts";
import { within } from "./project.ts";

/** The configuration that a pull request, or a merge queue's group, is judged by beside its own. */
export type BaseConfig =
  | { config: Config; shown: string; why?: undefined; findings: Finding[] }
  | { config?: undefined; why: string; findings: Finding[] };

type ConfigContext = Pick<Context, "files" | "git" | "github" | "environment" | "project" | "log">;

/** The largest `mlops.yml` of a base. */
const mostBytes = 8 << 20;

/**
 * Reads the base commit's `mlops.yml`, from git or else GitHub, and says what of the gate's settings is otherwise in this
 * one. Undefined where the event has no base: then the own settings count. Where it cannot be read, a finding says why.
 */
export async function readBaseConfig(context: ConfigContext): Promise<BaseConfig | undefined> {
  const { environment, project } = context;
  if (findBase(environment.event) === undefined) return undefined;
  const file = project.configFile ?? within(project.directory, "mlops.yml");
  try {
    const { openBaseCommit } = await import("./base-commit.ts");
    const base = await openBaseCommit(context, { dataPath: project.directory, named: undefined, mostBytes });
    if (base === undefined) return undefined;
    if (typeof base === "string") return unread(context, base);
    const name = `"${file}" of ${base.shown}`;
    if ((await base.files.find(file))?.kind !== "file") return unread(context, `there is no ${name}`, "info");
    const { parseConfig } = await import("../config/parse-config.ts");
    const { config } = parseConfig(await base.files.read(file), `${file} of ${base.shown}`);
    const { compareSettings } = await import("../gate/compare-settings.ts");
    const findings = compareSettings(config, project.config, project.place);
    return { config, shown: base.shown, findings };
  } catch (error) {
    if (!(error instanceof UserError || error instanceof ServiceError)) throw error;
    return unread(context, error.message);
  }
}

function unread(
  { project }: ConfigContext,
  why: string,
  severity: Finding["severity"] = "warning",
): BaseConfig {
  const { file } = project.place([]);
  return {
    why,
    findings: [
      {
        severity,
        rule: "settings of the base",
        message: `The settings of the base are not known, so those of this commit count alone: ${why}`,
        ...(file !== undefined && { file, line: 1 }),
      },
    ],
  };
}
