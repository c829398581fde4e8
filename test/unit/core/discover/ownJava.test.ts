import assert from "node:assert/strict";
import { discover, shown } from "../../../support/discovered.ts";

async function told(files: Readonly<Record<string, string>>, path: string): Promise<string[]> {
  return ((await discover(files)).get(path) ?? []).map(
    (definition) =>
      `${definition.kind} ${shown(definition)} (${definition.effects.map(({ effect }) => effect).join(" ")})`,
  );
}

describe("Java: what an import names", () => {
  it("is the library's annotation, also where the project has a class of that name", async () => {
    const files = {
      "src/main/java/com/shop/domain/Tool.java": "package com.shop.domain;\npublic class Tool { String name; }\n",
      "src/main/java/com/shop/tools/Mail.java": `package com.shop.tools;
import org.springframework.ai.tool.annotation.Tool;
public class Mail {
  @Tool(name = "look", description = "Looks") public String look(String path) throws Exception {
    return java.nio.file.Files.readString(java.nio.file.Path.of(path));
  }
}
`,
      "src/main/java/com/shop/tools/Other.java": `package com.shop.tools;
import com.shop.domain.Tool;
public class Other { @Tool(name = "none") public String none() { return ""; } }
`,
    };
    assert.equal((await told(files, "src/main/java/com/shop/tools/Mail.java")).length, 1);
    assert.deepEqual(await told(files, "src/main/java/com/shop/tools/Other.java"), []);
  });
});

describe("agents of Java", () => {
  it("are made by builders of Spring AI, and by services that are given tools", async () => {
    const files = {
      "Agents.java": `package a;
import com.alibaba.cloud.ai.graph.agent.ReactAgent;
import org.springframework.ai.chat.client.ChatClient;
class Agents {
  ReactAgent lead(ReactAgent one) {
    return ReactAgent.builder().name("lead").systemPrompt("help").tools(AgentTool.getFunctionToolCallback(one)).build();
  }
  ChatClient plain(ChatModel model) { return ChatClient.builder(model).build(); }
  ChatClient armed(ChatModel model) { return ChatClient.builder(model).defaultTools(new Files()).build(); }
}
`,
      "Support.java": `package a;
import io.quarkiverse.langchain4j.RegisterAiService;
import io.quarkiverse.langchain4j.ToolBox;
@RegisterAiService
public interface Support {
  @ToolBox(Bookings.class) String chat(String message);
}
`,
      "Judge.java": `package a;
import io.quarkiverse.langchain4j.RegisterAiService;
@RegisterAiService
public interface Judge { double score(String message); }
`,
      "Bookings.java": `package a;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import dev.langchain4j.agent.tool.Tool;
public class Bookings implements PanacheRepository<Booking> {
  @Tool("Cancels") public void cancel(long id) { delete(findById(id)); }
}
`,
      "Pricing.java": `package a;
import dev.langchain4j.agentic.declarative.A2AClientAgent;
public interface Pricing { @A2AClientAgent(a2aServerUrl = "http://x", outputKey = "y") String estimate(String car); }
`,
    };
    assert.deepEqual(await told(files, "Agents.java"), [
      "agent spring-ai-agent lead (delegate)",
      "agent spring-ai-agent agent ()",
    ]);
    assert.deepEqual(await told(files, "Support.java"), ["agent langchain4j-agent Support (read-data destroy-data)"]);
    assert.deepEqual(await told(files, "Judge.java"), []);
    assert.deepEqual(await told(files, "Bookings.java"), ["tool langchain4j-tool cancel (read-data destroy-data)"]);
    assert.deepEqual(await told(files, "Pricing.java"), ["agent langchain4j-agent estimate (delegate)"]);
  });
});

describe("methods of which a library makes a request or a query", () => {
  it("have the effects that their annotation or their name says", async () => {
    const files = {
      "Weather.java": `package a;
import io.quarkiverse.mcp.server.Tool;
public class Weather {
  WeatherClient client;
  UserRepository users;
  @Tool(description = "Looks") String look(double x) { return client.forecast(x); }
  @Tool(description = "Tells") String tell(String x) { return client.report(x); }
  @Tool(description = "Finds") User find(String x) { return users.findByName(x); }
}
`,
      "WeatherClient.java": `package a;
public interface WeatherClient {
  @GET String forecast(double x);
  @PostMapping("/report") String report(String x);
}
`,
      "UserRepository.java": `package a;
import org.springframework.data.jpa.repository.JpaRepository;
public interface UserRepository extends JpaRepository<User, Long> { User findByName(String name); }
`,
    };
    assert.deepEqual(await told(files, "Weather.java"), [
      "tool quarkus-mcp-tool look (fetch-network)",
      "tool quarkus-mcp-tool tell (fetch-network send-outward)",
      "tool quarkus-mcp-tool find (read-data)",
    ]);
  });
});
