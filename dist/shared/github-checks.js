import { isAmbiguous, once, parseDocumented } from "./commenting.js";
import { array, int, object, string } from "./vendor-zod.js";
import { readPages } from "./read-pages.js";
import { createOnce } from "./github-create-once.js";

// src/services/github-check-annotations.ts
/** Pages of annotations that are read at most. */
const mostPages$1 = 5;
const needs$1 = { checks: "read" };
const annotationList = array(object({
	path: string(),
	start_line: int(),
	annotation_level: string().nullish(),
	message: string().nullish()
}));
/** The annotations that a check run does not have yet. */
async function missingOf({ call }, { name }, id, wanted) {
	if (wanted.length === 0) return [];
	const act = `read the annotations of the check run "${name}"`;
	const found = await readPages(mostPages$1, async (page) => {
		const answer = await call((octokit, where) => octokit.rest.checks.listAnnotations({
			...where,
			...page,
			check_run_id: id
		}), {
			act,
			needs: needs$1
		});
		return parseDocumented(annotationList, answer, act);
	});
	const present = new Set(found.map((each) => keyOf([
		each.path,
		each.start_line,
		each.annotation_level,
		each.message
	])));
	return wanted.filter((each) => !present.has(keyOfAnnotation(each)));
}
/** Each once: a check run would show all. */
function distinctAnnotations(annotations) {
	return [...new Map(annotations.map((each) => [keyOfAnnotation(each), each])).values()];
}
function keyOfAnnotation({ path, line, level, message }) {
	return keyOf([
		path,
		line,
		level,
		message
	]);
}
function keyOf(parts) {
	return JSON.stringify(parts.map((part) => typeof part === "string" ? part.trim() : part));
}
/** An annotation in GitHub's words. */
function renderAnnotation(annotation) {
	const { path, line, column, level, title, message } = annotation;
	return {
		path,
		start_line: line,
		end_line: line,
		annotation_level: level,
		message,
		...column !== void 0 && {
			start_column: column,
			end_column: column
		},
		...title !== void 0 && { title }
	};
}

// src/services/github-checks.ts
/** GitHub takes no more in one request, and adds them to those that it has. */
const perRequest = 50;
/** How often a write is tried whose outcome is open; between two, it is looked what is there. */
const attempts = 3;
/** Pages of check runs of one name on one commit, and of one's annotations, that are read at most. */
const mostPages = 5;
const needs = { checks: "write" };
const checkRun = object({
	id: int(),
	html_url: string().nullish(),
	external_id: string().nullish(),
	conclusion: string().nullish(),
	output: object({ annotations_count: int().min(0).nullish() }).nullish()
});
const checkList = object({ check_runs: array(checkRun) });
/** The check runs of a repository. */
function githubChecks(client, waiting) {
	const find = (check) => findOwn(client, check);
	const create = (check, fields) => createOnce(waiting, () => createRun(client, check, fields), async () => (await find(check))[0]);
	/** Ends a check run with the annotations that it does not have, in batches; what was sent in vain is sent again. */
	async function end(check, found, { output, annotations, conclusion }) {
		let missing = !found.output?.annotations_count ? annotations : await missingOf(client, check, found.id, annotations);
		for (let failures = 0;;) {
			const isLast = missing.length <= perRequest;
			const fields = withAnnotations(output, missing.slice(0, perRequest));
			try {
				const run = await updateRun(client, check, found.id, isLast ? {
					status: "completed",
					conclusion,
					output: fields
				} : { output: fields });
				if (isLast) return run;
				missing = missing.slice(perRequest);
			} catch (error) {
				failures += 1;
				if (!isAmbiguous(error) || failures === attempts) throw error;
				await waiting.clock.sleep(1e3 * failures ** 2, waiting.signal);
				missing = await missingOf(client, check, found.id, missing);
			}
		}
	}
	return {
		async start(check, output) {
			const fields = {
				status: "in_progress",
				output
			};
			const [found] = await find(check);
			return describe(found ? await updateRun(client, check, found.id, fields) : await create(check, fields));
		},
		async finish(check, result) {
			const { conclusion, output, annotations } = {
				...result,
				annotations: distinctAnnotations(result.annotations)
			};
			const runs = await find(check);
			const failed = runs.find((each) => each.conclusion === "failure");
			if (failed !== void 0 && conclusion !== "failure") return describe(failed);
			if (runs.length === 0 && annotations.length <= perRequest) {
				const fields = withAnnotations(output, annotations);
				return describe(await create(check, {
					status: "completed",
					conclusion,
					output: fields
				}));
			}
			const run = runs[0] ?? await create(check, {
				status: "in_progress",
				output
			});
			const ended = await end(check, run, {
				conclusion,
				output,
				annotations
			});
			const others = (runs[0] ? runs : await find(check)).filter(({ id }) => id !== run.id);
			for (const { id } of others) await updateRun(client, check, id, {
				status: "completed",
				conclusion,
				output
			});
			return describe(ended);
		}
	};
}
/** Those of this key, newest first. */
async function findOwn({ call }, { sha, name, key }) {
	const act = `read the check runs of ${sha.slice(0, 7)}`;
	const query = {
		ref: sha,
		check_name: name,
		filter: "all"
	};
	return (await readPages(mostPages, async (page) => {
		const answer = await call((octokit, where) => octokit.rest.checks.listForRef({
			...where,
			...query,
			...page
		}), {
			act,
			needs
		});
		return parseDocumented(checkList, answer, act).check_runs;
	})).filter(({ external_id }) => external_id === key).sort((a, b) => b.id - a.id);
}
async function createRun({ call }, check, fields) {
	const act = `make the check run "${check.name}"`;
	const { sha, name, key, detailsUrl } = check;
	const identity = {
		name,
		head_sha: sha,
		external_id: key,
		...detailsUrl && { details_url: detailsUrl }
	};
	const answer = await call((octokit, where) => octokit.request("POST /repos/{owner}/{repo}/check-runs", {
		...where,
		...once,
		...identity,
		...fields
	}), {
		act,
		needs
	});
	return parseDocumented(checkRun, answer, act);
}
/** Without retries where it adds annotations: a second time, they would be there twice. */
async function updateRun({ call }, { name }, id, fields) {
	const act = `update the check run "${name}"`;
	const answer = await call((octokit, where) => octokit.request("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
		...where,
		...fields.output.annotations && once,
		...fields,
		check_run_id: id
	}), {
		act,
		needs
	});
	return parseDocumented(checkRun, answer, act);
}
function describe({ id, html_url: url }) {
	return {
		id,
		url: url ?? ""
	};
}
function withAnnotations(output, annotations) {
	return annotations.length === 0 ? output : {
		...output,
		annotations: annotations.map(renderAnnotation)
	};
}

export { githubChecks };