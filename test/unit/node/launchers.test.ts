/** What is generated for Windows, word by word: it cannot run here. */
import assert from "node:assert/strict";
import { hookCommands, tellingCommands } from "../../../src/agents/hookCommand.ts";
import { launcherFiles } from "../../../src/node/launchers.ts";
import { nodeVariables, proxyLauncherText } from "../../../src/node/proxyLauncher.ts";

const base = "C:\\Users\\Jörg 100%\\.countersign";
const launcher = `${base}\\bin\\hook.cmd`;
const app = `${base}\\bin\\app-1`;
const nodes = [
  "C:\\Users\\Jörg 100%\\AppData\\Local\\Programs\\Microsoft VS Code\\Code.exe",
  "C:\\Program Files (x86)\\50%\\node.exe",
  "/usr/bin/node",
  "node.exe",
];

function linesOf(text: string): readonly string[] {
  assert.ok(text.endsWith("\r\n"));
  assert.doesNotMatch(text.replaceAll("\r\n", ""), /[\r\n]/, "cmd wants both signs at each end of a line");
  return text.split("\r\n").slice(0, -1);
}

describe("the launcher for Windows", () => {
  const files = launcherFiles({ launcher, app, base, nodes, relay: "" }, "win32");

  it("is one batch file: there is no Perl", () =>
    assert.deepEqual(
      files.map(({ path }) => path),
      [launcher],
    ));

  it("names what lies in the home from its own place, and everything else by its path", () => {
    const rest = '"%~dp0app-1\\hook.js" --base "%~dp0.." %*';
    const code = '"%~dp0..\\..\\AppData\\Local\\Programs\\Microsoft VS Code\\Code.exe"';
    const node = '"C:\\Program Files (x86)\\50%%\\node.exe"';
    assert.deepEqual(linesOf(files[0]?.text ?? ""), [
      "@echo off",
      "setlocal",
      ...nodeVariables.map((name) => `set ${name}=`),
      "set ELECTRON_RUN_AS_NODE=1",
      `if exist ${code} (${code} ${rest} & exit /b)`,
      `if exist ${node} (${node} ${rest} & exit /b)`,
      "echo Countersign stopped this action: no program was found to run its hook.>&2",
      "exit /b 2",
    ]);
  });

  it("holds no sign that the code page of a console would change", () => {
    assert.match(files[0]?.text ?? "", /^[\x00-\x7f]*$/);
  });

  it("ends in a denial where no program is there", () => {
    const [file] = launcherFiles({ launcher, app, base, nodes: [], relay: "" }, "win32");
    assert.deepEqual(linesOf(file?.text ?? "").at(-1), "exit /b 2");
    assert.doesNotMatch(file?.text ?? "", /if exist/);
  });

  it("starts nothing from another drive's folder of the same name", () => {
    const other = "D:\\Users\\Jörg 100%\\node.exe";
    const [file] = launcherFiles({ launcher, app, base, nodes: [other], relay: "" }, "win32");
    assert.match(file?.text ?? "", /if exist "D:\\Users\\J/);
  });
});

describe("the proxy's launcher for Windows", () => {
  it("keeps for the server what it takes from Node", () => {
    const proxyLauncher = `${base}\\bin\\mcp-proxy.cmd`;
    const text = proxyLauncherText({ proxyLauncher, base }, app, ["C:\\node.exe"], "win32");
    const lines = linesOf(text);
    for (const name of ["ELECTRON_RUN_AS_NODE", ...nodeVariables]) {
      const kept = lines.indexOf(`if defined ${name} set "COUNTERSIGN_KEPT_${name}=%${name}%"`);
      assert.ok(kept > 0 && lines[kept + 1] === `set ${name}=`, name);
    }
    assert.deepEqual(lines.slice(-5), [
      "set COUNTERSIGN_LAUNCHER=1",
      "set ELECTRON_RUN_AS_NODE=1",
      'if exist "C:\\node.exe" ("C:\\node.exe" "%~dp0app-1\\proxy.js" --base "%~dp0.." %* & exit /b)',
      "echo Countersign did not start this MCP server: its proxy is missing.>&2",
      "exit /b 2",
    ]);
  });
});

describe("the command line for PowerShell", () => {
  const command = (path: string) => hookCommands(path, ["--source", "claude-settings"]).windows;

  it("takes only the hook's own code for “go on”, and ends every other way in a denial", () => {
    assert.equal(
      command(launcher),
      [
        "$global:LASTEXITCODE = 2",
        `try { & '${launcher}' --source claude-settings } catch { $global:LASTEXITCODE = 2 }`,
        "if ($LASTEXITCODE -eq 10) { exit 0 }",
        "try { [Console]::Error.WriteLine('Countersign stopped this action.') } catch { }",
        "exit 2",
      ].join("; "),
    );
  });

  it("takes a name literally", () => {
    assert.match(command("C:\\Users\\o'neil $(x)\\hook.cmd"), /& 'C:\\Users\\o''neil \$\(x\)\\hook\.cmd' --source/);
  });

  it("never keeps an agent from ending a turn", () => {
    const { windows } = tellingCommands(launcher, ["--source", "claude-settings"]);
    assert.equal(windows, `try { & '${launcher}' --source claude-settings *> $null } catch { }; exit 0`);
  });
});
