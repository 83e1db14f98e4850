import { parseYaml } from "../config/parse-yaml.ts";
import { UserError } from "../errors.ts";
import { isRecord } from "../is-record.ts";
import { repository } from "../runner/version.ts";
import type { Files } from "../services/files.ts";
import type { Diagnosis } from "./doctor.ts";

const folder = ".github/workflows";

interface Step {
  uses?: unknown;
  if?: unknown;
}
interface Job {
  steps?: unknown;
  permissions?: unknown;
}

/** Looks at the workflows that use our actions: permissions, checkout, and that the comment comes on failure too. */
export async function inspectWorkflows(files: Files): Promise<Diagnosis[]> {
  const names = (await files.list(folder)).filter(({ name, isFolder }) => !isFolder && /\.ya?ml$/.test(name));
  const found: Diagnosis[] = [];
  for (const { name } of names) found.push(...(await inspectWorkflow(files, `${folder}/${name}`)));
  if (found.length > 0) return found;
  return [
    {
      status: "warning",
      message: "no workflow uses mlops-actions",
      fix: '"mlops init" writes .github/workflows/model.yml',
    },
  ];
}

async function inspectWorkflow(files: Files, file: string): Promise<Diagnosis[]> {
  let workflow: unknown;
  try {
    workflow = parseYaml(await files.read(file), file).value;
  } catch (error) {
    if (error instanceof UserError)
      return [{ status: "problem", message: error.message, fix: `Correct ${file}` }];
    throw error;
  }
  const jobs = Object.entries(objectOf(objectOf(workflow).jobs));
  return jobs.flatMap(([id, job]) =>
    inspectJob(file, id, objectOf(job) as Job, objectOf(workflow).permissions),
  );
}

function inspectJob(file: string, id: string, job: Job, workflowPermissions: unknown): Diagnosis[] {
  const steps = (Array.isArray(job.steps) ? job.steps : []).map((step) => objectOf(step) as Step);
  const ours = steps.flatMap((step, index) =>
    actionOf(step) === undefined ? [] : [{ step, index, action: actionOf(step)! }],
  );
  const first = ours[0];
  if (first === undefined) return [];
  const where = `${file}, job "${id}"`;
  const found: Diagnosis[] = [];
  const isCheckedOut = steps
    .slice(0, first.index)
    .some(({ uses }) => typeof uses === "string" && uses.startsWith("actions/checkout@"));
  const readsFiles = ours.some(({ action }) => ["validate-data", "train", ""].includes(action));
  if (readsFiles && !isCheckedOut)
    found.push({
      status: "problem",
      message: `${where}: the repository is not checked out before "${String(first.step.uses)}"`,
      fix: "      - uses: actions/checkout@v7",
    });
  const compares = ours.some(({ action }) => ["quality-gate", ""].includes(action));
  if (compares && !mayReadRuns(job.permissions ?? workflowPermissions))
    found.push({
      status: "warning",
      message: `${where}: the token may not read earlier runs, which the model and the data are compared with`,
      fix: "permissions:\n  actions: read",
    });
  const comment = ours.find(({ action }) => action === "pr-comment" || action === "");
  if (comment) {
    const missing = missingPermissions(job.permissions ?? workflowPermissions);
    if (missing.length > 0)
      found.push({
        status: "problem",
        message: `${where}: the token may not ${missing.includes("contents") ? "read the repository" : "comment on pull requests"}`,
        fix: "permissions:\n  contents: read\n  actions: read\n  pull-requests: write",
      });
    if (
      comment.action === "pr-comment" &&
      !/cancelled\(\)|always\(\)|failure\(\)/.test(String(comment.step.if ?? ""))
    )
      found.push({
        status: "warning",
        message: `${where}: pr-comment does not run when an earlier step failed`,
        fix: "        if: ${{ !cancelled() }}",
      });
  }
  return found.length > 0 ? found : [{ status: "ok", message: `${where} is set up well` }];
}

/** Name of our action that a step uses; "" for the root action; undefined for others'. */
function actionOf(step: Step): string | undefined {
  if (typeof step.uses !== "string") return undefined;
  const [target = ""] = step.uses.split("@");
  if (target === repository) return "";
  return target.startsWith(`${repository}/actions/`)
    ? target.slice(`${repository}/actions/`.length)
    : undefined;
}

/** Scopes that are missing once any is listed; nothing listed depends on the repository's settings. */
function missingPermissions(permissions: unknown): string[] {
  if (permissions === "write-all") return [];
  if (permissions === undefined || permissions === "read-all") return ["pull-requests"];
  const scopes = objectOf(permissions);
  const canComment = scopes["pull-requests"] === "write" || scopes.issues === "write";
  const canRead = scopes.contents === "read" || scopes.contents === "write";
  return [...(canComment ? [] : ["pull-requests"]), ...(canRead ? [] : ["contents"])];
}

/** What is not listed, once anything is, is none; without a list it depends on the repository's settings. */
function mayReadRuns(permissions: unknown): boolean {
  if (typeof permissions !== "object" || permissions === null) return true;
  return ["read", "write"].includes(String(objectOf(permissions).actions));
}

function objectOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}
