import type { Config, Rule } from "../config/config.ts";

type Gate = Config["gate"];

/** A rule, and where it stands. */
export interface RuleInForce {
  rule: Rule;
  /** Its place among the project's own rules; undefined of one that the base branch alone has. */
  index: number | undefined;
}

/**
 * The rules that a pull request must meet: its own, and those of the base branch that it has not. So whoever loosens a
 * rule is judged by the stricter one until that is merged. The name says where such a rule comes from.
 */
export function rulesInForce(own: Gate, base: Gate | undefined, branch = "the base branch"): RuleInForce[] {
  const rules = own.rules.map((rule, index): RuleInForce => ({ rule, index }));
  const gone = (base?.rules ?? []).filter((rule) => !own.rules.some((each) => isSame(each, rule)));
  return [...rules, ...gone.map((rule): RuleInForce => ({ rule: named(rule, branch), index: undefined }))];
}

/** The columns that comparisons must not be worse on, and the least rows of a slice: of both, the stricter. */
export function slicesInForce(
  own: Gate["slices"],
  base: Gate["slices"],
  usualRows: number,
): { columns: string[]; minRows: number } {
  const rows = [own, base].flatMap((slices) => slices?.min_rows ?? []);
  return {
    columns: [...new Set([...(own?.columns ?? []), ...(base?.columns ?? [])])],
    minRows: rows.length === 0 ? usualRows : Math.min(...rows),
  };
}

/** The same but for the name. */
function isSame(rule: Rule, other: Rule): boolean {
  const textOf = ({ name, ...asked }: Rule): string => JSON.stringify(Object.entries(asked).sort());
  return textOf(rule) === textOf(other);
}

function named(rule: Rule, branch: string): Rule {
  return { ...rule, name: `${rule.name ?? `${rule.metric}, by its rule`} (${branch})` };
}
