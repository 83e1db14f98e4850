/** True for a data path that is the address of something elsewhere: `https://…`, `s3://…`, any `scheme://` (one letter is a drive). */
export function isAddress(path: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(path);
}

/**
 * An address as messages and reports show it: without user, password and query, which may hold a signature. What is
 * no address stays as it is.
 */
export function showAddress(path: string): string {
  if (!isAddress(path) || isObject(path)) return path;
  if (!URL.canParse(path)) return path.replace(/\?[^#]*/, "").replace(/\/\/[^/#]*@/, "//");
  const url = new URL(path);
  return `${url.protocol}//${url.host}${url.pathname}${url.hash}`;
}

/** True for the address of objects in S3. */
export function isObject(path: string): boolean {
  return /^s3:\/\//i.test(path);
}

/** True for an address that nobody else should read: with a password, or with a signature or key in its query. */
export function holdsSecret(path: string): boolean {
  if (!isAddress(path) || isObject(path) || !URL.canParse(path)) return false;
  const { username, password, searchParams } = new URL(path);
  const names = [...searchParams.keys()];
  return (
    `${username}${password}` !== "" || names.some((name) => /sig|token|key|cred|secret|pass|auth/i.test(name))
  );
}
