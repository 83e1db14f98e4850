import type { Project } from "./actions/project.ts";
import type { Inputs, InputValues } from "./inputs.ts";
import type { Report, Verdict } from "./report.ts";
import type { Services } from "./services/services.ts";

/** What an action sees: its parsed inputs, the project they name, and the services of the outside world. */
export type Context<I extends Inputs = Inputs> = Services & { inputs: InputValues<I>; project: Project };

/** Outputs are text on GitHub; lists and objects are written as JSON. */
export type OutputValue = string | number | boolean | readonly string[] | undefined;

/** What an action returns; only the runner emits anything. */
export interface Result<O extends string = string> {
  verdict: Verdict;
  outputs: { [name in O]?: OutputValue };
  report: Report;
  /** Markdown for the job summary; default: the report. Empty where the step has nothing to show there. */
  summary?: string;
  /** What stopped an action that reports all the same: the runner emits the result and then ends as if it were thrown. */
  error?: unknown;
}

/** An action as a value: the generator, both runners and the tests read it. */
export interface Action<I extends Inputs = Inputs, O extends string = string> {
  name: string;
  /** One line, without a full stop. */
  description: string;
  inputs: I;
  /** Outputs beside the common `verdict`, `passed` and `report`. */
  outputs: Record<O, string>;
  /** True where the action must work (and say so) even when the configuration cannot be read. */
  toleratesBadConfig?: boolean;
  run(context: Context<I>): Promise<Result<O>>;
}

/** An action whose inputs and outputs are not known by type: what lists and runners hold. */
// biome-ignore lint/suspicious/noExplicitAny: the one place where actions of all shapes meet
export type AnyAction = Action<any, string>;

/** Declares an action; the identity function, for its types. */
export function defineAction<const I extends Inputs, const O extends string>(
  action: Action<I, O>,
): Action<I, O> {
  return action;
}

/** Outputs that every action has; the runner writes them. */
export const commonOutputs = {
  verdict: "What the action concluded: pass, fail, inconclusive, refused or skipped",
  passed: "`true` when the verdict is pass or skipped, for `if:`",
  report: "Path of the action's typed report (JSON)",
} as const;
