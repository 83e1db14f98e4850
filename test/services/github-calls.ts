import type { GitHub } from "../../src/services/github.ts";
import { head } from "./whole-github.ts";

/** One way of calling a method of the GitHub service. */
export interface GitHubCall {
  /** `updateComment`, `issues.open`: a method of the service, or of one of its parts. */
  method: string;
  /** What sets it apart from other calls of the method. */
  how?: string;
  call(github: GitHub): Promise<unknown>;
  /** True where a write is not sent again by itself: who calls it looks what is there. */
  isSentOnce?: boolean;
  /** Statuses that are an answer and no failure. */
  answers?: readonly number[];
}

const tip = async (github: GitHub): Promise<string> => (await (await github.refs()).tip("history")) ?? "";
const check = { sha: head, name: "mlops: houses", key: "run/1" };
const output = { title: "no", summary: "### no" };
const annotations = Array.from({ length: 60 }, (_, index) => ({
  ...{ path: "data/a.csv", line: index + 1, level: "failure" as const, message: `wrong ${index}` },
}));
const key = "<!-- new -->";

/** Every method of the service, at least once. */
export const gitHubCalls: readonly GitHubCall[] = [
  { method: "login", call: (github) => github.login(), answers: [403, 404] },
  { method: "pullRequest", call: (github) => github.pullRequest(7) },
  { method: "commitsOf", call: (github) => github.commitsOf(7) },
  { method: "pullRequestsOfCommit", call: (github) => github.pullRequestsOfCommit(head) },
  {
    ...{ method: "pullRequestsOfCommit", how: "by branch" },
    call: (github) => github.pullRequestsOfCommit(head, "acme:topic"),
  },
  { method: "findComments", call: (github) => github.findComments(7, "<!-- key -->") },
  { method: "createComment", isSentOnce: true, call: (github) => github.createComment(7, "text") },
  { method: "updateComment", isSentOnce: true, call: (github) => github.updateComment(1, "other") },
  { method: "commentHistory", call: (github) => github.commentHistory("IC_1") },
  { method: "deleteComment", call: (github) => github.deleteComment(1), answers: [404] },
  {
    ...{ method: "tree.list", answers: [404] },
    call: async (github) => (await github.tree(await tip(github))).list(""),
  },
  {
    ...{ method: "tree.read", answers: [404] },
    async call(github) {
      const tree = await github.tree(await tip(github));
      const [file] = await tree.list("");
      return String(await tree.read(file?.id ?? ""));
    },
  },
  { method: "runs.find", call: async (github) => (await github.runs()).find({ sha: head }) },
  {
    ...{ method: "runs.find", how: "of a workflow", answers: [404] },
    call: async (github) => (await github.runs()).find({ branch: "main" }, "model.yml"),
  },
  { method: "runs.get", call: async (github) => (await github.runs()).get(5) },
  { method: "runs.jobs", call: async (github) => (await github.runs()).jobs(5) },
  { method: "runs.artifacts", call: async (github) => (await github.runs()).artifacts(5) },
  { method: "runs.isOnBranch", call: async (github) => (await github.runs()).isOnBranch(head, "main") },
  {
    method: "runs.locate",
    call: async (github) => (await (await github.runs()).locate(1000)).replace(/:\d+/, ""),
  },
  {
    method: "runs.ended",
    call: async (github) => (await github.runs()).ended("main"),
  },
  { method: "issues.find", call: async (github) => (await github.issues()).find("mlops", "<!-- key -->") },
  {
    method: "issues.open",
    call: async (github) =>
      (await github.issues()).open({ title: "fails", body: `it ${key}`, labels: ["mlops"] }, key),
  },
  {
    method: "issues.update",
    call: async (github) => (await github.issues()).update(8, { title: "still", body: "it" }),
  },
  { method: "issues.close", call: async (github) => (await github.issues()).close(8, "completed") },
  {
    method: "issues.comment",
    call: async (github) => (await github.issues()).comment(8, `again ${key}`, key),
  },
  {
    method: "commitComments.find",
    call: async (github) => (await github.commitComments()).find(head, "<!-- key -->"),
  },
  {
    ...{ method: "commitComments.create", isSentOnce: true },
    call: async (github) => (await github.commitComments()).create(head, "it"),
  },
  {
    ...{ method: "commitComments.update", isSentOnce: true },
    call: async (github) => (await github.commitComments()).update(2, "other"),
  },
  {
    ...{ method: "commitComments.remove", answers: [404] },
    call: async (github) => (await github.commitComments()).remove(2),
  },
  { method: "checks.start", call: async (github) => (await github.checks()).start(check, output) },
  {
    method: "checks.finish",
    call: async (github) =>
      (await github.checks()).finish(check, { conclusion: "failure", output, annotations: [] }),
  },
  {
    ...{ method: "checks.finish", how: "with two batches of annotations" },
    call: async (github) =>
      (await github.checks()).finish(check, { conclusion: "failure", output, annotations }),
  },
  { method: "refs.tip", call: async (github) => (await github.refs()).tip("history"), answers: [404] },
  {
    ...{ method: "refs.read", answers: [404] },
    async call(github) {
      const commit = await tip(github);
      return String(await (await github.refs()).read(commit, "runs.jsonl", 1000));
    },
  },
  {
    method: "refs.commit",
    call: async (github) =>
      (await github.refs()).commit({ parent: undefined, files: { "a.txt": "a" }, message: "one" }),
  },
  {
    ...{ method: "refs.move", how: "of a branch that is there", answers: [404] },
    async call(github) {
      const refs = await github.refs();
      const from = await refs.tip("history");
      const to = await refs.commit({ parent: from, files: { "runs.jsonl": "{}\n{}\n" }, message: "two" });
      return refs.move("history", { from, to });
    },
  },
  {
    ...{ method: "refs.move", how: "of a new branch" },
    async call(github) {
      const refs = await github.refs();
      const to = await refs.commit({ parent: undefined, files: { "runs.jsonl": "{}\n" }, message: "one" });
      return refs.move("new", { from: undefined, to });
    },
  },
];

/** The parts of the service, which are asked for before their methods. */
export const gitHubParts: Record<string, (github: GitHub) => Promise<object>> = {
  tree: (github) => github.tree(head),
  runs: (github) => github.runs(),
  issues: (github) => github.issues(),
  commitComments: (github) => github.commitComments(),
  checks: (github) => github.checks(),
  refs: (github) => github.refs(),
};

/** All methods of the service and its parts, as `method` names them. */
export async function methodsOf(github: GitHub): Promise<string[]> {
  const own = Object.keys(github).filter((name) => name !== "isAvailable" && !(name in gitHubParts));
  const ofParts = await Promise.all(
    Object.entries(gitHubParts).map(async ([name, open]) =>
      Object.keys(await open(github)).map((method) => `${name}.${method}`),
    ),
  );
  return [...own, ...ofParts.flat()];
}
