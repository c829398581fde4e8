import type { Sink } from "./sink.ts";

const sandboxes =
  "{e2b,@e2b/**,@vercel/sandbox,@daytonaio/sdk,@daytona/sdk,@cloudflare/sandbox,modal,@runloop/api-client,@codesandbox/sdk,@upstash/box,@blaxel/**,@hopx-ai/sdk,@beamcloud/**,@tensorlake/**,@northflank/**,microsandbox,just-bash,@novita-ai/sandbox,@alibaba-group/opensandbox}";

/** Machines that are lent to run what a model wrote, with files of their own. */
const lent: readonly Sink[] = [
  { symbols: [`${sandboxes}.**.agent.{run,stream}`, `${sandboxes}.**.prompt`], effects: ["delegate"] },
  {
    symbols: [
      `${sandboxes}.**.{runCode,run,exec,runCommand,codeRun,executeCommand,command,code,stream,startProcess,execStream,runCodeStream,executeSessionCommand,spawn,shell,execAsync,execSync,process_exec,createCodeContext}`,
    ],
    effects: ["run-code"],
  },
  {
    symbols: [
      `${sandboxes}.**.{files,fs,filesystem,git}.{write,makeDir,mkdir,rename,upload,createFolder,clone,checkout,pull}`,
      `${sandboxes}.**.{writeFile,writeFiles,writeTextFile,mkdir,mkDir,uploadFile,uploadFiles,moveFiles,moveFile,renameFile,replaceInFiles,setFilePermissions,gitCheckout,writeToFile}`,
    ],
    effects: ["write-files"],
  },
  {
    symbols: [
      `${sandboxes}.**.{files,fs,filesystem}.{read,list,ls,download,readdir,stat,getInfo,exists}`,
      `${sandboxes}.**.{readFile,readTextFile,readToBuffer,readFileToBuffer,listFiles,downloadFile,downloadFiles,findFiles,searchFiles,getFileDetails}`,
    ],
    effects: ["read-files"],
  },
  {
    symbols: [
      `${sandboxes}.**.{files,fs,filesystem}.{remove,delete,rm,unlink,deleteFile}`,
      `${sandboxes}.**.deleteFile`,
    ],
    effects: ["delete-files"],
  },
  { symbols: ["@riza-io/api.**.command.{exec,execFunc}"], effects: ["run-code", "fetch-network"] },
  // What is left only makes a machine, finds it or puts it away.
  { symbols: ["@upstash/box{,.**}"], effects: [] },
];

const agents: readonly Sink[] = [
  {
    symbols: [
      "@opencode-ai/**.session.{prompt,promptAsync,chat,command}",
      "@anthropic-ai/claude-code.query",
      "@sourcegraph/amp-sdk.execute",
      "{@agentclientprotocol/sdk,@zed-industries/agent-client-protocol}.ClientSideConnection().prompt",
      "@cursor/**.{createTask,followup,agents.create}",
      "@google/gemini-cli-{core,sdk}.**.{sendMessageStream,sendStream,send}",
      "@augmentcode/auggie-sdk.**.prompt",
      "@aws-sdk/client-bedrock-agent-runtime.Invoke{Agent,InlineAgent,Flow}Command",
      "@aws-sdk/client-bedrock-agentcore.InvokeAgentRuntimeCommand",
      "@letta-ai/letta-client.**.messages.{create,createStream,createAsync,stream,send}",
    ],
    effects: ["delegate"],
  },
  { symbols: ["@opencode-ai/**.session.shell"], effects: ["run-code"] },
  { symbols: ["@opencode-ai/**.session.{delete,revert}"], effects: ["destroy-data"] },
  {
    symbols: ["@opencode-ai/**.find.{files,text,symbols}", "@opencode-ai/**.file.{read,list,status}"],
    effects: ["read-files"],
  },
  // What is asked of one's own host: how it stands, and what it shows.
  { symbols: ["@opencode-ai/**.{session,tui,app,config,event}.*"], effects: [] },
  { symbols: ["@aws-sdk/client-bedrock-agentcore.InvokeCodeInterpreterCommand"], effects: ["run-code"] },
  {
    symbols: ["@a2a-js/sdk/**.{sendMessage,sendMessageStream,sendTask,sendTaskSubscribe,sendMessageStreaming}"],
    effects: ["delegate", "send-outward"],
  },
  {
    symbols: ["@a2a-js/sdk/**.{getAgentCard,getExtendedAgentCard,getTask,fromCardUrl,createFromUrl,resolve}"],
    effects: ["fetch-network"],
  },
];

/** Machines and agents that a tool only hands work to. Looked up before the general tables. */
export const ecmascriptSandboxes: readonly Sink[] = [...lent, ...agents];
