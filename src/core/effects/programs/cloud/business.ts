/** Services that carry messages, money and accounts, as data. */
import type { Table } from "../spec.ts";
import { choose, does, each } from "../table.ts";
import { query, service } from "./verbs.ts";

const resource = choose({
  ...each(query, "list retrieve search"),
  ...each("changes-data", "update create attach"),
  ...each("deletes-data", "delete cancel"),
});
const payment = choose({ ...each(query, "list retrieve search") }, "spends-money", { otherwise: "spends-money" });

export const business: Table = {
  stripe: {
    options: "api-key=text live c,confirm project-name=text stripe-account=text",
    sub: {
      ...each(
        payment,
        "refunds charges payment_intents payouts transfers invoices subscriptions topups credit_notes setup_intents disputes quotes payment_links checkout",
      ),
      ...each(
        resource,
        "customers products prices plans coupons promotion_codes events balance balance_transactions accounts payment_methods webhook_endpoints tax_rates files",
      ),
      listen: "opens-tunnel",
      logs: query,
      login: "creates-credential",
      logout: "changes-access",
      ...each({}, "version resources completion help open samples"),
      get: query,
      post: "spends-money",
      delete: "destroys-infrastructure",
      ...each("changes-data", "trigger fixtures"),
      config: choose({}, "reads-secret", { options: "list!reads-secret set=text!changes-access" }),
      status: query,
      serve: "starts-service",
    },
    bare: "prints",
  },
  twilio: { ...service(), rule: "sends-outward" },
  ...each(
    does("posts-for-others"),
    "slack slack-cli discord telegram-send signal-cli toot rainbowstream t matrix-commander wuzz",
  ),
  ...each(
    service({
      lines: [
        [
          /^(?:issue|ticket|epic|sprint|board|project|cycle|team|me|user) (?:list|ls|view|show|search|current)\b/,
          "reads-records",
        ],
        [
          /^(?:issue|ticket|epic|sprint|project|comment) (?:create|edit|move|assign|comment|close|add|link|update)\b/,
          "posts-for-others",
        ],
      ],
      otherwise: "posts-for-others",
    }),
    "jira linear asana trello notion clickup zendesk confluence todoist",
  ),
  ...each(service({ otherwise: "changes-access" }), "auth0 okta workos clerk ldapmodify ldapadd ldapdelete"),
  ...each(does("contacts-network"), "ldapsearch ldapwhoami"),
  ...each(
    service({
      lines: [
        [
          /^(?:releases|sourcemaps|upload-\w+|debug-files|dif|deploys|send-event|events|monitors) (?:new|set-commits|finalize|upload|inject|run|delete|send)\b|^send-event|^upload/,
          "sends-outward",
        ],
      ],
      otherwise: "sends-outward",
    }),
    "sentry-cli datadog-ci newrelic honeycomb bugsnag rollbar logdna",
  ),
  ...each(
    service({
      lines: [
        [/^config (?:validate|process|pack)|^orb validate|^(?:version|diagnostic|info)/, "reads-records"],
        [/^(?:local execute)/, "uses-containers"],
      ],
    }),
    "circleci travis drone buildkite-agent bk jenkins-cli gitlab-runner woodpecker-cli",
  ),
  "gitlab-runner": choose({
    ...each(query, "list status verify"),
    ...each("starts-service", "run start"),
    exec: "runs-project-task",
    ...each("changes-access", "register unregister"),
    ...each("ends-processes", "stop restart"),
  }),
  ...each(
    service({ options: "token=text" }),
    "launchdarkly ldcli unleash algolia contentstack storyblok databricks snow airbyte kaggle huggingface-cli hf wandb mlflow dvc replicate modal",
  ),
};
