/** Copies to and from object stores. */
import { type Invocation, note, type Word } from "../../shell/run.ts";
import { hole, type Text, unknownText } from "../../text.ts";
import { readFile } from "../judge.ts";

const remote = /^(?:s3|gs|az|r2|b2|oss|cos|https?):\/\//;

/** `source target`: what is local is read or written, what is remote is sent to or fetched from. */
export function judgeStorageCopy(call: Invocation, [source, target]: readonly (Word | undefined)[]): Text {
  const local = source && !remote.test(source.value);
  const read = local ? readFile(call, source) : unknownText;
  if (target && remote.test(target.value)) {
    note(call, read.secret || (source?.value === "-" && call.stdin?.secret) ? "sends-secret" : "sends-outward", {
      target: target.value,
      hosts: [target.value],
      span: target.span,
    });
  } else {
    note(call, "fetches-network", { target: source?.value, ...(source ? { span: source.span } : {}) });
    if (target)
      call.run.engine.invoke({
        ...call,
        words: [{ ...target, value: "tee" }, target],
        stdin: { value: hole, remote: true },
      });
  }
  return { value: hole, remote: true };
}
