/** A path as GitHub has it: forward slashes, no `./` before it. */
export function toRepositoryPath(file: string): string {
  return file
    .replaceAll("\\", "/")
    .replace(/^(?:\.\/)+/, "")
    .toWellFormed();
}

/** Whether a place is a file of the repository: no address, no absolute path, none that leads out. */
export function isInRepository(file: string | undefined): file is string {
  return (
    file !== undefined &&
    file !== "" &&
    !/^(?:\/|[A-Za-z]:|[a-z][a-z0-9+.-]*:\/\/|\.\.(?:\/|$))/.test(toRepositoryPath(file))
  );
}
