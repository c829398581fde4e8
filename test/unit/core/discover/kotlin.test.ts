import assert from "node:assert/strict";
import { discover, finds } from "../../../support/discovered.ts";

const server = `import io.modelcontextprotocol.kotlin.sdk.server.Server

private fun Server.registerTools(httpClient: HttpClient) {
    addTool(
        name = "get_" + "alerts",
        description = "Alerts of a state (not addTool(name = \\"x\\"))",
        toolAnnotations = ToolAnnotations(readOnlyHint = true, openWorldHint = true),
    ) { request ->
        httpClient.alertsOf("x").fold(onSuccess = { CallToolResult(it) }, onFailure = { error(it) })
    }
    // addTool(name = "commented", description = "no") { }
    server.addTool("save_note", "Saves a note") { request -> File(request.path).writeText("x") }
    server.addTool("delete_all_notes", "Deletes") { _ -> CallToolResult(emptyList()) }
    addPrompt(name = "prompt", description = "no tool") { }
    addTool(tool, handler)
}

fun addTool(name: String, description: String) = Unit
`;

describe("tools in Kotlin", () => {
  finds("of the MCP SDK, and neither comments nor what hands them on", "Server.kt", server, [
    "mcp-kotlin-sdk get_alerts",
    "mcp-kotlin-sdk save_note",
    "mcp-kotlin-sdk delete_all_notes",
  ]);

  it("are followed into the functions that they call in other files", async () => {
    const client = `suspend fun HttpClient.alertsOf(state: String): Result<String> = runCatching {
    val uri = "/x"
    this.get(uri).body<String>()
}
`;
    const found = await discover({ "src/main/kotlin/Server.kt": server, "src/main/kotlin/api/Client.kt": client });
    const tools = found.get("src/main/kotlin/Server.kt") ?? [];
    assert.deepEqual(
      tools.map(({ effects }) => effects.map(({ effect, origin }) => `${effect} ${origin}`)),
      [["fetch-network code"], ["write-files code"], ["destroy-data declared"]],
    );
    const [alerts, , stub] = tools;
    assert.ok(alerts?.kind === "tool" && stub?.kind === "tool");
    assert.deepEqual(alerts.annotations, { readOnlyHint: true, openWorldHint: true });
    assert.equal(stub.stub, true);
  });

  finds(
    "that a library calls by their annotation",
    "Tools.kt",
    `import dev.langchain4j.agent.tool.Tool

class BookingTools {
    @Tool("Cancels a booking")
    fun cancelBooking(number: String) { println("Do it? @Tool fun x()"); if (readln() == "yes") repository.deleteById(number) }
    fun helper() = 1
}
`,
    ["langchain4j-tool cancelBooking: conditional"],
  );
});
