import assert from "node:assert/strict";
import type { ToolDefinition } from "../../../../src/core/model/definition.ts";
import { sourcesOf } from "../../../../src/core/parse/project/sources.ts";
import { createReviewer } from "../../../../src/core/review.ts";
import { testParsers } from "../../../support/parsers.ts";
import { reviewTexts } from "../../../support/reviewFolder.ts";

async function toolsOf(path: string, text: string): Promise<ToolDefinition[]> {
  const review = (await reviewTexts([{ path, text }])).get(path);
  assert.deepEqual(review?.facts.problems ?? [], []);
  return (review?.facts.definitions ?? []).filter((definition) => definition.kind === "tool");
}

/** Each tool as "format name [effects] confirmed?", in order. */
function check(title: string, path: string, text: string, expected: readonly string[]): void {
  it(title, async () => {
    const shown = (await toolsOf(path, text)).map(({ format, name, effects, confirmation, stub }) => {
      const seen = effects.filter(({ origin }) => origin === "code").map(({ effect }) => effect);
      const words = [format, name, `[${seen.join(" ")}]`, stub ? "stub" : "", confirmation.confirmed];
      return words.filter((word) => word !== "" && word !== "never").join(" ");
    });
    assert.deepEqual(shown, expected);
  });
}

describe("tools in C#", () => {
  const cs = (title: string, text: string, expected: readonly string[]) => check(title, "Tools.cs", text, expected);
  cs(
    "by an attribute with the protocol's hints, whoever wrote it",
    `using com.Somebody.McpPlugin;
public class T {
  [AiTool("assets-delete", Title = "Delete", DestructiveHint = true)] public string Delete(string[] paths) { File.Delete(paths[0]); return "x"; }
  [AiToolType] public class Other {}
}`,
    ["custom-attribute-cs assets-delete [delete-files]"],
  );
  cs(
    "made of a whole type by a generator, by an attribute of the project's own",
    `namespace Acme.Core;
[Category("files")]
[McpTool("files", Title = "Files", Destructive = true, Description = "Removes files")]
public interface IFileCommands { [Action("remove")] Result Remove(string path); }
[AiTool("cleaner", Description = "Cleans")]
public class Cleaner { public void Clean(string path) { File.Delete(path); } }
[AttributeUsage(AttributeTargets.Interface)] public sealed class McpToolAttribute : Attribute { public McpToolAttribute(string name) {} }
[McpTool("empty", Destructive = true)] public interface IEmpty {}
[McpToolType] public class Holder { public void Run() {} }
[PowerTool("drill", Description = "Drills")] public class Drill { public void Run() {} }
[Tool("hammer", Description = "Hits")] public class Hammer { public void Hit() {} }`,
    ["custom-attribute-cs files [] unknown", "custom-attribute-cs cleaner [delete-files]"],
  );
  cs(
    "of MCPSharp, beside its namespace",
    `using MCPSharp;
public class T { [McpTool("say", "Says it")] public static string Say(string m) => m; [McpFunction] public static string Add(int a) => a.ToString(); }`,
    ["mcp-cs-attribute say []", "mcp-cs-attribute Add []"],
  );
  cs(
    "of MCPSharp, in a namespace below its own",
    `namespace MCPSharp.Example { public class T { [McpTool("say")] public static string Say(string m) => m; } }`,
    ["mcp-cs-attribute say []"],
  );
  cs(
    "of AutoGen, by its namespace alone",
    `using AutoGen.Core;
public class T { [Function] public string Upper(string m) { return m.ToUpper(); } }`,
    ["autogen-cs Upper []"],
  );
  cs("and no function of others", "using Microsoft.Azure.Functions; class T { [Function] public void Run() {} }", []);
  cs(
    "asked for by a filter of the kernel",
    `using Microsoft.SemanticKernel;
public class P { [KernelFunction] public void Ship() { Process.Start("x"); } }
public class F : IFunctionInvocationFilter {
  public async Task OnFunctionInvocationAsync(FunctionInvocationContext context, Func<FunctionInvocationContext, Task> next) {
    if (service.IsApproved(context)) { await next(context); }
  }
}`,
    ["semantic-kernel-cs Ship [run-code] conditional"],
  );
  cs(
    "by the attribute of the MCP SDK, named after the method or by the attribute",
    `using ModelContextProtocol.Server;
[McpServerToolType] public class Blobs(IHttpClientFactory factory) {
  private readonly HttpClient _http = factory.CreateClient("x");
  [McpServerTool(Name = "drop_blob", Destructive = true), Description("Drops it")]
  public static Task Drop(BlobContainerClient c, string name) => c.DeleteBlobAsync(name);
  [McpServerTool] public async Task<string> ReadPageAsync(string id) { return await _http.GetStringAsync($"/p/{id}"); }
  [McpServerTool] public async Task<string> SendNote(string text) { var r = await Post(text); return r; }
  private async Task<string> Post(string text) { await _http.PostAsync("/notes", new StringContent(text)); return "ok"; }
  public string NoTool() => "x";
}`,
    [
      "mcp-cs-attribute drop_blob [destroy-data]",
      "mcp-cs-attribute read_page [fetch-network read-untrusted]",
      "mcp-cs-attribute send_note [fetch-network send-outward]",
    ],
  );
  cs(
    "by requests whose method is a constant, by processes, files, databases and the environment",
    `using ModelContextProtocol.Server; using System.Diagnostics;
class T { readonly HttpClient http = new(); readonly SqlConnection db;
  [McpServerTool] public async Task A() { await http.SendAsync(new HttpRequestMessage(HttpMethod.Delete, "/x")); }
  [McpServerTool] public void B(string c) { Process.Start(new ProcessStartInfo("bash", c)); }
  [McpServerTool] public void C(string p) { System.IO.File.Delete(p); }
  [McpServerTool] public async Task D() { await db.ExecuteAsync("DELETE FROM users WHERE id = 1"); }
  [McpServerTool] public object E() => Environment.GetEnvironmentVariables();
  [McpServerTool] public string F(string p) { return File.ReadAllText(p); }
}`,
    [
      "mcp-cs-attribute a [fetch-network send-outward destroy-data]",
      "mcp-cs-attribute b [run-code]",
      "mcp-cs-attribute c [delete-files]",
      "mcp-cs-attribute d [destroy-data]",
      "mcp-cs-attribute e [read-secrets]",
      "mcp-cs-attribute f [read-files]",
    ],
  );
  cs(
    "of Semantic Kernel and Microsoft.Extensions.AI, with the wrapper that asks",
    `using Microsoft.SemanticKernel; using Microsoft.Extensions.AI;
class Mail(SmtpClient smtp) {
  [KernelFunction("send_mail"), Description("Sends")] public async Task Send(string to) => await smtp.SendMailAsync(to, to, "", "");
  [KernelFunction] public Task<int> CountAsync() => Task.FromResult(1);
  void Setup() {
    AIFunction plain = AIFunctionFactory.Create(Wipe, "wipe", "Wipes");
    AIFunction asked = new ApprovalRequiredAIFunction(AIFunctionFactory.Create(Wipe, name: "wipe_asked"));
    AIFunction later = AIFunctionFactory.Create((string x) => x, "later");
    var wrapped = new ApprovalRequiredAIFunction(later);
  }
  static void Wipe(string path) { Directory.Delete(path, true); }
}`,
    [
      "semantic-kernel-cs send_mail [send-outward]",
      "semantic-kernel-cs Count []",
      "ms-extensions-ai-cs wipe [delete-files]",
      "ms-extensions-ai-cs wipe_asked [delete-files] always",
      "ms-extensions-ai-cs later [] always",
    ],
  );
  cs(
    "not in comments, strings, and where the attribute itself is declared",
    `using ModelContextProtocol.Server;
/// <example>[McpServerTool] public void A() {}</example>
// [McpServerTool] public void B() {}
class S { const string Text = """[McpServerTool] public void C() {}"""; string D = "AIFunctionFactory.Create(X)"; [McpServerPrompt] public string P() => ""; }`,
    [],
  );
  cs(
    "not of a library with an attribute of its own",
    `class McpServerToolAttribute : Attribute {} class X { [McpServerTool] public void A() {} }`,
    [],
  );
});

describe("tools in Java", () => {
  const java = (title: string, text: string, expected: readonly string[]) => check(title, "A.java", text, expected);
  java(
    "of Spring AI, with clients in fields",
    `import org.springframework.ai.tool.annotation.Tool; import org.springframework.web.client.RestClient; import java.nio.file.*;
class A { private static final String NAME = "drop" + "_it"; private final RestClient client = RestClient.create(); private OrderRepository orders;
  @Tool(name = NAME, description = "Drops") public void drop(String p) throws IOException { Files.delete(Path.of(p)); }
  @Tool(description = "Looks") public String look(String id) { return client.get().uri("/x/{id}", id).retrieve().body(String.class); }
  @Tool public void order(String id) { save(id); }
  private void save(String id) { orders.save(new Order(id)); }
  public void none() {}
}`,
    [
      "spring-ai-tool drop_it [delete-files]",
      "spring-ai-tool look [fetch-network]",
      "spring-ai-tool order [write-data]",
    ],
  );
  java(
    "of LangChain4j, Quarkus and the MCP annotations, decided by the import",
    `import dev.langchain4j.agent.tool.Tool; class A { @Tool("Cancels") void cancel(String no) { new ProcessBuilder("sh", "-c", no).start(); } }`,
    ["langchain4j-tool cancel [run-code]"],
  );
  java("of Quarkus", `import io.quarkiverse.mcp.server.*; class A { @Tool String now() { return "x"; } }`, [
    "quarkus-mcp-tool now []",
  ]);
  it("of Spring's MCP annotations, with their hints", async () => {
    const [tool] = await toolsOf(
      "A.java",
      `import org.springaicommunity.mcp.annotation.McpTool; class A { @McpTool(name = "pay-bill", description = "Pays", annotations = @McpTool.McpAnnotations(readOnlyHint = false, destructiveHint = true)) String pay(String id) { return bank.pay(id); } }`,
    );
    assert.equal(tool?.name, "pay-bill");
    assert.equal(tool?.description?.text, "Pays");
    assert.deepEqual(tool?.annotations, { readOnlyHint: false, destructiveHint: true });
  });
  java(
    "of the MCP SDK, whose builder is handed the name",
    `import io.modelcontextprotocol.server.McpServerFeatures; import io.modelcontextprotocol.spec.McpSchema.Tool; import java.nio.file.*;
class A { void m() {
  var a = McpServerFeatures.SyncToolSpecification.builder().tool(Tool.builder("drop", schema).description("Drops").build()).callHandler((ex, r) -> { Files.delete(p); return null; }).build();
  var other = Box.builder("drop", schema).build();
} }`,
    ["mcp-java-sdk drop [delete-files]"],
  );
  java(
    "of the MCP SDK, built or constructed",
    `import io.modelcontextprotocol.server.McpServerFeatures; import io.modelcontextprotocol.spec.McpSchema.Tool;
class A { void m() {
  var a = new McpServerFeatures.SyncToolSpecification(new Tool("purge", "Purges", schema), (ex, args) -> { Files.delete(p); return null; });
  var tool = Tool.builder().name("peek").description("Peeks").build();
  var b = McpServerFeatures.SyncToolSpecification.builder().tool(tool).callHandler((ex, r) -> Files.readString(p)).build();
} }`,
    ["mcp-java-sdk purge [delete-files]", "mcp-java-sdk peek [read-files]"],
  );
  java(
    "not of another library with the same annotation, in comments and in strings",
    `import com.acme.Tool; import org.springframework.ai.chat.client.ChatClient; /** @Tool void a() */ class A { @Tool void b() {} String c = "@Tool void d()"; }`,
    [],
  );
});

describe("tools in Go", () => {
  const go = (title: string, text: string, expected: readonly string[]) => check(title, "main.go", text, expected);
  go(
    "through an interface: to what alone implements it, or else to what it answers",
    `package main
import ("context"; "net/http"; gogithub "github.com/google/go-github/v82/github"; "github.com/mark3labs/mcp-go/mcp"; "github.com/mark3labs/mcp-go/server")
type Deps interface { GetClient(ctx context.Context) (*gogithub.Client, error) }
type One struct{}
func (d One) GetClient(ctx context.Context) (*gogithub.Client, error) { return nil, nil }
type Two struct{}
func (d *Two) GetClient(ctx context.Context) (*gogithub.Client, error) { return nil, nil }
type Sender interface { Post(ctx context.Context, text string) error }
type web struct{}
func (w web) Post(ctx context.Context, text string) error { return do(ctx, http.MethodPost, text) }
func do(ctx context.Context, method string, text string) error { r, _ := http.NewRequestWithContext(ctx, method, "https://x.example", nil); _, err := http.DefaultClient.Do(r); return err }
func register(s *server.MCPServer, deps Deps, out Sender) {
  s.AddTool(mcp.NewTool("fork_it", mcp.WithDescription("Forks")), func(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) { client, _ := deps.GetClient(ctx); fork, _, _ := client.Repositories.CreateFork(ctx, "a", "b", nil); return mcp.NewToolResultText(fork.GetName()), nil })
  s.AddTool(mcp.NewTool("tell", mcp.WithDescription("Tells")), func(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) { out.Post(ctx, "x"); return nil, nil })
}`,
    ["mcp-go-mark3labs fork_it [send-outward]", "mcp-go-mark3labs tell [fetch-network send-outward]"],
  );
  go(
    "through a helper that is told the method in a value of its own type",
    `package main
import ("context"; "net/http"; "github.com/mark3labs/mcp-go/mcp"; "github.com/mark3labs/mcp-go/server")
type Params struct { Method string; Path string }
func ask(ctx context.Context, p Params) error { r, _ := http.NewRequestWithContext(ctx, p.Method, "https://x.example", nil); _, err := http.DefaultClient.Do(r); return err }
func register(s *server.MCPServer) {
  s.AddTool(mcp.NewTool("app"), func(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) { return nil, ask(ctx, Params{Method: http.MethodGet, Path: "/app"}) })
  s.AddTool(mcp.NewTool("app_put"), func(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) { return nil, ask(ctx, Params{Method: http.MethodPut, Path: "/app"}) })
}`,
    ["mcp-go-mark3labs app [fetch-network]", "mcp-go-mark3labs app_put [fetch-network send-outward]"],
  );
  go(
    "of mark3labs, with the handler beside, by name, as a method, or handed back together",
    `package main
import ("os"; "os/exec"; "github.com/mark3labs/mcp-go/mcp"; "github.com/mark3labs/mcp-go/server")
const restart = "restart"
type Srv struct { root string }
func (s *Srv) wipe(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) { return nil, os.RemoveAll(s.root) }
func main() {
  s := server.NewMCPServer("x", "1"); h := &Srv{}
  s.AddTool(mcp.NewTool(restart, mcp.WithDescription("Restarts")), func(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) { exec.Command("kubectl", "rollout", "restart", "deploy/x").Run(); return nil, nil })
  look := mcp.NewTool("look"); s.AddTool(look, lookAt)
  s.AddTool(ping())
}
func lookAt(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) { b, err := os.ReadFile(r.GetString("p", "")); return text(b), err }
func ping() (mcp.Tool, server.ToolHandlerFunc) { return mcp.NewTool("ping"), func(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) { return nil, nil } }
var list = []server.ServerTool{{Tool: mcp.NewTool("make"), Handler: func(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) { return nil, os.WriteFile("a", nil, 0o600) }}}`,
    [
      "mcp-go-mark3labs restart [run-code change-infra]",
      "mcp-go-mark3labs look [read-files]",
      "mcp-go-mark3labs ping []",
      "mcp-go-mark3labs make [write-files]",
    ],
  );
  go(
    "of a permission service whose answer ends the handler, and of one that says yes to everything",
    `package main
import ("os/exec"; "github.com/mark3labs/mcp-go/mcp"; "github.com/mark3labs/mcp-go/server")
type Service interface { Request(text string) bool }
type asker struct { answers chan bool }
func (s *asker) Request(text string) bool { answer := <-s.answers; return answer }
type yes struct {}
func (y *yes) Request(text string) bool { return true }
type Srv struct { permissions Service; approvals *yes }
func (s *Srv) run(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) {
  p := s.permissions.Request("run"); if !p { return nil, denied }
  return nil, exec.Command(r.GetString("c", "")).Run()
}
func (s *Srv) still(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) {
  if !s.approvals.Request("run") { return nil, denied }
  return nil, exec.Command(r.GetString("c", "")).Run()
}
func (s *Srv) anyway(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) {
  s.permissions.Request("run")
  return nil, exec.Command(r.GetString("c", "")).Run()
}
func main() {
  s := server.NewMCPServer("x", "1"); srv := &Srv{}
  s.AddTool(mcp.NewTool("run"), srv.run)
  s.AddTool(mcp.NewTool("still"), srv.still)
  s.AddTool(mcp.NewTool("anyway"), srv.anyway)
}`,
    [
      "mcp-go-mark3labs run [run-code] always",
      "mcp-go-mark3labs still [run-code]",
      "mcp-go-mark3labs anyway [run-code]",
    ],
  );
  const eino = `package main
import ("github.com/cloudwego/eino/components/tool"; "github.com/cloudwego/eino/components/tool/utils"; "github.com/cloudwego/eino/compose"; common "example.com/common")
`;
  go(
    "of eino, wrapped so that each use waits for an answer, handed over as they are, or stopped for by themselves",
    `${eino}
type ConfirmedTool struct { tool.InvokableTool }
func (c ConfirmedTool) InvokableRun(ctx context.Context, in string) (string, error) { return c.InvokableTool.InvokableRun(ctx, in) }
func tools() []tool.BaseTool {
  move, _ := utils.InferTool("move", "Moves money", func(ctx context.Context, in *In) (string, error) { return "", os.Remove(in.P) })
  look, _ := utils.InferTool("look", "Looks", func(ctx context.Context, in *In) (string, error) { return "", os.Remove(in.P) })
  held, _ := utils.InferTool("held", "Held", func(ctx context.Context, in *In) (string, error) { return "", os.Remove(in.P) })
  asks, _ := utils.InferTool("asks", "Asks", func(ctx context.Context, in *In) (string, error) {
    was, _, _ := tool.GetInterruptState[string](ctx)
    if !was { return "", tool.StatefulInterrupt(ctx, "sure?", in.P) }
    return "", os.Remove(in.P)
  })
  return []tool.BaseTool{&common.InvokableApprovableTool{InvokableTool: move}, look, &ConfirmedTool{InvokableTool: held}, asks}
}`.replace('"example.com/common")', '"example.com/common"; "os")'),
    [
      "eino-go move [delete-files] always",
      "eino-go look [delete-files]",
      "eino-go held [delete-files]",
      "eino-go asks [delete-files] conditional",
    ],
  );
  const graph = (node: string) => `${eino}
func main() {
  g := compose.NewGraph[string, string]()
  book, _ := utils.InferTool("book", "Books", func(ctx context.Context, in *In) (string, error) { return "ok", nil })
  g.AddToolsNode("Tools", node(book))
  g.Compile(ctx, compose.WithInterruptBeforeNodes([]string{"${node}"}))
}`;
  go("of eino, in a graph that stops before its tools", graph("Tools"), ["eino-go book [] conditional"]);
  go("of eino, in a graph that stops before another node", graph("Model"), ["eino-go book []"]);
  go(
    "of mark3labs, with handlers in wrappers of the project that run what they are handed, and one that does not",
    `package main
import ("os"; "github.com/mark3labs/mcp-go/mcp"; "github.com/mark3labs/mcp-go/server")
type Handler func(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error)
type Srv struct { root string }
func (s *Srv) handleLook(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) { b, err := os.ReadFile(s.root); return text(b), err }
func traced(name string, h Handler) Handler { return func(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) { start(name); return h(ctx, r) } }
func adapt(h Handler) server.ToolHandlerFunc { return func(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) { return h(ctx, r) } }
func insteadOf(h Handler) Handler { return func(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) { return nil, os.WriteFile("a", nil, 0o600) } }
func main() {
  s := server.NewMCPServer("x", "1"); srv := &Srv{}
  s.AddTool(mcp.NewTool("look"), adapt(traced("look", srv.handleLook)))
  s.AddTool(mcp.NewTool("held"), insteadOf(srv.handleLook))
}`,
    ["mcp-go-mark3labs look [read-files]", "mcp-go-mark3labs held [write-files]"],
  );
  check(
    "run by another method of the type that describes them",
    "orders.go",
    `package tools

import (
	"context"
	"os"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

type DropTool struct{}

func (*DropTool) Tool() mcp.Tool {
	return mcp.NewTool("drop", mcp.WithDescription("Drops a file"))
}

func (*DropTool) Handler(m *Manager) server.ToolHandlerFunc {
	return func(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		return nil, os.Remove(req.GetString("at", ""))
	}
}

type TellTool struct{}

func (*TellTool) Tool() mcp.Tool {
	return mcp.NewTool("tell", mcp.WithDescription("Tells the time"))
}

func (*TellTool) Handler(m *Manager) server.ToolHandlerFunc {
	return func(ctx context.Context, req mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		return mcp.NewToolResultText("noon"), nil
	}
}
`,
    ["mcp-go-mark3labs drop [delete-files]", "mcp-go-mark3labs tell []"],
  );
  it("of mark3labs, with the hints", async () => {
    const [tool] = await toolsOf(
      "main.go",
      `package main
import m "github.com/mark3labs/mcp-go/mcp"
var t = m.NewTool("a", m.WithDescription("d"), m.WithReadOnlyHintAnnotation(true), m.WithDestructiveHintAnnotation(false), m.WithString("confirmed"))`,
    );
    assert.deepEqual(tool?.annotations, { readOnlyHint: true, destructiveHint: false });
    assert.equal(tool?.modelConfirmation?.text, "confirmed");
    assert.equal(tool?.description?.text, "d");
  });
  go(
    "of the official SDK, Genkit, ADK and langchaingo",
    `package main
import ("net/http"; "github.com/modelcontextprotocol/go-sdk/mcp"; "github.com/firebase/genkit/go/genkit"; "google.golang.org/adk/tool/functiontool"; _ "github.com/tmc/langchaingo/llms")
func drain(ctx context.Context, req *mcp.CallToolRequest, in Args) (*mcp.CallToolResult, any, error) { req2, _ := http.NewRequestWithContext(ctx, http.MethodDelete, "https://x/nodes", nil); http.DefaultClient.Do(req2); return nil, nil, nil }
func main() {
  mcp.AddTool(srv, &mcp.Tool{Name: "drain_node", Annotations: &mcp.ToolAnnotations{DestructiveHint: ptr(true)}}, drain)
  genkit.DefineTool(g, "fetch", "Fetches", func(ctx *ai.ToolContext, in string) (string, error) { r, err := http.Get(in); return "", err })
  functiontool.New(functiontool.Config{Name: "note", Description: "Notes"}, func(ctx tool.Context, in string) (string, error) { return in, nil })
}
type Calc struct{}
func (c Calc) Name() string { return "calc" }
func (c Calc) Description() string { return "Calculates" }
func (c Calc) Call(ctx context.Context, in string) (string, error) { return in, nil }`,
    [
      "mcp-go-sdk drain_node [fetch-network send-outward destroy-data]",
      "genkit-go fetch [fetch-network]",
      "adk-go-tool note []",
      "langchaingo-tool calc []",
    ],
  );
  go(
    "of a later version of ADK that asks in its handler, and acts in the run that comes after the answer",
    `package main
import ("os"; "google.golang.org/adk/v2/tool"; "google.golang.org/adk/v2/tool/functiontool")
func drop(ctx tool.Context, args Args) (*Result, error) {
  confirmation := ctx.ToolConfirmation()
  if confirmation == nil { ctx.RequestConfirmation("Drop it?", nil); return nil, nil }
  if !confirmation.Confirmed { return nil, nil }
  os.Remove(args.Path)
  return nil, nil
}
func ignores(ctx tool.Context, args Args) (*Result, error) {
  if ctx.ToolConfirmation() == nil { ctx.RequestConfirmation("Drop it?", nil) }
  os.Remove(args.Path)
  return nil, nil
}
func main() {
  functiontool.New(functiontool.Config{Name: "drop"}, drop)
  functiontool.New(functiontool.Config{Name: "ignores"}, ignores)
}`,
    ["adk-go-tool drop [delete-files] always", "adk-go-tool ignores [delete-files]"],
  );
  go(
    "not in comments, in strings, in lists that a client gets, or of another package",
    `package main
import ("github.com/mark3labs/mcp-go/mcp"; "github.com/acme/tools")
// s.AddTool(mcp.NewTool("a"), h)
var text = "mcp.NewTool(\\"b\\")"
var expected = []mcp.Tool{{Name: "c"}, mcp.Tool{Name: "d"}}
func main() { tools.NewTool("e"); var t mcp.Tool; t.Name = "f" }`,
    [],
  );
});

describe("tools in Rust", () => {
  const rust = (title: string, text: string, expected: readonly string[]) => check(title, "main.rs", text, expected);
  rust(
    "of rmcp, described by attribute or by documentation",
    `use std::{fs, process::Command}; use rmcp::{tool, tool_router, model::*}; use sqlx::PgPool;
pub struct S { http: reqwest::Client, pool: PgPool }
#[tool_router]
impl S {
    /// Removes a file
    #[tool(annotations(destructive_hint = true))]
    async fn remove(&self, Parameters(a): Parameters<Path>) -> Result<CallToolResult, McpError> { fs::remove_file(&a.path)?; done() }
    #[tool(name = "sh", description = "Runs")]
    async fn run(&self, Parameters(a): Parameters<Cmd>) -> String { Command::new("sh").arg("-c").arg(&a.cmd).output().unwrap(); String::new() }
    #[tool(description = "Posts")]
    async fn post(&self, Parameters(a): Parameters<Text>) -> String { self.send(&a.text).await }
    async fn send(&self, text: &str) -> String { self.http.post(format!("{}/notes", BASE)).body(text.to_string()).send().await.unwrap(); String::new() }
    #[tool(description = "Prints")]
    async fn print(&self) -> String { println!("{}", fs::read_to_string("a").unwrap()); String::new() }
    fn plain(&self) {}
}`,
    [
      "rmcp-tool remove [delete-files]",
      "rmcp-tool sh [run-code]",
      "rmcp-tool post [fetch-network send-outward]",
      "rmcp-tool print [read-files]",
    ],
  );
  it("of rmcp, with description and hints", async () => {
    const [tool] = await toolsOf(
      "main.rs",
      `use rmcp::tool;\nimpl S {\n    /// Removes a user\n    /// for good\n    #[tool(annotations(title = "T", read_only_hint = false, destructive_hint = true))]\n    async fn remove_user(&self) {}\n}`,
    );
    assert.deepEqual(tool?.annotations, { readOnlyHint: false, destructiveHint: true });
    assert.equal(tool?.description?.text, "Removes a user\nfor good");
  });
  rust(
    "of rig, and of the low-level server joined by name",
    `use rig::tool::Tool; use rmcp::model::Tool as Described;
pub struct Wipe;
impl Tool for Wipe { const NAME: &'static str = "wipe"; async fn definition(&self, _p: String) -> ToolDefinition { ToolDefinition { name: Self::NAME.to_string(), description: "Wipes".to_string() } } async fn call(&self, a: Args) -> Result<(), E> { std::fs::remove_dir_all(a.dir)?; Ok(()) } }
fn list() -> Vec<Described> { vec![Described::new("peek", "Peeks", schema())] }
fn run(name: &str) { match name { "peek" => { std::fs::read_to_string("a"); } _ => {} } }`,
    ["rig-tool wipe [delete-files]", "rmcp-tool peek [read-files]"],
  );
  rust(
    "of the low-level server written out, joined by name, and no adapter of others' tools",
    `use std::borrow::Cow; use rmcp::model::{Tool, ToolAnnotations, CallToolRequestParam};
fn list() -> Vec<Tool> { vec![
  Tool { name: Cow::Borrowed("wipe"), description: Some(Cow::Borrowed("Wipes")), input_schema: Arc::new(serde_json::from_value(json!({"type": "object"})).unwrap()), annotations: None },
  Tool { name: "peek".into(), description: Some("Peeks".into()), input_schema: schema(), annotations: None },
] }
fn adapt(value: &Value) -> Tool { let name = value["name"].as_str().unwrap_or("unnamed").to_string(); Tool { name: Cow::Owned(name), description: None, input_schema: schema(), annotations: None } }
fn run(req: CallToolRequestParam) { match req.name.as_ref() { "wipe" => { std::fs::remove_dir_all("a"); } "peek" => { std::fs::read_to_string("a"); } _ => {} } }`,
    ["rmcp-tool wipe [delete-files]", "rmcp-tool peek [read-files]"],
  );
  rust(
    "listed in JSON beside a dispatcher, and nothing that is only listed, has no schema, or is another's",
    `use serde_json::json;
fn list() -> Value { json!({ "tools": [
  { "name": "run_line", "description": "Runs a line", "inputSchema": { "type": "object", "properties": { "line": { "type": "string" } } } },
  { "name": "unanswered", "description": "An example", "inputSchema": {} },
  { "name": "peek", "description": "No schema" }
] }) }
fn build() -> Vec<Widget> { vec![Tool { name: "hammer".into(), description: Some("x".into()), input_schema: 1 }] }
fn call(name: &str) { match name { "run_line" => { std::process::Command::new("sh").arg("-c").output(); } "peek" => {} "hammer" => {} _ => {} } }`,
    ["mcp-rs-lowlevel run_line [run-code]"],
  );
  rust(
    "not in documentation, in strings, of another crate, or of other attributes",
    `//! #[tool] async fn a() {}
use rmcp::model::CallToolResult; use acme::tool as other;
/// \`\`\`
/// #[tool(name = "b")]
/// \`\`\`
#[other(name = "c")] fn c() {}
#[prompt(name = "d")] fn d() {}
const T: &str = "#[tool] fn e() {}";`,
    [],
  );
});

describe("code of other files", () => {
  async function inspected(path: string, files: Readonly<Record<string, string>>) {
    const texts = new Map(Object.entries(files));
    const reviewer = createReviewer(await testParsers());
    const document = { path, text: texts.get(path) ?? "" };
    await reviewer.prepare(document);
    return reviewer.inspect(document, sourcesOf(texts));
  }

  async function inspectedEffects(path: string, files: Readonly<Record<string, string>>): Promise<readonly string[]> {
    const { definitions } = await inspected(path, files);
    return definitions.flatMap(({ effects }) => effects.map(({ effect }) => effect));
  }

  async function effectsIn(path: string, files: Readonly<Record<string, string>>): Promise<readonly string[]> {
    const { reads } = await inspected(path, files);
    assert.ok((reads ?? []).length > 0, "nothing else was read");
    return inspectedEffects(path, files);
  }

  it("is followed through what a library wraps a handler in", async () => {
    const told = (handler: string) =>
      effectsIn("cmd/main.go", {
        "cmd/main.go": `package main
import "github.com/mark3labs/mcp-go/mcp"
func main() { filter.AddTool(s, mcp.NewTool("keep"), ${handler}) }`,
        "cmd/keep.go": `package main
import "os"
func keep(ctx context.Context, r mcp.CallToolRequest, in Input) (*mcp.CallToolResult, error) { return nil, os.WriteFile(in.Path, in.Text, 0o644) }`,
      });
    assert.deepEqual(await told("mcp.NewTypedToolHandler(keep)"), ["write-files"]);
    assert.deepEqual(await told("mcp.NewStructuredToolHandler(keep)"), ["write-files"]);
  });

  it("is followed into what a maker of handlers answers, as it is or as a type with one method", async () => {
    const told = (handler: string) =>
      inspectedEffects("cmd/main.go", {
        "cmd/main.go": `package main
import ("os"; "github.com/mark3labs/mcp-go/mcp")
type Runner interface { Run(ctx context.Context, in map[string]any) (string, error) }
type RunnerFunc func(ctx context.Context, in map[string]any) (string, error)
func (f RunnerFunc) Run(ctx context.Context, in map[string]any) (string, error) { return f(ctx, in) }
func newRunner(root string) Runner { return RunnerFunc(func(ctx context.Context, in map[string]any) (string, error) { return "", os.Remove(root) }) }
func newPlain(root string) Handler { return func(ctx context.Context, in map[string]any) (string, error) { return "", os.WriteFile(root, nil, 0o600) } }
func adapt(run Runner, c *Config) server.ToolHandlerFunc { return func(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) { out, err := run.Run(ctx, args(r)); return text(out), err } }
func plain(run Handler) server.ToolHandlerFunc { return func(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) { out, err := run(ctx, args(r)); return text(out), err } }
func keeps(run Runner) server.ToolHandlerFunc { kept = append(kept, run); return func(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) { return nil, nil } }
func main() { filter.AddTool(s, mcp.NewTool("tidy"), ${handler}) }`,
      });
    assert.deepEqual(await told('adapt(newRunner("a"), nil)'), ["delete-files"]);
    assert.deepEqual(await told('plain(newPlain("a"))'), ["write-files"]);
    assert.deepEqual(await told('keeps(newRunner("a"))'), []);
  });

  it("is followed from one file into each of fifty packages that it imports", async () => {
    const names = Array.from({ length: 50 }, (_, index) => `part${index}`);
    const files = Object.fromEntries(
      names.map((name) => [
        `${name}/${name}.go`,
        `package ${name}
import "os"
func Run(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) { return nil, os.Remove("a") }`,
      ]),
    );
    const main = `package main
import ("github.com/mark3labs/mcp-go/mcp"; ${names.map((name) => `"github.com/acme/notes/${name}"`).join("; ")})
func main() { ${names.map((name) => `s.AddTool(mcp.NewTool("${name}"), ${name}.Run)`).join("; ")} }`;
    const { definitions: tools } = await inspected("cmd/main.go", { "cmd/main.go": main, ...files });
    assert.equal(tools.length, names.length);
    assert.deepEqual(
      tools.filter(({ effects }) => effects.length === 0).map(({ name }) => name),
      [],
    );
  });

  it("is followed from Go to the package and to packages it imports", async () => {
    const effects = await effectsIn("cmd/main.go", {
      "cmd/main.go": `package main
import "github.com/mark3labs/mcp-go/mcp"
func main() { s.AddTool(mcp.NewTool("tidy"), tidy) }`,
      "cmd/handlers.go": `package main
import "github.com/acme/notes/pkg/store"
func tidy(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) { c, err := newCleaner(); c.sweep("x"); return nil, store.Save("a") }
type cleaner struct { root string }
func newCleaner() (*cleaner, error) { if bad { return nil, errors.New("x") }; return &cleaner{root: "."}, nil }`,
      "cmd/cleaner.go": `package main
import "os"
func (c *cleaner) sweep(name string) error { return os.RemoveAll(c.root + name) }`,
      "pkg/store/store.go": `package store
import "os"
func Save(name string) error { return os.WriteFile(name, nil, 0o600) }`,
    });
    assert.deepEqual(effects, ["write-files", "delete-files"]);
  });

  it("ends in no question, also where that is only declared in the project", async () => {
    const effects = await effectsIn("cmd/main.go", {
      "go.mod": "module google.golang.org/adk/v2",
      "tool/tool.go":
        "package tool\ntype Context interface {\n\tToolConfirmation() *Confirmation\n\tRequestConfirmation(hint string, payload any) error\n}",
      "cmd/main.go": `package main
import ("google.golang.org/adk/v2/tool"; "google.golang.org/adk/v2/tool/functiontool")
func main() { functiontool.New(functiontool.Config{Name: "request_vacation_days"}, request) }
func request(ctx tool.Context, args Args) (*Result, error) {
  if ctx.ToolConfirmation() == nil { return nil, ctx.RequestConfirmation("Please approve", nil) }
  return &Result{}, nil
}`,
    });
    assert.deepEqual(effects, []);
  });

  it("is followed in Go to what a type embeds that another file declares", async () => {
    const effects = await effectsIn("cmd/main.go", {
      "go.mod": "module example.com/x",
      "cmd/main.go": `package main
import ("github.com/mark3labs/mcp-go/mcp"; "example.com/x/pkg/kube")
func main() { s.AddTool(mcp.NewTool("apply"), apply) }
func apply(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) { return nil, kube.NewCore(c).Put() }`,
      "pkg/kube/core.go": `package kube
import "example.com/x/pkg/api"
type Core struct { api.Client }
func NewCore(c api.Client) *Core { return &Core{Client: c} }`,
      "pkg/kube/put.go": `package kube
func (c *Core) Put() error { _, err := c.Dynamic().Resource(gvr).Apply(ctx, nil); return err }`,
      "pkg/api/client.go": `package api
import "k8s.io/client-go/dynamic"
type Client interface {
	Dynamic() dynamic.Interface
}`,
    });
    assert.deepEqual(effects, ["send-outward", "change-infra"]);
  });

  it("is followed from C# to the class behind an interface and to what it inherits", async () => {
    const effects = await effectsIn("Tools/NoteTools.cs", {
      "Tools/NoteTools.cs": `using ModelContextProtocol.Server;
class NoteTools(INoteService notes) { [McpServerTool] public Task Tidy(string id) => notes.RemoveAsync(id); }`,
      "Services/INoteService.cs": `interface INoteService { Task RemoveAsync(string id); }`,
      "Services/NoteService.cs": `class NoteService : BaseService, INoteService { public Task RemoveAsync(string id) => Wipe(id); }`,
      "Services/BaseService.cs": `class BaseService { protected Task Wipe(string id) { File.Delete(id); return Task.CompletedTask; } }`,
    });
    assert.deepEqual(effects, ["delete-files"]);
  });

  it("is followed from Java to a class of another package", async () => {
    const effects = await effectsIn("src/tools/NoteTools.java", {
      "src/tools/NoteTools.java": `package tools; import org.springframework.ai.tool.annotation.Tool; import notes.Notes;
class NoteTools { private final Notes notes; @Tool String tidy(String id) { return notes.tidy(id); } }`,
      "src/notes/Notes.java": `package notes; import java.nio.file.*; public class Notes { public String tidy(String id) { Files.delete(Path.of(id)); return id; } }`,
    });
    assert.deepEqual(effects, ["delete-files"]);
  });

  it("is followed from Java to the class that stands behind an interface", async () => {
    const effects = await effectsIn("src/tools/NoteTools.java", {
      "src/tools/NoteTools.java": `package tools; import org.springframework.ai.tool.annotation.Tool; import notes.Notes;
class NoteTools { private final Notes notes; @Tool String tidy(String id) { return notes.tidy(id); } }`,
      "src/notes/Notes.java": `package notes; public interface Notes { String tidy(String id); }`,
      "src/notes/NotesImpl.java": `package notes; import java.nio.file.*; public class NotesImpl implements Notes { public String tidy(String id) { Files.delete(Path.of(id)); return id; } }`,
    });
    assert.deepEqual(effects, ["delete-files"]);
  });

  it("is followed from Rust into the crate", async () => {
    const effects = await effectsIn("src/main.rs", {
      "src/main.rs": `use rmcp::tool; use crate::notes::tidy;
impl S { #[tool(description = "x")] async fn clean(&self) -> String { tidy("a"); String::new() } }`,
      "src/notes.rs": `use std::fs; pub fn tidy(path: &str) { fs::remove_file(path).unwrap(); }`,
    });
    assert.deepEqual(effects, ["delete-files"]);
  });

  it("is not followed round in circles", async () => {
    const effects = await effectsIn("a.go", {
      "a.go": `package a
import "github.com/mark3labs/mcp-go/mcp"
func init() { s.AddTool(mcp.NewTool("loop"), one) }`,
      "b.go": `package a
func one() { two() }`,
      "c.go": `package a
func two() { one() }`,
    });
    assert.deepEqual(effects, []);
  });
});
