import type { Answer, Received } from "./serve.ts";

/** A check run as GitHub keeps it; annotations are added and never taken back. */
export interface StandInCheck {
  id: number;
  name: string;
  head_sha: string;
  external_id: string;
  details_url: string | null;
  status: string;
  conclusion: string | null;
  output: { title: string | null; summary: string | null; text: string | null };
  annotations: Record<string, unknown>[];
}

interface Sent extends Partial<Omit<StandInCheck, "output">> {
  output?: Partial<StandInCheck["output"]> & { annotations?: Record<string, unknown>[] };
}

/** GitHub's check runs with its documented limits; undefined for any other request. */
export function createChecks(): {
  all: readonly StandInCheck[];
  answer(request: Received): Answer | undefined;
} {
  const all: StandInCheck[] = [];

  const apply = (check: StandInCheck, sent: Sent): Answer => {
    const { annotations = [], ...output } = sent.output ?? {};
    const texts = [output.summary, output.text].filter((each) => typeof each === "string");
    if (annotations.length > 50 || texts.some((each) => [...each].length > 65_535))
      return invalid("Invalid request. No more than 50 annotations, and 65535 characters, are allowed");
    if (sent.conclusion) sent.status = "completed";
    if (sent.status && sent.status !== "completed") check.conclusion = null;
    const { output: _, annotations: __, ...fields } = sent;
    Object.assign(check, fields);
    Object.assign(check.output, output);
    const blank = { start_column: null, end_column: null, title: null, raw_details: null, blob_href: "" };
    check.annotations.push(...annotations.map((each) => ({ ...blank, ...each })));
    return { status: 200, body: JSON.stringify(render(check)) };
  };

  const answerOne = (method: string, check: StandInCheck, part: string, request: Received): Answer => {
    const query = new URL(request.url, "http://github.test").searchParams;
    if (method === "PATCH") return apply(check, JSON.parse(request.body.toString("utf8")) as Sent);
    if (part !== "annotations") return { status: 200, body: JSON.stringify(render(check)) };
    const [page, size] = [Number(query.get("page") ?? 1), Number(query.get("per_page") ?? 30)];
    const shown = check.annotations.slice((page - 1) * size, page * size);
    return { status: 200, body: JSON.stringify(shown) };
  };

  return {
    all,
    answer(request) {
      const { method, path, url } = request;
      const [, , , , area = "", id = "", part = ""] = path.split("/");
      if (area === "commits" && part === "check-runs") {
        const name = new URL(url, "http://github.test").searchParams.get("check_name");
        const found = all.filter((each) => each.head_sha === id && (name === null || each.name === name));
        const body = { total_count: found.length, check_runs: found.map(render).reverse() };
        return { status: 200, body: JSON.stringify(body) };
      }
      if (area !== "check-runs") return undefined;
      if (method === "POST") {
        const made: StandInCheck = {
          ...{ id: all.length + 1, name: "", head_sha: "", external_id: "", details_url: null },
          ...{ status: "queued", conclusion: null, annotations: [] },
          output: { title: null, summary: null, text: null },
        };
        const answer = apply(made, JSON.parse(request.body.toString("utf8")) as Sent);
        if (answer === "drop" || answer.status !== 200) return answer;
        all.push(made);
        return { ...answer, status: 201 };
      }
      const check = all.find((each) => each.id === Number(id));
      if (check === undefined) return { status: 404, body: JSON.stringify({ message: "Not Found" }) };
      return answerOne(method, check, part, request);
    },
  };
}

function render({ annotations, output, ...check }: StandInCheck): object {
  const counted = { ...output, annotations_count: annotations.length };
  return { ...check, html_url: `https://github.com/acme/repo/runs/${check.id}`, output: counted };
}

function invalid(message: string): Answer {
  const body = { message, errors: [], documentation_url: "https://docs.github.com/rest" };
  return { status: 422, body: JSON.stringify(body) };
}
