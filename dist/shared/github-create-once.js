import { isAmbiguous } from "./commenting.js";

// src/services/github-create-once.ts
/** How often something is sent at most; between two tries, it is looked for. */
const mostTries = 3;
/**
* Makes something on GitHub that must be there once. After a failure that leaves open whether it was made, it is looked
* for before it is sent again. `send` must be sent `once` by the client.
*/
async function createOnce({ log, signal, clock }, send, find) {
	for (let attempt = 1;; attempt++) try {
		return await send();
	} catch (error) {
		if (!isAmbiguous(error)) throw error;
		log.debug(`${error.message}; looking whether it was made`);
		await clock.sleep(1e3 * attempt ** 2, signal);
		const made = await find();
		if (made !== void 0) return made;
		if (attempt === mostTries) throw error;
	}
}

export { createOnce };