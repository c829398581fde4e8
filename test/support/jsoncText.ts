import fc from "fast-check";

/** How a person may have written a settings file: comments, line ends, indentation, byte order mark, last line end. */
const styles = fc.record({
  indent: fc.constantFrom("  ", "    ", "\t", ""),
  eol: fc.constantFrom("\n", "\r\n"),
  mark: fc.constantFrom("", "\uFEFF"),
  end: fc.boolean(),
  comments: fc.boolean(),
});

const settings = fc.record(
  {
    model: fc.string({ unit: "grapheme", maxLength: 8 }),
    permissions: fc.record({ allow: fc.array(fc.constantFrom("Bash(ls:*)", "Read")) }),
    hooks: fc.oneof(
      fc.constant({}),
      fc.constant({ Stop: [] }),
      fc.constant({ Pre: [] }),
      fc.constant({ Pre: [{ matcher: "Bash", run: "theirs" }], Config: [] }),
      fc.constant({ PreToolUse: [{ matcher: "Bash", hooks: [{ type: "command", command: "theirs" }] }] }),
      fc.constant({ ConfigChange: [], PreToolUse: [] }),
    ),
    env: fc.dictionary(fc.stringMatching(/^[A-Z]{1,5}$/), fc.string({ maxLength: 5 }), { maxKeys: 3 }),
  },
  { requiredKeys: [] },
);

/** Settings files as people write them. All can be read; what they hold is at random. */
export function jsoncText(): fc.Arbitrary<string> {
  return fc.tuple(settings, styles).map(([value, { indent, eol, mark, end, comments }]) => {
    const lines = JSON.stringify(value, undefined, indent).split("\n");
    const body = lines.map((line, index) => (comments && index % 3 === 1 ? `${line} // note ${index}` : line));
    const text = lines.length > 1 ? body.join(eol) : (lines[0] ?? "");
    return `${mark}${comments ? `/* head */${eol}` : ""}${text}${end ? eol : ""}`;
  });
}
