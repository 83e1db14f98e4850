const { fileURLToPath } = process.getBuiltinModule("node:url");

// src/services/child-exchange.ts
/** Starts a module of ours, which answers `exchange`, in a process with no more of an environment than is given. */
async function startServing(entry, { env, signal }) {
	const { fork } = process.getBuiltinModule("node:child_process");
	const child = fork(fileURLToPath(entry), {
		env,
		execArgv: [],
		serialization: "advanced",
		stdio: [
			"ignore",
			"ignore",
			"ignore",
			"ipc"
		],
		signal,
		killSignal: "SIGKILL"
	});
	child.on("error", () => {});
	return child;
}
/**
* Sends a request to a child process and waits for its reply; the end of the process is one too. After `timeout`
* milliseconds the process is killed. Throws the signal's reason once that is aborted.
*/
function exchange(child, request, { timeout, signal }) {
	return new Promise((resolve, reject) => {
		let isLate = false;
		const timer = timeout === void 0 ? void 0 : setTimeout(() => {
			isLate = true;
			child.kill("SIGKILL");
		}, timeout);
		const end = () => {
			clearTimeout(timer);
			child.off("message", onReply).off("exit", onExit).off("error", onError);
		};
		const onReply = (reply) => {
			end();
			resolve(reply);
		};
		const onExit = (exitCode) => {
			end();
			if (signal.aborted) reject(signal.reason);
			resolve({
				ended: isLate ? "time" : "exit",
				exitCode
			});
		};
		const onError = () => onExit(null);
		child.on("message", onReply).on("exit", onExit).on("error", onError);
		if (child.exitCode !== null || child.signalCode !== null) onExit(child.exitCode);
		else child.send(request, () => {});
	});
}

export { exchange, startServing };