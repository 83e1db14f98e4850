import { defaultConfig, engines, projectName } from "./default-config.js";
import { UserError } from "./errors.js";
import { didYouMean } from "./nearest.js";
import { randomUUID } from "node:crypto";
import path from "node:path";
import { createReadStream } from "node:fs";
import * as fs$1 from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

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
	const [before = ""] = new TextDecoder().decode(bytes).split("�", 1);
	return before.split("\n").length;
}
/** The code of a system error, such as `ENOENT`. */
function codeOf(cause) {
	return cause?.code;
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
		async *stream(name) {
			const target = await resolve(name);
			try {
				yield* createReadStream(target, { highWaterMark: 1 << 18 });
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
		async exists(name) {
			return await statOf(await resolve(name)) !== void 0;
		},
		async size(name) {
			const stat = await statOf(await resolve(name));
			return stat?.isFile() ? stat.size : void 0;
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
			await setTimeout(5 * attempt);
		}
	}
}
async function nearestFolder(folder) {
	const parent = path.dirname(folder);
	return parent === folder || await statOf(folder) !== void 0 ? folder : nearestFolder(parent);
}
async function statOf(target) {
	return fs$1.stat(target).catch(() => void 0);
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
	const named = config.data.path ?? options.data;
	const name = config.name ?? (named === void 0 ? await onlyProject(files, directory) : nameOfData(named));
	await applyInputs(config, options);
	const dataPath = options.data === void 0 ? config.data.path && within(directory, config.data.path) : within(options["working-directory"], options.data);
	return {
		name,
		config,
		configFile: isThere ? configPath : void 0,
		directory,
		dataPath: dataPath && fromRoot(files.root, dataPath),
		folders: foldersOf(directory, name),
		place
	};
}
/** A project that can still be reported on when its configuration cannot be read: its name is guessed. */
async function fallbackProject(files, options) {
	const configPath = within(options["working-directory"], options.config);
	if ("data" in options) await requireFolder(files, options["working-directory"]);
	const text = await files.read(configPath).catch(() => "");
	const written = /^name:\s*["']?([^\s"'#]+)/m.exec(text)?.[1];
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
/** The YAML parser is loaded when there is YAML. */
async function readConfig(files, configPath) {
	const { parseConfig } = await import("./parse-config2.js");
	return parseConfig(await files.read(configPath), configPath);
}
async function applyInputs(config, options) {
	const { data, target, engine, params } = options;
	if (data !== void 0) config.data.path = data;
	if (target !== void 0) config.data.target = target;
	if (engine !== void 0) {
		const found = engines.find((each) => each === engine);
		if (!found) throw new UserError(`Cannot use input "engine": "${engine}" is not an engine${didYouMean(engine, engines)}; there is ${engines.join(", ")}`);
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
/** A path of the user's, relative to a folder unless it is absolute; with forward slashes on every system. */
function within(folder, name, paths = path) {
	return (paths.isAbsolute(name) ? name : paths.join(folder, name)).replaceAll(paths.sep, "/");
}
/** A path as reports show it: that of a file of the checkout is relative to it, whoever reads it. */
function fromRoot(root, name) {
	return path.isAbsolute(name) && isInside(root, name) ? within(".", path.relative(root, name)) : name;
}
/** Without a name and data: the one project that an earlier step left here. */
async function onlyProject(files, directory) {
	const names = (await files.list(within(directory, ".mlops"))).flatMap(({ name, isFolder }) => isFolder && name !== "bundles" && projectName.test(name) ? [name] : []);
	return names.length === 1 && names[0] !== void 0 ? names[0] : "model";
}
function nameOfData(dataPath) {
	const cleaned = path.basename(dataPath).replace(/\..*$/, "").replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[^A-Za-z0-9]+/, "").slice(0, 80);
	return cleaned === "" ? "model" : cleaned;
}
function foldersOf(directory, name) {
	const root = within(directory, `.mlops/${name}`);
	return {
		root,
		model: `${root}/model`,
		evidence: `${root}/evidence`,
		reports: `${root}/reports`
	};
}

export { createFiles, fallbackProject, inputPath, loadProject, requireData, requireTarget, within };