// src/actions/tracked.ts
/** Tells how far an engine is: the losses of its rounds where it has them, else its share of the work in percent. */
function roundsOf({ point }) {
	let told = 0;
	return (done, total, losses) => {
		if (losses !== void 0) {
			const { training, validation } = losses;
			for (; told < training.length; told++) {
				const ofOthers = validation && { validation_loss: validation[told] };
				point({
					step: told + 1,
					epoch: void 0,
					metrics: {
						training_loss: training[told],
						...ofOthers
					}
				});
			}
			return;
		}
		const share = Math.floor(100 * done / total);
		if (share > told) point({
			step: done,
			epoch: void 0,
			metrics: { progress: share }
		});
		told = Math.max(told, share);
	};
}
const untracked = {
	variables: {},
	point() {}
};
/** Does a training as a run of MLflow, where MLFLOW_TRACKING_URI is set. */
async function tracked(context, facts, train) {
	const { mlflow } = context;
	if (mlflow === void 0) return train(untracked);
	const { trackTraining } = await import("./track-training.js");
	return trackTraining({
		...context,
		mlflow
	}, facts, train);
}

export { roundsOf, tracked };