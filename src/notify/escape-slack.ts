import { clipText, makeVisible } from "../visible-text.ts";

/**
 * Data as Slack's mrkdwn that reads as it stands: `&`, `<` and `>` are its only control characters, so no link and no
 * mention (`<!channel>`, `<@U…>`) gets through. What would format a word is set apart by a zero-width space.
 */
export function escapeSlack(text: string): string {
  return escapeControls(
    makeVisible(text)
      .replace(
        /[*_~`]+(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])[*_~`]+/gu,
        (marks) => `\u200b${marks.split("").join("\u200b")}\u200b`,
      )
      .replace(/:(?=(?:[\w+-]*[a-z][\w+-]*|[+-]1|100|1234):)/gi, ":\u200b")
      .replace(/^(\s*)>/, "$1\u200b>"),
  );
}

/** Data for a block of code, in which nothing is formatted; no text of it ends the block. */
export function escapeSlackCode(text: string): string {
  return escapeControls(makeVisible(text).replace(/`{2,}/g, (ticks) => ticks.split("").join(" ")));
}

/**
 * The text escaped and no longer than `most` UTF-16 units with its escapes, which are never cut apart. A blank one is a
 * dash: Slack refuses texts that are empty.
 */
export function fitSlack(
  text: string,
  most: number,
  escapeText: (text: string) => string = escapeSlack,
): string {
  const trimmed = text.trim();
  for (let limit = most; limit > 0; limit = Math.floor(limit * 0.7)) {
    const fitted = escapeText(clipText(trimmed, limit));
    if (fitted.length <= most) return fitted.trim() === "" ? "–" : fitted;
  }
  return "…";
}

/** Data where Slack formats nothing (`plain_text`). */
export function fitPlain(text: string, most: number): string {
  return fitSlack(text, most, makeVisible);
}

function escapeControls(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
