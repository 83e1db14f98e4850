import { UserError, bundleName, bundledEntry, bundledHistory, counted, defineAction, dryRunInput, flag, number, projectInputs, text } from "./core.js";
import { legOf } from "./bundle.js";
import { listForBundle } from "./actions.js";

// src/actions/save.ts
/** Saves what a job made, so that later jobs of the run go on with it. */
const save = defineAction({
	name: "save",
	description: "Saves the model, its evidence and the reports as one artifact for later jobs",
	inputs: {
		...projectInputs,
		...dryRunInput,
		"reports-only": flag("Saves no model, and of the evidence the history alone: all that a job needs that only comments, of a fork's pull request for one").default("false"),
		leg: text("Tells apart the bundles of a run's jobs; default: the job's id and the values of its matrix").expression("${{ toJSON(matrix) }}"),
		"check-run-id": text("GitHub's id of the job, by which pr-comment names the jobs that saved nothing").expression("${{ job.check_run_id }}"),
		"retention-days": number("Days that the artifact is kept; default: the repository's setting", {
			min: 1,
			max: 400,
			integer: true
		})
	},
	outputs: {
		"artifact-name": "Name of the artifact",
		"artifact-id": "Id of the artifact",
		digest: "sha256 of the bundle, hexadecimal",
		size: "Bytes of the artifact"
	},
	toleratesBadConfig: true,
	async run({ inputs, project, files, git, environment, artifacts, log }) {
		const { job, runId, runAttempt } = environment;
		const sha = environment.sha ?? await git.head(project.directory);
		const checkRun = Number(/^[1-9]\d{0,14}$/.exec(inputs["check-run-id"] ?? "")?.[0] ?? 0);
		const leg = legOf(inputs.leg, job);
		const name = bundleName(project.name, leg, runAttempt ?? 1);
		const open = (path) => files.stream(`${project.folders.root}/${path}`);
		const { indexBundle, packBundle } = await import("./pack-bundle.js");
		const index = await indexBundle((await listForBundle(files, project.folders.root)).filter((path) => !inputs["reports-only"] || path.startsWith("reports/") || path === "evidence/history-entry.json" || path === "evidence/history.jsonl"), open, {
			name: project.name,
			...sha !== void 0 && { commit: sha },
			...runId !== void 0 && { run: runId },
			...runAttempt !== void 0 && { attempt: runAttempt },
			...job !== void 0 && { job },
			...leg !== void 0 && { leg },
			...checkRun > 0 && { check_run_id: checkRun }
		});
		if (index.entries.length === 0) throw new UserError(`Cannot save "${project.name}": there is nothing in "${project.folders.root}"`, { hint: "Run validate-data, train or quality-gate before it, with the same \"config\", \"working-directory\" and \"name\"" });
		const isDryRun = inputs["dry-run"];
		const content = packBundle(index, open);
		const saved = isDryRun ? void 0 : await artifacts.upload(name, content, inputs["retention-days"]);
		const what = `${counted(index.entries.length, "file")} as "${name}"`;
		const headline = isDryRun ? `would save ${what}` : `saved ${what}`;
		if (environment.kind === "github" && !artifacts.isAvailable) log.warn(`Artifacts are not available here (GitHub Enterprise Server): "${name}" is in ".mlops/bundles/" and stays on this runner`);
		log.info(`${project.name}: ${headline}`);
		return {
			verdict: "pass",
			summary: "",
			outputs: {
				"artifact-name": name,
				"artifact-id": saved?.id,
				digest: saved?.digest,
				size: saved?.size
			},
			report: {
				schema: "mlops/report@1",
				action: "save",
				title: project.name,
				verdict: "pass",
				headline,
				facts: saved ? [{
					label: "Bundle",
					value: `${saved.size} bytes`,
					note: `sha256 ${saved.digest}`
				}] : [],
				sections: []
			}
		};
	}
});

export { save };