/** What is told of the values in a window. */
export const windowStatistics = ["mean", "std", "min", "max"] as const;

/** One of `windowStatistics`. */
export type WindowStatistic = (typeof windowStatistics)[number];
