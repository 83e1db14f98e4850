import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { startReceiver } from "../actions/webhook-receiver.ts";
import { makeWorkspace, runCli, runStep } from "./run-dist.ts";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const targets = `notify:
  - { to: slack, webhook: SLACK_WEBHOOK }
  - { to: webhook, webhook: MODEL_HOOK, secret: MODEL_HOOK_SECRET }
`;

/** A project whose data break a check. */
const project = (more = targets) =>
  makeWorkspace({
    "houses.csv": "id,rooms,price\n1,2,3\n2,,4\n",
    "mlops.yml": `version: 1\nname: houses\ndata: { path: houses.csv, target: price }\nchecks:\n  - { column: rooms, required: true }\n${more}`,
  });

const event = { GITHUB_EVENT_NAME: "schedule", GITHUB_REF: "refs/heads/main", GITHUB_EVENT_PATH: "/nowhere" };

test("a step tells what failed, once, and shows no secret", async () => {
  await using receiver = await startReceiver();
  const workspace = project();
  const env = {
    ...event,
    SLACK_WEBHOOK: `${receiver.url}/services/T0/B0/verysecret\n`,
    MODEL_HOOK: `${receiver.url}/hook?key=verysecret`,
    MODEL_HOOK_SECRET: secret,
  };
  expect((await runStep("validate-data", { workspace, env })).exitCode).toBe(1);
  receiver.fail({ status: 503 });
  const told = await runStep("notify", { workspace, env });
  expect(told).toMatchObject({
    exitCode: 0,
    outputs: {
      ...{ verdict: "pass", occasion: "failure", failed: "[]" },
      sent: '["slack (SLACK_WEBHOOK)","webhook (MODEL_HOOK)"]',
    },
  });
  expect(receiver.taken).toHaveLength(2);
  const signed = receiver.requests.find(({ path }) => path.startsWith("/hook"));
  expect(new Webhook(secret).verify(signed?.body ?? "", signed?.headers ?? {})).toMatchObject({
    type: "mlops.run.failed",
    data: { name: "houses", findings: [{ place: "houses.csv:3" }] },
  });
  const masks = told.stdout.match(/^::add-mask::.*$/gm) ?? [];
  expect(masks.join("\n")).toContain("verysecret");
  const rest = told.stdout.replace(/^::add-mask::.*$/gm, "") + told.stderr + told.summary;
  expect(rest).not.toMatch(/verysecret|whsec_|127\.0\.0\.1/);

  const again = await runStep("notify", { workspace, env });
  expect(again).toMatchObject({ exitCode: 0, outputs: { verdict: "skipped", sent: "[]" } });
  expect(receiver.taken).toHaveLength(2);
});

test("what cannot be sent warns; where it is required, the step fails; each target is tried", async () => {
  await using receiver = await startReceiver();
  const env = { ...event, MODEL_HOOK: `${receiver.url}/hook`, MODEL_HOOK_SECRET: "hunter2-hunter2" };
  const workspace = project();
  await runStep("validate-data", { workspace, env });
  const warned = await runStep("notify", { workspace, env });
  expect(warned).toMatchObject({ exitCode: 0, outputs: { verdict: "inconclusive", passed: "false" } });
  expect(warned.stdout).toContain("Cannot send to SLACK_WEBHOOK: the variable is not set");
  expect(warned.summary).toContain("secrets.SLACK_WEBHOOK");
  expect(warned.stdout).toContain("Cannot sign with MODEL_HOOK_SECRET");
  expect(warned.stdout.replace(/^::add-mask::.*$/gm, "")).not.toContain("hunter2");
  const required = project(targets.replace("SLACK_WEBHOOK }", "SLACK_WEBHOOK, required: true }"));
  await runStep("validate-data", { workspace: required, env });
  const failed = await runStep("notify", {
    workspace: required,
    env: { ...env, MODEL_HOOK_SECRET: secret },
  });
  expect(failed).toMatchObject({ exitCode: 1, outputs: { verdict: "refused" } });
  expect(receiver.taken).toHaveLength(1);
});

test("a mistake elsewhere in mlops.yml does not silence it", async () => {
  await using receiver = await startReceiver();
  const workspace = project(`${targets.split("\n").slice(0, 2).join("\n")}\ngate: { rulez: [] }\n`);
  const env = { ...event, SLACK_WEBHOOK: receiver.url };
  expect((await runStep("validate-data", { workspace, env })).exitCode).toBe(2);
  const told = await runStep("notify", { workspace, env });
  expect(told).toMatchObject({ exitCode: 0, outputs: { occasion: "failure" } });
  expect(receiver.taken[0]).toMatch(/rulez.*rules/);
});

test("a terminal shows what would be sent", async () => {
  await using receiver = await startReceiver();
  const workspace = project();
  const env = {
    SLACK_WEBHOOK: `${receiver.url}/verysecret`,
    MODEL_HOOK: receiver.url,
    MODEL_HOOK_SECRET: secret,
  };
  expect((await runCli(["validate-data"], workspace, env)).exitCode).toBe(1);
  const dry = await runCli(["notify", "--dry-run"], workspace, env);
  expect(dry.exitCode).toBe(0);
  expect(dry.stdout).toContain("would be posted to SLACK_WEBHOOK");
  expect(dry.stdout).toContain('"type": "mlops.run.failed"');
  expect(dry.stdout + dry.stderr).not.toMatch(/verysecret|whsec_/);
  expect(receiver.requests).toEqual([]);
  expect((await runCli(["notify"], workspace, env)).exitCode).toBe(0);
  expect(receiver.taken).toHaveLength(2);
});
