/** Reads Server-Sent Events (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export interface StreamEvent {
  readonly data: string;
  /** The last id the stream gave, for going on where it broke. */
  readonly id: string | undefined;
}

export interface EventReader {
  push(text: string): void;
  /** Milliseconds to wait before connecting again, where the server says so. */
  readonly retryMs: number | undefined;
}

export function createEventReader(handle: (event: StreamEvent) => void): EventReader {
  let rest = "";
  let data: string[] = [];
  let id: string | undefined;
  let retryMs: number | undefined;
  const readLine = (line: string) => {
    if (line === "") {
      if (data.length > 0) handle({ data: data.join("\n"), id });
      data = [];
      return;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") data.push(value);
    else if (field === "id" && !value.includes("\0")) id = value;
    else if (field === "retry" && /^\d+$/.test(value)) retryMs = Number(value);
  };
  return {
    push(text) {
      rest += text;
      for (let end = /\r\n|\n|\r(?!$)/.exec(rest); end; end = /\r\n|\n|\r(?!$)/.exec(rest)) {
        readLine(rest.slice(0, end.index));
        rest = rest.slice(end.index + end[0].length);
      }
    },
    get retryMs() {
      return retryMs;
    },
  };
}
