/**
 * What OpenTelemetry itself makes of our export: its protocol's own code reads a line as its file and HTTP receivers do,
 * writes it as bytes and reads these again. What it does not know it leaves out, so it must come back as it was.
 */
import { createRequire } from "node:module";
import * as conventions from "@opentelemetry/semantic-conventions/incubating";

interface Message {
  verify(value: object): string | null;
  fromObject(value: object): object;
  toObject(message: object, options: object): Record<string, unknown>;
  encode(message: object): { finish(): Uint8Array };
  decode(bytes: Uint8Array): object;
}

const { opentelemetry } = createRequire(import.meta.url)(
  "../../node_modules/@opentelemetry/otlp-transformer/build/src/generated/root.js",
) as { opentelemetry: { proto: { logs: { v1: { LogsData: Message } } } } };

/** The line as OpenTelemetry has it after it was sent. */
export function throughOtlp(line: object): Record<string, unknown> {
  const { LogsData } = opentelemetry.proto.logs.v1;
  const message = LogsData.fromObject(line);
  const said = LogsData.verify(message);
  if (said !== null) throw new Error(said);
  return LogsData.toObject(LogsData.decode(LogsData.encode(message).finish()), { longs: String });
}

/** All names that the semantic conventions give to attributes. */
export const conventionalNames: ReadonlySet<unknown> = new Set(Object.values(conventions));
