import type { Estimate } from "../statistics/estimate.ts";
import { transformEstimate } from "../statistics/transform-estimate.ts";
import type { Claim, Reference } from "./claim.ts";
import { compareFolds, type FoldComparison } from "./compare-folds.ts";
import { type Effort, estimateMetrics, type MetricEstimates } from "./estimate-metrics.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Measured, Slice } from "./judge.ts";
import { type GateMetrics, nameIn } from "./parse-metrics.ts";
import { saysTheSame } from "./select-rows.ts";
import { type SliceColumn, type SlicedEvaluation, sliceBy, sliceByClass, unjudgedSlices } from "./slices.ts";
import { isUnmeasured, type MeasuredExtra, type Unmeasured } from "./unmeasured.ts";

/** What a model is compared with: paired rows where they are there, else numbers alone. */
export interface Compared {
  /** Its outcome is the champion. */
  evaluation?: Evaluation | undefined;
  metrics?: Pick<GateMetrics, "values" | "aliases" | "imported"> | undefined;
  /** Column → which row has which value, in the order of the evaluation. */
  slices?: readonly SliceColumn[] | undefined;
  /** Why there is nothing to compare with. */
  missing?: string | undefined;
}

/** All that claims may be measured on. */
export interface Measurable {
  metrics: GateMetrics;
  /** The model's own rows; undefined where there are numbers alone. */
  own: Compared;
  references: Readonly<Record<Reference, Compared>>;
  /** What is measured elsewhere than in predictions, by the metric's name: the model's size, the share of flipped rows. */
  extra: ReadonlyMap<string, MeasuredExtra>;
  /** Columns whose values make slices that no comparison may be worse on. */
  guarded: readonly string[];
  /** Rows below which a slice is listed and not judged. */
  minRows: number;
  /** How much work goes into intervals, where they are worked out a thousand times. */
  effort?: Partial<Effort> | undefined;
}

/** Metrics that compare with the mean of the rows at hand: within a slice they say something else. */
export const ofOwnMean: ReadonlySet<string> = new Set([
  "r2",
  "explained_variance",
  "d2_absolute_error_score",
  "d2_log_loss_score",
  "d2_brier_score",
]);

/** Measures each claim, on all rows or on the slices that its rule asks for, and beside comparisons their slices. */
export function measure(claims: readonly Claim[], measurable: Measurable): Measured[] {
  const slicer = rememberSlices(measurable);
  const parts = claims.flatMap((claim) => partsOf(claim, measurable, slicer));
  const byEvaluation = new Map<Evaluation, Part[]>();
  for (const part of parts)
    if (part.evaluation !== undefined)
      byEvaluation.set(part.evaluation, [...(byEvaluation.get(part.evaluation) ?? []), part]);
  const estimates = new Map<Part, MetricEstimates | undefined>();
  for (const [evaluation, of] of byEvaluation) {
    const asked = of.map(({ claim }) => ({ metric: claim.metric, factors: factorsOf(claim) }));
    for (const [index, found] of estimateMetrics(evaluation, asked, measurable.effort).entries())
      estimates.set(of[index]!, found);
  }
  return parts.flatMap((part) => measurePart(part, estimates.get(part), measurable));
}

interface Part {
  claim: Claim;
  evaluation: Evaluation | undefined;
  slice?: Slice | undefined;
  isGuard: boolean;
  /** Why slices that the rule asks for are not judged. */
  missing?: string | undefined;
}

type Slicer = (of: Compared, column: string) => readonly SlicedEvaluation[];

function partsOf(claim: Claim, measurable: Measurable, slicesOf: Slicer): Part[] {
  const { own, references, guarded, extra } = measurable;
  if (claim.against === undefined && extra.has(extraName(claim)))
    return [{ claim, evaluation: undefined, isGuard: false }];
  const of = claim.against === undefined ? own : references[claim.against];
  const part = (found: SlicedEvaluation, isGuard: boolean): Part[] =>
    found.evaluation === undefined ? [] : [{ claim, evaluation: found.evaluation, slice: found, isGuard }];
  const { by } = claim.rule;
  if (by !== undefined) {
    const slices = slicesOf(of, by);
    const parts = slices.flatMap((each) => part(each, false));
    const missing = unjudgedSlices(slices, measurable.minRows);
    const rest: Part = { claim, evaluation: undefined, isGuard: false, missing };
    return parts.length === 0 || missing !== undefined ? [...parts, rest] : parts;
  }
  const isGuarded = claim.condition === "no_worse_than" && !ofOwnMean.has(claim.metric);
  const guards = isGuarded ? guarded.flatMap((column) => slicesOf(of, column)) : [];
  return [
    { claim, evaluation: of.evaluation, isGuard: false },
    ...guards.flatMap((each) => part(each, true)),
  ];
}

/** The slices of a column, made once however many claims ask for them. */
function rememberSlices({ minRows }: Measurable): Slicer {
  const made = new Map<Compared, Map<string, readonly SlicedEvaluation[]>>();
  const make = ({ evaluation, slices }: Compared, column: string): readonly SlicedEvaluation[] => {
    if (evaluation === undefined) return [];
    if (column === "class" && evaluation.classes.length > 0) return sliceByClass(evaluation, minRows);
    const codes = slices?.find(({ name }) => name === column);
    return codes === undefined ? [] : sliceBy(evaluation, codes, minRows);
  };
  return (of, column) => {
    const known = made.get(of) ?? new Map<string, readonly SlicedEvaluation[]>();
    made.set(of, known);
    const found = known.get(column) ?? make(of, column);
    known.set(column, found);
    return found;
  };
}

/** Metrics of how slices differ are known by their column too. */
function extraName({ metric, rule }: Pick<Claim, "metric" | "rule">): string {
  return rule.by === undefined ? metric : `${metric} by ${rule.by}`;
}

/** Of a margin that is a share: what the reference's value is multiplied by. */
function factorsOf({ margin, condition, against, sign }: Claim): number[] {
  if (against === undefined || !margin.isShare) return [];
  const worse = condition === "no_worse_than" ? -sign : sign;
  return [1 + worse * margin.value];
}

function measurePart(part: Part, found: MetricEstimates | undefined, measurable: Measurable): Measured[] {
  const { claim, slice, isGuard, evaluation } = part;
  const extra = claim.against === undefined ? measurable.extra.get(extraName(claim)) : undefined;
  if (extra !== undefined && isUnmeasured(extra)) return [unmeasured(claim, extra, measurable)];
  if (extra !== undefined) {
    const unit = claim.metric === "latency_ratio" ? "repeat" : "row";
    return [{ claim, actual: extra, lead: pointed(claim, boundLead(claim, extra)), unit }];
  }
  if (part.missing !== undefined) return [unmeasured(claim, { missing: part.missing }, measurable)];
  if (found === undefined || evaluation === undefined)
    return isGuard ? [] : [measureNumbers(claim, measurable)];
  const unit = evaluation.groups === undefined ? "row" : "group";
  const shared = { claim, slice, isGuard, actual: found.challenger, unit } as const;
  const value = typeof found.challenger === "number" ? found.challenger : found.challenger.value;
  if (slice !== undefined && Number.isNaN(value))
    return isGuard ? [] : [{ ...shared, actual: 0, lead: undefined, missing: "its rows leave it undefined" }];
  if (claim.against === undefined)
    return [{ ...shared, lead: pointed(claim, boundLead(claim, found.challenger)) }];
  const { champion, difference } = found;
  return [
    {
      ...shared,
      reference: champion,
      difference: typeof difference === "object" ? difference : undefined,
      lead: pointed(claim, comparedLead(claim, found)),
      isUnchanged: evaluation.champion && saysTheSame(evaluation.challenger, evaluation.champion),
      missing: `the ${claim.against} has no ${claim.metric} on these rows`,
    },
  ];
}

/** What could not be measured here may stand among the numbers that were given. */
function unmeasured(claim: Claim, { missing }: Unmeasured, measurable: Measurable): Measured {
  const { metrics } = measurable;
  const isTold = claim.rule.by === undefined && metrics.values.has(nameIn(metrics, claim.rule.metric));
  return isTold ? measureNumbers(claim, measurable) : { claim, actual: undefined, lead: undefined, missing };
}

function boundLead(claim: Claim, actual: Estimate | number): Estimate | number {
  const bound = claim.bound!;
  return typeof actual === "number"
    ? claim.sign * (actual - bound)
    : transformEstimate(actual, { scale: claim.sign, offset: -claim.sign * bound });
}

function comparedLead(claim: Claim, found: MetricEstimates): Estimate | number | undefined {
  const { sign, margin, isStrict } = claim;
  const [factor] = factorsOf(claim);
  const contrast = factor === undefined ? found.difference : found.contrasts.get(factor);
  if (contrast === undefined) return undefined;
  const offset = margin.isShare ? 0 : isStrict ? -margin.value : margin.value;
  return typeof contrast === "number"
    ? sign * contrast + offset
    : transformEstimate(contrast, { scale: sign, offset });
}

/** `on: point` judges the number alone. */
function pointed(claim: Claim, lead: Estimate | number | undefined): Estimate | number | undefined {
  return claim.rule.on === "point" && typeof lead === "object" ? lead.value : lead;
}

/** By numbers alone, where there are no rows. */
function measureNumbers(claim: Claim, { metrics, references }: Measurable): Measured {
  const name = nameIn(metrics, claim.rule.metric);
  const actual = metrics.values.get(name);
  const { sign, margin, against, isStrict } = claim;
  if (claim.rule.by !== undefined)
    return {
      claim,
      actual: actual ?? 0,
      lead: undefined,
      missing: `there are no rows to slice by "${claim.rule.by}"`,
    };
  if (actual === undefined || Number.isNaN(actual)) return { claim, actual, lead: undefined };
  if (against === undefined) {
    const measured = metrics.imported?.estimates.get(name) ?? actual;
    return { claim, actual: measured, lead: pointed(claim, boundLead(claim, measured)) };
  }
  const of = references[against];
  const reference = of.metrics?.values.get(nameIn(of.metrics, claim.rule.metric));
  if (reference === undefined || Number.isNaN(reference))
    return { claim, actual, lead: undefined, missing: missingOf(against, claim.metric, of) };
  const folds = compareFolds(claim, metrics, of.metrics!);
  if (folds !== undefined) return measureFolds(claim, { ...folds, actual, reference });
  const allowance = margin.isShare ? margin.value * Math.abs(reference) : margin.value;
  const bound = reference + sign * (isStrict ? allowance : -allowance);
  return { claim, actual, reference, lead: sign * (actual - bound) };
}

/** By scores of the same folds. */
function measureFolds(
  claim: Claim,
  { actual, reference, contrast, unpaired }: FoldComparison & { actual: number; reference: number },
): Measured {
  if (contrast === undefined) return { claim, actual, reference, lead: undefined, missing: unpaired };
  const difference = contrast(1);
  const [factor = 1] = factorsOf(claim);
  const lead = comparedLead(claim, {
    challenger: actual,
    champion: reference,
    difference,
    contrasts: new Map([[factor, contrast(factor)]]),
  });
  return { claim, actual, reference, difference, lead: pointed(claim, lead), unit: "fold" };
}

function missingOf(against: Reference, metric: string, { metrics, missing }: Compared): string {
  if (metrics !== undefined) return `the ${against}'s metrics have no "${metric}"`;
  if (missing !== undefined) return missing;
  if (against === "dummy") return "the metrics file does not say what a dummy model reaches";
  return against === "anchor" ? "no anchor is named" : "there is no baseline to compare with yet";
}
