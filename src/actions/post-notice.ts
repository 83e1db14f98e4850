import { ServiceError } from "../errors.ts";
import { messageId } from "../notify/message-id.ts";
import type { Notice } from "../notify/notice.ts";
import { renderEvent } from "../notify/render-event.ts";
import { renderSlack } from "../notify/render-slack.ts";
import { signWebhook } from "../notify/sign-webhook.ts";
import { explainSlackRefusal } from "../notify/slack-refusal.ts";
import { postWebhook, type WebhookAnswer, type WebhookPost } from "../services/post-webhook.ts";
import { readAddress, readSigningKey } from "./notice-address.ts";
import type { Delivered, Delivery } from "./notify.ts";
import { readSent } from "./sent-messages.ts";

/** Posts the notice to Slack or to a webhook of the user's, once for the same reports. */
export async function postNotice(delivery: Delivery, notice: Notice): Promise<Delivered> {
  const { context, target } = delivery;
  const { to, webhook: name = "" } = target;
  const { post, id } = await makePost(delivery, notice);
  if (context.inputs["dry-run"])
    return {
      state: "planned",
      what: `would be posted to ${name}`,
      preview: JSON.stringify(JSON.parse(post.body), null, 1).split("\n"),
    };
  const sent = await readSent(context);
  if (sent.has(id)) return { state: "skipped", what: "this message was sent before" };
  const answer = await postWebhook(context, post);
  if (answer.status < 200 || answer.status > 299) throw refusal(answer, name, to === "slack");
  await sent.add(id);
  return { state: "sent", what: `posted to ${name}` };
}

async function makePost(
  { context, target, index, stored, when }: Delivery,
  notice: Notice,
): Promise<{ post: WebhookPost; id: string }> {
  const { project, environment, secrets } = context;
  const { to, webhook: name = "", secret } = target;
  const { runId: run, runAttempt: attempt, job } = environment;
  const id = messageId(
    { name: project.name, run, attempt, job },
    notice.status,
    `${index} ${to} ${name}`,
    stored,
  );
  const url = await readAddress(secrets, name);
  const signing = secret === undefined ? undefined : await readSigningKey(secrets, secret);
  const body = to === "slack" ? JSON.stringify(renderSlack(notice)) : renderEvent(notice, when);
  const headers: WebhookPost["headers"] = (now) => {
    const timestamp = Math.floor(now / 1000);
    return {
      "user-agent": `mlops-actions/${environment.version}`,
      ...(to === "webhook" && { "webhook-id": id, "webhook-timestamp": String(timestamp) }),
      ...(signing && { "webhook-signature": signWebhook(signing, { id, timestamp, body }) }),
    };
  };
  return { post: { url, name, body, headers, hasId: to === "webhook" }, id };
}

function refusal(answer: WebhookAnswer, name: string, isSlack: boolean): ServiceError {
  const { status } = answer;
  const { said, hint } = isSlack ? explainSlackRefusal(answer) : explainRefusal(status);
  const who = isSlack ? "Slack" : "the server";
  return new ServiceError(`Cannot send to ${name}: ${who} answered ${said}`, {
    service: name,
    ...{ status, hint, rerun: false },
  });
}

function explainRefusal(status: number): { said: string; hint: string } {
  const said = String(status);
  if (status >= 300 && status < 400)
    return {
      said,
      hint: "It is a redirect, which would lose the message: store the address that it leads to",
    };
  if (status === 401 || status === 403)
    return { said, hint: "Check the address and the signing secret that the variables hold" };
  return { said, hint: "Check the address that the variable holds" };
}
