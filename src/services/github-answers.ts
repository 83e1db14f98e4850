import * as z from "zod";
import { ServiceError } from "../errors.ts";

/** An issue or pull-request comment. */
export interface Comment {
  id: number;
  body: string;
  url: string;
  /** Login of its author. */
  author: string;
  /** True when an app or action wrote it, which no person can make it look like. */
  isByBot: boolean;
  /** Its id in the GraphQL API. */
  nodeId?: string | undefined;
  /** ISO 8601: when it was written or last changed. */
  updatedAt?: string | undefined;
}

/** A pull request, as the API says now (not as a stale event says). */
export interface PullRequest {
  number: number;
  headSha: string;
  /** `owner/name`; undefined when the fork is deleted. */
  headRepository: string | undefined;
  baseRef: string;
  baseSha: string;
  state: "open" | "closed";
}

const comment = z.object({
  id: z.int(),
  node_id: z.string().optional(),
  updated_at: z.string().optional(),
  body: z.string().nullish(),
  html_url: z.string(),
  user: z.object({ login: z.string(), type: z.string().optional() }).nullable(),
});

const pullRequest = z.object({
  number: z.int(),
  state: z.enum(["open", "closed"]),
  head: z.object({ sha: z.string(), repo: z.object({ full_name: z.string() }).nullish() }),
  base: z.object({ ref: z.string(), sha: z.string() }),
});

/** Reads a comment out of GitHub's answer. Throws ServiceError when it is something else. */
export function parseComment(value: unknown): Comment {
  const { id, node_id, updated_at, body, html_url, user } = parse(comment, value, "a comment");
  return {
    id,
    body: body ?? "",
    url: html_url,
    author: user?.login ?? "ghost",
    isByBot: user?.type === "Bot",
    nodeId: node_id,
    updatedAt: updated_at,
  };
}

/** Reads a pull request out of GitHub's answer. Throws ServiceError when it is something else. */
export function parsePullRequest(value: unknown): PullRequest {
  const { number, state, head, base } = parse(pullRequest, value, "a pull request");
  return {
    number,
    state,
    headSha: head.sha,
    headRepository: head.repo?.full_name,
    baseRef: base.ref,
    baseSha: base.sha,
  };
}

/** Reads a commit's id out of GitHub's answer. */
export function parseCommit(value: unknown): string {
  return parse(z.object({ sha: z.string() }), value, "a commit").sha;
}

/** Reads a user's login out of GitHub's answer. */
export function parseLogin(value: unknown): string {
  return parse(z.object({ login: z.string() }), value, "a user").login;
}

function parse<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  return parseAnswer(
    schema,
    value,
    (path) =>
      `Cannot read GitHub's answer: ${what} was expected${path && `, "${path}" is not as documented`}`,
  );
}

/** A part of GitHub's answer by its schema. Throws ServiceError; `say` is given the path of what is wrong, or `""`. */
export function parseAnswer<T>(schema: z.ZodType<T>, value: unknown, say: (path: string) => string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ServiceError(say(z.core.toDotPath(parsed.error.issues[0]?.path ?? [])), {
    service: "GitHub",
    hint: "A proxy or another server may be answering in its place",
  });
}

/** The error of an answer that is something else altogether. */
export function notDocumented(act: string): ServiceError {
  return new ServiceError(`Cannot ${act}: GitHub's answer is not as documented`, {
    service: "GitHub",
    hint: "A proxy or another server may be answering in its place",
  });
}

/** GitHub's answer by its schema. Throws ServiceError that says what the call was for. */
export function parseDocumented<T>(schema: z.ZodType<T>, answer: unknown, act: string): T {
  return parseAnswer(
    schema,
    answer,
    (path) => `Cannot ${act}: GitHub's answer is not as documented${path && ` at "${path}"`}`,
  );
}
