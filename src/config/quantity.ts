/** A number with what it is counted in. */
export interface Quantity {
  value: number;
  unit: "bytes" | "seconds" | "share";
}

const units: Readonly<Record<string, readonly [unit: Quantity["unit"], factor: number]>> = {
  B: ["bytes", 1],
  kB: ["bytes", 1e3],
  KB: ["bytes", 1e3],
  MB: ["bytes", 1e6],
  GB: ["bytes", 1e9],
  TB: ["bytes", 1e12],
  KiB: ["bytes", 1024],
  MiB: ["bytes", 1024 ** 2],
  GiB: ["bytes", 1024 ** 3],
  us: ["seconds", 1e-6],
  µs: ["seconds", 1e-6],
  ms: ["seconds", 1e-3],
  s: ["seconds", 1],
  min: ["seconds", 60],
  h: ["seconds", 3600],
  d: ["seconds", 86_400],
  w: ["seconds", 604_800],
  "%": ["share", 0.01],
};

/** What `parseQuantity` takes, for the configuration's schema. */
export const quantityPattern = /^-?\d{1,15}(?:\.\d{1,15})? ?(?:[kKMGT]?B|[KMG]iB|us|µs|ms|s|min|h|d|w|%)$/;

/** `25MB` (powers of 1,000), `30d`, `50 ms`, `5%` in bytes, seconds or as a share; undefined for every other text. */
export function parseQuantity(text: string): Quantity | undefined {
  if (!quantityPattern.test(text)) return undefined;
  const [, count = "", name = ""] = /^([-\d.]+) ?(\D+)$/.exec(text) ?? [];
  const [unit, factor] = units[name]!;
  // Of decimal fractions a quotient is what one would write: 5 / 100 and not 5 * 0.01.
  return { unit, value: factor < 1 ? Number(count) / Math.round(1 / factor) : Number(count) * factor };
}

/** A bound in bytes, in seconds or as a share, however it is written; NaN where it is none. */
export function boundOf(written: number | string | undefined): number {
  return typeof written === "string"
    ? (parseQuantity(written)?.value ?? Number.NaN)
    : (written ?? Number.NaN);
}
