import { describe, expect, test } from "vitest";
import { ServiceError } from "../../src/errors.ts";
import { type Clock, fakeClock } from "../../src/services/clock.ts";
import { createHttp } from "../../src/services/http.ts";
import { postWebhook } from "../../src/services/post-webhook.ts";
import { type ReceiverFault, startReceiver, type WebhookReceiver } from "../actions/webhook-receiver.ts";

function post(
  { url }: Pick<WebhookReceiver, "url">,
  given: { clock?: Clock; timeout?: number; signal?: AbortSignal; hasId?: boolean } = {},
) {
  const { clock = fakeClock(1_700_000_000_000), timeout, signal = new AbortController().signal } = given;
  const { hasId = true } = given;
  return postWebhook(
    { http: createHttp(), clock, signal },
    {
      url: `${url}/verysecret`,
      ...{ name: "SLACK_WEBHOOK", body: "{}", hasId },
      headers: (now) => ({ "webhook-timestamp": String(now / 1000) }),
    },
    timeout,
  );
}

async function failureOf(call: Promise<unknown>): Promise<ServiceError> {
  const error = await call.then(undefined, (cause: unknown) => cause);
  expect(error).toBeInstanceOf(ServiceError);
  const { message, hint, cause } = error as ServiceError;
  // The host is a part of the address, which is a secret.
  expect(`${message}${hint}${String(cause)}`).not.toMatch(/verysecret|127\.0\.0\.1/);
  return error as ServiceError;
}

describe.concurrent("a webhook", () => {
  test.each<[ReceiverFault, taken: number]>([
    [{ status: 429, headers: { "retry-after": "7" } }, 1],
    [{ status: 429, headers: { "retry-after": "Tue, 14 Nov 2023 22:13:27 GMT" } }, 1],
    [{ status: 500 }, 1],
    [{ status: 503, body: "<html>" }, 1],
    [{ status: 408 }, 1],
    ["drop before it is taken", 1],
    // Nobody can say: a message twice is less bad than none.
    ["drop after it was taken", 2],
    ["never answer", 1],
  ])("is asked again after %j", async (fault, taken) => {
    await using server = await startReceiver();
    server.fail(fault);
    const clock = fakeClock(1_700_000_000_000);
    expect(await post(server, { clock, timeout: fault === "never answer" ? 3000 : 30_000 })).toEqual({
      status: 200,
      text: "",
    });
    expect(server.requests).toHaveLength(2);
    expect(server.taken).toHaveLength(taken);
    const waited = typeof fault === "object" && fault.headers ? 7000 : 250;
    expect(clock.now() - 1_700_000_000_000).toBe(waited);
    // A signature holds the time at which it was sent.
    const times = server.requests.map(({ headers }) => Number(headers["webhook-timestamp"]));
    expect(times).toEqual([1_700_000_000, 1_700_000_000 + waited / 1000]);
  });

  test.each<ReceiverFault>(["drop after it was taken", "never answer", { status: 504 }])(
    "that cannot know a message again has it twice at most after answers that are lost: %j",
    async (fault) => {
      await using server = await startReceiver();
      server.fail({ status: 503 }, fault, { status: 429 }, fault, fault);
      const timeout = fault === "never answer" ? 300 : 30_000;
      const error = await failureOf(post(server, { hasId: false, timeout }));
      expect(error.rerun).toBe(true);
      if (typeof fault === "string") expect(error.hint).toBe("The message may have arrived all the same");
      expect(server.requests).toHaveLength(4);
      expect(server.taken.length).toBeLessThanOrEqual(2);
    },
  );

  test("that cannot know a message again has it once where it was not sent before", async () => {
    const clock = fakeClock();
    const error = await failureOf(post({ url: "http://127.0.0.1:1" }, { clock, hasId: false }));
    expect(error.hint).toBeUndefined();
    expect(clock.now()).toBe(250 + 500 + 1000 + 2000);
  });

  test("that has answered well is not asked again, though its answer is cut off", async () => {
    await using server = await startReceiver();
    server.fail("cut the answer off");
    expect(await post(server)).toEqual({ status: 200, text: "" });
    expect(server.taken).toHaveLength(1);
  });

  test.each([301, 307, 400, 401, 403, 404, 410, 413])("is not asked again after %i", async (status) => {
    await using other = await startReceiver();
    await using server = await startReceiver();
    server.fail({ status, headers: { location: other.url }, body: "no_service" });
    expect(await post(server)).toEqual({ status, text: "no_service" });
    expect(server.requests).toHaveLength(1);
    expect(other.requests).toEqual([]);
  });

  test("is given up after five tries", async () => {
    await using server = await startReceiver();
    server.fail(...Array(9).fill({ status: 502 }));
    const error = await failureOf(post(server));
    expect(error.message).toBe("Cannot send to SLACK_WEBHOOK: it answered 502");
    expect(server.requests).toHaveLength(5);
  });

  test("that asks for more than a minute is given up at once", async () => {
    await using server = await startReceiver();
    server.fail({ status: 429, headers: { "retry-after": "3600" } });
    const error = await failureOf(post(server));
    expect(error).toMatchObject({ status: 429, rerun: true });
    expect(error.message).toBe("Cannot send to SLACK_WEBHOOK: it answered 429, and to ask again in 3600 s");
    expect(server.requests).toHaveLength(1);
  });

  test("is tried for a minute in all", async () => {
    await using server = await startReceiver();
    server.fail(...Array(9).fill({ status: 429, headers: { "retry-after": "25" } }));
    await failureOf(post(server));
    expect(server.requests).toHaveLength(3);
  });

  test("that does not answer says so", async () => {
    await using server = await startReceiver();
    server.fail(...Array(9).fill("never answer"));
    const error = await failureOf(post(server, { timeout: 30 }));
    expect(error.message).toBe("Cannot send to SLACK_WEBHOOK: no answer came within 0.03 s");
  });

  test("that nobody listens at says so", async () => {
    const error = await failureOf(post({ url: "http://127.0.0.1:1" }));
    expect(error.message).toBe("Cannot send to SLACK_WEBHOOK: the connection failed (ECONNREFUSED)");
    const nowhere = await failureOf(post({ url: "http://nowhere.invalid" }));
    expect(nowhere.message).not.toContain("nowhere.invalid");
  });

  test("is left when the run is stopped", async () => {
    await using server = await startReceiver();
    server.fail("never answer");
    const stop = new AbortController();
    const sending = post(server, { signal: stop.signal });
    setTimeout(() => stop.abort(new Error("stopped")), 100);
    await expect(sending).rejects.toThrow("stopped");
  });
});
