import type { ServerDefinition, ServerValue } from "../../model/definition.ts";
import { at, itemsOf, type Member, member, membersOf, textOf, type ValueNode } from "../../parse/value.ts";
import { declareTool, namedAt } from "../ecmascript/toolDeclarations.ts";
import type { Shape } from "../shapes.ts";
import { readServer } from "./mcpConfig.ts";

/** Files that publish or bundle an MCP server. */

/** `manifest.json` of a bundle (mcpb, earlier dxt). Extensions of browsers and apps of Teams have the same file name. */
export const bundleManifest: Shape = {
  mention: /"(?:manifest_version|dxt_version|mcpb_version)"/,
  read(root) {
    const server = at(root, "server");
    if (!member(server, "mcp_config") && !(member(server, "type") && member(server, "entry_point"))) return undefined;
    const named = namedAt(root);
    const config = at(server, "mcp_config");
    const definition =
      config &&
      readServer({
        key: named?.name ?? "server",
        keySpan: named?.nameSpan ?? root.span,
        value: config,
        span: root.span,
      });
    const tools = itemsOf(at(root, "tools")).flatMap(({ value }) => {
      const found = namedAt(value);
      const confirmation = { confirmed: "unknown", by: "the host that runs the bundle" } as const;
      const parts = { format: "mcpb-manifest", language: "json", span: value.span, confirmation };
      return found ? [declareTool({ ...parts, ...found, description: at(value, "description") })] : [];
    });
    return { definitions: [...(definition ? [{ ...definition, format: "mcpb-manifest" }] : []), ...tools] };
  },
};

/** `server.json` of the MCP registry: packages and addresses of one server. */
export const registryServer: Shape = {
  mention: /"(?:packages|remotes)"/,
  read(root) {
    const schema = textOf(at(root, "$schema")) ?? "";
    const name = textOf(at(root, "name")) ?? "";
    const isRegistry =
      /modelcontextprotocol\.io\/.*server\.schema\.json/.test(schema) || /^[\w-]+(?:\.[\w-]+)+\/[\w.-]+$/.test(name);
    const packages = itemsOf(at(root, "packages")).map(({ value }) => value);
    const remotes = itemsOf(at(root, "remotes")).map(({ value }) => value);
    if (!isRegistry || packages.length + remotes.length === 0) return undefined;
    return {
      definitions: [...packages.map((one) => fromPackage(one, root)), ...remotes.map((one) => fromRemote(one, root))],
    };
  },
};

const runners: Readonly<Record<string, string>> = { npm: "npx", pypi: "uvx", oci: "docker", nuget: "dnx" };

function fromPackage(node: ValueNode, root: ValueNode): ServerDefinition {
  const type = textOf(at(node, "registryType") ?? at(node, "registry_type") ?? at(node, "registry_name")) ?? "";
  const identifier = at(node, "identifier") ?? at(node, "name");
  const version = textOf(at(node, "version"));
  const text = textOf(identifier) ?? "";
  const pinned = version && type !== "oci" ? `${text}${type === "pypi" ? "==" : "@"}${version}` : text;
  const base = readServer(asMember(root, node));
  const args: ServerValue[] = identifier ? [{ name: "0", value: pinned, span: identifier.span }] : [];
  const variables = itemsOf(at(node, "environmentVariables") ?? at(node, "environment_variables"));
  const command = textOf(at(node, "runtimeHint")) ?? runners[type] ?? type;
  return {
    ...base,
    format: "mcp-registry-server",
    command,
    args,
    env: variables.flatMap(({ value }): ServerValue[] => {
      const named = namedAt(value);
      return named ? [{ name: named.name, value: "", span: named.nameSpan }] : [];
    }),
    effects: [
      { effect: "run-code", origin: "grant", because: `starts ${command} ${text}` },
      { effect: "install-package", origin: "grant", because: `${command} downloads what it runs` },
    ],
  };
}

function fromRemote(node: ValueNode, root: ValueNode): ServerDefinition {
  return { ...readServer(asMember(root, node)), format: "mcp-registry-server" };
}

function asMember(root: ValueNode, node: ValueNode): Member {
  const named = namedAt(root);
  return { key: named?.name ?? "server", keySpan: named?.nameSpan ?? node.span, value: node, span: node.span };
}

/** `server.yaml` of Docker's registry: an image with its volumes and secrets. */
export const dockerServer: Shape = {
  mention: /^type:\s*["']?(?:server|remote)\b/m,
  read(root) {
    const named = namedAt(root);
    const image = at(root, "image");
    const remote = at(root, "remote");
    if (!named || !(image || remote) || !member(root, "meta")) return undefined;
    const base = readServer({ key: named.name, keySpan: named.nameSpan, value: remote ?? root, span: root.span });
    const secrets = itemsOf(at(root, "config", "secrets")).flatMap(({ value }): ServerValue[] => {
      const env = namedAt(value, "env");
      return env ? [{ name: env.name, value: "", span: env.nameSpan }] : [];
    });
    const volumes = member(at(root, "run"), "volumes");
    const command = image ? "docker" : undefined;
    return {
      definitions: [
        {
          ...base,
          format: "docker-mcp-server",
          language: "yaml",
          ...(command && { command }),
          args: image ? [{ name: "0", value: textOf(image) ?? "", span: image.span }] : [],
          env: secrets,
          effects: [
            ...base.effects,
            ...(image
              ? [{ effect: "run-code", origin: "grant", because: "starts an image", span: image.span } as const]
              : []),
            ...(volumes
              ? [{ effect: "read-files", origin: "grant", because: "run.volumes", span: volumes.span } as const]
              : []),
          ],
        },
      ],
    };
  },
};

/** `plugin.json` of Claude Code and hosts that read its plugins, and `gemini-extension.json`: the servers they bring. */
export const pluginManifest: Shape = {
  mention: /"mcpServers"/,
  read(root) {
    const servers = membersOf(at(root, "mcpServers")).filter(({ value }) => value.kind === "object");
    return { definitions: servers.map(readServer) };
  },
};
