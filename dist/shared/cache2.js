import { within$1 as within } from "./core.js";
const fs = process.getBuiltinModule("node:fs/promises");
const { readFile, readdir, stat } = process.getBuiltinModule("node:fs/promises");
const path = process.getBuiltinModule("node:path");
const { fileURLToPath } = process.getBuiltinModule("node:url");
const { createHash } = process.getBuiltinModule("node:crypto");

// src/services/build-digest.ts
/**
* Digest of the code that runs, below a folder: of our own files by content, of packages' by name and size, as those
* are most of it and change with their version.
*/
async function digestBuild(folder) {
	const root = fileURLToPath(folder);
	const names = (await readdir(root, { recursive: true })).filter((name) => /\.(?:js|ts|wasm)$/.test(name));
	const parts = await Promise.all(names.sort().map(async (name) => {
		const file = path.join(root, name);
		return [name, !/^vendor-|\.wasm$/.test(path.basename(name)) ? await readFile(file) : String((await stat(file)).size)];
	}));
	const hash = createHash("sha256");
	for (const [name, part] of parts) hash.update(`${name}\0${part.length}\0`).update(part);
	return hash.digest("hex");
}

// src/services/cache.ts
/**
* GitHub's cache in a step, or where there is none the folder `trained` of the environment's cache. `code` is the folder
* of the code that runs: another build finds nothing of this one's, as it may come to other results.
*/
function createCache(environment, { files, log, code }) {
	const cache = environment.kind === "github" ? actionsCache(log) : folderCache(path.join(environment.cache, "trained"), files, log);
	let build;
	const keyOfBuild = async (key) => {
		build ??= digestBuild(code);
		return `${key}-${(await build).slice(0, 12)}`;
	};
	return {
		restore: async (file, key) => cache.restore(file, await keyOfBuild(key)),
		save: async (file, key) => cache.save(file, await keyOfBuild(key))
	};
}
/** Milliseconds for a file; the toolkit's client waits for ever for a proxy that keeps silent. */
const patience = 18e5;
function late() {
	return /* @__PURE__ */ new Error(`it did not answer within ${patience / 6e4} minutes`);
}
/** The largest key that GitHub takes has 512 characters, without commas. */
function actionsCache(log) {
	const client = async () => {
		const cache = await import("./vendor-artifact.js");
		return cache.isFeatureAvailable() ? cache : void 0;
	};
	return {
		async restore(file, key) {
			try {
				const found = (await client())?.restoreCache([file], key);
				return await within(patience, Promise.resolve(found), late) === key;
			} catch (cause) {
				log.warn(`The cache cannot be read: ${messageOf(cause)}; trained anew`);
				return false;
			}
		},
		async save(file, key) {
			try {
				await within(patience, Promise.resolve((await client())?.saveCache([file], key)), late);
			} catch (cause) {
				if (!(cause instanceof Error && cause.name === "ReserveCacheError")) log.warn(`The model cannot be kept in the cache: ${messageOf(cause)}`);
			}
		}
	};
}
/** Files kept in a folder; the oldest go when there are more than that. */
const mostKept = 20;
function folderCache(folder, files, log) {
	const placeOf = (key) => path.join(folder, `${key}.tar.gz`);
	return {
		async restore(file, key) {
			const place = placeOf(key);
			if (await fs.stat(place).catch(() => void 0) === void 0) return false;
			const { createReadStream } = process.getBuiltinModule("node:fs");
			await files.write(file, createReadStream(place));
			return true;
		},
		async save(file, key) {
			const partial = `${placeOf(key)}.${process.pid}.partial`;
			try {
				await fs.mkdir(folder, { recursive: true });
				await fs.writeFile(partial, files.stream(file));
				await fs.rename(partial, placeOf(key));
				await removeOldest(folder);
			} catch (cause) {
				await fs.rm(partial, { force: true }).catch(() => {});
				log.warn(`The model cannot be kept in the cache: ${messageOf(cause)}`);
			}
		}
	};
}
async function removeOldest(folder) {
	const names = (await fs.readdir(folder)).filter((name) => name.endsWith(".tar.gz"));
	const aged = await Promise.all(names.map(async (name) => ({
		name,
		time: (await fs.stat(path.join(folder, name))).mtimeMs
	})));
	for (const { name } of aged.sort((a, b) => b.time - a.time).slice(mostKept)) await fs.rm(path.join(folder, name), { force: true });
}
function messageOf(cause) {
	return cause instanceof Error ? cause.message : String(cause);
}

export { createCache };