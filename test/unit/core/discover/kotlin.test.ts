import assert from "node:assert/strict";
import { codeOnly } from "../../../../src/core/parse/code/kotlinText.ts";
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

  const own = `package a.tools

import a.api.Store

class RemoveItemTool(private val store: Store) :
    BaseToolDefinition(),
    Loud {
    data class Row(val id: String) { val name = "row" }

    override val name = "remove_item"
    override val description: String
        get() = """
        Removes an item.
        """.trimIndent()
    override val toolAnnotations = ToolAnnotations(readOnlyHint = false, destructiveHint = true)
    override val inputSchema = objectSchema { }

    override suspend fun execute(params: JsonElement): JsonElement {
        File(params.path).delete()
        return ok()
    }
}

object Peek : Tool {
    private const val NAME = "peek"
    override fun getName() = NAME
    override fun getDescription(): String = "Peeks at " + "it"
    override fun getParameterSchema() = schema
    override fun execute(a: Args) = File(a.path).readText()
}

abstract class BaseToolDefinition : Tool {
    override val name = "base"
    override val description = "x"
    override val inputSchema = x
    override fun execute(a: Args) = 1
}
class Nested : BaseToolDefinition() {
    class Inner { override val name = "inner"; override val description = "x"; override val schema = 1; override fun execute() = 1 }
}
class Drill : PowerTool() { override val name = "drill"; override val description = "Drills"; override val parameters = 3; override fun run() = Unit }
class Widget : View() { override val name = "view"; override val description = "x"; override val schema = 3; override fun execute() = Unit }
class Silent : Tool { override val name = "silent"; override val schema = 3 }
`;
  finds(
    "of a project's own contract, and no base, no part of one, no other kind of tool",
    "src/main/kotlin/Own.kt",
    own,
    ["custom-class-kt remove_item", "custom-class-kt peek"],
  );
  finds(
    "whatever texts stand in the templates of their texts",
    "Own.kt",
    `class Query : Tool {
    override val name = "query"
    override val description = "Asks"
    override val inputSchema = schema
    override fun execute(a: Args) {
        val open = '{'
        error("Invalid: \\"$a\\". One of \${NAMES.joinToString(", ") { "\\"{$it\\"" }}")
    }
    // "unclosed {
    override fun more() = """ } " \${a["}"]} """"
}
class After : Tool { override val name = "after"; override val description = "x"; override val inputSchema = 1; override fun run() = 1 }
`,
    ["custom-class-kt query", "custom-class-kt after"],
  );
  it("and however many of them have no end", () => {
    const many = '"${'.repeat(20_000);
    const started = process.cpuUsage().user;
    assert.equal(codeOnly(many).length, many.length);
    assert.ok(process.cpuUsage().user - started < 5_000_000);
  });
  finds("and none that a test makes up", "src/test/kotlin/Own.kt", own, []);
  finds(
    "of a project's own contract that is handed to a model, by its imports",
    "Own.kt",
    `import com.acme.llm.Tool
class SendMail : Tool(name = "send_mail", description = "Sends") { override fun invoke(a: String) = mailer.send(a) }
`,
    ["custom-class-kt send_mail"],
  );
  it("of a project's own contract, with what they do and say of it", async () => {
    const [remove, peek] = (await discover({ "src/main/kotlin/Own.kt": own })).get("src/main/kotlin/Own.kt") ?? [];
    assert.ok(remove?.kind === "tool" && peek?.kind === "tool");
    assert.deepEqual(remove.annotations, { readOnlyHint: false, destructiveHint: true });
    assert.match(remove.description?.text ?? "", /Removes an item/);
    assert.equal(peek.description?.text, "Peeks at it");
    assert.deepEqual(
      [remove, peek].map(({ effects }) => effects.map(({ effect, origin }) => `${effect} ${origin}`)),
      [["delete-files code"], ["read-files code"]],
    );
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
