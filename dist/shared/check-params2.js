import { UserError } from "./core.js";
import { loadEngine } from "./engines.js";

// src/actions/check-params.ts
/**
* What is wrong with `train.params` and `train.search.params`, whichever of the tasks it is: unknown names and values
* that the engine does not take. A program's own parameters are not known.
*/
async function checkParams({ config, place }, tasks) {
	const { engine: name, params, search } = config.train;
	if (name === "command" || name === "external") return [];
	const engine = await loadEngine(name);
	const failure = (given, ...path) => {
		const failures = tasks.map((task) => {
			try {
				engine(given, {
					task,
					place: (key) => place([
						"train",
						...path,
						key
					])
				});
				return;
			} catch (error) {
				if (error instanceof UserError) return error;
				throw error;
			}
		});
		return failures.includes(void 0) ? void 0 : failures[0];
	};
	const whole = failure(params, "params");
	const each = Object.entries(params).flatMap(([key, value]) => failure({ [key]: value }, "params") ?? []);
	const wrong = whole === void 0 ? [] : each.length > 0 ? each : [whole];
	const searched = Object.entries(search?.params ?? {}).flatMap(([key, values]) => {
		const value = Array.isArray(values) ? values[0] : values.min;
		const given = { [key]: value ?? null };
		const alone = failure(given, "search", "params");
		return alone !== void 0 && (whole !== void 0 || failure({
			...params,
			...given
		}) !== void 0) ? [alone] : [];
	});
	return [...wrong, ...searched];
}

export { checkParams };