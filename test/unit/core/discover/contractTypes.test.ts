import { finds } from "../../../support/discovered.ts";

describe("types that keep a project's own contract of a tool", () => {
  finds(
    "in Rust, by what the methods of a trait's impl say",
    "src/tools.rs",
    `use crate::registry::{Tool, ToolOutput};

const ERASE_ABOUT: &str = "Erases a file of the workspace";

pub struct Erase;

impl Tool for Erase {
    fn name(&self) -> &str { "erase_file" }
    fn description(&self) -> Cow<'static, str> { ERASE_ABOUT.into() }
    fn parameters_schema(&self) -> serde_json::Value { json!({ "type": "object" }) }
    async fn execute(&self, params: Value) -> Result<ToolOutput> {
        std::fs::remove_file(path_of(params))?;
        Ok(ToolOutput::empty())
    }
}

pub struct Remote { tool: Described }

// What another server says of its tool.
impl Tool for Remote {
    fn name(&self) -> &str { &self.tool.name }
    fn description(&self) -> String { self.tool.description.clone() }
    fn parameters_schema(&self) -> Value { self.tool.schema.clone() }
    async fn execute(&self, params: Value) -> Result<ToolOutput> { self.client.call(params).await }
}

// A brush is no tool of a model.
impl CanvasTool for Brush {
    fn name(&self) -> &str { "brush" }
    fn run(&self) { std::fs::remove_file("x"); }
}

#[cfg(test)]
mod tests {
    impl Tool for Probe {
        fn name(&self) -> &str { "probe" }
        fn description(&self) -> &str { "Probes a thing" }
        fn parameters_schema(&self) -> Value { json!({}) }
        async fn execute(&self, params: Value) -> Result<ToolOutput> { Ok(ToolOutput::empty()) }
    }
}
`,
    ["custom-class-rs erase_file"],
  );

  finds(
    "in Rust, by constants of the trait and a method of its own name",
    "src/cargo.rs",
    `use rmcp::ErrorData;
pub struct AddTool;
impl Tool for AddTool {
    const NAME: &'static str = "cargo-add";
    const DESCRIPTION: &'static str = "Adds a dependency to a project.";
    type RequestArgs = AddRequest;
    fn call_rmcp_tool(&self, request: Self::RequestArgs) -> Result<Response, ErrorData> { start(request.build_cmd()?) }
}
// Handles errors of tools, and is none.
impl ToolErrors for Errors {
    const NAME: &'static str = "errors";
    const DESCRIPTION: &'static str = "Errors of tools, as text.";
    fn handle_error(&self, e: ErrorData) -> String { e.to_string() }
}
`,
    ["custom-class-rs cargo-add"],
  );

  finds(
    "in Java, by what the base class calls once it has done its own",
    "src/main/java/tools/InnerTool.java",
    `package tools;

import io.modelcontextprotocol.spec.McpSchema;

public class InnerTool extends AbstractMcpTool {
  @Override public String getName() { return "inner"; }
  @Override public String getDescription() { return "Does it inside of the base."; }
  @Override public JsonNode getInputSchema() { return schema(); }
  @Override protected Result doExecute(JsonNode args) { return done(); }
}
`,
    ["custom-class-java inner"],
  );

  finds(
    "in Java, by a definition that is handed to the base class",
    "src/main/java/tools/DropTool.java",
    `package tools;

import java.nio.file.Files;

public class DropTool extends Tool {
  public static final String TOOL_NAME = "drop_project";

  public DropTool(Backend backend) {
    super(definition("cloud"), Category.PROJECTS);
  }

  private static Schema.Tool definition(String scope) {
    var about = "Removes a project of the " + scope + " for good.";
    return SchemaBuilder.forOutput(Answer.class).setName(TOOL_NAME).setDescription(about).build();
  }

  @Override
  public Answer execute(Arguments arguments) {
    Files.delete(arguments.path());
    return new Answer();
  }
}
`,
    ["custom-class-java drop_project"],
  );

  finds(
    "in Java, not a base class, and not a thing of a game",
    "src/main/java/tools/Tool.java",
    `package tools;

public abstract class Tool {
  private final Schema.Tool definition;
  protected Tool(Schema.Tool definition) { this.definition = definition; }
  public abstract Answer execute(Arguments arguments);
}

class Pickaxe extends ToolItem {
  Pickaxe() { super("pickaxe", new Settings().maxDamage(5)); }
  public String getName() { return "pickaxe"; }
  public void run() { world.breakBlock(); }
}
`,
    [],
  );

  finds(
    "in Go, by a definition that a method puts together from the others",
    "pkg/tools/shell.go",
    `package tools

import (
	"context"
	"os/exec"

	"example.com/assistant/llm"
)

type Shell struct{}

func (s *Shell) Name() string { return "shell" }

func (s *Shell) Description() string { return "Runs a command line" }

func (s *Shell) FunctionDefinition() *llm.FunctionDefinition {
	return &llm.FunctionDefinition{
		Name:        s.Name(),
		Description: s.Description(),
		Parameters:  &llm.Schema{Type: llm.TypeObject},
	}
}

func (s *Shell) Run(ctx context.Context, args map[string]any) (any, error) {
	return exec.Command("sh", "-c", args["command"].(string)).Output()
}

type Flag struct{}

func (f *Flag) Name() string { return "verbose" }

func (f *Flag) Description() string { return "Says more" }

func (f *Flag) Definition() cli.Flag { return cli.Flag{Name: f.Name(), Usage: f.Description()} }

func (f *Flag) Run() error { return nil }
`,
    ["custom-class-go shell"],
  );
});
