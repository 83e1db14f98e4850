import { clipText, findingMessage, findingPlace, formatNumber, makeLinesVisible, makeVisible } from "./core.js";
import { isInRepository, toRepositoryPath } from "./commenting.js";
const { createHash } = process.getBuiltinModule("node:crypto");

// src/sarif/render-sarif.ts
/** GitHub shows this many results of a file, and refuses files of more than 25,000. */
const shownResults = 5e3;
const levels = {
	error: "error",
	warning: "warning",
	info: "note"
};
const order = [
	"error",
	"warning",
	"info"
];
/**
* Findings as SARIF 2.1.0, as GitHub's code scanning takes it: the worst first, paths relative to the repository, and
* fingerprints that stay when lines move.
*/
function renderSarif(findings, source) {
	const shown = order.flatMap((severity) => findings.filter((finding) => finding.severity === severity)).slice(0, shownResults);
	const rules = /* @__PURE__ */ new Map();
	for (const finding of shown) if (!rules.has(ruleOf(finding))) rules.set(ruleOf(finding), finding);
	const indices = new Map([...rules.keys()].map((id, index) => [id, index]));
	const seen = /* @__PURE__ */ new Map();
	const rest = findings.length - shown.length;
	const run = {
		tool: { driver: {
			name: "mlops-actions",
			semanticVersion: source.version,
			rules: [...rules].map(([id, finding]) => describeRule(id, finding, source))
		} },
		automationDetails: { id: `${source.action}/${source.project}/` },
		columnKind: "unicodeCodePoints",
		invocations: [{
			executionSuccessful: true,
			...rest > 0 && { toolExecutionNotifications: [describeRest(findings.length)] }
		}],
		results: shown.map((finding) => ({
			ruleId: ruleOf(finding),
			ruleIndex: indices.get(ruleOf(finding)) ?? 0,
			level: levels[finding.severity],
			message: { text: textOf(finding) },
			locations: [{ physicalLocation: locate(finding, source) }],
			partialFingerprints: { primaryLocationLineHash: fingerprint(finding, seen) }
		})),
		properties: { findings: findings.length }
	};
	return `${JSON.stringify({
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [run]
	}, null, 1)}\n`;
}
/** Stable between runs; what is too long for GitHub ends in its digest. */
function ruleOf({ rule = "finding" }) {
	const name = makeVisible(rule);
	return name.length <= 200 ? name : `${clipText(name, 180)} ${digest(name)}`;
}
function describeRule(id, { severity }, { action }) {
	return {
		id,
		shortDescription: { text: id },
		fullDescription: { text: id },
		help: { text: `A rule of mlops-actions (${action}), set by mlops.yml or one of its suites` },
		defaultConfiguration: { level: levels[severity] }
	};
}
function describeRest(total) {
	return {
		level: "warning",
		message: { text: `${formatNumber(shownResults)} of ${formatNumber(total)} findings are here, the worst first` }
	};
}
/** Plain text: what would be a link in SARIF is taken apart. */
function textOf(finding) {
	const where = isInRepository(finding.file) ? "" : `${findingPlace(finding)}: `;
	const text = `${where === ": " ? "" : where}${findingMessage(finding)}`;
	return [makeVisible(text), ...finding.hint === void 0 ? [] : [makeLinesVisible(finding.hint)]].map((each) => clipText(each, 2e3)).join("\n").replaceAll("](", "] (");
}
function locate(finding, { file }) {
	const place = isInRepository(finding.file) ? finding : {};
	const uri = encodeURI(toRepositoryPath(place.file ?? file)).replace(/[?#]/g, encodeURIComponent);
	const { line = 1, column } = place;
	return {
		artifactLocation: {
			uri,
			uriBaseId: "%SRCROOT%"
		},
		region: {
			startLine: Math.max(1, line),
			...column === void 0 ? {} : { startColumn: Math.max(1, column) }
		}
	};
}
/** Of the rule and its file, counted where a rule has several findings: lines of data move all the time. */
function fingerprint(finding, seen) {
	const key = digest(JSON.stringify([ruleOf(finding), toRepositoryPath(finding.file ?? "")]));
	const count = (seen.get(key) ?? 0) + 1;
	seen.set(key, count);
	return `${key}:${count}`;
}
function digest(text) {
	return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

export { renderSarif };