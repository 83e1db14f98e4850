import { spanOf } from "./config.js";
import { formatDuration } from "./core.js";
import { collectProgress, longestLine, parseProgress } from "./write-rows.js";

// src/actions/run-command.ts
/** Milliseconds that a program has to write a checkpoint in, once its time is over. */
const grace = 3e4;
/** Bytes of output that are kept for the report. */
const tailBytes = 16384;
/** Milliseconds between looks at its progress. */
const pause = 1e3;
/** Runs a command in the project's folder, with its output in the log. */
async function runCommand(context, command, options) {
	const { programs, log, files, project, signal } = context;
	const { timeout } = project.config.train;
	const output = log.output(options.title);
	const tail = createTail();
	const progress = collectProgress();
	const follower = followProgress(context, options.variables.MLOPS_PROGRESS, (point) => {
		progress.add(point);
		options.onProgress?.(point);
	});
	let end;
	try {
		end = await programs.run(command, {
			cwd: await files.locate(project.directory) ?? files.root,
			env: options.variables,
			timeout: timeout === void 0 ? void 0 : spanOf(timeout),
			grace,
			signal,
			async onOutput(chunk) {
				tail.add(chunk);
				await output.write(chunk);
			}
		});
		await follower.end();
		return {
			...end,
			tail: end.redact(tail.text(), { isCut: tail.isCut() }),
			curves: progress.curves()
		};
	} finally {
		follower.stop();
		output.end(end ? describeEnd(end) : "stopped", end?.exitCode === 0);
	}
}
/** How it ended, in words: `exit code 1 after 2 s`. */
function describeEnd({ exitCode, endedBy, timedOut, duration }) {
	return `${timedOut ? "out of time" : exitCode === void 0 ? `ended by ${endedBy}` : exitCode === 0 ? "done" : `exit code ${exitCode}`} after ${formatDuration(duration)}`;
}
/** Keeps the last bytes of what it is given, which it copies. */
function createTail() {
	const kept = Buffer.alloc(tailBytes);
	let length = 0;
	let total = 0;
	return {
		add(chunk) {
			const last = chunk.subarray(-16384);
			const stay = Math.min(length, tailBytes - last.length);
			kept.copyWithin(0, length - stay, length);
			kept.set(last, stay);
			length = stay + last.length;
			total += chunk.length;
		},
		text: () => kept.toString("utf8", 0, length).replace(/^\ufffd+/, ""),
		isCut: () => total > length
	};
}
/** Reads the lines that are appended to the progress file, as they come. */
function followProgress({ files }, file, take) {
	if (file === void 0) return {
		end: async () => {},
		stop() {}
	};
	let at = 0;
	let rest = "";
	const decoder = new TextDecoder();
	let stopped = false;
	let timer;
	const look = async () => {
		for (let size = await files.size(file) ?? 0; at < size && !stopped;) {
			const bytes = await files.readRange(file, at, Math.min(size, at + (1 << 20)));
			if (bytes.length === 0) break;
			at += bytes.length;
			const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
			rest = lines.pop()?.slice(0, 65536 + 1) ?? "";
			for (const line of lines) {
				const point = parseProgress(line);
				if (point) take(point);
			}
		}
	};
	let looking = Promise.resolve();
	const schedule = () => {
		timer = setTimeout(() => {
			looking = look().catch(() => {}).then(() => {
				if (!stopped) schedule();
			});
		}, pause).unref();
	};
	schedule();
	return {
		async end() {
			clearTimeout(timer);
			await looking;
			clearTimeout(timer);
			await look();
			const point = parseProgress(rest);
			if (point) take(point);
		},
		stop() {
			stopped = true;
			clearTimeout(timer);
		}
	};
}

export { describeEnd, runCommand };