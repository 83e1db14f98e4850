import type { Report } from "../report.ts";
import { verdictWords } from "../verdict-words.ts";
import { fillTemplate } from "./fill-template.ts";
import type { NotifiedRun } from "./notified-run.ts";
import type { Outcome } from "./occasion.ts";

/** What people are told: the one value that every target renders. */
export interface Notice {
  status: Outcome | "fixed";
  report: Report;
  run: NotifiedRun;
  /** `owner/name`; undefined in a terminal. */
  repository: string | undefined;
  /** Address of the run on GitHub. */
  url: string | undefined;
  /** Plain text, not escaped. */
  title: string;
  /** The text of `message`, if any; not escaped. */
  message: string | undefined;
}

/** A notice with the texts that a target asks for. */
export function makeNotice(
  about: Omit<Notice, "title" | "message">,
  texts: { title?: string | undefined; message?: string | undefined },
): Notice {
  const { report, run, url } = about;
  const values = {
    name: report.title,
    headline: report.headline,
    verdict: verdictWords[report.verdict].toLowerCase(),
    branch: run.branch ?? "",
    commit: run.commit?.slice(0, 7) ?? "",
    url: url ?? "",
  };
  const usual = about.status === "fixed" ? "{name} is well again: {headline}" : "{name}: {headline}";
  return {
    ...about,
    title: fillTemplate(texts.title ?? usual, values),
    message: texts.message === undefined ? undefined : fillTemplate(texts.message, values),
  };
}

/** Where the run was, in a few words: branch, commit, workflow, what started it. Not escaped. */
export function placeOfRun({ run, repository }: Notice): string[] {
  const { branch, commit, workflow, event, attempt } = run;
  return [
    ...(repository === undefined ? [] : [repository]),
    ...(branch === undefined ? [] : [branch]),
    ...(commit === undefined ? [] : [`commit ${commit.slice(0, 7)}`]),
    ...(workflow === undefined ? [] : [workflow]),
    ...(event === undefined ? [] : [event]),
    ...(attempt > 1 ? [`attempt ${attempt}`] : []),
  ];
}
