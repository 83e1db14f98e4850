import { type CommentMarker, markerStart, renderMarker } from "../comment/marker.ts";
import { planComment } from "../comment/plan-comment.ts";
import type { Notice } from "../notify/notice.ts";
import { renderNotice } from "../notify/render-notice.ts";
import { fitBody } from "./fit-body.ts";
import type { Delivered, Delivery } from "./notify.ts";
import { ownWritings } from "./own-writings.ts";

/** Comments on the run's commit, in one comment that later runs of the commit change. */
export async function notifyCommit({ context }: Delivery, notice: Notice): Promise<Delivered> {
  const { github, project, inputs, log } = context;
  const { commit, id, attempt } = notice.run;
  if (!github.isAvailable || commit === undefined)
    return { state: "skipped", what: "there is no token, no repository or no commit" };
  // No project is called so: a comment of pr-comment on the commit is another one.
  const name = `notify/${project.name}`;
  const marker: CommentMarker = { name, sha: commit, run: String(id ?? "local"), attempt };
  const comments = await github.commitComments();
  const ours = await ownWritings(github, await comments.find(commit, markerStart(name)));
  return fitBody(log, async (budget): Promise<Delivered> => {
    const key = renderMarker(marker);
    const body = renderNotice(notice, { marker: key, budget });
    const plan = planComment("update", marker, body, ours);
    if (plan.action === "skipped") return { state: "skipped", what: plan.why };
    const what = `comment on commit ${commit.slice(0, 7)}`;
    if (inputs["dry-run"])
      return { state: "planned", what: `${what} would be ${plan.action}`, preview: body.split("\n") };
    if (plan.action === "created") await comments.create(commit, body, key);
    if (plan.action === "updated") await comments.update(plan.id, body);
    return { state: "sent", what: `${what} ${plan.action}` };
  });
}
