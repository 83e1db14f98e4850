/** What breaks the structure of rendered Markdown: open fences or tags, uneven tables, tags from data. */
export function structuralFaults(markdown: string): string[] {
  const faults: string[] = [];
  const tags: string[] = [];
  let fenced = false;
  let table: string[] = [];
  for (const line of [...markdown.split("\n"), ""]) {
    if (line.startsWith("```")) fenced = !fenced;
    else if (!fenced) faults.push(...tagFaults(line, tags));
    if (!fenced && line.startsWith("|")) table.push(line);
    else if (table.length > 0) {
      faults.push(...tableFaults(table));
      table = [];
    }
  }
  if (fenced) faults.push("a fence is open");
  if (tags.length > 0) faults.push(`<${tags.join("><")}> is open`);
  return faults;
}

function tagFaults(line: string, tags: string[]): string[] {
  const faults: string[] = [];
  for (const [, found = ""] of line
    .replaceAll("<br>", "")
    .replaceAll("<span>&#36;</span>", "")
    .matchAll(/(<[^>]*>?)/g)) {
    if (found === "<details>" || found === "<summary>") tags.push(found.slice(1, -1));
    else if (found === "</details>" || found === "</summary>") {
      if (tags.pop() !== found.slice(2, -1)) faults.push(`${found} closes nothing`);
    } else faults.push(`unexpected ${found}`);
  }
  return faults;
}

function tableFaults(lines: string[]): string[] {
  const columns = lines.map((line) => line.match(/(?<!\\)(?:\\\\)*\|/g)?.length);
  const faults = columns.some((count) => count !== columns[0]) ? [`uneven table: ${lines.join("\n")}`] : [];
  return /^\|(?: :?-+:? \|)+$/.test(lines[1] ?? "") ? faults : [...faults, `no delimiter row: ${lines[1]}`];
}

const ours = new Set(
  "h3 h4 p strong em br table thead tbody tr th td details summary pre code span a".split(" "),
);

/** What is wrong with the HTML of rendered Markdown: elements that are not ours, or that do not close in order. */
export function htmlFaults(html: string): string[] {
  const open: string[] = [];
  const faults: string[] = [];
  for (const [tag, slash, name = ""] of html.matchAll(/<(\/?)([a-z\d!-]*)[^>]*>?/gi)) {
    if (!ours.has(name)) faults.push(`unexpected ${tag}`);
    else if (slash === "/" && open.pop() !== name) faults.push(`${tag} closes nothing`);
    else if (slash === "" && name !== "br") open.push(name);
  }
  return open.length > 0 ? [...faults, `<${open.join("><")}> is open`] : faults;
}
