// src/repository-path.ts
/** A path as GitHub has it: forward slashes, no `./` before it. */
function toRepositoryPath(file) {
	return file.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "").toWellFormed();
}
/** Whether a place is a file of the repository: no address, no absolute path, none that leads out. */
function isInRepository(file) {
	return file !== void 0 && file !== "" && !/^(?:\/|[A-Za-z]:|[a-z][a-z0-9+.-]*:\/\/|\.\.(?:\/|$))/.test(toRepositoryPath(file));
}

export { isInRepository, toRepositoryPath };