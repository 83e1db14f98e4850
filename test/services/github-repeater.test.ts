import { expect, test } from "vitest";
import { fakeClock } from "../../src/services/clock.ts";
import { createRepeater } from "../../src/services/github-repeater.ts";
import { memoryLog } from "../../src/services/log.ts";

type Given = Error | { status: number; data: unknown; headers?: Record<string, string> };

const ok = { status: 200, data: {} };
const refused = (status: number, headers: Record<string, string> = {}, message = "no"): Error =>
  Object.assign(new Error(message), { status, response: { status, headers, data: { message } } });

/** What becomes of a request that is answered so, the last answer for ever, and how long that took. */
async function send(answers: Given[], { method = "GET", url = "/repos", retries = 3 } = {}) {
  const clock = fakeClock();
  const log = memoryLog();
  const repeat = createRepeater({ clock, log });
  let sent = 0;
  const once = async () => {
    const answer = answers[Math.min(sent++, answers.length - 1)] ?? ok;
    if (answer instanceof Error) throw answer;
    return { headers: {}, ...answer };
  };
  const question = { method, url, request: { retries } };
  const end = await repeat(once, question, AbortSignal.timeout(60_000)).then(
    () => "answered",
    (error: Error) => error.message,
  );
  return { end, sent, seconds: clock.now() / 1000, lines: log.lines };
}

test.each<[string, Given[], { end: string; sent: number; seconds: number }]>([
  ["an answer", [ok], { end: "answered", sent: 1, seconds: 0 }],
  ["a server's fault", [refused(502), ok], { end: "answered", sent: 2, seconds: 1 }],
  ["one that stays", [refused(502)], { end: "no", sent: 4, seconds: 14 }],
  ["a broken connection", [new Error("socket hang up"), ok], { end: "answered", sent: 2, seconds: 1 }],
  ["a cut answer", [{ status: 200, data: "{" }, ok], { end: "answered", sent: 2, seconds: 1 }],
  ["no content", [{ status: 204, data: "" }], { end: "answered", sent: 1, seconds: 0 }],
  ["a refusal", [refused(422), ok], { end: "no", sent: 1, seconds: 0 }],
  ["a limit", [refused(429, { "retry-after": "7" }), ok], { end: "answered", sent: 2, seconds: 7 }],
  ["a limit without a word", [refused(429), ok], { end: "answered", sent: 2, seconds: 60 }],
  ["a limit that stays", [refused(429, { "retry-after": "7" })], { end: "no", sent: 3, seconds: 14 }],
  ["a long limit", [refused(403, { "retry-after": "61" })], { end: "no", sent: 1, seconds: 0 }],
  [
    "the hour's last request",
    [
      refused(403, {
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": "1000020",
        date: new Date(1_000_000_000).toUTCString(),
      }),
      ok,
    ],
    { end: "answered", sent: 2, seconds: 20 },
  ],
])("%s", async (_, answers, expected) => {
  expect(await send(answers)).toMatchObject(expected);
});

test("what may have been carried out is sent once, but a limit is waited for", async () => {
  const write = { method: "POST", retries: 0 };
  expect(await send([refused(502), ok], write)).toMatchObject({ end: "no", sent: 1 });
  const limited = await send([refused(429, { "retry-after": "7" }), ok], write);
  expect(limited).toMatchObject({ end: "answered", sent: 2, seconds: 7 });
  expect(limited.lines).toEqual(["info: GitHub's rate limit is reached; going on in 7 s"]);
});

test("writes are a second apart, and nothing else is", async () => {
  const clock = fakeClock();
  const repeat = createRepeater({ clock, log: memoryLog() });
  const ask = (method: string, url = "/repos") =>
    repeat(() => ({ headers: {}, ...ok }), { method, url }, AbortSignal.timeout(60_000));
  const times: number[] = [];
  for (const [method, url] of [["POST"], ["GET"], ["PATCH"], ["POST", "/graphql"], ["DELETE"]] as const) {
    await ask(method, url);
    times.push(clock.now());
  }
  expect(times).toEqual([0, 0, 1000, 1000, 2000]);
});
