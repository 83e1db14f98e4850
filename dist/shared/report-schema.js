import { _enum, _null, array, boolean, int, literal, number, object, string, union } from "./vendor-zod.js";

// src/report-schema.ts
const label = string().max(2e3);
const paragraph = string().max(5e4);
const severity = _enum([
	"error",
	"warning",
	"info"
]);
const count = int().min(0);
const table = object({
	title: label.exactOptional(),
	group: label.exactOptional(),
	columns: array(object({
		label,
		align: _enum(["left", "right"]).exactOptional(),
		digits: int().min(0).max(100).exactOptional()
	})).max(1e3),
	rows: array(array(union([
		paragraph,
		number(),
		boolean(),
		_null()
	])).max(1e3)).max(5e4),
	total: count.exactOptional(),
	sample: boolean().exactOptional()
});
const chart = object({
	kind: _enum([
		"bar",
		"line",
		"scatter",
		"histogram",
		"matrix"
	]),
	title: label,
	group: label.exactOptional(),
	x: object({
		label,
		values: array(union([label, number()])).max(1e5)
	}),
	y: object({ label }),
	series: array(object({
		label,
		values: array(union([number(), _null()])).max(1e5)
	})).max(1e3)
});
const finding = object({
	severity,
	message: paragraph,
	rule: label.exactOptional(),
	hint: paragraph.exactOptional(),
	file: label.exactOptional(),
	line: count.exactOptional(),
	column: count.exactOptional(),
	row: count.exactOptional(),
	count: count.exactOptional()
});
/** The report value as it is read back from a file, which another job may have written: every size is bounded. */
const reportSchema = object({
	schema: literal("mlops/report@1"),
	action: label,
	title: label,
	verdict: _enum([
		"pass",
		"fail",
		"inconclusive",
		"refused",
		"skipped"
	]),
	fails: boolean().exactOptional(),
	headline: paragraph,
	facts: array(object({
		label,
		value: label,
		note: label.exactOptional()
	})).max(1e3),
	sections: array(object({
		title: label,
		rank: number(),
		folded: boolean().exactOptional(),
		pageOnly: boolean().exactOptional(),
		text: array(paragraph).max(1e3).exactOptional(),
		tables: array(table).max(200).exactOptional(),
		charts: array(chart).max(200).exactOptional(),
		findings: array(finding).max(5e4).exactOptional(),
		log: array(paragraph).max(1e3).exactOptional()
	})).max(2e3)
});

export { reportSchema };