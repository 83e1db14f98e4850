import * as z from "zod";
import type { CheckAnnotation } from "../check-run.ts";
import { parseDocumented } from "./github-answers.ts";
import type { GitHubClient } from "./github-client.ts";
import { readPages } from "./read-pages.ts";

/** An annotation as the API takes it. */
export interface SentAnnotation {
  path: string;
  start_line: number;
  end_line: number;
  start_column?: number;
  end_column?: number;
  annotation_level: CheckAnnotation["level"];
  title?: string;
  message: string;
}

/** Pages of annotations that are read at most. */
const mostPages = 5;
const needs = { checks: "read" };

const annotationList = z.array(
  z.object({
    path: z.string(),
    start_line: z.int(),
    annotation_level: z.string().nullish(),
    message: z.string().nullish(),
  }),
);

/** The annotations that a check run does not have yet. */
export async function missingOf(
  { call }: GitHubClient,
  { name }: { name: string },
  id: number,
  wanted: CheckAnnotation[],
): Promise<CheckAnnotation[]> {
  if (wanted.length === 0) return [];
  const act = `read the annotations of the check run "${name}"`;
  const found = await readPages(mostPages, async (page) => {
    const answer = await call(
      (octokit, where) => octokit.rest.checks.listAnnotations({ ...where, ...page, check_run_id: id }),
      { act, needs },
    );
    return parseDocumented(annotationList, answer, act);
  });
  const present = new Set(
    found.map((each) => keyOf([each.path, each.start_line, each.annotation_level, each.message])),
  );
  return wanted.filter((each) => !present.has(keyOfAnnotation(each)));
}

/** Each once: a check run would show all. */
export function distinctAnnotations(annotations: CheckAnnotation[]): CheckAnnotation[] {
  return [...new Map(annotations.map((each) => [keyOfAnnotation(each), each])).values()];
}

function keyOfAnnotation({ path, line, level, message }: CheckAnnotation): string {
  return keyOf([path, line, level, message]);
}

function keyOf(parts: unknown[]): string {
  return JSON.stringify(parts.map((part) => (typeof part === "string" ? part.trim() : part)));
}

/** An annotation in GitHub's words. */
export function renderAnnotation(annotation: CheckAnnotation): SentAnnotation {
  const { path, line, column, level, title, message } = annotation;
  return {
    ...{ path, start_line: line, end_line: line, annotation_level: level, message },
    ...(column !== undefined && { start_column: column, end_column: column }),
    ...(title !== undefined && { title }),
  };
}
