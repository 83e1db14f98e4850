import { UserError, datePart, didYouMean, formatNumber } from "./core.js";
import { log, randomFrom, randomState, square, weightsAt } from "./numbers.js";
import { findColumn } from "./data.js";
import { findMissingWords } from "./evaluating.js";
import { applyLink, predictTreesOn } from "./learn.js";

// src/features/fit-numbers.ts
/** The values that are there, in ascending order. */
function presentValues({ values }, rows) {
	const present = new Float64Array(rows.length);
	let count = 0;
	for (let index = 0; index < rows.length; index++) {
		const value = values[rows[index]];
		if (!Number.isNaN(value)) present[count++] = value;
	}
	return present.subarray(0, count).sort();
}
/** Numbers and booleans: imputation by median, mean, mode (of booleans always) or a value; scaling. */
function fitNumber({ column, rows, sorted }, recipe) {
	const { name } = column;
	const type = column.type;
	const fill = fillOf(sorted, type, recipe);
	const keeps = recipe.impute === "none";
	const scale = fitScale(keeps ? sorted : fillMissing(column, rows, fill), recipe.scale);
	return {
		kind: "number",
		column: name,
		type,
		fill,
		...keeps && { keepsMissing: true },
		...indicatorOf(sorted.length < rows.length, recipe),
		...scale && { scale }
	};
}
/** Dates: imputation by the lower median, and the parts. */
function fitDate({ column, rows, sorted }, recipe) {
	const type = column.type;
	const hour = type === "datetime" ? ["hour"] : [];
	const parts = [...recipe.parts ?? [
		"days",
		"month",
		"day_of_week",
		...hour
	]];
	const fill = sorted[Math.floor((sorted.length - 1) / 2)];
	const keeps = recipe.impute === "none";
	const filled = keeps ? sorted : fillMissing(column, rows, fill);
	const scales = parts.flatMap((part) => fitScale(filled.map((value) => datePart(value, part)), recipe.scale) ?? []);
	return {
		kind: "date",
		column: column.name,
		type,
		fill,
		parts,
		...keeps && { keepsMissing: true },
		...indicatorOf(sorted.length < rows.length, recipe),
		...scales.length > 0 && { scales }
	};
}
/** Whether an indicator is asked for, and has something to tell. */
function indicatorOf(hasMissing, { indicator }) {
	return indicator && hasMissing ? { hasIndicator: true } : {};
}
function fillOf(sorted, type, { impute, fill }) {
	if (fill !== void 0) return Number(fill);
	if (type === "boolean" || impute === "mode") return modeOf(sorted);
	return impute === "mean" ? meanOf(sorted) : quantileOf(sorted, .5);
}
function fillMissing(column, rows, fill) {
	return Float64Array.from(rows, (row) => {
		const value = column.values[row];
		return Number.isNaN(value) ? fill : value;
	});
}
/** The most frequent value; the smallest where they tie, as scikit-learn's SimpleImputer takes it. */
function modeOf(sorted) {
	let best = sorted[0];
	let most = 0;
	for (let start = 0, at = 0; at < sorted.length; at++) {
		if (sorted[at] !== sorted[start]) start = at;
		if (at - start + 1 > most) {
			most = at - start + 1;
			best = sorted[at];
		}
	}
	return best;
}
function meanOf(values) {
	return values.reduce((sum, value) => sum + value / values.length, 0);
}
/** By linear interpolation, as numpy's default. */
function quantileOf(sorted, share) {
	const place = share * (sorted.length - 1);
	const low = sorted[Math.floor(place)];
	const high = sorted[Math.ceil(place)];
	if (low === high) return low;
	const weight = place - Math.floor(place);
	return low * (1 - weight) + high * weight;
}
/** As scikit-learn's StandardScaler, MinMaxScaler and RobustScaler (1.9). Infinite values do not count. */
function fitScale(values, method) {
	if (method === void 0 || method === "none") return void 0;
	const finite = values.filter(Number.isFinite);
	if (finite.length === 0) return {
		center: 0,
		width: 1
	};
	if (method === "standard") return standardScale(finite);
	finite.sort();
	const [low, center, high] = method === "minmax" ? [
		finite[0],
		finite[0],
		finite.at(-1)
	] : [
		quantileOf(finite, .25),
		quantileOf(finite, .5),
		quantileOf(finite, .75)
	];
	const width = high - low;
	return {
		center,
		width: width > 0 && Number.isFinite(width) ? width : 1
	};
}
/** What varies by rounding alone is not scaled, by scikit-learn's bound (1.9). */
function standardScale(finite) {
	const count = finite.length;
	const mean = meanOf(finite);
	const variance = finite.reduce((sum, value) => sum + square(value - mean) / count, 0);
	return {
		center: mean,
		width: variance > count * Number.EPSILON * variance + square(count * mean * Number.EPSILON) && Number.isFinite(variance) ? Math.sqrt(variance) : 1
	};
}

// src/features/feature-plan.ts
/** Names of the matrix's columns, in order: `age`, `sex=female`, `sex=(rare)`, `sold.month`, `age=(missing)`. */
function featureNames(plan) {
	return plan.features.flatMap(namesOf);
}
/** How many categories each column of the matrix has, 0 for numbers; undefined where none has any. */
function categoryCounts(plan) {
	const counts = plan.features.flatMap((feature) => namesOf(feature).map((_, index) => feature.kind === "native" && index === 0 ? feature.categories.length : 0));
	return counts.some((count) => count > 0) ? counts : void 0;
}
/** Whether a missing text is a category of its own, which is not filled. */
function hasMissingCategory(feature) {
	return (feature.kind === "target" || feature.kind === "native") && feature.categories.includes("");
}
/** How many columns of the matrix a feature fills. */
function widthOf(feature) {
	return namesOf(feature).length;
}
function namesOf(feature) {
	const { column } = feature;
	const names = valueNames(feature);
	return feature.hasIndicator ? [...names, `${column}=(missing)`] : names;
}
function valueNames(feature) {
	const { column } = feature;
	switch (feature.kind) {
		case "number": return [column];
		case "date": return feature.parts.map((part) => `${column}.${part}`);
		case "category": return [...feature.categories, ...feature.hasRare ? ["(rare)"] : []].map((category) => `${column}=${category}`);
		case "ordinal":
		case "native": return [column];
		case "target": return feature.values.length === 1 ? [`${column}:target`] : feature.values.map((_, index) => `${column}:target ${index}`);
		case "words": return feature.terms.map((term) => `${column}~${term}`);
	}
}

// src/features/fit-target.ts
/** Folds of cross-fitting, as scikit-learn's TargetEncoder has. */
const folds = 5;
const missingCode = -1;
/**
* The target's mean by category, drawn to the overall mean the more, the fewer rows a category has and the more they
* differ (empirical Bayes: scikit-learn 1.9's TargetEncoder with `smooth="auto"`). One list for a number and for two
* classes (the share of the second), else one a class. Missing texts are a category of their own, `""`.
*/
function encodeByTarget(column, rows, target, missing) {
	const codeOf = missingAsOne(column, missing);
	const codes = [...new Set(Int32Array.from(rows, (row) => codeOf(row)))].sort((a, b) => a - b);
	const places = new Map(codes.map((code, place) => [code, place]));
	const groups = Int32Array.from(rows, (row) => places.get(codeOf(row)));
	const encoded = targetsOf(target).map((values) => smoothMeans(groups, values, codes.length));
	return {
		categories: codes.map((code) => code === missingCode ? "" : column.dictionary[code]),
		values: encoded.map(({ means }) => means),
		other: encoded.map(({ overall }) => overall)
	};
}
/**
* Puts what the other folds' rows say in the place of target encodings, so that no training row has seen its own
* target. `matrix` is what transformFeatures gives for `rows`; it is changed. Folds are drawn by the seed.
*/
function crossFit(matrix, plan, of) {
	let at = 0;
	for (const feature of plan.features) {
		if (feature.kind === "target") crossFitFeature(matrix, feature, at, of);
		at += widthOf(feature);
	}
}
function crossFitFeature({ data, rows: count }, feature, at, { table, rows, target, seed }) {
	const column = findColumn(table, feature.column);
	if (column?.kind !== "text") return;
	const foldOf = drawFolds(rows.length, seed);
	const codeOf = missingAsOne(column, feature.missing);
	for (let fold = 0; fold < folds; fold++) {
		const kept = Uint32Array.from(rows.keys()).filter((index) => foldOf[index] !== fold);
		const encoding = encodeByTarget(column, kept.map((index) => rows[index]), {
			...target,
			values: Float64Array.from(kept, (index) => target.values[index])
		}, feature.missing);
		const places = new Map(encoding.categories.map((text, place) => [text, place]));
		for (let index = 0; index < count; index++) {
			if (foldOf[index] !== fold) continue;
			const code = codeOf(rows[index]);
			const place = places.get(code === missingCode ? "" : column.dictionary[code]);
			for (const [list, values] of encoding.values.entries()) data[(at + list) * count + index] = place === void 0 ? encoding.other[list] : values[place];
		}
	}
}
/** A fold a row, in shuffled order, sizes within one of each other. */
function drawFolds(count, seed) {
	const random = randomFrom(randomState(seed, 31342));
	const foldOf = Uint8Array.from({ length: count }, (_, index) => index % folds);
	for (let index = count - 1; index > 0; index--) {
		const other = random.below(index + 1);
		[foldOf[index], foldOf[other]] = [foldOf[other], foldOf[index]];
	}
	return foldOf;
}
/** Codes of rows, with one for all that is missing. */
function missingAsOne(column, missing) {
	const codes = column.dictionary.map((text, code) => text === "" || missing.includes(text) ? missingCode : code);
	return (row) => codes[column.codes[row]] ?? missingCode;
}
/** The numbers whose means are sought: the target, or for classes whether a row is of one. */
function targetsOf({ values, classes }) {
	if (classes === 0) return [Float64Array.from(values)];
	return (classes === 2 ? [1] : Array.from({ length: classes }, (_, code) => code)).map((code) => Float64Array.from(values, (value) => value === code ? 1 : 0));
}
function smoothMeans(groups, values, size) {
	const overall = values.reduce((sum, value) => sum + value, 0) / values.length;
	const variance = values.reduce((sum, value) => sum + square(value - overall), 0) / values.length;
	const counts = new Float64Array(size);
	const means = new Float64Array(size);
	const spreads = new Float64Array(size);
	for (const [index, group] of groups.entries()) {
		counts[group]++;
		means[group] += values[index];
	}
	for (let group = 0; group < size; group++) means[group] /= counts[group];
	for (const [index, group] of groups.entries()) spreads[group] += square(values[index] - means[group]);
	return {
		means: Array.from(means, (mean, group) => {
			const signal = variance * counts[group];
			const weight = signal / (signal + spreads[group] / counts[group]);
			return Number.isNaN(weight) ? overall : weight * mean + (1 - weight) * overall;
		}),
		overall
	};
}

// src/features/split-words.ts
/** What parts words in every text. */
const whitespace = [
	" ",
	"	",
	"\n",
	"\r"
];
/** What else parts words, where training has it; an apostrophe, a hyphen and the like are part of a word. */
const wordSeparators = [..."\v\f\xA0.,;:!?\"()[]{}<>/\\|*#=+~`^\u201c\u201d\u201e\u00ab\u00bb\u2026"];
/** Words of fewer characters are no terms. */
const shortestWord = 2;
/**
* The words of a text: parted by whitespace and the separators, with the letters A to Z in lower case. (Other letters
* keep their case: ONNX can fold no others alike on every machine.)
*/
function splitWords(text, separators) {
	const isSeparator = /* @__PURE__ */ new Set([...whitespace, ...separators]);
	const words = [];
	let word = "";
	for (const character of text) if (!isSeparator.has(character)) word += character;
	else if (word !== "") {
		words.push(word);
		word = "";
	}
	if (word !== "") words.push(word);
	return words.filter((each) => [...each].length >= 2).map((each) => each.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()));
}
/** The terms of a text: its words, and with `hasPairs` each two that follow each other. */
function termsOf(text, separators, hasPairs) {
	const words = splitWords(text, separators);
	if (!hasPairs) return words;
	return [...words, ...words.slice(1).map((word, index) => `${words[index]} ${word}`)];
}

// src/features/fit-texts.ts
/** Begins the reason why a text that hardly repeats is no feature. */
const identifierReason = "looks like an identifier";
/** From how many different values on a text may be taken for an identifier, and what share must differ. */
const identifier = {
	distinct: 20,
	share: .9
};
/** Words that texts with hardly a value in common must have on average, to be taken for prose. */
const proseWords = 3;
/** The features of a text column, or why there are none. */
function fitText(sample, recipe) {
	const { column, rows } = sample;
	const { missing } = findMissingWords(column);
	const ranked = rankTexts(column, rows, missing);
	const typical = ranked[0]?.text;
	if (typical === void 0) return "every value is missing";
	const present = ranked.reduce((sum, { count }) => sum + count, 0);
	const indicator = indicatorOf(present < rows.length, recipe);
	const absent = recipe.impute === "none" ? "" : typical;
	const fill = recipe.fill === void 0 ? absent : String(recipe.fill);
	const base = {
		column: column.name,
		type: "text",
		fill,
		missing,
		...indicator
	};
	const isApart = ranked.length >= identifier.distinct && ranked.length > identifier.share * present;
	const encode = recipe.encode ?? (isApart && isProse(ranked) ? "words" : recipe.categories);
	const missingRows = encode === "native" && fill === "" ? rows.length - present : 0;
	if (ranked.length === 1 && !indicator.hasIndicator && missingRows === 0) return "has one value only";
	if (encode === "words") return fitWords(base, ranked, recipe);
	if (isApart && recipe.encode === void 0) return `${identifierReason}: ${formatNumber(ranked.length)} of ${formatNumber(present)} values differ`;
	if (encode === "one_hot") return fitOneHot(base, ranked, recipe.max_categories ?? 100);
	if (encode === "native") return fitNative(base, [...ranked, {
		text: "",
		count: missingRows
	}], recipe);
	if (encode === "ordinal") return fitOrdinal(base, ranked);
	if (sample.target === void 0) throw new Error("target encoding needs the target");
	return {
		...base,
		kind: "target",
		...encodeByTarget(column, rows, sample.target, missing)
	};
}
/** The texts of the training rows, most frequent first, without those that are missing. */
function rankTexts(column, rows, missing) {
	const counts = new Float64Array(column.dictionary.length);
	for (const row of rows) {
		const code = column.codes[row];
		if (code >= 0) counts[code]++;
	}
	return column.dictionary.map((text, code) => ({
		text,
		code,
		count: counts[code]
	})).filter(({ text, count }) => count > 0 && text !== "" && !missing.includes(text)).sort((a, b) => b.count - a.count || byCharacters(a.text, b.text));
}
function fitOneHot(base, ranked, most) {
	const categories = ranked.slice(0, most).map(({ text }) => text);
	return {
		...base,
		kind: "category",
		categories: categories.sort(byCharacters),
		hasRare: ranked.length > most
	};
}
/**
* Codes in the order of frequency, -1 for others. As LightGBM, categories of fewer than three rows are left out, and
* where there are more than its 255 bins the last ones too, once 99 % of the rows have one (bin.cpp, FindBin).
*/
function fitNative(base, counted, { max_categories = 1e4 }) {
	const ranked = counted.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
	const rows = ranked.reduce((sum, { count }) => sum + count, 0);
	const categories = [];
	let covered = 0;
	for (const { text, count } of ranked.slice(0, max_categories)) {
		if (!(categories.length < 254 || covered < Math.round(.99 * rows)) || count < 3 && categories.length > 1) break;
		categories.push(text);
		covered += count;
	}
	return {
		...base,
		kind: "native",
		categories,
		values: [categories.map((_, code) => code)],
		other: [-1]
	};
}
/** Places in the order of the texts; -1 for others. */
function fitOrdinal(base, ranked) {
	const categories = ranked.map(({ text }) => text).sort(byCharacters);
	return {
		...base,
		kind: "ordinal",
		categories,
		values: [categories.map((_, place) => place)],
		other: [-1]
	};
}
/** The most frequent terms, with scikit-learn's smooth weights: ln((1 + n) / (1 + df)) + 1 (TfidfVectorizer, 1.9). */
function fitWords(base, ranked, recipe) {
	const hasPairs = recipe.pairs ?? false;
	const used = wordSeparators.filter((each) => ranked.some(({ text }) => text.includes(each)));
	const seen = /* @__PURE__ */ new Map();
	let documents = 0;
	for (const { text, count } of ranked) {
		documents += count;
		const terms = termsOf(text, used, hasPairs);
		const once = new Set(terms);
		for (const term of terms) {
			const found = seen.get(term) ?? {
				documents: 0,
				uses: 0
			};
			found.uses += count;
			if (once.delete(term)) found.documents += count;
			seen.set(term, found);
		}
	}
	if (seen.size === 0) return "has no words";
	const terms = [...seen.keys()].sort((a, b) => seen.get(b).uses - seen.get(a).uses || byCharacters(a, b)).slice(0, recipe.max_words ?? 300).sort(byCharacters);
	const idf = terms.map((term) => log((1 + documents) / (1 + seen.get(term).documents)) + 1);
	return {
		...base,
		kind: "words",
		separators: used,
		terms,
		idf,
		hasPairs
	};
}
function isProse(ranked) {
	const some = ranked.slice(0, 1e3);
	return some.reduce((sum, { text }) => sum + splitWords(text, wordSeparators).length, 0) >= proseWords * some.length;
}
function byCharacters(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}

// src/features/recipe.ts
/** The recipe of a column: its own keys before those for all. */
function recipeOf({ columns, ...shared }, name) {
	const own = columns !== void 0 && Object.hasOwn(columns, name) ? columns[name] : void 0;
	const { fill, impute, ...others } = shared;
	const missing = own?.fill !== void 0 || own?.impute !== void 0 ? {} : {
		fill,
		impute
	};
	return {
		...others,
		...missing,
		...own
	};
}

// src/features/fit-features.ts
/**
* Learns the features from the training rows (indices into the table): imputation, one-hot and other categories, words,
* parts of dates, scaling. Throws UserError when the target or an excluded column does not exist, a recipe does not
* suit its column, or no column is usable.
*/
function fitFeatures(table, rows, options) {
	const { target, exclude = [], recipes = {} } = options;
	const names = table.columns.map((column) => column.name);
	for (const name of [
		target,
		...exclude,
		...Object.keys(recipes.columns ?? {})
	]) if (!names.includes(name)) throw new UserError(`Cannot use "${table.source}": it has no column "${name}"${didYouMean(name, names)}`, recipes.columns && Object.hasOwn(recipes.columns, name) ? options.place?.("columns", name) : {});
	const plan = {
		features: [],
		dropped: []
	};
	for (const column of table.columns) {
		if (column.name === target) continue;
		const fitted = exclude.includes(column.name) ? options.reasons?.get(column.name) ?? "excluded" : fitColumn(column, rows, options);
		if (typeof fitted === "string") plan.dropped.push({
			name: column.name,
			type: column.type,
			reason: fitted
		});
		else plan.features.push(fitted);
	}
	if (plan.features.length === 0) {
		const reasons = plan.dropped.map(({ name, reason }) => `"${name}" (${reason})`).join(", ");
		throw new UserError(`Cannot train on "${table.source}": no column is usable as a feature`, { hint: reasons === "" ? `it has no column beside the target "${target}"` : `not used: ${reasons}` });
	}
	return plan;
}
/** The feature, or why there is none. */
function fitColumn(column, rows, options) {
	const { recipes = {}, needs } = options;
	const recipe = {
		...needs.recipe,
		...withoutAbsent(recipeOf(recipes, column.name))
	};
	refuseUnfit(column, recipes.columns?.[column.name], options.place);
	if (column.kind === "text") {
		if (recipe.encode === "native" && !needs.takesCategories) refuseCodes(column.name, options);
		const categories = needs.takesCategories === "unasked" ? "native" : "one_hot";
		return fitText({
			column,
			rows,
			target: options.targets
		}, {
			categories,
			...recipe
		});
	}
	const sorted = presentValues(column, rows);
	if (sorted.length === 0) return "every value is missing";
	if (recipe.impute === "none" && !needs.takesMissing) throw new UserError(`Cannot leave missing values of "${column.name}" missing: the engine needs a number in each row`, {
		...options.place?.("impute"),
		hint: "Set train.features.impute to median, mean or mode, or take an engine of trees"
	});
	const tells = recipe.indicator === true && sorted.length < rows.length;
	if (sorted[0] === sorted.at(-1) && !tells) return "has one value only";
	if (recipes.columns?.[column.name] === void 0 && isIndex(column, sorted)) return "numbers the rows";
	const present = {
		column,
		rows,
		sorted
	};
	return column.type === "date" || column.type === "datetime" ? fitDate(present, recipe) : fitNumber(present, recipe);
}
/** Whether it is an index that pandas or R wrote without a name: where rows are sorted, it tells the target. */
function isIndex({ name, type }, sorted) {
	if (type !== "integer" || !/^Unnamed: \d+(\.\d+)?$/.test(name)) return false;
	return sorted.every((value, at) => at === 0 || value !== sorted[at - 1]);
}
function refuseCodes(name, { recipes, place = () => ({}) }) {
	const own = recipes?.columns?.[name]?.encode === "native" ? ["columns", name] : [];
	throw new UserError(`Cannot use "${name}" as native categories: the engine needs numbers`, {
		...place(...own, "encode"),
		hint: "Take one_hot, target or ordinal, or an engine of trees"
	});
}
function withoutAbsent(recipe) {
	return Object.fromEntries(Object.entries(recipe).filter(([, value]) => value !== void 0));
}
/** Refuses keys of a column's own recipe that mean nothing for its type. */
function refuseUnfit({ name, type }, recipe, place = () => ({})) {
	const isText = type === "text";
	const isDate = type === "date" || type === "datetime";
	const refuse = (key, hint) => {
		throw new UserError(`Cannot use train.features.columns.${name}.${key}: "${name}" is ${type}`, {
			...place("columns", name, key),
			hint
		});
	};
	if (recipe === void 0) return;
	if (recipe.encode !== void 0 && !isText) refuse("encode", `Categories are texts: declare the column as text with data.columns.${name}.type`);
	if (recipe.parts !== void 0 && !isDate) refuse("parts", "Only dates have parts");
	if (isText && (recipe.impute === "median" || recipe.impute === "mean" || recipe.scale !== void 0)) refuse(recipe.scale === void 0 ? "impute" : "scale", "Texts have no numbers: use mode, none or fill");
	if (recipe.fill === void 0) return;
	if (isDate) refuse("fill", "Missing dates become the median, or stay missing with impute: none");
	if (!isText && (type === "boolean" ? typeof recipe.fill !== "boolean" : typeof recipe.fill !== "number")) refuse("fill", `Expected a ${type === "boolean" ? "truth value" : "number"}`);
}

// src/features/transform-texts.ts
/** Writes the features of a text; the answer tells whether a row of the table has no value. */
function fillText(block, feature, column) {
	const dictionary = column.kind === "text" ? column.dictionary : [];
	const isGone = dictionary.map((text) => text === "" || feature.missing.includes(text));
	const codeAt = (row) => column.kind === "text" ? column.codes[row] : -1;
	const gone = feature.kind === "words" || hasMissingCategory(feature) ? "" : feature.fill;
	const write = writerOf(feature);
	const known = /* @__PURE__ */ new Map();
	const valuesOf = (code) => {
		let values = known.get(code);
		if (values === void 0) {
			values = write(code < 0 || isGone[code] ? gone : dictionary[code]);
			known.set(code, values);
		}
		return values;
	};
	const { data, count, rowAt } = block;
	for (let index = 0; index < count; index++) {
		const { places, values } = valuesOf(codeAt(rowAt(index)));
		for (let at = 0; at < places.length; at++) data[places[at] * count + index] = values[at];
	}
	return (row) => {
		const code = codeAt(row);
		return code < 0 || isGone[code];
	};
}
const none = {
	places: [],
	values: []
};
function writerOf(feature) {
	switch (feature.kind) {
		case "category": return oneHot(feature);
		case "ordinal":
		case "native":
		case "target": return encoded(feature);
		case "words": return weighedWords(feature);
	}
}
function oneHot({ categories, hasRare }) {
	const places = new Map(categories.map((text, place) => [text, place]));
	return (text) => {
		const place = places.get(text) ?? (hasRare ? categories.length : -1);
		return place < 0 ? none : {
			places: [place],
			values: [1]
		};
	};
}
function encoded({ categories, values, other }) {
	const places = new Map(categories.map((text, place) => [text, place]));
	const all = values.map((_, place) => place);
	return (text) => {
		const place = places.get(text);
		return {
			places: all,
			values: place === void 0 ? other : values.map((list) => list[place])
		};
	};
}
function weighedWords({ separators, terms, idf, hasPairs }) {
	const places = new Map(terms.map((term, place) => [term, place]));
	return (text) => {
		const counts = /* @__PURE__ */ new Map();
		for (const term of termsOf(text, separators, hasPairs)) {
			const place = places.get(term);
			if (place !== void 0) counts.set(place, (counts.get(place) ?? 0) + 1);
		}
		const found = [...counts.keys()].sort((a, b) => a - b);
		const weights = found.map((place) => counts.get(place) * idf[place]);
		const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0));
		return {
			places: found,
			values: weights.map((weight) => weight / length)
		};
	};
}

// src/features/transform-features.ts
/**
* The features of the given rows (default: all), in the order of `featureNames`. Values are worked out in float64
* and rounded to float32 last; `data` lies on a SharedArrayBuffer. Throws UserError where a column is missing or no longer of its type; a column
* without any value fits every type.
*/
function transformFeatures(plan, table, rows) {
	const count = rows?.length ?? table.rows;
	const names = featureNames(plan);
	const data = new Float32Array(new SharedArrayBuffer(names.length * count * 4));
	const rowAt = rows === void 0 ? (index) => index : (index) => rows[index];
	const columns = new Map(table.columns.map((column) => [column.name, column]));
	let at = 0;
	for (const feature of plan.features) {
		const column = requireColumn(feature, columns, table.source);
		const width = widthOf(feature);
		const block = {
			data: data.subarray(at * count, (at + width) * count),
			count,
			rowAt
		};
		const isMissing = fillFeature(block, feature, column);
		if (feature.hasIndicator) {
			for (let index = 0; index < count; index++) if (isMissing(rowAt(index))) block.data[(width - 1) * count + index] = 1;
		}
		at += width;
	}
	const categories = categoryCounts(plan);
	return {
		names,
		rows: count,
		data,
		...categories && { categories }
	};
}
/** Writes a feature's columns; the answer tells whether a row of the table has no value. */
function fillFeature(block, feature, column) {
	if (feature.kind !== "number" && feature.kind !== "date") return fillText(block, feature, column);
	const values = numbersOf(column);
	if (feature.kind === "number") fillNumbers(block, feature, values);
	else fillDates(block, feature, values);
	return (row) => Number.isNaN(values?.[row] ?? NaN);
}
const unscaled = {
	center: 0,
	width: 1
};
function fillNumbers({ data, count, rowAt }, { fill, keepsMissing, scale = unscaled }, values) {
	const filled = keepsMissing ? NaN : fill;
	for (let index = 0; index < count; index++) {
		const value = values?.[rowAt(index)] ?? NaN;
		data[index] = ((Number.isNaN(value) ? filled : value) - scale.center) / scale.width;
	}
}
function fillDates({ data, count, rowAt }, { fill, keepsMissing, parts, scales }, values) {
	const filled = keepsMissing ? NaN : fill;
	for (const [offset, part] of parts.entries()) {
		const { center, width } = scales?.[offset] ?? unscaled;
		for (let index = 0; index < count; index++) {
			const value = values?.[rowAt(index)] ?? NaN;
			const moment = Number.isNaN(value) ? filled : value;
			data[offset * count + index] = (datePart(moment, part) - center) / width;
		}
	}
}
/** Undefined for a text column, which requireColumn lets pass only when it is empty. */
function numbersOf(column) {
	return column.kind === "numeric" ? column.values : void 0;
}
function requireColumn(feature, columns, source) {
	const column = columns.get(feature.column);
	if (column === void 0) throw new UserError(`Cannot use "${source}": it has no column "${feature.column}", which the model needs${didYouMean(feature.column, columns.keys())}`);
	if (!fits(column, feature) && !isEmpty(column)) throw new UserError(`Cannot use "${source}": column "${feature.column}" is ${column.type}, but the model was trained on ${feature.type}`, { hint: "give the column the type it had in training, or train anew" });
	return column;
}
function fits(column, feature) {
	if (feature.type === "integer" || feature.type === "number") return column.type === "integer" || column.type === "number";
	if (feature.kind === "date") return column.type === "date" || column.type === "datetime";
	return column.type === feature.type;
}
function isEmpty(column) {
	return column.kind === "text" ? column.codes.every((code) => code < 0 || column.dictionary[code] === "") : column.values.every(Number.isNaN);
}

// src/learn/predict-linear.ts
/** A linear model's predictions, rows \u00d7 outputs, row-major: the numbers, or a probability for each class. */
function predictLinear(model, { rows, names, data }) {
	const { weights, intercepts, link } = model;
	const features = names.length;
	const width = intercepts.length;
	const margins = new Float64Array(rows * width);
	for (let margin = 0; margin < width; margin++) {
		const sums = new Float64Array(rows);
		for (let feature = 0; feature < features; feature++) {
			const weight = weights[margin * features + feature];
			if (weight === 0) continue;
			for (let row = 0; row < rows; row++) sums[row] = sums[row] + weight * data[feature * rows + row];
		}
		for (let row = 0; row < rows; row++) margins[row * width + margin] = sums[row] + intercepts[margin];
	}
	return applyLink(link, margins, width);
}

// src/learn/predict.ts
/**
* A model's predictions of a matrix's rows, rows \u00d7 outputs, row-major: the number, or a probability for each class.
* Equal to what the model's ONNX file gives within 1e-5 relative.
*/
async function predict(pool, model, { matrix, signal }) {
	switch (model.kind) {
		case "trees": return predictTreesOn(pool, {
			model,
			matrix,
			rows: void 0,
			signal
		});
		case "linear": return predictLinear(model, matrix);
	}
}

// src/actions/fit-model.ts
/** Learns from some rows how columns become features. Throws UserError. */
function planFeatures({ context, table, target, targetName, learner }, rows) {
	const { project } = context;
	const { data, train } = project.config;
	const others = [
		[train.cross_validation?.column, "fold of the cross-validation"],
		[data.split.column, "part of the split"],
		[data.split.group, "group of the split"],
		[data.weight, "weight of the rows"],
		...(data.key ?? []).map((name) => [name, "row key"])
	];
	const reasons = new Map(others.flatMap(([name, reason]) => name === void 0 ? [] : [[name, reason]]));
	const exclude = /* @__PURE__ */ new Set([...data.exclude ?? [], ...reasons.keys()]);
	exclude.delete(targetName);
	return fitFeatures(table, rows, {
		target: targetName,
		exclude: [...exclude],
		reasons,
		needs: learner.needs,
		recipes: train.features,
		targets: {
			values: valuesAt(target, rows),
			classes: target.classes.length
		},
		place: (...keys) => project.place([
			"train",
			"features",
			...keys
		])
	});
}
/** Learns a model from some rows. Throws UserError. */
async function fitModel(fitting, rows, { plan = planFeatures(fitting, rows), onProgress, isShown = false } = {}) {
	const { context, table, target, learner, pool } = fitting;
	const { config, modelSeed: seed = config.data.split.seed } = context.project;
	const values = valuesAt(target, rows);
	const classes = target.classes.length;
	const matrix = transformFeatures(plan, table, rows);
	crossFit(matrix, plan, {
		table,
		rows,
		target: {
			values,
			classes
		},
		seed
	});
	const { signal } = context;
	return {
		plan,
		matrix,
		model: await learner.train({
			matrix,
			target: values,
			classes,
			labels: target.classes,
			weights: weightsAt(target, rows),
			seed,
			pool,
			signal,
			...(learner.validation === "needed" || isShown && learner.validation === "shown") && { validation: {
				matrix: transformFeatures(plan, table, fitting.validation),
				target: valuesAt(target, fitting.validation),
				weights: weightsAt(target, fitting.validation)
			} },
			...onProgress && { onProgress }
		})
	};
}
/** A fitted model's outputs of some rows, rows \u00d7 outputs, row-major, and their features. */
async function predictRows({ context, table, pool }, { plan, model }, rows) {
	const matrix = transformFeatures(plan, table, rows);
	return {
		outputs: await predict(pool, model, {
			matrix,
			signal: context.signal
		}),
		matrix
	};
}
/** The target of some rows, as engines take it. */
function valuesAt(target, rows) {
	return target.task === "regression" ? Float64Array.from(rows, (row) => target.values[row]) : Int32Array.from(rows, (row) => target.values[row]);
}

export { fitModel, hasMissingCategory, identifierReason, planFeatures, predict, predictRows, whitespace, widthOf };