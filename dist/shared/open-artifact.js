// src/actions/open-artifact.ts
/**
* The bundle in an artifact of another run, with the digest that GitHub says, both of at most `mostBytes`. Throws UserError,
* and ServiceError where it cannot be fetched.
*/
async function openArtifact({ remote, signal }, runs, { artifact: { id, name, digest }, mostBytes }) {
	const { unzipFile } = await import("./unzip-file.js");
	const options = {
		signal,
		mostBytes,
		sha256: digest,
		sha256From: "GitHub"
	};
	return unzipFile((await remote.fetch(await runs.locate(id), options)).path, {
		name: "bundle.tar.gz",
		label: name,
		mostBytes
	});
}

export { openArtifact };