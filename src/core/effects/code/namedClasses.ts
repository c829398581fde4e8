import type { Sink } from "./sink.ts";

/** What a class is called says where it leads, where nothing else is known of it. Looked up last. */
export const goNamed: readonly Sink[] = [
  // A client of GitHub that a function of the project hands out: its services are named alike everywhere
  {
    symbols: [
      "**.{Repositories,Issues,PullRequests,Gists,Git,Actions,Activity,Search,Organizations,Teams,Users,Checks,CodeScanning,Dependabot,SecretScanning,SecurityAdvisories,Projects}.{Delete,Remove}*",
    ],
    effects: ["destroy-data", "send-outward"],
  },
  {
    symbols: [
      "**.{Repositories,Issues,PullRequests,Gists,Git,Actions,Activity,Organizations,Teams,Users,Checks,Projects}.{Create,Edit,Update,Merge,Add,Fork,Replace,Set,Lock,Submit,Request,Mark,Star,Rerun,Cancel}*",
    ],
    effects: ["send-outward"],
  },
  {
    symbols: [
      "**.{Repositories,Issues,PullRequests,Gists,Git,Actions,Activity,Search,Organizations,Teams,Users,Checks,CodeScanning,Dependabot,SecretScanning,SecurityAdvisories,Projects}.{Get,List,Search,Compare,Download,Issues,Code,Repositories,Users,Commits}*",
    ],
    effects: ["fetch-network", "read-untrusted"],
  },
  { symbols: ["**{GQLClient,GraphQLClient}().Mutate"], effects: ["send-outward"] },
  { symbols: ["**{GQLClient,GraphQLClient}().Query"], effects: ["fetch-network", "read-untrusted"] },
  // A client that another file of the project hands out, by what its methods are called
  { symbols: ["**Client*().**{Delete,Remove}*"], effects: ["destroy-data", "send-outward"] },
  {
    symbols: [
      "**Client*().**.{Create,Update,Post,Send,Publish,Put,Patch,Add,Submit,Set,Install,Assign}*",
      "**Client*().{Create,Update,Post,Send,Publish,Put,Patch,Add,Submit,Set,Install,Assign}*",
    ],
    effects: ["send-outward"],
  },
  {
    symbols: [
      "**Client*().**.{Get,List,Search,Query,Find,Fetch,Describe,Read}*",
      "**Client*().{Get,List,Search,Query,Find,Fetch,Describe,Read,get,list,search,query,find,fetch}*",
    ],
    effects: ["fetch-network"],
  },
];

export const javaNamed: readonly Sink[] = [
  { symbols: ["**{Object,Json,Xml,Yaml,Csv,Model,Bean,Dto,Entity}Mapper().*"], effects: [] },
  { symbols: ["**{Repository,Repo,Dao,Mapper}().{delete,remove}*"], effects: ["destroy-data"] },
  { symbols: ["**{Repository,Repo,Dao,Mapper}().{save,insert,update,persist,add,create}*"], effects: ["write-data"] },
  {
    symbols: ["**{Repository,Repo,Dao,Mapper}().{find,get,list,count,exists,query,search,select}*"],
    effects: ["read-data"],
  },
  {
    symbols: ["**{ApiClient,RestClient,Client,Gateway,Api}().{delete,remove}*"],
    effects: ["destroy-data", "send-outward"],
  },
  {
    symbols: ["**{ApiClient,RestClient,Client,Gateway,Api}().{create,update,post,send,publish,put,patch,add,submit}*"],
    effects: ["send-outward"],
  },
  {
    symbols: ["**{ApiClient,RestClient,Client,Gateway,Api}().{get,list,search,find,query,read,fetch}*"],
    effects: ["fetch-network"],
  },
];

export const csharpNamed: readonly Sink[] = [
  // Of Stripe, whose classes are called as those of any shop
  {
    symbols: ["{Customer,Price,Product,Invoice,Balance,PaymentLink,Subscription}Service().{List,Get,Search}{,Async}"],
    effects: ["fetch-network"],
  },
  { symbols: ["**{Repository,Repo,Dao}().{Delete,Remove}*"], effects: ["destroy-data"] },
  { symbols: ["**{Repository,Repo,Dao}().{Add,Insert,Update,Save,Create,Upsert}*"], effects: ["write-data"] },
  { symbols: ["**{Repository,Repo,Dao}().{Get,Find,List,Query,Search,Count}*"], effects: ["read-data"] },
  { symbols: ["**{ApiClient,Client,Gateway}().{Delete,Remove}*Async"], effects: ["destroy-data", "send-outward"] },
  {
    symbols: ["**{ApiClient,Client,Gateway}().{Create,Update,Post,Send,Publish,Put,Patch,Add,Submit}*Async"],
    effects: ["send-outward"],
  },
  {
    symbols: ["**{ApiClient,Client,Gateway}().{Get,List,Search,Find,Query,Read,Fetch}*Async"],
    effects: ["fetch-network"],
  },
  { symbols: ["I*Service().{Delete,Remove,Purge}*Async"], effects: ["destroy-data"] },
  {
    symbols: ["I*Service().{Create,Update,Post,Send,Publish,Put,Patch,Add,Submit,Set,Start,Stop,Restart,Assign}*Async"],
    effects: ["send-outward"],
  },
  { symbols: ["I*Service().{Get,List,Search,Find,Query,Read,Fetch,Describe}*Async"], effects: ["fetch-network"] },
];
