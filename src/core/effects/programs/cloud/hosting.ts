/** Hosting services and platforms, as data. */
import { commandText, note } from "../../shell/run.ts";
import { judgeSql } from "../../sql.ts";
import type { Table } from "../spec.ts";
import { each, valueIn } from "../table.ts";
import { type Service, service, type VerbRows } from "./verbs.ts";

/** What all of them call alike. */
const shared: VerbRows = [
  [
    /^(?:projects?|sites?|apps?|teams?|databases?|db|orgs?|organizations?|environments?|volumes?|postgres|pg|hosting|d1|dataset|services?|workspace|branch(?:es)?|buckets?|r2 bucket|kv namespace|clusters?)[: ](?:delete|rm|remove|destroy|disable|drop|erase)\b/,
    "destroys-environment",
  ],
  [
    /^(?:dev|serve|build|start|emulators\S*|local|lint|test|typecheck|check|types|codegen|generate|functions:serve|run:local|storybook)\b/,
    "runs-project-task",
  ],
  [/^(?:init|link|unlink|use|open|docs|create-|completion|telemetry)/, "writes-in-workspace"],
  [
    /^(?:login|signin|signup|logout|auth|tokens?|access-token|secrets? (?:set|put|add|create|bulk)|secrets:set|env(?: |:)(?:pull|get|get-values|export)|variables?|vars|functions:config:get|config:get|config|api-keys|projects api-keys|credentials?|postgres connect|ssh-key|certs)\b/,
    "creates-credential",
  ],
  [
    /^(?:ls|list|ps|inspect|logs?|tail|whoami|status|info|help|version|versions|regions|releases|domains (?:ls|list)|dns ls|env (?:ls|list)|env:list|sites:list|functions:list|deployments?(?: list| ls)|projects?(?::list| ls| list)|apps(?::list| list|:info)?$|secrets? (?:list|ls)|doctor|checks|platform|machine (?:list|status)|volumes list|addons$|pg:info|pg:ps|domains$|teams ls)\b/,
    "reads-records",
  ],
  [/^(?:ssh|proxy|wireguard|console|shell|connect|exec|run|sftp|tunnel|port-forward|listen)\b/, "opens-tunnel"],
];

const hosting = ({ lines = [], ...rest }: Service = {}) =>
  service({ lines: [...lines, ...shared], bare: "changes-infrastructure", ...rest });

const vercel = hosting({
  lines: [
    [/^(?:rollback|promote|redeploy|alias|deploy|bisect)\b/, "changes-infrastructure"],
    [/^(?:rm|remove)\b/, "destroys-infrastructure"],
  ],
  options:
    "prod y,yes t,token=text S,scope=text cwd=dir A,local-config=read e,env=text b,build-env=text force f target=text",
});

const supabase = hosting({
  lines: [
    [/^db reset\b/, "destroys-database"],
    [
      /^db (?:push|execute|branch|remote)|^migration (?:up|repair|squash|down)|^storage (?:cp|mv)|^functions deploy/,
      "changes-data",
    ],
    [/^storage rm/, "deletes-data"],
    [/^db dump/, "reads-production-data"],
    [/^db (?:diff|lint|pull|test)|^migration (?:list|new|fetch)|^gen\b|^inspect\b|^test\b/, "runs-project-task"],
    [/^(?:start|stop)\b/, "uses-containers"],
  ],
});

const firebase = hosting({
  lines: [
    [
      /^(?:firestore:delete|database:remove|projects:delete|hosting:disable|firestore:databases:delete|apphosting:backends:delete|dataconnect:sql:drop)/,
      "destroys-database",
    ],
    [
      /^(?:database|firestore|remoteconfig):get|^auth:export|^functions:log|^hosting:(?:sites:list|channel:list)/,
      "reads-production-data",
    ],
    [/^(?:database|firestore|auth):(?:set|update|push|import)|^functions:(?:delete|shell)/, "changes-data"],
  ],
  options: "only=text project=text P=text force f token=text all-collections recursive r",
});

/** Cloudflare: statements for a database are judged by their text. */
const wranglerVerbs = hosting({
  lines: [
    [
      /^delete\b|^(?:r2 bucket|kv(?::| )namespace|d1|queues|vectorize|pages project|hyperdrive) delete/,
      "destroys-environment",
    ],
    [
      /^(?:kv(?::| )key|r2 object) (?:get|list)|^kv(?::| )(?:namespace|bulk) (?:list|get)|^d1 (?:list|info|insights|time-travel info)|^(?:types|deployments|versions) (?:list|view|status)/,
      "reads-records",
    ],
    [/^(?:kv(?::| )(?:key|bulk)|r2 object) delete/, "deletes-data"],
    [/^d1 (?:migrations apply|time-travel restore)|^(?:kv(?::| )(?:key|bulk)|r2 object) put/, "changes-data"],
    [/^d1 export/, "reads-production-data"],
  ],
  options: "c,config=script e,env=text local remote preview command=text file=read name=text",
});

const wrangler: typeof wranglerVerbs = {
  ...wranglerVerbs,
  more: (call, args) => {
    const statement = valueIn(args, "command");
    const words = args.operands.map((word) => word.value);
    if (words[0] !== "d1" || words[1] !== "execute") return wranglerVerbs.more?.(call, args);
    if (!statement) note(call, "changes-data", { target: commandText(call.words) });
    else
      for (const { rule } of judgeSql(statement.value))
        note(call, rule, { target: statement.value, span: statement.span });
    return undefined;
  },
};

const heroku = hosting({
  lines: [
    [
      /^(?:apps:destroy|pipelines:destroy|spaces:destroy|teams:destroy|pg:reset|addons:destroy|container:rm$)/,
      "destroys-environment",
    ],
    [/^pg:(?:killall|kill)|^ps:(?:restart|stop|kill)|^dyno:(?:restart|stop|kill)|^restart/, "ends-processes"],
    [/^pg:(?:psql|push|pull|copy|backups:restore)|^redis:cli/, "changes-data"],
    [/^pg:backups:(?:delete|unschedule)/, "destroys-backups"],
    [/^pg:backups:download/, "reads-production-data"],
    [
      /^pg:(?:info|ps|diagnose|locks|outliers|backups$|backups:info|backups:schedules)|^(?:apps|addons|domains|releases|pipelines|buildpacks|features|labs|ps|regions|stack|notifications|access|drains|certs|container|logs|status|maintenance|webhooks|git:remote|config:keys)$|^(?:apps|addons|releases|pipelines|domains|reviewapps):info/,
      "reads-records",
    ],
    [/^(?:access|members|sharing|keys|authorizations|certs|spaces:trusted|clients):/, "changes-access"],
    [/^plugins:install/, "installs-package"],
  ],
  options: "a,app=text r,remote=text t,team=text confirm=text json tail n=text",
});

const fly = hosting({
  lines: [
    [
      /^(?:destroy|(?:apps|machine|machines|volumes|volume|postgres|pg|redis|mpg|m) (?:destroy|delete|remove))\b/,
      "destroys-environment",
    ],
    [
      /^(?:apps|orgs|machine|machines|volumes|postgres|ips|certs|secrets|m|pg|image|services|platform|regions) (?:list|ls|status|show|info)|^(?:status|logs|info|version|checks|history|releases|config (?:show|validate))\b/,
      "reads-records",
    ],
  ],
  options: "a,app=text c,config=script org=text yes y region=text",
});

const databasesAsService = hosting({
  lines: [
    [
      /^(?:db|database|databases|branch|branches|projects?|group|keyspace) (?:destroy|delete|rm)\b/,
      "destroys-environment",
    ],
    [/^(?:shell|connect|sql|db shell|set-context|operation)\b/, "changes-data"],
    [
      /^(?:db|database|branch|branches|projects?|org|region|deploy-request|group|plan) (?:list|show|get|diff|schema|inspect|locations)\b/,
      "reads-records",
    ],
    [/^(?:password|service-token|connection-string|db tokens|auth token|role)/, "creates-credential"],
  ],
});

export const hostingServices: Table = {
  ...each(vercel, "vercel vc now"),
  ...each(
    hosting({
      lines: [
        [
          /^(?:deploy|api|sites:create|functions:invoke|env:(?:set|unset|import|clone)|blobs?:(?:set|delete))\b/,
          "changes-infrastructure",
        ],
        [/^blobs?:(?:get|list)/, "reads-records"],
      ],
      options: "prod p s,site=text a,auth=text dir=dir m,message=text d=dir",
    }),
    "netlify ntl",
  ),
  wrangler,
  firebase,
  supabase,
  heroku,
  ...each(fly, "fly flyctl"),
  railway: hosting({
    lines: [
      [/^(?:delete|down|environment delete|volume delete|service delete)\b/, "destroys-environment"],
      [/^(?:variables|shell)\b/, "reads-secret"],
      [/^run\b/, "reads-secret"],
    ],
    options: "s,service=text e,environment=text p,project=text y,yes",
  }),
  ...each(
    hosting(),
    "render scw platform upsun koyeb northflank clever zeabur deployctl shopify expo eas convex expo-cli sanity contentful prismic appwrite pocketbase nhost xata gatsby-cloud now-cli cf ibmcloud",
  ),
  surge: "publishes-release",
  "gh-pages": "publishes-release",
  ...each(databasesAsService, "pscale planetscale neonctl neon turso mongocli upstash cockroachcloud ccloud"),
  ...each(
    service({
      lines: [
        [
          /^(?:(?:compute )?(?:droplet|kubernetes cluster|databases?|apps?|volume|domain|projects|registry|server|server-group|network|load-balancer|linodes?|lke|nodebalancers|instance|vke|kubernetes|os|cs|db) (?:\S+ )?(?:delete|rm|terminate|purge)(?:-selective|-dangerous|-cluster)?)\b/,
          "destroys-environment",
        ],
        [
          /^(?:compute )?(?:droplet|server|instance|kubernetes cluster|linodes?|volume|image|ssh-key|network|account|balance|region|size|context) (?:list|ls|get|describe|ip|view|show)\b/,
          "reads-records",
        ],
        [
          /^(?:auth|kubernetes cluster kubeconfig|databases connection|lke kubeconfig|context create|registry docker-config|profile .*token)/,
          "creates-credential",
        ],
        [/^(?:compute )?ssh\b|^server ssh|^sandbox connect/, "opens-tunnel"],
      ],
      options: "o,output=text c,context=text t,access-token=text f,force format=text",
    }),
    "doctl hcloud linode-cli linode vultr-cli vultr oci exo upctl civo",
  ),
  openstack: service({
    lines: [
      [/^(?:server|volume|stack|project|network|image|cluster) delete/, "destroys-environment"],
      [/^\S+(?: \S+)? (?:list|show)\b/, "reads-records"],
    ],
  }),
};
