/** The machine that a program ran on. */
export interface Machine {
  /** As GitHub says: `Linux`, `Windows`, `macOS`. */
  system: string;
  /** `x64` or `arm64`. */
  architecture: string;
  cores: number;
}

/**
 * US dollars a minute of GitHub's own runners by number of cores, GitHub's list of January 2026 (docs.github.com, Actions
 * runner pricing). Minutes of public repositories' standard runners are free.
 */
const rates: Record<string, readonly (readonly [cores: number, rate: number])[]> = {
  "Linux x64": [
    [2, 0.006],
    [4, 0.012],
    [8, 0.022],
    [16, 0.042],
    [32, 0.082],
    [64, 0.162],
    [96, 0.252],
  ],
  "Linux arm64": [
    [2, 0.005],
    [4, 0.008],
    [8, 0.014],
    [16, 0.026],
    [32, 0.05],
    [64, 0.098],
  ],
  "Windows x64": [
    [2, 0.01],
    [4, 0.022],
    [8, 0.042],
    [16, 0.082],
    [32, 0.162],
    [64, 0.322],
    [96, 0.552],
  ],
};

/** What a minute costs on one of GitHub's runners; undefined for machines that are not in the list. */
export function ratePerMinute({ system, architecture, cores }: Machine): number | undefined {
  return rates[`${system} ${architecture}`]?.find(([count]) => count >= cores)?.[1];
}

/** Minutes by a rate, in US dollars, as the manifest keeps it. */
export function costOf(
  milliseconds: number,
  perMinute: number | undefined,
): { amount: number; currency: string; per_minute: number } | undefined {
  if (perMinute === undefined) return undefined;
  const amount = Number(((milliseconds / 60_000) * perMinute).toPrecision(3));
  return { amount, currency: "USD", per_minute: perMinute };
}
