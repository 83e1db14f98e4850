import { createFiles, fileError } from "./core.js";
const fs = process.getBuiltinModule("node:fs/promises");
const path = process.getBuiltinModule("node:path");
const { createHash, randomUUID } = process.getBuiltinModule("node:crypto");

// src/services/data-cache.ts
/** The cache in a folder that only its user may open. Runs that use it at the same time do not disturb each other. */
function createDataCache(folder, clock) {
	const files = createFiles({
		root: folder,
		contained: false
	});
	const pathOf = (digest) => path.join(folder, digest);
	const noteOf = (address) => path.join(folder, "addresses", `${createHash("sha256").update(address).digest("hex")}.json`);
	const open = (digest, bytes) => ({
		path: pathOf(digest),
		bytes,
		digest,
		stream: () => files.stream(pathOf(digest)),
		readRange: (start, end) => files.readRange(pathOf(digest), start, end)
	});
	const find = async (digest) => {
		const bytes = await files.size(pathOf(digest));
		if (bytes === void 0) return void 0;
		const hash = createHash("sha256");
		for await (const chunk of files.stream(pathOf(digest))) hash.update(chunk);
		if (hash.digest("hex") === digest) return open(digest, bytes);
		await files.remove(pathOf(digest));
	};
	return {
		find,
		async recall(address) {
			const note = parseNote(await files.read(noteOf(address)).catch(() => ""));
			const file = note && await find(note.digest);
			return file && {
				etag: note.etag,
				file
			};
		},
		remember: (address, etag, { digest }) => files.write(noteOf(address), `${JSON.stringify({
			schema: "mlops/fetched@1",
			etag,
			digest
		})}\n`),
		async add(chunks, accept) {
			await prepareFolder(folder, clock.now());
			const name = path.join(folder, `${randomUUID()}.fetched`);
			const hash = createHash("sha256");
			const failed = {};
			let bytes = 0;
			async function* measured() {
				try {
					for await (const chunk of chunks) {
						hash.update(chunk);
						bytes += chunk.length;
						yield chunk;
					}
				} catch (cause) {
					failed.cause = cause;
					throw cause;
				}
			}
			try {
				await files.write(name, measured());
				const file = open(hash.digest("hex"), bytes);
				accept(file.digest);
				await files.move(name, file.path);
				return file;
			} catch (cause) {
				await files.remove(name);
				throw "cause" in failed ? failed.cause : cause;
			}
		}
	};
}
/** Makes the folder, and clears it of what runs that were killed left a day ago or earlier. */
async function prepareFolder(folder, now) {
	try {
		await fs.mkdir(folder, {
			recursive: true,
			mode: 448
		});
	} catch (cause) {
		throw fileError("write", folder, cause);
	}
	const left = (await fs.readdir(folder)).filter((name) => /\.(fetched|partial)$/.test(name));
	for (const name of left.map((each) => path.join(folder, each))) {
		const stat = await fs.stat(name).catch(() => void 0);
		if (stat && now - stat.mtimeMs > 864e5) await fs.rm(name, { force: true });
	}
}
function parseNote(text) {
	try {
		const { etag, digest } = JSON.parse(text);
		if (typeof etag !== "string" || typeof digest !== "string") return void 0;
		return /^[!-~]{1,1024}$/.test(etag) && /^[0-9a-f]{64}$/.test(digest) ? {
			etag,
			digest
		} : void 0;
	} catch {
		return;
	}
}

export { createDataCache };