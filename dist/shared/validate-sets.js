import { digestDataSet, formatNumber } from "./core.js";
import { countFindings, outcomesOf, reportData } from "./data.js";
import { isMain, setsOf } from "./program.js";
const path = process.getBuiltinModule("node:path");

// src/actions/validate-sets.ts
/** Profiles and checks each of the project's sets, into one report: a set's name stands before those of its checks. */
async function validateSets(context, validate) {
	const { project } = context;
	const sets = [];
	for (const set of setsOf(project)) sets.push(named(await validate(set.project, set.name), set.name));
	const { errors, warnings } = countFindings(sets.flatMap(({ findings }) => findings));
	const ofModel = sets.filter(({ name }) => isMain(name));
	const counted = ofModel.length > 0 ? ofModel : sets;
	return {
		verdict: errors > 0 ? "fail" : "pass",
		outputs: {
			rows: counted.reduce((sum, { table }) => sum + table.rows, 0),
			errors,
			warnings,
			profile: await writeProfiles(context, sets),
			"data-digest": digestSets(counted),
			"failed-rows": sets.flatMap(({ failed }) => failed?.path ?? []),
			...await writeAll(context, sets)
		},
		report: reportSets(project.name, sets)
	};
}
function named(validated, name) {
	if (name === void 0) return {
		...validated,
		name
	};
	const label = (own = "") => `${name}: ${own}`;
	const rename = (outcome) => ({
		...outcome,
		name: label(outcome.name)
	});
	const { suites, outcomes, findings } = validated;
	return {
		...validated,
		name,
		outcomes: outcomes.map(rename),
		suites: suites && {
			...suites,
			outcomes: suites.outcomes.map(rename)
		},
		findings: findings.map((finding) => ({
			...finding,
			rule: label(finding.rule)
		}))
	};
}
/** The first set's profile is that of the project, for what compares with it later. */
async function writeProfiles({ project, files }, sets) {
	const { root } = project.folders;
	const first = path.join(root, "profile.json");
	for (const [index, { name, profile }] of sets.entries()) {
		const text = `${JSON.stringify(profile, null, 1)}\n`;
		if (index === 0) await files.write(first, text);
		if (name !== void 0) await files.write(path.join(root, "profiles", `${name}.json`), text);
	}
	return first;
}
function digestSets(sets) {
	const [only] = sets;
	if (sets.length === 1) return only?.table.digest;
	return digestDataSet(sets.map(({ name = "", table }) => ({
		path: name,
		digest: table.digest
	})));
}
/** One SARIF file of all sets; Great Expectations' results are about one table, so each set has its own. */
async function writeAll(context, sets) {
	const { sarif, "gx-results": gx } = context.inputs;
	const [first] = sets;
	if (first === void 0 || sarif === void 0 && gx === void 0) return {};
	const { writeResults } = await import("./write-results.js");
	const findings = sets.flatMap((set) => set.findings);
	const written = await writeResults(context, {
		sarif,
		"gx-results": void 0
	}, {
		...first,
		findings
	});
	if (gx === void 0) return { sarif: written.sarif };
	const paths = [];
	for (const set of sets) {
		const { "gx-results": at } = await writeResults(context, {
			sarif: void 0,
			"gx-results": set.name === void 0 ? gx : gx.replace(/(\.[^./]*)?$/, `-${set.name}$1`)
		}, set);
		if (at !== void 0) paths.push(at);
	}
	return {
		sarif: written.sarif,
		"gx-results": paths
	};
}
/** What is wrong with all sets first, then each check, then each set's profile. */
function reportSets(title, sets) {
	const [first] = sets;
	if (first === void 0) throw new Error("a project with sets has one");
	const whole = reportData({
		title,
		profile: first.profile,
		outcomes: sets.flatMap(outcomesOf),
		findings: sets.flatMap(({ findings }) => findings),
		note: sets.flatMap(({ failed }) => failed?.note ?? []).join(" ") || void 0
	});
	const labelOf = ({ name }) => name ?? "Data";
	const aboutProfile = ({ profile }) => reportData({
		title,
		profile,
		outcomes: [],
		findings: []
	}).sections.slice(1);
	const others = whole.sections.length - aboutProfile(first).length;
	const changes = sets.flatMap((set) => set.changes === void 0 ? [] : [{
		set,
		...set.changes
	}]);
	return {
		...whole,
		facts: [
			...whole.facts.map((fact) => ({
				...fact,
				label: labelOf(first)
			})),
			...sets.slice(1).map((set) => ({
				label: labelOf(set),
				value: `${formatNumber(set.table.rows)} rows`
			})),
			...changes.flatMap(({ set, fact }) => fact === void 0 ? [] : [{
				...fact,
				label: `${labelOf(set)}: changes`
			}])
		],
		sections: [
			...whole.sections.slice(0, others),
			...changes.map(({ set, section }) => ({
				...section,
				title: `${labelOf(set)}: ${section.title}`
			})),
			...sets.flatMap((set) => aboutProfile(set).map((section) => ({
				...section,
				title: `${labelOf(set)}: ${section.title}`
			})))
		]
	};
}

export { validateSets };