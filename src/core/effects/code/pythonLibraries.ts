import type { Sink } from "./sink.ts";

const browsers = "{playwright,pyppeteer,selenium,patchright,seleniumwire,undetected_chromedriver,helium,splinter}";
const invoke = "{,.run,.arun,._run,.invoke,.ainvoke,.call,.forward,.execute}";
const searchWords =
  "{Search,Wikipedia,Arxiv,Scrape,Tavily,Serper,DuckDuckGo,Exa,Brave,Bing,Firecrawl,Pubmed,PubMed,Reddit,YouTube,Youtube,Hyperbrowser,Jina,HackerNews,RequestsGet,WebsiteSearch,Spider}";

/**
 * Libraries that tools are written with: browsers, search, models, agents, version control.
 * Looked up before the general table, and only for definitions: on a command line these are hardly seen.
 */
export const pythonLibraries: readonly Sink[] = [
  {
    symbols: ["shutil.{copy,copy2,copyfile,copytree,make_archive}"],
    effects: ["read-files", "write-files"],
    refine: "path",
  },
  {
    symbols: ["zipfile.ZipFile().{write,extract,extractall}", "tarfile.**open().{add,extract,extractall}"],
    effects: ["read-files", "write-files"],
  },
  // Version control
  {
    symbols: [
      "git.Repo**.remotes.**.{fetch,pull}",
      "git.Repo**.remote().{fetch,pull}",
      "git.Repo**.git.{fetch,pull,clone}",
      "git.Repo.clone_from",
    ],
    effects: ["fetch-network", "write-files"],
  },
  { symbols: ["git.Repo**.{remote().push,remotes.**.push,git.push}"], effects: ["send-outward"] },
  { symbols: ["git.Repo**.git.{clean,rebase,filter_branch}"], effects: ["rewrite-history"] },
  {
    symbols: [
      "git.Repo**.index.{add,commit,remove,move,reset,checkout,write}",
      "git.Repo**.git.{add,commit,checkout,branch,switch,merge,stash,apply,tag,mv,rm,restore,cherry_pick}",
      "git.Repo**.{create_head,create_tag,create_remote,delete_head,heads.**.checkout,head.reset}",
      "git.Repo.init",
    ],
    effects: ["write-files"],
  },
  // Browsers
  { symbols: [`${browsers}.**.{get,goto,open,visit,navigate}`], effects: ["fetch-network", "read-untrusted"] },
  { symbols: [`${browsers}.**.{save_screenshot,screenshot,pdf,screenshot_as_file}`], effects: ["write-files"] },
  {
    symbols: [
      `${browsers}.**.{find_element,find_elements,text_content,inner_html,inner_text,content,query_selector,query_selector_all,locator}`,
    ],
    effects: ["fetch-network", "read-untrusted"],
  },
  { symbols: [`${browsers}.**.{get_cookies,storage_state,cookies}`], effects: ["read-secrets"] },
  // Search and pages as a service
  {
    symbols: [
      "{tavily,exa_py,serpapi,googlesearch,firecrawl,scrapegraph_py,linkup,newspaper,newspaper3k,brave_search,perplexity,parallel,hyperbrowser,spider,jina,crawl4ai,wikipediaapi,newsapi,pytrends,scholarly,pymed,Bio.Entrez,yt_dlp,hackernews}.**().*",
      "{googlesearch.search,newspaper.Article,serpapi.search,wikipedia.*,feedparser.parse,trafilatura.fetch_url,markdownify.fetch,arxiv.*}",
      "{apify_client,browserbase,stagehand}.**().*",
      `{langchain_community,langchain.tools,langchain_tavily,langchain_exa,langchain_google_community,crewai_tools,llama_index.tools,smolagents}.**${searchWords}*()${invoke}`,
      `{langchain_community,crewai_tools,smolagents}.**.*${searchWords}*()${invoke}`,
      "markitdown.MarkItDown().convert_url",
      "{langchain_community.document_loaders,llama_index.readers}.**{Web,URL,Url,Browser,Recursive}*().*",
    ],
    effects: ["fetch-network", "read-untrusted"],
  },
  { symbols: ["markitdown.MarkItDown().{convert,convert_local}"], effects: ["read-files"] },
  // Ready-made tools called as functions
  {
    symbols: [
      `langchain_community.**.{Gmail,Slack,O365}{Send,Create}*()${invoke}`,
      `langchain_google_community.**.{Gmail,Calendar}{Send,Create}*()${invoke}`,
      "langchain_community.**.{TwilioAPIWrapper,GmailSendMessage,SlackSendMessage}().run",
    ],
    effects: ["send-outward"],
  },
  {
    symbols: [
      `langchain_experimental.**.{PythonREPL,PythonAstREPLTool,PythonREPLTool,ShellTool}()${invoke}`,
      `langchain_community.**.ShellTool()${invoke}`,
    ],
    effects: ["run-code"],
  },
  {
    symbols: [
      `{langchain_community.utilities,langchain.utilities,langchain.sql_database,langchain_community.utilities.sql_database}.**SQLDatabase**.{run,run_no_throw}`,
    ],
    effects: [],
    refine: "sql",
  },
  { symbols: ["yagmail.SMTP().send"], effects: ["send-outward"] },
  { symbols: ["onepassword.**.{resolve,resolve_all}"], effects: ["read-secrets"] },
  { symbols: ["llama_index.indices.managed.**().**.{retrieve,aretrieve,query,aquery}"], effects: ["fetch-network"] },
  {
    symbols: ["llama_cloud_services.**.{extract,aextract,parse,aparse,load_data,aload_data}"],
    effects: ["read-files", "send-outward"],
  },
  // Other agents
  {
    symbols: [
      "google.adk.**.{AgentTool,InMemoryRunner,Runner}().{run,run_async,run_live}",
      "crewai.{Agent,Task,Crew,Flow}().{kickoff,kickoff_async,kickoff_for_each,execute,execute_sync,execute_async,execute_task}",
      "crewai.**.{Agent,Task,Crew}().{kickoff,kickoff_async,execute,execute_sync,execute_async,execute_task}",
      "agno.{agent,team,workflow}**.{Agent,Team,Workflow}().{run,arun,print_response,aprint_response}",
      "strands{,.agent,.multiagent}.{Agent,Graph,Swarm,GraphBuilder}()",
      "strands{,.agent}.Agent().{invoke_async,stream_async,structured_output}",
      "smolagents.{CodeAgent,ToolCallingAgent,MultiStepAgent}(){,.run}",
      "langgraph.prebuilt.create_react_agent().{invoke,ainvoke,stream,astream}",
      "langchain.agents.**().{invoke,ainvoke,stream,astream,run,arun}",
      "deepagents.**create_deep_agent().{invoke,ainvoke,stream,astream}",
      "autogen**().{initiate_chat,a_initiate_chat,generate_reply,run,run_stream}",
      "autogen_agentchat.**().{run,run_stream,on_messages}",
      "agents.Runner.{run,run_sync,run_streamed}",
      "agents.{run.,}Runner.{run,run_sync,run_streamed}",
      "pydantic_ai.**Agent().{run,run_sync,run_stream,iter}",
      "semantic_kernel.**Agent().{invoke,get_response,invoke_stream}",
      "agent_framework.**.{run,run_stream}",
      "{llama_index.core.agent,llama_index.agent}.**().{run,chat,achat,query}",
      "haystack.components.agents.Agent().run",
      "camel.agents.**().step",
      "a2a.client.**().{send_message,send_task}",
    ],
    effects: ["delegate"],
  },
  { symbols: ["langgraph_sdk.**.runs.{create,stream,wait,join}"], effects: ["delegate", "send-outward"] },
  // Models
  {
    symbols: [
      "google.{genai,generativeai}.**.{generate_*,embed_*,send_message,edit_image,upscale_image,count_tokens}",
      "vertexai.**.{generate_*,predict,from_pretrained().**,send_message}",
      "{replicate,fal_client,huggingface_hub.InferenceClient(),stability_sdk,elevenlabs,assemblyai,deepgram,voyageai,cohere,together,ollama}.**{run,submit,subscribe,text_to_image,chat_completion,text_generation,generate,convert,transcribe,chat,embed,rerank}",
      "replicate.{run,async_run}",
      "ollama.{chat,generate,embed}",
      "langchain_{openai,anthropic,google_genai,google_vertexai,groq,mistralai,aws,ollama,community.chat_models}.*().{invoke,ainvoke,stream,astream,predict}",
      "langchain.chat_models.init_chat_model().{invoke,ainvoke,stream,astream}",
    ],
    effects: ["fetch-network"],
  },
  // Chains of blocks
  {
    symbols: [
      "web3.**.{send_raw_transaction,send_transaction}",
      "solana.**.{send_transaction,send_raw_transaction}",
      "{eth_account,xrpl,stellar_sdk,cdp,coinbase}.**.{send_transaction,submit_transaction,submit_and_wait,transfer,trade,send_raw_transaction}",
    ],
    effects: ["send-outward", "spend-money"],
  },
  { symbols: ["web3.**.{get_*,wait_for_*}", "web3.**.call"], effects: ["fetch-network"] },
  // Money
  {
    symbols: ["stripe.{Refund,Charge,PaymentIntent,Transfer,Payout,Subscription}.{create,capture,confirm}"],
    effects: ["send-outward", "spend-money"],
  },
  // Spaces of agent frameworks
  { symbols: ["google.adk.**ToolContext().save_artifact"], effects: ["write-files"] },
  { symbols: ["google.adk.**ToolContext().{load_artifact,list_artifacts}"], effects: ["read-files"] },
];
