import { UserError } from "../errors.ts";
import {
  type IssueState,
  issueMarkerStart,
  parseIssueMarker,
  renderIssueMarker,
} from "../notify/issue-marker.ts";
import type { Notice } from "../notify/notice.ts";
import { type OpenIssue, planIssue } from "../notify/plan-issue.ts";
import { renderFixed, renderNotice } from "../notify/render-notice.ts";
import { formatNumber } from "../number-format.ts";
import type { Issue, Issues } from "../services/github-issues.ts";
import { clipText, makeVisible } from "../visible-text.ts";
import { fitBody } from "./fit-body.ts";
import type { Delivered, Delivery } from "./notify.ts";
import { ownWritings } from "./own-writings.ts";

/** Shorter than GitHub's limit of 256. */
const mostTitle = 200;

/** What the steps of one delivery share. */
interface Desk {
  delivery: Delivery;
  notice: Notice;
  issues: Issues;
  labels: readonly string[];
  /** How the marker of the issue starts. */
  start: string;
}

/**
 * Opens the issue of a failure, updates it while the failure lasts, and closes it when it is over. GitHub has no way to
 * open one only where there is none, so two runs at once may both open one: each looks again afterwards, and the one
 * that finds an older issue closes its own in favour of it.
 */
export async function notifyIssue(delivery: Delivery, notice: Notice): Promise<Delivered> {
  const { context, target } = delivery;
  if (!context.github.isAvailable)
    throw new UserError("Cannot keep an issue: there is no token or no repository", {
      hint: 'Set the input "github-token"; on GitHub its default is ${{ github.token }}',
    });
  const start = issueMarkerStart(context.project.name, notice.run);
  const issues = await context.github.issues();
  const desk = { delivery, notice, issues, labels: target.labels ?? ["mlops"], start };
  return carryOut(desk, await findOurs(desk));
}

async function findOurs({ delivery, issues, labels, start }: Desk): Promise<Issue[]> {
  const found = await issues.find(labels[0] ?? "", start);
  return ownWritings(
    delivery.context.github,
    found.filter(({ body }) => parseIssueMarker(body, start) !== undefined),
  );
}

async function carryOut(desk: Desk, open: readonly OpenIssue[]): Promise<Delivered> {
  const { delivery, notice, issues, start } = desk;
  const { outcome, context } = delivery;
  const now = new Date(context.clock.now()).toISOString();
  const plan = planIssue(outcome, { ...notice.run, now }, start, open);
  if (context.inputs["dry-run"]) return preview(desk, plan);
  if (plan.action === "skipped") return { state: "skipped", what: plan.why };
  if (plan.action === "opened") return openIssue(desk, plan.state);
  const { issue } = plan;
  for (const each of plan.duplicates) await closeDuplicate(issues, each.number, issue.number);
  if (plan.action === "closed") {
    const key = `<!-- mlops-actions:fixed run=${notice.run.id ?? now} attempt=${notice.run.attempt} -->`;
    await issues.comment(issue.number, renderFixed(notice, key), key);
    await issues.close(issue.number, "completed");
    return { state: "sent", what: `issue #${issue.number} closed`, issue };
  }
  await fitBody(context.log, (budget) =>
    issues.update(issue.number, { title: titleOf(notice), body: bodyOf(desk, plan.state, budget) }),
  );
  return { state: "sent", what: `issue #${issue.number} updated`, issue };
}

async function openIssue(desk: Desk, state: IssueState): Promise<Delivered> {
  const { delivery, notice, issues, labels, start } = desk;
  const key = renderIssueMarker(start, state);
  const made = await fitBody(delivery.context.log, (budget) =>
    issues.open({ title: titleOf(notice), body: bodyOf(desk, state, budget), labels }, key),
  );
  const older = (await findOurs(desk)).filter(({ number }) => number < made.number);
  const [oldest] = older;
  if (oldest !== undefined) {
    await closeDuplicate(issues, made.number, oldest.number);
    return carryOut(desk, older);
  }
  if (made.labels.includes(labels[0] ?? ""))
    return { state: "sent", what: `issue #${made.number} opened`, issue: made };
  const what = `issue #${made.number} opened`;
  const message = `The issue #${made.number} is without its label "${labels[0]}", so the next run will not find it`;
  const hint = "Use a token that may label issues";
  return {
    state: "sent",
    what,
    issue: made,
    finding: { severity: "warning", rule: "notify", message, hint },
  };
}

/** GitHub itself reads "Duplicate of". */
async function closeDuplicate(issues: Issues, number: number, of: number): Promise<void> {
  const key = "<!-- mlops-actions:duplicate -->";
  await issues.comment(number, `${key}\nDuplicate of #${of}`, key);
  await issues.close(number, "not_planned");
}

function preview(desk: Desk, plan: ReturnType<typeof planIssue>): Delivered {
  if (plan.action === "skipped") return { state: "skipped", what: plan.why };
  if (plan.action === "closed")
    return { state: "planned", what: `issue #${plan.issue.number} would be closed` };
  const which = plan.action === "opened" ? "an issue" : `issue #${plan.issue.number}`;
  const text = `${titleOf(desk.notice)}\n\n${bodyOf(desk, plan.state, 10_000)}`;
  return { state: "planned", what: `${which} would be ${plan.action}`, preview: text.split("\n") };
}

function titleOf({ title }: Notice): string {
  return clipText(makeVisible(title).trim() || "–", mostTitle);
}

function bodyOf({ notice, start }: Desk, state: IssueState, budget: number): string {
  const since = state.since.replace("T", " ").replace(/:\d\d(\.\d+)?Z$/, " UTC");
  const failures =
    state.failures === 1 ? "1 run has failed" : `${formatNumber(state.failures)} runs have failed`;
  return renderNotice(notice, {
    budget,
    marker: renderIssueMarker(start, state),
    facts: [{ label: "", value: `${failures} since ${since}` }],
  });
}
