// @ts-nocheck: runs in a page of its own, which knows a document and nothing of Node.
/**
 * Draws a question and sends what is pressed. It decides nothing: the extension says when buttons work, and takes no
 * answer before. Text is set as text, never as markup.
 */
(() => {
  const host = acquireVsCodeApi();
  const at = (id) => document.getElementById(id);
  let endsAt = 0;
  let countdown = "";

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function pressable(element, message) {
    // A script of another page cannot press for the person.
    element.addEventListener("click", (event) => event.isTrusted && host.postMessage(message));
    return element;
  }

  function draw(content) {
    at("title").textContent = content.title;
    at("notice").textContent = content.notice;
    at("text").textContent = content.text;
    at("lines").replaceChildren(
      ...content.lines.flatMap(({ head, text }) =>
        head ? [make("dt", "", head), make("dd", "", text)] : [make("dd", "whole", text)],
      ),
    );
    at("actions").replaceChildren(
      ...content.buttons.map(({ id, label, title }, index) => {
        const button = make("button", id === "deny" ? "deny" : index > 1 ? "lasting" : "", label);
        button.title = title;
        button.disabled = true;
        button.dataset.choice = id;
        return pressable(button, { type: "choice", choice: id });
      }),
    );
    at("files").replaceChildren(...content.files.map(fileRow), ...showAll(content.showAll));
    endsAt = content.countdown ? performance.now() + content.leftMs : 0;
    countdown = content.countdown;
    tick();
    // Put in after the page stands: what is there from the start is not announced.
    setTimeout(() => {
      at("spoken").textContent = content.spoken;
    }, 100);
  }

  function fileRow({ name, folder, state, counts, note }, index) {
    const row = make("li");
    const button = make("button");
    button.dataset.file = String(index);
    button.append(make("span", "name", name), make("span", "muted", state), make("span", "muted", counts));
    button.append(make("span", "muted folder", folder));
    row.append(pressable(button, { type: "file", index }));
    if (note) row.append(make("div", "note", note));
    return row;
  }

  function showAll(label) {
    if (!label) return [];
    const row = make("li");
    row.append(pressable(make("button", "link", label), { type: "all" }));
    return [row];
  }

  function allow({ enabled, hint, shown, current }) {
    at("hint").textContent = hint;
    for (const button of document.querySelectorAll("[data-choice]")) {
      button.disabled = !enabled.includes(button.dataset.choice);
    }
    for (const button of document.querySelectorAll("[data-file]")) {
      const index = Number(button.dataset.file);
      button.setAttribute("aria-current", String(index === current));
      button.classList.toggle("shown", shown.includes(index));
    }
  }

  function tick() {
    const seconds = Math.max(0, Math.ceil((endsAt - performance.now()) / 1000));
    at("countdown").textContent = endsAt === 0 ? "" : countdown.replace("{0}", String(seconds));
  }

  window.addEventListener("message", ({ data }) => {
    if (data.type === "content") {
      draw(data.content);
      // Two frames later it is on the screen.
      requestAnimationFrame(() => requestAnimationFrame(() => host.postMessage({ type: "drawn" })));
    } else if (data.type === "state") allow(data.state);
  });
  setInterval(tick, 250);
  host.postMessage({ type: "loaded" });
})();
