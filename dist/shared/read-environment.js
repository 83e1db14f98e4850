import { digestFile } from "./evidence.js";

// src/program/python-packages.ts
/**
* The packages of a Python environment by the names of its `.dist-info` folders, as `pip freeze` names them:
* `scikit-learn==1.9.1`, sorted. Of a package that is there twice the first one counts, as for Python's imports.
*/
function packagesOf(folders) {
	const versions = /* @__PURE__ */ new Map();
	for (const names of folders) for (const name of names) {
		const [, title, version] = /^(.+?)-(\d[^-]*)\.dist-info$/.exec(name) ?? [];
		if (title === void 0 || version === void 0) continue;
		const key = title.replace(/[-_.]+/g, "-").toLowerCase();
		if (!versions.has(key)) versions.set(key, version);
	}
	return [...versions].map(([name, version]) => `${name}==${version}`).sort();
}
/** The Python that a command runs: its path or name; undefined where it runs none that can be told. */
function pythonOf(command) {
	return /(?:^|[\s;&|(])((?:[\w./~-]*\/)?python(?:\d+(?:\.\d+)*)?)(?=$|[\s;&|)])/.exec(command)?.[1] ?? (/\.py\b|\bpip\b|\b(?:pytest|papermill|jupyter)\b/.test(command) ? "python3" : void 0);
}

// src/actions/read-environment.ts
/** Prints the version and the folders that packages are looked for in. */
const question = "import sys; print(sys.version.split()[0]); print('\\n'.join(sys.path[1:]))";
/** Milliseconds that a Python or driver has to answer. */
const patience = 2e4;
/** The Python of a command with its packages, and the GPU. Costs the start of Python, a few hundredths of a second. */
async function readProgramEnvironment(context, command) {
	const [python, accelerator] = await Promise.all([askPython(context, command), askDriver(context)]);
	return {
		...python,
		accelerator
	};
}
async function askPython({ process: processes, files, project, signal }, command) {
	const program = pythonOf(command);
	const none = {
		python: void 0,
		packages: void 0
	};
	if (program === void 0) return none;
	const cwd = await files.locate(project.directory) ?? files.root;
	const answer = await processes.run(program, ["-c", question], {
		cwd,
		signal,
		timeout: patience
	}).catch(() => void 0);
	if (answer?.exitCode !== 0) return none;
	const [version, ...folders] = answer.stdout.trim().split(/\r?\n/);
	const { readdir } = process.getBuiltinModule("node:fs/promises");
	const names = await Promise.all(folders.map((folder) => readdir(folder).catch(() => [])));
	return {
		python: version?.slice(0, 100),
		packages: `${packagesOf(names).join("\n")}\n`
	};
}
async function askDriver({ process: processes, signal }) {
	const { existsSync } = process.getBuiltinModule("node:fs");
	if (!existsSync("/proc/driver/nvidia/version")) return void 0;
	const answer = await processes.run("nvidia-smi", ["--query-gpu=name,driver_version,memory.total", "--format=csv,noheader"], {
		signal,
		timeout: patience
	}).catch(() => void 0);
	return answer?.exitCode === 0 ? answer.stdout.trim().replaceAll("\n", "; ").slice(0, 1e3) : void 0;
}
/** What of an environment stands in the manifest. */
function environmentFacts({ python, packages, accelerator }) {
	return {
		...python !== void 0 && { python },
		...packages !== void 0 && { packages: digestFile(packages) },
		...accelerator !== void 0 && { accelerator }
	};
}

export { environmentFacts, readProgramEnvironment };