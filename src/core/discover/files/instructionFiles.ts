import { parseFrontmatter } from "../../parse/frontmatter.ts";
import type { Format } from "../format.ts";

/**
 * Files whose text is handed to a model as instructions, whatever else they are. Sources: agents-a 2.9, 3.7 and
 * tool-formats 6, of 2026-11-21.
 */
const pattern =
  /(?:^|\/)(?:AGENTS|CLAUDE|CLAUDE\.local|GEMINI|QWEN|CONVENTIONS|WARP|SKILL)\.md$|(?:^|\/)\.(?:cursorrules|windsurfrules|clinerules|goosehints|roorules)$|(?:^|\/)\.github\/(?:copilot-instructions\.md|instructions\/.*\.md|prompts\/.*\.md)$|\.(?:instructions|prompt)\.md$|(?:^|\/)\.cursor\/rules\/.*\.mdc?$|(?:^|\/)\.(?:claude\/(?:commands|rules)|windsurf\/rules|kiro\/steering|clinerules|roo\/rules[^/]*|continue\/rules|amazonq\/rules)\/.*\.md$/;

export const instructionFiles: Format = {
  id: "instruction-file",
  isCandidate: (path) => pattern.test(path),
  inspect(source) {
    const { value: front } = parseFrontmatter(source.text);
    const span = front?.body ?? { start: 0, end: source.text.length };
    return { prose: [{ text: source.slice(span), span }] };
  },
};
