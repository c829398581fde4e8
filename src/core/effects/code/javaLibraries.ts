import type { Sink } from "./sink.ts";

/** Libraries that tools in Java are written with, where more than the verb of a method decides. Looked up first. */
export const javaLibraries: readonly Sink[] = [
  // Requests
  {
    symbols: ["{org.apache.hc.client5.http.classic.methods.,org.apache.http.client.methods.,}{HttpGet,HttpHead}"],
    effects: ["fetch-network"],
  },
  {
    symbols: [
      "{org.apache.hc.client5.http.classic.methods.,org.apache.http.client.methods.,}{HttpPost,HttpPut,HttpPatch}",
    ],
    effects: ["fetch-network", "send-outward"],
  },
  {
    symbols: ["{org.apache.hc.client5.http.classic.methods.,org.apache.http.client.methods.,}HttpDelete"],
    effects: ["send-outward", "destroy-data"],
  },
  {
    symbols: ["**Unirest.{get,head}", "ClientBuilder.**.request().get", "Client().**.request().get"],
    effects: ["fetch-network"],
  },
  {
    symbols: ["**Unirest.{post,put,patch}", "{ClientBuilder,Client()}.**.request().{post,put}"],
    effects: ["fetch-network", "send-outward"],
  },
  {
    symbols: ["**Unirest.delete", "{ClientBuilder,Client()}.**.request().delete"],
    effects: ["send-outward", "destroy-data"],
  },
  { symbols: ["ClientBuilder.**", "okhttp3.OkHttpClient().newCall().**"], effects: [] },
  { symbols: ["io.vertx.**WebClient().{get,getAbs,head,headAbs}"], effects: ["fetch-network"] },
  {
    symbols: ["io.vertx.**WebClient().{post,postAbs,put,putAbs,patch,patchAbs}"],
    effects: ["fetch-network", "send-outward"],
  },
  { symbols: ["io.vertx.**WebClient().**"], effects: [] },
  { symbols: ["org.jsoup.Jsoup.connect().{get,post,execute}"], effects: ["fetch-network", "read-untrusted"] },
  // Feeds
  {
    symbols: ["com.rometools.{rome,fetcher}.**{XmlReader,retrieveFeed}", "com.rometools.**.XmlReader.*"],
    effects: ["fetch-network", "read-untrusted"],
  },
  // Requests of Solr are made first and then processed by a client
  {
    symbols: [
      "**SchemaRequest.Delete*().process",
      "**CollectionAdminRequest.delete*().process",
      "**CoreAdminRequest.unload*().process",
    ],
    effects: ["destroy-data"],
  },
  {
    symbols: [
      "**SchemaRequest.{Add,Replace,Multi}*().process",
      "**UpdateRequest().{process,commit}",
      "**CollectionAdminRequest.{create,add,modify,reload,move,split,rename,restore}*().process",
      "**{CoreAdminRequest,ConfigSetAdminRequest}.{create,Create,reload,rename,upload,Upload}*().process",
    ],
    effects: ["write-data"],
  },
  {
    symbols: ["org.apache.solr.client.solrj.**Request**.process", "**SolrClient().{request,ping,query,getById}"],
    effects: ["read-data"],
  },
  // Lucene
  {
    symbols: ["{org.apache.lucene.**.,}IndexWriter().{addDocument,addDocuments,updateDocument,commit}"],
    effects: ["write-data"],
  },
  { symbols: ["{org.apache.lucene.**.,}IndexWriter().{deleteDocuments,deleteAll}"], effects: ["destroy-data"] },
  { symbols: ["{org.apache.lucene.**.,}IndexSearcher().{search,searchAfter,count,doc}"], effects: ["read-data"] },
  // Databases spoken to in a language of their own
  {
    symbols: [
      "{org.neo4j.driver.,}{Driver,Session,AsyncSession}**.{run,executableQuery}",
      "**CqlSession().{execute,executeAsync}",
      "**BigQuery().{query,create}",
      "**InfluxDBClient().getQueryApi().query",
      "org.jooq.DSLContext().{fetch,execute,query,resultQuery}",
      "**{AthenaClient,RedshiftDataClient,RdsDataClient}().{startQueryExecution,executeStatement}",
      "**Handle().{createQuery,createUpdate,execute}",
      "**SqlSession().{selectList,selectOne}",
    ],
    effects: [],
    refine: "sql",
  },
  {
    symbols: ["org.jooq.DSLContext().{select,selectFrom,selectOne,selectCount,fetchOne,fetchCount,fetchExists}*"],
    effects: ["read-data"],
  },
  { symbols: ["org.jooq.DSLContext().{insertInto,update,mergeInto,batchInsert,batchUpdate}"], effects: ["write-data"] },
  { symbols: ["org.jooq.DSLContext().{deleteFrom,delete,truncate,dropTable}*"], effects: ["destroy-data"] },
  // Mail
  {
    symbols: ["{Folder,Store}().**{getMessages,getMessage,search,fetch}"],
    effects: ["fetch-network", "read-untrusted"],
  },
  { symbols: ["**{Mailer,ReactiveMailer}().send"], effects: ["send-outward"] },
  // Clusters
  {
    symbols: ["io.fabric8.kubernetes.**.secrets().**.{get,list}", "io.kubernetes.**.{read,list}*Secret*"],
    effects: ["read-secrets"],
  },
  { symbols: ["io.kubernetes.client.Exec().exec", "io.fabric8.kubernetes.**.exec"], effects: ["run-code"] },
  { symbols: ["io.kubernetes.**.*().execute"], effects: [] },
  { symbols: ["**DockerClient().*Cmd().**"], effects: [] },
  { symbols: ["**DockerClient().execCreateCmd", "**DockerClient().execStartCmd"], effects: ["run-code"] },
  { symbols: ["**SsmClient().sendCommand"], effects: ["run-code"] },
  { symbols: ["**BedrockRuntime{,Async}Client().*"], effects: ["fetch-network"] },
  // Documents
  {
    symbols: ["{org.apache.poi.**.,}{XSSFWorkbook,HSSFWorkbook,XWPFDocument,XMLSlideShow}"],
    effects: [],
    refine: "given-file",
  },
  {
    symbols: [
      "**WorkbookFactory.create",
      "org.apache.pdfbox.{Loader.loadPDF,pdmodel.PDDocument.load}",
      "{Loader.loadPDF,PDDocument.load}",
      "**Tika().{parseToString,detect,parse}",
      "com.itextpdf.**PdfReader",
      "com.opencsv.CSVReader",
      "org.eclipse.jgit.api.Git.open",
      "{ImageIO.read,Scanner.open}",
      "dev.langchain4j.data.document.loader.FileSystemDocumentLoader.*",
      "{TikaDocumentReader,PagePdfDocumentReader,TextReader,JsonReader}().{get,read}",
    ],
    effects: ["read-files"],
    refine: "path",
  },
  {
    symbols: ["org.apache.pdfbox.**PDDocument**.save", "PDDocument().save", "ImageIO.write"],
    effects: ["write-files"],
  },
  // Version control
  { symbols: ["org.eclipse.jgit.**.push"], effects: ["send-outward"] },
  { symbols: ["org.eclipse.jgit.**.{cloneRepository,fetch,pull}"], effects: ["fetch-network", "write-files"] },
  { symbols: ["org.eclipse.jgit.**.{commit,add,checkout,branchCreate,merge,rm,tag}"], effects: ["write-files"] },
  { symbols: ["org.eclipse.jgit.**.{log,status,diff,blame,branchList}"], effects: ["read-files"] },
  // Programs
  {
    symbols: [
      "{org.zeroturnaround.exec.,}ProcessExecutor().**{execute,start}",
      "{org.apache.commons.exec.,}DefaultExecutor**.execute",
      "{org.graalvm.polyglot.,}Context.{create,newBuilder}**.eval",
      "{ScriptEngine,GroovyShell,JShell}**.{eval,evaluate}",
      "{net.schmizz.sshj.,}SSHClient().**exec",
      "**ChannelExec().setCommand",
    ],
    effects: ["run-code"],
  },
  // Browsers
  { symbols: ["**WebDriver().**.{click,sendKeys,submit}"], effects: ["send-outward"] },
  {
    symbols: ["**JavascriptExecutor().executeScript", "com.microsoft.playwright.Page().evaluate*"],
    effects: ["run-code"],
  },
  {
    symbols: ["{Page,Locator}().{navigate,content,innerText,textContent,innerHTML}"],
    effects: ["fetch-network", "read-untrusted"],
  },
];
