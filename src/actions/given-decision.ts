import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import type { Calibration } from "../learn/calibrate.ts";
import type { Decision } from "../learn/evaluate.ts";
import type { Target } from "../learn/target.ts";
import { costMatrix } from "../learn/threshold.ts";

/** How a classifier's probabilities become its answers, and how that was found. */
export interface Decided extends Decision {
  calibration?: Calibration;
  /** Which rows it was chosen on, and what it reached there, for a reader. */
  notes: string[];
  warnings: string[];
}

/** Whether probabilities have to be looked at before they are answers. Throws UserError for what has no meaning here. */
export function needsDecision({ project }: Pick<Context, "project">, target: Target): boolean {
  const { threshold, calibrate: method, costs } = project.config.train;
  const key = (["threshold", "costs"] as const).find((each) => project.config.train[each] !== undefined);
  if (target.task === "regression" && (key !== undefined || method !== undefined))
    throw new UserError(`Cannot use train.${key ?? "calibrate"}: the target is numbers`, {
      ...project.place(["train", key ?? "calibrate"]),
      hint: "Remove it, or set train.task: classification",
    });
  if (key !== undefined && target.classes.length !== 2)
    throw new UserError(
      `Cannot use train.${key}: it is for two classes, and the target has ${target.classes.length}`,
      { ...project.place(["train", key]), hint: "Remove it" },
    );
  if (key !== undefined && target.positive === undefined)
    throw new UserError(`Cannot use train.${key}: which class is positive is not known`, {
      ...project.place(["train", key]),
      hint: `Set data.positive to ${target.classes.map((each) => `"${each}"`).join(" or ")}`,
    });
  return method !== undefined || costs !== undefined || (threshold !== undefined && !("value" in threshold));
}

/** The decision that needs no rows: a threshold that is given, and costs. */
export function givenDecision({ project }: Pick<Context, "project">, target: Target): Decided {
  const { threshold, costs } = project.config.train;
  const value = threshold !== undefined && "value" in threshold ? threshold.value : undefined;
  return {
    notes: [],
    warnings: [],
    ...(value !== undefined && { threshold: value }),
    ...(costs && target.positive !== undefined && { costs: costMatrix(costs, target.positive) }),
  };
}
