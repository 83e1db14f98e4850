/** Permissions of a job by name, as workflows write them: `{ "pull-requests": "write" }`. */
export type Permissions = Record<string, string>;

/** Headers of an answer as Octokit has them. */
export type Headers = Record<string, string | number | undefined>;

/** A refusal of GitHub's. */
interface Refused {
  status: number;
  headers: Headers;
  /** GitHub's words. */
  said: string;
  /** What the call needs. */
  needs: Permissions | undefined;
}

/** What to do about a refusal; undefined where nothing is known to help. */
export function hintOf({ status, headers, said, needs }: Refused): string | undefined {
  if (status === 401)
    return 'Check the input "github-token": its default ${{ github.token }} works until the job ends, a token of an app for an hour, one of a person until its date';
  if (status === 403 && headers["x-github-sso"] !== undefined)
    return "The organization asks for single sign-on: authorize the token for it at https://github.com/settings/tokens (Configure SSO)";
  if (status === 403 && /personal access token/i.test(said)) return grantToPerson(needs);
  if (status === 403 || status === 404) return grant(headers, needs);
  if (status === 410 && /issues/i.test(said)) return "Turn issues on in the repository's settings";
  if (status === 451) return "GitHub keeps it from being read for legal reasons";
  return undefined;
}

function grantToPerson(needs: Permissions = {}): string {
  const levels = Object.entries(needs).map(([name, level]) => `${name}: ${level}`);
  return `The token is a person's, with permissions of its own: give it ${levels.join(", ")}, for this repository`;
}

/**
 * The YAML that grants what a call needs. `x-accepted-github-permissions` lists alternatives divided by `;`, each
 * of `name=level` divided by `,`; ours is taken when it is among them, else the first.
 */
function grant(headers: Headers, needs: Permissions = {}): string | undefined {
  const alternatives = String(headers["x-accepted-github-permissions"] ?? "")
    .split(";")
    .map(parsePermissions)
    .filter((each) => Object.keys(each).length > 0);
  const known = Object.entries(needs);
  const ours = alternatives.some((each) => known.every(([name, level]) => each[name] === level));
  const permissions = ours || alternatives.length === 0 ? needs : (alternatives[0] ?? needs);
  if (Object.keys(permissions).length === 0) return undefined;
  const lines = Object.entries({ contents: "read", ...permissions }).map(
    ([name, level]) => `  ${name}: ${level}`,
  );
  return `Give the job these permissions (what is not listed is none):\npermissions:\n${lines.join("\n")}`;
}

function parsePermissions(text: string): Permissions {
  const pairs = text.matchAll(/([a-z][a-z_]*)=(read|write|admin)/g);
  return Object.fromEntries(
    [...pairs].map(([, name = "", level = ""]) => [name.replaceAll("_", "-"), level]),
  );
}
