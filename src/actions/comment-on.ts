import type { Context } from "../action.ts";
import type { Subject } from "../comment/find-subject.ts";
import type { CommentMarker } from "../comment/marker.ts";
import type { ExistingComment } from "../comment/plan-comment.ts";
import { hasReadOnlyToken } from "../comment/read-only-token.ts";
import { ServiceError } from "../errors.ts";
import { findThread } from "./find-thread.ts";
import { type CommentOutcome, markerOf, skipped, writeComment } from "./write-comment.ts";

type CommentContext = Pick<Context, "github" | "environment" | "project" | "clock" | "log" | "signal"> & {
  inputs: {
    mode: "update" | "recreate" | "new";
    "dry-run": boolean;
    "without-pull-request": "summary" | "commit";
  };
};

/** What a comment says, by whose marker it is found again. */
export interface CommentText {
  /** Name of the project in the marker. */
  name: string;
  render(marker: CommentMarker, budget: number, existing: readonly ExistingComment[]): string;
}

/** Writes the comment on what the run is for. A failed call ends in a verdict and not in an exception. */
export async function commentOn(
  context: CommentContext,
  subject: Subject,
  text: CommentText,
): Promise<CommentOutcome> {
  const { github, environment, project, inputs } = context;
  if (!project.config.report.comment) return skipped("no comment: report.comment is false");
  if (!github.isAvailable) return skipped("no comment: there is no token or no repository");
  try {
    const found = await findThread(context, subject, inputs["without-pull-request"]).catch((error: unknown) =>
      unasked(error, subject),
    );
    if (typeof found === "string") return skipped(found);
    if ("action" in found) return found;
    const marker = markerOf(environment, text.name, found.sha);
    return await writeComment(context, found.thread, {
      marker,
      mode: inputs.mode,
      isDryRun: inputs["dry-run"],
      render: (budget, existing) => text.render(marker, budget, existing),
    });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return error.status === 403 && hasReadOnlyToken(subject, environment) ? readOnly(error) : refused(error);
  }
}

/** A pushed commit may have no pull request at all: that the token may not ask is a note. */
function unasked(error: unknown, subject: Subject): CommentOutcome {
  if (!(error instanceof ServiceError && error.status === 403 && subject.kind === "commit")) throw error;
  const hint = error.hint === undefined ? {} : { hint: error.hint };
  return {
    ...skipped("no comment: the token may not look for the commit's pull request"),
    findings: [{ severity: "info", rule: "github-403", message: error.message, ...hint }],
  };
}

function readOnly(error: ServiceError): CommentOutcome {
  const message =
    "No comment: GitHub gives runs for forks and for Dependabot a read-only token; the report is in the job summary";
  const hint =
    'To comment on such pull requests, run pr-comment in a second workflow that starts on "workflow_run": there the ' +
    'token can write. Never check out their code in it, nor in "pull_request_target"';
  return {
    ...skipped("no comment: the token is read-only"),
    findings: [{ severity: "info", rule: `github-${error.status}`, message, hint }],
  };
}

function refused(error: ServiceError): CommentOutcome {
  const rerun = error.rerun ? "A rerun may help" : "A rerun does not help";
  const hint = error.hint === undefined ? rerun : `${error.hint}\n${rerun}`;
  return {
    verdict: "refused",
    action: "skipped",
    headline: "the comment could not be written",
    findings: [{ severity: "error", rule: "github", message: error.message, hint }],
  };
}
