/** Texts of a page that are hard to read, as WCAG 2.2 measures it, with the colours that are really drawn. */
import type { FrameLocator } from "playwright-core";

/** Runs in the page, which knows a document and nothing of Node. */
const look = `(body) => {
  const parse = (text) => (/rgba?\\(([^)]+)\\)/.exec(text)?.[1] ?? "0,0,0,0").split(/[ ,/]+/).map(Number);
  const over = ([r, g, b, a = 1], below) => [r, g, b].map((one, at) => one * a + below[at] * (1 - a));
  const light = (color) => {
    const [r, g, b] = color.map((one) => (one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    const chain = [];
    for (let one = element; one; one = one.parentElement) chain.unshift(parse(getComputedStyle(one).backgroundColor));
    return chain.reduce((below, color) => over(color, below), [255, 255, 255]);
  };
  const weak = [];
  for (const element of body.querySelectorAll("*")) {
    const text = [...element.childNodes].filter((one) => one.nodeType === 3).map((one) => one.textContent.trim()).join("");
    const box = element.getBoundingClientRect();
    if (text === "" || box.width === 0 || box.height === 0 || element.closest("script, style, [hidden]")) continue;
    const style = getComputedStyle(element);
    const below = ground(element);
    const drawn = element.closest("svg") ? style.fill : style.color;
    const [a, b] = [light(over(parse(drawn), below)), light(below)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) weak.push(text.slice(0, 60) + " " + ratio.toFixed(2) + " " + drawn + " on " + below.map(Math.round));
  }
  return weak;
}`;

/** Each with its ratio, which is below 4.5. */
export function weakTexts(page: FrameLocator): Promise<string[]> {
  return page.locator("body").evaluate(`(${look})(document.body)`) as Promise<string[]>;
}
