import path from "node:path";
import { pathToFileURL } from "node:url";
import { requireTool } from "../require-tool.ts";
import type { Answer, Received } from "./serve.ts";

/** GitHub's GraphQL API: queries are judged by its schema, and answered from the comments that passed by. */
export interface GraphqlStandIn {
  /** Answers a request of the GraphQL API; undefined for any other. */
  answer(request: Received): Answer | undefined;
  /** Keeps the body of a comment that was just made or changed. */
  keep(request: Received, answer: Answer): void;
  /** What the schema holds against the queries since the last call. */
  violations(): string[];
}

interface Schema {
  /** The errors of a document. */
  validate(query: string): readonly { message: string }[];
}

/** GitHub's schema, as `@octokit/graphql-schema` has it. */
export async function loadGraphqlSchema(): Promise<Schema> {
  const entry = path.join(requireTool("beds"), "node_modules/@octokit/graphql-schema/index.js");
  return (await import(pathToFileURL(entry).href)) as Schema;
}

/** Makes the stand-in; `authorize` has already let the request pass. `headOf` knows the pull requests' heads. */
export async function startGraphql(
  headOf: (pullRequest: number) => string | undefined,
): Promise<GraphqlStandIn> {
  const { validate } = await loadGraphqlSchema();
  const edits = new Map<string, { editedAt: string; diff: string }[]>();
  const pullOf = new Map<string, number>();
  let violations: string[] = [];

  const answerQuery = (query: string, variables: Record<string, unknown>): object => {
    const found = validate(query).map(({ message }) => message);
    violations.push(...found);
    if (found.length > 0) return { errors: found.map((message) => ({ message })) };
    const bodies = edits.get(String(variables.id));
    if (!query.includes("userContentEdits")) return { errors: [{ message: "Not kept by the stand-in" }] };
    if (bodies === undefined)
      return {
        data: { node: null },
        errors: [
          {
            type: "NOT_FOUND",
            path: ["node"],
            message: `Could not resolve to a node with the global id of '${variables.id}'`,
          },
        ],
      };
    const nodes = bodies.length > 1 ? bodies.slice(0, Number(variables.most)) : [];
    const headRefOid = headOf(pullOf.get(String(variables.id)) ?? 0);
    const pullRequest = headRefOid === undefined ? null : { headRefOid };
    return { data: { node: { pullRequest, userContentEdits: { nodes } } } };
  };

  return {
    violations() {
      const found = violations;
      violations = [];
      return found;
    },
    answer({ method, path: asked, body }) {
      if (method !== "POST" || asked !== "/graphql") return undefined;
      const { query, variables = {} } = JSON.parse(body.toString("utf8")) as {
        query: string;
        variables?: Record<string, unknown>;
      };
      return { status: 200, body: JSON.stringify(answerQuery(query, variables)) };
    },
    keep({ method, path: asked }, answer) {
      const isWrite = ["POST", "PATCH"].includes(method) && /\/(issues|commits|comments)\//.test(asked);
      if (!isWrite || answer === "drop" || answer.status >= 300) return;
      const comment = JSON.parse(Buffer.from(answer.body ?? "").toString("utf8")) as {
        node_id?: string;
        body?: string;
        issue_url?: string;
      };
      if (comment.node_id === undefined || comment.body === undefined) return;
      pullOf.set(comment.node_id, Number(/\d+$/.exec(comment.issue_url ?? "")?.[0]));
      const before = edits.get(comment.node_id) ?? [];
      const editedAt = `${new Date().toISOString().slice(0, 19)}Z`;
      edits.set(comment.node_id, [{ editedAt, diff: comment.body }, ...before]);
    },
  };
}
