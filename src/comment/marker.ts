/** What a comment is for; a later run reads it to know whether it may write over it. */
export interface CommentMarker {
  /** Name of the project. */
  name: string;
  /** Head commit of the pull request. */
  sha: string;
  run: string;
  attempt: number;
}

/** The hidden line by which a comment is found again; no two runs have the same. */
export function renderMarker({ name, sha, run, attempt }: CommentMarker): string {
  return `${markerStart(name)}sha=${encodeMark(sha)} run=${encodeMark(run)} attempt=${attempt} -->`;
}

/** How the marker of every comment about a project starts. */
export function markerStart(name: string): string {
  return `<!-- mlops-actions:${encodeMark(name)} `;
}

/** Reads the marker that a comment starts with; one further down is a quotation. */
export function parseMarker(body: string, name: string): CommentMarker | undefined {
  if (!body.startsWith(markerStart(name))) return undefined;
  const match = /^sha=(\S{1,1000}) run=(\S{1,1000}) attempt=(\d{1,9}) -->/.exec(
    body.slice(markerStart(name).length),
  );
  const [, sha, run, attempt] = match ?? [];
  if (sha === undefined || run === undefined) return undefined;
  return { name, sha: decodeMark(sha), run: decodeMark(run), attempt: Number(attempt) };
}

/** Text without spaces and without what would end an HTML comment. */
export function encodeMark(text: string): string {
  return encodeURIComponent(text).replaceAll("--", "-%2D");
}

/** What `encodeMark` was given. */
export function decodeMark(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
