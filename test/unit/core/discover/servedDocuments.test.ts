import assert from "node:assert/strict";
import { discover, shown } from "../../../support/discovered.ts";

const document = JSON.stringify({
  openapi: "3.1.0",
  paths: {
    "/tickets/{id}": {
      delete: { operationId: "drop-ticket", summary: "Drops a ticket" },
      get: { operationId: "get-ticket", summary: "Gets a ticket" },
    },
  },
});

async function found(path: string, code: string): Promise<string[]> {
  return ((await discover({ [path]: document, [code]: "export const one = 1;\n" })).get(path) ?? []).map(shown);
}

describe("OpenAPI documents of which code makes tools", () => {
  const operations = ["openapi-action drop-ticket: unknown", "openapi-action get-ticket: unknown"];

  it("are read where the workspace has code that is named for it", async () => {
    assert.deepEqual(await found("api/tickets-openapi.json", "src/openapi-mcp-server/proxy.ts"), operations);
    assert.deepEqual(await found("api/tickets-openapi.json", "src/swagger_to_tools.py"), operations);
  });

  it("are an interface like any other elsewhere, and where they are only shown or tested", async () => {
    assert.deepEqual(await found("api/tickets-openapi.json", "src/openapi-client/proxy.ts"), []);
    assert.deepEqual(await found("api/tickets-openapi.json", "src/openapi-mcp-server/proxy.test.ts"), []);
    assert.deepEqual(await found("docs/tickets-openapi.json", "src/openapi-mcp-server/proxy.ts"), []);
  });
});
