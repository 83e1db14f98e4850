/** The page's whole style. Colours meet WCAG AA on both grounds; the ground follows the reader's setting. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --card: #f7f8fa; --ink: #1c2128; --quiet: #59636e; --line: #dde1e6; --accent: #2563eb;
  --pass: #116329; --fail: #b3261e; --warn: #7d4e00; --note: #1f5fbf;
  --series-1: #2563eb; --series-2: #c2620a; --series-3: #047857; --series-4: #7e22ce; --series-5: #b91c1c; --series-6: #0e7490;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171c; --card: #1c2027; --ink: #e4e7eb; --quiet: #a0a8b3; --line: #333a44; --accent: #7aa7ff;
    --pass: #5fcf80; --fail: #ff8a80; --warn: #e9b949; --note: #8ab4f8;
    --series-1: #7aa7ff; --series-2: #f2a65a; --series-3: #4fd1a5; --series-4: #c99cff; --series-5: #ff8a80; --series-6: #5cd0e6;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
main { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
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
.facts dt { font-size: .875rem; color: var(--quiet); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.facts .number { font-size: 1.5rem; line-height: 1.3; font-weight: 600; font-variant-numeric: tabular-nums; }
.facts .note { font-size: .875rem; color: var(--quiet); }
.remarks { margin-top: 1rem; color: var(--quiet); }
.section { margin-top: 2.25rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
.section > * + *, .body > * + * { margin-top: 1rem; }
details.section + details.section { margin-top: 0; }
details.section { padding-bottom: 1.25rem; padding-top: 1.25rem; }
details.section + :not(details) { margin-top: 0; }
summary { cursor: pointer; }
summary > :is(h2, h3) { display: inline; }
summary::marker { color: var(--quiet); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 3px; }
.scroll { overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; font-size: .9375rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding-bottom: .5rem; }
th, td { padding: .4rem .75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; max-width: 32rem; overflow-wrap: break-word; }
th:first-child, td:first-child { padding-left: 0; }
thead th { font-weight: 500; font-size: .875rem; color: var(--quiet); vertical-align: bottom; }
tbody th { font-weight: 400; }
.right { text-align: right; white-space: nowrap; }
.matrix td { text-align: right; min-width: 4rem; border: 1px solid var(--line); background: color-mix(in srgb, var(--accent) calc(var(--share) * 42%), transparent); }
.matrix th, .matrix thead td { border: 0; background: none; }
.matrix td[data-same] { font-weight: 650; }
.more { font-size: .875rem; color: var(--quiet); }
.findings { list-style: none; padding: 0; }
.findings li { padding: .6rem 0; border-bottom: 1px solid var(--line); display: grid; grid-template-columns: 6.5rem 1fr; gap: 0 .75rem; }
.findings li > div { min-width: 0; overflow-wrap: anywhere; }
.level { font-weight: 600; font-size: .875rem; line-height: 1.7; }
.error { color: var(--fail); } .warning { color: var(--warn); } .info { color: var(--note); }
.where, .hint { font-size: .875rem; color: var(--quiet); }
.log { overflow-x: auto; max-height: 30rem; font: .8rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
code { font: .875rem ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.charts { display: flex; flex-wrap: wrap; gap: 2rem; align-items: flex-start; }
.beside { gap: 1.25rem; }
figure { margin: 0; min-width: 0; max-width: 100%; }
figcaption { font-weight: 600; margin-bottom: .5rem; }
figure svg { display: block; max-width: 100%; height: auto; }
figure details { margin-top: .5rem; font-size: .875rem; }
figure summary { color: var(--quiet); }
@media (max-width: 36rem) {
  main { padding-top: 1.5rem; }
  .verdict { font-size: 1.5rem; }
  .findings li { grid-template-columns: 1fr; }
  tbody th { min-width: 8rem; }
}
@media print { main { max-width: none; padding: 0; } .section { break-inside: avoid; } }
`;
