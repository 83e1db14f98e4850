import { ServiceError, UserError, clipText, codeOf, connectionFailureOf, counted, explainUnanswered, findingMessage, findingPlace, formatCell, formatNumber, makeLinesVisible, makeVisible, shownOf, verdictIcons } from "./core.js";
import { messageId } from "./message-id.js";
import { placeOfRun } from "./notify.js";
import { array, literal, object, string } from "./vendor-zod.js";
import { isRetried } from "./refusal.js";
import { createRetries } from "./retries.js";
const { createHmac } = process.getBuiltinModule("node:crypto");

// src/notify/render-event.ts
/** Standard Webhooks recommends payloads below 20 kB. */
const mostBytes = 2e4;
const types = {
	failure: "mlops.run.failed",
	fixed: "mlops.run.fixed",
	success: "mlops.run.passed",
	undecided: "mlops.run.undecided"
};
/** The event as JSON of at most 20,000 bytes: findings go first, from the last one on, then facts. */
function renderEvent(notice, timestamp) {
	const facts = notice.report.facts.slice(0, 40);
	const findings = notice.report.sections.flatMap((section) => section.findings ?? []).slice(0, 50);
	for (;;) {
		const text = JSON.stringify(eventOf(notice, timestamp, facts, findings));
		if (Buffer.byteLength(text) <= mostBytes || facts.length + findings.length === 0) return text;
		const longer = findings.length > 0 ? findings : facts;
		longer.length = Math.floor(longer.length / 2);
	}
}
function eventOf({ report, run, repository, url, status, title, message }, timestamp, facts, findings) {
	return {
		type: types[status],
		timestamp,
		data: {
			name: line(report.title, 100),
			verdict: report.verdict,
			headline: line(report.headline),
			title: line(title),
			message: message && makeLinesVisible(clipText(message, 1500)),
			facts: facts.map(({ label, value, note }) => ({
				label: line(label, 100),
				value: line(value, 200),
				note: note && line(note, 200)
			})),
			findings: findings.map((finding) => ({
				severity: finding.severity,
				message: line(findingMessage(finding)),
				rule: finding.rule && line(finding.rule, 100),
				place: line(findingPlace(finding), 300) || void 0,
				hint: finding.hint && makeLinesVisible(clipText(finding.hint, 500))
			})),
			findings_total: report.sections.reduce((sum, section) => sum + (section.findings?.length ?? 0), 0),
			run: {
				repository,
				id: run.id,
				attempt: run.attempt,
				url: url && line(url, 1e3),
				workflow: run.workflow && line(run.workflow, 255),
				event: run.event && line(run.event, 100),
				branch: run.branch && line(run.branch, 255),
				commit: run.commit && line(run.commit, 100)
			}
		}
	};
}
function line(text, most = 500) {
	return makeVisible(clipText(text, most));
}

// src/notify/escape-slack.ts
/**
* Data as Slack's mrkdwn that reads as it stands: `&`, `<` and `>` are its only control characters, so no link and no
* mention (`<!channel>`, `<@U\u2026>`) gets through. What would format a word is set apart by a zero-width space.
*/
function escapeSlack(text) {
	return escapeControls(makeVisible(text).replace(/[*_~`]+(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])[*_~`]+/gu, (marks) => `\u200b${marks.split("").join("\u200b")}\u200b`).replace(/:(?=(?:[\w+-]*[a-z][\w+-]*|[+-]1|100|1234):)/gi, ":\u200b").replace(/^(\s*)>/, "$1\u200b>"));
}
/** Data for a block of code, in which nothing is formatted; no text of it ends the block. */
function escapeSlackCode(text) {
	return escapeControls(makeVisible(text).replace(/`{2,}/g, (ticks) => ticks.split("").join(" ")));
}
/**
* The text escaped and no longer than `most` UTF-16 units with its escapes, which are never cut apart. A blank one is a
* dash: Slack refuses texts that are empty.
*/
function fitSlack(text, most, escapeText = escapeSlack) {
	const trimmed = text.trim();
	for (let limit = most; limit > 0; limit = Math.floor(limit * .7)) {
		const fitted = escapeText(clipText(trimmed, limit));
		if (fitted.length <= most) return fitted.trim() === "" ? "\u2013" : fitted;
	}
	return "\u2026";
}
/** Data where Slack formats nothing (`plain_text`). */
function fitPlain(text, most) {
	return fitSlack(text, most, makeVisible);
}
function escapeControls(text) {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

// src/notify/render-slack.ts
/** Slack's limits, in characters: https://docs.slack.dev/reference/block-kit/blocks (November 2026). */
const most = {
	header: 150,
	text: 3e3,
	fields: 10,
	field: 2e3,
	url: 3e3
};
/** What a message shows before it says that there is more. */
const shown = {
	tables: 2,
	rows: 12,
	columns: 6,
	cell: 36,
	findings: 6
};
/** The notice as a Slack message within Slack's limits. All text in it is data, and inert. */
function renderSlack(notice) {
	const { report, title, message, url } = notice;
	const heading = `${verdictIcons[report.verdict]} ${title}`;
	const facts = report.facts.filter(({ label }) => label !== "");
	const findings = findingsOf(report);
	const address = url !== void 0 && /^https?:\/\//.test(url) && url.length <= most.url ? url : void 0;
	const blocks = [
		{
			type: "header",
			text: plain(fitPlain(heading, most.header))
		},
		...title.includes(report.headline) ? [] : [section(fitSlack(report.headline, most.text))],
		...message === void 0 ? [] : [section(renderLines(message))],
		...facts.length === 0 ? [] : [renderFacts(facts)],
		...tablesOf(report).map(renderTable),
		...findings.length === 0 ? [] : [renderFindings(findings)],
		{
			type: "context",
			elements: [plain(fitPlain(contextOf(notice).join(" \u00b7 "), most.text))]
		},
		...address === void 0 ? [] : [button(address)]
	];
	return {
		text: fitSlack(heading, most.text),
		blocks
	};
}
function section(text) {
	return {
		type: "section",
		text: mrkdwn(text)
	};
}
function plain(text) {
	return {
		type: "plain_text",
		text,
		emoji: false
	};
}
function mrkdwn(text) {
	return {
		type: "mrkdwn",
		text,
		verbatim: true
	};
}
function button(url) {
	return {
		type: "actions",
		elements: [{
			type: "button",
			action_id: "open_run",
			text: plain("Open the run"),
			url
		}]
	};
}
/** The remarks beside the facts, and where the run was. */
function contextOf(notice) {
	return [...notice.report.facts.filter(({ label }) => label === "").map(({ value }) => value).slice(0, 5), ...placeOfRun(notice)].map((each) => clipText(each, 200));
}
/** A paragraph of the user's, line by line. */
function renderLines(text) {
	return joinWithin(text.split(/\r?\n/).slice(0, 20).map((line) => line.trim() === "" ? "" : fitSlack(line, 1e3)), most.text);
}
function renderFacts(facts) {
	return {
		type: "section",
		fields: facts.slice(0, most.fields).map(({ label, value, note }) => {
			const told = note === void 0 ? value : `${value} (${note})`;
			return mrkdwn(`*${fitSlack(label, 200)}*\n${fitSlack(told, most.field - 300)}`);
		})
	};
}
/** The tables that come first: the gate's, where it has judged. */
function tablesOf(report) {
	return report.sections.filter(({ folded, pageOnly }) => !folded && !pageOnly).sort((a, b) => a.rank - b.rank).flatMap(({ title, tables = [] }) => tables.map((table) => ({
		title: table.title ?? title,
		table
	}))).filter(({ table }) => table.rows.length > 0 && table.columns.length > 0).slice(0, shown.tables);
}
/** A table in letters of one width; rows that do not fit are counted. */
function renderTable({ title, table }) {
	const { total = table.rows.length } = table;
	const columns = table.columns.slice(0, shown.columns);
	const cells = [columns.map(({ label }) => label), ...table.rows.slice(0, shownOf(total, shown.rows, table.rows.length)).map((row) => columns.map((column, index) => formatCell(row[index], column)))].map((row) => row.map((cell) => clipText(cell.replace(/\s+/g, " ").trim(), shown.cell)));
	const widths = columns.map((_, index) => Math.max(...cells.map((row) => lengthOf(row[index] ?? ""))));
	const lines = cells.map((row, line) => row.map((cell, index) => {
		const isNumber = line > 0 && typeof table.rows[line - 1]?.[index] === "number";
		const space = " ".repeat((widths[index] ?? 0) - lengthOf(cell));
		return isNumber ? space + cell : cell + space;
	}).join("  ").trimEnd());
	const name = `*${fitSlack(title, 200)}*`;
	const room = most.text - name.length - 60;
	const fitting = countWithin(lines.map(escapeSlackCode), room) - 1;
	const kept = shownOf(total, fitting, fitting);
	const hidden = total - kept;
	return section([
		name,
		`\`\`\`\n${lines.slice(0, kept + 1).map(escapeSlackCode).join("\n")}\n\`\`\``,
		...hidden > 0 ? [`and ${formatNumber(hidden)} more`] : []
	].join("\n"));
}
const order = ["error", "warning"];
const icons = {
	error: "\u274c",
	warning: "\u26a0\ufe0f",
	info: "\u2139\ufe0f"
};
/** Errors and warnings, the worst first. */
function findingsOf(report) {
	const all = report.sections.flatMap(({ findings = [] }) => findings);
	return order.flatMap((severity) => all.filter((finding) => finding.severity === severity));
}
function renderFindings(findings) {
	const lines = findings.slice(0, shownOf(findings.length, shown.findings)).map((finding) => {
		const place = findingPlace(finding);
		const told = place === "" ? findingMessage(finding) : `${place}: ${findingMessage(finding)}`;
		return `${icons[finding.severity]} ${fitSlack(told, 420)}`;
	});
	const hidden = findings.length - lines.length;
	if (hidden > 0) lines.push(`and ${counted(hidden, "more finding")}`);
	return section(joinWithin(lines, most.text));
}
/** The first lines that fit together. */
function joinWithin(lines, room) {
	const text = lines.slice(0, countWithin(lines, room)).join("\n");
	return text.trim() === "" ? "\u2013" : text;
}
function countWithin(lines, room) {
	let used = 0;
	const over = lines.findIndex((line) => {
		used += line.length + 1;
		return used > room;
	});
	return over < 0 ? lines.length : over;
}
function lengthOf(text) {
	return [...text].length;
}

// src/notify/sign-webhook.ts
/**
* The key of a Standard Webhooks secret: `whsec_` and 24 to 64 bytes as base64; the prefix may be missing. Undefined for
* what is none. https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
*/
function findSigningKey(secret) {
	const encoded = secret.trim().replace(/^whsec_/, "");
	if (!/^[A-Za-z0-9+/]{32,88}={0,2}$/.test(encoded)) return void 0;
	const key = Buffer.from(encoded, "base64");
	return key.length >= 24 && key.length <= 64 ? key : void 0;
}
/** `webhook-signature` of a message: HMAC-SHA256 over `id.timestamp.body`. `timestamp` is in seconds since 1970. */
function signWebhook(key, { id, timestamp, body }) {
	return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
}

// src/notify/slack-refusal.ts
/** What to do about Slack's answers to a webhook: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
const hints = {
	no_service: "The webhook is gone or was switched off: make a new one in the Slack app, and store its address",
	no_service_id: "The address is not whole: store it again, as Slack shows it",
	no_active_hooks: "The webhook was switched off: make a new one in the Slack app, and store its address",
	no_team: "The workspace is gone, or the address is not whole",
	team_disabled: "The workspace is switched off",
	invalid_token: "The address is not whole or was revoked: store it again, as Slack shows it",
	token_revoked: "The app was removed from the workspace: install it again, and store the new address",
	channel_not_found: "The channel is gone, or the app may not see it: make a webhook for another one",
	channel_is_archived: "Restore the channel, or make a webhook for another one",
	user_not_found: "The person that the webhook writes to is gone",
	action_prohibited: "An administrator of the workspace forbids it",
	posting_to_general_channel_denied: "Only administrators may write to #general: make a webhook for another channel",
	invalid_payload: "This is a bug of mlops-actions: please report it",
	invalid_blocks: "This is a bug of mlops-actions: please report it",
	too_many_attachments: "This is a bug of mlops-actions: please report it",
	no_text: "This is a bug of mlops-actions: please report it"
};
/** What Slack's answer says, if it is one of its codes, and what to do about it. */
function explainSlackRefusal(answer) {
	const code = /^[a-z_]{1,60}/.exec(answer.text.trim())?.[0] ?? "";
	if (Object.hasOwn(hints, code)) return {
		said: `${answer.status} "${code}"`,
		hint: hints[code]
	};
	return {
		said: String(answer.status),
		hint: "Check the address that the variable holds: it is the one that Slack shows for an incoming webhook"
	};
}

// src/services/post-webhook.ts
/** How long a try may take, and for how long it is tried again, in milliseconds. */
const patience = {
	one: 15e3,
	all: 6e4
};
/**
* Posts a message until it is taken or refused. What may pass is tried again, after the time that the server asks for:
* 408, 425, 429, 5xx, a connection that fails, no answer. A message without an id is sent once more where nobody can say
* whether it has arrived: rather twice than not at all, and not five times. Once a status has come, the rest of the
* answer is not waited for. Throws ServiceError when it is given up. A redirect is a refusal: it would not keep the message.
*/
async function postWebhook({ http, clock, signal }, post, timeout = patience.one) {
	const retry = createRetries(clock, signal, 4);
	const end = clock.now() + patience.all;
	let lost = 0;
	for (;;) {
		let wait = 0;
		try {
			const response = await send(http, post, clock.now(), {
				signal,
				timeout
			});
			const { status } = response;
			const text = response.ok ? "" : await beginningOf(response);
			if (response.ok) await response.body?.cancel();
			if (!isRetried(status)) return {
				status,
				text
			};
			wait = secondsOf(response.headers.get("retry-after"), clock.now());
			const error = new ServiceError(`Cannot send to ${post.name}: it answered ${status}${wait > 0 ? `, and to ask again in ${wait} s` : ""}`, {
				service: post.name,
				status
			});
			throw Object.assign(error, { isLost: status === 502 || status === 504 });
		} catch (cause) {
			signal.throwIfAborted();
			if (clock.now() + wait * 1e3 >= end) throw cause;
			if (cause.isLost && ++lost === 2 && !post.hasId) throw cause;
			await retry(cause, wait);
		}
	}
}
async function send(http, { url, name, body, headers }, now, { signal, timeout }) {
	const limit = AbortSignal.timeout(timeout);
	try {
		return await http.fetch(url, {
			method: "POST",
			headers: {
				"content-type": "application/json; charset=utf-8",
				"content-length": String(Buffer.byteLength(body)),
				...headers(now)
			},
			body,
			signal: AbortSignal.any([signal, limit]),
			follow: false
		});
	} catch (cause) {
		signal.throwIfAborted();
		const why = limit.aborted ? `no answer came within ${timeout / 1e3} s` : connectionFailureOf(cause)?.message ?? `the connection failed${reasonCode(cause)}`;
		const { rerun, hint, isUnsent } = explainUnanswered(cause instanceof ServiceError ? cause.cause : cause);
		const isLost = limit.aborted || !isUnsent;
		const error = new ServiceError(`Cannot send to ${name}: ${why}`, {
			service: name,
			rerun: limit.aborted || rerun,
			hint: isLost ? "The message may have arrived all the same" : hint
		});
		throw Object.assign(error, { isLost });
	}
}
function reasonCode(cause) {
	const code = cause instanceof Error ? codeOf(cause.cause) : void 0;
	return code !== void 0 && /^[A-Z_]{2,60}$/.test(code) ? ` (${code})` : "";
}
const mostText = 1e3;
/** The first characters of an answer's text; what cannot be read of it does not matter. */
async function beginningOf(response) {
	let text = "";
	const decoder = new TextDecoder();
	try {
		for await (const chunk of response.body ?? []) {
			text += decoder.decode(chunk, { stream: true });
			if (text.length > mostText) break;
		}
	} catch {}
	return text.slice(0, mostText);
}
/** The seconds of a `Retry-After`, which may be a date. */
function secondsOf(header, now) {
	if (header === null) return 0;
	const seconds = /^\d{1,9}$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now) / 1e3;
	return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : 0;
}

// src/actions/notice-address.ts
/** The lines that give a step a secret. */
const grant = (variable) => `Give it to the step:\n  env:\n    ${variable}: \${{ secrets.${variable} }}`;
/**
* The address that a variable holds. Throws UserError, which never says what the variable holds: a pull request may
* name one that is another secret.
*/
async function readAddress(secrets, variable) {
	const value = await read(secrets, variable);
	const url = URL.canParse(value) ? new URL(value) : void 0;
	const isHere = url !== void 0 && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
	if (url?.protocol === "https:" || url?.protocol === "http:" && isHere) return url.href;
	throw new UserError(`Cannot send to ${variable}: the variable holds no address that starts with https://`, { hint: "Store the whole address as the service shows it, without quotes around it" });
}
/** The key that a variable holds, for signatures by Standard Webhooks. Throws UserError like `readAddress`. */
async function readSigningKey(secrets, variable) {
	const key = findSigningKey(await read(secrets, variable));
	if (key !== void 0) return key;
	throw new UserError(`Cannot sign with ${variable}: the variable holds no signing secret of Standard Webhooks`, { hint: "It is \"whsec_\" and 24 to 64 random bytes as base64: echo \"whsec_$(openssl rand -base64 32)\"" });
}
async function read(secrets, variable) {
	const value = await secrets.read(variable);
	if (value) return value;
	throw new UserError(`Cannot send to ${variable}: the variable ${value === void 0 ? "is not set" : "is empty: there is no secret of that name, or this run may not read it"}`, { hint: grant(variable) });
}

// src/actions/sent-messages.ts
const schema = object({
	schema: literal("mlops/sent-messages@1"),
	ids: array(string().max(100))
});
/** Kept beside the reports; a file that cannot be read holds none. */
async function readSent({ files, project }) {
	const path = `${project.folders.root}/sent-messages.json`;
	const isSmall = (await files.size(path) ?? 1 << 20) < 1 << 20;
	const { data } = schema.safeParse(isSmall ? parseJson(await files.read(path)) : void 0);
	const ids = data?.ids ?? [];
	return {
		has: (id) => ids.includes(id),
		async add(id) {
			ids.push(id);
			const kept = {
				schema: "mlops/sent-messages@1",
				ids: ids.slice(-1e3)
			};
			await files.write(path, `${JSON.stringify(kept)}\n`);
		}
	};
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}

// src/actions/post-notice.ts
/** Posts the notice to Slack or to a webhook of the user's, once for the same reports. */
async function postNotice(delivery, notice) {
	const { context, target } = delivery;
	const { to, webhook: name = "" } = target;
	const { post, id } = await makePost(delivery, notice);
	if (context.inputs["dry-run"]) return {
		state: "planned",
		what: `would be posted to ${name}`,
		preview: JSON.stringify(JSON.parse(post.body), null, 1).split("\n")
	};
	const sent = await readSent(context);
	if (sent.has(id)) return {
		state: "skipped",
		what: "this message was sent before"
	};
	const answer = await postWebhook(context, post);
	if (answer.status < 200 || answer.status > 299) throw refusal(answer, name, to === "slack");
	await sent.add(id);
	return {
		state: "sent",
		what: `posted to ${name}`
	};
}
async function makePost({ context, target, index, stored, when }, notice) {
	const { project, environment, secrets } = context;
	const { to, webhook: name = "", secret } = target;
	const { runId: run, runAttempt: attempt, job } = environment;
	const id = messageId({
		name: project.name,
		run,
		attempt,
		job
	}, notice.status, `${index} ${to} ${name}`, stored);
	const url = await readAddress(secrets, name);
	const signing = secret === void 0 ? void 0 : await readSigningKey(secrets, secret);
	const body = to === "slack" ? JSON.stringify(renderSlack(notice)) : renderEvent(notice, when);
	const headers = (now) => {
		const timestamp = Math.floor(now / 1e3);
		return {
			"user-agent": `mlops-actions/${environment.version}`,
			...to === "webhook" && {
				"webhook-id": id,
				"webhook-timestamp": String(timestamp)
			},
			...signing && { "webhook-signature": signWebhook(signing, {
				id,
				timestamp,
				body
			}) }
		};
	};
	return {
		post: {
			url,
			name,
			body,
			headers,
			hasId: to === "webhook"
		},
		id
	};
}
function refusal(answer, name, isSlack) {
	const { status } = answer;
	const { said, hint } = isSlack ? explainSlackRefusal(answer) : explainRefusal(status);
	return new ServiceError(`Cannot send to ${name}: ${isSlack ? "Slack" : "the server"} answered ${said}`, {
		service: name,
		status,
		hint,
		rerun: false
	});
}
function explainRefusal(status) {
	const said = String(status);
	if (status >= 300 && status < 400) return {
		said,
		hint: "It is a redirect, which would lose the message: store the address that it leads to"
	};
	if (status === 401 || status === 403) return {
		said,
		hint: "Check the address and the signing secret that the variables hold"
	};
	return {
		said,
		hint: "Check the address that the variable holds"
	};
}

export { postNotice };