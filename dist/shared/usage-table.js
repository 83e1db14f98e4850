import { formatBytes, formatDuration, formatNumber } from "./core.js";

// src/actions/usage-table.ts
/** What a program's run took, and on what. */
function usageTable({ duration, cpu, peakMemory, exitCode, endedBy }, program) {
	return {
		columns: [{ label: "What" }, {
			label: "Value",
			align: "right"
		}],
		rows: [
			["Duration", formatDuration(duration)],
			...cpu === void 0 ? [] : [["CPU time", formatDuration(cpu)]],
			...peakMemory === void 0 ? [] : [["Peak memory", formatBytes(peakMemory)]],
			...program?.cost ? [["Estimated cost", `$${formatNumber(program.cost.amount)}`]] : [],
			...program?.python === void 0 ? [] : [["Python", program.python]],
			...program?.accelerator === void 0 ? [] : [["GPU", program.accelerator]],
			[exitCode === void 0 ? "Ended by" : "Exit code", exitCode === void 0 ? String(endedBy) : formatNumber(exitCode)]
		]
	};
}

export { usageTable };