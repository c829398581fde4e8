import { type Sources, sourcesOf } from "../parse/project/sources.ts";

/** Files that decide what imports mean, and what a package depends on. */
const mapping =
  /(?:^|\/)(?:(?:package|[tj]sconfig(?:\.\w+)?)\.json|pyproject\.toml|requirements[\w.-]*\.txt|go\.mod|Cargo\.toml|pom\.xml|build\.gradle(?:\.kts)?|[^/]+\.csproj)$/;

/** The text of every reviewed file by workspace folder, so that code is followed from file to file. */
export class WorkspaceTexts {
  readonly #texts = new Map<string, Map<string, string>>();
  readonly #sources = new Map<string, Sources>();

  set(group: string, path: string, text: string): void {
    let texts = this.#texts.get(group);
    if (!texts) {
      texts = new Map();
      this.#texts.set(group, texts);
    }
    const before = texts.get(path);
    texts.set(path, text);
    // What imports mean is concluded once for each `Sources`.
    if (before === undefined || (before !== text && mapping.test(path))) this.#sources.delete(group);
  }

  delete(group: string, path: string): void {
    if (this.#texts.get(group)?.delete(path)) this.#sources.delete(group);
  }

  of(group: string): Sources {
    let sources = this.#sources.get(group);
    if (!sources) {
      sources = sourcesOf(this.#texts.get(group) ?? new Map());
      this.#sources.set(group, sources);
    }
    return sources;
  }
}
