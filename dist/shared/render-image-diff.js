import { counted, formatNumber, formatPercent } from "./core.js";

// src/diff/render-image-diff.ts
const mostClasses = 50;
/**
* Says what changed in a folder of images against `source`; classes are named where the profile names them, and with
* `showsValues` all. Paths of images are told nowhere.
*/
function renderImageDiff(diff, { source, named, showsValues }) {
	const { before, after } = diff;
	const isShown = ({ class: name }) => showsValues || name === void 0 || named.has(name);
	const hidden = diff.classes.filter((each) => !isShown(each) && isChanged(each));
	const section = {
		title: "What changed in the data",
		rank: 4,
		text: [
			`Compared with ${source}: ${sentence(diff)}; ${counted(before, "image")} before, ${formatNumber(after)} now.`,
			...newClasses(diff),
			...hidden.length === 0 ? [] : [`${countClasses(hidden.length, "changed")} of few images ${hidden.length === 1 ? "is" : "are"} not named.`]
		],
		tables: [classTable(diff, diff.classes.filter(isShown))].filter(({ rows }) => rows.length > 0)
	};
	return {
		fact: {
			label: "Data changes",
			value: headline(diff),
			note: `against ${source}`
		},
		section
	};
}
/** `+3 images, \u22121, 2 changed, 1 moved`. */
function headline({ added, removed, changed, moved }) {
	const [first = "", ...rest] = [
		...added > 0 ? [`+${formatNumber(added)}`] : [],
		...removed > 0 ? [`\u2212${formatNumber(removed)}`] : [],
		...changed > 0 ? [`${formatNumber(changed)} changed`] : [],
		...moved > 0 ? [`${formatNumber(moved)} moved`] : []
	];
	const [number = "", ...words] = first.split(" ");
	return [[
		number,
		/^[+\u2212]?1$/.test(number) ? "image" : "images",
		...words
	].join(" "), ...rest].join(", ");
}
function sentence({ added, removed, changed, moved, relabelled }) {
	const moves = moved === 0 ? "" : `, ${formatNumber(moved)} moved`;
	const labels = relabelled === 0 ? "" : ` (${formatNumber(relabelled)} to another class)`;
	return `${counted(added, "image")} added, ${formatNumber(removed)} removed, ${formatNumber(changed)} changed${moves}${labels}`;
}
function newClasses({ classes }) {
	const added = classes.filter(({ before }) => before === 0).length;
	const vanished = classes.filter(({ after }) => after === 0).length;
	const parts = [...added === 0 ? [] : [`${countClasses(added, "")} ${added === 1 ? "is" : "are"} new`], ...vanished === 0 ? [] : [`${formatNumber(vanished)} vanished`]];
	return parts.length === 0 ? [] : [`${parts.join(", ")}.`];
}
function countClasses(count, kind) {
	return [
		formatNumber(count),
		kind,
		count === 1 ? "class" : "classes"
	].filter((word) => word !== "").join(" ");
}
function isChanged({ added, removed, changed }) {
	return added + removed + changed > 0;
}
/** The classes whose images or share of all changed, the ones that changed most first. */
function classTable({ before, after, classes: all }, shown) {
	const share = (count, of) => formatPercent(of === 0 ? 0 : count / of);
	const size = ({ added, removed, changed }) => added + removed + changed;
	const rows = shown.filter((each) => all.length > 1 && (isChanged(each) || before !== after)).sort((a, b) => size(b) - size(a)).map((each) => [
		each.class ?? "(no class)",
		each.before,
		each.after,
		`${share(each.before, before)} \u2192 ${share(each.after, after)}`,
		each.added,
		each.removed,
		each.changed
	]);
	const number = (label) => ({
		label,
		align: "right"
	});
	return {
		title: "Classes",
		columns: [{ label: "Class" }, ...[
			"Before",
			"Now",
			"Share",
			"Added",
			"Removed",
			"Changed"
		].map(number)],
		rows: rows.slice(0, mostClasses),
		...rows.length > mostClasses && { total: rows.length }
	};
}

export { renderImageDiff };