const { enableCompileCache } = process.getBuiltinModule("node:module");
const { lstatSync, mkdirSync } = process.getBuiltinModule("node:fs");
const path = process.getBuiltinModule("node:path");
const { homedir, tmpdir } = process.getBuiltinModule("node:os");

// src/services/cache-folder.ts
/** Folder for what may be fetched or made again: of the job on GitHub, of the user elsewhere. */
function cacheFolder(env) {
	const parent = env.GITHUB_ACTIONS === "true" ? env.RUNNER_TEMP || tmpdir() : userCache(env);
	return path.join(parent, "mlops");
}
/** Where a user's programs keep what they can fetch again, by each system's custom. */
function userCache(env) {
	const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = env;
	if (xdg && path.isAbsolute(xdg)) return xdg;
	if (process.platform === "win32" && local) return local;
	return path.join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache");
}

// src/runner/cache-code.ts
/**
* Has Node keep the code that it compiles for the next run: of the job's next steps on GitHub, of the user elsewhere.
* `NODE_DISABLE_COMPILE_CACHE=1` turns it off; before Node 22.8 there is no such cache. Code is only taken from a folder
* of the user's own that nobody else may write into.
*/
function cacheCode(env) {
	if (enableCompileCache === void 0) return;
	const folder = path.join(cacheFolder(env), "code");
	try {
		mkdirSync(folder, {
			recursive: true,
			mode: 448
		});
		if ([path.dirname(folder), folder].every(isOwn)) enableCompileCache(folder);
	} catch {}
}
function isOwn(folder) {
	const { uid, mode } = lstatSync(folder);
	return process.getuid === void 0 || uid === process.getuid() && (mode & 18) === 0;
}

// src/runner/end-at-once.ts
/**
* Ends the process once nothing is left to do, with all that was written flushed: Node would first give back the engine's
* memory piece by piece and wait for code that is still being compiled, a tenth of a small check's time.
*/
function endAtOnce() {
	process.once("beforeExit", () => process.exit());
}

// src/runner/screen-options.ts
/** How wide and how colourful standard output is; NO_COLOR and FORCE_COLOR are obeyed. */
function screenOptions() {
	const { stdout, env } = process;
	const color = env.FORCE_COLOR ? env.FORCE_COLOR !== "0" : stdout.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
	const isTerminal = stdout.isTTY === true;
	return {
		color,
		width: stdout.columns || Number.parseInt(env.COLUMNS ?? "", 10) || 100,
		isTerminal
	};
}
/** Whether somebody sits before a browser here: output is a terminal of a desktop, and neither CI nor a remote shell. */
function hasDesktop({ stdout, env, platform }) {
	if (stdout.isTTY !== true || env.CI || env.SSH_CONNECTION) return false;
	return platform === "darwin" || platform === "win32" || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

export { cacheCode, cacheFolder, endAtOnce, hasDesktop, screenOptions };