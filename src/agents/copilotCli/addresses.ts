/**
 * Rules for addresses of Copilot CLI, of its flags and of the user's settings: an origin, which stands for all below it,
 * one address, or with `/*` what lies below. Without a scheme it is https. Tried with 1.0.102 over ACP on 2026-11-26,
 * with `COPILOT_OFFLINE=false`: otherwise there is no tool that fetches.
 */
import { at } from "../../core/parse/value.ts";
import { provenanceOf, type SettingsFile, stringsAt } from "../../core/permissions/settingsFile.ts";
import { type Given, lastGiven, type Run, valuesOf } from "../flags.ts";
import type { Judgement } from "../judgement.ts";

type By = Judgement["by"];

/** The rule that refuses, or else the one that allows. */
export function ruleForAddress(
  url: string,
  run: Run,
  files: readonly SettingsFile[],
): { readonly deny?: By; readonly allow?: By } {
  const denied = [...flagged(run, "deny-url", "deny"), ...saved(files, "deniedUrls")].find((one) =>
    coversAddress(one.text, url),
  );
  if (denied) return { deny: denied.by };
  const all = lastGiven(run, "all") ?? lastGiven(run, "tools") ?? lastGiven(run, "urls");
  if (all) return { allow: all.source };
  const allowed = [...flagged(run, "allow-url", "allow"), ...saved(files, "allowedUrls")].find((one) =>
    coversAddress(one.text, url),
  );
  return allowed ? { allow: allowed.by } : {};
}

interface Written {
  /** Undefined: every address. */
  readonly text: string | undefined;
  readonly by: By;
}

/** Of `--allow-url x` and of `--allow-tool url(x)`. */
function flagged(run: Run, own: string, tool: string): readonly Written[] {
  const inner = ({ value, source }: Given): readonly Written[] => {
    const [whole, text] = /^url(?:\((.*)\))?$/s.exec(value) ?? [];
    return whole === undefined ? [] : [{ text, by: source }];
  };
  return [
    ...valuesOf(run, own).map(({ value, source }) => ({ text: value, by: source })),
    ...valuesOf(run, tool).flatMap(inner),
  ];
}

/** An older spelling of the key takes its place (tried). */
function saved(files: readonly SettingsFile[], key: "allowedUrls" | "deniedUrls"): readonly Written[] {
  const older = key.replace("U", "_u");
  return files
    .filter(({ config }) => config.layer === "user" && config.path.endsWith("settings.json"))
    .flatMap((file) =>
      stringsAt(file, at(file.root, older) ? older : key).map(({ text, span }) => ({
        text,
        by: provenanceOf(file, span, `${key}: ${text}`),
      })),
    );
}

interface Address {
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
}

/** As a browser reads it: dots in a path are followed, and the usual port is none. A dot behind the host is none either. */
function addressOf(text: string): Address | undefined {
  const written = text.trim();
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(written) ? written : `https://${written}`;
  if (!URL.canParse(whole)) return undefined;
  const { protocol, hostname, port, pathname } = new URL(whole);
  const host = hostname.replace(/\.$/, "");
  return { scheme: protocol.slice(0, -1), host: port === "" ? host : `${host}:${port}`, path: pathname };
}

/** @param written undefined: every address */
export function coversAddress(written: string | undefined, url: string): boolean {
  if (written === undefined) return true;
  const [rule, address] = [addressOf(written), addressOf(url)];
  if (!rule || !address || rule.scheme !== address.scheme) return false;
  const below = rule.host.startsWith("*.") ? rule.host.slice(2) : undefined;
  const isHost =
    below === undefined ? rule.host === address.host : address.host === below || address.host.endsWith(`.${below}`);
  if (!isHost) return false;
  const path = rule.path.replace(/\/$/, "");
  if (path === "" || path === "/*") return true;
  if (!path.endsWith("/*")) return address.path.replace(/\/$/, "") === path;
  const folder = path.slice(0, -2);
  return address.path === folder || address.path.startsWith(`${folder}/`);
}
