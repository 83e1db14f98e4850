import { formatNumber } from "../number-format.ts";
import type { Estimate } from "./estimate.ts";
import { cautionOfFewRows, cautionOfUnevenTerms } from "./heavy-tails.ts";
import { influenceEstimate } from "./influence.ts";
import { boundless, resampledEstimate } from "./interval-kinds.ts";
import { type Deletions, deletionsOf } from "./jackknife.ts";
import { type BootstrapRequest, intervalOf, type Measure, measureOf, numberOf } from "./measure.ts";
import { replicateMeasures } from "./replicate.ts";
import { deletionsOfCells, replicateCells, shareCells } from "./replicate-cells.ts";
import { type Design, designOf, type Resampling } from "./resample-design.ts";
import type { OpenResampleKernel } from "./resample-kernel.ts";

/** Options of `bootstrapEstimates`. */
export interface BootstrapOptions extends Resampling {
  /** Or what makes it, where rows are drawn. */
  seed: number | (() => number);
  /** 9,999 without. */
  resamples?: number | undefined;
  /** The units of every resample instead of drawn ones, row-major: to compare with another bootstrap. */
  indices?: ArrayLike<number> | undefined;
  /** Of more units than this the infinitesimal jackknife stands for resamples: 50,000. */
  mostUnits?: number | undefined;
  /** Opens the compiled kernel, which makes resamples many times faster and nothing else. */
  openKernel?: OpenResampleKernel | undefined;
}

/** Row counts of all resamples of a number that has no influence known, where there are many rows. */
const mostWork = 2e8;

/**
 * Estimates numbers on the same rows, each with the interval that fits it: BCa from resamples of rows, groups, or blocks
 * in time; percentiles of numbers without a smooth influence; none of a greatest error or a binned calibration error.
 * Where all units fall into few cells that are alike in all that matters (predicted classes), a resample is a draw of how
 * often each cell comes: the same distribution, and nothing depends on the order of the rows. Otherwise resamples follow
 * the order of the rows: the same rows in another order change the bounds by Monte-Carlo noise alone.
 */
export function bootstrapEstimates(
  requests: readonly BootstrapRequest[],
  options: BootstrapOptions,
): Estimate[] {
  const rows = requests[0]?.statistic.rows ?? 0;
  const design = designOf(rows, options);
  const estimates = requests.map((request) => withoutResamples(request, design, options));
  const rest = requests.filter((_, index) => estimates[index] === undefined);
  const resampled = rest.length === 0 ? [] : resampleRequests(rest, design, options);
  return estimates.map((estimate) => estimate ?? resampled.shift()!);
}

/** Of fewer units, resamples reach no further than the units do: all on one side of a bound by chance more often than one time in forty. */
const fewest = 6;
/** From here on resamples vary enough. */
const enough = 100;

function tooFew({ unitOf }: Design): string {
  return `fewer than ${fewest} ${unitOf ? "groups" : "rows"} show nothing with 95 % confidence`;
}

/** What needs no resamples: numbers that have no interval, and influences of many units. */
function withoutResamples(
  request: BootstrapRequest,
  design: Design,
  { mostUnits = 50_000, indices }: BootstrapOptions,
): Estimate | undefined {
  const of = { n: design.units, method: "no interval" };
  if (intervalOf(request) === "none")
    return boundless(
      { ...of, value: numberOf(request), caution: "no resampling interval holds for it" },
      request.range,
    );
  if (design.units < (indices === undefined ? fewest : 2))
    return boundless({ ...of, value: numberOf(request), caution: tooFew(design) }, request.range);
  if (design.units <= mostUnits || indices !== undefined || intervalOf(request) === "percentile")
    return undefined;
  return influenceEstimate(request, design);
}

function resampleRequests(
  requests: readonly BootstrapRequest[],
  design: Design,
  options: BootstrapOptions,
): Estimate[] {
  const { indices, mostUnits = 50_000 } = options;
  const seed = typeof options.seed === "number" ? options.seed : options.seed();
  const most = design.units > mostUnits ? Math.max(200, Math.round(mostWork / design.rows)) : Infinity;
  const resamples = indices
    ? Math.floor(indices.length / design.units)
    : Math.min(options.resamples ?? 9999, most);
  const measures = requests.map((request) => measureOf(request, design));
  const hasCells = indices === undefined && design.blockOf === undefined;
  const shared = hasCells ? shareCells(measures, Math.max(16, Math.floor(design.units / 16))) : [];
  const cells = [...new Set(shared.filter((each) => each !== undefined))];
  const areDrawn = measures.some((_, index) => shared[index] === undefined);
  const replicated = areDrawn
    ? replicateMeasures(measures, design, { resamples, seed, cells, indices, open: options.openKernel })
    : replicateCells(cells, { resamples, seed });
  return measures.map((measure, index) => {
    const group = shared[index];
    const replicates = replicated[index]!;
    const isSmooth = intervalOf(requests[index]!) === "bca";
    const deletions = isSmooth
      ? group
        ? deletionsOfCells(group, index)
        : deletionsOf(measure, design)
      : undefined;
    return resampledEstimate(
      {
        ...{ value: measure.value, replicates, deletions, range: requests[index]!.range },
        ...(indices === undefined && design.units < enough && { fewUnits: design.units }),
      },
      {
        n: design.units,
        words: wordsOf(design, deletions),
        cautions: cautionsOf(design, deletions, group ? undefined : measure),
      },
    );
  });
}

function wordsOf({ units, unitOf, blockLength }: Design, deletions: Deletions | undefined): string {
  const drawn =
    blockLength === undefined
      ? unitOf && ` of ${formatNumber(units)} groups`
      : ` of circular blocks of ${formatNumber(blockLength)} rows in time`;
  const left = deletions?.blocks ? `, jackknife of ${deletions.blocks} blocks` : "";
  return `${drawn ?? ""}${left}`;
}

function cautionsOf(
  { units, unitOf }: Design,
  deletions: Deletions | undefined,
  measure: Measure | undefined,
): (string | undefined)[] {
  // Of a difference the tails of both models are alike, and mostly go away.
  const terms = measure?.parts.length === 1 ? measure.terms : undefined;
  return [
    units < 30 ? `fewer than 30 ${unitOf ? "groups" : "rows"}: the interval is likely too narrow` : undefined,
    (deletions && cautionOfFewRows(deletions.values, deletions.times)) ??
      (terms && cautionOfUnevenTerms(terms)),
  ];
}
