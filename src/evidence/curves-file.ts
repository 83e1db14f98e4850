import type { EvidenceCurve } from "./curves-schema.ts";

/** Points that a curve has at most. */
export const mostPoints = 1000;

/** The text of `curves.json`, a line a curve. */
export function renderCurvesFile(curves: readonly EvidenceCurve[]): string {
  const lines = curves.map((curve) => `  ${JSON.stringify(curve)}`);
  return `{\n "schema": "mlops/curves@1",\n "curves": [${lines.length > 0 ? `\n${lines.join(",\n")}\n ` : ""}]\n}\n`;
}
