import { bundlePrefix, chooseBundles, defineAction, projectInputs, text } from "./core.js";
import { refuseMixture } from "./bundle.js";
import { triggeringRun } from "./commenting.js";
import { placeBundle, refuseLinks } from "./actions.js";
import { keepJobReports } from "./job-reports2.js";

// src/actions/restore.ts
/** Brings back what earlier jobs of this run saved. */
const restore = defineAction({
	name: "restore",
	description: "Restores what earlier jobs of the run saved: model, evidence and reports",
	inputs: {
		...projectInputs,
		leg: text("Restores the bundle of this leg only; default: those of all jobs of the run, oldest first")
	},
	outputs: {
		bundles: "Names of the artifacts that were restored, as a JSON list",
		files: "How many files were restored"
	},
	toleratesBadConfig: true,
	async run({ inputs, project, log, ...services }) {
		const bundles = await restoreBundles(services, project, inputs.leg);
		const names = bundles.map((each) => each.label);
		const count = new Set(bundles.flatMap((each) => each.index.entries.map(({ path }) => path))).size;
		const verdict = bundles.length === 0 ? "skipped" : "pass";
		const headline = bundles.length === 0 ? "nothing to restore" : `restored ${count} files of ${names.join(", ")}`;
		log.info(`${project.name}: ${headline}`);
		return {
			verdict,
			summary: "",
			outputs: {
				bundles: names,
				files: count
			},
			report: {
				schema: "mlops/report@1",
				action: "restore",
				title: project.name,
				verdict,
				headline,
				facts: [],
				sections: bundles.length === 0 ? [{
					title: "Restore",
					rank: 1,
					findings: [nothing(project, inputs.leg, services.environment)]
				}] : []
			}
		};
	}
});
/** Downloads and verifies every bundle before the first one is put into place. */
async function restoreBundles({ files, artifacts, environment }, project, leg) {
	await refuseLinks(files, project.folders.root, []);
	const staging = `${project.folders.root}/.restoring`;
	await files.remove(staging);
	try {
		const { unpackBundle } = await import("./bundle.js");
		const unpacked = [];
		const found = await artifacts.find(bundlePrefix(project.name));
		for (const { name, id } of chooseBundles(found, {
			project: project.name,
			leg
		})) {
			const folder = `${staging}/${id}`;
			const index = await unpackBundle(await artifacts.download(id), {
				write: (path, content) => files.write(`${folder}/${path}`, content),
				label: name
			});
			if (index.name === project.name && index.run === environment.runId) unpacked.push({
				label: name,
				index,
				folder
			});
		}
		refuseMixture(unpacked);
		const { root } = project.folders;
		for (const { folder, index } of unpacked) {
			await keepJobReports(files, root, {
				from: folder,
				index
			});
			await placeBundle(files, folder, index, root);
		}
		return unpacked;
	} finally {
		await files.remove(staging);
	}
}
function nothing(project, leg, { event }) {
	const which = leg === void 0 ? "" : ` of leg "${leg}"`;
	return {
		severity: "warning",
		message: `No bundle of "${project.name}"${which} is there in this run`,
		hint: triggeringRun(event) === void 0 ? "The job before needs the action save at its end, with `if: ${{ !cancelled() }}`, and this job has to need that one" : "What the run left whose end started this one, pr-comment reads by itself, as data; its model is not brought into a job that can write"
	};
}

export { restore };