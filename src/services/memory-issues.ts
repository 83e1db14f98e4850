import type { Comment } from "./github.ts";
import type { CommitComments } from "./github-commit-comments.ts";
import type { Issue, Issues } from "./github-issues.ts";

/** An issue with what became of it. */
export type MemoryIssue = Issue & { state: "open" | "completed" | "not_planned"; comments: string[] };

/** Who writes; `write` refuses where the token may only read. */
interface Writer {
  author: string;
  isByBot: boolean;
  write(act: string): void;
}

/** Issues in memory, for tests. */
export function memoryIssues(
  given: readonly Partial<Issue>[] = [],
  { author, isByBot, write }: Writer,
): Issues & { all: MemoryIssue[] } {
  const all: MemoryIssue[] = [];
  const add = (issue: Partial<Issue>): MemoryIssue => {
    const number = issue.number ?? all.length + 1;
    const url = `https://github.com/acme/houses/issues/${number}`;
    const own = { title: "", body: "", labels: [], author, isByBot, state: "open", comments: [] } as const;
    all.push({ ...own, url, ...issue, number, labels: [...(issue.labels ?? [])], comments: [] });
    return all.at(-1)!;
  };
  for (const issue of given) add(issue);
  const get = (number: number): MemoryIssue => all.find((each) => each.number === number)!;
  return {
    all,
    find: async (label, marker) =>
      all
        .filter(
          ({ state, labels, body }) => state === "open" && labels.includes(label) && body.includes(marker),
        )
        .map((each) => ({ ...each })),
    async open(issue) {
      write("open an issue");
      return { ...add({ ...issue, labels: [...issue.labels] }) };
    },
    async update(number, to) {
      write(`update issue #${number}`);
      return { ...Object.assign(get(number), to) };
    },
    async close(number, reason) {
      write(`close issue #${number}`);
      get(number).state = reason;
    },
    async comment(number, body, key) {
      write(`comment on issue #${number}`);
      const { comments } = get(number);
      if (!comments.some((each) => each.includes(key))) comments.push(body);
      return { id: comments.length, body, url: `${get(number).url}#issuecomment-1`, author, isByBot };
    },
  };
}

/** Comments on commits in memory, for tests. */
export function memoryCommitComments({ author, isByBot, write }: Writer): CommitComments & {
  all: (Comment & { sha: string })[];
} {
  const all: (Comment & { sha: string })[] = [];
  return {
    all,
    find: async (sha, marker) => all.filter((each) => each.sha === sha && each.body.includes(marker)),
    async create(sha, body) {
      write(`comment on commit ${sha.slice(0, 7)}`);
      const id = all.length + 1;
      const url = `https://github.com/acme/houses/commit/${sha}#commitcomment-${id}`;
      all.push({ id, body, url, author, isByBot, sha });
      return { ...all.at(-1)! };
    },
    async update(id, body) {
      write(`update comment ${id}`);
      return Object.assign(all.find((each) => each.id === id)!, { body });
    },
    async remove(id) {
      write(`delete comment ${id}`);
      const index = all.findIndex((each) => each.id === id);
      if (index >= 0) all.splice(index, 1);
    },
  };
}
