import path from "node:path";
import { ServiceError, UserError } from "../errors.ts";
import { decode } from "./mlflow-answers.ts";
import type { MlflowClient } from "./mlflow-client.ts";

/** A file that goes to the server. */
export interface MlflowFile {
  /** Path within its folder, with slashes. */
  name: string;
  bytes: number;
  open(): AsyncIterable<Uint8Array>;
}

const endpoint = "mlflow-artifacts/artifacts";
const mostFiles = 10_000;
const mostDepth = 32;

/**
 * Stores files below an artifact root of the server (`mlflow-artifacts:/…`). `MLmodel` goes last, so that half of a model
 * never looks like one.
 */
export async function putArtifacts(
  client: MlflowClient,
  root: string,
  files: readonly MlflowFile[],
): Promise<void> {
  const base = pathOf(root, client.host);
  const isLast = ({ name }: MlflowFile): boolean => path.posix.basename(name) === "MLmodel";
  for (const file of [...files.filter((each) => !isLast(each)), ...files.filter(isLast)])
    await client.call(
      { method: "PUT", path: `${endpoint}/${escapePath(`${base}/${file.name}`)}`, file },
      { act: `store "${file.name}" on the tracking server` },
    );
}

/**
 * The names of the files below a place, relative to it; `""` alone where the place is a file. Undefined where there is
 * nothing. Names come from the server: one that would lead elsewhere is an error.
 */
export async function listArtifacts(client: MlflowClient, root: string): Promise<string[] | undefined> {
  const base = pathOf(root, client.host);
  const found: string[] = [];
  const walk = async (folder: string, depth: number): Promise<void> => {
    const answer = await client.call(
      { method: "GET", path: endpoint, query: { path: path.posix.join(base, folder) } },
      { act: "list the artifacts" },
    );
    for (const entry of Array.isArray(answer?.files) ? answer.files : []) {
      const { path: name, is_dir } = entry as Record<string, unknown>;
      const place = path.posix.join(folder, safeName(name));
      if (found.length >= mostFiles || depth >= mostDepth)
        throw new UserError(
          `Cannot fetch the artifacts: there are more than ${mostFiles} files or ${mostDepth} folders deep`,
        );
      if (is_dir === true) await walk(place, depth + 1);
      else found.push(place);
    }
  };
  await walk("", 0);
  if (found.length > 0) return found;
  return (await readArtifact(client, root, "", async () => {})) ? [""] : undefined;
}

/** Has the bytes of a file below a place taken, anew where the connection breaks; false where there is none. */
export function readArtifact(
  client: MlflowClient,
  root: string,
  name: string,
  take: (chunks: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<boolean> {
  const place = path.posix.join(pathOf(root, client.host), name);
  const act = `fetch "${path.posix.basename(place)}" from the tracking server`;
  return client.read(`${endpoint}/${escapePath(place)}`, { act, take });
}

/** The path of an artifact root as the server's own interface has it. Throws where the files are not with the server. */
function pathOf(root: string, host: string): string {
  const {
    protocol,
    pathname,
    host: other,
  } = URL.canParse(root) ? new URL(root) : { protocol: "", pathname: "", host: "" };
  if (protocol === "mlflow-artifacts:" && (other === "" || other === host))
    return decode(pathname).replace(/^\/+/, "");
  throw new ServiceError(
    `Cannot reach the artifacts: the tracking server keeps them at ${protocol === "" ? "a path of its own" : `"${protocol}"`}, and does not pass them on`,
    {
      service: host,
      rerun: false,
      hint: "Start the server with --serve-artifacts and --artifacts-destination; experiments that were made before keep their place",
    },
  );
}

function safeName(name: unknown): string {
  const isSafe =
    typeof name === "string" &&
    name.length <= 400 &&
    !/[\\:\p{Cc}]/u.test(name) &&
    name.split("/").every((part) => part !== "" && !/^\.{1,2}$|[. ]$/.test(part));
  if (isSafe) return name;
  throw new UserError("Cannot fetch the artifacts: the server names a file that could lie elsewhere");
}

function escapePath(place: string): string {
  return place.split("/").map(encodeURIComponent).join("/");
}
