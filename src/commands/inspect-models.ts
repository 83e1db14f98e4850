import path from "node:path";
import { nameOfData } from "../actions/project.ts";
import { parseYaml } from "../config/parse-yaml.ts";
import { UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import type { Files } from "../services/files.ts";
import type { Diagnosis } from "./doctor.ts";
import { actionOf, jobsOf, objectOf, type WorkflowFile, type WorkflowStep } from "./workflow-file.ts";

/** Names in the input `models` that no step of the workflow gives a model. */
export async function inspectModels(files: Files, top: string, workflow: WorkflowFile): Promise<Diagnosis[]> {
  const asked = jobsOf(workflow).flatMap(({ steps }) =>
    steps
      .filter((step) => actionOf(step) === "pr-comment")
      .flatMap((step) => listOf(objectOf(step.with).models)),
  );
  if (asked.length === 0) return [];
  const known = await namesIn(files, top, workflow);
  if (known === undefined) return [];
  return asked
    .filter((name) => name !== "all" && !known.includes(name))
    .map((name) => ({
      status: "problem",
      message: `${workflow.file}: models names "${name}", and no step of it is about a model of that name${didYouMean(name, known)}`,
      fix: `Its models are ${known.join(", ")}; or take models: all`,
    }));
}

function listOf(value: unknown): string[] {
  if (typeof value !== "string" || value.includes("${{")) return [];
  return value
    .split(/[\n,]/)
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

/** The names of the models that the workflow's steps are about; undefined where only a run knows one of them. */
async function namesIn(files: Files, top: string, workflow: WorkflowFile): Promise<string[] | undefined> {
  const names = new Set<string>();
  for (const { job, steps } of jobsOf(workflow)) {
    const { matrix } = objectOf(job.strategy);
    for (const step of steps) {
      const action = actionOf(step);
      if (action === undefined || ["pr-comment", "setup", "notify"].includes(action)) continue;
      for (const given of expand(step, objectOf(matrix))) {
        const name = given.name ?? (await nameAt(files, top, given));
        if (name === undefined || name.includes("${{")) return undefined;
        names.add(name);
      }
    }
  }
  return [...names];
}

type Given = { name?: string; "working-directory": string; config: string };

/** A step's inputs that say which model is meant, for each value of the matrix. */
function expand(step: WorkflowStep, matrix: Record<string, unknown>): Given[] {
  const { name, "working-directory": folder = ".", config = "mlops.yml" } = objectOf(step.with);
  const texts = {
    ...(name !== undefined && { name: String(name) }),
    "working-directory": String(folder),
    config: String(config),
  };
  let all: Given[] = [texts];
  for (const [key, values] of Object.entries(matrix)) {
    if (!Array.isArray(values) || key === "include" || key === "exclude") continue;
    const placeholder = new RegExp(`\\$\\{\\{\\s*matrix\\.${key.replace(/[^\w-]/g, "")}\\s*\\}\\}`, "g");
    const fill = (given: Given, value: unknown): Given =>
      Object.fromEntries(
        Object.entries(given).map(([each, text]) => [each, text.replace(placeholder, () => String(value))]),
      ) as Given;
    all = all.flatMap((given) => values.slice(0, 256).map((value) => fill(given, value))).slice(0, 1000);
  }
  return all;
}

/** The name that an mlops.yml gives; undefined where it cannot be told. */
async function nameAt(files: Files, top: string, given: Given): Promise<string | undefined> {
  const file = path.posix.join(given["working-directory"], given.config);
  if (file.includes("${{")) return undefined;
  const text = await files.read(path.posix.join(top, file)).catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const { name, data } = objectOf(parseYaml(text, file).value);
    const { path: dataPath, sets } = objectOf(data);
    const named = name ?? dataPath ?? objectOf(sets).train;
    if (typeof named !== "string") return undefined;
    return name === undefined ? nameOfData(named) : named;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
