import { parseYaml } from "./config2.js";
import { UserError } from "./core.js";
import { isRecord } from "./config.js";
import { entriesOf, onlyValues, parseJson } from "./evaluating.js";

// src/imports/classification-report.ts
const averages = {
	"macro avg": "macro",
	"weighted avg": "weighted",
	"micro avg": "micro"
};
const scores = {
	precision: "precision",
	recall: "recall",
	"f1-score": "f1"
};
/**
* What scikit-learn's `classification_report(output_dict=True)` gives, or undefined for what is none: averages by the
* names of their metrics (`f1_macro`), those of single classes as `classes.<class>.f1`.
*/
function parseClassificationReport(root) {
	if (!isRecord(root) || !isScores(root["macro avg"])) return void 0;
	const classes = {};
	const values = { classes };
	for (const [name, entry] of entriesOf(root)) if (name === "accuracy") values.accuracy = entry;
	else if (isScores(entry)) {
		const average = Object.hasOwn(averages, name) ? averages[name] : void 0;
		const own = {};
		for (const [key, metric] of Object.entries(scores)) if (average === void 0) own[metric] = entry[key];
		else values[`${metric}_${average}`] = entry[key];
		if (average === void 0) classes[name] = own;
	}
	return onlyValues(values);
}
function isScores(value) {
	return isRecord(value) && Object.keys(scores).every((key) => typeof value[key] === "number");
}

// src/imports/keras-history.ts
/**
* Keras' `History.history` (3.x: a list a metric, one value an epoch), or undefined for what is none. What is left of a
* metric is its last value: of validation rows under its name `val_\u2026`, of training rows as `train.\u2026`, which says nothing
* of other rows.
*/
function parseHistory(root) {
	const source = isRecord(root) && isRecord(root.history) ? root.history : root;
	const lists = entriesOf(source).filter(([, value]) => isNumbers(value));
	const [first] = lists;
	if (first === void 0 || lists.length < entriesOf(source).length) return void 0;
	if (lists.some(([, list]) => list.length !== first[1].length)) return void 0;
	const training = {};
	const values = { train: training };
	for (const [name, list] of lists) {
		if (name === "lr" || name === "learning_rate") continue;
		const last = list.at(-1);
		if (name.startsWith("val_")) values[name] = last;
		else training[name] = last;
	}
	return {
		values,
		curves: lists.map(curveOf)
	};
}
function curveOf([name, values]) {
	return {
		name,
		unit: "epoch",
		at: values.map((_, index) => index + 1),
		values
	};
}
function isNumbers(value) {
	return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "number");
}

// src/imports/parse-metrics-file.ts
/**
* Metrics of a JSON or YAML file, by its content: scikit-learn's classification report, Keras' history, or numbers by
* name, nested as they like (DVC's metrics files, MLflow's `metrics.json`). Throws UserError with the place.
*/
function parseMetricsFile(text, file) {
	const root = /\.ya?ml$/i.test(file) ? parseYaml(text, file).value : parseJson(text, file);
	const found = parseClassificationReport(root) ?? parseHistory(root);
	if (found !== void 0) return found;
	if (isRecord(root)) return onlyValues(root);
	throw new UserError(`Cannot read "${file}": expected an object of metric names and numbers`, { file });
}

export { parseMetricsFile };