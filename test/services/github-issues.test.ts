import { describe, expect, test } from "vitest";
import { ServiceError } from "../../src/errors.ts";
import { fakeClock } from "../../src/services/clock.ts";
import { createGitHub } from "../../src/services/github.ts";
import { memoryLog } from "../../src/services/log.ts";
import type { Fault } from "./faulty-github.ts";
import { type FaultyIssues, startFaultyIssues } from "./faulty-issues.ts";

const token = "ghs_secret0123456789";

function connect({ url }: FaultyIssues) {
  return createGitHub({
    ...{ token, repository: "acme/houses", apiUrl: url, version: "1" },
    ...{ log: memoryLog(), clock: fakeClock() },
  });
}

/** What may pass: carried out or not, nobody can say. */
const passing: Fault[] = [
  { status: 502, body: "<html>" },
  { status: 500 },
  "drop before it is carried out",
  "drop after it was carried out",
  "cut the answer off",
];
const given = { title: "t", body: "<!-- key -->", labels: ["mlops"] };

describe.concurrent("issues and comments on commits, as GitHub fails", () => {
  test.each(passing)("nothing is made twice, and nothing is lost, by %j", async (fault) => {
    await using server = await startFaultyIssues();
    server.fail("POST", fault);
    const made = await (await connect(server).issues()).open(given, "<!-- key -->");
    expect(server.issues).toMatchObject([{ number: made.number, title: "t", state: "open" }]);

    server.fail("POST", fault);
    await (await connect(server).issues()).comment(made.number, "<!-- done --> x", "<!-- done -->");
    expect(server.comments).toMatchObject([{ at: "/repos/acme/houses/issues/1/comments" }]);
  });

  test.each(passing)("reading and changing is tried again after %j", async (fault) => {
    await using server = await startFaultyIssues();
    const issues = await connect(server).issues();
    const { number } = await issues.open(given, "<!-- key -->");
    server.fail("GET", fault);
    server.fail("PATCH", fault);
    expect(await issues.find("mlops", "<!-- key -->")).toHaveLength(1);
    await issues.update(number, { title: "u", body: "<!-- key --> new" });
    expect(server.issues).toMatchObject([{ title: "u", body: "<!-- key --> new" }]);
    server.fail("PATCH", fault);
    await issues.close(number, "completed");
    expect(server.issues).toMatchObject([{ state: "closed", state_reason: "completed" }]);
  });

  test("all pages are read, ten at most", async () => {
    await using server = await startFaultyIssues();
    const issue = { title: "t", state: "open", labels: [{ name: "mlops" }], html_url: "https://github.test" };
    const user = { login: "github-actions[bot]", type: "Bot" };
    for (let number = 1; number <= 1101; number++)
      server.issues.push({ ...issue, user, number, body: `<!-- ${number} -->` });
    const issues = await connect(server).issues();
    expect(await issues.find("mlops", "<!-- 999 -->")).toMatchObject([{ number: 999 }]);
    expect(server.requests).toHaveLength(10);
    expect(await issues.find("mlops", "<!-- 1101 -->")).toEqual([]);
    Object.assign(server.issues[998] ?? {}, { pull_request: { url: "https://github.test" } });
    expect(await issues.find("mlops", "<!-- 999 -->")).toEqual([]);
  });

  test("it is given up after three tries, none of which was carried out", async () => {
    await using server = await startFaultyIssues();
    server.fail("POST", ...Array(3).fill("drop before it is carried out"));
    const opened = (await connect(server).issues()).open(given, "<!-- key -->");
    await expect(opened).rejects.toThrow('Cannot open an issue in "acme/houses": GitHub did not answer');
    expect(server.issues).toEqual([]);
    expect(server.requests.filter((each) => each.startsWith("POST"))).toHaveLength(3);
  });

  test.each([
    ["open an issue", "issues: write", "issues=write"],
    ["comment on commit aaaaaaa", "contents: write", "contents=write"],
  ])("the permission to %s is named", async (act, granted, accepted) => {
    await using server = await startFaultyIssues();
    const headers = { "x-accepted-github-permissions": accepted };
    server.fail("POST", {
      status: 403,
      headers,
      body: '{"message":"Resource not accessible by integration"}',
    });
    const github = connect(server);
    const write =
      act === "open an issue"
        ? (await github.issues()).open(given, "<!-- key -->")
        : (await github.commitComments()).create("a".repeat(40), "x");
    const error = await write.then(undefined, (cause: unknown) => cause);
    expect(error).toBeInstanceOf(ServiceError);
    const { message, hint } = error as ServiceError;
    expect(message).toContain(`Cannot ${act} in "acme/houses": GitHub answered 403`);
    expect(hint).toContain(`  ${granted}`);
    expect(`${message}${hint}`).not.toContain(token);
  });

  test("an answer that is none of GitHub's is refused", async () => {
    await using server = await startFaultyIssues();
    server.fail("GET", { status: 200, body: '[{"number":"one"}]' });
    const found = (await connect(server).issues()).find("mlops", "x");
    await expect(found).rejects.toThrow("GitHub's answer is not as documented");
  });
});
