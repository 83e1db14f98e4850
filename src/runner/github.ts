import type { AnyAction, OutputValue } from "../action.ts";
import { ServiceError, UserError } from "../errors.ts";
import type { Inputs } from "../inputs.ts";
import { readAwsSettings } from "../services/aws-settings.ts";
import { readEnvironment } from "../services/environment.ts";
import { closeServices, createServices } from "./create-services.ts";
import { execute, type Outcome } from "./execute.ts";
import { exitCodeOf, exitCodeOfError } from "./exit-code.ts";
import { githubLog, inert } from "./github-log.ts";
import { parseInputs } from "./prepare.ts";
import { stopSignal } from "./stop-signal.ts";
import { version } from "./version.ts";

/**
 * Runs an action as a step on GitHub: inputs from `INPUT_*`, then outputs, annotations, the job summary and the
 * exit code from the value that it returned. @actions/core is loaded last: it doubles Node's start.
 */
export async function startOnGitHub(action: AnyAction): Promise<void> {
  const { env } = process;
  const stop = stopSignal();
  const environment = readEnvironment(env, {
    workingDirectory: env.GITHUB_WORKSPACE || process.cwd(),
    version,
  });
  const log = githubLog((text, done) => process.stdout.write(text, done), env.RUNNER_DEBUG === "1");
  let close = async (): Promise<void> => {};
  try {
    const given = givenInputs(action, env);
    await maskSecrets([...secretsOf(action, given), ...awsSecrets(env)]);
    const inputs = parseInputs(action, given);
    const token = inputs["github-token"];
    const services = createServices({
      environment,
      env,
      token: typeof token === "string" ? token : env.GITHUB_TOKEN,
      log,
      signal: stop.signal,
      mask: maskSecrets,
    });
    close = () => closeServices(services);
    const outcome = await execute(action, inputs, services);
    log.closeFold();
    await emit(outcome);
    const failOn = inputs["fail-on"] as "error" | "warning" | "never";
    const { report, error } = outcome.result;
    process.exitCode = error === undefined ? exitCodeOf(report, failOn) : exitCodeOfError(error);
    if (process.exitCode !== 0)
      await fail(`${outcome.project.name}: ${report.headline} (verdict ${outcome.result.verdict})`);
  } catch (error) {
    process.exitCode = stop.exitCode() ?? exitCodeOfError(error);
    log.closeFold();
    await emitError(action, error, stop.exitCode() !== undefined);
  } finally {
    await close();
  }
}

function givenInputs(
  action: AnyAction,
  env: Record<string, string | undefined>,
): Record<string, string | undefined> {
  const variable = (name: string): string => `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
  return Object.fromEntries(Object.keys(action.inputs).map((name) => [name, env[variable(name)]]));
}

function secretsOf(action: AnyAction, given: Record<string, string | undefined>): string[] {
  return Object.entries(action.inputs as Inputs)
    .filter(([, { kind }]) => kind === "secret")
    .flatMap(([name]) => given[name]?.trim() || []);
}

/** Credentials that a step got by other ways than configure-aws-credentials, which masks them itself. */
function awsSecrets(env: Record<string, string | undefined>): string[] {
  const { credentials } = readAwsSettings(env);
  return [credentials?.secretAccessKey, credentials?.sessionToken].filter((each) => each !== undefined);
}

async function maskSecrets(secrets: readonly string[]): Promise<void> {
  if (secrets.length === 0) return;
  const { setSecret } = await import("@actions/core");
  for (const each of secrets) setSecret(each);
}

async function emit({ result, reportPath, project }: Outcome): Promise<void> {
  const { error, warning, notice, setOutput, summary } = await import("@actions/core");
  const annotateAt = { error, warning, notice };
  const { annotate } = await import("../report-annotations.ts");
  for (const { level, message, ...place } of annotate(result.report)) {
    const properties = Object.fromEntries(
      Object.entries({
        title: place.title,
        file: place.file,
        startLine: place.line,
        startColumn: place.column,
      }).filter(([, value]) => value !== undefined),
    );
    annotateAt[level](message, properties);
  }
  const outputs: Record<string, OutputValue> = {
    ...result.outputs,
    verdict: result.verdict,
    passed: result.verdict === "pass" || result.verdict === "skipped",
    report: reportPath,
  };
  for (const [name, value] of Object.entries(outputs)) if (value !== undefined) setOutput(name, value);
  if (project.config.report.summary) {
    const { renderMarkdown } = await import("../markdown/render-markdown.ts");
    await summary.addRaw(result.summary ?? renderMarkdown(result.report, { budget: summaryBudget })).write();
  }
}

/** Below GitHub's 1 MiB a step, over which the whole summary is dropped. */
const summaryBudget = 900_000;

async function fail(message: string): Promise<void> {
  const { setFailed } = await import("@actions/core");
  const code = process.exitCode;
  setFailed(inert(message));
  process.exitCode = code;
}

async function emitError(action: AnyAction, cause: unknown, stopped: boolean): Promise<void> {
  const { error, info } = await import("@actions/core");
  if (stopped) {
    info(`${action.name}: stopped before it was done; nothing half-written was kept`);
  } else if (cause instanceof UserError) {
    const { file, line, column } = cause.place;
    error(cause.hint === undefined ? cause.message : `${cause.message}. ${cause.hint}`, {
      title: action.name,
      ...(file !== undefined && { file }),
      ...(line !== undefined && { startLine: line }),
      ...(column !== undefined && { startColumn: column }),
    });
  } else if (cause instanceof ServiceError) {
    const rerun = cause.rerun ? "A rerun may help" : "A rerun does not help";
    error(`${cause.message}. ${cause.hint === undefined ? "" : `${cause.hint}. `}${rerun}`, {
      title: `${action.name}: ${cause.service}`,
    });
  } else {
    error(bugReport(action.name, cause), { title: `${action.name}: a bug in mlops-actions ${version}` });
  }
}

/** The text for what should never happen: stack, version, where to report. */
export function bugReport(name: string, error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${name} has a bug (mlops-actions ${version}, Node ${process.version}, ${process.platform}). Please report it with these lines at the repository's issues:\n${stack}`;
}
