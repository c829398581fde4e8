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
  {
    symbols: ["{telethon,pyrogram}.**.send_{file,photo,document,video,audio,voice,animation,media_group}"],
    effects: ["read-files", "send-outward"],
  },
  {
    symbols: ["{telethon,pyrogram}.**.download_{media,file,profile_photo}"],
    effects: ["fetch-network", "read-untrusted", "write-files"],
  },
  // Databases spoken to in a language of their own
  {
    symbols: [
      "{pymssql,databricks.sql,ibm_db_dbi,hdbcli.dbapi,pyhive,impala.dbapi,vertica_python,teradatasql,redshift_connector,firebirdsql,libsql,libsql_experimental,turso,pymonetdb,asyncmy,aiomysql,aioodbc,psycopg_pool,cassandra.cluster,sqlite_utils,apsw,chdb,presto,phoenixdb,oracledb}.**.{execute,executemany,executescript,execute_async,exec_driver_sql,query,exec,exec_immediate}",
      "duckdb.{sql,query,query_df,execute,read_csv().query}",
      "{neo4j,falkordb,kuzu,memgraph,gqlalchemy,age,nebula3,redisgraph}.**.{run,execute_query,execute_read,execute_write,query,execute,execute_and_fetch,ro_query}",
      "arango.**.aql.execute",
      "sqlmodel.**.{exec,execute}",
      "boto3.{athena,redshift-data,rds-data}().{start_query_execution,execute_statement,batch_execute_statement}",
      "google.cloud.{bigquery,spanner}**.{query,query_and_wait,execute_sql,execute_partitioned_dml,query_rows}",
      "snowflake.**.{sql,execute,execute_async}",
      "pyspark.**.sql",
      "pandasql.sqldf",
      "{rdflib,SPARQLWrapper}.**.{query,setQuery,update}",
    ],
    effects: [],
    refine: "sql",
  },
  // Models of Django, whose classes stand in other files
  {
    symbols: [
      "**.objects.**{filter,get,all,first,last,count,exists,aggregate,values,values_list,exclude,aget,afirst,acount,in_bulk,order_by,annotate}",
    ],
    effects: ["read-data"],
  },
  {
    symbols: [
      "**.objects.**{create,get_or_create,update_or_create,bulk_create,bulk_update,update,acreate,aupdate,aget_or_create,create_user}",
    ],
    effects: ["write-data"],
  },
  { symbols: ["**.objects.**{delete,adelete}"], effects: ["destroy-data"] },
  // Machines and containers
  {
    symbols: [
      "boto3.ssm().send_command",
      "kubernetes{,_asyncio}.stream.stream",
      "kubernetes{,_asyncio}.**.connect_{get,post}_namespaced_pod_exec",
      "{asyncssh,spur,parallel_ssh,pssh}.**.{run,create_process,run_command,spawn}",
      "{netmiko,scrapli,napalm}.**.{send_command,send_config_set,send_command_timing,send_commands,send_configs,cli}",
      "paramiko.**.{exec_command,invoke_shell}",
      "{fabric,invoke}.**.{run,sudo,local}",
      "winrm.**.{run_cmd,run_ps}",
      "{IPython,jupyter_client,nbclient,nbconvert,papermill}.**.{run_cell,execute,execute_interactive,run_line_magic,execute_notebook,preprocess}",
      "{pyautogui,pynput,keyboard,mouse,uiautomation,pywinauto}.**",
      "{llm_sandbox,RestrictedPython,epicbox,codeinterpreterapi,e2b_desktop,morphcloud,runloop_api_client,beam,blaxel}.**.{run,execute,exec,run_code,__call__}",
      "{js2py,quickjs,py_mini_racer,execjs,dukpy,pyduktape,wasmtime,lupa}.**.{eval,eval_js,execute,evaljs,call,exec}",
    ],
    effects: ["run-code"],
  },
  {
    symbols: ["{docker,podman,aiodocker,python_on_whales}.**.{containers.run,container.run,run,execute,exec}"],
    effects: ["run-code", "change-infra"],
  },
  { symbols: ["ansible_runner.{run,run_async,interface.run}"], effects: ["run-code", "change-infra"] },
  { symbols: ["kubernetes{,_asyncio}.**.{read,list}_*secret*"], effects: ["read-secrets"] },
  // What tells the maker of a program how it is used.
  {
    symbols: [
      "{posthog,sentry_sdk,mixpanel,amplitude,analytics,segment,rudderstack,bugsnag,rollbar,newrelic,ddtrace,statsd,prometheus_client,langfuse,opentelemetry,logfire,applicationinsights,scarf,traceloop,openinference,phoenix.otel}{,.**,(),().**}",
    ],
    effects: [],
  },
  // Requests
  { symbols: ["{pagerduty,pdpyras}.**.{rpost,jpost,rput,jput,rpatch,persist}"], effects: ["send-outward"] },
  { symbols: ["{pagerduty,pdpyras}.**.rdelete"], effects: ["send-outward", "destroy-data"] },
  {
    symbols: ["pycurl.**.perform", "httplib2.Http().request", "requests_html.**.get", "cloudscraper.**.get"],
    effects: ["fetch-network"],
  },
  { symbols: ["{gql,sgqlc,python_graphql_client}.**.{execute,execute_async}"], effects: [], refine: "graphql" },
  // Browsers and the like that are told what to do in words
  { symbols: ["browser_use.**Agent().{run,run_sync,step}"], effects: ["delegate"] },
  {
    symbols: ["{browser_use,stagehand}.**.{act,click*,input_text,type*,send_keys,select*,fill*,upload_file}"],
    effects: ["send-outward"],
  },
  {
    symbols: [
      "{browser_use,stagehand}.**.{navigate*,goto,go_to*,extract*,observe,get_*content*,get_page*,get_state*,open_*}",
    ],
    effects: ["fetch-network", "read-untrusted"],
  },
  // A file of the disk is sent
  { symbols: ["huggingface_hub.**.{upload_file,upload_folder}"], effects: ["read-files", "send-outward"] },
  {
    symbols: ["huggingface_hub.{hf_hub_download,snapshot_download}", "huggingface_hub.**.hf_hub_download"],
    effects: ["fetch-network", "write-files"],
  },
  {
    symbols: ["boto3.s3()**.{upload_file,upload_fileobj}", "google.cloud.storage.**.upload_from_filename"],
    effects: ["read-files", "send-outward"],
  },
  {
    symbols: ["boto3.s3()**.{download_file}", "google.cloud.storage.**.download_to_filename"],
    effects: ["fetch-network", "write-files"],
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
    ],
    effects: ["delegate"],
  },
  { symbols: ["langgraph_sdk.**.runs.{create,stream,wait,join}"], effects: ["delegate", "send-outward"] },
  // Models
  {
    symbols: [
      "dspy.{ChainOfThought,Predict,ReAct,ProgramOfThought,Module}()",
      "litellm.{completion,acompletion,embedding,aembedding,image_generation,responses,aresponses,transcription}",
      "langchain_{openai,anthropic,google_genai,google_vertexai,groq,mistralai,aws,ollama,cohere,deepseek,xai,nvidia_ai_endpoints,huggingface}.**.{invoke,ainvoke,stream,astream,predict,batch,abatch}",
      "langchain.chat_models.init_chat_model().**.{invoke,ainvoke,stream,astream}",
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
