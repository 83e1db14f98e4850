import type { Project } from "../actions/project.ts";

/** Columns that the configuration names, with where: those of the data, and those that may be derived too. */
export function askedColumns({ config }: Project): [column: string, key: PropertyKey[]][] {
  const { data, checks, train, gate } = config;
  const { split } = data;
  const one = (name: string | undefined, ...key: PropertyKey[]): [string, PropertyKey[]][] =>
    name === undefined ? [] : [[name, key]];
  const all = (names: readonly string[] | undefined, ...key: PropertyKey[]): [string, PropertyKey[]][] =>
    (names ?? []).map((name, index) => [name, [...key, index]]);
  const keys = (named: object | undefined, ...key: PropertyKey[]): [string, PropertyKey[]][] =>
    Object.keys(named ?? {}).map((name) => [name, [...key, name]]);
  return [
    ...one(data.target, "data", "target"),
    ...one(data.weight, "data", "weight"),
    ...all(data.key, "data", "key"),
    ...all(data.exclude, "data", "exclude"),
    ...keys(data.columns, "data", "columns"),
    ...one(split.group, "data", "split", "group"),
    ...one(split.time, "data", "split", "time"),
    ...one(split.column, "data", "split", "column"),
    ...keys(train.features.columns, "train", "features", "columns"),
    ...one(train.series?.by, "train", "series", "by"),
    ...all(train.series?.columns, "train", "series", "columns"),
    ...one(train.cross_validation?.column, "train", "cross_validation", "column"),
    ...all(gate.slices?.columns, "gate", "slices", "columns"),
    ...gate.rules.flatMap(({ by }, index) => (by === "class" ? [] : one(by, "gate", "rules", index, "by"))),
    ...checks.flatMap(({ column, set }, index) =>
      set === undefined ? one(column, "checks", index, "column") : [],
    ),
  ];
}
