// src/runner/screen-options.ts
/** How wide and how colourful standard output is; NO_COLOR and FORCE_COLOR are obeyed. */
function screenOptions() {
	const { stdout, env } = process;
	return {
		color: env.FORCE_COLOR ? env.FORCE_COLOR !== "0" : stdout.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb",
		width: stdout.columns || 100
	};
}

export { screenOptions };