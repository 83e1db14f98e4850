import { ServiceError, UserError, createHttp, createNodeFetch, createRoute, reasonOf } from "./core.js";
import { ask } from "./ask.js";
import { createRetries } from "./retries.js";
const path = process.getBuiltinModule("node:path");
const { randomUUID } = process.getBuiltinModule("node:crypto");

// src/services/mlflow-answers.ts
/** Text deep in an answer; undefined where there is none. */
function textAt(value, ...path) {
	let at = value;
	for (const name of path) at = at?.[name];
	return typeof at === "string" && at !== "" ? at : void 0;
}
/** Throws ServiceError: the server left out what an answer must have. */
function noAnswer({ host }, act) {
	throw new ServiceError(`Cannot ${act}: "${host}" answers as no MLflow does`, {
		service: host,
		rerun: false
	});
}
/** Tag by which a run or a model is found whose making had no answer. */
const markTag = "mlops.mark";
/** Text with its percent signs undone; those that escape nothing stay. */
function decode(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

// src/services/mlflow-artifacts.ts
const endpoint = "mlflow-artifacts/artifacts";
const mostFiles = 1e4;
const mostDepth = 32;
/**
* Stores files below an artifact root of the server (`mlflow-artifacts:/\u2026`). `MLmodel` goes last, so that half of a model
* never looks like one.
*/
async function putArtifacts(client, root, files) {
	const base = pathOf(root, client.host);
	const isLast = ({ name }) => path.posix.basename(name) === "MLmodel";
	for (const file of [...files.filter((each) => !isLast(each)), ...files.filter(isLast)]) await client.call({
		method: "PUT",
		path: `${endpoint}/${escapePath(`${base}/${file.name}`)}`,
		file
	}, { act: `store "${file.name}" on the tracking server` });
}
/**
* The names of the files below a place, relative to it; `""` alone where the place is a file. Undefined where there is
* nothing. Names come from the server: one that would lead elsewhere is an error.
*/
async function listArtifacts(client, root) {
	const base = pathOf(root, client.host);
	const found = [];
	const walk = async (folder, depth) => {
		const answer = await client.call({
			method: "GET",
			path: endpoint,
			query: { path: path.posix.join(base, folder) }
		}, { act: "list the artifacts" });
		for (const entry of Array.isArray(answer?.files) ? answer.files : []) {
			const { path: name, is_dir } = entry;
			const place = path.posix.join(folder, safeName(name));
			if (found.length >= mostFiles || depth >= mostDepth) throw new UserError(`Cannot fetch the artifacts: there are more than ${mostFiles} files or ${mostDepth} folders deep`);
			if (is_dir === true) await walk(place, depth + 1);
			else found.push(place);
		}
	};
	await walk("", 0);
	if (found.length > 0) return found;
	return await readArtifact(client, root, "", async () => {}) ? [""] : void 0;
}
/** Has the bytes of a file below a place taken, anew where the connection breaks; false where there is none. */
function readArtifact(client, root, name, take) {
	const place = path.posix.join(pathOf(root, client.host), name);
	const act = `fetch "${path.posix.basename(place)}" from the tracking server`;
	return client.read(`${endpoint}/${escapePath(place)}`, {
		act,
		take
	});
}
/** The path of an artifact root as the server's own interface has it. Throws where the files are not with the server. */
function pathOf(root, host) {
	const { protocol, pathname, host: other } = URL.canParse(root) ? new URL(root) : {
		protocol: "",
		pathname: "",
		host: ""
	};
	if (protocol === "mlflow-artifacts:" && (other === "" || other === host)) return decode(pathname).replace(/^\/+/, "");
	throw new ServiceError(`Cannot reach the artifacts: the tracking server keeps them at ${protocol === "" ? "a path of its own" : `"${protocol}"`}, and does not pass them on`, {
		service: host,
		rerun: false,
		hint: "Start the server with --serve-artifacts and --artifacts-destination; experiments that were made before keep their place"
	});
}
function safeName(name) {
	if (typeof name === "string" && name.length <= 400 && !/[\\:\p{Cc}]/u.test(name) && name.split("/").every((part) => part !== "" && !/^\.{1,2}$|[. ]$/.test(part))) return name;
	throw new UserError("Cannot fetch the artifacts: the server names a file that could lie elsewhere");
}
function escapePath(place) {
	return place.split("/").map(encodeURIComponent).join("/");
}

// src/services/mlflow-batches.ts
/** Bounds of mlflow/utils/validation.py; bytes with room for the rest of the request. */
const most = {
	metrics: 1e3,
	params: 100,
	tags: 100,
	all: 1e3,
	bytes: 9e5
};
const longest = {
	key: 250,
	param: 6e3,
	tag: 8e3
};
/** Divides facts into requests within the server's bounds; names and values beyond them are cut, and named. */
function batchesOf({ metrics = [], params = {}, tags = {} }) {
	const cut = [];
	const batches = [];
	let batch = {
		metrics: [],
		params: [],
		tags: []
	};
	let bytes = 0;
	const add = (kind, item) => {
		const size = Buffer.byteLength(JSON.stringify(item)) + 1;
		const count = batch.metrics.length + batch.params.length + batch.tags.length;
		const isFull = batch[kind].length === most[kind] || count === most.all || bytes + size > most.bytes;
		if (count > 0 && isFull) {
			batches.push(batch);
			batch = {
				metrics: [],
				params: [],
				tags: []
			};
			bytes = 0;
		}
		batch[kind].push(item);
		bytes += size;
	};
	for (const item of pairsOf(params, longest.param, cut)) add("params", item);
	for (const item of pairsOf(tags, longest.tag, cut)) add("tags", item);
	for (const { name, value, step, time } of metrics) add("metrics", {
		key: keyOf(name),
		value: Number.isFinite(value) ? value : String(value),
		timestamp: Math.round(time),
		step: wholeStep(step)
	});
	if (batch.metrics.length + batch.params.length + batch.tags.length > 0) batches.push(batch);
	return {
		batches,
		cut
	};
}
/** Names and values as the server takes them; of two names that become one, the first counts. */
function pairsOf(values, mostCharacters, cut) {
	const pairs = /* @__PURE__ */ new Map();
	for (const [name, value] of Object.entries(values)) {
		const key = keyOf(name);
		if (pairs.has(key)) continue;
		const kept = shorten(value, mostCharacters);
		if (kept !== value || [...name].length > longest.key) cut.push(key);
		pairs.set(key, kept);
	}
	return [...pairs].map(([key, value]) => ({
		key,
		value
	}));
}
/**
* A name as every server takes it: letters, digits and `_ - . /` and spaces, and no path that could be written in
* another way. What else there is becomes an underscore.
*/
function keyOf(name) {
	const plain = shorten(name.replace(/[^\p{L}\p{N}_\-. /]/gu, "_"), longest.key);
	return plain.split("/").every((part) => part !== "" && part !== "." && part !== "..") && !plain.startsWith("..") ? plain : plain.replaceAll("/", "_").replace(/^\.+/, "_") || "_";
}
/** Text of at most so many characters, as Python counts them; no character is halved. */
function shorten(text, mostCharacters) {
	if (text.length <= mostCharacters) return text;
	const kept = text.slice(0, mostCharacters);
	return /[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept;
}
function wholeStep(step) {
	return Number.isFinite(step) ? Math.max(-0x38d7ea4c68000, Math.min(0x38d7ea4c68000, Math.round(step))) : 0;
}

// src/services/mlflow-refusal.ts
/** Statuses after which MLflow's own client asks again. */
const transient = /* @__PURE__ */ new Set([
	408,
	429,
	500,
	502,
	503,
	504
]);
/** Reads `{"error_code", "message"}`; other texts are words. */
function readRefusal(text) {
	try {
		const { error_code: code, message } = JSON.parse(text);
		return {
			code: typeof code === "string" ? code : void 0,
			message: typeof message === "string" ? message : ""
		};
	} catch {
		return {
			code: void 0,
			message: /^\s*</.test(text) ? "" : text
		};
	}
}
/** An answer other than 200 as an error that says what to do; no secret is part of it. */
function explainMlflow({ status, code, message, host, secrets, act }) {
	const isHost = status === 403 && /invalid host header/i.test(message);
	let words = message.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
	for (const secret of secrets) words = words.replaceAll(secret, "***");
	const why = [401, 403].includes(status) && !isHost ? "access denied" : words.slice(0, 300);
	const hint = isHost ? `Start the server with --allowed-hosts ${host}` : status === 401 || status === 403 ? "Check MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN" : /deleted/i.test(words) ? "Restore it on the server, or name another one by MLFLOW_EXPERIMENT_NAME" : void 0;
	const quoted = [code, `status ${status}`].filter((each) => each !== void 0).join(", ");
	return new ServiceError(`Cannot ${act}: ${why || "the server refuses"} (${quoted.slice(0, 100)})`, {
		service: host,
		status,
		rerun: transient.has(status),
		...hint !== void 0 && { hint }
	});
}

// src/services/mlflow-client.ts
/** Milliseconds for an answer, and a byte's share of what is sent. */
const patience = 6e4;
const slowest = .02;
const longestAnswer = 32 << 20;
const mostRetries = 4;
/** Makes the client of a server. */
function createMlflowClient({ server, clock, signal }) {
	const { host, secrets } = server;
	const lost = (act, why, cause) => new ServiceError(`Cannot ${act}: ${why}`, {
		service: host,
		cause
	});
	const send = async (request, { act, within = signal }) => {
		const { method, path, query, body, file } = request;
		const url = `${server.base}/api/2.0/${path}${query ? `?${new URLSearchParams(query)}` : ""}`;
		const late = AbortSignal.timeout(patience + Math.round((file?.bytes ?? 0) * slowest));
		const options = {
			method,
			headers: {
				...server.headers,
				...body && { "content-type": "application/json" },
				...file && {
					"content-type": "application/octet-stream",
					"content-length": String(file.bytes)
				}
			},
			...body && { body: JSON.stringify(body) },
			...file && { body: file.open },
			signal: AbortSignal.any([within, late])
		};
		try {
			return await server.http.fetch(url, options);
		} catch (cause) {
			within.throwIfAborted();
			if (cause instanceof ServiceError || cause instanceof UserError) throw cause;
			throw lost(act, late.aborted ? `no answer within ${patience / 1e3} s` : reasonOf(cause), cause);
		}
	};
	const exchange = async (request, about) => {
		const response = await send(request, about);
		const text = await readAll(response.body).catch((cause) => {
			(about.within ?? signal).throwIfAborted();
			throw lost(about.act, `the connection broke (${reasonOf(cause)})`, cause);
		});
		if (response.status === 200) return parseAnswer(text, host, about.act);
		const refusal = readRefusal(text);
		if (about.absent?.includes(refusal.code ?? "")) return void 0;
		const error = explainMlflow({
			status: response.status,
			...refusal,
			host,
			secrets,
			act: about.act
		});
		throw Object.assign(error, { wait: Number(response.headers.get("retry-after")) || void 0 });
	};
	return {
		host,
		base: server.base,
		async call(request, about) {
			if (about.within) return exchange(request, about);
			const retry = createRetries(clock, signal, mostRetries);
			for (;;) try {
				return await exchange(request, about);
			} catch (cause) {
				await retry(cause, cause.wait);
				const found = await about.find?.();
				if (found !== void 0) return found;
			}
		},
		async read(path, { act, take }) {
			const retry = createRetries(clock, signal, mostRetries);
			const target = {
				url: `${server.base}/api/2.0/${path}`,
				headers: server.headers,
				shown: host
			};
			for (;;) try {
				const { status, chunks, close } = await ask(server.http, target, {
					signal,
					patience: {
						milliseconds: patience,
						bytes: 1
					}
				});
				try {
					if (status === 404) return false;
					if (status !== 200) throw explainMlflow({
						status,
						...readRefusal(await readAll(chunks)),
						host,
						secrets,
						act
					});
					await take(chunks);
					return true;
				} finally {
					close();
				}
			} catch (cause) {
				await retry(cause);
			}
		}
	};
}
async function* nothing() {}
async function readAll(body) {
	const chunks = [];
	let bytes = 0;
	for await (const chunk of body ?? nothing()) {
		chunks.push(chunk);
		bytes += chunk.length;
		if (bytes > longestAnswer) throw new Error("its answer is too long");
	}
	return Buffer.concat(chunks).toString("utf8");
}
function parseAnswer(text, host, act) {
	const isPage = /^\s*</.test(text);
	try {
		const value = text === "" ? {} : JSON.parse(text);
		if (typeof value === "object" && value !== null) return value;
	} catch {}
	throw new ServiceError(`Cannot ${act}: "${host}" answers ${isPage ? "with a page" : "with broken JSON"}`, {
		service: host,
		rerun: !isPage,
		...isPage && { hint: "Check MLFLOW_TRACKING_URI: what is there is no MLflow, or asks for a login" }
	});
}

// src/services/mlflow-models.ts
/**
* Stores a model directory as a logged model of a run: it is pending until all of its files are there. Returns its id.
* Throws ServiceError; the model is then marked as one whose upload failed.
*/
async function logModel(client, run, { name, files, tags }) {
	const act = "make a logged model";
	const mark = randomUUID();
	const isTaken = await findLoggedModel(client, run, (each) => textAt(each, "info", "name") === name) !== void 0;
	const find = async () => {
		const model = await findLoggedModel(client, run, (each) => hasTag(each, mark));
		return model && { model };
	};
	const body = {
		experiment_id: run.experimentId,
		name: isTaken ? `mlops-${name}` : name,
		source_run_id: run.id,
		tags: pairsOf({
			...tags,
			[markTag]: mark
		}, 8e3, [])
	};
	const answer = await client.call({
		method: "POST",
		path: "mlflow/logged-models",
		body
	}, {
		act,
		find
	});
	const id = textAt(answer, "model", "info", "model_id");
	const root = textAt(answer, "model", "info", "artifact_uri");
	if (id === void 0 || root === void 0) return noAnswer(client, act);
	const finish = (status) => client.call({
		method: "PATCH",
		path: `mlflow/logged-models/${id}`,
		body: {
			model_id: id,
			status
		}
	}, { act: "finish the logged model" });
	try {
		await putArtifacts(client, root, files);
	} catch (cause) {
		await finish("LOGGED_MODEL_UPLOAD_FAILED").catch(() => {});
		throw cause;
	}
	await finish("LOGGED_MODEL_READY");
	await client.call({
		method: "POST",
		path: "mlflow/runs/outputs",
		body: {
			run_id: run.id,
			models: [{
				model_id: id,
				step: 0
			}]
		}
	}, {
		act: "name the model as the run's",
		find: () => findOutput(client, run.id, id)
	});
	return id;
}
/** The first logged model of a run that is one of those meant. */
async function findLoggedModel(client, run, isMeant) {
	const body = {
		experiment_ids: [run.experimentId],
		filter: `source_run_id = '${run.id}'`,
		max_results: 100
	};
	const answer = await client.call({
		method: "POST",
		path: "mlflow/logged-models/search",
		body
	}, { act: "look for the logged model" });
	return (Array.isArray(answer?.models) ? answer.models : []).find(isMeant);
}
function hasTag(model, mark) {
	const { tags } = model.info ?? {};
	return Array.isArray(tags) && tags.some((each) => textAt(each, "key") === "mlops.mark" && textAt(each, "value") === mark);
}
async function findOutput(client, runId, modelId) {
	const { outputs } = (await client.call({
		method: "GET",
		path: "mlflow/runs/get",
		query: { run_id: runId }
	}, { act: "read the run" }))?.run ?? {};
	return outputs?.model_outputs?.find((each) => textAt(each, "model_id") === modelId);
}

// src/services/mlflow-download.ts
const absent = ["RESOURCE_DOES_NOT_EXIST", "INVALID_PARAMETER_VALUE"];
/** Has the files of a model written, by their names in it. Throws UserError where the server has none. */
async function downloadModel(client, uri, write) {
	for (const root of await rootsOf(client, uri, 0)) {
		const names = await listArtifacts(client, root);
		if (names === void 0) continue;
		for (const name of names) await readArtifact(client, root, name, (chunks) => write(name || lastPart(root), chunks));
		return;
	}
	throw missing(uri, "there are no such files");
}
/** The places that an address may mean, the likeliest first. */
async function rootsOf(client, uri, depth) {
	if (depth > 4) throw missing(uri, "it leads to itself");
	const run = /^runs:\/+([\w-]+)\/(.+)$/.exec(uri);
	if (run) return rootsOfRun(client, uri, run[1], run[2]);
	const logged = /^models:\/+(m-[0-9a-f]+)$/.exec(uri);
	if (logged) return [await rootOfLogged(client, uri, logged[1])];
	const version = /^models:\/+([^/@]+)(?:\/(\d+|latest)|@([\w-]+))$/.exec(uri);
	if (!version) throw missing(uri, "expected runs:/<run>/<path>, models:/<name>/<version>, models:/<name>@<alias> or models:/m-<id>");
	const name = decode(version[1]);
	const number = await versionOf(client, uri, {
		name,
		version: version[2],
		alias: version[3]
	});
	const answer = await client.call({
		method: "GET",
		path: "mlflow/model-versions/get-download-uri",
		query: {
			name,
			version: number
		}
	}, {
		act: `find "${uri}"`,
		absent
	});
	const place = textAt(answer, "artifact_uri");
	if (place === void 0) throw missing(uri, "there is no such version");
	return /^(runs|models):/.test(place) ? rootsOf(client, place, depth + 1) : [place];
}
async function rootsOfRun(client, uri, id, place) {
	const answer = await client.call({
		method: "GET",
		path: "mlflow/runs/get",
		query: { run_id: id }
	}, {
		act: `find "${uri}"`,
		absent
	});
	const root = textAt(answer, "run", "info", "artifact_uri");
	const experimentId = textAt(answer, "run", "info", "experiment_id");
	if (root === void 0 || experimentId === void 0) throw missing(uri, "there is no such run");
	const [name = "", ...rest] = place.replace(/\/+$/, "").split("/");
	const model = await findLoggedModel(client, {
		id,
		experimentId
	}, (each) => textAt(each, "info", "name") === name);
	return [textAt(model, "info", "artifact_uri"), root].flatMap((each, index) => each === void 0 ? [] : [[
		each,
		...index === 1 ? [name] : [],
		...rest
	].map(encodeSafe).join("/")]);
}
/** The root stays as it is; parts below it may hold what an address cannot. */
function encodeSafe(part, index) {
	return index === 0 ? part : encodeURIComponent(part);
}
async function rootOfLogged(client, uri, id) {
	const answer = await client.call({
		method: "GET",
		path: `mlflow/logged-models/${id}`
	}, {
		act: `find "${uri}"`,
		absent
	});
	const root = textAt(answer, "model", "info", "artifact_uri");
	if (root === void 0) throw missing(uri, "there is no such logged model");
	return root;
}
async function versionOf(client, uri, { name, version, alias }) {
	if (version !== void 0 && version !== "latest") return version;
	if (alias !== void 0) {
		const answer = await client.call({
			method: "GET",
			path: "mlflow/registered-models/alias",
			query: {
				name,
				alias
			}
		}, {
			act: `find "${uri}"`,
			absent
		});
		return textAt(answer, "model_version", "version") ?? noVersion(uri, "there is no such alias");
	}
	if (/['"`]/.test(name)) throw missing(uri, "name the version by its number");
	const query = {
		filter: `name = '${name}'`,
		max_results: "1",
		order_by: "version_number DESC"
	};
	const answer = await client.call({
		method: "GET",
		path: "mlflow/model-versions/search",
		query
	}, { act: `find "${uri}"` });
	if (answer === void 0) return noAnswer(client, `find "${uri}"`);
	const [newest] = Array.isArray(answer.model_versions) ? answer.model_versions : [];
	return textAt(newest, "version") ?? noVersion(uri, "it has no version");
}
function noVersion(uri, why) {
	throw missing(uri, why);
}
function missing(uri, why) {
	return new UserError(`Cannot fetch the model "${uri}": ${why}`, { hint: "Check train.model, and MLFLOW_TRACKING_URI for the server that has it" });
}
function lastPart(root) {
	return decode(root.slice(root.lastIndexOf("/") + 1));
}

// src/services/mlflow-server.ts
/** Reads the address and the credentials. Throws UserError for a store that no server stands before. */
function openServer(settings, options) {
	const url = parseUri(settings.uri);
	const username = settings.username ?? decode(url.username);
	const password = settings.password ?? decode(url.password);
	const basic = Buffer.from(`${username}:${password}`).toString("base64");
	const authorization = username && password ? `Basic ${basic}` : settings.token ? `Bearer ${settings.token}` : void 0;
	return {
		http: createHttp(options.fetch ?? createNodeFetch(createRoute(options.env ?? {}, certificatesOf(settings)))),
		base: `${url.origin}${url.pathname.replace(/\/+$/, "")}`,
		host: url.host,
		headers: {
			accept: "application/json",
			"accept-encoding": "identity",
			"user-agent": options.userAgent,
			...authorization && { authorization },
			...settings.workspace && { "x-mlflow-workspace": settings.workspace }
		},
		secrets: [
			password,
			settings.token,
			basic
		].filter((each) => each !== void 0 && each !== "")
	};
}
function parseUri(uri) {
	const url = URL.canParse(uri) ? new URL(uri) : void 0;
	if (url && /^https?:$/.test(url.protocol)) return url;
	const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(uri)?.[0] ?? uri.split(/[:/]/)[0] ?? "";
	const isDatabricks = /^(databricks|uc)/i.test(uri);
	throw new UserError(`Cannot use MLFLOW_TRACKING_URI: ${isDatabricks ? "Databricks is" : `"${scheme.slice(0, 40)}" is`} no tracking server that is reached by http:// or https://`, { hint: isDatabricks ? "Databricks has interfaces of its own, which are not supported; a program may log there itself" : "Start one before it, for example \"mlflow server --backend-store-uri sqlite:///mlflow.db\", and name its address" });
}
/** Reads the certificates that are set; undefined where none are. */
function certificatesOf(settings) {
	const { insecureTls, serverCertificate, clientCertificate } = settings;
	if (!insecureTls && serverCertificate === void 0 && clientCertificate === void 0) return void 0;
	return async () => {
		const ours = clientCertificate && await readPem(clientCertificate, "MLFLOW_TRACKING_CLIENT_CERT_PATH");
		const theirs = serverCertificate && await readPem(serverCertificate, "MLFLOW_TRACKING_SERVER_CERT_PATH");
		return {
			...insecureTls && { rejectUnauthorized: false },
			...theirs && { ca: theirs },
			...ours && {
				cert: ours,
				key: ours
			}
		};
	};
}
async function readPem(file, variable) {
	const { readFile } = process.getBuiltinModule("node:fs/promises");
	return readFile(file, "utf8").catch((cause) => {
		throw new UserError(`Cannot read the certificate that ${variable} names`, {
			hint: "It is to be a file in PEM format",
			cause
		});
	});
}

// src/services/mlflow.ts
/** Milliseconds to tell the server of a run that is stopped. */
const lastWord = 3e3;
/** Throws UserError where MLFLOW_TRACKING_URI is no server. */
function createMlflow({ settings, clock, signal, ...options }) {
	const client = createMlflowClient({
		server: openServer(settings, options),
		clock,
		signal
	});
	const post = (path, body, act) => client.call({
		method: "POST",
		path: `mlflow/${path}`,
		body
	}, { act });
	return {
		async startRun({ experiment, name, tags }) {
			const experimentId = settings.experimentName === void 0 && settings.experimentId !== void 0 ? settings.experimentId : await openExperiment(client, shorten(settings.experimentName ?? experiment, 500));
			const user = settings.user === void 0 ? {} : { "mlflow.user": settings.user };
			return createRun(client, {
				experiment_id: experimentId,
				run_name: settings.runName ?? name,
				start_time: clock.now(),
				tags: pairsOf({
					...tags,
					...user
				}, 8e3, [])
			});
		},
		async log(run, facts) {
			const { batches, cut } = batchesOf(await withoutKnown(client, run, facts));
			for (const batch of batches) await post("runs/log-batch", {
				run_id: run.id,
				...batch
			}, "log to MLflow");
			return cut;
		},
		async logInputs(run, datasets) {
			await post("runs/log-inputs", {
				run_id: run.id,
				datasets: datasets.map(describeDataset)
			}, "log the data");
		},
		logArtifacts: (run, folder, files) => putArtifacts(client, `${run.artifacts}/${folder}`, files),
		logModel: (run, model) => logModel(client, run, model),
		async endRun(run, status) {
			const body = {
				run_id: run.id,
				status,
				end_time: clock.now()
			};
			await client.call({
				method: "POST",
				path: "mlflow/runs/update",
				body
			}, {
				act: "end the run",
				...signal.aborted && { within: AbortSignal.timeout(lastWord) }
			});
		},
		download: (uri, write) => downloadModel(client, uri, write)
	};
}
async function openExperiment(client, name) {
	const find = async () => {
		const answer = await client.call({
			method: "GET",
			path: "mlflow/experiments/get-by-name",
			query: { experiment_name: name }
		}, {
			act: `find the experiment "${name}"`,
			absent: ["RESOURCE_DOES_NOT_EXIST"]
		});
		return textAt(answer, "experiment", "experiment_id");
	};
	const found = await find();
	if (found !== void 0) return found;
	const act = `make the experiment "${name}"`;
	const made = await client.call({
		method: "POST",
		path: "mlflow/experiments/create",
		body: { name }
	}, {
		act,
		absent: ["RESOURCE_ALREADY_EXISTS"]
	});
	return textAt(made, "experiment_id") ?? await find() ?? noAnswer(client, act);
}
async function createRun(client, run) {
	const mark = randomUUID();
	const act = "make a run";
	const answer = await client.call({
		method: "POST",
		path: "mlflow/runs/create",
		body: {
			...run,
			tags: [...run.tags, {
				key: markTag,
				value: mark
			}]
		}
	}, {
		act,
		async find() {
			const filter = `tags.\`${markTag}\` = '${mark}'`;
			const body = {
				experiment_ids: [run.experiment_id],
				filter,
				max_results: 1
			};
			const found = await client.call({
				method: "POST",
				path: "mlflow/runs/search",
				body
			}, { act });
			const first = Array.isArray(found?.runs) ? found.runs[0] : void 0;
			return first === void 0 ? void 0 : { run: first };
		}
	});
	const id = textAt(answer, "run", "info", "run_id");
	const artifacts = textAt(answer, "run", "info", "artifact_uri");
	if (id === void 0 || artifacts === void 0) return noAnswer(client, act);
	const page = `${client.base}/#/experiments/${run.experiment_id}/runs/${id}`;
	return {
		id,
		artifacts,
		experimentId: run.experiment_id,
		page
	};
}
/** Params of a run cannot change: those that it has, by its program, stay. */
async function withoutKnown(client, run, facts) {
	if (facts.params === void 0 || Object.keys(facts.params).length === 0) return facts;
	const { params } = ((await client.call({
		method: "GET",
		path: "mlflow/runs/get",
		query: { run_id: run.id }
	}, { act: "read the run" }))?.run)?.data ?? {};
	const known = new Set(Array.isArray(params) ? params.map(({ key }) => key) : []);
	const fresh = Object.entries(facts.params).filter(([name]) => !known.has(keyOf(name)));
	return {
		...facts,
		params: Object.fromEntries(fresh)
	};
}
function describeDataset({ name, digest, sourceType, source, context }) {
	return {
		tags: [{
			key: "mlflow.data.context",
			value: context
		}],
		dataset: {
			name: shorten(name, 500),
			digest: digest.slice(0, 36),
			source_type: sourceType,
			source: JSON.stringify({ uri: shorten(source, 1e4) })
		}
	};
}

export { createMlflow };