// @ts-nocheck: runs in a page of its own, which knows a document and nothing of Node.
/** Draws the timeline and its table, and tells which record to open. Text is set as text, never as markup. */
(() => {
  const host = acquireVsCodeApi();
  const at = (id) => document.getElementById(id);
  const svgNames = "http://www.w3.org/2000/svg";
  /** Where there is little room, the names stand above their lanes. */
  const rooms = {
    wide: { left: 130, right: 24, top: 8, lane: 44, axis: 44, name: 4, least: 480 },
    narrow: { left: 10, right: 10, top: 14, lane: 52, axis: 44, name: -14, least: 200 },
  };
  let room = rooms.wide;
  /** Rows of the table; the picture has all marks. */
  const maxRows = 500;
  let data;
  let current = -1;

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function draw(tag, attributes, text) {
    const element = document.createElementNS(svgNames, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    if (text !== undefined) element.textContent = text;
    return element;
  }

  const shownMarks = () => data.marks.filter((mark) => !at("only").checked || mark.standsOut);
  const laneY = (lane) => room.top + room.lane * lane + room.lane / 2;
  const classOf = (mark) => `mark ${mark.kind}${mark.outcome === "allowed" ? "" : " refused"}`;
  const spoken = (mark) => [mark.time, data.lanes[mark.lane], mark.said, mark.what, mark.effects].join(", ");

  /** Shape says it without color: a diamond leaves, changes access or destroys; a ring was denied. */
  function shape(mark, x, y) {
    const size = mark.standsOut ? 8 : 5;
    const pointed = ["outward", "access", "destroys"].includes(mark.kind);
    return pointed
      ? draw("path", { d: `M${x} ${y - size}L${x + size} ${y}L${x} ${y + size}L${x - size} ${y}Z`, class: classOf(mark) })
      : draw("circle", { cx: x, cy: y, r: size - 1, class: classOf(mark) });
  }

  const minute = 60_000;
  const day = 24 * 60 * minute;
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((count) => count * minute);

  /** Between them is nothing for so long that it would push all else together. */
  const gap = { px: 30, leastMs: 20 * minute, share: 0.06, each: 70 };
  const padding = 12;

  /** Stretches of work, one after another: nights are left out. */
  function stretchesOf(marks, width) {
    const times = marks.map((mark) => mark.at).sort((a, b) => a - b);
    const least = Math.max(gap.leastMs, gap.share * (data.to - data.from));
    const gaps = times
      .slice(1)
      .map((at, index) => ({ at, long: at - times[index] }))
      .filter(({ long }) => long >= least)
      .sort((a, b) => b.long - a.long)
      .slice(0, Math.floor(width / gap.each))
      .map(({ at }) => at)
      .sort((a, b) => a - b);
    return [times[0] ?? data.from, ...gaps].map((from, index) => ({
      from,
      to: gaps[index] === undefined ? (times.at(-1) ?? data.to) : times[times.indexOf(gaps[index]) - 1],
    }));
  }

  /** Where each stretch is drawn, and with it each time. */
  function scaleOf(marks, width) {
    const stretches = stretchesOf(marks, width);
    const inside = width - room.left - room.right - gap.px * (stretches.length - 1) - 2 * padding * stretches.length;
    const worked = Math.max(1, stretches.reduce((sum, { from, to }) => sum + to - from, 0));
    let left = room.left;
    const drawn = stretches.map((one) => {
      // A single action is a stretch, too.
      const long = worked === 1 ? inside / stretches.length : (inside * (one.to - one.from)) / worked;
      const placed = { ...one, left, right: left + long + 2 * padding };
      left = placed.right + gap.px;
      return placed;
    });
    const x = (time) => {
      const one = drawn.find(({ to }) => time <= to) ?? drawn.at(-1);
      const share = one.to > one.from ? (time - one.from) / (one.to - one.from) : 0.5;
      return one.left + padding + share * (one.right - one.left - 2 * padding);
    };
    return { stretches: drawn, x };
  }

  /** Round times, as many as can be read; days are counted where hours are too many. */
  function ticksOf(from, to, width) {
    if (!(to >= from)) return [];
    const most = Math.max(1, Math.floor(width / 90));
    const step = steps.find((one) => (to - from) / one <= most) ?? day * Math.ceil((to - from) / day / most);
    const zone = new Date(from).getTimezoneOffset() * minute;
    const format = new Intl.DateTimeFormat(undefined, step < day ? { timeStyle: "short" } : { dateStyle: "medium" });
    const found = [];
    for (let time = Math.ceil((from - zone) / step) * step + zone; time <= to; time += step) {
      found.push({ at: time, text: format.format(new Date(time)), isDay: step >= day });
    }
    return found.length > 0 ? found : [{ at: from, text: format.format(new Date(from)), isDay: step >= day }];
  }

  const dayOf = (time) => new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric" }).format(new Date(time));

  /** The times of a stretch, and the day on which it begins. */
  function ticksIn({ from, to, left, right }, before, x, height) {
    const ticks = ticksOf(from, to, right - left);
    const times = ticks.flatMap(({ at: time, text, isDay }) => [
      draw("line", { x1: x(time), x2: x(time), y1: room.top, y2: height - room.axis, class: "grid" }),
      draw("text", { x: x(time), y: height - 26, class: "tick", "text-anchor": "middle" }, isDay ? dayOf(time) : text),
    ]);
    if (ticks[0]?.isDay || (before && dayOf(before.from) === dayOf(from))) return times;
    return [...times, draw("text", { x: left, y: height - 8, class: "tick day" }, dayOf(from))];
  }

  function drawPicture() {
    const marks = shownMarks();
    const frame = at("frame").clientWidth || 800;
    room = frame < rooms.wide.least ? rooms.narrow : rooms.wide;
    const width = Math.max(room.least, frame);
    const height = room.top + room.lane * data.lanes.length + room.axis;
    const { stretches, x } = scaleOf(marks, width);
    const picture = at("picture");
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    picture.setAttribute("height", String(height));
    picture.setAttribute("aria-label", `${data.words.title}. ${data.words.summary}. ${data.words.help}`);
    const lanes = data.lanes.flatMap((name, lane) => [
      ...stretches.map(({ left, right }) => draw("line", { x1: left, x2: right, y1: laneY(lane), y2: laneY(lane), class: "lane" })),
      draw("text", { x: 0, y: laneY(lane) + room.name, class: "name" }, name.length > 18 ? `${name.slice(0, 17)}…` : name),
    ]);
    const ticks = stretches.flatMap((stretch, index) => ticksIn(stretch, stretches[index - 1], x, height));
    const drawn = marks.map((mark, index) => {
      const element = shape(mark, x(mark.at), laneY(mark.lane));
      element.setAttribute("role", "button");
      element.setAttribute("tabindex", index === marks.length - 1 ? "0" : "-1");
      element.setAttribute("aria-label", spoken(mark));
      element.dataset.seq = String(mark.seq);
      element.append(draw("title", {}, spoken(mark)));
      element.addEventListener("click", () => open(mark.seq));
      element.addEventListener("focus", () => {
        current = index;
        at("said").textContent = spoken(mark);
        at("said").className = "";
      });
      return element;
    });
    picture.replaceChildren(...ticks, ...lanes, ...drawn);
    current = marks.length - 1;
  }

  /** Until an action has the focus, the place of its words says how to get there. */
  function sayHelp() {
    at("said").textContent = data.words.help;
    at("said").className = "muted";
  }

  function open(seq) {
    host.postMessage({ type: "open", seq });
  }

  const keys = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -1e9, End: 1e9 };

  function press(event) {
    const marks = [...at("picture").querySelectorAll(".mark")];
    const step = keys[event.key];
    if (step !== undefined && marks.length > 0) {
      const next = Math.min(marks.length - 1, Math.max(0, current + step));
      for (const [index, mark] of marks.entries()) mark.setAttribute("tabindex", index === next ? "0" : "-1");
      marks[next].focus();
      event.preventDefault();
    } else if (event.key === "Enter" || event.key === " ") {
      const seq = Number(event.target.dataset?.seq);
      if (seq > 0) {
        open(seq);
        event.preventDefault();
      }
    }
  }

  function drawTable() {
    const rows = shownMarks().toReversed().slice(0, maxRows);
    at("head").replaceChildren(
      ...data.words.columns.map((name) => {
        const cell = make("th", "", name);
        cell.scope = "col";
        return cell;
      }),
    );
    at("rows").replaceChildren(
      ...rows.map((mark) => {
        const row = make("tr", `${mark.standsOut ? "standsOut" : ""}${mark.outcome === "allowed" ? "" : " refused"}`);
        const button = make("button", "link", mark.what);
        button.addEventListener("click", () => open(mark.seq));
        const action = make("td");
        action.append(button);
        const cells = [mark.time, data.lanes[mark.lane], mark.said].map((text) => make("td", "", text));
        row.append(...cells, action, make("td", "", mark.effects));
        return row;
      }),
    );
  }

  function drawLegend() {
    const entry = (mark, text) => {
      const item = make("li");
      const picture = draw("svg", { viewBox: "0 0 18 18", "aria-hidden": "true" });
      picture.append(shape({ standsOut: true, ...mark }, 9, 9));
      item.append(picture, ` ${text}`);
      return item;
    };
    const kinds = Object.entries(data.words.kinds);
    at("legend").replaceChildren(
      ...kinds.map(([kind, text]) => entry({ kind, outcome: "allowed" }, text)),
      entry({ kind: "reads", outcome: "denied" }, data.words.outcomes.denied),
    );
  }

  function drawAll() {
    at("title").textContent = data.words.title;
    at("summary").textContent = data.marks.length === 0 ? data.words.empty : data.words.summary;
    // Of nothing there is no picture, and nothing to choose from.
    for (const part of ["legend", "filter", "frame", "said", "grid"]) at(part).hidden = data.marks.length === 0;
    if (current < 0 || !document.activeElement?.closest("#picture")) sayHelp();
    at("onlyText").textContent = data.words.onlyStandingOut;
    drawLegend();
    redraw();
  }

  function redraw() {
    if (!data) return;
    drawPicture();
    drawTable();
    host.postMessage({ type: "drawn", marks: shownMarks().length });
  }

  window.addEventListener("message", ({ data: message }) => {
    if (message?.type !== "timeline") return;
    data = message.timeline;
    drawAll();
  });
  window.addEventListener("resize", () => data && drawPicture());
  at("picture").addEventListener("keydown", press);
  at("only").addEventListener("change", redraw);
  host.postMessage({ type: "loaded" });
})();
