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
  for (const [, found = ""] of line.replaceAll("<br>", "").matchAll(/(<[^>]*>?)/g)) {
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
