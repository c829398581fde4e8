// @ts-nocheck: runs in a page of its own, which knows a document and nothing of Node.
/** Draws a page of the record and tells which record to open. Text is set as text, never as markup. */
(() => {
  const host = acquireVsCodeApi();
  const at = (id) => document.getElementById(id);
  let words;

  function make(tag, className, ...content) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...content.filter((part) => part !== undefined));
    return element;
  }

  const mark = ({ text, tone }) => make("span", `mark ${tone}`, text);

  function section(className, title, ...content) {
    const heading = make("h2", "", title);
    const element = make("section", className, heading, ...content);
    heading.id = `part${document.querySelectorAll("h2").length}-${Math.random().toString(36).slice(2)}`;
    element.setAttribute("aria-labelledby", heading.id);
    return element;
  }

  function facts({ title, rows, code, folded }) {
    const list = make("dl", code ? "code" : "", ...rows.flatMap(({ name, value }) => [make("dt", "", name), make("dd", "", value)]));
    return folded ? make("details", "", make("summary", "", title), list) : section("", title, list);
  }

  function item({ text, note, mark: said, record }) {
    const what = record === undefined ? make("span", "", text) : make("button", "link", text);
    if (record !== undefined) what.addEventListener("click", () => host.postMessage({ type: "open", seq: record }));
    const body = make("div", "", what, note ? make("div", "note", note) : undefined);
    return make("li", "", said ? mark(said) : undefined, body);
  }

  function list({ title, note, mark: said, items, empty }) {
    const content = items.length > 0 ? make("ul", "", ...items.map(item)) : make("p", "muted", empty ?? "");
    const element = section("", title, note ? make("p", "muted", note) : undefined, content);
    if (said) element.querySelector("h2").append(mark(said));
    return element;
  }

  function table({ title, note, head, rows, empty }) {
    const said = note ? make("p", "muted", note) : undefined;
    if (rows.length === 0) return section("", title, said, make("p", "muted", empty ?? ""));
    // In a narrow column a row stands as a block, which is a row all the same, and each cell names its column.
    const cell = (tag, text, column) => {
      const one = make(tag, head[column]?.number ? "number" : "", text);
      one.setAttribute("role", tag === "th" ? "columnheader" : "cell");
      if (tag === "td" && column > 0) one.dataset.name = head[column]?.text ?? "";
      return one;
    };
    const line = (className, ...cells) => {
      const one = make("tr", className, ...cells);
      one.setAttribute("role", "row");
      return one;
    };
    const heads = head.map(({ text }, column) => {
      const one = cell("th", text, column);
      one.scope = "col";
      return one;
    });
    const body = rows.map(({ cells, tone }) => line(tone ?? "", ...cells.map((text, column) => cell("td", text, column))));
    const parts = [make("thead", "", line("", ...heads)), make("tbody", "", ...body)];
    for (const part of parts) part.setAttribute("role", "rowgroup");
    const grid = make("table", "rows", ...parts);
    grid.setAttribute("role", "table");
    grid.setAttribute("aria-label", title);
    const frame = make("div", "scrolls", grid);
    // What scrolls must be reachable by the keyboard.
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", title);
    return section("", title, said, frame);
  }

  const rowClass = { "+": "added", "-": "removed", "@": "left", " ": "" };

  const isFirstLine = (head) => /^@@ -[01],\d+ \+[01],/.test(head);

  function diffRow({ sign, text, old, now }) {
    if (sign === "@") {
      // The numbers beside the lines say which are left out.
      const cell = make("td", "", "⋯");
      cell.colSpan = 4;
      return make("tr", "left", cell);
    }
    const number = (value) => make("td", "line", value === undefined ? "" : String(value));
    const spoken = sign === " " ? undefined : make("span", "spoken", sign === "+" ? words.added : words.removed);
    return make("tr", rowClass[sign], number(old), number(now), make("td", "sign", sign), make("td", "", spoken, text));
  }

  function diff({ title, folder, state, notes, lines }) {
    const rows = make("table", "diff", make("tbody", "", ...lines.filter(({ sign, text }) => sign !== "@" || !isFirstLine(text)).map(diffRow)));
    rows.setAttribute("aria-label", `${title}, ${state}`);
    const said = notes.length > 0 ? make("p", "notes muted", notes.join(" ")) : undefined;
    const element = section("file", title, said, lines.length > 0 ? rows : undefined);
    element.querySelector("h2").append(make("span", "muted", state), make("span", "muted", folder));
    return element;
  }

  const text = ({ title, text: body }) => section("", title, make("pre", "", body));

  const parts = { facts, list, table, diff, text };

  function draw(page) {
    at("title").textContent = page.title;
    at("lead").replaceChildren(...(page.mark ? [mark(page.mark)] : []), ...page.lead.map((line) => make("p", "", line)));
    at("copy").textContent = words.copy;
    at("copy").hidden = false;
    at("parts").replaceChildren(...page.parts.map((part) => parts[part.kind](part)));
    window.scrollTo(0, 0);
    host.postMessage({ type: "drawn" });
  }

  window.addEventListener("message", ({ data }) => {
    if (data?.type !== "page") return;
    words = data.words;
    draw(data.page);
  });
  at("copy").addEventListener("click", () => host.postMessage({ type: "copy" }));
  host.postMessage({ type: "loaded" });
})();
