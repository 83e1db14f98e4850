/** Steps in which a matrix's cells are shaded. */
export const shades = 20;

const shading = Array.from(
  { length: shades },
  (_, step) =>
    `.matrix td[data-share="${step + 1}"] { background: color-mix(in srgb, var(--accent) ${((step + 1) * 42) / shades}%, transparent); }`,
).join("\n");

/** The page's whole style. Colours meet WCAG AA on both grounds; the ground follows the reader's setting. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --card: #f7f8fa; --ink: #1c2128; --quiet: #59636e; --line: #dde1e6; --accent: #2563eb; --edge: #8a929c;
  --pass: #116329; --fail: #b3261e; --warn: #7d4e00; --note: #1f5fbf;
  --series-1: #2563eb; --series-2: #c2620a; --series-3: #047857; --series-4: #7e22ce; --series-5: #b91c1c; --series-6: #0e7490;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171c; --card: #1c2027; --ink: #e4e7eb; --quiet: #a0a8b3; --line: #333a44; --accent: #7aa7ff; --edge: #6d7682;
    --pass: #5fcf80; --fail: #ff8a80; --warn: #e9b949; --note: #8ab4f8;
    --series-1: #7aa7ff; --series-2: #f2a65a; --series-3: #4fd1a5; --series-4: #c99cff; --series-5: #ff8a80; --series-6: #5cd0e6;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
main { max-width: 62.5rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; outline: 0; }
.skip { position: absolute; left: -99rem; background: var(--ground); padding: .5rem 1rem; }
.skip:focus { left: .75rem; top: .5rem; z-index: 3; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
[hidden] { display: none; }
[hidden="until-found"] { display: block; }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
h1, h2, h3, h4, p, ul, dl { margin: 0; }
h1 { font-size: 1.125rem; font-weight: 600; color: var(--quiet); overflow-wrap: anywhere; }
h2, h3 { font-size: 1.1875rem; line-height: 1.35; font-weight: 650; overflow-wrap: anywhere; }
article + article { margin-top: 4rem; }
.verdict { margin-top: .25rem; font-size: 1.75rem; line-height: 1.25; font-weight: 650; letter-spacing: -.01em; overflow-wrap: anywhere; }
.verdict span { color: var(--quiet); }
.pass .verdict span { color: var(--pass); }
.fail .verdict span, .refused .verdict span { color: var(--fail); }
.inconclusive .verdict span { color: var(--warn); }
.facts { display: flex; flex-wrap: wrap; gap: 1.25rem 2.5rem; margin-top: 1.5rem; }
.facts > div { max-width: 20rem; }
.facts dt { font-size: .875rem; color: var(--quiet); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.facts .number { font-size: 1.5rem; line-height: 1.3; font-weight: 600; font-variant-numeric: tabular-nums; }
.facts .note { font-size: .875rem; color: var(--quiet); }
.remarks { margin-top: 1rem; color: var(--quiet); }
.contents { margin-top: 1.5rem; font-size: .9375rem; }
.contents summary, .contents p { font-weight: 600; font-size: .875rem; color: var(--quiet); }
.contents ul { list-style: none; padding: 0; margin: .25rem 0 .75rem; max-height: 60vh; overflow-y: auto; }
.contents li { padding: .2rem 0; overflow-wrap: anywhere; }
.contents a { color: inherit; text-decoration: none; padding: .2rem 0; }
.contents a:hover { text-decoration: underline; }
.count { white-space: nowrap; font-size: .8125rem; }
@media (min-width: 80rem) {
  body:has(.contents) main { margin-left: max(17rem, calc(50% - 29rem)); }
  .contents { position: fixed; top: 0; bottom: 0; overflow-y: auto; left: max(1.25rem, calc(50% - 46rem)); width: 14rem; margin: 0; padding: 2.75rem 0 2rem; }
  .contents ul { max-height: none; }
}
button, input, select { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--edge); border-radius: 4px; padding: .25rem .6rem; }
button { cursor: pointer; font-size: .875rem; }
.filter { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: center; font-size: .875rem; color: var(--quiet); }
.filter label { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
.filter :is(input, select) { max-width: min(16rem, 70vw); color: var(--ink); }
.section { scroll-margin-top: .5rem; margin-top: 2.25rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
.large :is(section.section, .section[open]) { content-visibility: auto; contain-intrinsic-size: auto 20rem; margin-inline: -6px; padding-inline: 6px; }
.section > * + *, .body > * + * { margin-top: 1rem; }
details.section + details.section { margin-top: 0; }
details.section { padding-bottom: 1.25rem; padding-top: 1.25rem; }
details.section + :not(details) { margin-top: 0; }
:is(.facts, .remarks, .contents, .verdict) + details.section { margin-top: 2.25rem; }
.group > * + *, .group + .group { margin-top: 1rem; }
.group[hidden] { margin-top: 0; }
.group :is(h3, h4) { font-size: 1rem; }
summary { cursor: pointer; }
summary > :is(h2, h3) { display: inline; }
summary::marker { color: var(--quiet); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 3px; }
.scroll { overflow: auto; max-width: 100%; }
.scroll.long { max-height: 40rem; }
table { border-collapse: separate; border-spacing: 0; font-size: .9375rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding-bottom: .5rem; }
th, td { padding: .4rem .75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; max-width: 32rem; overflow-wrap: break-word; }
th:first-child, td:first-child { padding-left: 0; }
thead th { position: sticky; top: 0; z-index: 1; background: var(--ground); font-weight: 500; font-size: .875rem; color: var(--quiet); vertical-align: bottom; }
thead button { all: unset; cursor: pointer; }
thead button:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 3px; }
thead button::after { content: "\\a0↕"; opacity: .45; }
[aria-sort] button { color: var(--ink); }
[aria-sort="ascending"] button::after { content: "\\a0↑"; opacity: 1; }
[aria-sort="descending"] button::after { content: "\\a0↓"; opacity: 1; }
@media (scripting: enabled) { .rest { display: none; } }
.scroll + button { margin-top: .5rem; }
tbody th { font-weight: 400; }
tbody tr:hover > * { background: var(--card); }
.sign { display: inline-block; min-width: 1em; font-weight: 650; text-align: center; }
.sign.pass { color: var(--pass); } .sign.none { color: var(--quiet); }
.right { text-align: right; white-space: nowrap; }
.matrix { border-collapse: collapse; }
.matrix td { text-align: right; min-width: 4rem; border: 1px solid var(--line); }
.matrix th, .matrix thead td { border: 0; background: none; position: static; }
${shading}
.matrix td[data-same] { font-weight: 650; }
.more { font-size: .875rem; color: var(--quiet); }
.findings { list-style: none; padding: 0; }
.findings li { padding: .6rem 0; border-bottom: 1px solid var(--line); display: grid; grid-template-columns: 6.5rem 1fr; gap: 0 .75rem; }
.findings li > div { min-width: 0; overflow-wrap: anywhere; }
.level { font-weight: 600; font-size: .875rem; line-height: 1.7; }
.error { color: var(--fail); } .warning { color: var(--warn); } .info { color: var(--note); }
.where, .hint { font-size: .875rem; color: var(--quiet); }
.hint { white-space: pre-wrap; }
.log { overflow-x: auto; max-height: 30rem; font: .8rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
code { font: .875rem ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.charts { display: flex; flex-wrap: wrap; gap: 2rem; align-items: flex-start; }
.charts > * { min-width: 0; max-width: 100%; }
.plot { position: relative; width: fit-content; max-width: 100%; }
.plot .on { stroke: currentColor; stroke-width: 2; opacity: 1; }
.tip { position: fixed; z-index: 2; pointer-events: none; max-width: min(24rem, 90vw); padding: .3rem .6rem; border-radius: 4px; background: var(--ink); color: var(--ground); font-size: .875rem; overflow-wrap: anywhere; }
figure { margin: 0; min-width: 0; max-width: 100%; }
figcaption { font-weight: 600; margin-bottom: .5rem; }
figure svg { display: block; max-width: 100%; height: auto; }
figure details { margin-top: .5rem; font-size: .875rem; }
figure summary { color: var(--quiet); }
@media (max-width: 36rem) {
  main { padding-top: 1.5rem; }
  .verdict { font-size: 1.5rem; }
  .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: 1rem 1.25rem; }
  .facts .number { font-size: 1.25rem; }
  .findings li { grid-template-columns: 1fr; }
  .scroll table { width: max-content; }
  th, td { max-width: 15rem; }
  tbody th { position: sticky; left: 0; max-width: 40vw; background: var(--ground); }
}
@media (forced-colors: active) { .plot .on { stroke: Highlight; } .tip { border: 1px solid; } }
@media print {
  main { max-width: none; margin: 0 !important; padding: 0; }
  .contents, .filter, .skip, .tip, figure details { display: none; }
  .rest { display: table-row-group; }
  .scroll + button { display: none; }
  .large .section { content-visibility: visible !important; }
  [hidden] { display: revert; }
  [hidden="until-found"] { content-visibility: visible; }
  .scroll, .log { overflow: visible; max-height: none; }
  figure, tr, .findings li { break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; }
}
`;
