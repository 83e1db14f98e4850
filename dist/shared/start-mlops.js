import { ServiceError, UserError, bugReport, closeServices, createServices, didYouMean, execute, exitCodeOf, exitCodeOfError, inert, makeLinesVisible, makeVisible, parseInputs, readEnvironment, stopSignal, version } from "./core.js";
import { screenOptions } from "./cache-code.js";
const { randomUUID } = process.getBuiltinModule("node:crypto");
const { parseArgs } = process.getBuiltinModule("node:util");

// src/actions/index.ts
/** Loads a published action, by its name; `run` is the root action, the whole check in one step. */
const actionLoaders = {
	run: async () => (await import("./run2.js")).run,
	"validate-data": async () => (await import("./validate-data.js")).validateData,
	train: async () => (await import("./core.js")).train,
	"quality-gate": async () => (await import("./quality-gate2.js")).qualityGate,
	"pr-comment": async () => (await import("./commenting.js")).prComment,
	notify: async () => (await import("./notify2.js")).notify,
	save: async () => (await import("./save2.js")).save,
	restore: async () => (await import("./restore2.js")).restore
};
/** Every published action. */
function loadActions() {
	return Promise.all(Object.values(actionLoaders).map((load) => load()));
}

// src/commands/index.ts
/** Loads a command that exists in the terminal alone, by its name; in the order of the help. */
const commandLoaders = {
	init: async () => (await import("./init.js")).init,
	suggest: async () => (await import("./suggest.js")).suggest,
	predict: async () => (await import("./predict.js")).predict,
	gate: async () => (await import("./gate2.js")).gate,
	doctor: async () => (await import("./doctor.js")).doctor,
	report: async () => (await import("./report.js")).report
};

// src/runner/parse-arguments.ts
/** Parses the arguments after a command. Flags are the inputs' names; an unknown one is a UserError. */
function parseArguments(command, inputs, args) {
	const options = {
		json: { type: "boolean" },
		help: {
			type: "boolean",
			short: "h"
		},
		verbose: { type: "boolean" }
	};
	for (const [name, input] of Object.entries(inputs)) options[name] = { type: input.kind === "flag" ? "boolean" : "string" };
	const { values, positionals, tokens } = parseArgs({
		args: joinNegatives(args),
		options,
		strict: false,
		allowPositionals: true,
		tokens: true
	});
	const given = {};
	for (const token of tokens) {
		if (token.kind !== "option") continue;
		const { name, rawName } = token;
		const declared = Object.hasOwn(options, name) ? options[name] : void 0;
		if (declared === void 0) throw new UserError(`Cannot run "mlops ${command}": unknown flag "${rawName}"${didYouMean(rawName, Object.keys(options).map((each) => `--${each}`))}`, { hint: `"mlops ${command} --help" lists the flags` });
		if (declared.type === "string" && token.value === void 0) throw new UserError(`Cannot run "mlops ${command}": flag "${rawName}" needs a value`);
		if (Object.hasOwn(inputs, name)) given[name] = declared.type === "boolean" ? token.value ?? "true" : token.value;
	}
	return {
		inputs: given,
		words: positionals,
		json: values.json === true,
		help: values.help === true,
		verbose: values.verbose === true
	};
}
/** `--min -3` as `--min=-3`: a value that starts with a dash and a digit is not a flag. */
function joinNegatives(args) {
	const joined = [];
	for (const arg of args) {
		const last = joined.at(-1);
		if (/^-[\d.]/.test(arg) && last?.startsWith("--") && !last.includes("=")) joined[joined.length - 1] = `${last}=${arg}`;
		else joined.push(arg);
	}
	return joined;
}

// src/runner/terminal-log.ts
/** The log of a terminal, on standard error: a live line for each step, or its end alone where nobody watches. */
function terminalLog(screen, verbose = false) {
	const line = (text) => screen.write(`${makeLinesVisible(text)}\n`);
	return {
		info: line,
		warn: (message, place) => {
			const where = place?.file ? ` (${place.file}${place.line ? `:${place.line}` : ""})` : "";
			line(`warning: ${message}${where}`);
		},
		debug: (message) => {
			if (verbose) line(message);
		},
		progress(title) {
			const draw = (text) => {
				if (screen.isTerminal) screen.write(`\r\u001b[K${makeLinesVisible(text).slice(0, screen.columns - 1)}`);
			};
			let lastDrawn = 0;
			draw(`\u2026 ${title}`);
			return {
				update(done, total, note) {
					const percent = Math.floor(100 * done / Math.max(total, 1));
					if (percent <= lastDrawn) return;
					lastDrawn = percent;
					draw(`\u2026 ${title} ${bar(done / Math.max(total, 1))} ${percent} %${note ? ` ${note}` : ""}`);
				},
				end(note) {
					if (screen.isTerminal) screen.write("\r\x1B[K");
					line(`\u2713 ${title}${note ? `: ${note}` : ""}`);
				}
			};
		},
		output(title) {
			const token = screen.isRead ? randomUUID() : void 0;
			line(`\u2026 ${title}`);
			if (token !== void 0) screen.write(`::stop-commands::${token}\n`);
			let isAtStart = true;
			return {
				write(chunk) {
					if (chunk.length > 0) isAtStart = chunk.at(-1) === 10;
					return new Promise((resolve) => screen.write(chunk, resolve));
				},
				note(text) {
					screen.write(`${isAtStart ? "" : "\n"}${makeVisible(text)}\n`);
					isAtStart = true;
				},
				end(note, isGood) {
					if (!isAtStart) screen.write("\n");
					if (token !== void 0) screen.write(`::${token}::\n`);
					line(`${isGood ? "\u2713" : "\u2717"} ${title}: ${note}`);
				}
			};
		}
	};
}
function bar(share) {
	const full = Math.round(20 * Math.min(1, Math.max(0, share)));
	return "\u2588".repeat(full) + "\u2591".repeat(20 - full);
}

// src/runner/terminal.ts
/** The CLI: `mlops <command> \u2026`. Results go to standard output, progress and errors to standard error. */
async function startInTerminal(argv) {
	const stop = stopSignal();
	for (const stream of [process.stdout, process.stderr]) stream.on("error", tolerateClosedPipe);
	try {
		process.exitCode = await run(argv, stop.signal);
	} catch (error) {
		process.exitCode = stop.exitCode() ?? exitCodeOfError(error);
		process.stderr.write(stop.exitCode() === void 0 ? harmless(makeLinesVisible(describeError(error))) : "mlops: stopped; nothing half-written was kept\n");
	}
}
/** Who reads our output may have seen enough, as in `mlops run | head`. */
function tolerateClosedPipe(error) {
	if (error.code !== "EPIPE") throw error;
}
async function run(argv, signal) {
	const [name, ...rest] = argv;
	if (name === "--version" || name === "-v" || name === "version") {
		process.stdout.write(`${version}\n`);
		return 0;
	}
	if (name === void 0 || name === "--help" || name === "-h" || name === "help") {
		const { renderHelp } = await import("./help.js");
		const commands = await Promise.all(Object.values(commandLoaders).map((load) => load()));
		process.stdout.write(renderHelp(await loadActions(), commands));
		return name === void 0 ? 2 : 0;
	}
	const action = Object.hasOwn(actionLoaders, name) ? await actionLoaders[name]?.() : void 0;
	const command = Object.hasOwn(commandLoaders, name) ? await commandLoaders[name]?.() : void 0;
	if (action === void 0 && command === void 0) {
		const known = [...Object.keys(actionLoaders), ...Object.keys(commandLoaders)];
		throw new UserError(`Cannot run "mlops ${name}": there is no such command${didYouMean(name, known)}`, { hint: "\"mlops --help\" lists the commands" });
	}
	const args = parseArguments(name, (action ?? command).inputs, rest);
	if (args.help) {
		const { renderActionHelp } = await import("./help.js");
		process.stdout.write(action ? renderActionHelp(action) : `mlops ${command.usage}\n\n${command.description}\n`);
		return 0;
	}
	const services = terminalServices(args, signal);
	try {
		if (command) return await command.run({
			...services,
			words: args.words,
			json: args.json,
			inputs: parseInputs(command, args.inputs),
			write
		});
		if (args.words.length > 0) throw new UserError(`Cannot run "mlops ${name}": unexpected "${args.words[0]}"`, { hint: "Values follow their flag, for example --data data.csv" });
		return await runOneAction(action, args, services);
	} finally {
		await closeServices(services);
	}
}
/** A step that did not come to its end leaves its live line behind, where the next text would go on. */
function clearLiveLine() {
	if (process.stderr.isTTY) process.stderr.write("\r\x1B[K");
}
async function runOneAction(action, args, services) {
	const inputs = parseInputs(action, args.inputs);
	const { result, reportPath } = await execute(action, inputs, services).finally(clearLiveLine);
	const passed = result.verdict === "pass" || result.verdict === "skipped";
	if (args.json) {
		const outputs = {
			...result.outputs,
			verdict: result.verdict,
			passed,
			report: reportPath
		};
		write(`${JSON.stringify({
			action: action.name,
			verdict: result.verdict,
			passed,
			outputs,
			report: result.report
		}, null, 2)}\n`);
	} else {
		const { renderTerminal } = await import("./render-terminal.js");
		write(harmless(renderTerminal(result.report, screenOptions())));
	}
	if (result.error !== void 0) throw result.error;
	return exitCodeOf(result.report, inputs["fail-on"]);
}
function terminalServices(args, signal) {
	const { env, stderr } = process;
	const token = args.inputs["github-token"] ?? env.GITHUB_TOKEN ?? env.GH_TOKEN;
	const log = terminalLog({
		write: (text, done) => stderr.write(text, done),
		isTerminal: stderr.isTTY === true,
		columns: stderr.columns || 80,
		isRead: env.GITHUB_ACTIONS === "true"
	}, args.verbose);
	const environment = readEnvironment(env, {
		workingDirectory: process.cwd(),
		version
	});
	return createServices({
		environment,
		env,
		token: token || void 0,
		log,
		signal
	});
}
/** In a workflow's `run:` step the runner reads lines as commands: names and paths from data must not become one. */
function harmless(text) {
	return process.env.GITHUB_ACTIONS === "true" ? inert(text) : text;
}
function write(text) {
	process.stdout.write(text);
}
function describeError(error) {
	if (error instanceof UserError) {
		const { file, line, column } = error.place;
		const where = file === void 0 ? "" : `  at ${[
			file,
			line,
			column
		].filter((each) => each !== void 0).join(":")}\n`;
		return `error: ${error.message}\n${where}${error.hint === void 0 ? "" : `  ${error.hint}\n`}`;
	}
	if (error instanceof ServiceError) return `error: ${error.message}\n${error.hint === void 0 ? "" : `  ${error.hint}\n`}  ${error.rerun ? "A rerun may help" : "A rerun does not help"}\n`;
	return `${bugReport("mlops", error)}\n`;
}

// \0entry/start-mlops
await startInTerminal(process.argv.slice(2));

export {  };