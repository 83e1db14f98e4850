import { __toESM } from "./rolldown-runtime.js";
import { ServiceError, UserError, formatBytes, shortDigest, workflowFile } from "./core.js";
import { isRecord } from "./config.js";
import { array, int, literal, object, strictObject, string, toDotPath } from "./vendor-zod.js";
const { createHash } = process.getBuiltinModule("node:crypto");
const { pipeline } = process.getBuiltinModule("node:stream/promises");
const { createGunzip } = process.getBuiltinModule("node:zlib");

// src/bundle/refuse-mixture.ts
/**
* Throws UserError when two bundles of one attempt hold different models: they are matrix legs and not steps of
* one pipeline, and the evidence of one beside the model of another would prove nothing.
*/
function refuseMixture(bundles) {
	const seen = /* @__PURE__ */ new Map();
	for (const { label, index } of bundles) {
		const model = index.entries.filter((each) => each.path.startsWith("model/")).map((each) => `${each.path} ${each.sha256}`).join("\n");
		if (model === "") continue;
		const attempt = index.attempt ?? 1;
		const other = seen.get(attempt);
		if (other && other.model !== model) throw new UserError(`Cannot restore "${other.label}" and "${label}" together: they hold different models`, { hint: "Give each job of a matrix a model of its own by the input \"name\" of all its steps, or set \"leg\" to the one that is meant" });
		seen.set(attempt, {
			label,
			model
		});
	}
}

// src/bundle/bundle-path.ts
/** The folders that a bundle carries. */
const bundleFolders = [
	"model",
	"evidence",
	"reports",
	"profiles"
];
/** The one file that it carries beside them: what the data are. */
const bundledProfile = "profile.json";
/**
* Says what is wrong with a path in a bundle, or undefined: it must be relative, with slashes, below one of the
* known folders or the profile, and mean the same file on every system.
*/
function flawOfPath(path) {
	if (path === "profile.json") return void 0;
	if (path.length > 400) return "it is longer than 400 characters";
	if (!path.isWellFormed()) return "it holds half a character";
	if (/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u.test(path)) return "it holds a control character";
	if (/[\\:*?"<>|]/.test(path)) return "it holds a character that some systems do not allow";
	const [folder, ...segments] = path.split("/");
	if (!bundleFolders.some((each) => each === folder)) return `it is not below ${bundleFolders.join("/, ")}/`;
	if (segments.length === 0) return "it names a folder";
	if (segments.some((each) => each === "" || /[. ]$/.test(each))) return "a part of it is empty or ends with a dot or space";
	if (segments.some((each) => /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(each))) return "Windows reserves that name";
	if (isBytecode(path)) return "the digest of a model does not cover Python's bytecode";
}
/** True for what Python leaves beside the code that it loads, and would run in its place. */
function isBytecode(path) {
	return /(^|\/)__pycache__\//i.test(path);
}
/**
* Finds two paths that would be one file on some system (they differ in case or in how an accent is written), or
* of which one is a folder of the other.
*/
function findCollision(paths) {
	const seen = /* @__PURE__ */ new Map();
	for (const path of paths) {
		const key = path.normalize("NFC").toUpperCase().toLowerCase();
		const other = seen.get(key);
		if (other !== void 0) return [other, path];
		seen.set(key, path);
	}
	for (const [key, path] of seen) for (let end = key.lastIndexOf("/"); end > 0; end = key.lastIndexOf("/", end - 1)) {
		const file = seen.get(key.slice(0, end));
		if (file !== void 0) return [file, path];
	}
}

// src/bundle/bundle-index.ts
/** What we take; a model of more than 4 GiB does not travel between jobs. */
const bundleLimits = {
	entries: 1e4,
	file: 4 * 2 ** 30,
	total: 8 * 2 ** 30,
	ratio: 200
};
/** Most bytes of `index.json`. */
const largestIndex = 8 << 20;
const short = string().max(200);
const indexSchema = strictObject({
	schema: literal("mlops/bundle@1"),
	name: short,
	commit: short.exactOptional(),
	run: short.exactOptional(),
	attempt: int().min(1).exactOptional(),
	job: short.exactOptional(),
	leg: short.exactOptional(),
	check_run_id: int().min(1).exactOptional(),
	entries: array(strictObject({
		path: string(),
		size: int().min(0),
		sha256: string().regex(/^[0-9a-f]{64}$/, "expected a sha256 in hexadecimal")
	}))
});
/** Parses and checks `index.json`. Throws UserError that names the entry or value; `act` starts its message. */
function parseIndex(text, limits, act) {
	const parsed = indexSchema.safeParse(jsonOf(text));
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		throw new UserError(`${act}: its index is not valid at "${toDotPath(issue?.path ?? [])}": ${issue?.message}`);
	}
	checkEntries(parsed.data.entries, limits, act);
	return parsed.data;
}
/** Checks the paths and sizes of a bundle that is read or about to be made. */
function checkEntries(entries, limits, act) {
	if (entries.length > limits.entries) throw new UserError(`${act}: ${entries.length} files, at most ${limits.entries} are allowed`);
	let total = 0;
	for (const { path, size } of entries) {
		const flaw = flawOfPath(path);
		if (flaw !== void 0) throw new UserError(`${act}: path ${JSON.stringify(path.slice(0, 400))} is not allowed: ${flaw}`);
		if (size > limits.file) throw new UserError(`${act}: "${path}" has ${size} bytes, at most ${limits.file} are allowed`);
		total += size;
	}
	if (total > limits.total) throw new UserError(`${act}: ${total} bytes in all, at most ${limits.total} are allowed`);
	const collision = findCollision(entries.map((each) => each.path));
	if (collision) throw new UserError(`${act}: "${collision[0]}" and "${collision[1]}" would be one file on some systems`);
}
function jsonOf(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}

// src/bundle/unpack-bundle.ts
/** Bytes that may unpack from anything, so that small files of zeros are no bomb. */
const freeBytes = 16 << 20;
/**
* Unpacks a bundle: the index comes first, and then exactly its files follow, with its sizes and digests, in its
* order. Every byte is taken as hostile, and what is written is only good once this has returned. Throws UserError
* that names the entry.
*/
async function unpackBundle(content, target) {
	const { write, label, limits = bundleLimits } = target;
	const act = `Cannot restore bundle "${label}"`;
	const { extract } = await import("./tar-stream.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	const tar = extract();
	const piping = pipeline(bounded(content, limits, act), tar);
	piping.catch(() => {});
	try {
		const entries = tar[Symbol.asyncIterator]();
		const index = parseIndex(await readIndex(await entries.next(), act), limits, act);
		for (const entry of index.entries) await write(entry.path, verified(expectEntry(await entries.next(), entry, act), entry, act));
		const more = await entries.next();
		if (!more.done) throw new UserError(`${act}: "${more.value.header.name}" is not in its index`);
		await piping;
		return index;
	} catch (cause) {
		tar.destroy();
		const failure = await piping.then(() => void 0, (error) => error);
		throw known(failure) ?? known(cause) ?? new UserError(`${act}: it is damaged (${reason(failure ?? cause)})`, { cause });
	}
}
/** Unzips, within the limits on bytes out and on bytes out for each byte in. */
async function* bounded(content, limits, act) {
	let packed = 0;
	let unpacked = 0;
	const most = limits.total + largestIndex + (limits.entries + 2) * 4096;
	const gunzip = createGunzip();
	const piping = pipeline(counted(), gunzip);
	piping.catch(() => {});
	async function* counted() {
		for await (const chunk of content) {
			packed += chunk.byteLength;
			yield chunk;
		}
	}
	try {
		for await (const chunk of gunzip) {
			unpacked += chunk.byteLength;
			if (unpacked > most) throw new UserError(`${act}: it unpacks to more than ${most} bytes`);
			if (unpacked > freeBytes && unpacked > packed * limits.ratio) throw new UserError(`${act}: it unpacks to more than ${limits.ratio} times its size`);
			yield chunk;
		}
		await piping;
	} finally {
		gunzip.destroy();
		await piping.catch(() => {});
	}
}
async function readIndex(next, act) {
	const stream = next.done ? void 0 : next.value;
	if (stream?.header.name !== "index.json" || stream.header.type !== "file") throw new UserError(`${act}: its first entry is not "index.json"`);
	if (stream.header.size > 8388608) throw new UserError(`${act}: its index is too large`);
	const chunks = [];
	for await (const chunk of stream) chunks.push(chunk);
	return new TextDecoder().decode(Buffer.concat(chunks));
}
function expectEntry(next, entry, act) {
	if (next.done) throw new UserError(`${act}: "${entry.path}" of its index is missing`);
	const { name, type, size } = next.value.header;
	if (name !== entry.path) throw new UserError(`${act}: found ${JSON.stringify(name)} in place of "${entry.path}"`);
	if (type !== "file") throw new UserError(`${act}: "${name}" is a ${type ?? "special file"}, only files are allowed`);
	if (size !== entry.size) throw new UserError(`${act}: "${name}" has ${size} bytes, its index says ${entry.size}`);
	return next.value;
}
async function* verified(stream, entry, act) {
	const hash = createHash("sha256");
	for await (const chunk of stream) {
		hash.update(chunk);
		yield chunk;
	}
	if (hash.digest("hex") !== entry.sha256) throw new UserError(`${act}: "${entry.path}" is not what its index says`);
}
function known(error) {
	if (error instanceof UserError || error instanceof ServiceError) return error;
	return error instanceof Error && error.name === "AbortError" && "reason" in error ? error : void 0;
}
function reason(error) {
	return error instanceof Error ? error.message : String(error);
}

// src/bundle/unpack-reports.ts
/** Whether a file of a bundle is an action's report. */
function isReport(path) {
	return /^reports\/[a-z0-9-]{1,64}\.json$/.test(path);
}
/**
* The texts of a bundle's reports, and of the files that are named, by their path; the rest of it is held to its index
* and passed by. What it takes is counted down in `left`. Throws UserError where the bundle is not what it should be, or is larger than that.
*/
async function unpackReports(content, { label, files, left }) {
	const texts = /* @__PURE__ */ new Map();
	const total = Math.min(bundleLimits.total, left.unpacked);
	return {
		index: await unpackBundle(content, {
			label,
			limits: {
				...bundleLimits,
				file: Math.min(bundleLimits.file, total),
				total
			},
			async write(path, file) {
				const isTaken = isReport(path) || files.includes(path);
				const chunks = [];
				let bytes = 0;
				for await (const chunk of file) {
					left.unpacked -= chunk.byteLength;
					if (!isTaken) continue;
					bytes += chunk.byteLength;
					left.reports -= chunk.byteLength;
					if (bytes > left.report || left.reports < 0) throw new UserError(bytes > left.report ? `Cannot read "${path}" of bundle "${label}": a report has at most ${formatBytes(left.report)} here` : `Cannot read "${path}" of bundle "${label}": the run's reports are too large together`);
					chunks.push(chunk);
				}
				if (isTaken) texts.set(path, new TextDecoder().decode(Buffer.concat(chunks)));
			}
		}),
		texts
	};
}

// src/bundle/leg.ts
/** Characters of a leg at most. */
const longest = 200;
/**
* What tells apart the jobs that save: what is given or, where that is the job's matrix as JSON, the job's id and the
* values of the matrix. Undefined where nothing is known.
*/
function legOf(given, job) {
	const text = given?.trim() ?? "";
	const matrix = parseMatrix(text);
	if (matrix === void 0) return cut(text) || job;
	const values = Object.values(matrix).map(wordOf);
	return cut([...job === void 0 ? [] : [job], ...values].join(" ")) || job;
}
/** One word for a value, in quotes where it is none: of two matrices `a b` and `c`, and `a` and `b c`, none is the other. */
function wordOf(value) {
	return typeof value === "string" && /^[^\s"{[]\S*$/u.test(value) ? value : JSON.stringify(value);
}
/** What is too long keeps a digest of the whole, so that legs that start alike are not one. */
function cut(text) {
	return text.length <= longest ? text : `${text.slice(0, 191)} ${shortDigest(text)}`;
}
/** What the matrix says, where a leg is the job's id and that. */
function legName(leg, job) {
	return job !== void 0 && leg.startsWith(`${job} `) ? leg.slice(job.length + 1) : leg;
}
/** Without a matrix GitHub writes `null`. */
function parseMatrix(text) {
	if (text === "null") return {};
	if (!text.startsWith("{")) return void 0;
	try {
		const value = JSON.parse(text);
		return isRecord(value) ? value : void 0;
	} catch {
		return;
	}
}

// src/bundle/run-sources.ts
const sha = string().regex(/^[0-9a-f]{40,64}$/);
const branch = string().min(1).max(255);
const base = object({ base: object({
	sha,
	ref: branch
}) });
const payload = object({
	pull_request: base.optional().catch(void 0),
	merge_group: object({
		base_sha: sha,
		base_ref: branch
	}).optional().catch(void 0),
	workflow_run: object({
		id: int(),
		event: string(),
		path: string().max(1e3).optional(),
		head_branch: branch.nullish(),
		pull_requests: array(base).optional().catch(void 0)
	}).optional().catch(void 0),
	before: sha.optional().catch(void 0),
	repository: object({ default_branch: branch }).optional().catch(void 0)
});
/**
* Reads from a webhook payload what a run is compared with. A pull request: the base's commit, then its branch. A merge
* queue's group: the commit that it is queued on. A push: the commit before it, then its branch. `workflow_run`: what
* the run that ended is compared with. Others: their own branch. The payload is hostile text: commits and branch names
* alone are taken.
*/
function findRunSources(run) {
	const { data: event } = payload.safeParse(run.event);
	const ended = event?.workflow_run;
	const own = [Number(run.runId), ended?.id].filter((id) => Number.isInteger(id));
	const isHere = run.workflowRef?.toLowerCase().startsWith(`${run.repository?.toLowerCase()}/`) === true;
	const workflow = workflowFile(ended?.path ?? (isHere ? run.workflowRef ?? "" : ""));
	return {
		sources: sourcesOf(event, run.ref),
		workflow,
		own
	};
}
const headOfPull = object({ pull_request: object({ head: object({
	ref: branch,
	repo: object({ full_name: string() })
}) }) });
/** The branch that a pull request's run is of, and whose; undefined for other events, and where its fork is gone. */
function pullRequestHead(event) {
	const head = headOfPull.safeParse(event).data?.pull_request.head;
	return head && {
		branch: head.ref,
		repository: head.repo.full_name
	};
}
function sourcesOf(event, ref) {
	const { pull_request, merge_group: group, workflow_run: ended, before, repository } = event ?? {};
	const ofBranch = (name) => name === void 0 ? [] : [{
		kind: "branch",
		branch: name
	}];
	const ofCommit = (commit, name) => [{
		kind: "commit",
		sha: commit,
		branch: name
	}, ...ofBranch(name)];
	const pull = pull_request ?? ended?.pull_requests?.[0];
	if (pull) return ofCommit(pull.base.sha, pull.base.ref);
	if (group) return ofCommit(group.base_sha, group.base_ref.replace(/^refs\/heads\//, ""));
	if (ended) return ofBranch(ended.event.startsWith("pull_request") ? repository?.default_branch : ended.head_branch ?? repository?.default_branch);
	const current = /^refs\/heads\/(.+)$/.exec(ref ?? "")?.[1];
	if (current === void 0 || /^0+$/.test(before ?? "")) return ofBranch(repository?.default_branch);
	return before === void 0 ? ofBranch(current) : ofCommit(before, current);
}

export { bundleFolders, bundleLimits, bundledProfile, checkEntries, findRunSources, isBytecode, isReport, legName, legOf, parseIndex, pullRequestHead, refuseMixture, unpackBundle, unpackReports };