import { commitThread, renderMarker, writeComment } from "./commenting.js";
import { renderNotice } from "./render-notice.js";

// src/actions/notify-commit.ts
/** Comments on the run's commit, in one comment that later runs of the commit change. */
async function notifyCommit({ context }, notice) {
	const { github, project, inputs } = context;
	const { commit, id, attempt } = notice.run;
	if (!github.isAvailable || commit === void 0) return {
		state: "skipped",
		what: "there is no token, no repository or no commit"
	};
	const marker = {
		name: `notify/${project.name}`,
		sha: commit,
		run: String(id ?? "local"),
		attempt
	};
	const { verdict, headline, preview } = await writeComment(context, await commitThread(context, commit), {
		marker,
		mode: "update",
		isDryRun: inputs["dry-run"],
		render: (budget) => renderNotice(notice, {
			marker: renderMarker(marker),
			budget
		})
	});
	if (preview !== void 0) return {
		state: "planned",
		what: headline,
		preview: preview.split("\n")
	};
	return {
		state: verdict === "skipped" ? "skipped" : "sent",
		what: headline
	};
}

export { notifyCommit };