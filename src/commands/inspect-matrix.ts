import type { Diagnosis } from "./doctor.ts";
import { objectOf, type WorkflowStep } from "./workflow-file.ts";

/** Inputs that say which model is meant. */
const naming = ["name", "working-directory", "config"];

/** What is wrong with the steps of ours in a job with a matrix: those that all of its jobs carry out for one model. */
export function inspectMatrix(
  where: string,
  job: Record<string, unknown>,
  ours: readonly WorkflowStep[],
): Diagnosis[] {
  const { matrix } = objectOf(job.strategy);
  if (matrix === undefined) return [];
  const shared = ours.filter((step) => {
    const given = objectOf(step.with);
    return !naming.some((input) => String(given[input] ?? "").includes("${{"));
  });
  if (shared.length === 0) return [];
  const key = Object.keys(objectOf(matrix)).find((each) => !["include", "exclude"].includes(each)) ?? "model";
  return [
    {
      status: "warning",
      message: `${where}: the jobs of its matrix are about one model, whose comment, check run and history they share`,
      fix: `In each step of ours:\n        with: { name: "model-\${{ matrix.${key} }}" }`,
    },
  ];
}
