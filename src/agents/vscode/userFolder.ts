/** Where VS Code keeps what is the user's own. Other builds and profiles hand in their own files. */
import type { Place } from "../../core/permissions/input.ts";
import { joinNative } from "../../core/permissions/paths.ts";

const userFolders: Readonly<Record<Place["platform"], string>> = {
  linux: ".config/Code/User",
  darwin: "Library/Application Support/Code/User",
  win32: "AppData/Roaming/Code/User",
};

/** The folder of the default profile's settings. */
export function userFolder({ platform, home }: Pick<Place, "platform" | "home">): string {
  return joinNative(platform, home, userFolders[platform]);
}

/** Its prompt files, custom agents and tool sets. */
export function promptsFolder(place: Pick<Place, "platform" | "home">): string {
  return joinNative(place.platform, userFolder(place), "prompts");
}
