import {
  cloud,
  database,
  identity,
  keyValue,
  objectStore,
  outwardService,
  queue,
  type Service,
  secretStore,
} from "./serviceKinds.ts";

/** Crates of Rust by what they talk to. */
export const rustServices: readonly Service[] = [
  { prefixes: ["aws_sdk_secretsmanager.", "aws_sdk_ssm.", "vaultrs.", "azure_security_keyvault."], ...secretStore },
  { prefixes: ["aws_sdk_iam.", "aws_sdk_sts."], ...identity },
  { prefixes: ["aws_sdk_dynamodb.", "firestore."], ...database },
  {
    prefixes: ["aws_sdk_s3.", "object_store.", "opendal.", "azure_storage", "google_cloud_storage.", "rust_s3.", "s3."],
    ...objectStore,
  },
  {
    prefixes: [
      "aws_sdk_sqs.",
      "aws_sdk_kinesis.",
      "rdkafka.",
      "lapin.",
      "async_nats.",
      "nats.",
      "rumqttc.",
      "pulsar.",
      "google_cloud_pubsub.",
    ],
    ...queue,
  },
  {
    prefixes: [
      "aws_sdk_sns.",
      "aws_sdk_ses",
      "twilight_http.",
      "matrix_sdk.",
      "gitlab.",
      "jira_query.",
      "notion_client.",
    ],
    ...outwardService,
  },
  { prefixes: ["aws_sdk_"], ...cloud },
  { prefixes: ["sled.", "rocksdb.", "fred.", "etcd_client.", "redb."], ...keyValue },
  {
    prefixes: [
      "elasticsearch.",
      "opensearch.",
      "qdrant_client.",
      "lancedb.",
      "meilisearch_sdk.",
      "surrealdb.",
      "sea_orm.",
      "mongodb.",
      "chromadb.",
    ],
    ...database,
  },
];
