import assert from "node:assert/strict";
import { discover } from "../../../support/discovered.ts";

/** Each tool as "format name [effects]", in order. */
async function told(files: Readonly<Record<string, string>>, path: string): Promise<string[]> {
  return ((await discover(files)).get(path) ?? [])
    .filter(({ kind }) => kind === "tool")
    .map((tool) => {
      const effects = tool.kind === "tool" ? tool.effects.map(({ effect }) => effect) : [];
      return `${tool.format} ${tool.name} [${effects.join(" ")}]`;
    });
}

describe("functions that Azure serves as tools of an MCP server", () => {
  it("in C#, by the attribute of a parameter, with names from a class that is used as it is", async () => {
    const files = {
      "Names.cs": `namespace Acme.Tools;
public static class Names { public const string Save = "save_note"; public const string SaveText = "Saves a note"; }`,
      "Notes.cs": `using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Mcp;
using static Acme.Tools.Names;
namespace Acme.Tools;
public class Notes(ILogger<Notes> logger) {
  [Function(nameof(SaveNote))]
  [BlobOutput("notes/{mcptoolargs.name}.txt")]
  public string SaveNote([McpToolTrigger(Save, SaveText)] ToolInvocationContext context, [McpToolProperty("text", "The text", true)] string text) => text;
  [Function("Row")]
  public Row? GetRow([McpToolTrigger("get_row", "Reads a row")] ToolInvocationContext context, [CosmosDBInput("db", "rows")] Row? row) => row;
  [Function(nameof(Forget))]
  public void Forget([McpToolTrigger(nameof(Forget), "Removes a file")] ToolInvocationContext context, string path) { File.Delete(path); }
  [Function("Page")]
  public string Page([McpResourceTrigger("ui://x.html", "Page")] ResourceInvocationContext context) => File.ReadAllText("x.html");
  [Function("Web")]
  public string Web([HttpTrigger("get")] HttpRequestData request) => "x";
}`,
    };
    assert.deepEqual(await told(files, "Notes.cs"), [
      "azure-functions-mcp-cs save_note [send-outward]",
      "azure-functions-mcp-cs get_row [read-data]",
      "azure-functions-mcp-cs Forget [delete-files]",
    ]);
  });

  it("in Java, by the annotation of a parameter", async () => {
    const text = `package com.acme;
import com.microsoft.azure.functions.*;
import com.microsoft.azure.functions.annotation.*;
public class Notes {
  @FunctionName("SaveNote")
  @StorageAccount("AzureWebJobsStorage")
  public void save(
      @McpToolTrigger(name = "save_note", description = "Saves a note", toolProperties = "[]") String args,
      @BlobOutput(name = "out", path = "notes/x.txt") OutputBinding<String> out,
      final ExecutionContext context) { out.setValue(args); }
  @FunctionName("Web")
  public HttpResponseMessage web(@HttpTrigger(name = "req", methods = {HttpMethod.GET}) HttpRequestMessage<String> req) { return null; }
}`;
    assert.deepEqual(await told({ "Notes.java": text }, "Notes.java"), [
      "azure-functions-mcp-java save_note [send-outward]",
    ]);
  });

  it("in Python, by a trigger of that type or the decorator for it", async () => {
    const text = `import azure.functions as func
import os
app = func.FunctionApp()

@app.generic_trigger(arg_name="context", type="mcpToolTrigger", toolName="save_note", description="Saves a note", toolProperties="[]")
@app.generic_output_binding(arg_name="file", type="blob", connection="AzureWebJobsStorage", path="notes/x")
def save(file: func.Out[str], context) -> str:
    file.set(context)

@app.mcp_tool()
@app.mcp_tool_property(arg_name="path", description="The file")
def forget(path: str) -> str:
    """Removes a file."""
    os.remove(path)

@app.generic_trigger(arg_name="message", type="queueTrigger", queueName="jobs")
def job(message) -> None:
    os.remove(message)

@app.route(route="hello")
def hello(req: func.HttpRequest) -> str:
    return "x"
`;
    assert.deepEqual(await told({ "function_app.py": text }, "function_app.py"), [
      "azure-functions-mcp-py save_note [send-outward]",
      "azure-functions-mcp-py forget [delete-files]",
    ]);
  });

  it("in TypeScript, by app.mcpTool", async () => {
    const text = `import { app, input, output, InvocationContext } from "@azure/functions";
const notes = output.storageBlob({ path: "notes/x", connection: "AzureWebJobsStorage" });
const rows = input.table({ tableName: "rows", connection: "AzureWebJobsStorage" });
export async function save(toolArguments: unknown, context: InvocationContext): Promise<string> {
  context.extraOutputs.set(notes, toolArguments);
  return "saved";
}
app.mcpTool("saveNote", { toolName: "save_note", description: "Saves a note", toolProperties: {}, extraOutputs: [notes], extraInputs: [rows], handler: save });
app.mcpResource("page", { uri: "ui://x.html", handler: async () => "x" });
app.http("web", { methods: ["GET"], handler: async () => ({ body: "x" }) });
`;
    assert.deepEqual(await told({ "src/functions/notes.ts": text }, "src/functions/notes.ts"), [
      "azure-functions-mcp-js save_note [read-data send-outward]",
    ]);
  });
});
