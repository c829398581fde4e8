import type { Sink } from "./sink.ts";

const sandboxes =
  "{e2b,e2b_code_interpreter,e2b_desktop,daytona,daytona_sdk,modal,runloop_api_client,blaxel,morphcloud,beam,llm_sandbox,hopx_ai,tensorlake,microsandbox,opensandbox,upstash_box,codesandbox,novita_sandbox,agent_sandbox}";

const interpreter =
  "bedrock_agentcore.tools{,.code_interpreter_client}.{CodeInterpreter,CodeInterpreter(),code_session()}";

/** Machines and agents that a tool only hands work to. Looked up before the general tables. */
export const pythonSandboxes: readonly Sink[] = [
  {
    symbols: [
      `${sandboxes}.**.{run_code,run,exec,code_run,execute,execute_command,execute_session_command,run_command,exec_command,run_code_stream,start_process,shell,process_exec,exec_run}`,
      "{boto3,boto3.Session(),boto3.session.Session()}.bedrock-agentcore().invoke_code_interpreter",
      "boto3.bedrock-agentcore().invoke_code_interpreter",
      "riza**.command.exec*",
    ],
    effects: ["run-code"],
  },
  {
    symbols: [interpreterCalls("execute_code,execute_command,install_packages,upload_file,upload_files")],
    effects: ["run-code"],
  },
  { symbols: [interpreterCalls("invoke")], effects: [], refine: "interpreter" },
  {
    symbols: [
      `${sandboxes}.**.{files,fs,filesystem}.{write,write_files,make_dir,mkdir,rename,upload_file,upload_files,create_folder,move_files,replace_in_files,set_file_permissions}`,
      `${sandboxes}.**.{write_file,upload_file}`,
    ],
    effects: ["write-files"],
  },
  {
    symbols: [
      `${sandboxes}.**.{files,fs,filesystem}.{read,list,download_file,download_files,list_files,find_files,search_files,get_info,exists}`,
      `${sandboxes}.**.{read_file,download_file}`,
    ],
    effects: ["read-files"],
  },
  { symbols: [`${sandboxes}.**.{files,fs,filesystem}.{remove,delete_file,delete,rm}`], effects: ["delete-files"] },
  // Other agents
  {
    symbols: [
      "a2a.client.**().{send_message,send_message_streaming,send_task,send_task_streaming,resubscribe}",
      "python_a2a.**().{ask,send_message,send_message_async,create_task,send_task}",
      "fasta2a.**().{send_message,send_task}",
    ],
    effects: ["delegate", "send-outward"],
  },
  {
    symbols: [
      "a2a.client.**.{get_agent_card,get_card,get_authenticated_extended_card,get_client_from_agent_card_url,get_task}",
      "python_a2a.**().{get_agent_card,get_task}",
    ],
    effects: ["fetch-network"],
  },
  {
    symbols: [
      "boto3.bedrock-agent-runtime().{invoke_agent,invoke_inline_agent,invoke_flow}",
      "boto3.bedrock-agentcore().invoke_agent_runtime",
      "letta_client.**.messages.{create,create_stream,create_async,send}",
      "{claude_agent_sdk,claude_code_sdk}.{query,ClaudeSDKClient().query}",
      "acp.**().prompt",
      "opencode_ai.**.session.{chat,prompt}",
    ],
    effects: ["delegate"],
  },
];

function interpreterCalls(methods: string): string {
  return `${interpreter}.{${methods}}`;
}
