import type { Subject } from "../comment/find-subject.ts";
import { isSameRepository } from "../same-repository.ts";
import type { GitHub, PullRequest } from "../services/github.ts";
import type { Services } from "../services/services.ts";
import { type CommentThread, commitThread, pullThread } from "./comment-thread.ts";

/** Where a run's comment goes, and the commit that it is about. */
export interface FoundThread {
  thread: CommentThread;
  sha: string;
}

/**
 * Finds where to comment: on the pull request that the run is for, as the API knows it now; without one on the commit,
 * where that is wanted. Else it says why there is nowhere. Throws ServiceError.
 */
export async function findThread(
  context: Pick<Services, "github" | "log" | "environment">,
  subject: Subject,
  without: "summary" | "commit",
): Promise<FoundThread | string> {
  const pull = subject.kind === "none" ? undefined : await findPull(context.github, subject);
  if (pull !== undefined) {
    const sha = (subject.kind === "none" ? undefined : subject.sha) ?? pull.headSha;
    return { thread: pullThread(context, pull, pull.headSha), sha };
  }
  const why =
    subject.kind === "none"
      ? (subject.why ?? "no comment: the run is for no pull request")
      : "no comment: no open pull request has this commit as its head";
  if (without === "summary") return why;
  const sha = commitOf(subject, context.environment.sha);
  return sha === undefined ? why : { thread: await commitThread(context, sha), sha };
}

/** GitHub's look-up by commit does not find those from forks; that by branch not those whose branch was renamed. */
async function findPull(
  github: GitHub,
  subject: Exclude<Subject, { kind: "none" }>,
): Promise<PullRequest | undefined> {
  if (subject.kind === "pull") return github.pullRequest(subject.number);
  const head = subject.headRepository;
  const choose = (pulls: PullRequest[]): PullRequest | undefined =>
    pulls.find((pull) => head === undefined || isSameRepository(pull.headRepository, head));
  const ofBranch = choose(await github.pullRequestsOfCommit(subject.sha, subject.branch));
  if (ofBranch !== undefined || subject.branch === undefined) return ofBranch;
  return choose(await github.pullRequestsOfCommit(subject.sha));
}

/** The commit to comment on; none of another repository, nor of a run that we know nothing of. */
function commitOf(subject: Subject, own: string | undefined): string | undefined {
  if (subject.kind === "none") return subject.why === undefined ? own : undefined;
  return subject.kind === "commit" && !subject.isFork ? subject.sha : undefined;
}
