/**
 * A value as Python's `str` writes it, which is how MLflow's client logs parameters: `True`, `None`, `1e-05`. The same
 * parameter, logged by a program that read it from our JSON, is then no change of it.
 */
export function pythonText(value: string | number | boolean | null): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return value;
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return String(value);
  const [digits = "", exponent] = value.toExponential().split("e");
  const power = Number(exponent);
  if (power >= -4 && power < 16) return String(value);
  return `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

/** Parameters as MLflow takes them; those that hold several get a name each, with a dot. */
export function flattenParams(
  params: Readonly<Record<string, string | number | boolean | null | Readonly<Record<string, number>>>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]): [string, string][] =>
      typeof value === "object" && value !== null
        ? Object.entries(value).map(([key, each]) => [`${name}.${key}`, pythonText(each)])
        : [[name, pythonText(value)]],
    ),
  );
}
