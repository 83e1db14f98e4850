import { counted, formatNumber, formatPercent } from "./core.js";
import { findColumn, findTextTrap, formats, writeDeclaration } from "./data.js";

// src/checks/suggest-checks.ts
/** More categories than this are not proposed as a closed list. */
const mostCategories = 12;
/** The share of the values that frequent categories must have to be proposed as what most values are. */
const fewestCovered = .9;
/** Cells that a share must be seen in to be proposed. */
const fewestSeen = 50;
/** Of the normal distribution: two-sided 95 %, as Deequ's suggestions use it. */
const normalQuantile = 1.96;
/** Words of names that say that a column identifies its rows. */
const identifierName = /(^|[^\p{L}])(ids?|uuid|guid|key|code|hash|sha\d*|sku|isbn|iban|vin|serial|number|no|nr|num|email)($|[^\p{L}])/iu;
/** So many texts that are all different are so on purpose. */
const fewestTexts = 1e3;
/** Equal pairs that chance would make at least, where none there says something: e^-5 is under 1 %. */
const fewestPairs = 5;
/** Formats that no text has by chance. */
const tellingFormats = [
	"uuid",
	"email",
	"url",
	"ipv4",
	"ipv6"
];
/**
* Checks that the profiled data holds, by Deequ's rules (retain type and completeness, unique, not negative, categories
* that are few), for a first configuration. With the table, also the formats of its texts. `refuted` are formats and
* frequent categories that are known not to hold: `code.format`, `kind.enum`.
*/
function suggest(profile, table, refuted = /* @__PURE__ */ new Set()) {
	return [
		{
			check: { row_count: { min: Math.floor(profile.rows / 2) } },
			evidence: `${counted(profile.rows, "row")}; half of them, so that a file that was cut short is noticed`
		},
		...profile.duplicate_rows === 0 && profile.rows > 1 ? [{
			check: { duplicate_rows: { max: 0 } },
			evidence: "no row repeats another"
		}] : [],
		...profile.columns.filter(({ role }) => role !== "empty").flatMap((column) => [suggestColumn(column, refuted.has(`${column.name}.format`) ? void 0 : table), ...refuted.has(`${column.name}.enum`) ? [] : suggestMost(column)])
	];
}
/** The checks of `suggest`, without what was seen. */
function suggestChecks(profile) {
	return suggest(profile).map(({ check }) => check);
}
function suggestColumn(column, table) {
	const parts = [
		suggestType(column),
		suggestCompleteness(column),
		suggestUnique(column),
		suggestSign(column),
		suggestCategories(column),
		...table === void 0 ? [] : [suggestFormat(column, table)]
	].filter((each) => each !== void 0);
	return {
		check: Object.assign({ column: column.name }, ...parts.map(({ check }) => check)),
		evidence: parts.map(({ evidence }) => evidence).join("; ")
	};
}
function suggestType({ type, count, invalid }) {
	const values = counted(count + invalid, "value");
	const misfits = invalid === 0 ? "" : `, but ${formatNumber(invalid)} ${invalid === 1 ? "is" : "are"} not`;
	return {
		check: { type },
		evidence: `${values} of type ${type}${misfits}`
	};
}
/** Required where nothing is missing; else the upper end of the missing share's interval, in whole percent. */
function suggestCompleteness({ count, missing, invalid }) {
	const cells = count + missing + invalid;
	if (missing === 0) return {
		check: { required: true },
		evidence: "no cell is missing"
	};
	const share = missing / cells;
	const most = Math.ceil(100 * (share + normalQuantile * Math.sqrt(share * (1 - share) / cells)));
	if (cells < fewestSeen || most >= 80) return void 0;
	return {
		check: { missing: { max: `${most}%` } },
		evidence: `${formatNumber(missing)} of ${formatNumber(cells)} cells are missing (${formatPercent(share)}; ${most}% is the end of the 95 % interval)`
	};
}
function suggestUnique(column) {
	const { role, why, count, name } = column;
	if (role !== "identifier" || count < fewestSeen) return void 0;
	if (!identifierName.test(name.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")) && mayDifferByChance(column)) return void 0;
	return {
		check: { unique: true },
		evidence: why
	};
}
/** Whether values that have nothing to do with each other might all be different in so few rows. */
function mayDifferByChance({ count, min, max }) {
	if (typeof min !== "number" || typeof max !== "number") return count < fewestTexts;
	return count * (count - 1) / 2 / (max - min + 1) < fewestPairs;
}
function suggestSign({ negatives, min }) {
	if (negatives !== 0 || typeof min !== "number") return void 0;
	return {
		check: { min: 0 },
		evidence: "none is negative"
	};
}
/** The texts of a category, when the profile holds all of them. */
function suggestCategories(column) {
	const { role, why, distinct, top_values: top } = column;
	if (role !== "category" || distinct > mostCategories || top.length !== distinct) return void 0;
	return {
		check: { enum: categoriesOf(column) },
		evidence: why
	};
}
/** The frequent texts of a category that has rare ones too, as what most values are. */
function suggestMost(column) {
	const { name, role, count, distinct, top_values: top } = column;
	const share = top.reduce((sum, each) => sum + each.count, 0) / count;
	const isMost = share >= fewestCovered && top.length < distinct && top.length <= mostCategories;
	if (role !== "category" || !isMost || count < fewestSeen) return [];
	const least = Math.floor(100 * (share - normalQuantile * Math.sqrt(share * (1 - share) / count)));
	return [{
		check: {
			column: name,
			enum: categoriesOf(column),
			mostly: `${least}%`
		},
		evidence: `${counted(top.length, "text")} of ${formatNumber(distinct)} are ${formatPercent(share)} of ${counted(count, "value")}`
	}];
}
function suggestFormat({ name, type, distinct }, table) {
	const column = type === "text" ? findColumn(table, name) : void 0;
	if (column?.kind !== "text" || column.dictionary.length === 0) return void 0;
	const format = tellingFormats.find((each) => column.dictionary.every(formats[each]));
	if (format === void 0) return void 0;
	return {
		check: { format },
		evidence: `all ${counted(distinct, "different text")} have the format ${format}`
	};
}
function categoriesOf({ top_values: top }) {
	return top.map(({ value }) => String(value)).sort();
}

// src/images/suggest-image-checks.ts
/** Checks that a folder of images holds, but for those that cannot be read: none is proposed to stay. */
function suggestImageChecks(profile) {
	const { rows, columns } = profile;
	const find = (name) => columns.find((column) => column.name === name);
	return [
		{
			check: { row_count: { min: Math.floor(rows / 2) } },
			evidence: `${counted(rows, "image")}; half of them, so that a folder that is not all there is noticed`
		},
		{
			check: {
				column: "readable",
				enum: [true]
			},
			evidence: "what cannot be decoded cannot be learned from"
		},
		...suggestClasses(find("class")),
		...["format", "channels"].flatMap((name) => suggestValues(find(name))),
		...["width", "height"].flatMap((name) => suggestSmallest(find(name)))
	];
}
/** The classes as a closed list where the profile holds all, each at least half as frequent as the rarest is now. */
function suggestClasses(column) {
	if (column === void 0) return [];
	const { count, missing, distinct, top_values: top } = column;
	const required = {
		column: "class",
		...missing === 0 && { required: true }
	};
	const evidence = `${distinct} ${distinct === 1 ? "class" : "classes"}`;
	if (top.length !== distinct) return missing === 0 ? [{
		check: required,
		evidence
	}] : [];
	const rarest = Math.min(...top.map((each) => each.count)) / count;
	const percent = Math.floor(rarest * 50);
	return [{
		check: {
			...required,
			enum: top.map(({ value }) => String(value)).sort(),
			...distinct > 1 && percent > 0 && { balance: { min: `${percent}%` } }
		},
		evidence: `${evidence}, the rarest with ${formatPercent(rarest)} of the images`
	}];
}
function suggestValues(column) {
	if (column === void 0 || column.count === 0 || column.top_values.length !== column.distinct) return [];
	const values = column.top_values.map(({ value }) => value).sort();
	const evidence = values.length === 1 ? "it is the same in all" : `${values.length} different ones`;
	return [{
		check: {
			column: column.name,
			enum: values
		},
		evidence
	}];
}
function suggestSmallest(column) {
	if (typeof column?.min !== "number") return [];
	return [{
		check: {
			column: column.name,
			min: column.min
		},
		evidence: "none is smaller"
	}];
}

// src/commands/find-declarations.ts
/** Text columns of dates and numbers that are not plain, with what reads each; undefined where nothing or several do. */
function findDeclarations(table) {
	const found = /* @__PURE__ */ new Map();
	for (const column of table.columns) {
		const trap = trapOf(table, column);
		if (trap?.kind === "amounts") found.set(column.name, trap.writing && {
			type: "number",
			...trap.writing
		});
		if (trap?.kind !== "dates") continue;
		const [format, other] = trap.formats;
		found.set(column.name, format === void 0 || other !== void 0 ? void 0 : { format });
	}
	return found;
}
function trapOf(table, column) {
	const sampled = table.sample?.columns.find(({ name }) => name === column.name) ?? column;
	return sampled.kind === "text" ? findTextTrap(sampled) : void 0;
}
/**
* The data as they are when it is declared how dates and numbers are written: where that reads all cells, it is. `read`
* reads the data with columns declared.
*/
async function declareColumns(found, read) {
	const declared = [...findDeclarations(found.table)].flatMap(([name, each]) => each === void 0 ? [] : [[name, each]]);
	if (declared.length === 0) return {
		...found,
		columns: {}
	};
	const first = Object.fromEntries(declared);
	const again = await read(first);
	const misread = again.profile.columns.filter(({ name, invalid }) => Object.hasOwn(first, name) && invalid > 0);
	if (misread.length === 0) return {
		...again,
		columns: first
	};
	const columns = Object.fromEntries(declared.filter(([name]) => !misread.some((each) => each.name === name)));
	return {
		...await read(columns),
		columns
	};
}
/**
* The checks without those that dates, and what would be numbers but for how a few cells are written, are text: that
* they are is what a run has to tell.
*/
function withoutTexts(checks, table) {
	return withoutType(checks, new Set(table.columns.flatMap((column) => trapOf(table, column) ? [column.name] : [])));
}
function withoutType(checks, columns) {
	return checks.flatMap((check) => {
		if (!isTextOf(check, columns)) return [check];
		const { type: _, ...rest } = check;
		return Object.keys(rest).length > 1 ? [rest] : [];
	});
}
/** Suggestions that do not ask of dates and numbers to be text, but say how to declare them. */
function withoutTextsOf(suggestions, found) {
	return suggestions.flatMap((suggestion) => {
		const { check, evidence } = suggestion;
		if (!isTextOf(check, found)) return [suggestion];
		const declaration = found.get(check.column ?? "");
		const others = evidence.split("; ").slice(1);
		return withoutType([check], found).map((rest) => ({
			check: rest,
			evidence: [tell(check.column ?? "", declaration), ...others].join("; ")
		}));
	});
}
function tell(column, declaration) {
	if (declaration === void 0) return "dates or numbers that are read as text, and not written in one way that can be told: declare it in data.columns, or correct them";
	return `${"format" in declaration ? "dates" : "numbers"} that are read as text until it is declared how they are written: data.columns: { ${JSON.stringify(column)}: ${writeDeclaration(declaration)} }`;
}
function isTextOf({ column, type }, columns) {
	return column !== void 0 && columns.has(column) && type === "text";
}

export { declareColumns, findDeclarations, suggest, suggestChecks, suggestImageChecks, withoutTexts, withoutTextsOf };