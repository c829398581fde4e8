/** Something the caller can put right: its message is all that is printed. Everything else is a bug, with its stack. */
export class CliError extends Error {
  constructor(
    /** "usage": the command line is wrong; its help is named. "input": a file or stdin cannot be used. */
    readonly reason: "usage" | "input",
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = "CliError";
  }
}

/** What an error of the operating system means, in words. */
export function explainSystemError(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code !== undefined && code in systemErrors) return systemErrors[code as keyof typeof systemErrors];
  return error instanceof Error ? error.message : String(error);
}

const systemErrors = {
  ENOENT: "it does not exist",
  ENOTDIR: "a part of its path is not a folder",
  EISDIR: "it is a folder",
  EACCES: "you may not read it",
  EPERM: "you may not read it",
  ELOOP: "its links form a loop",
  ENAMETOOLONG: "its name is too long",
} as const;
