import type { Probe, ProbedLanguage } from "./probe.ts";

/** Ways in which code reaches what it does, in one file. */
export const links: readonly (readonly [ProbedLanguage, readonly Probe[]])[] = [
  [
    "python",
    [
      [
        "import httpx\ndef make(client: httpx.Client):\n    def run(q):\n        return client.post('https://x.example', json=q)\n    return run\nrun = make(httpx.Client())",
        "return run(a)",
        "fetch-network send-outward",
      ],
      [
        "import httpx\nclass S:\n    def __init__(self, http: httpx.AsyncClient):\n        self.http = http\n    async def put(self, q):\n        return await self.http.put('https://x.example', json=q)\ns = S(httpx.AsyncClient())",
        "return await s.put(a)",
        "fetch-network send-outward",
      ],
      [
        "from functools import partial\nimport os\ndef gone(base, p):\n    os.remove(p)\nf = partial(gone, 'x')",
        "f(a)",
        "delete-files",
      ],
      [
        "import os\nfrom tenacity import retry\n@retry(stop=3)\ndef gone(p):\n    os.remove(p)",
        "gone(a)",
        "delete-files",
      ],
      [
        "import os\ndef gone(p):\n    os.remove(p)\ndef keep(p):\n    open(p, 'w')\nhandlers = {'gone': gone, 'keep': keep}",
        "return handlers[a](b)",
        "write-files delete-files",
      ],
      [
        "import os\ndef gone(p):\n    os.remove(p)\nhandlers = {'gone': gone}",
        "return handlers.get(a)(b)",
        "delete-files",
      ],
      [
        "import os\ndef gone(p):\n    os.remove(p)\nhandlers = {'gone': gone}",
        "f = handlers.get(a)\nif f:\n    return f(b)",
        "delete-files",
      ],
      [
        "from abc import ABC\nclass Base(ABC):\n    def save(self, x): ...\nclass Files(Base):\n    def save(self, x):\n        open('x', 'w').write(x)\ndef get() -> Base:\n    return Files()",
        "get().save(a)",
        "write-files",
      ],
      ["import asyncio, os\ndef gone(p):\n    os.remove(p)", "await asyncio.to_thread(gone, a)", "delete-files"],
      [
        "import asyncio, os\ndef gone(p):\n    os.remove(p)",
        "loop = asyncio.get_event_loop()\nawait loop.run_in_executor(None, gone, a)",
        "delete-files",
      ],
      [
        "import httpx\n_client = None\ndef api():\n    global _client\n    if _client is None:\n        _client = httpx.Client()\n    return _client",
        "return api().post('https://x.example')",
        "fetch-network send-outward",
      ],
      [
        "import sqlite3\nfrom contextlib import contextmanager\n@contextmanager\ndef db():\n    conn = sqlite3.connect('x')\n    yield conn\n    conn.close()",
        "with db() as conn:\n    conn.execute('DELETE FROM t')",
        "destroy-data",
      ],
      [
        "import os\nclass A:\n    def run(self, p):\n        os.remove(p)\nclass B(A):\n    def run(self, p):\n        return super().run(p)",
        "B().run(a)",
        "delete-files",
      ],
      ["import os\nops = {'x': lambda p: os.remove(p)}", "ops[a](b)", "delete-files"],
      [
        "import os\nclass T:\n    def x(self, p):\n        os.remove(p)\n    def call(self, p):\n        f = self.x\n        return f(p)",
        "T().call(a)",
        "delete-files",
      ],
      [
        "import os\nclass T:\n    @staticmethod\n    def x(p):\n        os.remove(p)\n    @classmethod\n    def y(cls, p):\n        return cls.x(p)",
        "T.y(a)",
        "delete-files",
      ],
      [
        "from dataclasses import dataclass\nimport asyncpg\n@dataclass\nclass App:\n    pool: asyncpg.Pool\ndef app(ctx) -> App:\n    return ctx.request_context.lifespan_context",
        "return await app(c).pool.fetch('SELECT 1')",
        "read-data",
      ],
      [
        "from concurrent.futures import ThreadPoolExecutor\nimport os\ndef gone(p):\n    os.remove(p)",
        "with ThreadPoolExecutor() as pool:\n    pool.submit(gone, a)",
        "delete-files",
      ],
    ],
  ],
  [
    "typescript",
    [
      [
        `import type { AxiosInstance } from "axios";\nclass S { constructor(private readonly http: AxiosInstance) {}\n async put(q: string) { return this.http.put("/x", q) } }\nconst s = new S(x);`,
        "return s.put(a)",
        "fetch-network send-outward",
      ],
      [
        `import fs from "node:fs";\nconst handlers = { gone: (p: string) => fs.unlinkSync(p), keep: (p: string) => fs.writeFileSync(p, "") };`,
        "return handlers[a](b)",
        "write-files delete-files",
      ],
      [
        `import fs from "node:fs";\nconst handlers: Record<string, (p: string) => void> = { gone: (p) => fs.unlinkSync(p) };`,
        "const h = handlers[a]; if (h) return h(b)",
        "delete-files",
      ],
      [
        `import fs from "node:fs";\nconst handlers = new Map([["gone", (p: string) => fs.unlinkSync(p)]]);`,
        "return handlers.get(a)?.(b)",
        "delete-files",
      ],
      [
        "const makeApi = (base: string) => ({ post: (d: unknown) => fetch(base, { method: 'POST', body: d }) });",
        "return makeApi('https://x.example').post(a)",
        "fetch-network send-outward",
      ],
      [
        `import fs from "node:fs";\ninterface Store { save(x: string): void }\nclass Files implements Store { save(x: string) { fs.writeFileSync("x", x) } }\nconst store: Store = new Files();`,
        "store.save(a)",
        "write-files",
      ],
      [
        `import fs from "node:fs";\nabstract class A { protected drop(p: string) { fs.rmSync(p) } }\nclass B extends A { run(p: string) { super.drop(p) } }`,
        "new B().run(a)",
        "delete-files",
      ],
      [
        `import fs from "node:fs/promises";\nconst withRetry = async <T>(f: () => Promise<T>) => f();`,
        "return withRetry(() => fs.unlink(a))",
        "delete-files",
      ],
      [`import fs from "node:fs/promises";`, "await Promise.all([a, b].map((x) => fs.unlink(x)))", "delete-files"],
      [
        `import fs from "node:fs";\nclass Db { static one?: Db; static get() { return (Db.one ??= new Db()) }\n drop(p: string) { fs.rmSync(p) } }`,
        "Db.get().drop(a)",
        "delete-files",
      ],
      [
        `import { PrismaClient } from "@prisma/client";\nclass S { private get db() { return new PrismaClient() }\n gone(id: string) { return this.db.user.delete({ where: { id } }) } }\nconst s = new S();`,
        "return s.gone(a)",
        "destroy-data",
      ],
      [
        `import fs from "node:fs";\nconst kinds = [{ kind: "x", run: (p: string) => fs.rmSync(p) }, { kind: "y", run: (p: string) => fs.writeFileSync(p, "") }];`,
        "const k = kinds.find((one) => one.kind === a); return k?.run(b)",
        "write-files delete-files",
      ],
      [
        `import fs from "node:fs";\nclass S { run = (p: string) => { fs.rmSync(p) } }\nconst { run } = new S();`,
        "run(a)",
        "delete-files",
      ],
      [
        `import fs from "node:fs";\nclass S { drop(p: string) { fs.rmSync(p) }\n call(p: string) { const f = this.drop.bind(this); f(p) } }\nconst s = new S();`,
        "s.call(a)",
        "delete-files",
      ],
      [
        `import fs from "node:fs";`,
        "const action = async () => { fs.rmSync(a) }; return { action, wait: false }",
        "delete-files",
      ],
      [
        `import { Octokit } from "@octokit/rest";\ntype Deps = { octokit: Octokit };\nfunction tool(deps: Deps) { return (t: string) => deps.octokit.issues.create({ title: t }) }`,
        "return tool(c)(a)",
        "send-outward",
      ],
      [
        `import { Octokit } from "@octokit/rest";\nlet cached: Octokit | undefined;\nfunction gh() { if (!cached) cached = new Octokit(); return cached }`,
        "return gh().repos.delete({ owner: a, repo: b })",
        "send-outward destroy-data",
      ],
    ],
  ],
  [
    "go",
    [
      [
        `import "os"\nfunc gone(p string) error { return os.Remove(p) }\nvar handlers = map[string]func(string) error{"gone": gone}`,
        `return nil, handlers[a](b)`,
        "delete-files",
      ],
      [
        `import "os"\nfunc gone(p string) error { return os.Remove(p) }\nvar handlers = map[string]func(string) error{"gone": gone}`,
        `h, ok := handlers[a]; if !ok { return nil, nil }; return nil, h(b)`,
        "delete-files",
      ],
      [
        `import "os"\nfunc mk(base string) func(string) error { return func(p string) error { return os.Remove(base + p) } }`,
        `return nil, mk("x")(a)`,
        "delete-files",
      ],
      [
        `import "os"\ntype S struct{}\nfunc (s *S) gone(p string) error { return os.Remove(p) }`,
        `s := &S{}; f := s.gone; return nil, f(a)`,
        "delete-files",
      ],
      [`import "os"`, `g.Go(func() error { return os.Remove(a) }); return nil, g.Wait()`, "delete-files"],
      [
        `import "k8s.io/client-go/dynamic"\ntype K interface { Dyn() dynamic.Interface }\ntype Core struct { K }\nfunc (c *Core) put() error { _, err := c.Dyn().Resource(gvr).Apply(nil); return err }`,
        `c := &Core{}; return nil, c.put()`,
        "send-outward change-infra",
      ],
      [
        `import "github.com/slack-go/slack"\ntype S struct { *slack.Client }`,
        `s := &S{}; return s.PostMessage(a)`,
        "send-outward",
      ],
      [
        `import "os"\ntype Store interface { Save(s string) error }\ntype files struct{}\nfunc (f files) Save(s string) error { return os.WriteFile("x", []byte(s), 0o600) }\ntype Svc struct { store Store }\nfunc (s *Svc) run(x string) error { return s.store.Save(x) }\nfunc NewSvc() *Svc { return &Svc{store: files{}} }`,
        `return nil, NewSvc().run(a)`,
        "write-files",
      ],
    ],
  ],
  [
    "java",
    [
      [
        `import java.nio.file.*; interface Store { void save(String x) throws Exception; } class Files2 implements Store { public void save(String x) throws Exception { Files.writeString(Path.of("x"), x); } } | private final Store store;`,
        `store.save(a); return b;`,
        "write-files",
      ],
      [
        `import java.nio.file.*; abstract class Base { protected void drop(String p) throws Exception { Files.delete(Path.of(p)); } } class Sub extends Base { void run(String p) throws Exception { drop(p); } } | private final Sub sub = new Sub();`,
        `sub.run(a); return b;`,
        "delete-files",
      ],
      [
        `import java.nio.file.*; import java.util.*; | private void drop(String p) { Files.delete(Path.of(p)); }`,
        `List.of(a, b).forEach(this::drop); return b;`,
        "delete-files",
      ],
      [
        `import java.nio.file.*; import java.util.function.*; | private final Consumer<String> drop = p -> Files.delete(Path.of(p));`,
        `drop.accept(a); return b;`,
        "delete-files",
      ],
      [
        `import java.nio.file.*; import java.util.*; import java.util.function.*; | private final Map<String, Consumer<String>> ops = Map.of("x", p -> Files.delete(Path.of(p)));`,
        `ops.get(a).accept(b); return b;`,
        "delete-files",
      ],
    ],
  ],
  [
    "csharp",
    [
      [
        `using System.IO; public interface IStore { void Save(string x); } public class FileStore : IStore { public void Save(string x) { File.WriteAllText("x", x); } } | private readonly IStore store;`,
        `store.Save(a); return b;`,
        "write-files",
      ],
      [
        `using System.IO; public abstract class Base { protected void Drop(string p) { File.Delete(p); } } public class Sub : Base { public void Run(string p) { Drop(p); } } | private readonly Sub sub = new();`,
        `sub.Run(a); return b;`,
        "delete-files",
      ],
      [
        `using System.IO; | private readonly Dictionary<string, Action<string>> ops = new() { ["x"] = p => File.Delete(p) };`,
        `ops[a](b); return b;`,
        "delete-files",
      ],
      [
        `using System.IO; | private void Drop(string p) { File.Delete(p); }`,
        `await Task.Run(() => Drop(a)); return b;`,
        "delete-files",
      ],
      [
        `using System.IO; | private static readonly Func<string, string> Load = p => File.ReadAllText(p);`,
        `return Load(a);`,
        "read-files",
      ],
    ],
  ],
  [
    "rust",
    [
      [
        "use std::fs;\nstruct S;\nimpl S { fn drop_it(&self, p: &str) { fs::remove_file(p); } fn run(&self, p: &str) { self.drop_it(p) } }",
        "S.run(&a); Ok(())",
        "delete-files",
      ],
      ["use std::fs;", "tokio::task::spawn_blocking(move || fs::remove_file(a)).await?; Ok(())", "delete-files"],
      // A field and a method of one name; a type by another name; what shares and guards.
      [
        'use reqwest::Client;\nstruct S { client: std::sync::Arc<Client> }\nimpl S { pub fn client(&self) -> std::sync::Arc<Client> { self.client.clone() } async fn drop_it(&self) { self.client.delete("x").send().await } }',
        "let s: S = make(); s.drop_it().await; Ok(())",
        "send-outward destroy-data",
      ],
      [
        'use std::sync::Arc;\nuse std::fs;\nstruct Store;\ntype Shared = Arc<tokio::sync::RwLock<Store>>;\nimpl Store { fn wipe(&self) { fs::remove_file("x"); } }\nstruct S { store: Shared }\nimpl S { fn run(&self) { self.store.write().await.wipe(); } }',
        "let s: S = make(); s.run(); Ok(())",
        "delete-files",
      ],
      [
        "use std::fs;\nstruct Store { at: String }\nimpl Store { fn new(at: String) -> Self { Self { at } } fn wipe(&self) { fs::remove_file(&self.at); } }",
        "let store = Store::new(a); store.wipe(); Ok(())",
        "delete-files",
      ],
      [
        'use std::fs;\nstruct Store;\nimpl Store { fn wipe(&self) { fs::remove_file("x"); } }\nfn open() -> Result<Store, Error> { build() }',
        "let store = open()?; store.wipe(); Ok(())",
        "delete-files",
      ],
      [
        "use reqwest::Client;\nfn made() -> Result<Client> { let client = Client::builder().timeout(t).build()?; Ok(client) }",
        "let client = made()?; client.get(&a).send().await?; Ok(())",
        "fetch-network",
      ],
      ["use std::fs;\nfn gone(p: &str) { fs::remove_file(p); }", "let f = gone; f(&a); Ok(())", "delete-files"],
    ],
  ],
];
