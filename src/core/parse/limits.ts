/**
 * Bounds that keep a hostile or generated file from stalling the editor.
 * Beyond a bound a file is not read, or read in part, and says so with a `Problem`.
 */

/** Longest text that is parsed, in UTF-16 code units. Real configuration and tool files are far below it. */
export const maxTextLength = 2_000_000;

/** Deepest nesting of configuration values. Real files stay below 20. */
export const maxValueDepth = 200;

/** Deepest nesting of source code that is understood; deeper parts are kept as opaque. */
export const maxCodeDepth = 400;

/** Most values of one configuration file, aliases included. */
export const maxValues = 200_000;

/** Longest source file that is parsed. Only files that import an agent library get here, and none measured was longer. */
export const maxCodeLength = 500_000;
