import type { Sink } from "./sink.ts";

/** Modules that tools in Go are written with, where more than the verb of a method decides. Looked up first. */
export const goLibraries: readonly Sink[] = [
  // A command that a machine of a cloud is told to run
  {
    symbols: ["github.com/Azure/azure-sdk-for-go/**.{BeginRunCommand,RunCommand,BeginRunCommandAndWait}"],
    effects: ["run-code"],
  },
  // Requests
  {
    symbols: [
      "github.com/imroc/req.**.{Get,Head,MustGet}",
      "github.com/valyala/fasthttp.{Get,GetTimeout,Do,DoTimeout}",
    ],
    effects: ["fetch-network"],
  },
  {
    symbols: ["github.com/imroc/req.**.{Post,Put,Patch}", "github.com/valyala/fasthttp.Post"],
    effects: ["fetch-network", "send-outward"],
  },
  { symbols: ["github.com/imroc/req.**.Delete"], effects: ["send-outward", "destroy-data"] },
  {
    symbols: ["{github.com/machinebox/graphql,github.com/hasura/go-graphql-client}.**.{Run,Query,Mutate,Exec}"],
    effects: [],
    refine: "graphql",
  },
  {
    symbols: [
      "{github.com/gorilla,github.com/coder,nhooyr.io}/websocket.**.{Dial,DialContext,ReadMessage,ReadJSON,Read}",
    ],
    effects: ["fetch-network"],
  },
  {
    symbols: ["{github.com/gorilla,github.com/coder,nhooyr.io}/websocket.**.{WriteMessage,WriteJSON,Write}"],
    effects: ["send-outward"],
  },
  // Databases spoken to in a language of their own
  {
    symbols: [
      "cloud.google.com/go/{bigquery,spanner}.**Client().**{Query,Query().Read,QueryWithStats,Single().Query}",
      "github.com/ClickHouse/clickhouse-go.**.{Query,QueryRow,Exec,Select,AsyncInsert}",
      "github.com/neo4j/neo4j-go-driver/**.{Run,ExecuteQuery}",
      "{github.com/gocql/gocql,github.com/couchbase/gocb,github.com/trinodb/trino-go-client,github.com/marcboeker/go-duckdb}.**.Query",
      "github.com/aws/aws-sdk-go**/{athena,redshiftdata,rdsdata}.**.{StartQueryExecution,ExecuteStatement}",
    ],
    effects: [],
    refine: "go-sql",
  },
  { symbols: ["cloud.google.com/go/bigquery.**Query().Read"], effects: [] },
  {
    symbols: [
      "**/ent.{Client,Tx}().**{Query,Get,All,First,Only,Count,IDs}",
      "**.Queries().{Get,List,Find,Count,Search}*",
    ],
    effects: ["read-data"],
  },
  {
    symbols: [
      "**/ent.{Client,Tx}().**{Create,CreateBulk,Update,UpdateOne,UpdateOneID,Save}",
      "**.Queries().{Create,Insert,Update,Upsert,Set,Add}*",
    ],
    effects: ["write-data"],
  },
  {
    symbols: ["**/ent.{Client,Tx}().**{Delete,DeleteOne,DeleteOneID}", "**.Queries().Delete*"],
    effects: ["destroy-data"],
  },
  // Infrastructure
  {
    symbols: ["helm.sh/helm/pkg/action.{New,}{Install,Upgrade,Rollback,Push,Lint}().{Run,RunWithContext}"],
    effects: ["change-infra"],
  },
  { symbols: ["helm.sh/helm/pkg/action.{New,}Uninstall().Run"], effects: ["change-infra", "destroy-data"] },
  {
    symbols: [
      "helm.sh/helm/pkg/action.{New,}{List,Get,GetValues,GetMetadata,Status,History,Show,ShowWithConfig,Pull,PullWithOpts}().Run",
      "helm.sh/helm/pkg/repo.**.DownloadIndexFile",
    ],
    effects: ["fetch-network"],
  },
  {
    symbols: ["github.com/hashicorp/terraform-exec/tfexec.**.{Apply,Destroy,Import,StateRm,Taint,ForceUnlock,Refresh}"],
    effects: ["run-code", "change-infra"],
  },
  {
    symbols: ["github.com/hashicorp/terraform-exec/tfexec.**.{Plan,Init,Show,Output,Validate,StatePull,Graph}"],
    effects: ["run-code"],
  },
  { symbols: ["github.com/aws/aws-sdk-go**/ssm.**.SendCommand"], effects: ["run-code"] },
  { symbols: ["github.com/aws/aws-sdk-go**/{bedrockruntime}.**.{Converse,InvokeModel}*"], effects: ["fetch-network"] },
  {
    symbols: ["github.com/twmb/franz-go/pkg/{kgo,kmsg}.**{Request,RequestSharded,RequestWith,Ping}"],
    effects: ["fetch-network"],
  },
  // Documents and archives
  {
    symbols: [
      "github.com/xuri/excelize.{OpenFile,OpenReader}",
      "archive/zip.OpenReader",
      "github.com/ledongthuc/pdf.Open",
      "github.com/pdfcpu/pdfcpu/**.ExtractContentFile",
      "github.com/nguyenthenguyen/docx.ReadDocxFile",
      "encoding/csv.ReadFile",
    ],
    effects: ["read-files"],
    refine: "path",
  },
  {
    symbols: [
      "github.com/xuri/excelize.**.{Save,SaveAs}",
      "github.com/jung-kurt/gofpdf.**.OutputFileAndClose",
      "github.com/go-pdf/fpdf.**.OutputFileAndClose",
      "github.com/disintegration/imaging.Save",
    ],
    effects: ["write-files"],
  },
  // Browsers
  {
    symbols: [
      "github.com/playwright-community/playwright-go.**.{Goto,Content,InnerText,TextContent,InnerHTML,AllInnerTexts}",
      "github.com/go-rod/rod.**.{MustPage,Page,MustHTML,Text,MustInnerText}",
      "github.com/tebeka/selenium.**.{Get,PageSource,Text}",
    ],
    effects: ["fetch-network", "read-untrusted"],
  },
  {
    symbols: [
      "github.com/playwright-community/playwright-go.**.{Click,Fill,Type,Press,SelectOption,Check,SetInputFiles}",
      "github.com/tebeka/selenium.**.{Click,SendKeys,Submit}",
      "github.com/chromedp/chromedp.{Click,SendKeys,Submit,SetValue}",
    ],
    effects: ["send-outward"],
  },
  {
    symbols: [
      "github.com/playwright-community/playwright-go.**.Evaluate*",
      "github.com/go-rod/rod.**.{Eval,MustEval}",
      "github.com/tebeka/selenium.**.ExecuteScript*",
      "github.com/creack/pty.{Start,StartWithSize}",
      "{github.com/robertkrimen/otto,github.com/d5/tengo,github.com/yuin/gopher-lua,go.starlark.net/starlark}**.{Run,RunString,DoString,ExecFile,Eval}",
    ],
    effects: ["run-code"],
  },
];
