import { formatCell, formatNumber } from "./number-format.js";

// src/chart/chart-table.ts
/**
* The chart's values as a table: what a reader without the picture gets. A row per position; a histogram's
* positions are its bins, a matrix has its series as rows.
*/
function chartTable(chart) {
	if (chart.kind === "matrix") return matrixTable(chart);
	const labels = chart.kind === "histogram" ? binLabels(chart.x.values) : chart.x.values;
	return {
		title: chart.title,
		columns: [{
			label: chart.x.label,
			align: chart.kind === "bar" ? "left" : "right"
		}, ...chart.series.map(({ label }) => ({
			label: label || chart.y.label,
			align: "right",
			digits: 4
		}))],
		rows: labels.map((label, index) => [label, ...chart.series.map(({ values }) => values[index] ?? null)])
	};
}
/** `10 – 20` for each pair of neighbouring edges. */
function binLabels(edges) {
	return edges.slice(1).map((edge, index) => `${edgeLabel(edges[index])} – ${edgeLabel(edge)}`);
}
function edgeLabel(edge) {
	return typeof edge === "number" ? formatNumber(edge) : formatCell(edge);
}
function matrixTable(chart) {
	return {
		title: chart.title,
		columns: [{ label: `${chart.y.label} ↓ ${chart.x.label} →` }, ...chart.x.values.map((value) => ({
			label: formatCell(value),
			align: "right"
		}))],
		rows: chart.series.map(({ label, values }) => [label, ...chart.x.values.map((_, index) => values[index] ?? null)])
	};
}

export { binLabels, chartTable };