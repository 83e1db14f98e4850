/** The folders that a bundle carries. */
export const bundleFolders = ["model", "evidence", "reports", "profiles"] as const;
/** The one file that it carries beside them: what the data are. */
export const bundledProfile = "profile.json";

/**
 * Says what is wrong with a path in a bundle, or undefined: it must be relative, with slashes, below one of the
 * known folders or the profile, and mean the same file on every system.
 */
export function flawOfPath(path: string): string | undefined {
  if (path === bundledProfile) return undefined;
  if (path.length > 400) return "it is longer than 400 characters";
  if (!path.isWellFormed()) return "it holds half a character";
  if (/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u.test(path))
    return "it holds a control character";
  if (/[\\:*?"<>|]/.test(path)) return "it holds a character that some systems do not allow";
  const [folder, ...segments] = path.split("/");
  if (!bundleFolders.some((each) => each === folder)) return `it is not below ${bundleFolders.join("/, ")}/`;
  if (segments.length === 0) return "it names a folder";
  if (segments.some((each) => each === "" || /[. ]$/.test(each)))
    return "a part of it is empty or ends with a dot or space";
  if (segments.some((each) => /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(each)))
    return "Windows reserves that name";
  if (isBytecode(path)) return "the digest of a model does not cover Python's bytecode";
  return undefined;
}

/** True for what Python leaves beside the code that it loads, and would run in its place. */
export function isBytecode(path: string): boolean {
  return /(^|\/)__pycache__\//i.test(path);
}

/**
 * Finds two paths that would be one file on some system (they differ in case or in how an accent is written), or
 * of which one is a folder of the other.
 */
export function findCollision(paths: readonly string[]): [string, string] | undefined {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const key = path.normalize("NFC").toUpperCase().toLowerCase();
    const other = seen.get(key);
    if (other !== undefined) return [other, path];
    seen.set(key, path);
  }
  for (const [key, path] of seen)
    for (let end = key.lastIndexOf("/"); end > 0; end = key.lastIndexOf("/", end - 1)) {
      const file = seen.get(key.slice(0, end));
      if (file !== undefined) return [file, path];
    }
  return undefined;
}
