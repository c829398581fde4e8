import assert from "node:assert/strict";
import { reviewTexts } from "../../../support/reviewFolder.ts";

/** Each agent as "format name [effects]", in order. */
function agents(title: string, path: string, text: string, expected: readonly string[]): void {
  it(title, async () => {
    const found = (await reviewTexts([{ path, text }])).get(path)?.facts.definitions ?? [];
    const shown = found
      .filter(({ kind }) => kind === "agent")
      .map(({ format, name, effects }) => `${format} ${name} [${effects.map(({ effect }) => effect).join(" ")}]`);
    assert.deepEqual(shown, expected);
  });
}

describe("agents made in compiled languages", () => {
  agents(
    "C#: Semantic Kernel and the Agent Framework, with what their tools do",
    "Agents.cs",
    `using Microsoft.Agents.AI;
using System.ComponentModel;
class P {
  static string Drop(string path) { System.IO.File.Delete(path); return ""; }
  static void Main() {
    var clerk = new ChatCompletionAgent { Name = "Clerk", Instructions = "help" };
    AIAgent cleaner = client.AsAIAgent(instructions: "clean", name: "Cleaner", tools: [AIFunctionFactory.Create(Drop)]);
    var same = cleaner.AsAIAgent();
  }
}`,
    ["semantic-kernel-agent Clerk []", "agent-framework-agent Cleaner [delete-files]"],
  );
  agents(
    "Java: chat clients of Spring AI from an injected builder, with tools only, and no builder of others",
    "Chat.java",
    `package a;
import org.springframework.ai.chat.client.ChatClient;
class Config {
  ChatClient helper(ChatClient.Builder builder, Tools tools) { return builder.defaultSystem("You help").defaultTools(tools).build(); }
  ChatClient plain(ChatClient.Builder builder) { return builder.defaultSystem("You chat").build(); }
  Menu menu(Menu.Builder builder, Tools tools) { return builder.defaultTools(tools).build(); }
}`,
    ["spring-ai-agent agent []"],
  );
  agents(
    "Java: LangChain4j's interfaces, and the ADK's builder",
    "Agents.java",
    `package a;
import dev.langchain4j.agentic.Agent;
import dev.langchain4j.service.SystemMessage;
import com.google.adk.agents.LlmAgent;
public interface Reviewer {
  @Agent(name = "reviewer", description = "Reviews")
  @SystemMessage("You review")
  String review(String cv);
}
class Root {
  static final LlmAgent ROOT = LlmAgent.builder().name("root").model("m").instruction("help").subAgents(a).build();
}`,
    ["langchain4j-agent reviewer []", "adk-agent root [delegate]"],
  );
  agents(
    "Go: the ADK",
    "main.go",
    `package main
import "google.golang.org/adk/agent/llmagent"
func main() {
	a, err := llmagent.New(llmagent.Config{
		Name: "weather",
		Instruction: "help",
	})
}`,
    ["adk-agent weather []"],
  );
  agents(
    "no annotation of that name from elsewhere",
    "Agents.java",
    `package a;
import dev.langchain4j.agent.tool.Tool;
import com.estate.Agent;
public interface House {
  @Agent(name = "estate")
  String sell(String cv);
}`,
    [],
  );
});
