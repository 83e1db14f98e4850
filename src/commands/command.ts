import type { Inputs, InputValues } from "../inputs.ts";
import type { Services } from "../services/services.ts";

/** What a terminal-only command sees: the services, its flags and the bare words after its name. */
export type CommandContext<I extends Inputs = Inputs> = Services & {
  inputs: InputValues<I>;
  words: readonly string[];
  json: boolean;
  /** Writes to standard output. */
  write(text: string): void;
};

/** A command that exists in the terminal alone. */
export interface Command<I extends Inputs = Inputs> {
  name: string;
  description: string;
  /** How it is called, after `mlops`. */
  usage: string;
  inputs: I;
  /** Resolves to the exit code. */
  run(context: CommandContext<I>): Promise<number>;
}

/** A command whose inputs are not known by type: what lists and the runner hold. */
// biome-ignore lint/suspicious/noExplicitAny: the one place where commands of all shapes meet
export type AnyCommand = Command<any>;

/** Declares a command; the identity function, for its types. */
export function defineCommand<const I extends Inputs>(command: Command<I>): Command<I> {
  return command;
}
