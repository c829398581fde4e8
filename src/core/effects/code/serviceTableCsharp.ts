import {
  cloud,
  database,
  identity,
  keyValue,
  objectStore,
  outwardService,
  ownService,
  queue,
  type Service,
  secretStore,
} from "./serviceKinds.ts";

/** A class and its interface. */
function classes(...names: readonly string[]): string[] {
  return names.flatMap((name) => [`${name}()`, `I${name}()`]);
}

/** `IAmazonS3` and `AmazonS3Client`. */
function aws(...names: readonly string[]): string[] {
  return names.flatMap((name) => [`IAmazon${name}()`, `Amazon${name}Client()`]);
}

/** Client classes of C# by what they talk to: a using names all of a namespace, so only the class is known. */
export const csharpServices: readonly Service[] = [
  { prefixes: [...aws("SecretsManager", "SimpleSystemsManagement"), ...classes("VaultClient")], ...secretStore },
  { prefixes: aws("IdentityManagementService", "CognitoIdentityProvider", "SecurityTokenService"), ...identity },
  { prefixes: [...aws("DynamoDB"), ...classes("DynamoDBContext")], ...database },
  { prefixes: [...aws("S3"), ...classes("StorageClient", "MinioClient", "TransferUtility")], ...objectStore },
  {
    prefixes: [
      ...aws("SQS", "Kinesis"),
      ...classes("ServiceBusClient", "ServiceBusSender", "ServiceBusReceiver", "EventHubProducerClient", "QueueClient"),
      ...classes("Producer", "Consumer", "Channel", "Model", "Bus", "PublishEndpoint", "SendEndpointProvider"),
      ...classes(
        "MessageSession",
        "NatsConnection",
        "NatsClient",
        "MqttClient",
        "ManagedMqttClient",
        "PublisherClient",
      ),
    ],
    ...queue,
  },
  { prefixes: [...aws("SimpleNotificationService", "SimpleEmailService", "SimpleEmailServiceV2")], ...outwardService },
  { prefixes: ["IAmazon", "AmazonEC2Client()", "AmazonLambdaClient()", "AmazonECSClient()"], ...cloud },
  {
    prefixes: [
      ...classes("SlackApiClient", "SlackTaskClient", "DiscordSocketClient", "DiscordClient", "DiscordRestClient"),
      ...classes("MessageChannel", "TextChannel", "TelegramBotClient", "NotionClient", "TwitterClient"),
      ...classes("CalendarService", "GmailService", "DriveService", "SheetsService", "DocsService", "YouTubeService"),
      ...classes("WorkItemTrackingHttpClient", "GitHttpClient", "ProjectHttpClient", "WikiHttpClient", "Jira"),
    ],
    ...outwardService,
  },
  {
    prefixes: classes(
      "BuildHttpClient",
      "ReleaseHttpClient",
      "TestManagementHttpClient",
      "SpotifyClient",
      "LogsQueryClient",
    ),
    ...ownService,
  },
  {
    prefixes: [
      "IConnectionMultiplexer()",
      "ConnectionMultiplexer.Connect()",
      "IDatabase()",
      "IDatabaseAsync()",
      ...classes("DistributedCache", "HybridCache"),
    ],
    ...keyValue,
  },
  {
    prefixes: [
      ...classes(
        "MongoClient",
        "MongoDatabase",
        "MongoCollection",
        "CosmosClient",
        "TableClient",
        "TableServiceClient",
      ),
      ...classes("SearchClient", "SearchIndexClient", "ElasticsearchClient", "ElasticClient", "OpenSearchClient"),
      ...classes(
        "QdrantClient",
        "WeaviateClient",
        "MilvusClient",
        "ChromaClient",
        "PineconeClient",
        "MeilisearchClient",
      ),
      ...classes("VectorStore", "VectorStoreCollection", "VectorStoreRecordCollection", "VectorSearch", "KernelMemory"),
      ...classes("DocumentSession", "AsyncDocumentSession", "QuerySession", "LiteDatabase", "LiteCollection"),
      ...classes(
        "FirestoreDb",
        "ServiceClient",
        "OrganizationService",
        "OrganizationServiceAsync2",
        "SemanticTextMemory",
      ),
    ],
    ...database,
  },
];
