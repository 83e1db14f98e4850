import { UserError, counted, formatNumber, formatPercent, placed, train } from "./core.js";
import { claimsOf, estimateMetrics, nameOf, pointOf } from "./gate.js";
import { measure, readGateSettings, readJudged, requireSlices, sliceColumn } from "./read-judged.js";
import { formatMetric, saysTheSame } from "./evaluating.js";
import { required, rulesOfRows } from "./simulate-gate.js";

// src/gate/noise.ts
/**
* The metrics of each claim over seeds: `trained` has the claims as they were measured on each model, in one order;
* `errors` the sampling errors of metrics of all rows, by name.
*/
function noiseOf(trained, errors) {
	const keyOf = ({ claim, slice }) => `${claim.index} ${claim.required} ${slice ? `${slice.column}=${slice.value}` : ""}`;
	const byKey = trained.map((of) => new Map(of.map((each) => [keyOf(each), each])));
	return (trained.at(-1) ?? []).flatMap((measured) => {
		const values = byKey.map((of) => pointOf(of.get(keyOf(measured))?.actual) ?? NaN);
		if (values.length < 2 || values.some(Number.isNaN)) return [];
		const { claim, slice, actual } = measured;
		const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
		const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
		const found = Math.sqrt(squares / (values.length - 1));
		const deviation = found > 1e-12 * Math.abs(mean) ? found : 0;
		const own = typeof actual === "object" ? actual.standardError : NaN;
		return [{
			claim,
			slice,
			values,
			mean,
			deviation,
			samplingError: Number.isFinite(own) ? own : slice === void 0 ? errors.get(claim.metric) : void 0,
			spread: 2 * Math.SQRT2 * deviation,
			room: roomOf(measured, mean)
		}];
	});
}
/** Of a bound, and of the dummy, which no seed changes, how far the mean is from where the rule turns. */
function roomOf({ claim: { bound, margin, against, sign, isStrict }, reference }, mean) {
	if (bound !== void 0) return Math.abs(mean - bound);
	const isDummy = against === "dummy" && reference !== void 0;
	const allowed = margin.isShare ? margin.value * Math.abs(isDummy ? reference : mean) : margin.value;
	return isDummy ? Math.abs(sign * (mean - reference) - (isStrict ? allowed : -allowed)) : allowed;
}

// src/gate/render-noise.ts
/** How much of each rule's metric is chance of the training. */
function reportNoise(noise) {
	const { claims, seeds, isSame, engine, title } = noise;
	const findings = claims.flatMap((each) => findingsOf(each, noise.placeOf(each)));
	const known = formatPercent(1 / Math.sqrt(2 * (seeds.length - 1)), { digits: 1 });
	return {
		schema: "mlops/report@1",
		action: "gate",
		title,
		verdict: "pass",
		headline: headlineOf(noise, findings.length),
		facts: [],
		sections: [{
			title: "What another seed changes",
			rank: 1,
			text: isSame ? [`${engine === "command" ? "The program" : engine} predicts the same with each of the seeds ${seeds.join(", ")}: there is no noise of the training here.`] : [`Trained with the seeds ${seeds.join(", ")} on the same rows and tested on the same rows. Two trainings of one recipe differ by up to 2 \u221a2 standard deviations (19 in 20); of ${seeds.length} seeds the deviation itself is known to about \u00b1${known}. A rule's room is its margin, or how far the mean is from where it turns.`, "The standard error (SE) of the rows is another thing: what other test rows would change, and what the gate's intervals are about."],
			tables: isSame ? [] : [tableOf(noise)],
			findings
		}]
	};
}
function headlineOf({ isSame, claims, seeds }, warned) {
	if (isSame) return `${counted(seeds.length, "seed")} give the same model`;
	if (claims.length === 0) return "no rule names a metric that the trainings have";
	return warned === 0 ? `every rule has more room than ${seeds.length} seeds differ by` : `${counted(warned, "rule")} of ${claims.length} ${warned === 1 ? "has" : "have"} less room than ${seeds.length} seeds differ by`;
}
function tableOf({ claims }) {
	return {
		columns: [
			{ label: "Rule" },
			{
				label: "Mean",
				align: "right"
			},
			{
				label: "Lowest",
				align: "right"
			},
			{
				label: "Highest",
				align: "right"
			},
			{
				label: "SD of seeds",
				align: "right",
				digits: 2
			},
			{
				label: "SE of rows",
				align: "right",
				digits: 2
			},
			{
				label: "Differ by",
				align: "right",
				digits: 2
			},
			{
				label: "Room",
				align: "right",
				digits: 2
			}
		],
		rows: claims.map((each) => {
			const { claim, values, mean, deviation, samplingError, spread, room } = each;
			const [low, high] = [Math.min(...values), Math.max(...values)];
			return [
				nameIn(each),
				formatMetric(claim.metric, mean),
				formatMetric(claim.metric, low),
				formatMetric(claim.metric, high),
				deviation,
				samplingError ?? null,
				spread,
				room
			];
		})
	};
}
function findingsOf(each, { file, line }) {
	const { claim, room, spread } = each;
	if (!(spread > room)) return [];
	const [has, differ] = [room, spread].map((value) => formatNumber(value, { digits: 2 }));
	const isBound = claim.against === void 0 || claim.against === "dummy";
	return [{
		severity: "warning",
		rule: nameIn(each),
		message: isBound ? `"${nameIn(each)}": the value is ${has} from where the rule turns, and two trainings differ by up to ${differ}: another seed may change the verdict` : `"${nameIn(each)}": its margin of ${has} is less than two trainings of one recipe differ by, up to ${differ}`,
		hint: isBound ? "Set the bound further off, or make the training steadier, for example by more trees" : "Widen the margin, or make the training steadier, for example by more trees",
		...placed({
			file,
			line
		})
	}];
}
function nameIn({ claim, slice }) {
	return slice === void 0 ? nameOf(claim) : `${nameOf(claim)}, ${slice.column} = ${slice.value}`;
}

// src/actions/measure-noise.ts
/**
* Trains the model with several seeds on the same split, in a folder of its own, and says how much the rules' metrics vary
* by them. The project's own seed comes last, so that what a program writes elsewhere ends as the project has it. Throws
* UserError where a training fails.
*/
async function measureNoise(context, { seeds: count }) {
	const { project, files, log } = context;
	if (project.config.train.engine === "external") throw new UserError("Cannot train with other seeds: train.engine is external, and the model is made elsewhere", {
		...project.place(["train", "engine"]),
		hint: "With engine: command the program is run here, with MLOPS_SEED"
	});
	const own = project.config.data.split.seed;
	const seeds = [...Array.from({ length: count - 1 }, (_, index) => own + index + 1), own];
	const folder = `${project.folders.root}/noise`;
	const trained = [];
	try {
		for (const [index, seed] of seeds.entries()) {
			log.info(`Training ${index + 1} of ${counted(seeds.length, "seed")}: ${seed}`);
			trained.push(await trainWith({
				...context,
				project: scratchProject(project, folder, seed)
			}));
		}
	} finally {
		await files.remove(folder);
	}
	const last = trained.at(-1);
	const isSame = trained.every((each) => each.evaluation && areSame(each.evaluation, last.evaluation));
	return reportNoise({
		title: project.name,
		engine: project.config.train.engine,
		seeds,
		claims: noiseOf(trained.map(({ measured }) => measured), last.evaluation ? samplingErrors(context, last.evaluation, last.measured) : /* @__PURE__ */ new Map()),
		isSame,
		placeOf: ({ claim }) => last.placeOfRule(claim.index)
	});
}
/** The project with another seed of the model, whose files go to a folder of their own and to no cache. */
function scratchProject(project, root, seed) {
	const { config } = project;
	return {
		...project,
		modelSeed: seed,
		config: {
			...config,
			train: {
				...config.train,
				cache: false
			}
		},
		folders: {
			root,
			model: `${root}/model`,
			evidence: `${root}/evidence`,
			reports: `${root}/reports`,
			run: `${root}/run`
		}
	};
}
async function trainWith(context) {
	const { project } = context;
	const { verdict, report } = await train.run({
		...context,
		mlflow: void 0
	});
	if (verdict !== "pass") {
		const [finding] = report.sections.flatMap(({ findings = [] }) => findings);
		throw new UserError(`Cannot train with seed ${project.modelSeed}: ${finding?.message ?? report.headline}`, {
			file: finding?.file,
			line: finding?.line,
			hint: finding?.hint
		});
	}
	const judged = required(await readJudged({
		...context,
		inputs: { "working-directory": "." }
	}));
	const settings = await readGateSettings(context, judged.metrics, void 0);
	const { rules, placeOfRule } = rulesOfRows(settings);
	return {
		evaluation: judged.rows?.rows.evaluation,
		measured: measureOwn(context, judged, {
			...settings,
			rules
		}),
		placeOfRule
	};
}
/** The metric of each claim, whatever it is compared with. */
function measureOwn({ project, resampleKernel }, { metrics, rows }, settings) {
	const isAsked = ({ against, rule }) => against === void 0 || rule.by === void 0;
	const claims = claimsOf(settings.rules).filter(isAsked);
	const names = new Set(claims.flatMap(({ rule: { by } }) => by === void 0 || by === "class" ? [] : [by]));
	const own = rows ? {
		evaluation: rows.rows.evaluation,
		slices: [...names].map((name) => sliceColumn(requireSlices(rows.rows.table, name, project)))
	} : {};
	return measure(claims, {
		metrics,
		own,
		references: {
			baseline: {},
			anchor: {},
			dummy: { metrics: metrics.dummy && {
				values: metrics.dummy,
				aliases: /* @__PURE__ */ new Map()
			} }
		},
		extra: /* @__PURE__ */ new Map(),
		guarded: [],
		minRows: settings.slices.minRows,
		effort: { openKernel: resampleKernel }
	});
}
function areSame(one, other) {
	return other !== void 0 && saysTheSame(one.challenger, other.challenger);
}
/** Standard errors of metrics over other test rows. */
function samplingErrors({ resampleKernel }, evaluation, measured) {
	const metrics = [...new Set(measured.map(({ claim }) => claim.metric))];
	const found = estimateMetrics(evaluation, metrics.map((metric) => ({
		metric,
		factors: []
	})), { openKernel: resampleKernel });
	return new Map(metrics.flatMap((metric, index) => {
		const estimate = found[index]?.challenger;
		return typeof estimate === "object" && Number.isFinite(estimate.standardError) ? [[metric, estimate.standardError]] : [];
	}));
}

export { measureNoise };