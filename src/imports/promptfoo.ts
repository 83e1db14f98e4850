import { isRecord } from "../is-record.ts";
import { counted } from "../number-format.ts";
import { clipText } from "../visible-text.ts";
import { type Cases, collectCases, digestOf } from "./cases.ts";
import { type ImportedFile, unreadable } from "./imported-metrics.ts";
import { entriesOf } from "./metric-values.ts";

type Result = Record<string, unknown>;

/** Whether it is what `promptfoo eval --output results.json` writes. */
export function isPromptfoo(root: Record<string, unknown>): boolean {
  const { results } = root;
  return isRecord(results) && Array.isArray(results.results) && results.results.every(isPromptfooResult);
}

/** Whether it is one result of promptfoo, as `--output results.jsonl` writes one a line. */
export function isPromptfooResult(value: unknown): value is Result {
  return isRecord(value) && typeof value.testIdx === "number" && typeof value.promptIdx === "number";
}

/**
 * Scores of promptfoo's results (its output of version 3): of each test and repeat `score`, `success`, the named scores,
 * `latency_ms` and `cost`. A test is known by its variables and assertions: its index counts repeats too, and moves when
 * tests are added. Of several prompts or providers the part says which is meant. Throws UserError where results ended in
 * errors, which say nothing of the model.
 */
export function parsePromptfoo(results: readonly Result[], file: ImportedFile): Cases {
  const chosen = choose(results, file);
  const failed = chosen.filter(({ failureReason }) => failureReason === 2).length;
  if (failed > 0)
    throw unreadable(
      file,
      `${counted(failed, "result")} of ${chosen.length} ended in an error, which is no score`,
      "Run promptfoo retry, which evaluates these again",
    );
  const cases = collectCases(file);
  // They stand in the file in the order in which they were done.
  const ordered = chosen.toSorted((a, b) => (a.testIdx as number) - (b.testIdx as number));
  for (const result of ordered) cases.add(identityOf(result, file), numbersOf(result));
  return cases.finish("promptfoo");
}

function identityOf(result: Result, file: ImportedFile): string {
  const test = isRecord(result.testCase) ? result.testCase : {};
  const vars = isRecord(test.vars) ? test.vars : result.vars;
  return digestOf([vars, test.assert, test.threshold], file);
}

function numbersOf({ score, success, namedScores, latencyMs, cost }: Result): [string, number][] {
  const own = {
    score,
    success: typeof success === "boolean" ? Number(success) : success,
    latency_ms: latencyMs,
    cost,
  };
  const all = [
    ...entriesOf(namedScores).filter(([name]) => !Object.hasOwn(own, name)),
    ...Object.entries(own),
  ];
  return all.filter((entry): entry is [string, number] => typeof entry[1] === "number");
}

/** The results of the one prompt and provider that is meant. */
function choose(results: readonly Result[], file: ImportedFile): Result[] {
  if (results.length === 0) throw unreadable(file, "there is no result in it");
  const outputs = new Map<number, Set<string>>();
  for (const result of results) {
    const index = result.promptIdx as number;
    const names = outputs.get(index) ?? new Set();
    for (const name of namesOf(result)) names.add(name);
    outputs.set(index, names);
  }
  const { part } = file;
  const found = [...outputs].filter(([, names]) => part === undefined || names.has(part));
  const [only, second] = found;
  if (only !== undefined && second === undefined)
    return results.filter(({ promptIdx }) => promptIdx === only[0]);
  const known = [...new Set([...outputs.values()].map((names) => clipText([...names][0] ?? "", 60)))];
  throw unreadable(
    file,
    part === undefined
      ? `it has results of ${outputs.size} prompts and providers`
      : `${found.length === 0 ? "none" : found.length} of its ${outputs.size} prompts and providers ${found.length > 1 ? "are" : "is"} "${part}"`,
    `Write which is meant behind the file's name: ${file.file}#${known[0] ?? "provider"}${known.length > 1 ? `, or #${known.slice(1, 5).join(", #")}` : ""}; of several prompts #provider prompt`,
  );
}

/** What a prompt and provider may be called: the provider, the prompt's label, both, or the index. */
function namesOf({ provider, prompt, promptIdx }: Result): string[] {
  const text = (value: unknown): string[] => (typeof value === "string" && value !== "" ? [value] : []);
  const providers = isRecord(provider) ? [...text(provider.label), ...text(provider.id)] : text(provider);
  const prompts = isRecord(prompt) ? text(prompt.label) : [];
  const both = providers.flatMap((one) => prompts.map((other) => `${one} ${other}`));
  return [...providers, ...prompts, ...both, String(promptIdx)];
}
