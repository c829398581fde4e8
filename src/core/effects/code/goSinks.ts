import type { Sink } from "./sink.ts";

/** Versions of modules and the two spellings of the standard client are left away. */
export const goAliases: readonly (readonly [RegExp, string])[] = [
  [/\/v\d+(?=[./])/, ""],
  [/^io\/ioutil\./, "os."],
  [/^net\/http\.(?:DefaultClient|Client\(\))\./, "net/http."],
];

export const goSinks: readonly Sink[] = [
  // Files
  {
    symbols: [
      "os.{ReadFile,Open,ReadDir,Readlink,Stat,Lstat,DirFS}",
      "path/filepath.{Walk,WalkDir,Glob}",
      "github.com/spf13/afero.{ReadFile,ReadDir,Walk}",
    ],
    effects: ["read-files"],
    refine: "path",
  },
  {
    symbols: [
      "os.{WriteFile,Create,CreateTemp,Mkdir,MkdirAll,MkdirTemp,Rename,Symlink,Link,TempFile,TempDir,CopyFS}",
      "github.com/spf13/afero.{WriteFile,Create}",
    ],
    effects: ["write-files"],
    refine: "path",
  },
  { symbols: ["os.OpenFile"], effects: ["read-files", "write-files"] },
  { symbols: ["os.{Remove,RemoveAll,Truncate}"], effects: ["delete-files"] },
  { symbols: ["os.{Chmod,Chown,Lchown}"], effects: ["change-access"] },
  // Programs
  {
    symbols: ["os/exec.{Command,CommandContext}", "os.StartProcess", "syscall.{Exec,ForkExec,StartProcess}"],
    effects: ["run-code"],
    refine: "command",
  },
  {
    symbols: [
      "plugin.Open",
      "golang.org/x/crypto/ssh.**.{Run,Output,CombinedOutput,Start,Shell}",
      "github.com/dop251/goja.**.RunString",
      "github.com/traefik/yaegi.**.Eval",
      "github.com/chromedp/chromedp.Evaluate",
      "**.Page().Eval",
    ],
    effects: ["run-code"],
  },
  {
    symbols: ["os.FindProcess().{Kill,Signal}", "os.Process().{Kill,Signal}", "syscall.Kill"],
    effects: ["kill-process"],
  },
  { symbols: ["syscall.{Setuid,Setgid}"], effects: ["gain-privilege"] },
  // Secrets
  { symbols: ["os.Environ"], effects: ["read-secrets"] },
  {
    symbols: [
      "github.com/aws/aws-sdk-go**secretsmanager**.GetSecretValue",
      "**/keyvault/azsecrets.**.GetSecret",
      "cloud.google.com/go/secretmanager/**.AccessSecretVersion",
      "github.com/hashicorp/vault/**.{Read,ReadWithContext,ReadWithData,KVv1().Get,KVv2().Get,KVv2().GetVersion,Unwrap}",
      "github.com/zalando/go-keyring.Get",
    ],
    effects: ["read-secrets"],
  },
  {
    symbols: [
      "github.com/hashicorp/vault/**.{Delete,DeleteWithContext,Destroy,DeleteMetadata,Unmount,DisableMount,DisableAuth,DeletePolicy,Revoke*}",
    ],
    effects: ["change-access", "destroy-data"],
  },
  {
    symbols: [
      "github.com/hashicorp/vault/**.{Write,WriteWithContext,Put,Patch,JSONMergePatch,Mount*,EnableAuth*,PutPolicy}",
    ],
    effects: ["change-access", "send-outward"],
  },
  { symbols: ["github.com/hashicorp/vault/**.{List,ListWithContext,ListMounts,Health}"], effects: ["fetch-network"] },
  { symbols: ["github.com/hashicorp/vault/**.{Logical,Sys,Auth,KVv1,KVv2,Token}"], effects: [] },
  { symbols: ["github.com/zalando/go-keyring.{Set,Delete}"], effects: ["change-access"] },
  // Network
  { symbols: ["net/http.{Get,Head}"], effects: ["fetch-network"] },
  { symbols: ["net/http.{Post,PostForm}"], effects: ["fetch-network", "send-outward"] },
  { symbols: ["net/http.{NewRequest,NewRequestWithContext}"], effects: [], refine: "http-request" },
  { symbols: ["net/http.Do", "net/http.**.RoundTrip"], effects: ["fetch-network"] },
  {
    symbols: [
      "github.com/go-resty/resty.**.Get",
      "github.com/gocolly/colly.**.Visit",
      "github.com/mmcdole/gofeed.**.ParseURL*",
    ],
    effects: ["fetch-network"],
  },
  { symbols: ["github.com/go-resty/resty.**.{Post,Put,Patch}"], effects: ["fetch-network", "send-outward"] },
  { symbols: ["github.com/go-resty/resty.**.Delete"], effects: ["send-outward", "destroy-data"] },
  {
    symbols: ["net.{Dial,DialTimeout,Listen,LookupHost,LookupIP,ResolveTCPAddr}", "net.Dialer().**"],
    effects: ["fetch-network"],
    refine: "socket",
  },
  {
    symbols: [
      "github.com/chromedp/chromedp.{Navigate,Text,OuterHTML}",
      "github.com/go-rod/rod.**.{Navigate,MustNavigate,MustText,HTML}",
    ],
    effects: ["fetch-network", "read-untrusted"],
  },
  {
    symbols: [
      "github.com/chromedp/chromedp.{Click,SendKeys}",
      "github.com/go-rod/rod.**.{Click,MustClick,Input,MustInput}",
    ],
    effects: ["send-outward"],
  },
  // Mail and messages
  {
    symbols: [
      "net/smtp.SendMail",
      "gopkg.in/**.{DialAndSend,Send}",
      "github.com/slack-go/slack.**.{PostMessage,PostMessageContext,UploadFile*,SendMessage*,UpdateMessage*}",
      "github.com/bwmarrin/discordgo.**.ChannelMessageSend*",
      "github.com/twilio/**.Create*",
      "github.com/sendgrid/**.Send",
    ],
    effects: ["send-outward"],
  },
  { symbols: ["github.com/slack-go/slack.**.{Get,List,Search}*"], effects: ["fetch-network", "read-untrusted"] },
  // Code hosting
  {
    symbols: [
      "github.com/google/go-github/**.{AddCollaborator,RemoveCollaborator,UpdateBranchProtection,AddTeamRepoBySlug,EditOrgMembership,CreateKey}",
    ],
    effects: ["change-access", "send-outward"],
  },
  { symbols: ["github.com/google/go-github/**.{Delete,Remove}*"], effects: ["destroy-data", "send-outward"] },
  {
    symbols: [
      "github.com/google/go-github/**.{Create,Edit,Update,Merge,Add,Fork,Replace,Set,Lock,Unlock,Submit,Request,Upload,Rerun,Cancel,Mark,Dismiss}*",
    ],
    effects: ["send-outward"],
  },
  {
    symbols: [
      "github.com/google/go-github/**.{Get,List,Search,Compare,Download,Issues,Code,Repositories,Users,Commits}*",
    ],
    effects: ["fetch-network", "read-untrusted"],
  },
  { symbols: ["github.com/shurcooL/githubv4.**.Mutate"], effects: ["send-outward"] },
  { symbols: ["github.com/shurcooL/githubv4.**.Query"], effects: ["fetch-network", "read-untrusted"] },
  {
    symbols: [
      "{github.com/xanzy/go-gitlab,gitlab.com/gitlab-org/**,code.gitea.io/sdk/**,github.com/andygrunwald/go-jira}**.{Delete,Remove}*",
    ],
    effects: ["destroy-data", "send-outward"],
  },
  {
    symbols: [
      "{github.com/xanzy/go-gitlab,gitlab.com/gitlab-org/**,code.gitea.io/sdk/**,github.com/andygrunwald/go-jira}**.{Create,Update,Edit,Add,Accept,Post,DoTransition}*",
    ],
    effects: ["send-outward"],
  },
  {
    symbols: [
      "{github.com/xanzy/go-gitlab,gitlab.com/gitlab-org/**,code.gitea.io/sdk/**,github.com/andygrunwald/go-jira}**.{Get,List,Search}*",
    ],
    effects: ["fetch-network", "read-untrusted"],
  },
  // Databases
  {
    symbols: [
      "{database/sql,github.com/jmoiron/sqlx,github.com/jackc/pgx**,github.com/jackc/pgx/pgxpool}**.{Query,QueryContext,QueryRow,QueryRowContext,QueryRowx,Queryx,Exec,ExecContext,Prepare,Select,Get,NamedExec}",
    ],
    effects: [],
    refine: "go-sql",
  },
  { symbols: ["gorm.io/gorm.**.{Raw,Exec}"], effects: [], refine: "sql" },
  { symbols: ["gorm.io/gorm.**.{Create,Save,Update,Updates,UpdateColumn}"], effects: ["write-data"] },
  { symbols: ["gorm.io/gorm.**.Delete"], effects: ["destroy-data"] },
  { symbols: ["gorm.io/gorm.**.{Find,First,Take,Scan,Count}"], effects: ["read-data"] },
  { symbols: ["go.mongodb.org/**.{Find,FindOne,Aggregate,CountDocuments,Distinct}"], effects: ["read-data"] },
  {
    symbols: ["go.mongodb.org/**.{InsertOne,InsertMany,UpdateOne,UpdateMany,ReplaceOne,BulkWrite}"],
    effects: ["write-data"],
  },
  { symbols: ["go.mongodb.org/**.{DeleteOne,DeleteMany,Drop,FindOneAndDelete}"], effects: ["destroy-data"] },
  // Clouds and clusters
  {
    symbols: [
      "{k8s.io,sigs.k8s.io}/**.RoleBindings().**.{Create,Update,Delete,Patch}",
      "{k8s.io,sigs.k8s.io}/**.ClusterRoleBindings().**.{Create,Update,Delete,Patch}",
    ],
    effects: ["change-access", "change-infra"],
  },
  {
    symbols: ["{k8s.io,sigs.k8s.io}/**.Secrets().**.{Get,List}", "{k8s.io,sigs.k8s.io}/**.Secrets().{Get,List}"],
    effects: ["read-secrets"],
  },
  // Asks whether something would be allowed; nothing is kept.
  {
    symbols: ["{k8s.io,sigs.k8s.io}/**.*{AccessReviews,RulesReviews,TokenReviews}().**Create"],
    effects: ["fetch-network"],
  },
  { symbols: ["{k8s.io,sigs.k8s.io}/**.{Delete,DeleteCollection,Evict}"], effects: ["change-infra", "destroy-data"] },
  { symbols: ["{k8s.io,sigs.k8s.io}/**.{Create,Update,UpdateScale,Patch,Apply,Scale}"], effects: ["change-infra"] },
  { symbols: ["{k8s.io,sigs.k8s.io}/**remotecommand.**"], effects: ["run-code"] },
  {
    symbols: [
      "{k8s.io,sigs.k8s.io}/**.{Get,List,Watch,GetLogs,GetByKey,ListKeys,ServerVersion,ServerPreferredResources,ServerGroupsAndResources}",
    ],
    effects: ["fetch-network"],
  },
  { symbols: ["k8s.io/client-go/tools/clientcmd.LoadFromFile"], effects: ["read-files"] },
  {
    symbols: [
      "{github.com/docker/docker,github.com/moby/moby}/**.{ContainerRemove,ImageRemove,VolumeRemove,NetworkRemove,ContainerKill,ContainerStop,ContainersPrune,ImagesPrune}",
    ],
    effects: ["change-infra", "destroy-data"],
  },
  {
    symbols: [
      "{github.com/docker/docker,github.com/moby/moby}/**.{ContainerExecCreate,ContainerExecStart,ContainerExecAttach}",
    ],
    effects: ["run-code"],
  },
  {
    symbols: [
      "{github.com/docker/docker,github.com/moby/moby}/**.{ContainerCreate,ContainerStart,ContainerRestart,ImagePull,ImageBuild,VolumeCreate,NetworkCreate}",
    ],
    effects: ["change-infra"],
  },
  {
    symbols: [
      "{github.com/docker/docker,github.com/moby/moby}/**.{ContainerList,ContainerInspect,ContainerLogs,ImageList,VolumeList,NetworkList,Info}",
    ],
    effects: ["fetch-network"],
  },
  // Version control
  { symbols: ["github.com/go-git/go-git.**.{Push,PushContext}"], effects: ["send-outward"] },
  { symbols: ["github.com/go-git/go-git.**.{Reset,Clean}"], effects: ["rewrite-history"] },
  {
    symbols: ["github.com/go-git/go-git.{PlainClone,Clone,CloneContext,PlainCloneContext}"],
    effects: ["fetch-network", "write-files"],
  },
  { symbols: ["github.com/go-git/go-git.**.{Commit,Add,Checkout,CreateBranch}"], effects: ["write-files"] },
  { symbols: ["github.com/go-git/go-git.**"], effects: ["read-files"] },
  // Models and other agents
  {
    symbols: [
      "github.com/{openai,anthropics,sashabaranov}/**.{New,NewStreaming,CreateChatCompletion,CreateCompletion}",
      "google.golang.org/genai.**.Generate*",
      "github.com/firebase/genkit/**.Generate*",
      "github.com/tmc/langchaingo/llms**.{Call,GenerateContent,GenerateFromSinglePrompt}",
    ],
    effects: ["fetch-network"],
  },
  {
    symbols: ["google.golang.org/adk/**.Run", "github.com/tmc/langchaingo/{agents,chains}.{Run,Call}"],
    effects: ["delegate"],
  },
];
