import { escapeText } from "./markdown.js";
import { chartTable, clipText, findingMessage, findingPlace, formatCell, formatNumber, shownOf, verdictWords } from "./core.js";
const { createHash } = process.getBuiltinModule("node:crypto");

// src/html/page-script.ts
/**
* The page's whole script: a page is complete without it. It sorts and filters tables, shows one group of a section
* at a time, reads the values of charts by pointer, touch and keys, and opens what a link or a printer asks for.
* Data of the page are only ever read as text and set as text.
*/
const pageScript = String.raw`
"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    element.append(...children);
    return element;
  };
  const units = { ms: 0.001, s: 1, min: 60, h: 3600, B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };
  const leading = /^(?:[<>\u2264\u2265\u00b1~]\s?)?([+-]?(?:\d+(?:\.\d+)?(?:e-?\d+)?|\u221e))(?:\s?(%|[a-zA-Z]+))?(?=$|[\s(;])/;

  /* A number for what a cell shows: as exact as it is known; undefined for other text. */
  const numberOf = (cell, shown) => {
    if (cell.dataset.value) return Number(cell.dataset.value);
    const text = shown.replace(/\u2212/g, "-").replace(/,(?=\d{3})/g, "");
    if (/^(?:\d+ (?:h|min|s|ms)(?: |$))+$/.test(text))
      return text.match(/\d+ [a-z]+/g).reduce((sum, part) => sum + parseInt(part) * units[part.split(" ")[1]], 0);
    const found = leading.exec(text);
    return found ? Number(found[1].replace("\u221e", "Infinity")) * (units[found[2]] ?? 1) : undefined;
  };
  const collator = new Intl.Collator(undefined, { numeric: true });

  /* What rows are sorted by: a number and a text each, undefined where there is none. */
  const keysOf = (rows, column) => rows.map((row) => {
    const cell = row.children[column];
    const text = cell ? cell.textContent.trim() : "";
    return ["", "\u2013", "NaN"].includes(text) ? { row } : { row, text, number: numberOf(cell, text) };
  });
  const sortedBy = (rows, column, sign) => {
    const keys = keysOf(rows, column);
    const present = keys.filter(({ text }) => text !== undefined);
    const isNumeric = present.every(({ number }) => number !== undefined);
    const compare = (a, b) => isNumeric
      ? (a.number < b.number ? -1 : a.number > b.number ? 1 : 0)
      : collator.compare(a.text, b.text);
    present.sort((a, b) => sign * compare(a, b));
    return [...present, ...keys.filter(({ text }) => text === undefined)].map(({ row }) => row);
  };

  /* Rows that are filtered out, and those of a long table until they are asked for, wait in its second body. */
  const tabled = (table) => {
    const [body] = table.tBodies;
    const rest = table.tBodies[1] ?? table.appendChild(make("tbody", { class: "rest" }));
    const rows = [...body.rows, ...rest.rows];
    if (rows.length < 3) return;
    let most = rest.rows.length > 0 ? body.rows.length : Infinity;
    let sorted = rows;
    let words = [];
    const texts = new Map();
    const more = make("button", { type: "button" });
    const show = () => {
      const isFound = (row) => {
        if (!texts.has(row)) texts.set(row, [...row.children].map((cell) => cell.textContent).join(" ").toLowerCase());
        return words.every((word) => texts.get(row).includes(word));
      };
      const found = words.length ? sorted.filter(isFound) : sorted;
      const shown = new Set(found.slice(0, most));
      body.replaceChildren(...shown);
      rest.replaceChildren(...sorted.filter((row) => !shown.has(row)));
      more.hidden = found.length <= most;
      more.textContent = "Show all " + found.length.toLocaleString("en") + " rows";
      return found.length;
    };
    more.hidden = most === Infinity;
    more.textContent = "Show all " + rows.length.toLocaleString("en") + " rows";
    more.addEventListener("click", () => {
      most = Infinity;
      show();
      table.parentElement.focus();
    });
    table.parentElement.after(more);

    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = make("button", { type: "button" }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const next = { none: "ascending", ascending: "descending", descending: "none" }[head.ariaSort ?? "none"];
        for (const each of heads) each.ariaSort = null;
        if (next !== "none") head.ariaSort = next;
        sorted = next === "none" ? rows : sortedBy(rows, column, next === "descending" ? -1 : 1);
        show();
      });
    });

    if (rows.length <= 20) return;
    const input = make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
    const status = make("span", { role: "status" });
    table.parentElement.before(make("p", { class: "filter" }, make("label", {}, "Filter rows ", input), " ", status));
    input.addEventListener("input", () => {
      words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const count = show();
      status.textContent = words.length ? count + " of " + rows.length + " rows" : "";
    });
  };

  /* One group at a time; what the browser finds in a hidden one is shown. */
  const switched = (box) => {
    const groups = [...box.children];
    if (groups.length < 2) return;
    const options = groups.map((group, index) =>
      make("option", { value: index }, group.firstElementChild.textContent));
    const select = make("select", {}, ...options, make("option", { value: "all" }, "All"));
    const show = () => groups.forEach((group, index) => {
      if (select.value === "all" || select.value === String(index)) group.removeAttribute("hidden");
      else group.setAttribute("hidden", "until-found");
    });
    groups.forEach((group, index) => group.addEventListener("beforematch", () => {
      select.value = index;
      show();
    }));
    box.before(make("p", { class: "filter" }, make("label", {}, "Show ", select)));
    select.addEventListener("change", show);
    show();
  };

  const tip = make("div", { class: "tip", role: "status", hidden: "" });

  const pointed = (plot) => {
    const points = all("[data-tip]", plot);
    if (points.length === 0) return;
    const by = plot.dataset.by;
    let current = -1;
    let boxes = [];
    const measure = () => { boxes = points.map((point) => point.getBoundingClientRect()); };
    const show = (index) => {
      points[current]?.classList.remove("on");
      current = index;
      tip.hidden = !points[index];
      if (tip.hidden) return;
      points[index].classList.add("on");
      tip.textContent = points[index].dataset.tip;
      const box = boxes[index];
      const { offsetWidth: width, offsetHeight: height } = tip;
      const x = by === "y" ? box.right : (box.left + box.right) / 2;
      tip.style.left = Math.max(4, Math.min(x - width / 2, document.documentElement.clientWidth - width - 4)) + "px";
      tip.style.top = (box.top - height - 8 > 0 ? box.top - height - 8 : box.bottom + 8) + "px";
    };
    const away = (at, low, high) => Math.max(low - at, at - high, 0);
    const nearest = ({ clientX, clientY }) => {
      const far = boxes.map((box) => {
        const dx = away(clientX, box.left, box.right);
        const dy = away(clientY, box.top, box.bottom);
        return by === "x" ? dx + dy / 50 : by === "y" ? dy + dx / 50 : Math.hypot(dx, dy);
      });
      const index = far.indexOf(Math.min(...far));
      return by === "xy" && far[index] > 40 ? -1 : index;
    };
    plot.tabIndex = 0;
    plot.setAttribute("role", "group");
    plot.setAttribute("aria-label", plot.firstElementChild.getAttribute("aria-label") + ": the arrow keys read the values");
    for (const type of ["pointermove", "pointerdown"])
      plot.addEventListener(type, (event) => {
        measure();
        show(nearest(event));
      });
    plot.addEventListener("pointerleave", () => show(-1));
    plot.addEventListener("blur", () => show(-1));
    plot.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const last = points.length - 1;
      const next = step ? Math.max(0, Math.min(last, current + step))
        : { Home: 0, End: last, Escape: -1 }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      measure();
      show(next);
    });
  };

  all("table:not(.matrix)").forEach(tabled);
  all(".switch").forEach(switched);
  all(".plot").forEach(pointed);
  document.querySelector("main").append(tip);
  addEventListener("scroll", () => { tip.hidden = true; }, { passive: true });

  /* What does not scroll need not be a stop of the Tab key. */
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries)
      if (target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
  });
  all(".scroll, .log").forEach((region) => observer.observe(region));

  const folds = all("details.section");
  const contents = document.querySelector(".contents details");
  if (contents) contents.open = matchMedia("(min-width: 80rem)").matches;
  if (contents && folds.length > 1) {
    const button = make("button", { type: "button" }, "Open all sections");
    button.addEventListener("click", () => {
      const open = !folds.every((fold) => fold.open);
      for (const fold of folds) fold.open = open;
      button.textContent = open ? "Close the folded sections" : "Open all sections";
    });
    contents.append(button);
  }
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target instanceof HTMLDetailsElement) target.open = true;
  };
  addEventListener("hashchange", reveal);
  reveal();
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = folds.filter((fold) => !fold.open);
    for (const fold of closed) fold.open = true;
  });
  addEventListener("afterprint", () => { for (const fold of closed) fold.open = false; });
})();
`;

// src/html/page-style.ts
/** Steps in which a matrix's cells are shaded. */
const shades = 20;
const shading = Array.from({ length: 20 }, (_, step) => `.matrix td[data-share="${step + 1}"] { background: color-mix(in srgb, var(--accent) ${(step + 1) * 42 / 20}%, transparent); }`).join("\n");
/** The page's whole style. Colours meet WCAG AA on both grounds; the ground follows the reader's setting. */
const pageStyle = `
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
thead button::after { content: "\\a0\u2195"; opacity: .45; }
[aria-sort] button { color: var(--ink); }
[aria-sort="ascending"] button::after { content: "\\a0\u2191"; opacity: 1; }
[aria-sort="descending"] button::after { content: "\\a0\u2193"; opacity: 1; }
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

// src/html/render-contents.ts
/** Below this many sections a page needs no contents. */
const fewest = 4;
/** Links to the page's sections, with how many errors and warnings each has; beside the page where there is room. */
function renderContents(parts) {
	if (parts.reduce((count, { sections }) => count + sections.length, 0) < fewest) return "";
	return `<nav class="contents" aria-label="Contents"><details><summary>Contents</summary>${parts.map(({ name, sections }) => {
		const items = sections.map(({ id, section }) => `<li><a href="#${id}">${escapeText(clipText(section.title, 100))}</a>${renderCounts(section)}</li>`);
		return `${name === void 0 ? "" : `<p>${escapeText(clipText(name, 100))}</p>`}<ul>${items.join("\n")}</ul>`;
	}).join("\n")}</details></nav>`;
}
function renderCounts({ findings = [] }) {
	return [{
		severity: "error",
		sign: "\u2715",
		noun: "errors"
	}, {
		severity: "warning",
		sign: "\u25b2",
		noun: "warnings"
	}].map(({ severity, sign, noun }) => {
		const count = findings.filter((finding) => finding.severity === severity).length;
		return count === 0 ? "" : ` <span class="count ${severity}"><span aria-hidden="true">${sign}</span> ${count}<span class="unseen"> ${noun}</span></span>`;
	}).join("");
}

// src/html/render-groups.ts
/**
* What is of no group, then each group under its name, its charts before its tables, in the order in which the tables
* come. The page's script shows one group at a time; without it they follow one another.
*/
function renderGroups(charts, tables, heading) {
	const blocks = [...charts, ...tables];
	const groups = new Map([...tables, ...charts].map(({ group }) => [group, []]));
	for (const block of blocks) groups.get(block.group).push(block);
	const rest = (groups.get(void 0) ?? []).map(({ html }) => html);
	groups.delete(void 0);
	const named = [...groups].map(([name = "", members]) => `<div class="group"><${heading}>${escapeText(clipText(name, 200))}</${heading}>${besides(members.map(({ html }) => html))}</div>`);
	return [...rest, ...named.length > 0 ? [`<div class="switch">${named.join("\n")}</div>`] : []];
}
/** Blocks that stand side by side where there is room. */
function besides(blocks) {
	return `<div class="charts">${blocks.map((block) => `<div>${block}</div>`).join("\n")}</div>`;
}

// src/html/render-table.ts
const cellLimit = 1e3;
/** Rows of a table that stands in its full height. */
const mostHigh = 30;
/** Rows that a browser lays out at once. */
const mostAtOnce = 100;
/** Columns of a matrix, which a reader compares at a glance or not at all. */
const matrixLimit = 200;
/** A table that scrolls sideways within the page where it is too wide, also by keyboard. */
function renderTable(table, { name, rowLimit }) {
	const { total = table.rows.length } = table;
	const rows = table.rows.slice(0, shownOf(total, rowLimit, table.rows.length));
	const hidden = total - rows.length;
	const more = hidden > 0 ? `<p class="more">and ${formatNumber(hidden)} more</p>` : "";
	if (rows.length === 0 || table.columns.length === 0) return more;
	const classes = table.columns.map((column, index) => classOf(column.align ?? (typeof table.rows[0]?.[index] === "number" ? "right" : "left")));
	const heads = table.columns.map(({ label }, index) => `<th scope="col"${classes[index]}>${escapeText(label) || "\u2013"}</th>`);
	const body = rows.map((row) => {
		return `<tr>${table.columns.map(({ digits }, index) => {
			const tag = index === 0 ? "th" : "td";
			const scope = index === 0 ? " scope=\"row\"" : "";
			const text = renderCell(row[index], digits);
			const shown = index === 0 ? breakable(text) : text;
			return `<${tag}${scope}${classes[index]}${exactly(row[index], text)}>${shown}</${tag}>`;
		}).join("")}</tr>`;
	});
	const content = `<table>${renderCaption(table.title)}<thead><tr>${heads.join("")}</tr></thead><tbody>${body.slice(0, mostAtOnce).join("\n")}</tbody>${renderRest(body.slice(mostAtOnce))}</table>`;
	return scrolling(table.title || name, content, rows.length > mostHigh ? "scroll long" : "scroll") + more;
}
/** Rows of a long table that the page's script shows when they are asked for; without it they follow the others. */
function renderRest(rows) {
	return rows.length === 0 ? "" : `<tbody class="rest">${rows.join("\n")}</tbody>`;
}
/** A matrix as a table whose cells are shaded by their share of the row; equal labels meet in bold. */
function renderMatrix({ title, x, y, series }, rowLimit) {
	const columns = x.values.slice(0, matrixLimit);
	const heads = columns.map((value) => `<th scope="col" class="right">${escapeText(formatCell(value)) || "\u2013"}</th>`);
	const shown = series.slice(0, Math.min(rowLimit, matrixLimit));
	const rows = shown.map(({ label, values }) => {
		const total = values.reduce((sum, value) => sum + Math.abs(value ?? 0), 0);
		const cells = columns.map((value, index) => {
			const share = total > 0 ? Math.abs(values[index] ?? 0) / total : 0;
			const same = String(value) === label ? " data-same" : "";
			const shade = Number.isFinite(share) ? Math.round(share * 20) : 0;
			return `<td${same}${shade > 0 ? ` data-share="${shade}"` : ""}>${renderCell(values[index])}</td>`;
		});
		return `<tr><th scope="row">${escapeText(label)}</th>${cells.join("")}</tr>`;
	});
	const cut = series.length - shown.length + x.values.length - columns.length;
	const corner = `<td class="more">${escapeText(y.label)} \u2193 ${escapeText(x.label)} \u2192</td>`;
	return scrolling(title, `<table class="matrix">${renderCaption(title)}<thead><tr>${corner}${heads.join("")}</tr></thead><tbody>${rows.join("\n")}</tbody></table>`) + (cut > 0 ? "<p class=\"more\">The first rows and columns of a larger matrix</p>" : "");
}
/** What can be scrolled by keyboard needs a name. A group, as so many landmarks would hide the others. */
function scrolling(name, content, style = "scroll") {
	return `<div class="${style}" role="group" tabindex="0" aria-label="${escapeText(clipText(name, 200)) || "Table"}">${content}</div>`;
}
function renderCaption(title) {
	return title ? `<caption>${escapeText(clipText(title, cellLimit))}</caption>` : "";
}
/** Signs of verdicts as text of ours: in the page's colours, of one width, and silent to a reader who hears the word. */
const signs$1 = {
	"\u2705": ["\u2713", "pass"],
	"\u274c": ["\u2715", "error"],
	"\u2754": ["?", "warning"],
	"\ud83d\udfe1": ["?", "warning"],
	"\ud83d\udeab": ["\u2298", "error"],
	"\u23ed\ufe0f": ["\u2013", "none"],
	"\u26a0\ufe0f": ["\u25b2", "warning"],
	"\u26aa": ["\u25cb", "none"],
	"\u2796": ["\u2013", "none"],
	\u2139\ufe0f: ["\u25cf", "info"]
};
function renderCell(cell, digits) {
	const text = clipText(formatCell(cell, digits === void 0 ? {} : { digits }), cellLimit);
	const [first = "", rest] = typeof cell === "string" ? splitOnce(text) : [text];
	const sign = rest !== void 0 && Object.hasOwn(signs$1, first) ? signs$1[first] : void 0;
	return sign === void 0 ? escapeText(text) : `<span class="sign ${sign[1]}" aria-hidden="true">${sign[0]}</span>\u00A0${escapeText(rest ?? "")}`;
}
/** Where a long name may be broken on a narrow screen. */
function breakable(html) {
	return html.startsWith("<") ? html : html.replace(/[a-z\d][_.]+(?=[a-z\d]{2})/gi, "$&<wbr>");
}
function splitOnce(text) {
	const space = text.indexOf(" ");
	return space < 1 || space > 2 ? [text] : [text.slice(0, space), text.slice(space + 1)];
}
/** What a number is where the page shows less of it, to sort by. */
function exactly(cell, shown) {
	if (typeof cell !== "number" || Number.isNaN(cell)) return "";
	return Number(shown.replaceAll(",", "").replace("\u2212", "-")) === cell ? "" : ` data-value="${cell}"`;
}
function classOf(align) {
	return align === "right" ? " class=\"right\"" : "";
}

// src/html/render-section.ts
const levels = {
	error: "\u2715 Error",
	warning: "\u25b2 Warning",
	info: "\u25cf Note"
};
const findingLimit = 1e3;
/** A section of the page under its heading; a folded one opens on request. */
function renderSection(section, options) {
	const { id, heading } = options;
	const title = `<${heading}>${escapeText(clipText(section.title, 300)) || "Untitled"}</${heading}>`;
	const body = [
		...(section.text ?? []).map(renderParagraph),
		section.findings?.length ? renderFindings(section.findings) : "",
		section.log?.length ? renderLog(section.log, section.title) : "",
		...renderBlocks(section, options)
	].filter((block) => block !== "").join("\n");
	return section.folded ? `<details class="section" id="${id}"><summary>${title}</summary>\n<div class="body">${body}</div></details>` : `<section class="section" id="${id}">${title}\n${body}</section>`;
}
/** Tables, then charts side by side; of groups the chart of each comes first. */
function renderBlocks({ title, tables = [], charts = [] }, { heading, drawings, rowLimit }) {
	const drawn = charts.map((chart) => ({
		group: chart.group,
		html: renderChart(chart, drawings, rowLimit)
	}));
	const listed = tables.map((table) => ({
		group: table.group,
		html: renderTable(untitled(table), {
			name: table.title || title,
			rowLimit
		})
	}));
	const isGrouped = ({ group }) => group !== void 0;
	const loose = drawn.filter((block) => !isGrouped(block)).map(({ html }) => html);
	const shown = listed.filter(({ html }) => html !== "");
	return [...renderGroups(drawn.filter(isGrouped), shown, heading === "h2" ? "h3" : "h4"), loose.length > 0 ? besides(loose) : ""];
}
/** A table whose group says what it is of needs no other name. */
function untitled(table) {
	const { title, ...rest } = table;
	return title === table.group ? rest : table;
}
/** Focusable, as a long line is scrolled to by keyboard. */
function renderLog(lines, name) {
	return `<pre tabindex="0" class="log" role="group" aria-label="${escapeText(clipText(name, 200)) || "Log"}">${lines.map((line) => escapeText(clipText(line, 2e3))).join("\n")}</pre>`;
}
function renderParagraph(text) {
	return `<p>${clipText(text, 1e4).split(/\r?\n/).map(escapeText).join("<br>")}</p>`;
}
function renderFindings(findings) {
	const shown = shownOf(findings.length, findingLimit);
	const hidden = findings.length - shown;
	return `<ul class="findings">${findings.slice(0, shown).map(renderFinding).join("\n")}</ul>${hidden > 0 ? `<p class="more">and ${formatNumber(hidden)} more</p>` : ""}`;
}
function renderFinding(finding) {
	const { severity, hint, rule } = finding;
	const where = [findingPlace(finding), rule ?? ""].filter((part) => part !== "").map((part) => `<code>${escapeText(clipText(part, 300))}</code>`).join(" \u00b7 ");
	return [
		`<li><span class="level ${severity}">${levels[severity]}</span><div>`,
		`<p>${escapeText(clipText(findingMessage(finding), 2e3))}</p>`,
		hint ? `<p class="hint">${clipText(hint, 1e3).split("\n").map(escapeText).join("\n")}</p>` : "",
		where === "" ? "" : `<p class="where">${where}</p>`,
		"</div></li>"
	].join("");
}
/** What a reader's pointer is nearest to: a position, a bar's row, a point. */
const nearness = {
	line: "x",
	histogram: "x",
	bar: "y",
	interval: "y",
	scatter: "xy"
};
function renderChart(chart, drawings, rowLimit) {
	if (chart.kind === "matrix") return renderMatrix(chart, rowLimit);
	const drawing = drawings.get(chart);
	const table = chartTable(chart);
	if (drawing === void 0) {
		const note = drawings.size > 0 ? "<p class=\"more\">Not drawn, as the page has many charts</p>" : "";
		return renderTable(table, {
			name: chart.title,
			rowLimit
		}) + note;
	}
	const { title: _, ...values } = table;
	return [
		`<figure><figcaption>${escapeText(clipText(chart.title, 300))}</figcaption>`,
		`<div class="plot" data-by="${nearness[chart.kind]}">${drawing}</div>`,
		`<details><summary>Values</summary>${renderTable(values, {
			name: chart.title,
			rowLimit
		})}</details></figure>`
	].join("\n");
}

// src/html/row-limit.ts
/** Table cells that a browser lays out with ease; the typed report has them all. */
const mostCells = 2e5;
/** Most rows of a table, the largest of these that keeps the page within its cells. */
const limits = [
	2e3,
	1e3,
	500,
	200,
	100,
	50,
	20
];
/** Most rows that each table of a page shows. */
function rowLimitOf(reports) {
	const sizes = reports.flatMap(({ sections }) => sections.flatMap(({ tables = [], charts = [] }) => [...tables.map(({ rows, columns }) => [rows.length, columns.length]), ...charts.map(({ x, series }) => [x.values.length, series.length + 1])]));
	const cells = (limit) => sizes.reduce((sum, [rows, columns]) => sum + Math.min(rows, limit) * columns, 0);
	return limits.find((limit) => cells(limit) <= mostCells) ?? 20;
}

// src/html/render-html.ts
const signs = {
	pass: "\u2713",
	fail: "\u2715",
	inconclusive: "?",
	refused: "\u2298",
	skipped: "\u2013"
};
/**
* Nothing is loaded, nothing is sent, and of style and script what is ours alone: what data would add, were an
* escape ever missed, has no hash here.
*/
const policy = [
	"default-src 'none'",
	`style-src 'sha256-${sha256(pageStyle)}'`,
	`script-src 'sha256-${sha256(pageScript)}'`,
	"base-uri 'none'",
	"form-action 'none'"
].join("; ");
/** Characters from which on a browser lays out what is in view alone: a picture of the whole page has gaps then. */
const large = 1e6;
/**
* One or more reports as one HTML file that needs nothing else: no network, no font, and its script only adds to a
* page that is whole without it. `charts` are the drawings of `renderCharts`; a chart without one is shown as a table.
*/
function renderHtml(report, { charts = /* @__PURE__ */ new Map() } = {}) {
	const reports = "schema" in report ? [report] : report;
	const [first] = reports;
	const names = new Set(reports.map((each) => each.title));
	const name = clipText(names.size > 1 ? "Report" : first?.title || "Report", 200);
	const title = first && reports.length === 1 ? `${verdictWords[first.verdict]}: ${name}` : name;
	const isOne = reports.length < 2;
	const parts = reports.map((each, index) => {
		const sections = each.sections.toSorted((a, b) => a.rank - b.rank).map((section, place) => ({
			id: `s${index + 1}-${place + 1}`,
			section
		}));
		return isOne ? { sections } : {
			name: names.size > 1 ? each.title : each.action,
			sections
		};
	});
	const rowLimit = rowLimitOf(reports);
	const content = reports.map((each, index) => renderReport(each, parts[index], {
		drawings: charts,
		rowLimit,
		contents: isOne ? renderContents(parts) : ""
	})).join("\n");
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeText(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<a class="skip" href="#report">Skip to the report</a>
<main id="report" tabindex="-1"${content.length > large ? " class=\"large\"" : ""}>
<h1>${escapeText(name)}</h1>
${isOne ? "" : renderContents(parts)}
${content}
</main>
<script>${pageScript}<\/script>
</body>
</html>
`;
}
function sha256(text) {
	return createHash("sha256").update(text).digest("base64");
}
/** One of several reports has its name as a heading, and its sections are one level deeper. */
function renderReport(report, { name, sections }, { contents, ...options }) {
	const verdict = `<span><span aria-hidden="true">${signs[report.verdict]}</span> ${verdictWords[report.verdict]}:</span>`;
	return [
		`<article class="${report.verdict}">`,
		...name === void 0 ? [] : [`<h2>${escapeText(clipText(name, 200)) || "Report"}</h2>`],
		`<p class="verdict">${verdict} ${escapeText(clipText(report.headline, 500))}</p>`,
		renderFacts(report.facts),
		contents,
		...sections.map(({ id, section }) => renderSection(section, {
			...options,
			id,
			heading: name === void 0 ? "h2" : "h3"
		})),
		"</article>"
	].join("\n");
}
/** Facts with a label stand large; those without are remarks below them. */
function renderFacts(facts) {
	const labelled = facts.filter(({ label }) => label !== "").map(renderFact);
	const remarks = facts.filter(({ label }) => label === "").map(({ value, note }) => escapeText(clipText(note ? `${value} (${note})` : value, 500)));
	return [labelled.length > 0 ? `<dl class="facts">${labelled.join("\n")}</dl>` : "", remarks.length > 0 ? `<p class="remarks">${remarks.join(" \u00b7 ")}</p>` : ""].join("\n");
}
function renderFact({ label, value, note }) {
	const shown = note ? `<dd class="note">${escapeText(clipText(note, 300))}</dd>` : "";
	return `<div><dt>${escapeText(clipText(label, 200))}</dt><dd class="number">${escapeText(clipText(value, 200))}</dd>${shown}</div>`;
}

export { renderHtml };