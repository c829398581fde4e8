import type { Format } from "../format.ts";

/** Files that say what the imports of a workspace mean and what its packages depend on; they define nothing themselves. */
export const projectFiles: Format = {
  id: "project",
  isCandidate: (path) =>
    /(?:^|\/)(?:[tj]sconfig(?:\.\w+)?\.json|go\.mod|Cargo\.toml|pom\.xml|build\.gradle(?:\.kts)?|libs\.versions\.toml|Pipfile|setup\.cfg)$/.test(
      path,
    ),
  inspect: () => ({}),
};
