// src/services/child-exchange.ts
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

export { exchange };