import assert from "node:assert/strict";
import { discover, shown } from "../../../support/discovered.ts";

/** Manifests of packages that reach a model, by the ending of the code. */
const manifests: Readonly<Record<string, readonly [string, string]>> = {
  py: ["requirements.txt", "openai\n"],
  ts: ["package.json", JSON.stringify({ dependencies: { openai: "5" } })],
  go: ["go.mod", "module x\n\nrequire github.com/openai/openai-go v1.0.0\n"],
  rs: ["Cargo.toml", '[dependencies]\nasync-openai = "1"\n'],
  cs: ["a.csproj", '<PackageReference Include="OpenAI" />'],
  java: ["pom.xml", "<artifactId>openai-java</artifactId>"],
  kt: ["pom.xml", "<artifactId>openai-java</artifactId>"],
};

async function found(path: string, code: string, isNear = true): Promise<string[]> {
  const manifest = isNear ? manifests[path.split(".").at(-1) ?? ""] : undefined;
  const files = { ...(manifest && { [manifest[0]]: manifest[1] }), [path]: code };
  return ((await discover(files)).get(path) ?? []).map((one) => shown(one).replace(/^\S+ /, ""));
}

interface Row {
  readonly title: string;
  readonly path: string;
  readonly code: string;
  readonly names: readonly string[];
}

const rows: readonly Row[] = [
  {
    title: "a record that is called a specification",
    path: "app/search.py",
    code: `SEARCH = ToolSpec(name="search_notes", description="Searches all notes for a text.", parameters={}, fn=search)

def search(query: str):
    return notes.find(query)
`,
    names: ["search_notes"],
  },
  {
    title: "a class with a documentation under a base for what an agent can do",
    path: "app/agent/actions.py",
    code: `class DeleteNote(Capability):
    """Deletes a note for good."""
    name = "delete_note"
    def forward(self, note_id: str) -> str:
        return self.db.delete(note_id)
`,
    names: ["delete_note"],
  },
  {
    title: "a class of fields that a model fills in",
    path: "app/messages.py",
    code: `class WriteNote(ToolMessage):
    request: str = "write_note"
    purpose: str = "Writes the contents to a note."
    path: str
    def handle(self) -> str:
        return save(self.path)
`,
    names: ["write_note"],
  },
  {
    title: "a class that tells its base in keyword arguments",
    path: "app/tools/notes.py",
    code: `class Notes(Tool):
    def __init__(self):
        super().__init__(name="notes", description="Looks for notes.")
    def _run(self, text):
        return look(text)
`,
    names: ["notes"],
  },
  {
    title: "properties of a class under a base of the project",
    path: "app/tools/notes.py",
    code: `class NotesSkill(BaseSkill):
    @property
    def name(self) -> str:
        return "notes"
    @property
    def description(self) -> str:
        return "Looks for notes."
    async def execute(self, text: str):
        return look(text)
`,
    names: ["notes"],
  },
  {
    title: "rows that hold only a function, under a list that says tools",
    path: "app/registry.py",
    code: `def run_query(q: str) -> str:
    """Runs a query."""
    return db.execute(q)

tools_definition = [{"func": run_query, "internal": True}]
`,
    names: ["run_query"],
  },
  {
    title: "functions by name that a loop calls for a model",
    path: "app/run.py",
    code: `def get_weather(city: str):
    """Gets the weather of a city."""
    return fetch(city)

available_functions = {"get_weather": get_weather}
`,
    names: ["get_weather"],
  },
  {
    title: "sets of functions of a domain",
    path: "app/agents/orders.py",
    code: `def close_order(order_id: str):
    """Closes an order."""
    return orders.close(order_id)

order_functions = [close_order]
`,
    names: ["close_order"],
  },
  {
    title: "a mark that names and describes a skill",
    path: "app/hosts.py",
    code: `@skill(name="restart_host", description="Restarts a host.")
def restart(host: str):
    return hosts.restart(host)
`,
    names: ["restart_host"],
  },
  {
    title: "a registry's mark in a folder of tools",
    path: "app/tools/web.py",
    code: `@registry.register("fetch_page", "Fetches a page of the web.")
async def fetch(url: str):
    return get(url)
`,
    names: ["fetch_page"],
  },
  {
    title: "a module whose constants say tool",
    path: "app/mail.py",
    code: `TOOL_NAME = "send_mail"
TOOL_DESCRIPTION = "Sends a mail to somebody."

def execute(to: str, text: str):
    return mail.send(to, text)
`,
    names: ["send_mail"],
  },
  {
    title: "a builder whose foot has the name",
    path: "src/a.ts",
    code: `export const t = new ToolBuilder("close_ticket").description("Closes a ticket for good.").input(Close).handler(async ({ id }) => close(id)).build();
`,
    names: ["close_ticket"],
  },
  {
    title: "a mark of a method that is handed an object",
    path: "src/a.ts",
    code: `class Tickets {
  @Action({ name: "close_ticket", description: "Closes a ticket for good." })
  async close(id: string) { return this.tickets.close(id); }
}
`,
    names: ["close_ticket"],
  },
  {
    title: "what a file in a folder of tools gives, one by one",
    path: "src/tools/closeTicket.ts",
    code: `export const name = "close_ticket";
export const description = "Closes a ticket for good.";
export const schema = z.object({ id: z.string() });
export default async function handler({ id }) { return close(id); }
`,
    names: ["close_ticket"],
  },
  {
    title: "a list of tools that a helper makes of types",
    path: "src/tools/list.ts",
    code: `export const TOOLS = [toSchema(CloseTicket, "close_ticket", "Closes a ticket for good.")];
`,
    names: ["close_ticket: unknown"],
  },
  {
    title: "a summary in place of a description",
    path: "src/actions.ts",
    code: `export const closeTicket = createAction({ id: "close_ticket", summary: "Closes a ticket for good.", params: { id: { type: "string" } }, perform: async (ctx) => close(ctx.id) });
`,
    names: ["close_ticket"],
  },
  {
    title: "a function as models are told of one, without a word for it",
    path: "src/close.ts",
    code: `export const close = { name: "close_ticket", description: "Closes a ticket for good.", parameters: { type: "object", properties: { id: { type: "string" } } } };
`,
    names: ["close_ticket: unknown"],
  },
  {
    title: "variants of a type of Rust of which a macro makes tools",
    path: "src/catalog.rs",
    code: `#[derive(Debug, Clone, ToolDescription)]
pub enum Tools {
    /// Closes a ticket for good.
    CloseTicket(CloseTicketArgs),
    /// Opens a ticket again.
    OpenTicket { id: String },
    Unsaid,
}

/// Looks for tickets.
#[derive(Debug, ToolDescription)]
pub struct FindTickets { pub text: String }

/// No tool at all.
#[derive(Debug, Clone)]
pub struct Ticket { pub text: String }
`,
    names: ["close_ticket: unknown", "open_ticket: unknown", "find_tickets: unknown"],
  },
  {
    title: "a description in an attribute of its own, and one that no attribute has",
    path: "Tools/Close.cs",
    code: `namespace X;
public class Tickets {
  [Tool, Description("Opens a ticket again.")]
  public string Open(string id) { return store.Open(id); }
  [Tool]
  public string CloseTicket(string id) { return store.Close(id); }
}
`,
    names: ["Open", "CloseTicket"],
  },
  {
    title: "an interface of the project in Java, without a schema",
    path: "src/main/java/tools/Close.java",
    code: `package tools;
public class Close implements AgentFunction {
  @Override public String getName() { return "close_ticket"; }
  @Override public String getDescription() { return "Closes a ticket for good."; }
  @Override public String execute(Map<String,Object> args) { return store.close(args); }
}
`,
    names: ["close_ticket"],
  },
  {
    title: "classes, calls and marks in Kotlin",
    path: "src/main/kotlin/tools/Close.kt",
    code: `package tools

class CloseTicket : AgentTool {
  override val name = "close_ticket"
  override val description = "Closes a ticket for good."
  override suspend fun execute(args: JsonObject): String = store.close(args)
}

val open = ToolDefinition("open_ticket", "Opens a ticket again.", schema) { args -> store.open(args) }
val find = tool(name = "find_ticket", description = "Looks for a ticket.", handler = { args -> store.find(args) })
val described = ToolDefinition("only_words", "Says what it is and nothing else.")

class Tickets {
  @LlmFunction(name = "drop_ticket", description = "Drops a ticket for good.")
  fun drop(id: String) = store.drop(id)
}
`,
    names: ["close_ticket", "open_ticket", "find_ticket", "drop_ticket"],
  },
  {
    title: "agents of a project's own, made, held and declared as classes",
    path: "app/team.py",
    code: `support = Helper.Agent(name="support", instructions="Help people.", tools=[find])

AGENTS = [{"name": "writer", "system_prompt": "You write.", "model": "gpt-5"}]

class Reviewer(ToolAgent):
    name: str = "reviewer"
    system_prompt: str = "You review code."
    tools = [find]

def find(q: str):
    """Looks for something."""
    return look(q)
`,
    names: ["support", "writer", "reviewer", "find"],
  },
  {
    title: "agents that records hold in TypeScript",
    path: "src/agents/reviewer.ts",
    code: `export const reviewerAgent: AgentConfig = { name: "reviewer", systemPrompt: reviewPrompt, model: "gpt-5", tools: ["read"] };
`,
    names: ["reviewer"],
  },
];

describe("definitions by their shape, in every language", () => {
  for (const { title, path, code, names } of rows)
    it(`${title} (${path.split(".").at(-1)})`, async () => {
      assert.deepEqual(await found(path, code), names);
      assert.deepEqual(await found(path, code, false), [], "and nothing where no model is near");
    });
});

/** In the same words, and none of an agent's. */
const others: readonly (readonly [string, string, string])[] = [
  [
    "commands of a program",
    "src/app/main.py",
    `class DeleteNote(BaseCommand):
    """Deletes a note for good."""
    name = "delete_note"
    description = "Deletes a note for good."
    def run(self, args):
        return self.db.delete(args)

@click.command(name="wipe", help="Wipes all notes there are.")
def wipe():
    return notes.wipe()
`,
  ],
  [
    "routes that are marked actions",
    "app/views.py",
    `class Notes(ViewSet):
    @action(detail=True, methods=["post"], name="archive", description="Archives a note for good.")
    def archive(self, request):
        return notes.archive(request)
`,
  ],
  [
    "bases, adapters and settings of tools",
    "app/tools/base.py",
    `class BaseNoteTool(Tool):
    """What all tools for notes share."""
    def run(self, text):
        return self.look(text)

class RemoteTool(Tool):
    """A tool of another server."""
    def run(self, args):
        return self.session.call(args)

class CitePrompt(BaseTool):
    """Asks for a citation."""
    def run(self, text):
        return self.look(text)

class SearchToolConfig(BaseToolConfig):
    """Settings of the search."""
    limit: int = 3
`,
  ],
  [
    "workers' functions and handlers of events",
    "app/worker.py",
    `def send_digest(ctx):
    """Sends the digest."""
    return mail.send(ctx)

class WorkerSettings:
    functions = [send_digest]

event_handlers = [send_digest]
node_functions = {"digest": send_digest}
agent = Runner(tool_hooks=[send_digest])
`,
  ],
  [
    "pages and components with a name and a description",
    "src/pages/home.ts",
    `export const name = "home";
export const description = "The page that everybody sees first.";
export default function page() { return render(home); }
export const Card = { name: "card", description: "Shows one thing on a card.", component: CardView };
`,
  ],
  [
    "derives that make no tool, in Rust",
    "src/lib.rs",
    `/// Closes a ticket for good.
#[derive(Debug, Serialize, Parser)]
pub struct Close { pub id: String }
`,
  ],
  [
    "functions that run, look up and show agents",
    "src/agents/use.ts",
    `runAgent({ name: "reviewer", prompt: "Review this.", model: "gpt-5" });
export const cards = [{ name: "reviewer", description: "Reviews code for you.", icon: "eye" }];
getAgent({ id: "reviewer", prompt: "who", tools: ["read"] });
`,
  ],
  [
    "other calls in Kotlin",
    "src/main/kotlin/Other.kt",
    `import com.x.llm.Llm
fun findTool(name: String, description: String) = tools.first()
val called = callTool("close_ticket", "Closes a ticket for good.", args) { it }
val label = Label("close_ticket", "Closes a ticket for good.", args) { it }
`,
  ],
];

describe("what is described in the same words and is no tool", () => {
  for (const [title, path, code] of others)
    it(title, async () => {
      assert.deepEqual(await found(path, code), []);
    });
});
