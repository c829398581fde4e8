import type { Sink } from "./sink.ts";

/** The packages of Java itself are left away, and the methods of HTTP clients get the names they have elsewhere. */
export const javaAliases: readonly (readonly [RegExp, string])[] = [
  [/^(?:java|javax|jakarta)\.(?:[a-z0-9_]+\.)*(?=[A-Z])/, ""],
  [/^org\.springframework\.(?:[a-z0-9_]+\.)*(?=[A-Z])/, ""],
  [/^(?:okhttp3\.)?(?=OkHttpClient\b|Request\.Builder\b)/, "okhttp3."],
  [/^RestClient(?:\.\w+\(\))*\.(?:builder\(\).*\.build\(\)|create\(\))/, "RestClient()"],
  [/^WebClient(?:\.\w+\(\))*\.(?:builder\(\).*\.build\(\)|create\(\))/, "WebClient()"],
];

export const javaSinks: readonly Sink[] = [
  // Repositories whose methods a library makes
  {
    symbols: [
      "io.quarkus.{hibernate,mongodb}.**.{delete,deleteById,deleteAll}",
      "org.springframework.data.**.{delete,remove}*",
      "{jakarta,javax}.persistence.EntityManager().remove",
    ],
    effects: ["destroy-data"],
  },
  {
    symbols: [
      "io.quarkus.{hibernate,mongodb}.**.{persist,persistAndFlush,persistOrUpdate,update}",
      "org.springframework.data.**.{save,saveAll,saveAndFlush,insert,upsert,updateFirst,updateMulti,update}*",
      "{jakarta,javax}.persistence.EntityManager().{persist,merge}",
    ],
    effects: ["write-data"],
  },
  {
    symbols: [
      "io.quarkus.{hibernate,mongodb}.**.{find,list,stream,count}*",
      "org.springframework.data.**.{find,get,read,query,search,stream,count,exists}*",
      "{jakarta,javax}.persistence.EntityManager().{find,getReference,createQuery,createNamedQuery}",
    ],
    effects: ["read-data"],
  },
  // Files
  {
    symbols: [
      "Files.{readString,readAllLines,readAllBytes,lines,list,walk,walkFileTree,find,newBufferedReader,newInputStream,newDirectoryStream}",
      "{FileReader,FileInputStream}",
      "File().{list,listFiles}",
      "org.apache.commons.io.FileUtils.{readFileToString,readLines,readFileToByteArray}",
    ],
    effects: ["read-files"],
    refine: "path",
  },
  {
    symbols: [
      "Files.{write,writeString,newBufferedWriter,newOutputStream,createFile,createDirectory,createDirectories,createTempFile,copy,move,createSymbolicLink,createLink}",
      "{FileWriter,FileOutputStream,PrintWriter,RandomAccessFile}",
      "File().{createNewFile,mkdir,mkdirs,renameTo}",
      "org.apache.commons.io.FileUtils.{write,writeStringToFile,copyFile,copyDirectory,moveFile}",
    ],
    effects: ["write-files"],
    refine: "path",
  },
  {
    symbols: [
      "Files.{delete,deleteIfExists}",
      "File().{delete,deleteOnExit}",
      "**FileUtils.{deleteDirectory,forceDelete,deleteQuietly,cleanDirectory}",
      "FileSystemUtils.deleteRecursively",
    ],
    effects: ["delete-files"],
  },
  {
    symbols: ["Files.{setPosixFilePermissions,setOwner}", "File().{setExecutable,setReadable,setWritable}"],
    effects: ["change-access"],
  },
  // Programs and evaluated text
  {
    symbols: [
      "ProcessBuilder",
      "ProcessBuilder().{command,start}",
      "Runtime.getRuntime().exec",
      "org.apache.commons.exec.**",
    ],
    effects: ["run-code"],
    refine: "command",
  },
  {
    symbols: [
      "ScriptEngine().eval",
      "ScriptEngineManager().**.eval",
      "groovy.lang.GroovyShell().evaluate",
      "**.Context().eval",
      "URLClassLoader().loadClass",
      "com.jcraft.jsch.**",
      "SpelExpressionParser().parseExpression",
    ],
    effects: ["run-code"],
  },
  {
    symbols: ["ProcessHandle**.{destroy,destroyForcibly}", "Process().{destroy,destroyForcibly}"],
    effects: ["kill-process"],
  },
  // Secrets
  { symbols: ["System.{getenv,getProperties}"], effects: [], refine: "whole-environment" },
  {
    symbols: ["**SecretClient().getSecret", "**SecretsManagerClient().getSecretValue", "VaultTemplate().read"],
    effects: ["read-secrets"],
  },
  {
    symbols: [
      "**SecretClient**.{setSecret,beginDeleteSecret}",
      "**SecretsManagerClient**.{createSecret,putSecretValue,deleteSecret}",
      "**IamClient**.{create,put,attach,delete}*",
      "VaultTemplate().{write,delete}",
    ],
    effects: ["change-access"],
  },
  // Network
  {
    symbols: [
      "{RestClient,WebClient}().get**",
      "RestTemplate().{getForObject,getForEntity,headForHeaders}",
      "URL().{openStream,openConnection}",
      "URI.create().toURL().openStream",
      "org.jsoup.Jsoup.connect**",
    ],
    effects: ["fetch-network"],
  },
  {
    symbols: [
      "{RestClient,WebClient}().{post,put,patch}**",
      "RestTemplate().{postForObject,postForEntity,postForLocation,put,patchForObject}",
    ],
    effects: ["fetch-network", "send-outward"],
  },
  {
    symbols: ["{RestClient,WebClient}().delete**", "RestTemplate().delete"],
    effects: ["send-outward", "destroy-data"],
  },
  {
    symbols: [
      "RestTemplate().exchange",
      "{RestClient,WebClient}().method",
      "HttpRequest.newBuilder()**.method",
      "okhttp3.Request.Builder()**.method",
    ],
    effects: [],
    refine: "http-request",
  },
  {
    symbols: [
      "HttpRequest.newBuilder()**.POST",
      "HttpRequest.newBuilder()**.PUT",
      "okhttp3.Request.Builder()**.{post,put,patch}",
    ],
    effects: ["fetch-network", "send-outward"],
  },
  {
    symbols: ["HttpRequest.newBuilder()**.DELETE", "okhttp3.Request.Builder()**.delete"],
    effects: ["send-outward", "destroy-data"],
  },
  {
    symbols: [
      "HttpClient**.{send,sendAsync}",
      "okhttp3.OkHttpClient**.{newCall,execute}",
      "**CloseableHttpClient().execute",
    ],
    effects: ["fetch-network"],
  },
  {
    symbols: ["{Socket,DatagramSocket,ServerSocket,SocketChannel.open}"],
    effects: ["fetch-network", "send-outward"],
    refine: "socket",
  },
  {
    symbols: [
      "com.microsoft.playwright.Page().{navigate,content,innerText,textContent}",
      "**WebDriver().{get,getPageSource}",
    ],
    effects: ["fetch-network", "read-untrusted"],
  },
  {
    symbols: ["com.microsoft.playwright.Page().{click,fill,type,press}", "**WebElement().{click,sendKeys,submit}"],
    effects: ["send-outward"],
  },
  // Mail and messages
  {
    symbols: [
      "{JavaMailSender,MailSender,JavaMailSenderImpl}().send",
      "Transport.send",
      "com.twilio.**.create",
      "com.sendgrid.SendGrid().api",
      "com.slack.api.**.{chatPostMessage,send}",
      "{KafkaTemplate,RabbitTemplate,JmsTemplate,StreamBridge}().{send,convertAndSend}",
      "**{EmailService,MailService,NotificationService,SmsService,EmailSender,MailClient}().send*",
    ],
    effects: ["send-outward"],
  },
  // Databases
  {
    symbols: [
      "{JdbcTemplate,NamedParameterJdbcTemplate,JdbcClient,JdbcOperations}().{query,queryForObject,queryForList,queryForMap,queryForRowSet,update,execute,batchUpdate,sql}",
      "{Statement,PreparedStatement}().{executeQuery,executeUpdate,execute}",
      "**Connection().{prepareStatement,prepareCall}",
      "**.createStatement().{executeQuery,executeUpdate,execute}",
      "EntityManager().{createNativeQuery,createQuery}",
      "DatabaseClient().sql",
    ],
    effects: [],
    refine: "sql",
  },
  {
    symbols: [
      "EntityManager().{persist,merge}",
      "**MongoTemplate().{save,insert,updateFirst,updateMulti,upsert}",
      "**VectorStore().{add,write,accept}",
    ],
    effects: ["write-data"],
  },
  {
    symbols: [
      "EntityManager().remove",
      "**MongoTemplate().{remove,dropCollection,findAndRemove}",
      "**VectorStore().delete",
    ],
    effects: ["destroy-data"],
  },
  {
    symbols: [
      "EntityManager().find",
      "**MongoTemplate().{find,findAll,findById,findOne,aggregate,count}",
      "**VectorStore().similaritySearch",
    ],
    effects: ["read-data"],
  },
  {
    symbols: ["{RedisTemplate,StringRedisTemplate}().delete", "**Jedis().{del,flushAll,flushDB}"],
    effects: ["destroy-data"],
  },
  {
    symbols: [
      "{RedisTemplate,StringRedisTemplate}().**.{set,put,leftPush,rightPush}",
      "**Jedis().{set,hset,lpush,rpush}",
    ],
    effects: ["write-data"],
  },
  { symbols: ["{RedisTemplate,StringRedisTemplate}().**.get", "**Jedis().{get,hget,hgetAll}"], effects: ["read-data"] },
  // Clouds and clusters
  { symbols: ["io.{fabric8,kubernetes}.**.{delete,deleteNamespaced*}"], effects: ["change-infra", "destroy-data"] },
  {
    symbols: [
      "io.{fabric8,kubernetes}.**.{create,update,patch,replace,scale,edit,createOrReplace,serverSideApply,createNamespaced*,patchNamespaced*,replaceNamespaced*}",
    ],
    effects: ["change-infra"],
  },
  {
    symbols: ["io.{fabric8,kubernetes}.**.{get,list,getLog,listNamespaced*,readNamespaced*,listPodForAllNamespaces}"],
    effects: ["fetch-network"],
  },
  {
    symbols: ["com.github.dockerjava.**.{removeContainerCmd,removeImageCmd,stopContainerCmd,killContainerCmd}"],
    effects: ["change-infra", "destroy-data"],
  },
  { symbols: ["com.github.dockerjava.**.{createContainerCmd,startContainerCmd}"], effects: ["change-infra"] },
  // Models and other agents
  {
    symbols: [
      "**ChatClient**.{call,stream}",
      "dev.langchain4j.model.**.{generate,chat}",
      "**ChatModel().{call,stream,chat,generate}",
      "**ImageModel().call",
    ],
    effects: ["fetch-network"],
  },
];
