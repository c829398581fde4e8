/** A baseline is an earlier report: `countersign review --format json > baseline.json`. Its findings are not repeated. */
import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { CliError, explainSystemError } from "../errors.ts";
import type { Io } from "../io.ts";
import type { ReviewReport } from "./findings.ts";
import { jsonReport } from "./json.ts";

/** The fingerprints of a baseline. @throws CliError "input" when it is no baseline: silence would hide findings */
export async function readBaseline(file: string | undefined, io: Pick<Io, "cwd">): Promise<ReadonlySet<string>> {
  if (file === undefined) return new Set();
  let text: string;
  try {
    text = await readFile(resolve(io.cwd, file), "utf8");
  } catch (error) {
    throw new CliError("input", `The baseline “${file}” cannot be read: ${explainSystemError(error)}.`, {
      cause: error,
    });
  }
  const fingerprints = fingerprintsIn(text);
  if (fingerprints) return new Set(fingerprints);
  throw new CliError("input", `“${file}” is no baseline. Make one with “countersign review --format json > ${file}”.`);
}

/** A file that `readBaseline` reads. @throws CliError "input" when it cannot be written */
export async function writeBaseline(
  file: string,
  report: ReviewReport,
  io: Pick<Io, "cwd" | "product">,
): Promise<void> {
  try {
    await writeFile(resolve(io.cwd, file), jsonReport({ ...report, findings: report.all }, io.product.version));
  } catch (error) {
    throw new CliError("input", `The baseline “${file}” cannot be written: ${explainSystemError(error)}.`, {
      cause: error,
    });
  }
}

function fingerprintsIn(text: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ""));
    const findings = typeof value === "object" && value !== null && "findings" in value ? value.findings : undefined;
    if (!Array.isArray(findings)) return undefined;
    const fingerprints = findings.map((finding: { fingerprint?: unknown } | null) => finding?.fingerprint);
    return fingerprints.every((one) => typeof one === "string") ? fingerprints : undefined;
  } catch {
    return undefined;
  }
}
