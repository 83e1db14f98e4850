import { parseArgs } from "node:util";
import { UserError } from "../errors.ts";
import type { Inputs } from "../inputs.ts";
import { didYouMean } from "../nearest.ts";

/** Flags of every command, beside its inputs. */
export interface CommonFlags {
  json: boolean;
  help: boolean;
  verbose: boolean;
}

/** What follows a command: its inputs as text by name, the common flags, and the bare words. */
export interface Arguments extends CommonFlags {
  inputs: Record<string, string | undefined>;
  words: string[];
}

/** Parses the arguments after a command. Flags are the inputs' names; an unknown one is a UserError. */
export function parseArguments(command: string, inputs: Inputs, args: readonly string[]): Arguments {
  const commonFlags = {
    json: { type: "boolean" },
    help: { type: "boolean", short: "h" },
    verbose: { type: "boolean" },
  } as const;
  const options: Record<string, { type: "string" | "boolean"; short?: string }> = { ...commonFlags };
  for (const [name, input] of Object.entries(inputs))
    options[name] = { type: input.kind === "flag" ? "boolean" : "string" };
  const { values, positionals, tokens } = parseArgs({
    args: joinNegatives(args),
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given: Record<string, string | undefined> = {};
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const { name, rawName } = token;
    const declared = Object.hasOwn(options, name) ? options[name] : undefined;
    if (declared === undefined)
      throw new UserError(
        `Cannot run "mlops ${command}": unknown flag "${rawName}"${didYouMean(
          rawName,
          Object.keys(options).map((each) => `--${each}`),
        )}`,
        {
          hint: `"mlops ${command} --help" lists the flags`,
        },
      );
    if (declared.type === "string" && token.value === undefined)
      throw new UserError(`Cannot run "mlops ${command}": flag "${rawName}" needs a value`);
    if (Object.hasOwn(inputs, name))
      given[name] = declared.type === "boolean" ? (token.value ?? "true") : token.value;
  }
  return {
    inputs: given,
    words: positionals,
    json: values.json === true,
    help: values.help === true,
    verbose: values.verbose === true,
  };
}

/** `--min -3` as `--min=-3`: a value that starts with a dash and a digit is not a flag. */
function joinNegatives(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const last = joined.at(-1);
    if (/^-[\d.]/.test(arg) && last?.startsWith("--") && !last.includes("="))
      joined[joined.length - 1] = `${last}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}
