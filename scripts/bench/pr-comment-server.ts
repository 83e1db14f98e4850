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
const server = createServer((request, response) => {
  request.resume();
  const isComments = request.url?.includes("/issues/7/comments") === true;
  const answer = request.url?.includes("/pulls/") ? pull : isComments ? [comment] : comment;
  response.writeHead(200, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(answer));
});
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
