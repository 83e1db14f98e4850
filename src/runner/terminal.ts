import type { AnyAction } from "../action.ts";
import { actionLoaders, loadActions } from "../actions/index.ts";
import { commandLoaders } from "../commands/index.ts";
import { ServiceError, UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { readEnvironment } from "../services/environment.ts";
import { makeLinesVisible } from "../visible-text.ts";
import { closeServices, createServices } from "./create-services.ts";
import { execute } from "./execute.ts";
import { exitCodeOf, exitCodeOfError } from "./exit-code.ts";
import { bugReport } from "./github.ts";
import { inert } from "./github-log.ts";
import { type Arguments, parseArguments } from "./parse-arguments.ts";
import { parseInputs } from "./prepare.ts";
import { screenOptions } from "./screen-options.ts";
import { stopSignal } from "./stop-signal.ts";
import { terminalLog } from "./terminal-log.ts";
import { version } from "./version.ts";

/** The CLI: `mlops <command> …`. Results go to standard output, progress and errors to standard error. */
export async function startInTerminal(argv: readonly string[]): Promise<void> {
  const stop = stopSignal();
  for (const stream of [process.stdout, process.stderr]) stream.on("error", tolerateClosedPipe);
  try {
    process.exitCode = await run(argv, stop.signal);
  } catch (error) {
    process.exitCode = stop.exitCode() ?? exitCodeOfError(error);
    process.stderr.write(
      stop.exitCode() === undefined
        ? harmless(makeLinesVisible(describeError(error)))
        : "mlops: stopped; nothing half-written was kept\n",
    );
  }
}

/** Who reads our output may have seen enough, as in `mlops run | head`. */
function tolerateClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

async function run(argv: readonly string[], signal: AbortSignal): Promise<number> {
  const [name, ...rest] = argv;
  if (name === "--version" || name === "-v" || name === "version") {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const { renderHelp } = await import("./help.ts");
    const commands = await Promise.all(Object.values(commandLoaders).map((load) => load()));
    process.stdout.write(renderHelp(await loadActions(), commands));
    return name === undefined ? 2 : 0;
  }
  const action = Object.hasOwn(actionLoaders, name) ? await actionLoaders[name]?.() : undefined;
  const command = Object.hasOwn(commandLoaders, name) ? await commandLoaders[name]?.() : undefined;
  if (action === undefined && command === undefined) {
    const known = [...Object.keys(actionLoaders), ...Object.keys(commandLoaders)];
    throw new UserError(`Cannot run "mlops ${name}": there is no such command${didYouMean(name, known)}`, {
      hint: '"mlops --help" lists the commands',
    });
  }
  const args = parseArguments(name, (action ?? command!).inputs, rest);
  if (args.help) {
    const { renderActionHelp } = await import("./help.ts");
    process.stdout.write(
      action ? renderActionHelp(action) : `mlops ${command!.usage}\n\n${command!.description}\n`,
    );
    return 0;
  }
  const services = terminalServices(args, signal);
  try {
    if (command)
      return await command.run({
        ...services,
        words: args.words,
        json: args.json,
        inputs: parseInputs(command, args.inputs),
        write,
      });
    if (args.words.length > 0)
      throw new UserError(`Cannot run "mlops ${name}": unexpected "${args.words[0]}"`, {
        hint: "Values follow their flag, for example --data data.csv",
      });
    return await runOneAction(action!, args, services);
  } finally {
    await closeServices(services);
  }
}

/** A step that did not come to its end leaves its live line behind, where the next text would go on. */
function clearLiveLine(): void {
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
}

async function runOneAction(
  action: AnyAction,
  args: Arguments,
  services: ReturnType<typeof terminalServices>,
): Promise<number> {
  const inputs = parseInputs(action, args.inputs);
  const { result, reportPath } = await execute(action, inputs, services).finally(clearLiveLine);
  const passed = result.verdict === "pass" || result.verdict === "skipped";
  if (args.json) {
    const outputs = { ...result.outputs, verdict: result.verdict, passed, report: reportPath };
    write(
      `${JSON.stringify({ action: action.name, verdict: result.verdict, passed, outputs, report: result.report }, null, 2)}\n`,
    );
  } else {
    const { renderTerminal } = await import("../terminal/render-terminal.ts");
    write(harmless(renderTerminal(result.report, screenOptions())));
  }
  if (result.error !== undefined) throw result.error;
  return exitCodeOf(result.report, inputs["fail-on"] as "error" | "warning" | "never");
}

function terminalServices(args: Arguments, signal: AbortSignal): ReturnType<typeof createServices> {
  const { env, stderr } = process;
  const token = args.inputs["github-token"] ?? env.GITHUB_TOKEN ?? env.GH_TOKEN;
  const log = terminalLog(
    {
      write: (text, done) => stderr.write(text, done),
      isTerminal: stderr.isTTY === true,
      columns: stderr.columns || 80,
      isRead: env.GITHUB_ACTIONS === "true",
    },
    args.verbose,
  );
  const environment = readEnvironment(env, { workingDirectory: process.cwd(), version });
  return createServices({ environment, env, token: token || undefined, log, signal });
}

/** In a workflow's `run:` step the runner reads lines as commands: names and paths from data must not become one. */
function harmless(text: string): string {
  return process.env.GITHUB_ACTIONS === "true" ? inert(text) : text;
}

function write(text: string): void {
  process.stdout.write(text);
}

function describeError(error: unknown): string {
  if (error instanceof UserError) {
    const { file, line, column } = error.place;
    const where =
      file === undefined
        ? ""
        : `  at ${[file, line, column].filter((each) => each !== undefined).join(":")}\n`;
    return `error: ${error.message}\n${where}${error.hint === undefined ? "" : `  ${error.hint}\n`}`;
  }
  if (error instanceof ServiceError)
    return `error: ${error.message}\n${error.hint === undefined ? "" : `  ${error.hint}\n`}  ${error.rerun ? "A rerun may help" : "A rerun does not help"}\n`;
  return `${bugReport("mlops", error)}\n`;
}
