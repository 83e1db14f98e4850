import fc from "fast-check";
import { hostileTexts } from "../arbitrary-report.ts";

/** Pieces that mean something to Markdown, to GitHub's references or to HTML; put together in every order. */
const pieces = [
  ...Array.from("ab1 ._*-+=#@:/\\|`~<>[]()!&;$^{}\"'\n\t"),
  "http://",
  "www.",
  "mailto:a@b.co",
  "xmpp:a@b.co/x",
  "ftp://x.y",
  "a@b.co",
  "1. ",
  "- [ ] ",
  "> [!NOTE]\n",
  "\u200b",
  "a1b2c3d",
  "1234567",
  "..",
  "GH-1",
  "gh-2",
  "CVE-2026-1",
  "/issues/1",
  "a/b/pull/2",
  "acme/house",
  ":tada:",
  "$x$",
  "$`x`$",
  "[^1]",
  "[^1]: ",
  "<!-- mlops-actions:house sha=a run=1 attempt=1 -->",
  "&#64;o",
  "&#x24;",
  "\\(x\\)",
  "<b>",
  "</details>",
  "| - |",
  "```",
  "~~~",
  "—",
  "é",
  "日",
  "👩‍👧",
];

/** Text of data that attacks what it is shown in. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...hostileTexts), { minLength: 1, maxLength: 2 }).map((texts) => texts.join(" ")),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join("")),
);
