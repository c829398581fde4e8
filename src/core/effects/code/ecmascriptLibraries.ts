import type { Sink } from "./sink.ts";

const browsers =
  "{playwright,playwright-core,puppeteer,puppeteer-core,puppeteer-extra,@playwright/test,@cloudflare/puppeteer,@cloudflare/playwright,patchright,rebrowser-playwright,rebrowser-puppeteer-core,@browserbasehq/stagehand,selenium-webdriver,webdriverio}{,()}";

const pageServices =
  "{@mendable/firecrawl-js,firecrawl,firecrawl-js,apify-client,hyperbrowser,@hyperbrowser/sdk,@browserbasehq/sdk,browserless,scrapingbee}";

/**
 * Libraries that tools are written with: browsers, search, models, agents, version control.
 * Looked up before the general table, and only for definitions: on a command line these are hardly seen.
 */
export const ecmascriptLibraries: readonly Sink[] = [
  { symbols: ["fs.{copyFile,cp,copy}"], effects: ["read-files", "write-files"], refine: "path" },
  // What tells the maker of a program how it is used, and what only fits out a client.
  {
    symbols: [
      "{posthog-node,posthog-js,@posthog/ai,@sentry/node,@sentry/nextjs,@sentry/browser,@sentry/bun,@sentry/cloudflare,@sentry/core,@sentry/react,mixpanel,mixpanel-browser,@amplitude/**,@segment/analytics-node,analytics-node,@vercel/analytics,@vercel/otel,@rudderstack/rudder-sdk-node,@bugsnag/js,rollbar,newrelic,dd-trace,hot-shots,prom-client,applicationinsights,langfuse,@langfuse/**,@opentelemetry/**,@axiomhq/**,@logtail/**,@datadog/browser-**,universal-analytics,@june-so/analytics-node}{,.**,(),().**}",
      "{google-auth-library,googleapis}**OAuth2{,Client}().{setCredentials,generateAuthUrl,on}",
    ],
    effects: [],
  },
  // Tables and indexes are only described.
  { symbols: ["drizzle-orm/{pg,mysql,sqlite,singlestore,gel}-core.**"], effects: [] },
  // What a statement does is said where it was prepared, which may be outside of the tool.
  {
    symbols: [
      "**.prepare().**{run,all,get,each,iterate,first,raw,pluck,columns,finalize,execute,values,bind}",
      "bun:sqlite.Database().query().**{run,all,get,iterate,values,finalize,as}",
    ],
    effects: [],
    refine: "prepared-sql",
  },
  // Any SQL, which the client of Cloudflare sends to its databases.
  { symbols: ["cloudflare{,.default,.Cloudflare}().d1.database.{query,raw}"], effects: ["read-data", "write-data"] },
  {
    symbols: ["cloudflare{,.default,.Cloudflare}().browserRendering.**.{create,post}"],
    effects: ["fetch-network", "read-untrusted"],
  },
  // Schedules of an agent that is kept between its runs (package `agents`, its documents of 2026-11).
  {
    symbols: ["{agents,agents/**,@cloudflare/ai-chat}.{Agent,AIChatAgent}().schedule"],
    effects: ["write-data", "persist"],
  },
  {
    symbols: ["{agents,agents/**,@cloudflare/ai-chat}.{Agent,AIChatAgent}().cancelSchedule"],
    effects: ["destroy-data"],
  },
  { symbols: ["{agents,agents/**,@cloudflare/ai-chat}.{Agent,AIChatAgent}().getSchedule{,s}"], effects: ["read-data"] },

  {
    symbols: [
      "snowflake-sdk.**.execute",
      "@databricks/sql.**.executeStatement",
      "{@clickhouse/client,@clickhouse/client-web}.**.{query,command,exec}",
      "{neo4j-driver,neo4j-driver-lite,falkordb,memgraph}{,.default}.**.{run,executeQuery,query,roQuery}",
      "arangojs.**.query",
      "{@planetscale/database,@tidbcloud/serverless,@electric-sql/pglite,sql.js,bun,alasql,@duckdb/node-api,duckdb-async,oracledb,ibm_db,tedious}{,.**,()}.{execute,query,exec,run,all,runAndReadAll,SQL}",
      "**.{DataSource,EntityManager,Sequelize}().query",
      "{cassandra-driver}.**.execute",
      "@aws-sdk/client-{athena,redshift-data,rds-data}.{StartQueryExecution,ExecuteStatement,BatchExecuteStatement}Command",
    ],
    effects: [],
    refine: "sql",
  },
  { symbols: ["@supabase/**.rpc", "@supabase/**.functions.invoke"], effects: ["read-data", "write-data"] },
  { symbols: ["@supabase/**.storage.**.{upload,update,move,copy}"], effects: ["send-outward"] },
  { symbols: ["@supabase/**.storage.**.{download,list,createSignedUrl}"], effects: ["fetch-network"] },
  { symbols: ["@supabase/**.auth.admin.{create,update,delete,invite}*"], effects: ["change-access"] },
  { symbols: ["convex/**.action", "convex/**.fetchAction"], effects: ["fetch-network", "send-outward"] },
  // Requests that a description of the service types
  {
    symbols: [
      "{graphql-request,@apollo/client,@apollo/client/core,urql,@urql/core}{,.**}.{request,rawRequest,query,mutate,mutation}",
    ],
    effects: [],
    refine: "graphql",
  },
  { symbols: ["{openapi-fetch,openapi-typescript-fetch}{,()}{,.**}.{GET,HEAD}"], effects: ["fetch-network"] },
  {
    symbols: ["{openapi-fetch,openapi-typescript-fetch}{,()}{,.**}.{POST,PUT,PATCH}"],
    effects: ["fetch-network", "send-outward"],
  },
  {
    symbols: ["{openapi-fetch,openapi-typescript-fetch}{,()}{,.**}.DELETE"],
    effects: ["send-outward", "destroy-data"],
  },
  {
    symbols: [
      "{ws,isomorphic-ws}{,.WebSocket,.default}().send",
      "WebSocket().send",
      "{socket.io-client,socket.io}{,.**}().emit",
    ],
    effects: ["send-outward"],
  },
  // Programs in other places
  {
    symbols: [
      "@kubernetes/client-node.Exec().exec",
      "dockerode().**{exec,run}",
      "dockerode{,.default}().getContainer().exec().start",
      "{node-ssh,ssh2-promise,simple-ssh,ssh-exec}{,()}{,.**}.{exec,execCommand,spawn}",
      "{quickjs-emscripten,@sebastianwessel/quickjs,pyodide,python-shell,ivm,@cloudflare/sandbox,@e2b/desktop,wasmoon,lua-in-js,@fal-ai/sandbox,modal,@runloop/api-client,@codesandbox/sdk,just-bash,@jitl/quickjs-**}.**.{evalCode,eval,runPython,runPythonAsync,runString,run,exec,runCode,doString,execute}",
      "@aws-sdk/client-ssm.SendCommandCommand",
    ],
    effects: ["run-code"],
  },
  { symbols: ["@kubernetes/client-node.**.{read,list}*Secret*"], effects: ["read-secrets"] },
  // Version control
  {
    symbols: [
      "simple-git{,.simpleGit,.default}().{status,diff,log,show,branch,branchLocal,diffSummary,raw,revparse,blame}",
    ],
    effects: ["read-files"],
  },
  {
    symbols: [
      "simple-git{,.simpleGit,.default}().{add,commit,checkout,checkoutBranch,checkoutLocalBranch,merge,stash,tag,init,addTag}",
    ],
    effects: ["write-files"],
  },
  {
    symbols: ["simple-git{,.simpleGit,.default}().{clone,fetch,pull}"],
    effects: ["fetch-network", "write-files"],
  },
  { symbols: ["simple-git{,.simpleGit,.default}().{push,pushTags}"], effects: ["send-outward"] },
  // Browsers
  {
    symbols: [
      `${browsers}.**.{evaluate,evaluateHandle,executeScript,executeAsyncScript,$eval,$$eval,addScriptTag,execute}`,
    ],
    effects: ["run-code"],
  },
  {
    symbols: [
      `${browsers}.**.{act,click,dblclick,fill,type,press,sendKeys,submit,tap,check,selectOption,setValue,dragAndDrop}`,
    ],
    effects: ["send-outward"],
  },
  { symbols: ["@browserbasehq/stagehand.**.agent().execute"], effects: ["delegate", "send-outward"] },
  {
    symbols: [`${browsers}.**.{goto,get,navigateTo,getText,getPageSource,textContent,innerText,content}`],
    effects: ["fetch-network", "read-untrusted"],
  },
  { symbols: [`${browsers}.**.{screenshot,pdf}`], effects: ["fetch-network"] },
  {
    symbols: [`${browsers}.**.{innerHTML,$,$$,locator,waitForSelector,extract,observe}`],
    effects: ["fetch-network", "read-untrusted"],
  },
  // Search and pages as a service
  {
    symbols: [
      "{hyperbrowser,@hyperbrowser/sdk}.**.agents.**.start*",
      "browser-use-sdk.**.tasks.{create,createTask,run}",
    ],
    effects: ["delegate", "fetch-network", "read-untrusted"],
  },
  {
    symbols: [`${pageServices}**.{profiles,sessions,extensions,projects,contexts,team}.{list,get,retrieve}`],
    effects: ["fetch-network"],
  },
  {
    symbols: [`${pageServices}**.{interact,executeCode,runCode,scrapeExecute,browserExecute}`],
    effects: ["run-code", "fetch-network", "send-outward"],
  },
  // Only the way to what is then asked.
  {
    symbols: [
      "apify-client.ApifyClient().{actor,actors,run,runs,task,tasks,dataset,datasets,keyValueStore,keyValueStores,requestQueue,build,builds,schedule,schedules,webhook,webhooks,user,store}",
    ],
    effects: [],
  },
  { symbols: [`${pageServices}**.{delete,remove,deleteRecord,drop}`], effects: ["send-outward", "destroy-data"] },
  {
    symbols: [
      `${pageServices}**.{abort,create,update,publish,pushItems,setRecord,setValue,call,start,metamorph,reboot,resurrect,charge}`,
    ],
    effects: ["fetch-network", "send-outward"],
  },
  {
    symbols: [
      "{@tavily/core,@mendable/firecrawl-js,firecrawl,exa-js,duck-duck-scrape,google-it,serpapi,@langchain/tavily,apify-client,@brave/search,rss-parser,@extractus/article-extractor,youtube-transcript,@perplexity-ai/perplexity_ai,linkup-sdk,hyperbrowser,@hyperbrowser/sdk,wikipedia,wikijs,jsdom.JSDOM.fromURL,brave-search,@brave/brave-search,@spider-cloud/spider-client,google-sr,newsapi,arxiv-api,youtubei.js,yt-search,ytdl-core,yahoo-finance2,@mozilla/readability.fetch,node-html-crawler,crawlee,@langchain/exa,parallel-web,you-search,@valyu/**,valyu-js,scrapegraph-js,google-play-scraper}{,()}{,.**}.*",
      "{@langchain/community,langchain}/document_loaders/web/**().{load,loadAndSplit,scrape}",
      "@tavily/core.tavily().*",
      "{exa-js,rss-parser,@mendable/firecrawl-js}().*",
      "@langchain/community/tools/**{Search,Wikipedia,Tavily,Serp,Brave,Browser,DuckDuckGo}*().{invoke,call,_call}",
      "jsdom.JSDOM.fromURL",
    ],
    effects: ["fetch-network", "read-untrusted"],
    asks: true,
  },
  // Other agents
  {
    symbols: [
      "{ai,@ai-sdk/workflow,@ai-sdk/*}.{ToolLoopAgent,Experimental_Agent,Agent,WorkflowAgent}().{generate,stream,respond}",
      "@mastra/core{,/agent,/mastra,/workflows}.**.{generate,stream,generateVNext,streamVNext,network,createRun().start}",
      "@voltagent/core.{Agent,createSubagent}().{generateText,streamText,generateObject,streamObject}",
      "@langchain/langgraph/prebuilt.createReactAgent().{invoke,stream}",
      "langchain.createAgent().{invoke,stream}",
      "deepagents.createDeepAgent().{invoke,stream}",
      "@openai/agents{,-core}.{run,Runner().run}",
      "@google/adk.{Runner,InMemoryRunner}().{runAsync,run}",
      "@strands-agents/sdk.Agent().{invoke,stream}",
      "@github/copilot-sdk.**.{send,sendAndWait}",
      "@anthropic-ai/claude-agent-sdk.{query,unstable_v2_prompt}",
      "llamaindex.**Agent().{run,chat,runStream}",
    ],
    effects: ["delegate"],
  },
  { symbols: ["@langchain/langgraph-sdk.**.runs.{create,stream,wait}"], effects: ["delegate", "send-outward"] },
  // Models
  {
    symbols: [
      "@google/genai.**.{generateContent,generateImages,generateContentStream,embedContent,editImage,generateVideos,sendMessage}",
      "@google/generative-ai.**.{generateContent,generateContentStream,sendMessage,embedContent}",
      "{replicate,@fal-ai/client,@huggingface/inference,groq-sdk,together-ai,cohere-ai,@mistralai/mistralai,ollama,@elevenlabs/elevenlabs-js,elevenlabs}.**.{run,subscribe,textToImage,chatCompletion,textGeneration,create,generate,chat,embed,convert,complete}",
      "replicate().{run,predictions.create}",
      "@langchain/{openai,anthropic,google-genai,google-vertexai,groq,mistralai,aws,ollama,cohere,deepseek,xai}.**().{invoke,stream,batch}",
      "ai.{transcribe,experimental_transcribe,experimental_generateSpeech,generateSpeech,rerank,experimental_generateVideo}",
    ],
    effects: ["fetch-network"],
  },
  // Requests that pay what they are asked for
  {
    symbols: ["{@x402/fetch,@x402/axios,x402-fetch,x402-axios}.**()"],
    effects: ["fetch-network", "send-outward", "spend-money"],
  },
  { symbols: ["twitter-api-v2.**.uploadMedia"], effects: ["read-files", "send-outward"] },
  // Chains of blocks
  {
    symbols: [
      "{ethers,viem,web3,@solana/web3.js,@coinbase/coinbase-sdk,@coinbase/agentkit,wagmi}**.{sendTransaction,sendRawTransaction,writeContract,sendSignedTransaction,sendAndConfirmTransaction,createTransfer,transfer}",
    ],
    effects: ["send-outward", "spend-money"],
  },
  {
    symbols: [
      "{ethers,viem,@solana/web3.js}**.{getBalance,getBlock,getBlockNumber,readContract,getTransaction,getTransactionReceipt}",
    ],
    effects: ["fetch-network"],
  },
  // Data of workers
  { symbols: ["{@upstash/vector,@upstash/search}.**.{query,search,fetch}"], effects: ["read-data"] },
  { symbols: ["{@upstash/vector,@upstash/search}.**.{upsert,update}"], effects: ["write-data"] },
  { symbols: ["{@upstash/vector,@upstash/search}.**.{delete,reset}"], effects: ["destroy-data"] },
];
