/**
 * Audit records as OpenTelemetry logs in OTLP/JSON, one `LogsData` object a line, which is the form of the file
 * exporter (opentelemetry.io, "OpenTelemetry Protocol File Exporter", seen 2026-11-25). Names are those of the
 * semantic conventions for generative AI where there is one; ours begin with `countersign.`.
 */
import type { AnyRecord } from "../chain.ts";

/** One `LogsData` object with one record. Times are nanoseconds since the epoch, as decimal text. */
export function otelLogs(record: AnyRecord): Record<string, unknown> {
  const time = nanoseconds(record.time);
  return {
    resourceLogs: [
      {
        resource: { attributes: [attribute("service.name", "countersign")] },
        scopeLogs: [
          {
            scope: { name: "countersign.audit", version: String(record.schema) },
            logRecords: [
              {
                timeUnixNano: time,
                observedTimeUnixNano: time,
                ...severityOf(record),
                eventName: "step" in record ? `countersign.${record.step}` : "countersign.decision",
                body: { stringValue: "step" in record ? (record.note ?? record.step) : record.summary },
                attributes: attributesOf(record),
              },
            ],
          },
        ],
      },
    ],
  };
}

/** As decimal text, since a number of JSON has not so many digits. Zero is OTLP's word for "not known". */
function nanoseconds(iso: string): string {
  const ms = Date.parse(iso);
  return ms > 0 ? `${ms}000000` : "0";
}

/** SeverityNumber of the log data model: INFO 9, WARN 13. A denial is a warning, nothing here is an error. */
function severityOf(record: AnyRecord) {
  return "step" in record || record.decision === "allow"
    ? { severityNumber: 9, severityText: "INFO" }
    : { severityNumber: 13, severityText: "WARN" };
}

/** Our member to the name it has in the conventions. */
const conventional: Readonly<Record<string, string>> = {
  agent: "gen_ai.agent.name",
  agentVersion: "gen_ai.agent.version",
  session: "gen_ai.conversation.id",
  call: "gen_ai.tool.call.id",
  tool: "gen_ai.tool.name",
  user: "user.name",
  hash: "log.record.uid",
};

const elsewhere = new Set(["time", "summary", "schema"]);

function attributesOf(record: AnyRecord) {
  const own = Object.entries(record).filter(([key]) => !elsewhere.has(key));
  return [
    ...(isOfCall(record) ? [attribute("gen_ai.operation.name", "execute_tool")] : []),
    ...own.map(([key, value]) => attribute(conventional[key] ?? `countersign.${snakeCase(key)}`, value)),
  ];
}

/** What is removed from the log, or seen in a folder, is no tool's doing. */
function isOfCall(record: AnyRecord): boolean {
  return !("step" in record) || record.of !== undefined;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

interface Attribute {
  readonly key: string;
  readonly value: Record<string, unknown>;
}

function attribute(key: string, value: unknown): Attribute {
  return { key, value: anyValue(value) };
}

/** An `AnyValue` of OTLP: 64-bit integers are decimal text in its JSON form. */
function anyValue(value: unknown): Record<string, unknown> {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "number") {
    return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  }
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyValue) } };
  if (typeof value === "object" && value !== null) {
    return { kvlistValue: { values: Object.entries(value).map(([key, member]) => attribute(key, member)) } };
  }
  return {};
}
