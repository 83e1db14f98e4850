import * as z from "zod";
import { type Comment, parseComment, parseDocumented } from "./github-answers.ts";
import { type GitHubClient, once } from "./github-client.ts";
import { createOnce, type Waiting } from "./github-create-once.ts";
import { readPages } from "./read-pages.ts";

/** An issue; pull requests are none. */
export interface Issue {
  number: number;
  title: string;
  body: string;
  url: string;
  labels: string[];
  /** Login of its author. */
  author: string;
  /** True when an app or action opened it, which no person can make it look like. */
  isByBot: boolean;
}

/** Issues of the repository. Every call throws ServiceError after its retries are spent. */
export interface Issues {
  /** Open issues that have the label and whose body contains the marker, oldest first; of a thousand at most. */
  find(label: string, marker: string): Promise<Issue[]>;
  /** `key` is a part of the body that no other issue has: so there are never two. */
  open(issue: { title: string; body: string; labels: readonly string[] }, key: string): Promise<Issue>;
  update(number: number, to: { title: string; body: string }): Promise<Issue>;
  close(number: number, reason: "completed" | "not_planned"): Promise<void>;
  /** Comments on an issue, once: `key` is a part of the body that no other comment on it has. */
  comment(number: number, body: string, key: string): Promise<Comment>;
}

/** Pages of issues that are read at most. */
const mostPages = 10;
const needs = { issues: "write" };

const issueSchema = z.object({
  number: z.int(),
  title: z.string(),
  body: z.string().nullish(),
  html_url: z.string(),
  labels: z.array(z.union([z.string(), z.object({ name: z.string().nullish() })])),
  user: z.object({ login: z.string(), type: z.string().optional() }).nullish(),
  pull_request: z.unknown().optional(),
});

/** The issues that GitHub has. */
export function githubIssues(client: GitHubClient, waiting: Waiting): Issues {
  return {
    find: (label, marker) => findIssues(client, label, marker),
    open: (issue, key) =>
      createOnce(
        waiting,
        () => openIssue(client, issue),
        async () => (await findIssues(client, issue.labels[0] ?? "", key))[0],
      ),
    update: (number, to) => updateIssue(client, `update issue #${number}`, { issue_number: number, ...to }),
    async close(number, reason) {
      const closed = { issue_number: number, state: "closed", state_reason: reason } as const;
      await updateIssue(client, `close issue #${number}`, closed);
    },
    async comment(number, body, key) {
      const find = (): Promise<Comment | undefined> => findComment(client, number, key);
      return (await find()) ?? createOnce(waiting, () => comment(client, number, body), find);
    },
  };
}

async function findIssues({ call }: GitHubClient, label: string, marker: string): Promise<Issue[]> {
  const act = `list the open issues with the label "${label}"`;
  const query = { state: "open", labels: label, sort: "created", direction: "asc" } as const;
  const all = await readPages(mostPages, async (page) => {
    const answer = await call<unknown>(
      (octokit, where) => octokit.rest.issues.listForRepo({ ...where, ...query, ...page }),
      { act, needs },
    );
    return parseDocumented(z.array(issueSchema), answer, act);
  });
  return all
    .filter((each) => (each.pull_request ?? undefined) === undefined && each.body?.includes(marker))
    .map(issueOf)
    .sort((a, b) => a.number - b.number);
}

async function openIssue(
  { call }: GitHubClient,
  { labels, ...issue }: Parameters<Issues["open"]>[0],
): Promise<Issue> {
  const act = "open an issue";
  const answer = await call<unknown>(
    (octokit, where) => octokit.rest.issues.create({ ...where, ...once, ...issue, labels: [...labels] }),
    { act, needs },
  );
  return issueOf(parseDocumented(issueSchema, answer, act));
}

async function updateIssue(
  { call }: GitHubClient,
  act: string,
  to: {
    issue_number: number;
    title?: string;
    body?: string;
    state?: "closed";
    state_reason?: "completed" | "not_planned";
  },
): Promise<Issue> {
  const answer = await call<unknown>((octokit, where) => octokit.rest.issues.update({ ...where, ...to }), {
    ...{ act, needs },
  });
  return issueOf(parseDocumented(issueSchema, answer, act));
}

async function findComment(
  { pages }: GitHubClient,
  number: number,
  key: string,
): Promise<Comment | undefined> {
  const found = await pages(
    (octokit, where, page) => octokit.rest.issues.listComments({ ...where, ...page, issue_number: number }),
    { act: `read the comments of issue #${number}`, needs },
  );
  return found.map(parseComment).find((each) => each.body.includes(key));
}

async function comment({ call }: GitHubClient, number: number, body: string): Promise<Comment> {
  const answer = await call<unknown>(
    (octokit, where) => octokit.rest.issues.createComment({ ...where, ...once, issue_number: number, body }),
    { act: `comment on issue #${number}`, needs },
  );
  return parseComment(answer);
}

function issueOf({ number, title, body, html_url, labels, user }: z.infer<typeof issueSchema>): Issue {
  return {
    ...{ number, title, body: body ?? "", url: html_url },
    labels: labels.flatMap((each) => (typeof each === "string" ? each : (each.name ?? []))),
    author: user?.login ?? "ghost",
    isByBot: user?.type === "Bot",
  };
}
