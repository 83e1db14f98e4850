import { bundleLimits } from "./bundle.js";
import { UserError, chooseBundles, counted, formatAge } from "./core.js";
import { unpackBase } from "./actions.js";
import { openArtifact } from "./open-artifact.js";

// src/actions/open-run.ts
/** Bundles of one run that are fetched. */
const mostBundles = 10;
/**
* The run's bundle, or in words why it has none; with `only` no other files of it are kept. Throws UserError where it is not
* what it should be.
*/
async function openRun(context, runs, { run, source, only }) {
	const { project, environment, clock, files } = context;
	const all = await runs.artifacts(run.id);
	const chosen = chooseBundles(all.filter(({ isExpired }) => !isExpired), { project: project.name });
	const age = formatAge(clock.now() - Date.parse(run.created));
	const shown = `${source.branch} at ${run.headSha.slice(0, 7)} (run ${run.id}, ${age} old)`;
	if (chosen.length === 0) return chooseBundles(all, { project: project.name }).length > 0 ? `the bundle of ${shown} has expired` : `${shown} has no bundle of "${project.name}"`;
	if (chosen.length > mostBundles) return `${shown} has ${counted(chosen.length, "bundle")}, at most ${mostBundles} are read`;
	if (source.kind === "branch" && !await runs.isOnBranch(run.headSha, source.branch)) return `${shown} is not on ${source.branch} any more`;
	const packed = chosen.map((artifact) => packedOf(context, runs, artifact));
	return await unpackBase(files, packed, {
		folder: `${environment.cache}/base/${project.name}/${run.id}`,
		shown,
		only,
		expected: {
			name: project.name,
			commit: run.headSha,
			run: String(run.id)
		}
	}) ?? `${shown} has no bundle of "${project.name}"`;
}
function packedOf(context, runs, artifact) {
	const { name, size } = artifact;
	const mostBytes = bundleLimits.total;
	return {
		label: name,
		async open() {
			if (size <= mostBytes) return openArtifact(context, runs, {
				artifact,
				mostBytes
			});
			throw new UserError(`Cannot use artifact "${name}": it has ${size} bytes, at most ${mostBytes} are allowed`);
		}
	};
}

export { openRun };