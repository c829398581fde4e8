import type { Probe } from "./probe.ts";

/** What tools in C# call, a library a row; fields of the class stand after `|`. */
export const csharp: readonly Probe[] = [
  // The compiler's own services; a value of them that is only looked at changes nothing
  [
    "using Microsoft.CodeAnalysis; | private readonly Workspace _workspace;",
    "return _workspace.TryApplyChanges(solution);",
    "write-files",
  ],
  [
    "using Microsoft.CodeAnalysis; | private readonly Project _project;",
    "var c = await _project.GetCompilationAsync(); return c.GetDiagnostics();",
    "read-files",
  ],
  ["using Microsoft.CodeAnalysis; | private readonly Project _project;", "return _project.Name;", ""],
  // One method does it for the other
  [
    "| void Wipe(string at) => Wipe(at, false); void Wipe(string at, bool all) { System.IO.File.Delete(at); }",
    "Wipe(a); return a;",
    "delete-files",
  ],
  // Requests
  [
    `using System.Net.Http; | private readonly HttpClient _http;`,
    `return await _http.GetStringAsync("https://x.example/" + a);`,
    "fetch-network",
  ],
  [
    `using System.Net.Http.Json; | private readonly HttpClient http;`,
    `return await http.PostAsJsonAsync("https://x.example", a);`,
    "fetch-network send-outward",
  ],
  [
    `| private readonly IHttpClientFactory factory;`,
    `var client = factory.CreateClient("x"); return await client.DeleteAsync(a);`,
    "send-outward destroy-data",
  ],
  [
    `using RestSharp;`,
    `var client = new RestClient("https://x.example"); var request = new RestRequest("v1", Method.Post); return await client.ExecuteAsync(request);`,
    "fetch-network send-outward",
  ],
  [`using Flurl.Http;`, `return await "https://x.example/v1".GetJsonAsync<Item>();`, "fetch-network"],
  [`using Flurl.Http;`, `return await "https://x.example/v1".PostJsonAsync(a);`, "fetch-network send-outward"],
  [
    `using Refit; public interface IApi { [Post("/x")] Task<string> Make(string a); } | private readonly IApi api;`,
    `return await api.Make(a);`,
    "fetch-network send-outward",
  ],
  [
    `using Grpc.Net.Client; | private readonly Orders.OrdersClient client;`,
    `return await client.CreateOrderAsync(new OrderRequest());`,
    "send-outward",
  ],
  // Databases
  [
    `using Microsoft.Data.SqlClient;`,
    `using var conn = new SqlConnection("x"); using var cmd = new SqlCommand("SELECT * FROM t", conn); return await cmd.ExecuteReaderAsync();`,
    "read-data",
  ],
  [
    `using Npgsql;`,
    `await using var cmd = new NpgsqlCommand(a, conn); return await cmd.ExecuteNonQueryAsync();`,
    "read-data write-data destroy-data",
  ],
  [
    `using Npgsql; | private readonly NpgsqlDataSource ds;`,
    `await using var cmd = ds.CreateCommand("DELETE FROM t"); return await cmd.ExecuteNonQueryAsync();`,
    "destroy-data",
  ],
  [
    `using Dapper; | private readonly IDbConnection db;`,
    `return await db.QueryAsync<Item>("SELECT * FROM t WHERE x = @a", new { a });`,
    "read-data",
  ],
  [
    `using Microsoft.Data.Sqlite;`,
    `using var c = new SqliteConnection("x"); var cmd = c.CreateCommand(); cmd.CommandText = a; return cmd.ExecuteReader();`,
    "read-data write-data destroy-data",
  ],
  [
    `using Microsoft.EntityFrameworkCore; | private readonly AppDbContext db;`,
    `return await db.Items.Where(i => i.X == a).ToListAsync();`,
    "read-data",
  ],
  [
    `using Microsoft.EntityFrameworkCore; | private readonly AppDbContext db;`,
    `db.Items.Add(new Item()); await db.SaveChangesAsync(); return a;`,
    "write-data",
  ],
  [
    `using Microsoft.EntityFrameworkCore; | private readonly AppDbContext db;`,
    `db.Items.Remove(item); await db.SaveChangesAsync(); return a;`,
    "destroy-data",
  ],
  [
    `using Microsoft.EntityFrameworkCore; | private readonly IDbContextFactory<AppDbContext> f;`,
    `await using var db = await f.CreateDbContextAsync(); return await db.Items.FindAsync(a);`,
    "read-data",
  ],
  [
    `using MongoDB.Driver; | private readonly IMongoCollection<Item> items;`,
    `return await items.Find(x => x.Id == a).FirstOrDefaultAsync();`,
    "read-data",
  ],
  [
    `using MongoDB.Driver; | private readonly IMongoDatabase db;`,
    `await db.GetCollection<Item>("c").InsertOneAsync(new Item()); return a;`,
    "write-data",
  ],
  [
    `using StackExchange.Redis; | private readonly IConnectionMultiplexer redis;`,
    `return await redis.GetDatabase().StringGetAsync(a);`,
    "read-data",
  ],
  [
    `using StackExchange.Redis; | private readonly IDatabase db;`,
    `await db.KeyDeleteAsync(a); return a;`,
    "destroy-data",
  ],
  [
    `using Microsoft.Azure.Cosmos; | private readonly Container container;`,
    `return await container.ReadItemAsync<Item>(a, new PartitionKey(b));`,
    "read-data",
  ],
  [
    `using Microsoft.Azure.Cosmos; | private readonly CosmosClient client;`,
    `await client.GetContainer("d", "c").UpsertItemAsync(a); return a;`,
    "write-data",
  ],
  [
    `using Azure.Search.Documents; | private readonly SearchClient search;`,
    `return await search.SearchAsync<Item>(a);`,
    "read-data",
  ],
  [
    `using Elastic.Clients.Elasticsearch; | private readonly ElasticsearchClient es;`,
    `return await es.SearchAsync<Item>(s => s.Index("i"));`,
    "read-data",
  ],
  [
    `using Qdrant.Client; | private readonly QdrantClient client;`,
    `await client.UpsertAsync("c", points); return a;`,
    "write-data",
  ],
  [
    `using Microsoft.Extensions.VectorData; | private readonly IVectorStore store;`,
    `var c = store.GetCollection<string, Item>("c"); await c.UpsertAsync(new Item()); return a;`,
    "write-data",
  ],
  [
    `using Microsoft.Extensions.VectorData; | private readonly VectorStoreCollection<string, Item> c;`,
    `return c.SearchAsync(a, 3);`,
    "read-data",
  ],
  [
    `using Neo4j.Driver; | private readonly IDriver driver;`,
    `await using var session = driver.AsyncSession(); return await session.RunAsync(a);`,
    "read-data write-data destroy-data",
  ],
  [
    `using Microsoft.Extensions.Caching.Distributed; | private readonly IDistributedCache cache;`,
    `await cache.SetStringAsync(a, b); return a;`,
    "write-data",
  ],
  // Queues
  [
    `using Confluent.Kafka; | private readonly IProducer<Null, string> producer;`,
    `return await producer.ProduceAsync("t", new Message<Null, string>());`,
    "send-outward",
  ],
  [
    `using Azure.Messaging.ServiceBus; | private readonly ServiceBusClient client;`,
    `await client.CreateSender("q").SendMessageAsync(new ServiceBusMessage(a)); return a;`,
    "send-outward",
  ],
  [
    `using Azure.Messaging.ServiceBus; | private readonly ServiceBusReceiver receiver;`,
    `return await receiver.ReceiveMessageAsync();`,
    "fetch-network read-untrusted",
  ],
  [
    `using RabbitMQ.Client; | private readonly IChannel channel;`,
    `await channel.BasicPublishAsync("", "q", body); return a;`,
    "send-outward",
  ],
  [`using MassTransit; | private readonly IBus bus;`, `await bus.Publish(new Made(a)); return a;`, "send-outward"],
  [`using MediatR; | private readonly IMediator mediator;`, `return await mediator.Send(new GetItem(a));`, ""],
  [
    `using Azure.Storage.Queues; | private readonly QueueClient queue;`,
    `await queue.SendMessageAsync(a); return a;`,
    "send-outward",
  ],
  // Clouds
  [
    `using Amazon.S3; | private readonly IAmazonS3 s3;`,
    `return await s3.PutObjectAsync(new PutObjectRequest());`,
    "send-outward",
  ],
  [`using Amazon.S3;`, `var s3 = new AmazonS3Client(); return await s3.GetObjectAsync("b", a);`, "fetch-network"],
  [
    `using Amazon.DynamoDBv2; | private readonly IAmazonDynamoDB db;`,
    `return await db.PutItemAsync("t", item);`,
    "write-data",
  ],
  [
    `using Amazon.SQS; | private readonly IAmazonSQS sqs;`,
    `return await sqs.SendMessageAsync("q", a);`,
    "send-outward",
  ],
  [
    `using Amazon.EC2; | private readonly IAmazonEC2 ec2;`,
    `return await ec2.TerminateInstancesAsync(new TerminateInstancesRequest());`,
    "send-outward destroy-data change-infra",
  ],
  [
    `using Amazon.SecretsManager; | private readonly IAmazonSecretsManager sm;`,
    `return await sm.GetSecretValueAsync(new GetSecretValueRequest());`,
    "read-secrets",
  ],
  [
    `using Amazon.Lambda; | private readonly IAmazonLambda l;`,
    `return await l.InvokeAsync(new InvokeRequest());`,
    "send-outward change-infra",
  ],
  [
    `using Azure.Storage.Blobs; | private readonly BlobServiceClient svc;`,
    `await svc.GetBlobContainerClient("c").GetBlobClient(a).UploadAsync(b); return a;`,
    "send-outward",
  ],
  [
    `using Azure.Storage.Blobs; | private readonly BlobContainerClient c;`,
    `return await c.GetBlobClient(a).DownloadContentAsync();`,
    "fetch-network",
  ],
  [
    `using Azure.Security.KeyVault.Secrets; | private readonly SecretClient secrets;`,
    `return (await secrets.GetSecretAsync(a)).Value;`,
    "read-secrets",
  ],
  [
    `using Azure.ResourceManager; | private readonly ArmClient arm;`,
    `var vm = arm.GetVirtualMachineResource(id); await vm.DeleteAsync(WaitUntil.Completed); return a;`,
    "send-outward destroy-data change-infra",
  ],
  [
    `using Google.Cloud.Storage.V1; | private readonly StorageClient storage;`,
    `return await storage.UploadObjectAsync("b", a, null, stream);`,
    "send-outward",
  ],
  [
    `using Google.Cloud.BigQuery.V2; | private readonly BigQueryClient bq;`,
    `return await bq.ExecuteQueryAsync(a, null);`,
    "read-data write-data destroy-data",
  ],
  [
    `using k8s; | private readonly IKubernetes client;`,
    `return await client.CoreV1.ListNamespacedPodAsync(a);`,
    "fetch-network",
  ],
  [
    `using k8s; | private readonly Kubernetes client;`,
    `return await client.CoreV1.DeleteNamespacedPodAsync(a, b);`,
    "send-outward destroy-data change-infra",
  ],
  [
    `using Docker.DotNet; | private readonly DockerClient docker;`,
    `return await docker.Containers.ListContainersAsync(new ContainersListParameters());`,
    "fetch-network",
  ],
  [
    `using Docker.DotNet; | private readonly IDockerClient docker;`,
    `await docker.Containers.RemoveContainerAsync(a, new ContainerRemoveParameters()); return a;`,
    "destroy-data change-infra",
  ],
  // Money, mail, chat, hosting
  [
    `using Stripe;`,
    `var service = new RefundService(); return await service.CreateAsync(new RefundCreateOptions());`,
    "send-outward spend-money",
  ],
  [`using Stripe;`, `return await new CustomerService().ListAsync();`, "fetch-network"],
  [
    `using System.Net.Mail;`,
    `using var smtp = new SmtpClient("h"); await smtp.SendMailAsync(new MailMessage()); return a;`,
    "send-outward",
  ],
  [
    `using MailKit.Net.Smtp;`,
    `using var client = new SmtpClient(); await client.ConnectAsync("h", 1); await client.SendAsync(message); return a;`,
    "send-outward",
  ],
  [
    `using MailKit.Net.Imap;`,
    `using var client = new ImapClient(); await client.ConnectAsync("h"); return await client.Inbox.GetMessageAsync(1);`,
    "fetch-network read-untrusted",
  ],
  [`using SendGrid;`, `var client = new SendGridClient("k"); return await client.SendEmailAsync(msg);`, "send-outward"],
  [`using Twilio.Rest.Api.V2010.Account;`, `return await MessageResource.CreateAsync(to: a, body: b);`, "send-outward"],
  [
    `using SlackNet; | private readonly ISlackApiClient slack;`,
    `return await slack.Chat.PostMessage(new Message());`,
    "send-outward",
  ],
  [
    `using Discord.WebSocket; | private readonly DiscordSocketClient discord;`,
    `var ch = discord.GetChannel(1) as IMessageChannel; return await ch.SendMessageAsync(a);`,
    "send-outward",
  ],
  [
    `using Telegram.Bot; | private readonly ITelegramBotClient bot;`,
    `return await bot.SendMessage(a, b);`,
    "send-outward",
  ],
  [
    `using Octokit; | private readonly GitHubClient gh;`,
    `return await gh.Issue.Create(a, b, new NewIssue("x"));`,
    "send-outward",
  ],
  [
    `using Octokit; | private readonly IGitHubClient gh;`,
    `return await gh.Repository.Content.GetAllContents(a, b);`,
    "fetch-network read-untrusted",
  ],
  [
    `using Microsoft.Graph; | private readonly GraphServiceClient graph;`,
    `return await graph.Me.Messages.GetAsync();`,
    "fetch-network read-untrusted",
  ],
  [
    `using Microsoft.Graph; | private readonly GraphServiceClient graph;`,
    `await graph.Me.SendMail.PostAsync(new SendMailPostRequestBody()); return a;`,
    "send-outward",
  ],
  [
    `using Microsoft.TeamFoundation.WorkItemTracking.WebApi; | private readonly WorkItemTrackingHttpClient wit;`,
    `return await wit.CreateWorkItemAsync(doc, a, "Bug");`,
    "send-outward",
  ],
  [
    `using Google.Apis.Calendar.v3; | private readonly CalendarService cal;`,
    `return await cal.Events.Insert(new Event(), "primary").ExecuteAsync();`,
    "send-outward",
  ],
  [
    `using Google.Apis.Gmail.v1; | private readonly GmailService gmail;`,
    `return await gmail.Users.Messages.List("me").ExecuteAsync();`,
    "fetch-network read-untrusted",
  ],
  [
    `using Microsoft.PowerPlatform.Dataverse.Client; | private readonly ServiceClient sc;`,
    `return sc.Create(new Entity(a));`,
    "write-data",
  ],
  // Browsers, files, programs
  [
    `using Microsoft.Playwright; | private readonly IPage page;`,
    `await page.GotoAsync(a); return await page.ContentAsync();`,
    "fetch-network read-untrusted",
  ],
  [
    `using OpenQA.Selenium; | private readonly IWebDriver driver;`,
    `driver.FindElement(By.Id(a)).Click(); return a;`,
    "send-outward",
  ],
  [`using System.IO;`, `return await File.ReadAllTextAsync(Path.Combine("x", a));`, "read-files"],
  [`using System.IO;`, `await File.WriteAllTextAsync(a, b); return a;`, "write-files"],
  [`using System.IO;`, `Directory.Delete(a, true); return a;`, "delete-files"],
  [`using ClosedXML.Excel;`, `using var wb = new XLWorkbook(a); wb.SaveAs(b); return a;`, "read-files write-files"],
  [
    `using DocumentFormat.OpenXml.Packaging;`,
    `using var doc = WordprocessingDocument.Open(a, false); return doc.MainDocumentPart;`,
    "read-files",
  ],
  [`using UglyToad.PdfPig;`, `using var pdf = PdfDocument.Open(a); return pdf.GetPages();`, "read-files"],
  [
    `using System.Diagnostics;`,
    `var p = Process.Start(new ProcessStartInfo { FileName = a }); await p.WaitForExitAsync(); return b;`,
    "run-code",
  ],
  [`using CliWrap;`, `return await Cli.Wrap("git").WithArguments(a).ExecuteAsync();`, "run-code"],
  [
    `using System.Management.Automation;`,
    `using var ps = PowerShell.Create(); ps.AddScript(a); return ps.Invoke();`,
    "run-code",
  ],
  [`using Microsoft.CodeAnalysis.CSharp.Scripting;`, `return await CSharpScript.EvaluateAsync(a);`, "run-code"],
  [
    `using Renci.SshNet;`,
    `using var ssh = new SshClient("h", "u", "p"); ssh.Connect(); return ssh.RunCommand(a);`,
    "run-code",
  ],
  // Models and agents
  [
    `using Microsoft.Extensions.AI; | private readonly IChatClient chat;`,
    `return await chat.GetResponseAsync(a);`,
    "fetch-network",
  ],
  [
    `using Microsoft.SemanticKernel; | private readonly Kernel kernel;`,
    `return await kernel.InvokePromptAsync(a);`,
    "fetch-network",
  ],
  [`using Microsoft.Agents.AI; | private readonly AIAgent agent;`, `return await agent.RunAsync(a);`, "delegate"],
  // Services that are handed in
  [
    `public class Store { public async Task Keep(string s) { await File.WriteAllTextAsync("x", s); } } | private readonly IServiceProvider services;`,
    `await services.GetRequiredService<Store>().Keep(a); return a;`,
    "write-files",
  ],
  // Only computing: nothing is to be seen.
  [`using System.Text.Json;`, `return JsonSerializer.Serialize(a);`, ""],
  [`using System.Linq;`, `return a.Split(',').Select(x => x.Trim()).Where(x => x != b).ToList();`, ""],
  [
    `using System.Collections.Generic; | private readonly Dictionary<string, string> items = new();`,
    `items.Add(a, b); items.Remove(a); return items.Count;`,
    "",
  ],
  [
    `using System.Collections.Generic; | private readonly List<string> items = new();`,
    `items.Add(a); items.Clear(); return items.ToArray();`,
    "",
  ],
  [
    `using Microsoft.Extensions.Logging; | private readonly ILogger<Tools> logger;`,
    `logger.LogInformation(a); return b;`,
    "",
  ],
  [`using System;`, `return Environment.GetEnvironmentVariable("REGION");`, ""],
  [`using App;`, `return await db.Orders.Where(o => o.Id == a).ToListAsync();`, "read-data"],
  [`using App;`, `await _dbContext.Orders.Where(o => o.Id == a).ExecuteUpdateAsync(b);`, "write-data"],
  [`using App;`, `return await numbers.Where(n => n > 1).ToListAsync();`, ""],
  [`using System.IO;`, `return Path.GetFileName(a);`, ""],
  [`using System.Text;`, `var sb = new StringBuilder(); sb.Append(a); return sb.ToString();`, ""],
  [`using System.IO;`, `using var ms = new MemoryStream(); ms.Write(bytes); return ms.ToArray();`, ""],
  ["using LibGit2Sharp;", "using var repository = new Repository(a); repository.CreateBranch(b);", "write-files"],
  [
    "using LibGit2Sharp;",
    "using var repository = new Repository(a); repository.Reset(ResetMode.Hard);",
    "rewrite-history",
  ],
];
