/** Number of a text such as ` -1.5e3 `; null for other text and for what a double cannot hold. */
export function parseNumber(text: string): number | null {
  const trimmed = text.trim();
  if (!/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(trimmed)) return null;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : null;
}

/** The number of a text, rounded to an integer; a half goes away from zero. */
export function parseInteger(text: string): number | null {
  const value = parseNumber(text);
  if (value === null || Math.abs(value) >= 2 ** 63) return null;
  return Math.sign(value) * Math.round(Math.abs(value)) + 0;
}

/** 1 or 0 of the spellings that DuckDB knows; null for other text. */
export function parseBoolean(text: string): number | null {
  if (/^(true|t|yes|y|1)$/i.test(text)) return 1;
  return /^(false|f|no|n|0)$/i.test(text) ? 0 : null;
}

/** A double as DuckDB writes it: the shortest digits, `2.0`, an exponent (`1e+16`, `1e-05`) past 16 places or 4 zeros. */
export function formatNumber(value: number): string {
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const [digits = "", power = "0"] = Math.abs(value).toExponential().split("e");
  const exponent = Number(power);
  if (value !== 0 && (exponent < -4 || exponent >= 16)) {
    const size = String(Math.abs(exponent)).padStart(2, "0");
    return `${sign}${digits}e${exponent < 0 ? "-" : "+"}${size}`;
  }
  const plain = String(Math.abs(value));
  if (!plain.includes("e")) return sign + (plain.includes(".") ? plain : `${plain}.0`);
  return sign + Math.abs(value).toFixed(digits.replace(".", "").length - 1 - exponent);
}
