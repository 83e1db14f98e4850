/** What to do about Slack's answers to a webhook: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
const hints: Readonly<Record<string, string>> = {
  no_service:
    "The webhook is gone or was switched off: make a new one in the Slack app, and store its address",
  no_service_id: "The address is not whole: store it again, as Slack shows it",
  no_active_hooks: "The webhook was switched off: make a new one in the Slack app, and store its address",
  no_team: "The workspace is gone, or the address is not whole",
  team_disabled: "The workspace is switched off",
  invalid_token: "The address is not whole or was revoked: store it again, as Slack shows it",
  token_revoked: "The app was removed from the workspace: install it again, and store the new address",
  channel_not_found: "The channel is gone, or the app may not see it: make a webhook for another one",
  channel_is_archived: "Restore the channel, or make a webhook for another one",
  user_not_found: "The person that the webhook writes to is gone",
  action_prohibited: "An administrator of the workspace forbids it",
  posting_to_general_channel_denied:
    "Only administrators may write to #general: make a webhook for another channel",
  invalid_payload: "This is a bug of mlops-actions: please report it",
  invalid_blocks: "This is a bug of mlops-actions: please report it",
  too_many_attachments: "This is a bug of mlops-actions: please report it",
  no_text: "This is a bug of mlops-actions: please report it",
};

/** What Slack's answer says, if it is one of its codes, and what to do about it. */
export function explainSlackRefusal(answer: { status: number; text: string }): {
  said: string;
  hint: string;
} {
  const code = /^[a-z_]{1,60}/.exec(answer.text.trim())?.[0] ?? "";
  if (Object.hasOwn(hints, code)) return { said: `${answer.status} "${code}"`, hint: hints[code]! };
  return {
    said: String(answer.status),
    hint: "Check the address that the variable holds: it is the one that Slack shows for an incoming webhook",
  };
}
