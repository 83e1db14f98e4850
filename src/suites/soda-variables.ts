import { asMap } from "./suite.ts";

const reference = /\$\{ *([a-z]+)\.([a-zA-Z_][a-zA-Z_0-9]*) *\}/g;
const maxLength = 10_000;

type Content = Readonly<Record<string, unknown>>;

/** Puts the defaults of a contract's variables where they are used; what has no default stays as it is written. */
export function resolveVariables(content: Content): Content {
  const variables = asMap(content.variables) ?? {};
  const values = new Map<string, unknown>();
  const valueFor = (namespace: string, name: string): unknown => {
    if (namespace !== "var" || !Object.hasOwn(variables, name)) return undefined;
    if (!values.has(name)) {
      // A variable that leads back to itself has no value.
      values.set(name, undefined);
      values.set(name, resolve(asMap(variables[name])?.default));
    }
    return values.get(name);
  };
  const resolveText = (text: string): unknown => {
    if (!text.includes("${") || text.length > maxLength) return text;
    const [whole] = text.matchAll(reference);
    if (whole?.[0] === text) return valueFor(whole[1] ?? "", whole[2] ?? "") ?? text;
    const resolved = text.replace(reference, (written, namespace: string, name: string) =>
      String(valueFor(namespace, name) ?? written),
    );
    return resolved.length > maxLength ? text : resolved;
  };
  const resolve = (value: unknown): unknown => {
    if (typeof value === "string") return resolveText(value);
    if (Array.isArray(value)) return value.map(resolve);
    const map = asMap(value);
    if (map === undefined) return value;
    return Object.fromEntries(Object.entries(map).map(([key, each]) => [key, resolve(each)]));
  };
  const { variables: _, ...rest } = content;
  return resolve(rest) as Content;
}

/** The first reference that has no value: a variable without a default, the environment, Soda's own. */
export function unresolvedIn(value: unknown): string | undefined {
  if (typeof value === "string") return value.match(reference)?.[0];
  for (const each of Object.values(typeof value === "object" && value !== null ? value : {})) {
    const found = unresolvedIn(each);
    if (found !== undefined) return found;
  }
  return undefined;
}
