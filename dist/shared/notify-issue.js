import { UserError, clipText, formatNumber, makeVisible } from "./core.js";
import { encodeMark, fitBody, ownWritings } from "./commenting.js";
import { renderFixed, renderNotice } from "./render-notice.js";

// src/notify/issue-marker.ts
/** How the hidden line starts by which the issue of a project, a workflow and a branch is found again. */
function issueMarkerStart(name, { workflow = "", branch = "" }) {
	return `<!-- mlops-actions:issue:${encode(name)} workflow=${encode(workflow)} branch=${encode(branch)} `;
}
/** The whole line; no two runs have the same. */
function renderIssueMarker(start, { failures, since, run, attempt }) {
	return `${start}failures=${failures} since=${since} run=${run} attempt=${attempt} -->`;
}
/** Reads what an issue remembers; undefined for one that does not start with the line. */
function parseIssueMarker(body, start) {
	if (!body.startsWith(start)) return void 0;
	const [, failures, since, run, attempt] = /^failures=(\d{1,6}) since=([\d:TZ.-]{20,30}) run=(\d{1,15}) attempt=(\d{1,6}) -->/.exec(body.slice(start.length)) ?? [];
	if (since === void 0) return void 0;
	return {
		failures: Number(failures),
		since,
		run: Number(run),
		attempt: Number(attempt)
	};
}
/** A branch may be any text, half a character too. */
function encode(text) {
	return encodeMark(text.toWellFormed());
}

// src/notify/plan-issue.ts
/**
* Decides between opening an issue, updating the one that is open, and closing it. `open` are those of the bot that
* start with the marker's start. The oldest of them stays, whoever opened it. What a later run has written is left as it is,
* and the same run counts once.
*/
function planIssue(outcome, run, marker, open) {
	if (outcome === "undecided") return {
		action: "skipped",
		why: "the run decides nothing: the issue stays as it is",
		duplicates: []
	};
	const ours = open.flatMap((issue) => {
		const state = parseIssueMarker(issue.body, marker);
		return state ? [{
			issue,
			state
		}] : [];
	}).sort((a, b) => a.issue.number - b.issue.number);
	const [kept, ...others] = ours;
	const latest = ours.map(({ state }) => state).sort(byRun).at(-1);
	return {
		...kept === void 0 || latest === void 0 ? planFirst(outcome, run) : planNext(outcome, run, kept, latest),
		duplicates: others.map(({ issue }) => issue)
	};
}
function planFirst(outcome, { id = 0, attempt, now }) {
	return outcome === "success" ? {
		action: "skipped",
		why: "no issue is open"
	} : {
		action: "opened",
		state: {
			failures: 1,
			since: now,
			run: id,
			attempt
		}
	};
}
function planNext(outcome, run, { issue, state }, latest) {
	const now = run.id === void 0 ? latest : {
		run: run.id,
		attempt: run.attempt
	};
	const order = byRun(latest, now);
	if (order > 0) return {
		action: "skipped",
		why: `a later run has written to #${issue.number}`
	};
	if (outcome === "success" && run.id !== void 0 && order === 0) return {
		action: "skipped",
		why: `another job of this run has failed: #${issue.number}`
	};
	if (outcome === "success") return {
		action: "closed",
		issue
	};
	const failures = latest.run === run.id ? state.failures : state.failures + 1;
	const { since } = state;
	return {
		action: "updated",
		issue,
		state: {
			failures,
			since,
			run: now.run,
			attempt: now.attempt
		}
	};
}
/** Run numbers grow; attempts of a run as well. */
function byRun(a, b) {
	return a.run - b.run || a.attempt - b.attempt;
}

// src/actions/notify-issue.ts
/** Shorter than GitHub's limit of 256. */
const mostTitle = 200;
/**
* Opens the issue of a failure, updates it while the failure lasts, and closes it when it is over. GitHub has no way to
* open one only where there is none, so two runs at once may both open one: each looks again afterwards, and the one
* that finds an older issue closes its own in favour of it.
*/
async function notifyIssue(delivery, notice) {
	const { context, target } = delivery;
	if (!context.github.isAvailable) throw new UserError("Cannot keep an issue: there is no token or no repository", { hint: "Set the input \"github-token\"; on GitHub its default is ${{ github.token }}" });
	const start = issueMarkerStart(context.project.name, notice.run);
	const desk = {
		delivery,
		notice,
		issues: await context.github.issues(),
		labels: target.labels ?? ["mlops"],
		start
	};
	return carryOut(desk, await findOurs(desk));
}
async function findOurs({ delivery, issues, labels, start }) {
	const found = await issues.find(labels[0] ?? "", start);
	return ownWritings(delivery.context.github, found.filter(({ body }) => parseIssueMarker(body, start) !== void 0));
}
async function carryOut(desk, open) {
	const { delivery, notice, issues, start } = desk;
	const { outcome, context } = delivery;
	const now = new Date(context.clock.now()).toISOString();
	const plan = planIssue(outcome, {
		...notice.run,
		now
	}, start, open);
	if (context.inputs["dry-run"]) return preview(desk, plan);
	if (plan.action === "skipped") return {
		state: "skipped",
		what: plan.why
	};
	if (plan.action === "opened") return openIssue(desk, plan.state);
	const { issue } = plan;
	for (const each of plan.duplicates) await closeDuplicate(issues, each.number, issue.number);
	if (plan.action === "closed") {
		const key = `<!-- mlops-actions:fixed run=${notice.run.id ?? now} attempt=${notice.run.attempt} -->`;
		await issues.comment(issue.number, renderFixed(notice, key), key);
		await issues.close(issue.number, "completed");
		return {
			state: "sent",
			what: `issue #${issue.number} closed`,
			issue
		};
	}
	await fitBody(context.log, (budget) => issues.update(issue.number, {
		title: titleOf(notice),
		body: bodyOf(desk, plan.state, budget)
	}));
	return {
		state: "sent",
		what: `issue #${issue.number} updated`,
		issue
	};
}
async function openIssue(desk, state) {
	const { delivery, notice, issues, labels, start } = desk;
	const key = renderIssueMarker(start, state);
	const made = await fitBody(delivery.context.log, (budget) => issues.open({
		title: titleOf(notice),
		body: bodyOf(desk, state, budget),
		labels
	}, key));
	const older = (await findOurs(desk)).filter(({ number }) => number < made.number);
	const [oldest] = older;
	if (oldest !== void 0) {
		await closeDuplicate(issues, made.number, oldest.number);
		return carryOut(desk, older);
	}
	if (made.labels.includes(labels[0] ?? "")) return {
		state: "sent",
		what: `issue #${made.number} opened`,
		issue: made
	};
	return {
		state: "sent",
		what: `issue #${made.number} opened`,
		issue: made,
		finding: {
			severity: "warning",
			rule: "notify",
			message: `The issue #${made.number} is without its label "${labels[0]}", so the next run will not find it`,
			hint: "Use a token that may label issues"
		}
	};
}
/** GitHub itself reads "Duplicate of". */
async function closeDuplicate(issues, number, of) {
	const key = "<!-- mlops-actions:duplicate -->";
	await issues.comment(number, `${key}\nDuplicate of #${of}`, key);
	await issues.close(number, "not_planned");
}
function preview(desk, plan) {
	if (plan.action === "skipped") return {
		state: "skipped",
		what: plan.why
	};
	if (plan.action === "closed") return {
		state: "planned",
		what: `issue #${plan.issue.number} would be closed`
	};
	const which = plan.action === "opened" ? "an issue" : `issue #${plan.issue.number}`;
	const text = `${titleOf(desk.notice)}\n\n${bodyOf(desk, plan.state, 1e4)}`;
	return {
		state: "planned",
		what: `${which} would be ${plan.action}`,
		preview: text.split("\n")
	};
}
function titleOf({ title }) {
	return clipText(makeVisible(title).trim() || "\u2013", mostTitle);
}
function bodyOf({ notice, start }, state, budget) {
	const since = state.since.replace("T", " ").replace(/:\d\d(\.\d+)?Z$/, " UTC");
	const failures = state.failures === 1 ? "1 run has failed" : `${formatNumber(state.failures)} runs have failed`;
	return renderNotice(notice, {
		budget,
		marker: renderIssueMarker(start, state),
		facts: [{
			label: "",
			value: `${failures} since ${since}`
		}]
	});
}

export { notifyIssue };