import { UserError } from "./core.js";
import { exchange, startServing } from "./child-exchange.js";

// src/services/onnx-runtime.ts
/**
* Starts `entry` (a module that calls `serveOnnx`) for each model. WebAssembly reaches no files and no network, its memory
* is bounded, and the process that holds it has no environment and ends when its time is up.
*/
function createOnnxRuntime({ entry, env }) {
	return { async open({ folder, model, memory = 2 ** 31, timeout = 3e5, signal }) {
		const child = await startServing(entry, {
			env,
			signal
		});
		const deadline = performance.now() + timeout;
		const ask = async (request) => {
			const left = Math.max(1, deadline - performance.now());
			const reply = await exchange(child, request, {
				timeout: left,
				signal
			});
			if (!("failure" in reply) && !("ended" in reply)) return reply;
			child.kill("SIGKILL");
			throw failureOf(reply, "open" in request);
		};
		const opened = await ask({ open: {
			folder,
			model,
			memory
		} });
		if (!("inputs" in opened)) throw new Error("the process answers another request");
		return {
			...opened,
			async run(feeds, outputs) {
				const done = await ask({
					feeds: new Map(feeds),
					outputs
				});
				if (!("tensors" in done)) throw new Error("the process answers another request");
				return done.tensors;
			},
			close: () => void child.kill("SIGKILL")
		};
	} };
}
/** What it says of rows may quote them, what it says of the model does not. */
function failureOf(reply, isOpening) {
	const act = isOpening ? "load the model" : "run the model";
	if ("ended" in reply) return new UserError(`Cannot ask the model: ONNX Runtime does not ${act}: ${reply.ended === "time" ? "it takes too long" : "its process ends"}`);
	const said = reply.failure.split("ERROR_MESSAGE:").at(-1).trim().split("\n", 1)[0].slice(0, 300);
	return new UserError(`Cannot ask the model: ONNX Runtime does not ${act}${isOpening ? `: ${said}` : ""}`);
}

export { createOnnxRuntime };