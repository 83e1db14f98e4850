import { renderMarker } from "../comment/marker.ts";
import type { Notice } from "../notify/notice.ts";
import { renderNotice } from "../notify/render-notice.ts";
import { commitThread } from "./comment-thread.ts";
import type { Delivered, Delivery } from "./notify.ts";
import { writeComment } from "./write-comment.ts";

/** Comments on the run's commit, in one comment that later runs of the commit change. */
export async function notifyCommit({ context }: Delivery, notice: Notice): Promise<Delivered> {
  const { github, project, inputs } = context;
  const { commit, id, attempt } = notice.run;
  if (!github.isAvailable || commit === undefined)
    return { state: "skipped", what: "there is no token, no repository or no commit" };
  // No project is called so: a comment of pr-comment on the commit is another one.
  const name = `notify/${project.name}`;
  const marker = { name, sha: commit, run: String(id ?? "local"), attempt };
  const { verdict, headline, preview } = await writeComment(context, await commitThread(context, commit), {
    ...{ marker, mode: "update", isDryRun: inputs["dry-run"] },
    render: (budget) => renderNotice(notice, { marker: renderMarker(marker), budget }),
  });
  if (preview !== undefined) return { state: "planned", what: headline, preview: preview.split("\n") };
  return { state: verdict === "skipped" ? "skipped" : "sent", what: headline };
}
