import { unknownPlaceholder } from "../notify/fill-template.ts";
import * as z from "./draft.ts";

/** What a run can be to those who are told of it. */
const occasions = ["failure", "fixed", "success", "always"] as const;

/** Keys that only some targets have. */
const ownKeys = {
  webhook: ["slack", "webhook"],
  secret: ["webhook"],
  labels: ["issue"],
} as const;

const variable = (): ReturnType<typeof z.string> =>
  z
    .string()
    .regex(
      /^[A-Za-z_]\w{0,199}$/,
      "expected the name of an environment variable such as SLACK_WEBHOOK, never what it holds",
    );

const template = (most: number): ReturnType<typeof z.string> => z.string().min(1).max(most);

const target = z
  .strictObject({
    to: z
      .enum(["slack", "webhook", "issue", "commit"])
      .describe(
        "Where the message goes: slack, webhook (JSON, signed), issue (one for a failure, closed when it is fixed), commit (a comment on it)",
      ),
    on: z
      .array(z.enum(occasions))
      .min(1)
      .default(["failure", "fixed"])
      .describe(
        "When: failure, fixed (passes where the run before failed), success, always; an issue knows the first two",
      ),
    webhook: variable()
      .optional()
      .describe("Name of the environment variable that holds the address, for slack and webhook"),
    secret: variable()
      .optional()
      .describe("Name of the environment variable that holds the signing secret (whsec_…), for webhook"),
    labels: z
      .array(
        z
          .string()
          .regex(/^[^\s,][^,\r\n]{0,49}$/, "expected a label of up to 50 characters, without a comma"),
      )
      .min(1)
      .max(20)
      .optional()
      .describe("Labels of the issue, by the first of which it is found again; default: mlops"),
    title: template(200)
      .optional()
      .describe(
        "Title of the message; {name}, {headline}, {verdict}, {branch}, {commit}, {url} are filled in",
      ),
    message: template(1500).optional().describe("Text before the report's, with the same placeholders"),
    pull_requests: z.boolean().default(false).describe("Tell of runs for pull requests, too"),
    required: z.boolean().default(false).describe("Whether the step fails where the message cannot be sent"),
  })
  .superRefine((value, context) => {
    const issue = (path: string, message: string): void =>
      context.addIssue({ code: "custom", path: [path], message });
    for (const [key, owners] of Object.entries(ownKeys)) {
      const isThere = value[key as keyof typeof ownKeys] !== undefined;
      if (isThere && !owners.some((each) => each === value.to))
        issue(key, `it is for ${owners.join(" and ")}, not for ${value.to}`);
    }
    if ((value.to === "slack" || value.to === "webhook") && value.webhook === undefined)
      issue("to", `${value.to} needs webhook: the name of the variable that holds the address`);
    const unfit = value.on.find((each) => each === "success" || each === "always");
    if (value.to === "issue" && (unfit !== undefined || !value.on.includes("failure")))
      issue(
        "on",
        `an issue is opened by a failure and closed when it is fixed${unfit ? `: it knows no ${unfit}` : ": it needs failure"}`,
      );
    if (value.to === "issue" && value.pull_requests)
      issue("pull_requests", "an issue is for a branch: a pull request has its comment");
    for (const key of ["title", "message"] as const) {
      const unknown = unknownPlaceholder(value[key] ?? "");
      if (unknown !== undefined) issue(key, unknown);
    }
  });

/** `notify`: who is told of a run. */
export const notifySection = z.array(target).max(20);

/** One entry of `notify`, with its defaults filled in. */
export type NotifyTarget = z.infer<typeof target>;
