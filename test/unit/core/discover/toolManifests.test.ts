import assert from "node:assert/strict";
import { discover, shown } from "../../../support/discovered.ts";

async function told(path: string, text: string): Promise<string[]> {
  return ((await discover({ [path]: text })).get(path) ?? []).map(
    (definition) => `${shown(definition)} (${definition.effects.map(({ effect }) => effect).join(" ")})`,
  );
}

describe("tools that a project describes in a file of data", () => {
  it("as a table of names, descriptions and schemas in JSON", async () => {
    const table = {
      fs_read: {
        name: "fs_read",
        description: "Reads a file",
        input_schema: { type: "object", properties: { path: { type: "string" } } },
      },
      delete_note: {
        description: "Removes a note",
        input_schema: { type: "object", properties: { id: { type: "string" } } },
      },
    };
    const text = JSON.stringify(table, null, 2);
    assert.deepEqual(await told("src/chat/tools/tool_index.json", text), [
      "custom-manifest-json fs_read: unknown ()",
      "custom-manifest-json delete_note: unknown (destroy-data)",
    ]);
    assert.deepEqual(await told("tests/fixtures/tools.json", text), []);
    assert.deepEqual(await told("docs/tools.json", text), []);
  });

  it("as a set with commands that have places for what the model fills in", async () => {
    const text = `toolsets:
  cluster/core:
    description: "Looks at the cluster"
    tools:
      - name: "describe"
        description: "Describes one thing"
        command: "kubectl describe {{ kind }} {{ name }}"
      - name: "events"
        description: "Lists what happened"
        command: "kubectl get events"
`;
    assert.deepEqual(await told("plugins/cluster.yaml", text), [
      "custom-manifest-yaml describe: unknown (run-code)",
      "custom-manifest-yaml events: unknown (run-code)",
    ]);
  });

  it("one in each file, with the protocol's hints", async () => {
    const text = `id: boot
names:
  mcp: boot_device
  cli: boot
description: Starts a device.
annotations:
  destructiveHint: true
`;
    assert.deepEqual(await told("manifests/tools/boot.yaml", text), ["custom-manifest-yaml boot_device: unknown ()"]);
  });

  it("not the tools of a build, an interface over HTTP, or a deployment", async () => {
    const linters = `tools:
  - name: linter
    description: Checks the style of code
    command: npm run lint
`;
    const api = `openapi: 3.0.0
paths:
  /notes:
    get:
      operationId: list_notes
      description: Lists the notes
      parameters:
        - name: page
          description: Which page it is
tools: []
`;
    const deployment = `kind: Deployment
metadata:
  annotations: { description: Runs the service }
spec: { tools: [{ name: a, image: b }] }
`;
    assert.deepEqual(await told("config/tools.yaml", linters), []);
    assert.deepEqual(await told("config/api.yaml", api), []);
    assert.deepEqual(await told("deploy/app.yaml", deployment), []);
  });
});
