import assert from "node:assert/strict";
import { discover, finds, shown } from "../../../support/discovered.ts";

describe("C# classes that keep a contract of the project", () => {
  finds(
    "are tools where a model calls them, and not where a schedule or a plugin loader does",
    "Functions.cs",
    `namespace Bot.Functions;
public interface IFunctionCallback { string Name { get; } Task<bool> Execute(Dialog message); }
public class SaveFn : IFunctionCallback {
  public string Name => "save_code";
  public async Task<bool> Execute(Dialog message) {
    var args = JsonSerializer.Deserialize<Args>(message.FunctionArgs);
    File.WriteAllText(args.Path, args.Code);
    return true;
  }
}
public class ReadTool : ITool {
  public string Name => "read_it";
  public string Description => "Reads";
  public object InputSchema => new { };
  public string Run(string path) { return File.ReadAllText(path); }
}
public class Hammer : ITool {
  public string Name => "hammer";
  public string Run(string nail) { return nail; }
}
public class Computed : IFunctionCallback {
  public Computed(string name) { Name = name; }
  public string Name { get; }
  public async Task<bool> Execute(Dialog message) { return message.FunctionArgs != ""; }
}
`,
    ["custom-class-cs save_code", "custom-class-cs read_it"],
  );

  it("make what a variable is declared to be", async () => {
    const files = {
      "Agents.cs": `using Microsoft.SemanticKernel.Agents;
class P { static void Main() { ChatCompletionAgent clerk = new() { Name = "Clerk", Instructions = "help" }; } }
`,
    };
    assert.deepEqual((await discover(files)).get("Agents.cs")?.map(shown), ["semantic-kernel-agent Clerk"]);
  });
});

describe("Koog", () => {
  it("has tools as classes with a descriptor and agents as tools; bases are none", async () => {
    const text = `package a
import ai.koog.agents.core.tools.*
import java.nio.file.Files

abstract class Tool<A, R>(val name: String) { abstract suspend fun execute(args: A): R }

abstract class FileTool<A, R> : Tool<A, R>() { }

object Tools {
  class CreateFile(val root: Path) : Tool<CreateFile.Args, CreateFile.Result>() {
    override val descriptor: ToolDescriptor = ToolDescriptor(
      name = "create_file",
      description = "Creates a file",
    )
    override suspend fun execute(args: Args): Result {
      Files.writeString(root.resolve(args.path), args.content)
      return Result(true)
    }
  }
  object Say : SimpleTool<Say.Args>(argsSerializer = Args.serializer(), name = "say", description = "Says") {
    override suspend fun doExecute(args: Args): String { return "x" }
  }
}
val registry = ToolRegistry { tool(other.asTool("Moves money", name = "transfer")) }
`;
    const found = (await discover({ "Tools.kt": text })).get("Tools.kt") ?? [];
    assert.deepEqual(
      found.map((tool) => `${shown(tool)} (${tool.effects.map(({ effect }) => effect).join(" ")})`),
      ["koog-class create_file (write-files)", "koog-class say ()", "koog-agent-tool transfer (delegate)"],
    );
  });
});

describe("rmcp", () => {
  finds(
    "has its attribute from the crate of its macros too",
    "src/tools.rs",
    `use rmcp::model::CallToolResult;
use rmcp_macros::{tool, tool_router};
#[tool_router]
impl Tools {
    #[tool(description = "Searches", annotations(read_only_hint = true))]
    async fn search(&self, query: String) -> Result<CallToolResult, Error> { Ok(CallToolResult::success(vec![])) }
}
`,
    ["rmcp-tool search"],
  );
});
