import type { Context } from "../action.ts";
import type { Rule } from "../config/config.ts";
import type { Waiver } from "../config/waivers.ts";
import type { Place } from "../errors.ts";
import { checkRules } from "../gate/check-rules.ts";
import { defaultRules } from "../gate/default-rules.ts";
import { failsUndecided } from "../gate/fails-undecided.ts";
import type { Measured } from "../gate/judge.ts";
import type { GateMetrics } from "../gate/parse-metrics.ts";
import { type RuleInForce, rulesInForce, slicesInForce } from "../gate/rules-in-force.ts";
import { checkWaivers } from "../gate/waivers.ts";
import type { Finding } from "../report.ts";
import { readBaseConfig } from "./base-config.ts";

/** What a model is judged by: the project's own settings, and on a pull request those of its base too. */
export interface GateSettings {
  rules: readonly Rule[];
  waivers: readonly Waiver[];
  /** Columns that comparisons must not be worse on, and the least rows of a slice. */
  slices: { columns: string[]; minRows: number };
  failsUndecided: boolean;
  /** What loading the model may import beside what models are made of. */
  allowPickle: readonly string[];
  /** What the model is compared with. */
  baseline: string | readonly string[];
  /** Model of a milestone that it is compared with, too. */
  anchor: string | undefined;
  /** Whether the base branch asks it, too, as it is. */
  isOfBase(measured: Pick<Measured, "claim" | "slice" | "isGuard">): boolean;
  /** What the pull request changes of them. */
  findings: Finding[];
  placeOfRule(index: number): Place;
  placeOfWaiver(index: number): Place;
}

/** Rows below which a slice is listed and not judged, where the configuration does not say. */
const usualRows = 100;

/** Reads the settings in force. Throws UserError for rules that no metrics can meet. */
export async function readGateSettings(
  context: Context,
  metrics: GateMetrics,
  onInconclusive: "neutral" | "fail" | undefined,
): Promise<GateSettings> {
  const { project, environment } = context;
  const { gate } = project.config;
  const read = await readBaseConfig(context);
  const base = read?.config?.gate;
  const usual = defaultRules(metrics);
  // The first rules of a project do not take away, until they are merged, what was asked without any.
  const before = base && gate.rules.length > 0 && base.rules.length === 0 ? { ...base, rules: usual } : base;
  const inForce = rulesInForce(gate, before, read?.config && read.shown);
  const rules: RuleInForce[] =
    inForce.length > 0 ? inForce : usual.map((rule) => ({ rule, index: undefined, isOfBase: false }));
  // A base that was merged with rules of an older version must not stop every pull request.
  const own = rules.filter(({ index }) => index !== undefined);
  checkRules(
    own.map(({ rule }) => rule),
    project.place,
  );
  checkWaivers(gate.waivers, gate.rules, project.place);
  const settings = (base === undefined ? [gate] : [gate, base]).map((each) => each.on_inconclusive);
  return {
    rules: rules.map(({ rule }) => rule),
    waivers: base === undefined ? gate.waivers : base.waivers,
    slices: slicesInForce(gate, base, usualRows),
    failsUndecided:
      onInconclusive === undefined
        ? settings.some((setting) => failsUndecided(setting, environment))
        : onInconclusive === "fail",
    allowPickle: (base ?? gate).allow_pickle ?? [],
    // An easier one to beat, too, counts once it is merged.
    baseline: (base ?? gate).baseline,
    anchor: (base ?? gate).anchor ?? gate.anchor,
    isOfBase: ({ claim, slice, isGuard }) =>
      rules[claim.index]?.isOfBase === true &&
      (!isGuard || base?.slices?.columns.includes(slice?.column ?? "") === true),
    findings: read?.findings ?? [],
    placeOfRule(index) {
      const place = rules[index]?.index;
      return place === undefined ? {} : project.place(["gate", "rules", place, "metric"]);
    },
    placeOfWaiver: (index) => (base === undefined ? project.place(["gate", "waivers", index]) : {}),
  };
}
