/** Programs that send, as a person who reads a question needs them: which option holds whom and what. */
export interface Sender {
  /** Options that name a recipient, a place, or hold the text, or the name of a file with it. */
  readonly to: readonly string[];
  readonly text: readonly string[];
  readonly file: readonly string[];
  /** Other options that take a value. */
  readonly value: readonly string[];
  /** It takes its text from a pipe when no option holds it. */
  readonly reads?: true;
  /** Whether these words make it send at all. */
  when?(plain: readonly string[]): boolean;
  /** Recipients among the words that are no options. */
  recipients(plain: readonly string[]): readonly string[];
  audience(plain: readonly string[], flags: ReadonlySet<string>, to: readonly string[]): string | undefined;
}

const forge: Omit<Sender, "audience"> = {
  to: ["-R", "--repo", "-a", "--assignee", "-r", "--reviewer"],
  text: ["-b", "--body", "-t", "--title", "-n", "--notes", "-m", "--message", "-d", "--description", "--desc"],
  file: ["-F", "--body-file", "--notes-file"],
  value: ["-l", "--label", "-B", "--base", "-H", "--head", "--milestone", "--target"],
  reads: true,
  when: ([thing = "", act = ""]) =>
    /^(?:issue|pr|mr|release|gist|snippet|discussion)$/.test(thing) &&
    /^(?:create|new|comment|note|review|edit|close|merge|reopen|update)$/.test(act),
  recipients: ([thing = "", act = "", ...rest]) => [`${thing} ${[act, ...rest].join(" ")}`],
};

const mail: Sender = {
  to: ["-c", "-b", "--cc", "--bcc", "--to", "--mail-rcpt"],
  text: ["-s", "--subject", "--body"],
  file: ["-a", "-A", "--attach"],
  value: ["-r", "-f", "--from", "-S"],
  reads: true,
  recipients: (plain) => plain,
  audience: (_plain, _flags, to) => (to.length > 1 ? `${to.length} people` : undefined),
};

const web: Sender = {
  to: ["--url"],
  text: [
    "-d",
    "--data",
    "--data-raw",
    "--data-ascii",
    "--data-binary",
    "--data-urlencode",
    "--json",
    "-F",
    "--form",
    "--post-data",
    "--body-data",
  ],
  file: ["-T", "--upload-file", "--post-file", "--body-file"],
  value: [
    "-X",
    "--request",
    "-H",
    "--header",
    "-o",
    "--output",
    "-u",
    "--user",
    "-A",
    "-e",
    "-m",
    "--method",
    "--max-time",
  ],
  recipients: (plain) => plain.filter((word) => /[./]/.test(word)),
  audience: () => undefined,
};

/** By the program's name. */
export const senders: Readonly<Record<string, Sender>> = {
  gh: {
    ...forge,
    audience([thing], flags, to) {
      if (thing === "gist") {
        return flags.has("--public") || flags.has("-p") ? "everyone; it is listed" : "everyone who has the link";
      }
      const repo = to.find((entry) => /^[\w.-]+\/[\w.-]+$/.test(entry));
      return repo ? `everyone who can see ${repo}` : "everyone who can see this repository";
    },
  },
  glab: { ...forge, audience: () => "everyone who can see the project" },
  mail,
  mailx: mail,
  mutt: mail,
  sendmail: mail,
  swaks: mail,
  curl: web,
  wget: web,
  slack: {
    ...mail,
    to: ["--channel", "-c", "-ch", "--channels"],
    text: ["--text", "-t", "--message", "-m", "--title"],
    when: ([thing]) => thing === "chat" || thing === "file" || thing === "message",
    recipients: () => [],
    audience: (_plain, _flags, to) => (to[0] ? `everyone in ${to[0]}` : undefined),
  },
  git: {
    to: [],
    text: [],
    file: [],
    value: ["-C", "-c", "-o", "--push-option"],
    when: (plain) => plain[0] === "push",
    recipients: ([, remote = "the default remote", ...refs]) => [[remote, ...refs].join(" ")],
    audience: () => "everyone who can read that remote",
  },
  npm: {
    to: ["--registry"],
    text: [],
    file: [],
    value: ["--tag", "--access", "--otp"],
    when: (plain) => plain[0] === "publish",
    recipients: () => ["the package registry"],
    audience: () => "everyone who can install from it",
  },
};
