import { UserError, withoutSecrets } from "./core.js";
const { readFileSync, readdirSync } = process.getBuiltinModule("node:fs");

// src/program/redact-secrets.ts
/** Names of variables that hold what nobody may read. */
const secretName = /TOKEN|SECRET|PASSW|CREDENTIAL|PRIVATE|(?:^|_)(?:[A-Z]*KEY|PAT|PWD|PASS)(?:_|$)/i;
/** Shorter values are too common as parts of other words. */
const shortest = 6;
/** Fewer characters at a text's start are no trace of a secret. */
const shortestEnd = 3;
/**
* Takes the values of variables that are called like secrets out of texts: GitHub does so in its log alone, and a
* report goes to comments and files as well. A value of several lines is taken out line by line; of a text whose start
* `isCut` off, the end of a value there as well.
*/
function redactSecrets(env) {
	const values = Object.entries(env).filter(([name]) => secretName.test(name) && !/^(?:OLD)?PWD$/.test(name)).flatMap(([, value = ""]) => value.split(/\r?\n/)).map((line) => line.trim()).filter((line) => line.length >= shortest).sort((a, b) => b.length - a.length);
	return (text, { isCut } = { isCut: false }) => {
		const start = isCut ? Math.max(0, ...values.map((value) => endLength(value, text))) : 0;
		const whole = start === 0 ? text : `***${text.slice(start)}`;
		return values.reduce((left, value) => left.replaceAll(value, "***"), whole);
	};
}
/** Length of the longest end of a value that a text starts with. */
function endLength(value, text) {
	for (let at = 1; at <= value.length - shortestEnd; at++) if (text.startsWith(value.slice(at))) return value.length - at;
	return 0;
}

// src/services/process-usage.ts
/** Clock ticks a second of /proc on every Linux that Node runs on. */
const ticks = 100;
/** Of a program that was over sooner, samples say how its shell started, not what it held. */
const fewestSamples = 4;
/**
* Watches a child process with all below it until `end`, which comes after it ended. On Linux the CPU time is exact
* for processes that were waited for, and the memory the most that samples saw: of one process its own peak, of several
* together their sum at one time, and nothing of a program that was over within a tenth of a second. Other systems tell
* neither.
*/
function watchUsage(leader) {
	if (process.platform !== "linux") return { end: () => ({
		cpu: void 0,
		peakMemory: void 0
	}) };
	const before = cpuOfChildren();
	const started = performance.now();
	let peak = 0;
	let samples = 0;
	let timer;
	const sample = () => {
		samples++;
		peak = Math.max(peak, memoryOf(leader));
		wait();
	};
	const wait = () => {
		const pause = Math.min(1e3, Math.max(25, (performance.now() - started) / 10));
		timer = setTimeout(sample, pause).unref();
	};
	wait();
	return { end() {
		clearTimeout(timer);
		const after = cpuOfChildren();
		return {
			cpu: before === void 0 || after === void 0 ? void 0 : after - before,
			peakMemory: samples < fewestSamples || peak === 0 ? void 0 : peak
		};
	} };
}
/** Milliseconds of CPU of this process's children that have ended; fields 16 and 17 of proc(5)'s stat. */
function cpuOfChildren() {
	const fields = read("/proc/self/stat")?.split(") ").at(-1)?.split(" ");
	const own = Number(fields?.[13]) + Number(fields?.[14]);
	return Number.isNaN(own) ? void 0 : own * 1e3 / ticks;
}
/** Bytes that a process and all below it hold; at least the peak of each alone. */
function memoryOf(leader) {
	let sum = 0;
	let largest = 0;
	const open = [leader];
	for (let id = open.pop(); id !== void 0; id = open.pop()) {
		const status = read(`/proc/${id}/status`);
		if (status === void 0) continue;
		sum += kilobytes(status, "VmRSS") * 1024;
		largest = Math.max(largest, kilobytes(status, "VmHWM") * 1024);
		open.push(...childrenOf(id));
	}
	return Math.max(sum, largest);
}
function kilobytes(status, name) {
	return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0);
}
function childrenOf(id) {
	try {
		return readdirSync(`/proc/${id}/task`).flatMap((task) => (read(`/proc/${id}/task/${task}/children`) ?? "").split(" ").filter(Boolean).map(Number));
	} catch {
		return [];
	}
}
function read(file) {
	try {
		return readFileSync(file, "latin1");
	} catch {
		return;
	}
}

// src/services/program-output.ts
/** Bytes that are read at once, what a pipe of Linux holds. */
const bufferBytes = 65536;
/**
* A real pipe, which Node's own are not: those are sockets, on which `/dev/stderr` cannot be opened. All that comes is
* read into one buffer, so that memory does not grow with the output. Undefined where no pipe can be made.
*/
async function openOutputPipe(env) {
	if (process.platform === "win32") return void 0;
	const { constants, closeSync, openSync } = process.getBuiltinModule("node:fs");
	const { mkdtemp, rm } = process.getBuiltinModule("node:fs/promises");
	const { tmpdir } = process.getBuiltinModule("node:os");
	const path = process.getBuiltinModule("node:path");
	const folder = await mkdtemp(path.join(tmpdir(), "mlops-output-")).catch(() => void 0);
	if (folder === void 0) return void 0;
	try {
		const place = path.join(folder, "output");
		if (!await makePipe(place, env)) return void 0;
		const source = openSync(place, constants.O_RDONLY | constants.O_NONBLOCK);
		const end = openSync(place, constants.O_WRONLY);
		return await pipeOf(source, end, () => closeSync(end));
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}
async function makePipe(place, env) {
	const { spawn } = process.getBuiltinModule("node:child_process");
	return new Promise((resolve) => {
		const child = spawn("mkfifo", [
			"-m",
			"600",
			place
		], {
			env,
			stdio: "ignore"
		});
		child.once("error", () => resolve(false));
		child.once("exit", (code) => resolve(code === 0));
	});
}
async function pipeOf(source, end, started) {
	const { Socket } = process.getBuiltinModule("node:net");
	let take = async () => {};
	const socket = new Socket({
		fd: source,
		writable: false,
		onread: {
			buffer: new Uint8Array(bufferBytes),
			callback(count, buffer) {
				take(buffer.subarray(0, count)).then(() => socket.resume(), (cause) => socket.destroy(cause));
				return false;
			}
		}
	});
	socket.pause();
	return {
		end,
		started,
		read(taker) {
			take = taker;
			return new Promise((resolve, reject) => {
				socket.once("error", reject);
				socket.once("close", () => resolve());
				socket.resume();
			});
		},
		close: () => void socket.destroy()
	};
}
/** Reads one of Node's own pipes to its end. */
async function readStream(stream, take) {
	for await (const chunk of stream) await take(chunk);
}

// src/services/programs.ts
/** Milliseconds for which output is awaited that processes hold open which outlive their parent. */
const drain = 1e3;
/** Milliseconds to end in where the whole run is stopped: GitHub gives no more than ten seconds. */
const stopGrace = 5e3;
/** Real programs; `env` is the environment that they inherit. */
function createPrograms(env) {
	return { run: (command, options) => runProgram(command, withoutSecrets(env), options) };
}
async function runProgram(command, inherited, options) {
	const { signal } = options;
	signal.throwIfAborted();
	const pipe = await openOutputPipe(inherited);
	const started = performance.now();
	const child = await startShell(command, {
		...inherited,
		...options.env
	}, options.cwd, pipe);
	const exited = new Promise((resolve) => {
		child.once("exit", (code, name) => resolve({
			code,
			name
		}));
	});
	const usage = watchUsage(child.pid);
	const ending = new Ending(child, options.grace);
	const timer = options.timeout === void 0 ? void 0 : setTimeout(() => ending.time(), options.timeout);
	const stop = () => ending.begin(Math.min(options.grace, stopGrace));
	signal.addEventListener("abort", stop);
	if (signal.aborted) stop();
	const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
	const reading = Promise.allSettled(pipe ? [pipe.read(options.onOutput)] : streams.map((stream) => readStream(stream, options.onOutput)));
	options.onStart?.();
	const { code, name } = await exited;
	clearTimeout(timer);
	ending.done();
	const isDrained = await within(drain, reading);
	const leftProcesses = await endLeftovers(child.pid, options.env.MLOPS_RUN) || !isDrained;
	pipe?.close();
	for (const stream of streams) stream.destroy();
	signal.removeEventListener("abort", stop);
	const { cpu, peakMemory } = usage.end();
	signal.throwIfAborted();
	return {
		exitCode: code ?? void 0,
		endedBy: name ?? void 0,
		timedOut: ending.timedOut,
		leftProcesses,
		duration: performance.now() - started,
		cpu,
		peakMemory,
		redact: redactSecrets(inherited)
	};
}
/** Starts the shell, with both its outputs into the pipe, or into Node's own where there is none. */
async function startShell(command, env, cwd, pipe) {
	const { spawn } = process.getBuiltinModule("node:child_process");
	const [shell, args] = shellOf(command);
	const end = pipe?.end ?? "pipe";
	try {
		const child = spawn(shell, args, {
			cwd,
			env,
			stdio: [
				"ignore",
				end,
				end
			],
			detached: process.platform !== "win32",
			windowsHide: true
		});
		await new Promise((resolve, reject) => {
			child.once("spawn", resolve);
			child.once("error", (cause) => reject(noShell(shell, cause)));
		});
		return child;
	} catch (cause) {
		pipe?.close();
		throw cause;
	} finally {
		pipe?.started();
	}
}
function shellOf(command) {
	return process.platform === "win32" ? ["pwsh", [
		"-NoProfile",
		"-NonInteractive",
		"-Command",
		`$ErrorActionPreference = 'stop'\n${command}\nif ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) { exit $LASTEXITCODE }`
	]] : ["bash", [
		"--noprofile",
		"--norc",
		"-eo",
		"pipefail",
		"-c",
		command
	]];
}
function noShell(shell, cause) {
	return cause.code === "ENOENT" ? new UserError(`Cannot run the command: "${shell}" is not installed`, { cause }) : cause;
}
/** Asks the process group to end, and ends it where it does not. */
var Ending = class {
	timedOut = false;
	#child;
	#grace;
	#timer;
	constructor(child, grace) {
		this.#child = child;
		this.#grace = grace;
	}
	time() {
		this.timedOut = true;
		this.begin(this.#grace);
	}
	begin(grace) {
		if (this.#timer !== void 0) return;
		signalGroup(this.#child.pid, "SIGTERM");
		this.#timer = setTimeout(() => signalGroup(this.#child.pid, "SIGKILL"), grace);
	}
	done() {
		clearTimeout(this.#timer);
	}
};
async function within(milliseconds, work) {
	let timer;
	const late = new Promise((resolve) => {
		timer = setTimeout(() => resolve(false), milliseconds);
	});
	const done = await Promise.race([work.then(() => true), late]);
	clearTimeout(timer);
	return done;
}
/** Ends what is left of a program's process group, and what left the group but carries its mark. */
async function endLeftovers(group, mark) {
	let left = signalGroup(group, "SIGKILL");
	if (mark === void 0 || process.platform !== "linux") return left;
	const { readdirSync, readFileSync } = process.getBuiltinModule("node:fs");
	const isMarked = (id) => {
		try {
			return readFileSync(`/proc/${id}/environ`, "latin1").includes(`MLOPS_RUN=${mark}\0`);
		} catch {
			return false;
		}
	};
	for (const id of readdirSync("/proc")) {
		if (!/^\d+$/.test(id) || !isMarked(id)) continue;
		left = true;
		killOne(Number(id));
	}
	return left;
}
/** Whether there was anyone to signal. */
function signalGroup(leader, name) {
	if (process.platform === "win32") return endTree(leader);
	try {
		return process.kill(-leader, name);
	} catch {
		return false;
	}
}
/** Windows has no process groups: the tree is ended by its own program. */
function endTree(leader) {
	import("node:child_process").then(({ spawn }) => spawn("taskkill", [
		"/pid",
		String(leader),
		"/t",
		"/f"
	], {
		windowsHide: true,
		stdio: "ignore"
	}).on("error", () => {}));
	return false;
}
function killOne(id) {
	try {
		process.kill(id, "SIGKILL");
	} catch {}
}

export { createPrograms };