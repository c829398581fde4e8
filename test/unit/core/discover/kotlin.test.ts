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
  finds(
    "that a base class runs by an inner method, with a name from constants",
    "src/main/kotlin/Tools.kt",
    `import io.modelcontextprotocol.kotlin.sdk.types.ToolSchema
abstract class AbstractMcpTool : McpTool { override val name = "base"; override val description = "Base"; override val inputSchema = 1; protected abstract suspend fun doExecute(a: JsonObject): String }
class Create : AbstractMcpTool() {
    override val name = ToolNames.CREATE_FILE
    override val description = "Creates a file"
    override val inputSchema: ToolSchema = schema()
    override suspend fun doExecute(arguments: JsonObject): String = "x"
}
class Modes : AbstractMcpTool() {
    override val name = "modes"
    override val description = "Lists modes"
    override val inputSchema = schema()
    protected override suspend fun executeInternal(arguments: JsonObject): String = "x"
}
class Handler : Handlers() {
    override val name = "handler"
    override val description = "No tool"
    override val inputSchema = schema()
    override fun doExecute(a: String) = a
}
`,
    ["custom-class-kt create_file", "custom-class-kt modes"],
  );
  finds(
    "whose input is the class, and none that only describes its fields",
    "src/main/kotlin/Inputs.kt",
    `import com.example.schema.Description
@SerialName("CreateFile")
@Description("Creates a file on this machine (really)")
data class CreateFile(
    @Description("The path") val path: String,
) : AgentTool {
    fun use() { SystemFileSystem.sink(Path(path)).buffered() }
}
@Description("Reads a page")
class OpenUrl(val url: String) : ToolInput {
    suspend fun execute(client: HttpClient) = client.get(url)
}
@Description("A step of a plan")
data class Step(@Description("What to do") val what: String) : PlanPart {
    fun run() = what
}
@Description("What a tool answers")
data class Answer(val text: String) : ToolAnswer
sealed interface AgentTool { val purpose: String }
`,
    ["custom-class-kt CreateFile", "custom-class-kt OpenUrl"],
  );
  it("are followed into methods of classes that they make, hold or are given", async () => {
    const tool = (body: string) => `class T(private val store: NoteStore) : BaseTool() {
    override val name = "t"
    override val description = "Does it"
    override val inputSchema = schema()
    override suspend fun execute(a: JsonObject): String { ${body} }
}
`;
    const store = `interface NoteStore { fun wipe(); fun all(): List<String> }
class FileStore(val file: File) : NoteStore {
    override fun wipe() { file.deleteRecursively() }
    override fun all() = file.readLines()
}
class Cleaner { fun sweep() { Files.delete(path) } }
`;
    const rows = [
      ["store.wipe(); return name", "delete-files"],
      ["return store.all().first()", "read-files"],
      ["Cleaner().sweep(); return name", "delete-files"],
      ["val cleaner = Cleaner(); cleaner.sweep(); return name", "delete-files"],
      ["context.noteRepository().findByOwner(a); return name", "read-data"],
      ["noteRepo.create(a); return name", "write-data"],
      ["noteDao.deleteById(a); return name", "destroy-data"],
      ["return names.remove(a)", ""],
    ] as const;
    for (const [body, effects] of rows) {
      const files = { "src/main/kotlin/T.kt": tool(body), "src/main/kotlin/store/Store.kt": store };
      const [found] = (await discover(files)).get("src/main/kotlin/T.kt") ?? [];
      const seen = found?.effects.filter(({ origin }) => origin === "code").map(({ effect }) => effect);
      assert.equal(seen?.join(" "), effects, body);
    }
  });
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

  it("take a text that is called after a repository for a text", async () => {
    const text = `import dev.langchain4j.agent.tool.Tool

class Names {
    @Tool("A name for a folder")
    fun folderName(repository: String): String { File("x").writeText("y"); return repository.replace("/", "_") }
    @Tool("Puts one in the place of another")
    fun putInPlace(id: String) { repository.replace(id, item) }
}
`;
    const tools = (await discover({ "Names.kt": text })).get("Names.kt") ?? [];
    assert.deepEqual(
      tools.map(({ effects }) => effects.map(({ effect }) => effect).join(" ")),
      ["write-files", "write-data"],
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
