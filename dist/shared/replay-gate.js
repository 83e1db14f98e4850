import { UserError, counted, inputPath, listFirst, verdictWords } from "./core.js";
import { claimsOf, fullName, isRefusal, judge, readEvaluation } from "./gate.js";
import { dummyOutcome, measure, pairRows, readGateSettings, sliceColumn, verdictOf } from "./read-judged.js";
import { sliceNames } from "./evaluating.js";
import { findColumn } from "./data.js";
import { championAtPath } from "./judging.js";
import { rulesOfRows } from "./simulate-gate.js";

// src/gate/render-replay.ts
/** Rules of one run that are named. */
const mostRules = 3;
/** What today's rules would have said of stored runs, the oldest first. The verdict is the last one's. */
function reportReplay(title, runs) {
	const count = (verdict) => runs.filter((run) => run.verdict === verdict).length;
	const counts = [
		"pass",
		"fail",
		"inconclusive",
		"refused"
	].filter((verdict) => count(verdict) > 0).map((verdict) => `${verdictWords[verdict].toLowerCase()} ${count(verdict)}`);
	return {
		schema: "mlops/report@1",
		action: "gate",
		title,
		verdict: runs.at(-1).verdict,
		headline: `today's rules on ${counted(runs.length, "stored run")}: ${counts.join(", ")}`,
		facts: [],
		sections: [{
			title: "Stored runs by today's rules",
			rank: 1,
			text: ["The oldest is first, and each is compared with the one before it."],
			tables: [{
				columns: [
					{ label: "Run" },
					{
						label: "Test rows",
						align: "right"
					},
					{ label: "Verdict" },
					{ label: "What does not hold" }
				],
				rows: runs.map((run) => [
					run.shown,
					run.rows ?? null,
					verdictWords[run.verdict].toLowerCase(),
					reasonOf(run)
				])
			}]
		}]
	};
}
function reasonOf({ judgements, why }) {
	if (why !== void 0) return why;
	const open = judgements.filter(({ verdict }) => verdict !== "pass");
	const failed = open.filter(({ verdict }) => verdict === "fail");
	const named = failed.length > 0 ? failed : open;
	if (named.length === 0) return null;
	return listFirst(named.map(fullName), mostRules, { between: "; " });
}

// src/actions/find-stored-runs.ts
/** Folders below each other that are looked into, and runs that are taken. */
const deepest = 4;
const mostRuns = 1e3;
/**
* Bundles (`.tar.gz`) and folders of evidence, as they are named; of a folder of them those in it, in the order of their
* names, numbers as numbers. Throws UserError where there are none.
*/
async function findStoredRuns({ files, inputs }, named) {
	const byName = new Intl.Collator("en", { numeric: true });
	const visit = async (path, depth) => {
		if (await files.size(path) !== void 0) return depth === 0 || /\.(tar\.gz|tgz)$/.test(path) ? [path] : [];
		for (const each of ["metrics.json", "evidence/metrics.json"]) if (await files.size(`${path}/${each}`) !== void 0) return [path];
		if (depth === deepest) return [];
		const names = (await files.list(path)).map(({ name }) => name).sort(byName.compare);
		const found = [];
		for (const name of names) if (found.length < mostRuns) found.push(...await visit(`${path}/${name}`, depth + 1));
		return found;
	};
	const found = [];
	for (const name of named) {
		const runs = await visit(await inputPath(files, inputs["working-directory"], name), 0);
		if (runs.length === 0) throw new UserError(`Cannot replay "${name}": there is no bundle and no evidence in it`, { hint: "Name bundles (.tar.gz), folders of evidence, or a folder of them: \"mlops gate simulate --bundles runs\"" });
		found.push(...runs);
	}
	return found.slice(0, mostRuns);
}

// src/actions/replay-gate.ts
/**
* Judges stored runs, the oldest first, by today's rules, each beside the one before. Throws UserError where there are
* none; a run that cannot be read is one that the gate refuses.
*/
async function replayGate(context, named) {
	const paths = await findStoredRuns(context, named);
	const progress = context.log.progress("Judging stored runs by today's rules");
	const runs = [];
	let before;
	for (const [index, path] of paths.entries()) {
		context.signal.throwIfAborted();
		const stored = await openStored(context, path).catch((error) => {
			if (!(error instanceof UserError)) throw error;
			return error.message;
		});
		progress.update(index + 1, paths.length);
		if (typeof stored === "string") {
			runs.push({
				shown: path,
				against: void 0,
				rows: void 0,
				verdict: "refused",
				why: stored,
				judgements: []
			});
			continue;
		}
		runs.push(await judgeStored(context, stored, before));
		before = stored;
	}
	progress.end();
	return reportReplay(context.project.name, runs);
}
async function openStored(context, path) {
	const found = await championAtPath(path).find(context);
	if (found.metrics === void 0) throw new UserError(found.why, { hint: found.hint });
	const model = await found.readRows();
	if (model !== void 0 && isRefusal(model)) throw new UserError(model.refused);
	return {
		shown: found.shown,
		metrics: found.metrics,
		model
	};
}
async function judgeStored(context, { shown, metrics, model }, before) {
	const settings = await readGateSettings(context, metrics, void 0);
	const rows = model && readEvaluation(model);
	const of = {
		shown,
		against: before?.shown,
		rows: metrics.rows,
		judgements: []
	};
	if (rows !== void 0 && isRefusal(rows)) return {
		...of,
		verdict: "refused",
		why: rows.refused
	};
	const slices = rows && slicesOf(settings, rows);
	const own = rows ? {
		evaluation: rows.evaluation,
		slices
	} : {};
	const dummy = rows && dummyOutcome(rows.evaluation, metrics.dummyOutputs);
	const judgements = judge(measure(claimsOf(rulesOfRows(settings).rules), {
		metrics,
		own,
		references: {
			baseline: compareStored(settings, model, before),
			anchor: { missing: "stored runs are compared with each other alone" },
			dummy: {
				metrics: metrics.dummy && {
					values: metrics.dummy,
					aliases: /* @__PURE__ */ new Map()
				},
				...rows && dummy && {
					evaluation: {
						...rows.evaluation,
						champion: dummy
					},
					slices
				}
			}
		},
		extra: /* @__PURE__ */ new Map(),
		guarded: settings.slices.columns,
		minRows: settings.slices.minRows,
		effort: { openKernel: context.resampleKernel }
	}));
	return {
		...of,
		rows: rows?.evaluation.rows ?? metrics.rows,
		verdict: verdictOf(judgements),
		judgements
	};
}
/** The run before on the same rows, or on those that both were tested on. */
function compareStored(settings, model, before) {
	if (before === void 0) return { missing: "there is no run before" };
	if (model === void 0 || before.model === void 0) return { metrics: before.metrics };
	const same = pairRows(model, before.model);
	const paired = isRefusal(same) && same.isOfOtherRows ? pairRows(model, before.model, { shared: settings.slices.minRows }) : same;
	if (isRefusal(paired)) return { missing: paired.refused };
	return {
		metrics: before.metrics,
		evaluation: paired.evaluation,
		slices: slicesOf(settings, paired)
	};
}
/** The columns that rules ask for, where the stored predictions have them. */
function slicesOf({ rules, slices }, { table }) {
	const names = sliceNames({
		rules: [...rules],
		slices: {
			...slices,
			min_rows: 1
		}
	});
	return [...new Set(names)].flatMap((name) => {
		const column = findColumn(table, name);
		return column === void 0 ? [] : [sliceColumn(column)];
	});
}

export { replayGate };