import type { Probe } from "./probe.ts";

/** What tools in Go call, a library a row. */
export const go: readonly Probe[] = [
  // What only runs a function does what that does; a request that is made asks nothing by itself
  [
    `import "github.com/gotd/td/telegram"`,
    `client := telegram.NewClient(1, b, telegram.Options{}); err := client.Run(ctx, func(ctx context.Context) error { me, _ := client.Self(ctx); return nil }); return nil, err`,
    "fetch-network",
  ],
  [
    `import "github.com/gotd/td/telegram"`,
    `client := telegram.NewClient(1, b, telegram.Options{}); api := client.API(); return api.MessagesGetHistory(ctx, nil)`,
    "fetch-network read-untrusted",
  ],
  [
    `import "github.com/gotd/td/telegram"`,
    `client := telegram.NewClient(1, b, telegram.Options{}); api := client.API(); return api.MessagesSendMessage(ctx, nil)`,
    "send-outward",
  ],
  [
    `import "github.com/acme/go-builds"`,
    `client := builds.NewBuildsClient(a); req, _ := client.NewRequest(ctx, "GET", b, nil); return client.GetBuild(req)`,
    "fetch-network",
  ],
  [
    `import "github.com/acme/go-builds"`,
    `client := builds.NewBuildsClient(a); req, _ := client.NewRequest(ctx, "POST", b, nil); return req, nil`,
    "fetch-network send-outward",
  ],
  [
    `import "github.com/zerodha/gokiteconnect/v4"`,
    `client := kiteconnect.New(a); return client.PlaceOrder("regular", params)`,
    "send-outward spend-money",
  ],
  [
    `import armcompute "github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/compute/armcompute/v6"`,
    `client, _ := armcompute.NewVirtualMachineScaleSetVMsClient(a, nil, nil); return client.BeginRunCommand(ctx, a, b, nil)`,
    "run-code",
  ],
  // Requests
  // A header of a client's configuration changes nothing by itself, and there is an “acl” in GrafanaClient.
  [
    `import tfe "github.com/hashicorp/go-tfe"`,
    `config := &tfe.Config{Token: a}; config.Headers.Set("x", b); client, _ := tfe.NewClient(config); return client.Users.ReadCurrent(ctx)`,
    "fetch-network",
  ],
  [
    `import "github.com/grafana/grafanaclient"`,
    `c := grafanaclient.New(); return c.Annotations.PatchAnnotation(nil)`,
    "send-outward",
  ],
  [
    `import api "github.com/grafana/grafana-openapi-client-go/client"`,
    `c := api.New(nil, nil, nil); return c.AccessControl.CreateRole(nil)`,
    "send-outward change-access",
  ],
  [`import "net/http"`, `resp, err := http.Get("https://x.example/" + a); return resp, err`, "fetch-network"],
  [
    `import "net/http"`,
    `req, _ := http.NewRequestWithContext(ctx, http.MethodPost, "https://x.example", nil); return http.DefaultClient.Do(req)`,
    "fetch-network send-outward",
  ],
  [
    `import "net/http"\ntype S struct { client *http.Client }`,
    `s := S{client: &http.Client{}}; req, _ := http.NewRequest("DELETE", a, nil); return s.client.Do(req)`,
    "fetch-network send-outward destroy-data",
  ],
  [
    `import "github.com/go-resty/resty/v2"`,
    `return resty.New().R().SetBody(a).Post("https://x.example")`,
    "fetch-network send-outward",
  ],
  [`import "github.com/imroc/req/v3"`, `return req.C().R().Get("https://x.example")`, "fetch-network"],
  [`import "github.com/valyala/fasthttp"`, `return fasthttp.Get(nil, a)`, "fetch-network"],
  [
    `import "github.com/machinebox/graphql"`,
    `client := graphql.NewClient(b); return nil, client.Run(ctx, graphql.NewRequest(a), nil)`,
    "fetch-network send-outward",
  ],
  [
    `import pb "example.com/api/orders"`,
    `client := pb.NewOrdersClient(conn); return client.CreateOrder(ctx, nil)`,
    "send-outward",
  ],
  [
    `import pb "example.com/api/orders"`,
    `client := pb.NewOrdersClient(conn); return client.GetOrder(ctx, nil)`,
    "fetch-network",
  ],
  [
    `import "github.com/gorilla/websocket"`,
    `c, _, _ := websocket.DefaultDialer.Dial(b, nil); return nil, c.WriteMessage(1, []byte(a))`,
    "fetch-network send-outward",
  ],
  // SQL
  [
    `import "database/sql"\nvar db *sql.DB`,
    `return db.QueryContext(ctx, "SELECT * FROM t WHERE id = ?", a)`,
    "read-data",
  ],
  [
    `import "database/sql"\ntype S struct { db *sql.DB }\nfunc (s *S) run(q string) (any, error) { return s.db.Query(q) }\nvar s = &S{}`,
    `return s.run(a)`,
    "read-data write-data destroy-data",
  ],
  [
    `import "github.com/jackc/pgx/v5/pgxpool"\nvar pool *pgxpool.Pool`,
    `return pool.Exec(ctx, "DELETE FROM t WHERE id = $1", a)`,
    "destroy-data",
  ],
  [`import "github.com/jmoiron/sqlx"\nvar db *sqlx.DB`, `return nil, db.Select(&b, "SELECT 1")`, "read-data"],
  [`import "gorm.io/gorm"\nvar db *gorm.DB`, `return nil, db.Where("x = ?", a).Find(&b).Error`, "read-data"],
  [`import "gorm.io/gorm"\nvar db *gorm.DB`, `return nil, db.WithContext(ctx).Create(&a).Error`, "write-data"],
  [`import "gorm.io/gorm"\nvar db *gorm.DB`, `return nil, db.Delete(&b, a).Error`, "destroy-data"],
  [`import "github.com/uptrace/bun"\nvar db *bun.DB`, `return db.NewInsert().Model(&a).Exec(ctx)`, "write-data"],
  [`import "example.com/app/ent"\nvar client *ent.Client`, `return client.User.Query().All(ctx)`, "read-data"],
  [
    `import "cloud.google.com/go/bigquery"\nvar client *bigquery.Client`,
    `q := client.Query(a); return q.Read(ctx)`,
    "read-data write-data destroy-data",
  ],
  [
    `import "github.com/ClickHouse/clickhouse-go/v2"`,
    `conn, _ := clickhouse.Open(nil); return conn.Query(ctx, a)`,
    "read-data write-data destroy-data",
  ],
  // Documents, keys, vectors
  [
    `import "go.mongodb.org/mongo-driver/mongo"\nvar coll *mongo.Collection`,
    `return coll.FindOne(ctx, a), nil`,
    "read-data",
  ],
  [
    `import "go.mongodb.org/mongo-driver/v2/mongo"\nvar client *mongo.Client`,
    `return client.Database("d").Collection("c").DeleteMany(ctx, a)`,
    "destroy-data",
  ],
  [
    `import "github.com/redis/go-redis/v9"\nvar rdb = redis.NewClient(nil)`,
    `return rdb.Get(ctx, a).Result()`,
    "read-data",
  ],
  [
    `import "github.com/redis/go-redis/v9"\nvar rdb *redis.Client`,
    `return nil, rdb.Set(ctx, a, b, 0).Err()`,
    "write-data",
  ],
  [
    `import "github.com/dgraph-io/badger/v4"`,
    `db, _ := badger.Open(badger.DefaultOptions("x")); return nil, db.Update(nil)`,
    "write-data",
  ],
  [`import bolt "go.etcd.io/bbolt"\nvar db *bolt.DB`, `return nil, db.View(nil)`, "read-data"],
  [
    `import jira "github.com/ctreminiom/go-atlassian/jira/v2"`,
    "client, _ := jira.New(nil, a); client.Auth.SetBearerToken(b); client.Auth.SetUserAgent(b); return client.Issue.Get(ctx, a, nil, nil)",
    "fetch-network read-untrusted",
  ],
  [
    `import "github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/compute/armcompute/v5"`,
    "sets, err := armcompute.NewVirtualMachineScaleSetsClient(a, nil, nil); return sets.Get(ctx, a, b, nil)",
    "fetch-network",
  ],
  [
    `import "github.com/neo4j/neo4j-go-driver/v5/neo4j"`,
    `driver, _ := neo4j.NewDriverWithContext(b, nil); return neo4j.ExecuteQuery(ctx, driver, a, nil, nil)`,
    "read-data write-data destroy-data",
  ],
  [
    `import "github.com/elastic/go-elasticsearch/v8"\nvar es *elasticsearch.Client`,
    `return es.Search(es.Search.WithIndex(a))`,
    "read-data",
  ],
  [
    `import "github.com/qdrant/go-client/qdrant"\nvar client *qdrant.Client`,
    `return client.Upsert(ctx, nil)`,
    "write-data",
  ],
  [
    `import "github.com/weaviate/weaviate-go-client/v5/weaviate"\nvar client *weaviate.Client`,
    `return client.Data().Creator().WithID(a).Do(ctx)`,
    "write-data",
  ],
  [`import clientv3 "go.etcd.io/etcd/client/v3"\nvar cli *clientv3.Client`, `return cli.Put(ctx, a, b)`, "write-data"],
  [
    `import "github.com/hashicorp/consul/api"`,
    `client, _ := api.NewClient(nil); return client.KV().Get(a, nil)`,
    "read-data",
  ],
  [
    `import "cloud.google.com/go/firestore"\nvar client *firestore.Client`,
    `return client.Collection("c").Doc(a).Set(ctx, b)`,
    "write-data",
  ],
  [
    `import "github.com/influxdata/influxdb-client-go/v2"`,
    `client := influxdb2.NewClient(a, b); return client.QueryAPI("o").Query(ctx, a)`,
    "read-data",
  ],
  // Queues
  [
    `import "github.com/segmentio/kafka-go"`,
    `w := &kafka.Writer{}; return nil, w.WriteMessages(ctx, kafka.Message{})`,
    "send-outward",
  ],
  [
    `import "github.com/segmentio/kafka-go"`,
    `r := kafka.NewReader(kafka.ReaderConfig{}); return r.ReadMessage(ctx)`,
    "fetch-network read-untrusted",
  ],
  [
    `import "github.com/twmb/franz-go/pkg/kgo"\nvar cl *kgo.Client`,
    `return nil, cl.ProduceSync(ctx, nil).FirstErr()`,
    "send-outward",
  ],
  [
    `import "github.com/twmb/franz-go/pkg/kgo"\nvar cl *kgo.Client`,
    `return cl.PollFetches(ctx), nil`,
    "fetch-network read-untrusted",
  ],
  [`import "github.com/twmb/franz-go/pkg/kadm"\nvar adm *kadm.Client`, `return adm.ListTopics(ctx)`, "fetch-network"],
  [
    `import "github.com/IBM/sarama"`,
    `p, _ := sarama.NewSyncProducer(nil, nil); _, _, err := p.SendMessage(nil); return nil, err`,
    "send-outward",
  ],
  [
    `import amqp "github.com/rabbitmq/amqp091-go"`,
    `conn, _ := amqp.Dial(b); ch, _ := conn.Channel(); return nil, ch.PublishWithContext(ctx, "", a, false, false, amqp.Publishing{})`,
    "send-outward",
  ],
  [`import "github.com/nats-io/nats.go"`, `nc, _ := nats.Connect(b); return nil, nc.Publish(a, nil)`, "send-outward"],
  [
    `import "cloud.google.com/go/pubsub"\nvar client *pubsub.Client`,
    `return client.Topic(a).Publish(ctx, nil), nil`,
    "send-outward",
  ],
  [`import "github.com/hibiken/asynq"\nvar client *asynq.Client`, `return client.Enqueue(nil)`, "send-outward"],
  // Clouds
  [
    `import "github.com/aws/aws-sdk-go-v2/service/s3"\nvar client *s3.Client`,
    `return client.PutObject(ctx, &s3.PutObjectInput{})`,
    "send-outward",
  ],
  [
    `import "github.com/aws/aws-sdk-go-v2/service/s3"\nvar client *s3.Client`,
    `return client.GetObject(ctx, &s3.GetObjectInput{})`,
    "fetch-network",
  ],
  [
    `import "github.com/aws/aws-sdk-go-v2/service/dynamodb"\nvar client *dynamodb.Client`,
    `return client.PutItem(ctx, nil)`,
    "write-data",
  ],
  [
    `import "github.com/aws/aws-sdk-go-v2/service/sqs"\nvar client *sqs.Client`,
    `return client.SendMessage(ctx, nil)`,
    "send-outward",
  ],
  [
    `import "github.com/aws/aws-sdk-go-v2/service/ec2"\nvar client *ec2.Client`,
    `return client.TerminateInstances(ctx, nil)`,
    "send-outward destroy-data change-infra",
  ],
  [
    `import "github.com/aws/aws-sdk-go-v2/service/secretsmanager"\nvar client *secretsmanager.Client`,
    `return client.GetSecretValue(ctx, nil)`,
    "read-secrets",
  ],
  [
    `import "github.com/aws/aws-sdk-go-v2/service/lambda"\nvar client *lambda.Client`,
    `return client.Invoke(ctx, nil)`,
    "send-outward change-infra",
  ],
  [
    `import "github.com/aws/aws-sdk-go-v2/service/bedrockruntime"\nvar client *bedrockruntime.Client`,
    `return client.Converse(ctx, nil)`,
    "fetch-network",
  ],
  [
    `import "cloud.google.com/go/storage"\nvar client *storage.Client`,
    `r, err := client.Bucket(a).Object(b).NewReader(ctx); return r, err`,
    "fetch-network",
  ],
  [
    `import "cloud.google.com/go/storage"\nvar client *storage.Client`,
    `return nil, client.Bucket(a).Object(b).Delete(ctx)`,
    "destroy-data",
  ],
  [
    `import compute "cloud.google.com/go/compute/apiv1"\nvar client *compute.InstancesClient`,
    `return client.Stop(ctx, nil)`,
    "send-outward change-infra",
  ],
  [
    `import "github.com/Azure/azure-sdk-for-go/sdk/storage/azblob"\nvar client *azblob.Client`,
    `return client.UploadBuffer(ctx, "c", a, nil, nil)`,
    "send-outward",
  ],
  [
    `import "github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/compute/armcompute"\nvar client *armcompute.VirtualMachinesClient`,
    `return client.BeginDelete(ctx, "g", a, nil)`,
    "send-outward destroy-data change-infra",
  ],
  [
    `import "github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"\nvar client *azsecrets.Client`,
    `return client.GetSecret(ctx, a, "", nil)`,
    "read-secrets",
  ],
  [
    `import "github.com/cloudflare/cloudflare-go"\nvar api *cloudflare.API`,
    `return api.CreateDNSRecord(ctx, nil, cloudflare.CreateDNSRecordParams{})`,
    "send-outward change-infra",
  ],
  [
    `import "github.com/digitalocean/godo"\nvar client *godo.Client`,
    `return client.Droplets.Delete(ctx, 1)`,
    "send-outward destroy-data change-infra",
  ],
  // Clusters, containers, infrastructure
  [
    `import "k8s.io/client-go/kubernetes"\nvar cs *kubernetes.Clientset`,
    `return cs.CoreV1().Pods(a).List(ctx, metav1.ListOptions{})`,
    "fetch-network",
  ],
  [
    `import "k8s.io/client-go/kubernetes"\nvar cs kubernetes.Interface`,
    `return nil, cs.CoreV1().Pods(a).Delete(ctx, b, metav1.DeleteOptions{})`,
    "send-outward destroy-data change-infra",
  ],
  [
    `import "k8s.io/client-go/dynamic"\nvar dc dynamic.Interface`,
    `return dc.Resource(gvr).Namespace(a).Apply(ctx, b, nil, metav1.ApplyOptions{})`,
    "send-outward change-infra",
  ],
  [
    `import "sigs.k8s.io/controller-runtime/pkg/client"\nvar c client.Client`,
    `return nil, c.Create(ctx, nil)`,
    "send-outward change-infra",
  ],
  [
    `import "k8s.io/client-go/tools/remotecommand"`,
    `exec, _ := remotecommand.NewSPDYExecutor(nil, "POST", nil); return nil, exec.StreamWithContext(ctx, remotecommand.StreamOptions{})`,
    "run-code",
  ],
  [
    `import "k8s.io/client-go/kubernetes"\nvar cs *kubernetes.Clientset`,
    `return cs.CoreV1().Secrets(a).Get(ctx, b, metav1.GetOptions{})`,
    "read-secrets",
  ],
  [
    `import "helm.sh/helm/v3/pkg/action"`,
    `client := action.NewInstall(cfg); return client.Run(nil, nil)`,
    "send-outward change-infra",
  ],
  [
    `import "helm.sh/helm/v4/pkg/action"`,
    `client := action.NewUninstall(cfg); return client.Run(a)`,
    "send-outward destroy-data change-infra",
  ],
  [`import "helm.sh/helm/v3/pkg/action"`, `client := action.NewList(cfg); return client.Run()`, "fetch-network"],
  [
    `import "github.com/docker/docker/client"`,
    `cli, _ := client.NewClientWithOpts(client.FromEnv); return cli.ContainerList(ctx, nil)`,
    "fetch-network",
  ],
  [
    `import "github.com/docker/docker/client"\nvar cli *client.Client`,
    `return nil, cli.ContainerRemove(ctx, a, nil)`,
    "destroy-data change-infra",
  ],
  [
    `import "github.com/docker/docker/client"\nvar cli *client.Client`,
    `return cli.ContainerExecCreate(ctx, a, nil)`,
    "run-code",
  ],
  [
    `import "github.com/hashicorp/terraform-exec/tfexec"`,
    `tf, _ := tfexec.NewTerraform(a, "terraform"); return nil, tf.Apply(ctx)`,
    "run-code change-infra",
  ],
  [
    `import "github.com/hashicorp/go-tfe"\nvar client *tfe.Client`,
    `return client.Runs.Create(ctx, tfe.RunCreateOptions{})`,
    "send-outward change-infra",
  ],
  [
    `import "github.com/hashicorp/go-tfe"\nvar client *tfe.Client`,
    `return client.Workspaces.List(ctx, a, nil)`,
    "fetch-network",
  ],
  [
    `import "github.com/argoproj/argo-cd/v2/pkg/apiclient/application"\nvar client application.ApplicationServiceClient`,
    `return client.Sync(ctx, nil)`,
    "send-outward change-infra",
  ],
  [
    `import "golang.org/x/crypto/ssh"`,
    `client, _ := ssh.Dial("tcp", a, nil); session, _ := client.NewSession(); return session.CombinedOutput(b)`,
    "run-code",
  ],
  // Money, mail, chat, hosting, office
  [`import "github.com/stripe/stripe-go/v82/refund"`, `return refund.New(nil)`, "send-outward spend-money"],
  [`import "github.com/stripe/stripe-go/v82/customer"`, `return customer.Get(a, nil)`, "fetch-network"],
  [`import "net/smtp"`, `return nil, smtp.SendMail(b, nil, "x", []string{a}, nil)`, "send-outward"],
  [
    `import "gopkg.in/gomail.v2"`,
    `d := gomail.NewDialer("h", 1, "u", "p"); return nil, d.DialAndSend(gomail.NewMessage())`,
    "send-outward",
  ],
  [
    `import "github.com/emersion/go-imap/client"`,
    `c, _ := client.DialTLS(b, nil); return c.Search(nil)`,
    "fetch-network read-untrusted",
  ],
  [
    `import "github.com/slack-go/slack"\nvar api = slack.New("t")`,
    `return api.PostMessageContext(ctx, a, slack.MsgOptionText(b, false))`,
    "send-outward",
  ],
  [
    `import "github.com/slack-go/slack"\nvar api *slack.Client`,
    `return api.GetConversationHistoryContext(ctx, nil)`,
    "fetch-network read-untrusted",
  ],
  [
    `import "github.com/bwmarrin/discordgo"\nvar s *discordgo.Session`,
    `return s.ChannelMessageSend(a, b)`,
    "send-outward",
  ],
  [
    `import tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"\nvar bot *tgbotapi.BotAPI`,
    `return bot.Send(tgbotapi.NewMessage(1, a))`,
    "send-outward",
  ],
  [
    `import "github.com/google/go-github/v66/github"\nvar gh *github.Client`,
    `return gh.Issues.Create(ctx, a, b, nil)`,
    "send-outward",
  ],
  [
    `import "github.com/google/go-github/v66/github"\nvar gh *github.Client`,
    `return gh.PullRequests.List(ctx, a, b, nil)`,
    "fetch-network read-untrusted",
  ],
  [
    `import gitlab "gitlab.com/gitlab-org/api/client-go"\nvar gl *gitlab.Client`,
    `return gl.Issues.CreateIssue(a, nil)`,
    "send-outward",
  ],
  [
    `import jira "github.com/andygrunwald/go-jira"\nvar c *jira.Client`,
    `return c.Issue.Search(a, nil)`,
    "fetch-network read-untrusted",
  ],
  [
    `import "github.com/microsoft/azure-devops-go-api/azuredevops/v7/workitemtracking"\nvar c workitemtracking.Client`,
    `return c.UpdateWorkItem(ctx, workitemtracking.UpdateWorkItemArgs{})`,
    "send-outward",
  ],
  [
    `import "google.golang.org/api/gmail/v1"\nvar svc *gmail.Service`,
    `return svc.Users.Messages.Send("me", nil).Do()`,
    "send-outward",
  ],
  [
    `import "google.golang.org/api/calendar/v3"\nvar svc *calendar.Service`,
    `return svc.Events.List(a).Do()`,
    "fetch-network read-untrusted",
  ],
  [
    `import "google.golang.org/api/sheets/v4"\nvar svc *sheets.Service`,
    `return svc.Spreadsheets.Values.Update(a, b, nil).Do()`,
    "send-outward",
  ],
  [
    `import "google.golang.org/api/drive/v3"\nvar svc *drive.Service`,
    `return nil, svc.Files.Delete(a).Do()`,
    "send-outward destroy-data",
  ],
  [
    `import "github.com/jomei/notionapi"\nvar client *notionapi.Client`,
    `return client.Page.Create(ctx, nil)`,
    "send-outward",
  ],
  [
    `import sdk "github.com/getsentry/sentry-api-go"\nvar client *sdk.Client`,
    `return client.Issues.List(ctx, a)`,
    "fetch-network",
  ],
  [
    `import "github.com/prometheus/client_golang/api/prometheus/v1"\nvar api v1.API`,
    `return api.Query(ctx, a, time.Now())`,
    "fetch-network",
  ],
  [
    `import gapi "github.com/grafana/grafana-openapi-client-go/client"\nvar c *gapi.GrafanaHTTPAPI`,
    `return c.Dashboards.PostDashboard(nil)`,
    "send-outward",
  ],
  [
    `import gapi "github.com/grafana/grafana-openapi-client-go/client"\nvar c *gapi.GrafanaHTTPAPI`,
    `return c.Search.Search(nil)`,
    "fetch-network",
  ],
  // Browsers, files, programs
  [
    `import "github.com/chromedp/chromedp"`,
    `return nil, chromedp.Run(ctx, chromedp.Navigate(a), chromedp.OuterHTML("html", &b))`,
    "fetch-network read-untrusted",
  ],
  [
    `import "github.com/go-rod/rod"`,
    `page := rod.New().MustConnect().MustPage(a); return page.MustElement(b).MustClick(), nil`,
    "fetch-network send-outward read-untrusted",
  ],
  [
    `import "github.com/playwright-community/playwright-go"\nvar page playwright.Page`,
    `return page.Goto(a)`,
    "fetch-network read-untrusted",
  ],
  [`import "github.com/gocolly/colly/v2"`, `c := colly.NewCollector(); return nil, c.Visit(a)`, "fetch-network"],
  [
    `import "github.com/xuri/excelize/v2"`,
    `f, _ := excelize.OpenFile(a); return nil, f.SaveAs(b)`,
    "read-files write-files",
  ],
  [`import "os"`, `return os.ReadFile(a)`, "read-files"],
  [`import "os"`, `f, _ := os.Create(a); _, err := f.WriteString(b); return nil, err`, "write-files"],
  [`import "os/exec"`, `return exec.CommandContext(ctx, "sh", "-c", a).Output()`, "run-code"],
  [`import "github.com/creack/pty"\nimport "os/exec"`, `return pty.Start(exec.Command(a))`, "run-code"],
  [`import "archive/zip"`, `return zip.OpenReader(a)`, "read-files"],
  [
    `import "github.com/go-git/go-git/v5"`,
    `r, _ := git.PlainOpen(a); return nil, r.Push(nil)`,
    "read-files send-outward",
  ],
  // Models and agents
  [
    `import "github.com/openai/openai-go"\nvar client openai.Client`,
    `return client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{})`,
    "fetch-network",
  ],
  [
    `import "github.com/mark3labs/mcp-go/client"\nvar c *client.Client`,
    `return c.CallTool(ctx, mcp.CallToolRequest{})`,
    "fetch-network",
  ],
  // An interface with one implementation
  [
    `import "os"\ntype Store interface { Save(s string) error }\ntype fileStore struct{}\nfunc (f *fileStore) Save(s string) error { return os.WriteFile("x", []byte(s), 0o600) }\nfunc newStore() Store { return &fileStore{} }`,
    `return nil, newStore().Save(a)`,
    "write-files",
  ],
  // Only computing: nothing is to be seen.
  [`import "strings"`, `return strings.ToUpper(a), nil`, ""],
  [`import "encoding/json"`, `return json.Marshal(a)`, ""],
  [`import "sync"\nvar m sync.Map`, `m.Store(a, b); m.Delete(a); return m.Load(a)`, ""],
  [`import "time"`, `return time.Now().Add(time.Hour), nil`, ""],
  [`import "log/slog"`, `slog.Info(a); return nil, nil`, ""],
  [`import "os"`, `return os.Getenv("REGION"), nil`, ""],
  [`import "net/url"`, `return url.Parse(a)`, ""],
  [`import "github.com/google/uuid"`, `return uuid.New(), nil`, ""],
  [`import "bytes"`, `var buf bytes.Buffer; buf.WriteString(a); return buf.String(), nil`, ""],
  [`import "github.com/tidwall/gjson"`, `return gjson.Get(a, b).String(), nil`, ""],
  [
    `import "github.com/acme/httptrace"\nimport "net/http"`,
    `client := httptrace.WrapClient(&http.Client{}); res, err := client.Do(req); defer res.Body.Close(); return res, err`,
    "fetch-network",
  ],
  // The method of a request, handed over in a record
  [
    `import "net/http"\ntype Params struct { Method string; URL string }\nfunc ask(p Params) (*http.Response, error) { req, err := http.NewRequest(p.Method, p.URL, nil); if err != nil { return nil, err }; return http.DefaultClient.Do(req) }`,
    `return ask(Params{Method: http.MethodGet, URL: a})`,
    "fetch-network",
  ],
  [
    `import "net/http"\ntype Params struct { Method string; URL string }\nfunc ask(p Params) (*http.Response, error) { req, err := http.NewRequest(p.Method, p.URL, nil); if err != nil { return nil, err }; return http.DefaultClient.Do(req) }`,
    `return ask(Params{Method: http.MethodDelete, URL: a})`,
    "fetch-network send-outward destroy-data",
  ],
  [
    `import "k8s.io/client-go/kubernetes"`,
    `c, _ := kubernetes.NewForConfig(b); return nil, c.CoreV1().RESTClient().Get().SetHeader("Accept", "x").Do(ctx).Into(t)`,
    "fetch-network",
  ],
];
