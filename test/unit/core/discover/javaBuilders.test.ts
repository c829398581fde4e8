import assert from "node:assert/strict";
import { toolsTold } from "../../../support/told.ts";

function tells(title: string, text: string, expected: readonly string[]): void {
  it(title, async () => {
    assert.deepEqual(await toolsTold({ "A.java": text }, "A.java"), expected);
  });
}

describe("tools that Java puts together at run time", () => {
  tells(
    "beans that are functions and described, and a callback of a method",
    `package p;
import org.springframework.context.annotation.*;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.ai.tool.method.MethodToolCallback;
import org.springframework.web.client.RestClient;
import java.util.function.Function;
@Configuration class Conf {
  @Bean @Description("Gets the weather") public Function<In, Out> currentWeather() { return new Weather(); }
  @Bean("forget") @Description("Removes a file") public Function<In, Out> other() { return request -> { new java.io.File("x").delete(); return null; }; }
  @Bean public Function<In, Out> plain() { return new Weather(); }
  @Bean @Description("A client") public RestClient client() { return RestClient.create(); }
  @Bean ToolCallback made() { return FunctionToolCallback.builder("made", new Weather()).description("d").build(); }
  @Bean ToolCallback method() { return MethodToolCallback.builder().toolDefinition(ToolDefinitions.builder(m).name("ofMethod").description("z").build()).toolMethod(m).build(); }
}
class Weather implements Function<In, Out> { public Out apply(In r) { return RestClient.create().get().uri("http://x").retrieve().body(Out.class); } }`,
    ["currentWeather [fetch-network]", "forget [delete-files]", "made [fetch-network]", "ofMethod []"],
  );
  tells(
    "specifications beside their executor, and none that a model is only told of",
    `package p;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.service.tool.ToolExecutor;
public class B {
  Object run() {
    ToolSpecification booking = ToolSpecification.builder().name("booking").description("Tells").parameters(s).build();
    ToolSpecification told = ToolSpecification.builder().name("told").description("Only told").build();
    ToolExecutor executor = (request, memoryId) -> { Runtime.getRuntime().exec(request.arguments()); return "x"; };
    ask(told, executor);
    return AiServices.builder(A.class).tools(Map.of(booking, executor)).build();
  }
}`,
    ["booking [run-code]"],
  );
  tells(
    "on a server of the MCP SDK, and by Quarkus' manager",
    `package p;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;
import io.quarkiverse.mcp.server.ToolManager;
public class C {
  void sdk() {
    McpServer.sync(t).toolCall(McpSchema.Tool.builder().name("run").description("Runs").inputSchema(s).build(), (ex, req) -> { Runtime.getRuntime().exec("x"); return null; }).build();
    chart.tool(new Legend("legend"), (a, b) -> null);
  }
  void quarkus(ToolManager tools) {
    tools.newTool("remove").setDescription("Removes").setHandler(args -> { new java.io.File("x").delete(); return null; }).register();
    registry.newEntry("x").setHandler(args -> null).register();
  }
}`,
    ["run [run-code]", "remove [delete-files]"],
  );
});
