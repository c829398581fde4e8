import type { Probe } from "./probe.ts";

/** What tools in Java call, a library a row; fields of the class stand after `|`. */
export const java: readonly Probe[] = [
  // Solr, whose requests are made first; a builder of JSON and a question change nothing
  [
    `import org.apache.solr.client.solrj.SolrClient; import org.apache.solr.client.solrj.SolrQuery; | private final SolrClient solr;`,
    `var q = new SolrQuery(a); q.setRows(10); q.addFacetField(b); return solr.query("c", q).getResults();`,
    "read-data",
  ],
  [
    `import org.apache.solr.client.solrj.SolrClient; | private final SolrClient solr;`,
    `solr.add("c", docs); solr.commit("c"); return a;`,
    "write-data",
  ],
  [
    `import org.apache.solr.client.solrj.SolrClient; | private final SolrClient solr;`,
    `return solr.deleteByQuery("c", a);`,
    "destroy-data",
  ],
  [
    `import org.apache.solr.client.solrj.SolrClient; import org.apache.solr.client.solrj.request.CollectionAdminRequest; | private final SolrClient solr;`,
    `return CollectionAdminRequest.createCollection(a, 1, 1).process(solr);`,
    "write-data",
  ],
  [
    `import org.apache.solr.client.solrj.SolrClient; import org.apache.solr.client.solrj.request.schema.SchemaRequest; | private final SolrClient solr;`,
    `return new SchemaRequest.MultiUpdate(list).process(solr, a);`,
    "write-data",
  ],
  [
    `import org.apache.solr.client.solrj.SolrClient; import org.apache.solr.client.solrj.request.schema.SchemaRequest; | private final SolrClient solr;`,
    `return new SchemaRequest().process(solr, a).getSchemaRepresentation();`,
    "read-data",
  ],
  [
    `import org.apache.lucene.index.IndexWriter; | private final IndexWriter writer;`,
    `writer.deleteDocuments(new Term("id", a)); return a;`,
    "destroy-data",
  ],
  [
    `import com.fasterxml.jackson.databind.ObjectMapper; | private final ObjectMapper mapper = new ObjectMapper();`,
    `var node = mapper.createObjectNode(); node.put("a", a); return mapper.writeValueAsString(node);`,
    "",
  ],
  [
    `import com.acme.OrdersClient; | private final OrdersClient client;`,
    `return client.getOrders(a).trim().isEmpty() ? "none" : a;`,
    "fetch-network",
  ],
  // Requests
  [
    `import java.net.http.*; | private final HttpClient http = HttpClient.newHttpClient();`,
    `var r = HttpRequest.newBuilder(URI.create(a)).GET().build(); return http.send(r, HttpResponse.BodyHandlers.ofString()).body();`,
    "fetch-network",
  ],
  [
    `import java.net.http.*;`,
    `var r = HttpRequest.newBuilder().uri(URI.create(a)).POST(HttpRequest.BodyPublishers.ofString(b)).build(); return HttpClient.newHttpClient().send(r, null);`,
    "fetch-network send-outward",
  ],
  [
    `import org.springframework.web.client.RestClient; | private final RestClient rest;`,
    `return rest.get().uri("/x").retrieve().body(String.class);`,
    "fetch-network",
  ],
  [
    `import org.springframework.web.client.RestClient; | private final RestClient rest = RestClient.builder().baseUrl("x").build();`,
    `return rest.post().uri("/x").body(a).retrieve().body(String.class);`,
    "fetch-network send-outward",
  ],
  [
    `import org.springframework.web.reactive.function.client.WebClient; | private final WebClient web;`,
    `return web.delete().uri("/x").retrieve().bodyToMono(String.class).block();`,
    "send-outward destroy-data",
  ],
  [
    `import org.springframework.web.client.RestTemplate; | private final RestTemplate rest;`,
    `return rest.postForObject("https://x.example", a, String.class);`,
    "fetch-network send-outward",
  ],
  [
    `import okhttp3.*;`,
    `var r = new Request.Builder().url(a).build(); return new OkHttpClient().newCall(r).execute().body().string();`,
    "fetch-network",
  ],
  [
    `import org.apache.hc.client5.http.classic.methods.HttpPost; import org.apache.hc.client5.http.impl.classic.*; | CloseableHttpClient http = HttpClients.createDefault();`,
    `return http.execute(new HttpPost(a), null);`,
    "fetch-network send-outward",
  ],
  [`import kong.unirest.core.Unirest;`, `return Unirest.get(a).asString().getBody();`, "fetch-network"],
  [
    `import jakarta.ws.rs.client.*;`,
    `return ClientBuilder.newClient().target(a).request().get(String.class);`,
    "fetch-network",
  ],
  [`import io.vertx.ext.web.client.WebClient; | WebClient client;`, `return client.getAbs(a).send();`, "fetch-network"],
  [
    `import org.springframework.cloud.openfeign.FeignClient; @FeignClient("x") interface Api { @PostMapping("/x") String make(String a); } | private final Api api;`,
    `return api.make(a);`,
    "fetch-network send-outward",
  ],
  [
    `import com.example.orders.OrdersGrpc; | private final OrdersGrpc.OrdersBlockingStub stub;`,
    `return stub.createOrder(null);`,
    "send-outward",
  ],
  // Databases
  [
    `import org.springframework.jdbc.core.JdbcTemplate; | private final JdbcTemplate jdbc;`,
    `return jdbc.queryForList("SELECT * FROM t WHERE x = ?", a);`,
    "read-data",
  ],
  [
    `import org.springframework.jdbc.core.simple.JdbcClient; | private final JdbcClient jdbc;`,
    `return jdbc.sql(a).query().listOfRows();`,
    "read-data write-data destroy-data",
  ],
  [
    `import java.sql.*; | private final DataSource ds;`,
    `try (Connection c = ds.getConnection(); PreparedStatement s = c.prepareStatement("DELETE FROM t")) { return s.executeUpdate(); }`,
    "destroy-data",
  ],
  [
    `import java.sql.*;`,
    `Connection c = DriverManager.getConnection(b); Statement s = c.createStatement(); return s.executeQuery(a);`,
    "read-data write-data destroy-data",
  ],
  [
    `import org.springframework.data.jpa.repository.JpaRepository; interface ItemRepository extends JpaRepository<Item, String> {} | private final ItemRepository items;`,
    `return items.findAll();`,
    "read-data",
  ],
  [
    `import org.springframework.data.jpa.repository.JpaRepository; interface ItemRepository extends JpaRepository<Item, String> {} | private final ItemRepository items;`,
    `return items.save(new Item(a));`,
    "write-data",
  ],
  [
    `import jakarta.persistence.EntityManager; | private EntityManager em;`,
    `em.remove(em.find(Item.class, a)); return a;`,
    "read-data destroy-data",
  ],
  [
    `import org.springframework.data.mongodb.core.MongoTemplate; | MongoTemplate mongo;`,
    `return mongo.find(null, Item.class);`,
    "read-data",
  ],
  [`import com.mongodb.client.*; | MongoCollection<Document> c;`, `c.deleteMany(null); return a;`, "destroy-data"],
  [
    `import com.mongodb.client.*; | MongoClient client;`,
    `return client.getDatabase("d").getCollection("c").find().first();`,
    "read-data",
  ],
  [`import org.jooq.DSLContext; | DSLContext dsl;`, `return dsl.selectFrom(ITEM).fetch();`, "read-data"],
  [
    `import org.jooq.DSLContext; | DSLContext dsl;`,
    `return dsl.deleteFrom(ITEM).where(X.eq(a)).execute();`,
    "destroy-data",
  ],
  [`import redis.clients.jedis.Jedis; | Jedis jedis;`, `return jedis.get(a);`, "read-data"],
  [
    `import org.springframework.data.redis.core.StringRedisTemplate; | StringRedisTemplate redis;`,
    `redis.opsForValue().set(a, b); return a;`,
    "write-data",
  ],
  [
    `import org.redisson.api.RedissonClient; | RedissonClient redisson;`,
    `redisson.getBucket(a).delete(); return a;`,
    "destroy-data",
  ],
  [
    `import co.elastic.clients.elasticsearch.ElasticsearchClient; | ElasticsearchClient es;`,
    `return es.search(s -> s.index("i"), Item.class);`,
    "read-data",
  ],
  [
    `import org.springframework.ai.vectorstore.VectorStore; | VectorStore store;`,
    `return store.similaritySearch(a);`,
    "read-data",
  ],
  [
    `import dev.langchain4j.store.embedding.EmbeddingStore; | EmbeddingStore<TextSegment> store;`,
    `store.add(null); return a;`,
    "write-data",
  ],
  [
    `import org.neo4j.driver.*; | Driver driver;`,
    `try (Session session = driver.session()) { return session.run(a).list(); }`,
    "read-data write-data destroy-data",
  ],
  [
    `import com.datastax.oss.driver.api.core.CqlSession; | CqlSession session;`,
    `return session.execute("SELECT * FROM t");`,
    "read-data",
  ],
  // Queues
  [
    `import org.springframework.kafka.core.KafkaTemplate; | KafkaTemplate<String, String> kafka;`,
    `return kafka.send("t", a);`,
    "send-outward",
  ],
  [
    `import org.apache.kafka.clients.producer.*; | KafkaProducer<String, String> producer;`,
    `return producer.send(new ProducerRecord<>("t", a));`,
    "send-outward",
  ],
  [
    `import org.apache.kafka.clients.consumer.*; | KafkaConsumer<String, String> consumer;`,
    `return consumer.poll(null);`,
    "fetch-network read-untrusted",
  ],
  [
    `import org.apache.kafka.clients.admin.*; | AdminClient admin;`,
    `return admin.listTopics().names().get();`,
    "fetch-network",
  ],
  [
    `import com.rabbitmq.client.Channel; | Channel channel;`,
    `channel.basicPublish("", "q", null, null); return a;`,
    "send-outward",
  ],
  [`import io.nats.client.Connection; | Connection nc;`, `nc.publish(a, null); return a;`, "send-outward"],
  [
    `import org.springframework.context.ApplicationEventPublisher; | ApplicationEventPublisher events;`,
    `events.publishEvent(a); return a;`,
    "",
  ],
  // Clouds
  [
    `import software.amazon.awssdk.services.s3.S3Client; | S3Client s3;`,
    `return s3.putObject(null, null);`,
    "send-outward",
  ],
  [
    `import software.amazon.awssdk.services.dynamodb.DynamoDbClient; | DynamoDbClient db;`,
    `return db.putItem(null);`,
    "write-data",
  ],
  [
    `import software.amazon.awssdk.services.sqs.SqsClient; | SqsClient sqs;`,
    `return sqs.sendMessage(null);`,
    "send-outward",
  ],
  [
    `import software.amazon.awssdk.services.ec2.Ec2Client; | Ec2Client ec2;`,
    `return ec2.terminateInstances(null);`,
    "send-outward destroy-data change-infra",
  ],
  [
    `import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient; | SecretsManagerClient sm;`,
    `return sm.getSecretValue(null).secretString();`,
    "read-secrets",
  ],
  [
    `import com.azure.storage.blob.*; | BlobServiceClient svc;`,
    `svc.getBlobContainerClient("c").getBlobClient(a).upload(null); return a;`,
    "send-outward",
  ],
  [
    `import com.azure.security.keyvault.secrets.SecretClient; | SecretClient secrets;`,
    `return secrets.getSecret(a).getValue();`,
    "read-secrets",
  ],
  [`import com.google.cloud.storage.*; | Storage storage;`, `return storage.create(null, null);`, "send-outward"],
  [`import com.google.cloud.bigquery.*; | BigQuery bq;`, `return bq.query(null);`, "read-data write-data destroy-data"],
  [
    `import io.fabric8.kubernetes.client.KubernetesClient; | KubernetesClient k8s;`,
    `return k8s.pods().inNamespace(a).list();`,
    "fetch-network",
  ],
  [
    `import io.fabric8.kubernetes.client.KubernetesClient; | KubernetesClient k8s;`,
    `k8s.pods().inNamespace(a).withName(b).delete(); return a;`,
    "send-outward destroy-data change-infra",
  ],
  [
    `import io.fabric8.kubernetes.client.KubernetesClient; | KubernetesClient k8s;`,
    `return k8s.secrets().inNamespace(a).withName(b).get();`,
    "read-secrets",
  ],
  [
    `import io.kubernetes.client.openapi.apis.CoreV1Api; | CoreV1Api api;`,
    `return api.listNamespacedPod(a).execute();`,
    "fetch-network",
  ],
  [
    `import com.github.dockerjava.api.DockerClient; | DockerClient docker;`,
    `return docker.listContainersCmd().exec();`,
    "fetch-network",
  ],
  [
    `import com.github.dockerjava.api.DockerClient; | DockerClient docker;`,
    `docker.removeContainerCmd(a).exec(); return a;`,
    "destroy-data change-infra",
  ],
  [
    `import com.github.dockerjava.api.DockerClient; | DockerClient docker;`,
    `var c = docker.createContainerCmd(a).exec(); docker.startContainerCmd(c.getId()).exec(); return a;`,
    "run-code change-infra",
  ],
  // Money, mail, chat, hosting, office
  [`import com.stripe.model.Refund;`, `return Refund.create(null);`, "send-outward spend-money"],
  [`import com.stripe.model.Customer;`, `return Customer.list(null);`, "fetch-network"],
  [
    `import org.springframework.mail.javamail.JavaMailSender; | JavaMailSender mail;`,
    `mail.send(msg); return a;`,
    "send-outward",
  ],
  [`import jakarta.mail.*;`, `Transport.send(msg); return a;`, "send-outward"],
  [
    `import jakarta.mail.*; | Store store;`,
    `Folder inbox = store.getFolder("INBOX"); return inbox.getMessages();`,
    "fetch-network read-untrusted",
  ],
  [
    `import io.quarkus.mailer.Mailer; | Mailer mailer;`,
    `mailer.send(Mail.withText(a, "s", b)); return a;`,
    "send-outward",
  ],
  [
    `import com.slack.api.methods.MethodsClient; | MethodsClient slack;`,
    `return slack.chatPostMessage(r -> r.channel(a).text(b));`,
    "send-outward",
  ],
  [
    `import com.slack.api.methods.MethodsClient; | MethodsClient slack;`,
    `return slack.conversationsHistory(r -> r.channel(a));`,
    "fetch-network read-untrusted",
  ],
  [
    `import net.dv8tion.jda.api.JDA; | JDA jda;`,
    `jda.getTextChannelById(a).sendMessage(b).queue(); return a;`,
    "send-outward",
  ],
  [
    `import org.kohsuke.github.GitHub; | GitHub gh;`,
    `return gh.getRepository(a).createIssue(b).create();`,
    "send-outward",
  ],
  [
    `import org.gitlab4j.api.GitLabApi; | GitLabApi gl;`,
    `return gl.getIssuesApi().getIssues(a);`,
    "fetch-network read-untrusted",
  ],
  [
    `import com.atlassian.jira.rest.client.api.JiraRestClient; | JiraRestClient jira;`,
    `return jira.getSearchClient().searchJql(a).claim();`,
    "fetch-network read-untrusted",
  ],
  [
    `import com.google.api.services.calendar.Calendar; | Calendar cal;`,
    `return cal.events().insert("primary", null).execute();`,
    "send-outward",
  ],
  [
    `import com.google.api.services.gmail.Gmail; | Gmail gmail;`,
    `return gmail.users().messages().list("me").execute();`,
    "fetch-network read-untrusted",
  ],
  [
    `import com.microsoft.graph.serviceclient.GraphServiceClient; | GraphServiceClient graph;`,
    `return graph.me().messages().get();`,
    "fetch-network read-untrusted",
  ],
  // Browsers, files, programs
  [
    `import com.microsoft.playwright.*; | Page page;`,
    `page.navigate(a); return page.content();`,
    "fetch-network read-untrusted",
  ],
  [
    `import org.openqa.selenium.*; | WebDriver driver;`,
    `driver.findElement(By.id(a)).click(); return a;`,
    "send-outward",
  ],
  [`import org.jsoup.Jsoup;`, `return Jsoup.connect(a).get().text();`, "fetch-network read-untrusted"],
  [`import java.nio.file.*;`, `return Files.readString(Path.of(a));`, "read-files"],
  [`import java.nio.file.*;`, `Files.writeString(Path.of(a), b); return a;`, "write-files"],
  [
    `import java.io.*;`,
    `try (BufferedReader r = new BufferedReader(new FileReader(a))) { return r.readLine(); }`,
    "read-files",
  ],
  [
    `import org.apache.poi.xssf.usermodel.XSSFWorkbook; import java.io.*;`,
    `try (var wb = new XSSFWorkbook(); var out = new FileOutputStream(a)) { wb.write(out); } return b;`,
    "write-files",
  ],
  [
    `import org.apache.pdfbox.Loader; import java.io.File;`,
    `return Loader.loadPDF(new File(a)).getNumberOfPages();`,
    "read-files",
  ],
  [`import org.apache.tika.Tika; import java.io.File;`, `return new Tika().parseToString(new File(a));`, "read-files"],
  [
    `import org.eclipse.jgit.api.Git; import java.io.File;`,
    `Git.open(new File(a)).push().call(); return b;`,
    "read-files send-outward",
  ],
  [`import java.lang.ProcessBuilder;`, `return new ProcessBuilder("sh", "-c", a).start().waitFor();`, "run-code"],
  [
    `import org.zeroturnaround.exec.ProcessExecutor;`,
    `return new ProcessExecutor().command(a).readOutput(true).execute().outputUTF8();`,
    "run-code",
  ],
  [`import org.apache.commons.exec.*;`, `return new DefaultExecutor().execute(CommandLine.parse(a));`, "run-code"],
  [
    `import org.graalvm.polyglot.Context;`,
    `try (Context ctx = Context.create()) { return ctx.eval("js", a).asString(); }`,
    "run-code",
  ],
  // Models and agents
  [
    `import org.springframework.ai.chat.client.ChatClient; | ChatClient chat;`,
    `return chat.prompt().user(a).call().content();`,
    "fetch-network",
  ],
  [`import dev.langchain4j.model.chat.ChatModel; | ChatModel model;`, `return model.chat(a);`, "fetch-network"],
  // Only computing: nothing is to be seen.
  [
    `import java.util.*; | private final Map<String, String> items = new HashMap<>();`,
    `items.put(a, b); items.remove(a); return items.get(a);`,
    "",
  ],
  [
    `import java.util.*; | private final List<String> items = new ArrayList<>();`,
    `items.add(a); items.clear(); return items;`,
    "",
  ],
  [
    `import com.fasterxml.jackson.databind.ObjectMapper; | private final ObjectMapper mapper;`,
    `return mapper.readValue(a, Map.class);`,
    "",
  ],
  [`import java.util.stream.*;`, `return Stream.of(a, b).map(String::trim).collect(Collectors.toList());`, ""],
  [
    `import org.slf4j.*; | private static final Logger log = LoggerFactory.getLogger(Tools.class);`,
    `log.info(a); return b;`,
    "",
  ],
  [`import java.time.LocalDate;`, `return LocalDate.parse(a).plusDays(1);`, ""],
  [
    `import java.util.concurrent.ConcurrentHashMap; | ConcurrentHashMap<String, String> m = new ConcurrentHashMap<>();`,
    `return m.computeIfAbsent(a, k -> b);`,
    "",
  ],
  [
    `import java.lang.StringBuilder;`,
    `StringBuilder sb = new StringBuilder(); sb.append(a); sb.delete(0, 1); return sb.toString();`,
    "",
  ],
  [`import java.util.Optional;`, `return Optional.ofNullable(a).map(String::length).get();`, ""],
];
