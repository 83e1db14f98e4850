import type { Context } from "../action.ts";
import type { Subject } from "../comment/find-subject.ts";
import { ServiceError } from "../errors.ts";

/**
 * A comment's event does not say which commit is tested: it is the one that is checked out, where that is one of the pull
 * request's, or GitHub's merge of one. Else the subject stays as it is, without a commit, and that is said.
 */
export async function withCheckedOut(
  {
    git,
    github,
    environment,
    project,
    log,
  }: Pick<Context, "git" | "github" | "environment" | "log"> & { project: { directory: string } },
  subject: Subject,
): Promise<Subject> {
  const isUnknown = subject.kind === "pull" && subject.sha === undefined;
  if (environment.eventName !== "issue_comment" || !isUnknown || !github.isAvailable) return subject;
  const head = await git.head(project.directory);
  if (head === undefined) return subject;
  const [, merged, ...more] = (await git.parents(project.directory)) ?? [];
  const candidates = merged === undefined || more.length > 0 ? [head] : [head, merged];
  try {
    const { headSha } = await github.pullRequest(subject.number);
    const commits = candidates.includes(headSha) ? [headSha] : await github.commitsOf(subject.number);
    const sha = candidates.find((each) => commits.includes(each));
    if (sha !== undefined) return { ...subject, sha };
    log.warn(
      `What is checked out, ${head.slice(0, 7)}, is no commit of #${subject.number}: the comment is about its head all the same`,
    );
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    log.debug(error.message);
  }
  return subject;
}
