/**
 * A real VS Code for tests: its own home, settings and workspace, with our packaged extension installed as a user would
 * install it, seen through a real browser.
 */
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { packagedExtension } from "../../scripts/lib/project.mjs";
import { browserArguments, chromium as chromiumBinary } from "../../scripts/lib/tools.mjs";
import { startVscode, type VscodeServer } from "../../scripts/lib/vscode.mjs";
import type { Model } from "./model.ts";
import { openWorkbench, type Workbench } from "./workbench.ts";

export interface VscodeSetup {
  /** A folder copied to be the workspace; without it the workspace starts empty. */
  readonly workspaceFrom?: string;
  /** Files put into the workspace, by path relative to it. */
  readonly files?: Readonly<Record<string, string>>;
  /** Files put into the home folder, by path relative to it. */
  readonly homeFiles?: Readonly<Record<string, string>>;
  /** The model VS Code's own agent talks to. */
  readonly model?: Model;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** False: VS Code as it is, without Countersign. */
  readonly extension?: boolean;
  /** Packages of other extensions that are installed beside it. */
  readonly extensions?: readonly string[];
  /** False: the workspace trust feature is on, and the workspace is not trusted. */
  readonly trusted?: boolean;
  readonly flags?: readonly string[];
  /** Variables that VS Code and all that it starts have. */
  env?(place: VscodePlace): Readonly<Record<string, string>>;
  /** Done when home and workspace are there, and before VS Code starts. */
  prepare?(place: VscodePlace): unknown;
  /** Words that start VS Code in surroundings of another kind. */
  readonly prefix?: readonly string[];
}

export type VscodePlace = Pick<Vscode, "home" | "workspace">;

export interface Vscode {
  readonly home: string;
  readonly workspace: string;
  readonly server: VscodeServer;
  /** Opens one more window. Without a folder: on the workspace. `flags` are what VS Code would be started with. */
  openWindow(folder?: string, flags?: readonly string[]): Promise<Workbench>;
  /** Ends windows, browser and server, and removes everything they wrote. */
  end(): Promise<void>;
}

/** Starts VS Code and a browser, without a window yet. */
export async function openVscode(setup: VscodeSetup = {}): Promise<Vscode> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "countersign-e2e-")));
  const home = join(folder, "home");
  const workspace = join(folder, "workspace");
  await fill(workspace, setup.files, setup.workspaceFrom);
  await fill(home, setup.homeFiles);
  const cleanUp: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true, maxRetries: 5 })];
  const end = async () => {
    for (const undo of cleanUp.splice(0).reverse()) await undo();
  };
  try {
    await setup.prepare?.({ home, workspace });
    const server = await startVscode({
      home,
      data: join(folder, "data"),
      extensions: [...(setup.extension === false ? [] : [await packagedExtension()]), ...(setup.extensions ?? [])],
      flags: [...(setup.trusted === false ? [] : ["--disable-workspace-trust"]), ...(setup.flags ?? [])],
      ...(setup.settings ? { settings: setup.settings } : {}),
      ...(setup.model ? { modelUrl: setup.model.url } : {}),
      ...(setup.env ? { env: setup.env({ home, workspace }) } : {}),
      ...(setup.prefix ? { prefix: setup.prefix } : {}),
    });
    cleanUp.push(() => server.end());
    const browser = await chromium.launch({ executablePath: await chromiumBinary(), args: browserArguments });
    cleanUp.push(() => browser.close());
    const context = await newContext(browser);
    const openWindow = (where = workspace, flags: readonly string[] = []) =>
      openWorkbench(context, server, where, flags);
    return { home, workspace, server, openWindow, end };
  } catch (error) {
    await end();
    throw error;
  }
}

/**
 * One context for all windows of a VS Code, since it keeps part of its state in the browser. Without motion: while the
 * chat's shimmer is drawn, Chromium puts off updates of service workers, for which VS Code's web views wait, by up to
 * 40 s (VS Code 1.139.1 in Chromium 156, seen 2026-11-26).
 */
function newContext(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1, reducedMotion: "reduce" });
}

/** Creates a folder from a copy and from texts. */
async function fill(folder: string, files: Readonly<Record<string, string>> = {}, from?: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if (from !== undefined) await cp(from, folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
