import { type Categories, correlationRatioOfCentred, cramersV } from "../statistics/association.ts";
import { type Centred, centre, pearsonOfCentred } from "../statistics/pearson.ts";
import { centredRanks, type Range, type RankedCodes, rankCodes } from "../statistics/ranks.ts";

/** The loops over rows that correlations are made of. */
export interface PairLoops {
  rankCodes(values: Float64Array, range: Range): RankedCodes;
  centredRanks(codes: RankedCodes): Centred;
  centre(values: Float64Array, mean: number | undefined): Centred;
  pearsonOfCentred(left: Centred, right: Centred): number;
  correlationRatioOfCentred(categories: Categories, centred: Centred): number;
  cramersV(left: Categories, right: Categories): number;
}

/** In TypeScript. */
export const plainPairs: PairLoops = {
  rankCodes,
  centredRanks,
  centre,
  pearsonOfCentred,
  correlationRatioOfCentred,
  cramersV,
};
