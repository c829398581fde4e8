import type { ServerDefinition, ServerValue } from "../model/definition.ts";
import { defineRule } from "./rule.ts";
import { fetchedPackage, isAddress, programName } from "./serverPackage.ts";
import { definitionsOf } from "./support.ts";

export const unpinnedServer = defineRule({
  id: "unpinned-server",
  title: "A server is downloaded in whatever version is newest",
  family: "supply-chain",
  severity: "medium",
  confidence: "high",
  messages: {
    package:
      "Server “{server}” runs the newest “{package}” each time it starts, so whoever publishes it decides what runs here. Write the version you have looked at, as in {package}@1.2.3.",
    image:
      "Server “{server}” runs the image “{package}” without a fixed version. Name it by digest or by an exact tag.",
  },
  *check({ document }) {
    for (const server of definitionsOf(document, "server")) {
      const found = unpinned(server);
      if (!found) continue;
      const { messageId, value } = found;
      yield {
        messageId,
        data: { server: server.name, package: value.value.replace(/(?<=.)@[^@/]*$/, "") },
        span: value.span,
      };
    }
  },
});

interface Unpinned {
  readonly messageId: "package" | "image";
  readonly value: ServerValue;
}

function unpinned({ command = "", args }: ServerDefinition): Unpinned | undefined {
  const program = programName(command);
  const fetched = fetchedPackage({ command, args });
  if (fetched)
    return isPinned(fetched.value) || isAddress(fetched.value) ? undefined : { messageId: "package", value: fetched };
  if (program !== "docker" && program !== "podman") return undefined;
  const image = imageOf(args);
  return image && !/@sha256:|:(?!latest$)[\w.-]+$/.test(image.value) ? { messageId: "image", value: image } : undefined;
}

/** `name@1.2.3`, `@scope/name@1.2.3`, `name==1.2.3`, an address with a commit. A range or a tag word is none. */
function isPinned(value: string): boolean {
  if (/^(?:git\+|https?:|github:)/.test(value)) return /[@#][0-9a-f]{7,40}$|\.tgz$|\.whl$/.test(value);
  return /(?:.@|==)v?\d+\.\d+(?:\.\d+)?[\w.+-]*$/.test(value);
}

function imageOf(args: readonly ServerValue[]): ServerValue | undefined {
  const run = args.findIndex(({ value }) => value === "run");
  if (run < 0) return undefined;
  const takesValue =
    /^(?:-e|--env|-v|--volume|--mount|--name|--network|-p|--publish|-w|--workdir|-u|--user|--env-file|--entrypoint|--platform)$/;
  for (let index = run + 1; index < args.length; index++) {
    const arg = args[index];
    if (!arg) continue;
    if (takesValue.test(arg.value)) index++;
    else if (!arg.value.startsWith("-")) return arg;
  }
  return undefined;
}
