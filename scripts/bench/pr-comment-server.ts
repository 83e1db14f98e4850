import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Answers what pr-comment asks of GitHub's API, at once: a pull request whose comment is there, as in every run but the
 * first. Prints its port; its own process, so that its time is not the action's.
 */
const comment = {
  id: 1,
  node_id: "IC_1",
  html_url: "https://github.com/acme/houses/pull/7#issuecomment-1",
  user: { login: "github-actions[bot]", type: "Bot" },
  body: `<!-- mlops-actions:houses sha=${"c".repeat(40)} run=1 attempt=1 -->\nbefore`,
};
const pull = {
  number: 7,
  state: "open",
  head: { sha: "a".repeat(40), repo: { full_name: "acme/houses" } },
  base: { ref: "main", sha: "b".repeat(40) },
};
const before = comment.body;
/** Milliseconds without a request after which a new process asks: its comment is that of an earlier run again. */
const pause = 100;
let last = 0;
const edit = { editedAt: "2026-11-21T10:00:00Z", diff: comment.body };

function answerTo(method: string | undefined, url: string, sent: string): unknown {
  if (performance.now() - last > pause) comment.body = before;
  last = performance.now();
  if (url.endsWith("/graphql"))
    return {
      data: { node: { pullRequest: { headRefOid: pull.head.sha }, userContentEdits: { nodes: [edit] } } },
    };
  if (url.includes("/pulls/")) return pull;
  if (method === "PATCH") comment.body = JSON.parse(sent).body;
  return url.includes("/issues/7/comments") ? [comment] : comment;
}

const server = createServer((request, response) => {
  let sent = "";
  request.setEncoding("utf8").on("data", (text: string) => {
    sent += text;
  });
  request.on("end", () => {
    response.writeHead(200, { "content-type": "application/json; charset=utf-8" });
    response.end(JSON.stringify(answerTo(request.method, request.url ?? "", sent)));
  });
});
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
