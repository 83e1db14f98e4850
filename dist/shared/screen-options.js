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

export { hasDesktop, screenOptions };