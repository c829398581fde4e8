import type { ServerDefinition, ServerValue } from "../model/definition.ts";
import { defineRule } from "./rule.ts";
import { definitionsOf } from "./support.ts";

export const serverContainerSeesHost = defineRule({
  id: "server-container-sees-host",
  title: "A server's container holds nothing back",
  family: "least-privilege",
  severity: "high",
  confidence: "high",
  messages: {
    privileged: "“{argument}” gives the container of “{server}” the rights of the host. Leave it out.",
    mount:
      "“{argument}” puts {what} into the container of “{server}”. Mount the folder it works on, read-only where it only reads.",
    network:
      "“{argument}” puts the container of “{server}” on the host's own network, with everything that listens there. Leave it out.",
  },
  *check({ document }) {
    for (const server of definitionsOf(document, "server")) {
      if (!/(?:^|\/)(?:docker|podman|nerdctl)$/.test(server.command ?? "")) continue;
      for (const [index, arg] of server.args.entries())
        yield* faultOf(server, arg, server.args[index - 1]?.value ?? "");
    }
  },
});

function* faultOf({ name }: ServerDefinition, { value, span }: ServerValue, before: string) {
  const data = { server: name, argument: value };
  if (/^--privileged(?:=true)?$|^--cap-add=(?:ALL|SYS_ADMIN)$|^--pid=host$/.test(value))
    yield { messageId: "privileged", data, span } as const;
  else if (/^--net(?:work)?=host$/.test(value) || (value === "host" && /^--net(?:work)?$/.test(before))) {
    yield { messageId: "network", data, span, severity: "medium" } as const;
  } else {
    const what = mounted(value, before);
    if (what) yield { messageId: "mount", data: { ...data, what }, span } as const;
  }
}

/** What of the host a mount shows, in words, where it is too much. */
function mounted(value: string, before: string): string | undefined {
  const isMount = /^(?:-v|--volume|--mount)$/.test(before) || /^(?:-v|--volume=|--mount=)/.test(value);
  if (!isMount) return undefined;
  const source =
    /(?:src|source)=([^,]+)/.exec(value)?.[1] ?? value.replace(/^(?:-v|--volume=|--mount=)/, "").split(":")[0] ?? "";
  if (/docker\.sock|podman\.sock|containerd\.sock/.test(source)) return "the container service, and so the whole host,";
  if (source === "/") return "the whole disk";
  if (/^(?:~|\$\{?(?:HOME|env:HOME|userHome)\}?|\/home\/[^/]+|\/Users\/[^/]+|\/root)\/?$/.test(source))
    return "your whole home folder";
  return /\.(?:ssh|aws|kube|gnupg|docker|config\/gcloud)\/?$/.test(source) ? "your credentials" : undefined;
}
