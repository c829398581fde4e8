/** What a person types into a terminal of ours, one line at a time: letters, backspace, return, Ctrl+C. */
export interface LineEditor {
  /** @returns what to print for it */
  type(data: string): string;
}

export interface LineEvents {
  entered(line: string): void;
  interrupted(): void;
}

export function createLineEditor({ entered, interrupted }: LineEvents): LineEditor {
  let line = "";
  const keys: Readonly<Record<string, () => string>> = {
    "\r"() {
      const whole = line;
      line = "";
      entered(whole);
      return "\r\n";
    },
    "\u007f"() {
      if (line === "") return "";
      line = [...line].slice(0, -1).join("");
      return "\b \b";
    },
    "\u0003"() {
      line = "";
      interrupted();
      return "^C\r\n";
    },
  };
  return {
    type(data) {
      // Arrow keys and the like are sequences; the line is only written at its end.
      if (data.startsWith("\u001b")) return "";
      let printed = "";
      for (const key of data.replace(/\r?\n/g, "\r")) {
        if (Object.hasOwn(keys, key)) printed += keys[key]?.() ?? "";
        else if (key >= " ") {
          line += key;
          printed += key;
        }
      }
      return printed;
    },
  };
}
