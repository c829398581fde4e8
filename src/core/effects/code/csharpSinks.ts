import type { Sink } from "./sink.ts";

/**
 * Namespaces are left away, since a using names them all at once; a client made by a factory is that client;
 * the methods of HttpClient get the names they have in other languages.
 */
export const csharpAliases: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:global::)?(?:System|Microsoft|Azure|Amazon|Google|ModelContextProtocol)(?:\.\w+)*\.(?=[A-Z]\w*(?:\(\))?\.)/,
    "",
  ],
  [/\bI?HttpClientFactory\(\)\.CreateClient\(\)/, "HttpClient()"],
  [
    /\bHttpClient\(\)\.Get(?:String|Stream|ByteArray|FromJson|FromJsonAsAsyncEnumerable)?(?:Async)?$/,
    "HttpClient().get",
  ],
  // A factory or the container of services makes what it is asked for.
  [/\bIDbContextFactory\(\)\.CreateDbContext(?:Async)?\(\)/, "AppDbContext()"],
  [/\bHttpClient\(\)\.(?:Read\w*DocumentAsync|ReadJsonDocumentAsync)$/, "HttpClient().get"],
  [/\bHttpClient\(\)\.Post\w*$/, "HttpClient().post"],
  [/\bHttpClient\(\)\.Put\w*$/, "HttpClient().put"],
  [/\bHttpClient\(\)\.Patch\w*$/, "HttpClient().patch"],
  [/\bHttpClient\(\)\.Delete\w*$/, "HttpClient().delete"],
];

export const csharpSinks: readonly Sink[] = [
  // Files
  {
    symbols: [
      "File.{ReadAllText,ReadAllTextAsync,ReadAllLines,ReadAllLinesAsync,ReadAllBytes,ReadAllBytesAsync,ReadLines,ReadLinesAsync,OpenRead,OpenText}",
      "Directory.{GetFiles,GetDirectories,EnumerateFiles,EnumerateDirectories,GetFileSystemEntries,EnumerateFileSystemEntries}",
      "DirectoryInfo().{GetFiles,GetDirectories,EnumerateFiles,GetFileSystemInfos}",
      "FileInfo().{OpenRead,OpenText}",
      "StreamReader",
      "ZipFile.OpenRead",
    ],
    effects: ["read-files"],
    refine: "path",
  },
  {
    symbols: [
      "File.{WriteAllText,WriteAllTextAsync,WriteAllLines,WriteAllLinesAsync,WriteAllBytes,WriteAllBytesAsync,AppendAllText,AppendAllTextAsync,AppendAllLines,AppendText,Create,CreateText,OpenWrite,Copy,Move,Replace,SetAttributes}",
      "Directory.{CreateDirectory,Move}",
      "{FileInfo,DirectoryInfo}().{Create,CreateText,CopyTo,MoveTo,OpenWrite,CreateSubdirectory}",
      "StreamWriter",
      "ZipFile.{CreateFromDirectory,ExtractToDirectory}",
    ],
    effects: ["write-files"],
    refine: "path",
  },
  { symbols: ["File.Delete", "Directory.Delete", "{FileInfo,DirectoryInfo}().Delete"], effects: ["delete-files"] },
  { symbols: ["FileStream", "File.Open"], effects: ["read-files", "write-files"] },
  { symbols: ["File.{SetAccessControl,SetUnixFileMode}", "FileSystemAclExtensions.*"], effects: ["change-access"] },
  // Programs and evaluated text
  {
    symbols: ["Process.Start", "Process().Start", "ProcessStartInfo", "Cli.Wrap"],
    effects: ["run-code"],
    refine: "command",
  },
  {
    symbols: [
      "CSharpScript.{EvaluateAsync,RunAsync,Create}",
      "PowerShell.Create().**",
      "PowerShell().{Invoke,InvokeAsync,AddScript}",
      "Assembly.{Load,LoadFrom,LoadFile,UnsafeLoadFrom}",
      "Activator.CreateInstanceFrom",
      "SshClient().**",
      "*PythonRuntime().**",
      "Engine().{Execute,Evaluate}",
    ],
    effects: ["run-code"],
  },
  {
    symbols: ["Process().Kill", "Process.GetProcessById().Kill", "Process**.CloseMainWindow"],
    effects: ["kill-process"],
  },
  // Secrets
  { symbols: ["Environment.GetEnvironmentVariables"], effects: ["read-secrets"] },
  {
    symbols: ["SecretClient().{GetSecret,GetSecretAsync,GetPropertiesOfSecrets}", "*SecretsManager*().GetSecretValue*"],
    effects: ["read-secrets"],
  },
  {
    symbols: [
      "SecretClient().{SetSecret,SetSecretAsync,StartDeleteSecret,StartDeleteSecretAsync}",
      "KeyClient().{Create*,StartDelete*,Rotate*}",
    ],
    effects: ["change-access"],
  },
  // Network
  {
    symbols: ["**HttpClient().get", "WebClient().{DownloadString,DownloadData,DownloadFile}**"],
    effects: ["fetch-network"],
    refine: "http",
  },
  { symbols: ["**HttpClient().{post,put,patch}", "WebClient().Upload**"], effects: ["fetch-network", "send-outward"] },
  { symbols: ["**HttpClient().delete"], effects: ["send-outward", "destroy-data"] },
  { symbols: ["HttpRequestMessage"], effects: [], refine: "http-request" },
  { symbols: ["**HttpClient().{Send,SendAsync}"], effects: ["fetch-network"] },
  { symbols: ["RestRequest"], effects: [], refine: "http-request" },
  {
    symbols: ["{TcpClient,UdpClient,ClientWebSocket,Socket}().**"],
    effects: ["fetch-network", "send-outward"],
    refine: "socket",
  },
  { symbols: ["{Dns,Ping}**.**"], effects: ["fetch-network"] },
  {
    symbols: [
      "{IPage,IBrowser,IWebDriver,ChromeDriver}().{GotoAsync,ContentAsync,InnerTextAsync,TextContentAsync,Navigate}**",
    ],
    effects: ["fetch-network", "read-untrusted"],
  },
  { symbols: ["IPage().{ClickAsync,FillAsync,TypeAsync,PressAsync}"], effects: ["send-outward"] },
  { symbols: ["IPage().Evaluate*"], effects: ["run-code"] },
  // Mail and messages
  {
    symbols: [
      "SmtpClient().Send*",
      "{ISendGridClient,SendGridClient}().Send*",
      "MessageResource.Create*",
      "**{EmailClient,EmailSender,EmailService,MailService,MailSender,SmsClient,SmsService,NotificationService,TelegramBotClient}().Send*",
      "ServiceBusSender().Send*",
      "EventHubProducerClient().Send*",
      "SlackClient().**.Post*",
    ],
    effects: ["send-outward"],
  },
  {
    symbols: [
      "GraphServiceClient().**.PostAsync",
      "GraphServiceClient().**.PatchAsync",
      "GraphServiceClient().**.Send*",
    ],
    effects: ["send-outward"],
  },
  { symbols: ["GraphServiceClient().**.DeleteAsync"], effects: ["destroy-data", "send-outward"] },
  { symbols: ["GraphServiceClient().**.GetAsync", "ImapClient().**"], effects: ["fetch-network", "read-untrusted"] },
  {
    symbols: ["{GitHubClient,IGitHubClient}().**.{Create,Update,Merge,CreateComment,CreateFile,UpdateFile}"],
    effects: ["send-outward"],
  },
  { symbols: ["{GitHubClient,IGitHubClient}().**.{Delete,DeleteFile}"], effects: ["destroy-data", "send-outward"] },
  {
    symbols: ["{GitHubClient,IGitHubClient}().**.{Get,GetAll,GetAllFor*,Search*}"],
    effects: ["fetch-network", "read-untrusted"],
  },
  // Money
  {
    symbols: [
      "{RefundService,ChargeService,PaymentIntentService,TransferService,PayoutService}().{Create,CreateAsync,Confirm,ConfirmAsync,Capture,CaptureAsync}",
    ],
    effects: ["send-outward", "spend-money"],
  },
  // Databases
  {
    symbols: [
      "{SqlCommand,NpgsqlCommand,SqliteCommand,MySqlCommand,OracleCommand,OleDbCommand,OdbcCommand}",
      "**{Connection,IDbConnection}().{Query,QueryAsync,QueryFirst*,QuerySingle*,QueryMultiple*,Execute,ExecuteAsync,ExecuteScalar*,ExecuteReader*}",
      "**.{FromSqlRaw,ExecuteSqlRaw,ExecuteSqlRawAsync,FromSqlInterpolated,ExecuteSqlInterpolated*}",
    ],
    effects: [],
    refine: "sql",
  },
  {
    symbols: [
      "**{DbContext,Context}().**.{SaveChanges,SaveChangesAsync,Add,AddAsync,AddRange,AddRangeAsync,Update,UpdateRange,ExecuteUpdateAsync}",
    ],
    effects: ["write-data"],
  },
  {
    symbols: ["**{DbContext,Context}().**.{Remove,RemoveRange,ExecuteDelete,ExecuteDeleteAsync}"],
    effects: ["destroy-data"],
  },
  {
    symbols: [
      "**DbContext().**.{ToListAsync,ToList,FirstOrDefaultAsync,FirstOrDefault,FindAsync,Find,SingleOrDefaultAsync,CountAsync,AnyAsync,ToArrayAsync}",
    ],
    effects: ["read-data"],
  },
  {
    symbols: [
      "**{IMongoCollection,Container,IDatabase,CosmosClient,TableClient,SearchClient,BlobClient,BlobContainerClient,ShareClient,QueueClient}().{Delete,Remove,KeyDelete,StringGetDelete}*",
    ],
    effects: ["destroy-data"],
  },
  {
    symbols: [
      "**{BlobClient,BlobContainerClient,ShareClient}().{Upload,Create,SetMetadata,StartCopy}*",
      "QueueClient().Send*",
    ],
    effects: ["send-outward"],
  },
  {
    symbols: ["**{BlobClient,BlobContainerClient,ShareClient,BlobServiceClient}().{Download,Get,List,Open}*"],
    effects: ["fetch-network"],
  },
  { symbols: ["**BlobContainerClient().SetAccessPolicy*"], effects: ["change-access"] },
  {
    symbols: [
      "**{IMongoCollection,Container,IDatabase,TableClient}().{Insert,Update,Replace,Upsert,Create,Patch,Add,StringSet,HashSet,ListLeftPush}*",
    ],
    effects: ["write-data"],
  },
  {
    symbols: [
      "**{IMongoCollection,Container,IDatabase,CosmosClient,TableClient,SearchClient}().{Find,Read,Get,Query,Search,StringGet,HashGet,Aggregate,Count}*",
    ],
    effects: ["read-data"],
  },
  // Clouds and clusters
  {
    symbols: ["{ArmClient,Kubernetes,IKubernetes,DockerClient}**.{Delete,Remove,Stop,Kill}*"],
    effects: ["change-infra", "destroy-data"],
  },
  {
    symbols: [
      "{ArmClient,Kubernetes,IKubernetes,DockerClient}**.{Create,Update,Patch,Replace,Start,Restart,Deallocate,PowerOff,Scale}*",
    ],
    effects: ["change-infra"],
  },
  {
    symbols: ["{ArmClient,Kubernetes,IKubernetes,DockerClient}**.{Get,List,Read,Inspect}*"],
    effects: ["fetch-network"],
  },
  // Models and other agents
  {
    symbols: [
      "{AIAgent,ChatClientAgent,ChatCompletionAgent,IAgent,AgentThread,OpenAIAssistantAgent,AzureAIAgent,OpenAIResponseAgent,A2AAgent,BedrockAgent,CopilotStudioAgent}().{Run,Invoke}*",
      "**.{AsAIAgent,CreateAIAgent,CreateAIAgentAsync,GetAIAgent,GetAIAgentAsync,AsAIAgentAsync}().{Run,**.Run}{,Async,Streaming,StreamingAsync}",
    ],
    effects: ["delegate"],
  },
  { symbols: ["{A2AClient,IA2AClient}().Send*"], effects: ["delegate", "send-outward"] },
  {
    symbols: [
      "{IChatClient,ChatClient,Kernel,IChatCompletionService,OpenAIClient}().{GetResponse,CompleteChat,InvokePrompt,GetChatMessageContent,GetStreamingResponse,Complete}*",
      "McpServer().{SampleAsync,RequestSampling*}",
    ],
    effects: ["fetch-network"],
  },
  {
    symbols: ["**{FileStore,FileSystem,FileStorage,FileProvider}().{Write,Save,Create,Replace,Append,Move,Copy}*"],
    effects: ["write-files"],
  },
  { symbols: ["**{FileStore,FileSystem,FileStorage}().Delete*"], effects: ["delete-files"] },
  {
    symbols: ["**{FileStore,FileSystem,FileStorage,FileProvider}().{Read,List,Search,Get,Open,Exists}*"],
    effects: ["read-files"],
  },
  { symbols: ["**{CertificateClient,KeyClient}().{Get,List}*"], effects: ["fetch-network"] },
];
