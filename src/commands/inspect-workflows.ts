import path from "node:path";
import type { Config } from "../config/config.ts";
import { parseYaml } from "../config/parse-yaml.ts";
import { UserError } from "../errors.ts";
import type { Files } from "../services/files.ts";
import type { Diagnosis } from "./doctor.ts";
import { inspectMatrix } from "./inspect-matrix.ts";
import { inspectModels } from "./inspect-models.ts";
import { inspectNotify } from "./inspect-notify.ts";
import { inspectTrusted } from "./inspect-trusted.ts";
import type { RepositoryPlace } from "./repository-top.ts";
import {
  actionOf,
  jobsOf,
  objectOf,
  startsOn,
  type WorkflowFile,
  type WorkflowStep,
} from "./workflow-file.ts";
import { isAbout, oursOf, workflowFolder } from "./workflow-place.ts";

/**
 * Looks at the workflows that use our actions: permissions, checkout, that the comment comes on failure too, that those
 * who are to be told are, and that they are where GitHub reads them and are about the project's folder.
 */
export async function inspectWorkflows(
  files: Files,
  place: RepositoryPlace = { top: ".", below: "." },
  notify: Config["notify"] = [],
): Promise<Diagnosis[]> {
  const { workflows, found } = await readWorkflows(files, place.top);
  for (const each of workflows)
    found.push(
      ...inspectTrusted(each, workflows),
      ...inspectJobs(each),
      ...(await inspectModels(files, place.top, each)),
    );
  found.push(...inspectNotify(workflows, notify, place.below));
  const unread = await inspectUnread(files, place);
  const ours = workflows.filter((each) => oursOf(each).length > 0);
  if (place.below !== "." && ours.length > 0 && !ours.some((each) => isAbout(each, place.below)))
    found.push({
      status: "warning",
      message: `no workflow is about the folder "${place.below}"`,
      fix: `In each step of ours:\n        with: { working-directory: ${JSON.stringify(place.below)} }`,
    });
  if (found.length + unread.length > 0) return [...found, ...unread];
  return [
    {
      status: "warning",
      message: "no workflow uses mlops-actions",
      fix: '"mlops init" writes .github/workflows/model.yml',
    },
  ];
}

/** Workflows of ours in folders between the top and the project's: GitHub does not read them. */
async function inspectUnread(files: Files, { top, below }: RepositoryPlace): Promise<Diagnosis[]> {
  const found: Diagnosis[] = [];
  for (let folder = below; folder !== "."; folder = path.posix.dirname(folder)) {
    const { workflows } = await readWorkflows(files, path.posix.join(top, folder));
    for (const each of workflows.filter((each) => oursOf(each).length > 0))
      found.push({
        status: "problem",
        message: `${folder}/${each.file} is never read: GitHub reads workflows at the top of the repository only`,
        fix: `Move it to ${each.file} of the top and give each step of ours\n        with: { working-directory: ${JSON.stringify(below)} }`,
      });
  }
  return found;
}

async function readWorkflows(
  files: Files,
  top: string,
): Promise<{ workflows: WorkflowFile[]; found: Diagnosis[] }> {
  const entries = await files.list(path.posix.join(top, workflowFolder));
  const workflows: WorkflowFile[] = [];
  const found: Diagnosis[] = [];
  for (const { name, isFolder } of entries) {
    if (isFolder || !/\.ya?ml$/.test(name)) continue;
    const read = await readWorkflow(files, top, `${workflowFolder}/${name}`);
    if ("file" in read) workflows.push(read);
    else found.push(read);
  }
  return { workflows, found };
}

async function readWorkflow(files: Files, top: string, file: string): Promise<WorkflowFile | Diagnosis> {
  try {
    return { file, content: objectOf(parseYaml(await files.read(path.posix.join(top, file)), file).value) };
  } catch (error) {
    if (error instanceof UserError)
      return { status: "problem", message: error.message, fix: `Correct ${file}` };
    throw error;
  }
}

function inspectJobs(workflow: WorkflowFile): Diagnosis[] {
  return jobsOf(workflow).flatMap((each) => inspectJob(workflow, each));
}

function inspectJob(
  workflow: WorkflowFile,
  { id, job, steps }: ReturnType<typeof jobsOf>[number],
): Diagnosis[] {
  const ours = steps.flatMap((step, index) => {
    const action = actionOf(step);
    return action === undefined ? [] : [{ step, index, action }];
  });
  const permissions = job.permissions ?? workflow.content.permissions;
  const first = ours[0];
  if (first === undefined) return [];
  const where = `${workflow.file}, job "${id}"`;
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
  if (compares && !mayReadRuns(permissions))
    found.push({
      status: "warning",
      message: `${where}: the token may not read earlier runs, which the model and the data are compared with`,
      fix: "permissions:\n  actions: read",
    });
  found.push(
    ...inspectMatrix(
      where,
      job,
      ours.map(({ step }) => step),
    ),
  );
  const comment = ours.find(({ action }) => action === "pr-comment" || action === "");
  if (comment) {
    const isAfterRun = startsOn(workflow, "workflow_run") !== undefined;
    found.push(...inspectComment(where, comment, { permissions, isAfterRun, isCheckedOut }));
  }
  return found.length > 0 ? found : [{ status: "ok", message: `${where} is set up well` }];
}

function inspectComment(
  where: string,
  { step, index, action }: { step: WorkflowStep; index: number; action: string },
  {
    permissions,
    isAfterRun,
    isCheckedOut,
  }: { permissions: unknown; isAfterRun: boolean; isCheckedOut: boolean },
): Diagnosis[] {
  const missing = missingPermissions(permissions, isCheckedOut);
  const isWaited = /cancelled\(\)|always\(\)|failure\(\)/.test(String(step.if ?? ""));
  const found: Diagnosis[] = [];
  if (missing.length > 0)
    found.push({
      status: "problem",
      message: `${where}: the token may not ${missing.includes("contents") ? "read the repository" : "comment on pull requests"}`,
      fix: "permissions:\n  contents: read\n  actions: read\n  pull-requests: write",
    });
  else if (isAfterRun && !mayReadRuns(permissions))
    found.push({
      status: "problem",
      message: `${where}: the token may not read the run that ended, whose reports are commented`,
      fix: "permissions:\n  actions: read",
    });
  if (action === "pr-comment" && index > 0 && !isAfterRun && !isWaited)
    found.push({
      status: "warning",
      message: `${where}: pr-comment does not run when an earlier step failed`,
      fix: "        if: ${{ !cancelled() }}",
    });
  return found;
}

/** Scopes that are missing once any is listed; nothing listed depends on the repository's settings. */
function missingPermissions(permissions: unknown, isCheckedOut: boolean): string[] {
  if (permissions === "write-all") return [];
  if (permissions === undefined || permissions === "read-all") return ["pull-requests"];
  const scopes = objectOf(permissions);
  const canComment = scopes["pull-requests"] === "write" || scopes.issues === "write";
  const canRead = !isCheckedOut || scopes.contents === "read" || scopes.contents === "write";
  return [...(canComment ? [] : ["pull-requests"]), ...(canRead ? [] : ["contents"])];
}

/** What is not listed, once anything is, is none; without a list it depends on the repository's settings. */
function mayReadRuns(permissions: unknown): boolean {
  if (typeof permissions !== "object" || permissions === null) return true;
  return ["read", "write"].includes(String(objectOf(permissions).actions));
}
