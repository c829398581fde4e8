import type { Sink } from "./sink.ts";

/** Libraries that tools in C# are written with, by the names of their classes. Looked up first. */
export const csharpLibraries: readonly Sink[] = [
  // Only the way to what is then asked.
  {
    symbols: [
      "**{Client,Sender,Service,Database}().Get*Client{,Async}",
      "{CosmosClient,Database,IMongoClient,MongoClient,IMongoDatabase,IConnectionMultiplexer,ConnectionMultiplexer,IVectorStore,VectorStore,*Store}().{GetContainer,GetDatabase,GetCollection,GetContainerAsync}",
      "ConnectionMultiplexer.Connect().GetDatabase",
      "ArmClient().**Get*Resource",
      "ArmClient().Get*Resource*",
    ],
    effects: [],
  },
  // LibGit2Sharp: what git keeps beside the files
  {
    symbols: ["Repository().{CreateBranch,ApplyTag,Commit,Branches.Add,Tags.Add,Stashes.Add}"],
    effects: ["write-files"],
  },
  {
    symbols: [
      "Repository().{Reset,Revert,CherryPick,Rebase,Branches.Remove,Branches.Rename,Tags.Remove,Stashes.Remove}",
    ],
    effects: ["rewrite-history"],
  },
  { symbols: ["Repository().Network.Push"], effects: ["send-outward"] },
  // Code that is read and changed by the compiler's own services
  {
    symbols: [
      "SymbolFinder.*",
      "{Project,Document,Solution,Workspace,MSBuildWorkspace}().**{GetCompilationAsync,GetSyntaxRootAsync,GetSyntaxTreeAsync,GetSemanticModelAsync,GetTextAsync,OpenSolutionAsync,OpenProjectAsync}",
      "MSBuildWorkspace.Create().{OpenSolutionAsync,OpenProjectAsync}",
    ],
    effects: ["read-files"],
  },
  {
    symbols: ["{Workspace,MSBuildWorkspace,AdhocWorkspace,MSBuildWorkspace.Create}().TryApplyChanges"],
    effects: ["write-files"],
  },
  // Databases spoken to in a language of their own
  {
    symbols: [
      "**{Connection,DataSource}().CreateCommand",
      "{IDriver,IAsyncSession,ISession,GraphDatabase}**.{RunAsync,Run,ExecutableQuery,ExecuteReadAsync,ExecuteWriteAsync}",
      "BigQueryClient().{ExecuteQuery,ExecuteQueryAsync,CreateQueryJob,CreateQueryJobAsync}",
      "{ICqlSession,ISession}().{Execute,ExecuteAsync}",
      "**{Database,ISqlSugarClient,IFreeSql,SqlSugarClient}().{SqlQuery,SqlQueryRaw,ExecuteSqlRawAsync,ExecuteSqlCommand}*",
      "AmazonAthenaClient().StartQueryExecutionAsync",
    ],
    effects: [],
    refine: "given-sql",
  },
  // Requests
  { symbols: ["{GraphQLHttpClient,IGraphQLClient}().{SendQueryAsync}"], effects: ["fetch-network"] },
  { symbols: ["{GraphQLHttpClient,IGraphQLClient}().{SendMutationAsync}"], effects: ["fetch-network", "send-outward"] },
  { symbols: ["{RestClient,IRestClient}().{Get,GetJson}*"], effects: ["fetch-network"] },
  {
    symbols: ["{RestClient,IRestClient}().{Post,PostJson,Put,PutJson,Patch}*"],
    effects: ["fetch-network", "send-outward"],
  },
  { symbols: ["{RestClient,IRestClient}().Delete*"], effects: ["send-outward", "destroy-data"] },
  // Machines and containers
  { symbols: ["IDockerClient().Exec.**", "DockerClient().Exec.**"], effects: ["run-code"] },
  {
    symbols: ["{DockerClient,IDockerClient}().**.{Remove,Stop,Kill,Prune}*"],
    effects: ["change-infra", "destroy-data"],
  },
  { symbols: ["{DockerClient,IDockerClient}().**.{Create,Start,Restart,Rename,Update}*"], effects: ["change-infra"] },
  { symbols: ["{DockerClient,IDockerClient}().**.{List,Inspect,Get}*"], effects: ["fetch-network"] },
  {
    symbols: [
      "{Kubernetes,IKubernetes}().**{NamespacedPodExec,MuxedStreamNamespacedPodExecAsync,WebSocketNamespacedPodExecAsync}",
    ],
    effects: ["run-code"],
  },
  { symbols: ["{Kubernetes,IKubernetes}().**.{Read,List}*Secret*"], effects: ["read-secrets"] },
  {
    symbols: ["{IAmazonSimpleSystemsManagement,AmazonSimpleSystemsManagementClient}().SendCommandAsync"],
    effects: ["run-code"],
  },
  { symbols: ["{IAmazonBedrockRuntime,AmazonBedrockRuntimeClient}().*"], effects: ["fetch-network"] },
  {
    symbols: ["{SshClient,SshCommand}().{RunCommand,CreateCommand,Execute}", "PowerShell.Create().*"],
    effects: ["run-code"],
  },
  // Browsers
  {
    symbols: ["{IWebDriver,ChromeDriver,FirefoxDriver,EdgeDriver,RemoteWebDriver}().**.{Click,SendKeys,Submit}"],
    effects: ["send-outward"],
  },
  {
    symbols: ["{IWebDriver,ChromeDriver,FirefoxDriver,EdgeDriver}().**{ExecuteScript,ExecuteAsyncScript}"],
    effects: ["run-code"],
  },
  {
    symbols: [
      "{IPage,ILocator,IFrame}().**.{ClickAsync,FillAsync,TypeAsync,PressAsync,CheckAsync,SelectOptionAsync,SetInputFilesAsync}",
    ],
    effects: ["send-outward"],
  },
  // Documents
  { symbols: ["{XLWorkbook,ExcelPackage,HSSFWorkbook,XSSFWorkbook,XWPFDocument}"], effects: [], refine: "given-file" },
  {
    symbols: [
      "{WordprocessingDocument,SpreadsheetDocument,PresentationDocument}.Open",
      "{PdfDocument,PdfReader,DocX,Document,HtmlDocument,XDocument,XElement,XmlDocument,Image,Bitmap,ExcelReaderFactory,MimeMessage}.{Open,Load,LoadAsync,LoadFromFile,CreateReader}",
      "{XmlDocument,HtmlDocument,PdfDocument}().{Load,LoadFromFile}",
      "File.{OpenHandle,Open}",
      "ZipFile.Open*",
    ],
    effects: ["read-files"],
    refine: "path",
  },
  {
    symbols: [
      "{XLWorkbook,ExcelPackage,PdfDocument,Document,DocX,XDocument,XmlDocument,Image,Presentation}().{Save,SaveAs,SaveAsync,SaveAsAsync}",
      "{WordprocessingDocument,SpreadsheetDocument,PresentationDocument,DocX}.Create",
      "{PdfWriter}",
    ],
    effects: ["write-files"],
  },
];
