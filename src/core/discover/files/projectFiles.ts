import type { Format } from "../format.ts";

/** Files that say what the imports of a workspace mean; they define nothing themselves. */
export const projectFiles: Format = {
  id: "project",
  isCandidate: (path) => /(?:^|\/)[tj]sconfig(?:\.\w+)?\.json$/.test(path),
  inspect: () => ({}),
};
