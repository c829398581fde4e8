/** A page of ours in an editor tab: a record, sessions, a report, the timeline. */
import type { FrameLocator, Locator, Page } from "playwright-core";
import { shownText } from "./shownText.ts";
import { eventually } from "./wait.ts";

const patienceMs = 45_000;

/** The pages about many records, each with its command and title. */
export const reports = [
  { name: "timeline", command: "Countersign: Show Timeline", title: /What the agents did$/ },
  { name: "sessions", command: "Countersign: Show Sessions (Rule of Two)", title: /Sessions of agents/ },
  { name: "fatigue", command: "Countersign: Show Questions (Fatigue)", title: /How much you are asked/ },
  { name: "coverage", command: "Countersign: Show What Was Confirmed", title: /whether a person confirmed/ },
] as const;

/** The page whose title is as wanted; several can be open, and only one of them is seen. */
export async function ownPage(page: Page, title: RegExp): Promise<FrameLocator> {
  const isIt = async (inner: FrameLocator) => title.test(await shownText(inner.locator("h1")).catch(() => ""));
  const found = await eventually(`a page with the title ${title} is open`, patienceMs, () => seenPage(page, isIt));
  return found.inner;
}

export interface SeenPage {
  /** The editor's own frame, which lives as long as the page does. */
  readonly frame: Locator;
  readonly inner: FrameLocator;
}

/** A page that is seen now, by what is in it: the order of frames says nothing of which one is in front. */
export async function seenPage(
  page: Page,
  isIt: (inner: FrameLocator) => Promise<boolean>,
): Promise<SeenPage | undefined> {
  const frames = page.locator("iframe.webview.ready");
  for (let index = 0; index < (await frames.count()); index++) {
    const frame = frames.nth(index);
    if (!(await frame.isVisible())) continue;
    const inner = frame.contentFrame().frameLocator("#active-frame");
    if (await isIt(inner)) return { frame, inner };
  }
  return undefined;
}

/** What a person reads on it. */
export async function pageText(page: Page, title: RegExp): Promise<string> {
  return shownText((await ownPage(page, title)).locator("main"));
}
