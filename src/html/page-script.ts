/**
 * The page's whole script: a page is complete without it. It sorts and filters tables, shows one group of a section
 * at a time, reads the values of charts by pointer, touch and keys, and opens what a link or a printer asks for.
 * Data of the page are only ever read as text and set as text.
 */
export const pageScript = String.raw`
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
