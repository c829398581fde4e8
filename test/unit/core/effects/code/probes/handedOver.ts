import type { Probe, ProbedLanguage } from "./probe.ts";

const editor = `import * as vscode from "vscode";`;
const asker = [
  "async function asked(url: string, o: object) { return (await fetch(url, { headers: o })).json(); }",
  "async function ask(path: string, o: object) { const cloud = clouds(); const url = `${cloud.manager}${path}`; return asked(url, o); }",
].join("\n");
const opencode = `import type { PluginInput } from "@opencode-ai/plugin";\ndeclare const ctx: PluginInput;`;
const imap = "import imaplib\nmail = imaplib.IMAP4_SSL('h')";

/** Work that a tool hands to an editor, a lent machine, another agent or a server of mail. */
export const handedOver: readonly (readonly [ProbedLanguage, readonly Probe[]])[] = [
  [
    "typescript",
    [
      // Addresses that a helper is handed
      [asker, "return ask('/subscriptions', {})", "fetch-network"],
      [asker, "await ask('/a', {}); return asked(b, {})", "fetch-network read-untrusted"],
      [asker, "return asked(a, {})", "fetch-network read-untrusted"],
      [asker, "return asked(`https://api.example.com/${a}`, {})", "fetch-network"],
      [asker, "return asked(c.link.href, {})", "fetch-network read-untrusted"],
      // The editor
      [editor, "const e = await vscode.window.showTextDocument(a); await e.edit((x) => x.insert(b, a))", "write-files"],
      [editor, "await vscode.window.activeTextEditor?.edit((x) => x.replace(a, b))", "write-files"],
      [editor, "const d = await vscode.workspace.openTextDocument(a); await d.save()", "read-files write-files"],
      [editor, "await vscode.workspace.saveAll()", "write-files"],
      [editor, "return vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', a)", "read-files"],
      [editor, "return vscode.commands.executeCommand('vscode.executeReferenceProvider', a, b)", "read-files"],
      [editor, "return vscode.commands.executeCommand(a)", "run-code"],
      [editor, "await vscode.commands.executeCommand('workbench.action.terminal.sendSequence', a)", "run-code"],
      [editor, "await vscode.commands.executeCommand('workbench.view.explorer')", ""],
      [
        editor,
        "const s = vscode.debug.activeDebugSession; return s.customRequest('evaluate', { expression: a })",
        "run-code",
      ],
      [editor, "const s = vscode.debug.activeDebugSession; return s.customRequest('stackTrace', { threadId: a })", ""],
      [editor, "const t = vscode.window.activeTerminal; t.sendText(a)", "run-code"],
      [editor, "await vscode.debug.startDebugging(undefined, a)", "run-code"],
      [`import { spawn } from "bun";`, "return spawn([a, b])", "run-code"],
      [`import { file, write } from "bun";`, "await write(a, b)", "write-files"],
      // Machines that are lent
      [
        `import { Box } from "@upstash/box";`,
        "const box = await Box.create({}); return box.exec.command(a)",
        "run-code",
      ],
      [
        `import { Box } from "@upstash/box";`,
        "const box = await Box.get(c.id); await box.files.write({ path: a, content: b })",
        "write-files",
      ],
      [
        `import { Box } from "@upstash/box";`,
        "const box = await Box.get(c.id); return box.agent.run({ prompt: a })",
        "delegate",
      ],
      [`import { Box } from "@upstash/box";`, "const box = await Box.get(c.id); await box.resume(); return box.id", ""],
      [
        `import { Sandbox } from "@e2b/code-interpreter";`,
        "const machine = await Sandbox.create(); return machine.files.read(a)",
        "read-files",
      ],
      [
        `import { Sandbox } from "@vercel/sandbox";`,
        "const machine = await Sandbox.create(); await machine.writeFiles([{ path: a, content: b }])",
        "write-files",
      ],
      [
        `import { Daytona } from "@daytona/sdk";\nconst d = new Daytona();`,
        "const machine = await d.create(); await machine.fs.deleteFile(a)",
        "delete-files",
      ],
      [
        `import { getSandbox } from "@cloudflare/sandbox";`,
        "const machine = getSandbox(c.env.S, 'x'); return machine.startProcess(a)",
        "run-code",
      ],
      // What holds a machine that is made when it is needed
      [
        `import { Box } from "@upstash/box";\nclass Manager {\n  private box: Box | null = null;\n  private making: Promise<Box> | null = null;\n  async getBox(): Promise<Box> {\n    if (this.box) return this.box;\n    this.making = Box.create({});\n    this.box = await this.making;\n    return this.box;\n  }\n}\nfunction made(manager: Manager) { return async (q: string) => { const box = await manager.getBox(); return box.exec.code({ code: q }); }; }\nconst run = made(new Manager());`,
        "return run(a)",
        "run-code",
      ],
      [
        `import { Octokit } from "@octokit/rest";\nclass S { private api: Octokit | undefined; go(n: number) { return this.api!.issues.create({ n }); } }`,
        "return new S().go(a)",
        "send-outward",
      ],
      [
        `import { Octokit } from "@octokit/rest";\nclass S { private api = null; start() { this.api = new Octokit(); } go(n: number) { return this.api.issues.create({ n }); } }`,
        "return new S().go(a)",
        "send-outward",
      ],
      [
        `import { Octokit } from "@octokit/rest";\nimport { Gitlab } from "./own";\nclass S { private api: Octokit | Gitlab; go(n: number) { return this.api.made(n); } }`,
        "return new S().go(a)",
        "",
      ],
      // Other agents
      [opencode, "await ctx.client.session.prompt({ path: { id: a }, body: { parts: [b] } })", "delegate"],
      [opencode, "return ctx.client.session.messages({ path: { id: a } })", ""],
      [opencode, "await ctx.client.tui.showToast({ body: { message: a } })", ""],
      ["", "await c.client.session.promptAsync({ path: { id: a } })", "delegate"],
      [
        `import { A2AClient } from "@a2a-js/sdk/client";`,
        "const client = await A2AClient.fromCardUrl(a); return client.sendMessage({ message: b })",
        "fetch-network send-outward delegate",
      ],
      [
        `import { BedrockAgentRuntimeClient, InvokeAgentCommand } from "@aws-sdk/client-bedrock-agent-runtime";\nconst client = new BedrockAgentRuntimeClient({});`,
        "return client.send(new InvokeAgentCommand({ inputText: a }))",
        "delegate",
      ],
      // What the maker of the program is told
      [
        `import { PostHog } from "posthog-node";\nconst client = new PostHog(k);`,
        "client.capture({ event: a }); await client.flush(); await client.shutdown()",
        "",
      ],
      [`import * as Sentry from "@sentry/node";`, "Sentry.captureException(a); await Sentry.flush(2000)", ""],
      [
        `import { google } from "googleapis";\nfunction made() { const auth = new google.auth.OAuth2(); auth.setCredentials({}); return google.gmail({ version: "v1", auth }); }`,
        "const gmail = made(); return gmail.users.messages.get({ id: a })",
        "fetch-network read-untrusted",
      ],
      [
        `import { Client } from "acme-sdk";\nimport { Redis } from "ioredis";\nconst redis = new Redis();\nasync function createMailProvider({ accountId, logger }: { accountId: string; logger: any }) { await redis.set("x", accountId); return new Client(); }`,
        "const provider = await createMailProvider({ accountId: c.accountId, logger: c.logger }); return provider",
        "",
      ],
      [
        `import { Redis } from "ioredis";\nconst redis = new Redis();\nasync function createMailProvider({ text }: { text: string }) { await redis.set("x", text); return 1; }`,
        "return createMailProvider({ text: a })",
        "write-data",
      ],
      // Look-alikes
      [
        "class C { handleServerRequest(id: string, method: string) { if (method === 'x') this.answer(id); } answer(id: string) {} read(m: any) { this.handleServerRequest(m.id, m.method); } }",
        "return new C().read(a)",
        "",
      ],
      [
        `import { appendFileSync } from "node:fs";\nfunction log(m: string) { appendFileSync("/tmp/x.log", m); }`,
        "log(a); return b",
        "",
      ],
      [
        `import { pgTable, text, index } from "drizzle-orm/pg-core";\nconst t = pgTable("t", { a: text("a") }, (x) => [index("i").on(x.a)]);\nfunction table() { return pgTable("t", {}, () => [index("i")]); }`,
        "return table()",
        "",
      ],
    ],
  ],
  [
    "csharp",
    [
      [
        `using Microsoft.Agents.AI; | private readonly AzureOpenAIClient client;`,
        `ChatClientAgent pirate = client.GetChatClient("m").AsAIAgent(instructions: "Pirate"); return await pirate.RunAsync(a);`,
        "delegate",
      ],
      [
        `using A2A; | private readonly A2AClient client;`,
        `return await client.SendMessageAsync(a);`,
        "send-outward delegate",
      ],
    ],
  ],
  [
    "go",
    [
      ["", "agent, _ := NewAgent(a); return agent.Run(ctx, b)", "delegate"],
      ["", "return s.researchAgent.Invoke(ctx, a)", "delegate"],
      ["", "return s.agents.List(ctx)", ""],
      ["", "return s.userAgent.Run(ctx, a)", ""],
    ],
  ],
  [
    "python",
    [
      // Agents that are handed in, and clients of the protocol between agents
      ["", "return await c.research_agent.run(a)", "delegate"],
      ["", "return await c.agent_executor.ainvoke({'input': a})", "delegate"],
      ["", "return await c.a2a_client.send_task(a)", "send-outward delegate"],
      ["", "client = c.remote_agent_connections[a]\nreturn await client.send_message(b)", "delegate"],
      ["", "client = c.mailboxes[a]\nreturn await client.send_message(b)", "send-outward"],
      ["", "return c.agent.list_tools()", ""],
      ["", "return c.agent_name.run(a)", ""],
      ["", "c.user_agent.run(a)\nreturn c.ssh_agent.run(b)", ""],
      [
        "import os\nclass Held:\n    def drop(self, x):\n        os.remove(x)\nHELD = {'a': Held()}",
        "return HELD[a].drop(b)",
        "delete-files",
      ],
      [imap, "mail.select('INBOX')\nmail.store(a, '+X-GM-LABELS', b)", "fetch-network send-outward"],
      [imap, "mail.store(a, '+FLAGS', '\\\\Deleted')\nmail.expunge()", "send-outward destroy-data"],
      [imap, "mail.uid('MOVE', a, b)", "send-outward"],
      [imap, "return mail.uid('fetch', a, '(RFC822)')", "fetch-network read-untrusted"],
      [imap, "mail.select('INBOX')\nreturn mail.search(None, 'UNSEEN')", "fetch-network"],
      [imap, "mail.append('Drafts', None, None, a)", "send-outward"],
      [
        "from imapclient import IMAPClient\nserver = IMAPClient('h')",
        "return server.fetch(a, ['RFC822'])",
        "fetch-network read-untrusted",
      ],
      [
        "from imapclient import IMAPClient\nserver = IMAPClient('h')",
        "server.delete_messages(a)",
        "send-outward destroy-data",
      ],
      ["import poplib\nbox = poplib.POP3_SSL('h')", "return box.retr(a)", "fetch-network read-untrusted"],
      ["import poplib\nbox = poplib.POP3_SSL('h')", "return box.stat()", "fetch-network"],
      [
        "from a2a.client import A2ACardResolver",
        "return await A2ACardResolver(base_url=a, httpx_client=c).get_agent_card()",
        "fetch-network",
      ],
      [
        "from a2a.client import ClientFactory",
        "client = ClientFactory(config=c).create(card=b)\nreturn client.send_message(a)",
        "send-outward delegate",
      ],
      [
        "from bedrock_agentcore.tools.code_interpreter_client import CodeInterpreter",
        "ci = CodeInterpreter('us-west-2')\nreturn ci.invoke('executeCode', {'code': a})",
        "run-code",
      ],
      [
        "from bedrock_agentcore.tools.code_interpreter_client import code_session",
        "with code_session('us-west-2') as ci:\n    return ci.invoke('readFiles', {'paths': [a]})",
        "read-files",
      ],
      ["", "return c.interpreter.invoke('executeCommand', {'command': a})", "run-code"],
      ["import posthog", "posthog.capture(a, 'used', {'x': b})", ""],
      ["from langfuse import Langfuse\nlf = Langfuse()", "lf.trace(name=a)\nlf.flush()", ""],
      ["", "return c.chain.invoke({'question': a})", ""],
      [
        "import boto3\nclient = boto3.client('bedrock-agentcore')",
        "return client.invoke_agent_runtime(agentRuntimeArn=a, payload=b)",
        "delegate",
      ],
      [
        "import boto3\nclient = boto3.client('bedrock-agentcore')",
        "return client.invoke_code_interpreter(name='executeCode', arguments=a)",
        "run-code",
      ],
      [
        "from e2b_code_interpreter import Sandbox",
        "machine = Sandbox.create()\nmachine.files.write(a, b)",
        "write-files",
      ],
      ["from daytona import Daytona", "machine = Daytona().create()\nreturn machine.fs.list_files(a)", "read-files"],
      [
        "import httpx\nclass S:\n    def __init__(self):\n        self._http = None\n    def http(self):\n        if self._http is None:\n            self._http = httpx.Client()\n        return self._http\n    def put(self, q):\n        return self.http().put('https://x.example', json=q)\ns = S()",
        "return s.put(a)",
        "fetch-network send-outward",
      ],
    ],
  ],
];
