/** Text of a page beside code and links: where GitHub looks for references once Markdown is read. */
function textNodes(html: string): string[] {
  return html
    .replace(/<(code|pre|a)\b[^>]*>.*?<\/\1>/gs, "\n<x>")
    .split(/<[^>]*>/)
    .map((node) =>
      node
        .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&quot;", '"')
        .replaceAll("&amp;", "&"),
    );
}

/**
 * References that GitHub makes of a page's text after Markdown. The patterns for mentions, issues and commits
 * are those of GitHub Desktop (app/src/lib/markdown-filters), which repeats what github.com does.
 */
const references: Record<string, RegExp> = {
  mention: /(?:^|[^a-z0-9_`])@[a-z0-9]/i,
  issue: /(?:#|gh-|\/(?:issues|pull|discussions)\/)\d/i,
  advisory: /\b(?:GHSA|CVE)-\w/i,
  commit: /(?<=^|[\s({[@]|\.\.)[0-9a-f]{7,40}\b/,
  emoji: /:(?:[\w+-]*[a-z][\w+-]*|[+-]1|100):/i,
  formula: /\$.*\$|\$`/s,
  address: /[a-z]:\/\/|www\.|[\w.+-]@[\w-]/i,
};

/** What GitHub would find in rendered HTML, as `kind: text`. */
export function githubReferences(html: string): string[] {
  return textNodes(html).flatMap((node) =>
    Object.entries(references)
      .filter(([, pattern]) => pattern.test(node))
      .map(([kind]) => `${kind}: ${JSON.stringify(node)}`),
  );
}

/** What a reader sees of inline HTML: entities read, our breaks of references and our elements gone. */
export function readable(html: string): string {
  return html
    .replace(/<\/?(?:code|span)>/g, "")
    .replace(/\u200B|&#8203;/g, "")
    .replaceAll("&#36;", "$")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
    .trim();
}
