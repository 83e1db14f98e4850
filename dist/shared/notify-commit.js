import { markerStart, planComment, renderMarker } from "./comment.js";
import { fitBody, renderNotice } from "./fit-body.js";
import { ownWritings } from "./actions.js";

// src/actions/notify-commit.ts
/** Comments on the run's commit, in one comment that later runs of the commit change. */
async function notifyCommit({ context }, notice) {
	const { github, project, inputs, log } = context;
	const { commit, id, attempt } = notice.run;
	if (!github.isAvailable || commit === void 0) return {
		state: "skipped",
		what: "there is no token, no repository or no commit"
	};
	const name = `notify/${project.name}`;
	const marker = {
		name,
		sha: commit,
		run: String(id ?? "local"),
		attempt
	};
	const comments = await github.commitComments();
	const ours = await ownWritings(github, await comments.find(commit, markerStart(name)));
	return fitBody(log, async (budget) => {
		const key = renderMarker(marker);
		const body = renderNotice(notice, {
			marker: key,
			budget
		});
		const plan = planComment("update", marker, body, ours);
		if (plan.action === "skipped") return {
			state: "skipped",
			what: plan.why
		};
		const what = `comment on commit ${commit.slice(0, 7)}`;
		if (inputs["dry-run"]) return {
			state: "planned",
			what: `${what} would be ${plan.action}`,
			preview: body.split("\n")
		};
		if (plan.action === "created") await comments.create(commit, body, key);
		if (plan.action === "updated") await comments.update(plan.id, body);
		return {
			state: "sent",
			what: `${what} ${plan.action}`
		};
	});
}

export { notifyCommit };