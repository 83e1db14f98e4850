import type { AnyAction } from "../action.ts";
import { commonOutputs } from "../action.ts";
import type { Inputs } from "../inputs.ts";

/** A command that exists in the terminal alone. */
export interface CommandHelp {
  name: string;
  description: string;
  usage: string;
}

/** The text of `mlops --help`. */
export function renderHelp(actions: readonly AnyAction[], commands: readonly CommandHelp[]): string {
  const width = Math.max(...[...actions, ...commands].map(({ name }) => name.length)) + 2;
  const row = ({ name, description }: { name: string; description: string }): string =>
    `  ${name.padEnd(width)}${description}`;
  return [
    "mlops: machine learning on GitHub Actions, and the same from a terminal",
    "",
    "Usage: mlops <command> [--input value] [--json]",
    "",
    "Commands",
    ...commands.map(row),
    "",
    "Actions",
    ...actions.map(row),
    "",
    '"mlops <command> --help" shows its inputs. Exit codes: 0 done, 1 the verdict is no, 2 wrong input,',
    "3 an outside service failed, 70 a bug of ours.",
    "",
  ].join("\n");
}

/** The text of `mlops <action> --help`, from its declaration. */
export function renderActionHelp(action: AnyAction): string {
  const entries = Object.entries(action.inputs as Inputs);
  const flags = entries.map(([name, input]) => ({
    flag:
      input.kind === "flag"
        ? `--${name}`
        : `--${name} <${input.choices ? input.choices.join("|") : input.kind}>`,
    text: `${input.description}${defaultNote(input)}`,
  }));
  const width = Math.max(...flags.map(({ flag }) => flag.length)) + 2;
  const outputs = { ...commonOutputs, ...action.outputs };
  const outputWidth = Math.max(...Object.keys(outputs).map((name) => name.length)) + 2;
  return [
    `mlops ${action.name}: ${action.description}`,
    "",
    "Inputs",
    ...flags.map(({ flag, text }) => `  ${flag.padEnd(width)}${text}`),
    `  ${"--json".padEnd(width)}One JSON object on standard output, everything else on standard error`,
    "",
    "Outputs (with --json)",
    ...Object.entries(outputs).map(([name, text]) => `  ${name.padEnd(outputWidth)}${text}`),
    "",
  ].join("\n");
}

function defaultNote(input: { defaultText: string | undefined; isRequired: boolean }): string {
  if (input.isRequired) return " (required)";
  if (input.defaultText === undefined || input.defaultText.startsWith("${{")) return "";
  return ` (default ${input.defaultText})`;
}
