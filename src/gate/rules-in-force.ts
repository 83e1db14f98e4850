import type { Config, Rule } from "../config/config.ts";

type Gate = Config["gate"];

/** A rule, with the branch that asks it where the project itself does not. */
export type JudgedRule = Rule & { branch?: string };

/** A rule, and where it stands. */
export interface RuleInForce {
  rule: JudgedRule;
  /** Its place among the project's own rules; undefined of one that the base branch alone has. */
  index: number | undefined;
  /** Whether the base branch asks it, too. */
  isOfBase: boolean;
}

/**
 * The rules that a pull request must meet: its own, and those of the base branch that it has not. So whoever loosens a
 * rule is judged by the stricter one until that is merged. The name says where such a rule comes from. A rule that has
 * but another name keeps the one of the base: waivers go by it.
 */
export function rulesInForce(own: Gate, base: Gate | undefined, branch = "the base branch"): RuleInForce[] {
  const rules = own.rules.map((rule, index): RuleInForce => {
    const twin = twinOf(rule, base);
    return { rule: twin ?? rule, index, isOfBase: twin !== undefined };
  });
  const gone = (base?.rules ?? []).filter((rule) => !own.rules.some((each) => isSame(each, rule)));
  return [
    ...rules,
    ...gone.map((rule): RuleInForce => ({ rule: named(rule, branch), index: undefined, isOfBase: true })),
  ];
}

/** The columns that comparisons must not be worse on, and the least rows of a slice: of both, the stricter. */
export function slicesInForce(
  own: Gate,
  base: Gate | undefined,
  usualRows: number,
): { columns: string[]; minRows: number } {
  const both = [own, ...(base ? [base] : [])].map(({ slices }) => slices);
  return {
    columns: [...new Set(both.flatMap((slices) => slices?.columns ?? []))],
    minRows: Math.min(...both.map((slices) => slices?.min_rows ?? usualRows)),
  };
}

/** The rule as the base has it, where it asks the same. */
function twinOf(rule: Rule, base: Gate | undefined): Rule | undefined {
  const twins = (base?.rules ?? []).filter((each) => isSame(each, rule));
  return twins.find(({ name }) => name === rule.name) ?? twins[0];
}

/** The same but for the name. */
function isSame(rule: Rule, other: Rule): boolean {
  const textOf = ({ name, ...asked }: Rule): string => JSON.stringify(Object.entries(asked).sort());
  return textOf(rule) === textOf(other);
}

function named(rule: Rule, branch: string): JudgedRule {
  return { ...rule, branch, name: `${rule.name ?? `${rule.metric}, by its rule`} (${branch})` };
}
