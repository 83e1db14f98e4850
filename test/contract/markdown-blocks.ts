/** A fenced block of a Markdown page. */
export interface Block {
  /** The word behind the fence. */
  language: string;
  content: string;
  /** Line of the fence, from 1. */
  line: number;
  /** Text of an HTML comment on a line of its own right before the fence; "" without one. */
  mark: string;
}

/** The fenced blocks of a page, in order; blocks in lists lose their indentation. */
export function parseBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.split("\n");
  let open: { indent: string; block: Block } | undefined;
  for (const [index, line] of lines.entries()) {
    const [, indent, language] = /^( *)```(\S*)\s*$/.exec(line) ?? [];
    if (indent === undefined || language === undefined) {
      if (open) open.block.content += `${line.slice(open.indent.length)}\n`;
      continue;
    }
    if (open) {
      blocks.push(open.block);
      open = undefined;
    } else {
      const mark = /^ *<!-- (.*) -->$/.exec(lines[index - 1] ?? "")?.[1] ?? "";
      open = { indent, block: { language, content: "", line: index + 1, mark } };
    }
  }
  if (open) throw new Error(`The block at line ${open.block.line} is never closed`);
  return blocks;
}

/** A page without its fenced blocks and code spans, where links are links. */
export function withoutCode(text: string): string {
  return text.replace(/^ *```[\s\S]*?^ *```$/gm, "").replace(/`[^`\n]*`/g, "");
}

/** Targets of a page's links and pictures. */
export function parseLinks(text: string): string[] {
  return [...withoutCode(text).matchAll(/\]\(([^()\s]+)\)/g)].flatMap(([, target]) => target ?? []);
}

/** The anchors that GitHub gives a page's headings. */
export function parseAnchors(text: string): string[] {
  const headings = text.replace(/^ *```[\s\S]*?^ *```$/gm, "").matchAll(/^#+ +(.+)$/gm);
  return [...headings].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-"),
  );
}

/** The rows of a page's tables as cells, without heads and rules; `\|` is no border. */
export function parseTableRows(text: string): string[][] {
  return text
    .split("\n")
    .filter((line) => /^\|.*\|$/.test(line) && !/^\|[-:| ]+\|$/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
}
