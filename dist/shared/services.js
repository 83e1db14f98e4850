import { ServiceError, UserError, codeOf, reasonOf } from "./core.js";
import { require_tar_stream } from "./vendor-tar.js";
const { createReadStream, createWriteStream } = process.getBuiltinModule("node:fs");
const fs$1 = process.getBuiltinModule("node:fs/promises");
const { mkdir } = process.getBuiltinModule("node:fs/promises");
const path = process.getBuiltinModule("node:path");
const { createHash, randomUUID } = process.getBuiltinModule("node:crypto");
const { pipeline } = process.getBuiltinModule("node:stream/promises");
const { createGunzip } = process.getBuiltinModule("node:zlib");

// src/services/native-packages.json
var native_packages_default = {
	duckdb: {
		"title": "DuckDB",
		"version": "1.5.5-r.5",
		"platforms": {
			"darwin-arm64": {
				"package": "@duckdb/node-bindings-darwin-arm64",
				"integrity": "sha512-WJdeLTFy4pRg60rkbp9smtlP1iIQ8ErtIJkxS+2LQtM1ZZMSByyW+3WPpNoKe7IwPtVl2fLlPw7tDmQW4Z974g=="
			},
			"darwin-x64": {
				"package": "@duckdb/node-bindings-darwin-x64",
				"integrity": "sha512-rN0KjX13MwVQ5V5ufykolty/tf4SaafOpGWcUA1Cegf98jPeRdsJsEE1IMXn8n3u6WvMSZEVJmHJ3ma4Hr7Vzg=="
			},
			"linux-arm64": {
				"package": "@duckdb/node-bindings-linux-arm64",
				"integrity": "sha512-CafH2AIvXtpwDynG3KB/4uEOHRGlFoB7auCRMIwH3BKNIobsANV5LSpDJ3tfyRCFIsK6e8AT1eseWVnu2Dv3cw=="
			},
			"linux-arm64-musl": {
				"package": "@duckdb/node-bindings-linux-arm64-musl",
				"integrity": "sha512-00z3mYHUBAucp3L73EoftKDdaGOaV8ENELejiT+PK7dFjTzdXxqhJwZ1LaQV1/zEhIecz+x23f6WvFhWw+7XXQ=="
			},
			"linux-x64": {
				"package": "@duckdb/node-bindings-linux-x64",
				"integrity": "sha512-kCyq6BXhn6QXfwF8yVdVKriSSHP+rfVWcJ56cG8qZzlOZpxyvT5WGm6jMshxg4ditLlOsHsIN/D47RYrcjXuHQ=="
			},
			"linux-x64-musl": {
				"package": "@duckdb/node-bindings-linux-x64-musl",
				"integrity": "sha512-S5qEc7F+GjXt85T2xArjjvN5oc/IjtH6zsLJsuo8N3fQolheBCefemIMdZoK2Jik8a0sBxidiS6Ld4qprMPPDw=="
			},
			"win32-arm64": {
				"package": "@duckdb/node-bindings-win32-arm64",
				"integrity": "sha512-L3Mroc23xhqOowWVElni8LgEmsm5e9DdG1y2pLka/1ug3Pl2vpQMl1Phxwz4UEMF8DOBbMgN5BBNrYwG2BFo+g=="
			},
			"win32-x64": {
				"package": "@duckdb/node-bindings-win32-x64",
				"integrity": "sha512-mBGFn8netT/AAhK4TOG6Fw47+Db68CxCVtQ9qfxZc1kZAjds+aYrh17Fd/u5CbTDdxILsrcyuF8q9cUcm54kQA=="
			}
		}
	},
	onnxruntime: {
		"title": "ONNX Runtime",
		"version": "1.30.0",
		"platforms": { "any": {
			"package": "onnxruntime-web",
			"integrity": "sha512-q0y+JrrtukXSzsBWEMccVfqX25LRmosXHF+CaRJmg8pZClzcV7svNc4rKY3jL02Vb7QmRMDs1SigqR4CXAfKYQ=="
		} },
		"files": ["dist/ort.wasm.bundle.min.mjs", "dist/ort-wasm-simd-threaded.wasm"]
	}
};

// src/services/unpack-tarball.ts
var import_tar_stream = require_tar_stream();
const usual = {
	entries: 5e3,
	bytes: 2 ** 30
};
/** Letters, digits and what stands in names of packages: no backslash, colon, control character or space. */
const segment = /^(?!\.{1,2}$)[A-Za-z0-9@_+.-]{1,200}$/;
/**
* Unpacks a tarball of npm's (`package/\u2026`, gzip) into a new folder: plain files only, within limits, none outside the
* folder; `only` some of them. The folder is only good once this has returned. Throws UserError.
*/
async function unpackTarball(content, { folder, label, only, limits = usual }) {
	const refuse = (why) => new UserError(`Cannot unpack "${label}": ${why}`);
	const tar = (0, import_tar_stream.extract)();
	let unpacked = 0;
	async function* bounded(chunks) {
		for await (const chunk of chunks) {
			unpacked += chunk.length;
			if (unpacked > limits.bytes + limits.entries * 1024) throw refuse("it is too large");
			yield chunk;
		}
	}
	const piping = pipeline(content, createGunzip(), bounded, tar);
	const failure = piping.then(() => void 0, (error) => error);
	let entries = 0;
	try {
		for await (const entry of tar) {
			const { name, type } = entry.header;
			if (++entries > limits.entries) throw refuse(`it has more than ${limits.entries} entries`);
			if (type === "directory") {
				entry.resume();
				continue;
			}
			if (type !== "file") throw refuse(`${JSON.stringify(name)} is a ${type}, only files are allowed`);
			const [top = "", ...segments] = name.split("/");
			if (segments.length === 0 || ![top, ...segments].every((each) => segment.test(each))) throw refuse(`it has a file ${JSON.stringify(name)}`);
			if (only !== void 0 && !only.includes(segments.join("/"))) {
				entry.resume();
				continue;
			}
			const target = path.join(folder, ...segments);
			await mkdir(path.dirname(target), { recursive: true });
			await pipeline(entry, createWriteStream(target, {
				flags: "wx",
				flush: true
			}));
		}
		await piping;
	} catch (cause) {
		tar.destroy();
		const stopped = await failure;
		const known = [cause, stopped].find((each) => each instanceof UserError);
		if (known) throw known;
		if (codeOf(cause) === "EEXIST") throw refuse("it has a file twice");
		if (cause instanceof Error && "syscall" in cause) throw cause;
		const first = stopped ?? cause;
		throw refuse(`it is damaged (${first instanceof Error ? first.message : String(first)})`);
	}
}

// src/services/native-package.ts
/** The packages that may be fetched: native-packages.json, which scripts/pin-natives.ts writes. */
const nativePackages = native_packages_default;
const tries = 3;
/** For the whole download. */
const timeout = 3e5;
const mostBytes = 512 << 20;
/** Packages under `<cache>/<package>/<version>`. */
function createNativePackages(machine) {
	const { cache, platform, registry } = machine;
	return { async locate(wanted, from) {
		const tarball = wanted.platforms[platform] ?? wanted.platforms.any;
		if (tarball === void 0) throw otherPlatform(wanted, platform);
		const name = tarball.package.replace(/^@/, "").replace("/", "-");
		const target = path.join(cache, name, wanted.version);
		if (await isThere(target)) return target;
		if (from === "never") throw forbidden(wanted, tarball, target);
		const url = tarballUrl({
			from,
			registry,
			name: tarball.package,
			version: wanted.version
		});
		const progress = machine.log.progress(`Fetching ${wanted.title} ${wanted.version} from ${url.host}`);
		const partial = `${target}.${randomUUID().slice(0, 8)}.partial`;
		try {
			const file = path.join(partial, "package.tgz");
			const unpacked = path.join(partial, "package");
			await fs$1.mkdir(partial, { recursive: true });
			await download(machine, {
				url,
				file,
				wanted,
				tarball
			});
			await unpackTarball(createReadStream(file), {
				folder: unpacked,
				label: tarball.package,
				only: wanted.files && ["package.json", ...wanted.files]
			});
			await take(unpacked, target);
		} catch (cause) {
			throw folderError(cause, cache) ?? cause;
		} finally {
			await fs$1.rm(partial, {
				recursive: true,
				force: true
			}).catch(() => {});
		}
		progress.end();
		return target;
	} };
}
/** `linux-x64`, `darwin-arm64`, `win32-x64`; `linux-x64-musl` where the C library is not glibc. */
function platformOf(machine = process) {
	const { platform, arch, report } = machine;
	if (platform !== "linux" || report === void 0) return `${platform}-${arch}`;
	report.excludeNetwork = true;
	const { header } = report.getReport();
	return `linux-${arch}${header?.glibcVersionRuntime === void 0 ? "-musl" : ""}`;
}
async function isThere(folder) {
	return fs$1.access(path.join(folder, "package.json")).then(() => true, () => false);
}
/** Where npm itself looks when nothing else is set. */
const publicRegistry = "https://registry.npmjs.org";
/** By npm's rule for where tarballs are, which mirrors keep. */
function tarballUrl(of) {
	const { from, registry, name, version } = of;
	const address = from ?? (registry || publicRegistry);
	const base = URL.canParse(address) ? new URL(address) : void 0;
	if (!(base && /^https?:$/.test(base.protocol) && base.search === "" && base.hash === "") || base.username !== "" || base.password !== "") throw new UserError(`Cannot use ${from === void 0 ? "npm_config_registry" : "input \"native-packages\""}: expected the address of an npm registry${from === void 0 ? "" : " or \"never\""}`, { hint: "An address such as \"https://npm.example.com\", without a user, password or question mark" });
	const file = `${name.slice(name.indexOf("/") + 1)}-${version}.tgz`;
	return new URL(`${base.href.replace(/\/+$/, "")}/${name}/-/${file}`);
}
/** Downloads, again where a failure may pass. */
async function download(machine, what) {
	const { clock, signal } = machine;
	for (let attempt = 1;; attempt++) try {
		return await downloadOnce(machine, what);
	} catch (error) {
		signal.throwIfAborted();
		if (!(error instanceof ServiceError && error.rerun) || attempt === tries) throw error;
		await clock.sleep(1e3 * attempt ** 2, signal);
	}
}
/** Writes the tarball to a file and returns only when its digest is the pinned one. */
async function downloadOnce(machine, what) {
	const { url, file, wanted, tarball } = what;
	const failed = (why, rerun, cause) => new ServiceError(`Cannot fetch ${wanted.title} ${wanted.version}: ${why}`, {
		service: url.host,
		rerun,
		hint: "The input \"native-packages\" may name a mirror of the registry",
		cause
	});
	const patience = AbortSignal.timeout(timeout);
	const hash = createHash("sha512");
	let response;
	try {
		const signal = AbortSignal.any([machine.signal, patience]);
		response = await machine.http.fetch(url.href, { signal });
		if (response.ok && response.body !== null) {
			const tooLarge = () => failed("the tarball is too large", false);
			await fs$1.writeFile(file, counted(response.body, hash, tooLarge));
		} else await response.body?.cancel();
	} catch (cause) {
		if (cause instanceof UserError || folderError(cause, file) || cause.rerun === false) throw cause;
		throw failed(patience.aborted ? "it takes more than 5 minutes" : reasonOf(cause), true, cause);
	}
	const { status } = response;
	if (status === 404) throw new UserError(`Cannot fetch ${wanted.title} ${wanted.version}: "${url.href}" is not there`, { hint: `The registry must have ${tarball.package} ${wanted.version}, and show it without a login` });
	if (!response.ok) throw failed(`"${url.href}" answers ${status}`, status === 429 || status >= 500);
	if (`sha512-${hash.digest("base64")}` !== tarball.integrity) throw failed(`"${url.href}" is not the file that is pinned (its SHA-512 differs); it was not unpacked`, false);
}
async function* counted(body, hash, tooLarge) {
	let bytes = 0;
	for await (const chunk of body) {
		bytes += chunk.length;
		if (bytes > mostBytes) throw tooLarge();
		hash.update(chunk);
		yield chunk;
	}
}
/** Gives a finished folder its name, or leaves it where another process was first; what is incomplete there goes. */
async function take(from, to) {
	try {
		await fs$1.rename(from, to);
	} catch {
		if (await isThere(to)) return;
		await fs$1.rm(to, {
			recursive: true,
			force: true
		});
		await fs$1.rename(from, to);
	}
}
function forbidden(wanted, { package: name }, target) {
	return new UserError(`Cannot use ${wanted.title}: input "native-packages" is "never", and it is not in the tool cache`, { hint: `Remove the input, name a mirror of npm's registry, or unpack ${name} ${wanted.version} to "${target}"` });
}
function otherPlatform(wanted, platform) {
	return new UserError(`Cannot use ${wanted.title} here: it is not made for ${platform}`, { hint: `It runs on ${Object.keys(wanted.platforms).join(", ")}` });
}
/** What the system says of the tool cache, as a UserError. */
function folderError(cause, cache) {
	if (cause instanceof UserError || cause instanceof ServiceError) return void 0;
	const reason = {
		ENOSPC: "the disk is full",
		EACCES: "permission is denied",
		EPERM: "permission is denied",
		EROFS: "it cannot be written to",
		ENOTDIR: "a part of its path is a file"
	}[codeOf(cause) ?? ""];
	return reason === void 0 ? void 0 : new UserError(`Cannot write to the tool cache "${cache}": ${reason}`, {
		hint: "RUNNER_TOOL_CACHE (on GitHub) or XDG_CACHE_HOME says where it is",
		cause
	});
}

export { createNativePackages, nativePackages, platformOf };