import { safeLine } from "../../core/display/sanitize.ts";
import type { Definition } from "../../core/model/definition.ts";
import { effectWords, sortEffects } from "../../core/model/effect.ts";
import type { Span } from "../../core/model/span.ts";
import type { Review } from "../../core/review.ts";
import type { Command } from "../command.ts";
import { exitCodes } from "../exitCodes.ts";
import { printJson } from "../report/json.ts";
import { count, createStyle, type Style } from "../style.ts";
import { reviewPaths } from "../workspaceReview.ts";

export const tools: Command = {
  name: "tools",
  summary: "List the tools, agents and servers a folder defines, what they can do and who confirms it",
  usage: ["[PATH…] [--format text|json]", "", "PATH   folders or files; the current folder when none is given"],
  options: { format: { type: "string" } },
  async run(args, io) {
    const format = args.oneOf("format", ["text", "json"]) ?? "text";
    const roots = await reviewPaths(args.positionals, io);
    const listed = roots.flatMap(({ prefix, reviews }) =>
      [...reviews].flatMap(([path, review]) =>
        review.facts.definitions.map((definition) => ({ prefix, entry: entryOf(path, definition, review) })),
      ),
    );
    if (format === "json") await io.write(printJson(listed.map(({ entry }) => entry)));
    else {
      const style = createStyle(io.color);
      const lines = listed.map(({ prefix, entry }) => entryText(prefix, entry, style));
      await io.write(`${lines.join("")}${count(listed.length, "definition")}.\n`);
    }
    return exitCodes.fine;
  },
};

/** One entry of the contract's array; its line and column are one-based. */
function entryOf(path: string, definition: Definition, review: Review) {
  const { grantsAt } = definition.kind === "agent" ? definition : {};
  const { line, character } = review.facts.source.positionAt(grantsAt ?? definition.span.start);
  const { by } = definition.confirmation;
  return {
    path,
    line: line + 1,
    column: character + 1,
    language: definition.language,
    format: definition.format,
    kind: definition.kind,
    name: definition.name,
    effects: sortEffects(effectsOf(definition, false)),
    ...(effectsOf(definition, true).length === 0 ? {} : { declares: sortEffects(effectsOf(definition, true)) }),
    ...(definition.kind === "tool" && definition.ofServer
      ? { ofServer: sortEffects(definition.ofServer.map(({ effect }) => effect)) }
      : {}),
    confirmed: definition.confirmation.confirmed,
    ...(by === undefined ? {} : { confirmedBy: by }),
    ...(definition.kind === "tool" && definition.annotations ? { annotations: definition.annotations } : {}),
    agents: review.reachableBy.get(definition) ?? [],
    findings: findingsOf(definition, review),
  };
}

/** A stub has no effect; what it would have is only declared. */
function effectsOf(definition: Definition, ofStub: boolean) {
  const isStub = definition.kind === "tool" && definition.stub === true;
  return definition.effects
    .filter(({ origin }) => (isStub && origin === "declared") === ofStub)
    .map(({ effect }) => effect);
}

type Entry = ReturnType<typeof entryOf>;

/** Rules that found something in this definition and in none that lies inside it. */
function findingsOf(definition: Definition, { facts, findings }: Review): string[] {
  const own = findings.filter(({ span }) => innermost(facts.definitions, span) === definition);
  return [...new Set(own.map(({ ruleId }) => ruleId))].sort();
}

function innermost(definitions: readonly Definition[], { start }: Span): Definition | undefined {
  const size = (definition: Definition) => definition.span.end - definition.span.start;
  const around = definitions.filter((definition) =>
    spansOf(definition).some((span) => span.start <= start && start <= span.end),
  );
  return around.sort((a, b) => size(a) - size(b))[0];
}

/** An agent's instructions stand below the part of the file that defines it. */
function spansOf(definition: Definition): Span[] {
  const { instructions } = definition.kind === "agent" ? definition : {};
  return instructions ? [definition.span, instructions.span] : [definition.span];
}

const confirmedWords: Readonly<Record<Entry["confirmed"], string>> = {
  always: "confirmed by a person",
  conditional: "confirmed only sometimes",
  elsewhere: "confirmed elsewhere",
  never: "nobody confirms it",
  unknown: "confirmation not known",
};

function entryText(prefix: string, entry: Entry, style: Style): string {
  const place = `${safeLine(prefix + entry.path)}:${entry.line}:${entry.column}`;
  const head = `${style.bold(place)}  ${entry.kind} ${safeLine(entry.name)} ${style.dim(`(${entry.format})`)}`;
  const can =
    entry.effects.length === 0
      ? "no effect seen"
      : `can ${entry.effects.map((one) => effectWords[one].verb).join(", ")}`;
  const by = entry.confirmedBy === undefined ? "" : ` (${safeLine(entry.confirmedBy)})`;
  const lines = [head, `    ${can}`, `    ${confirmedWords[entry.confirmed]}${by}`];
  if (entry.ofServer)
    lines.push(`    its server, with each tool: ${entry.ofServer.map((one) => effectWords[one].verb).join(", ")}`);
  if (entry.agents.length > 0) lines.push(`    reached by ${entry.agents.map(safeLine).join(", ")}`);
  if (entry.findings.length > 0) lines.push(`    ${style.bad("findings")} ${entry.findings.join(", ")}`);
  return `${lines.join("\n")}\n\n`;
}
