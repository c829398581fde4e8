/** How every program of the product is bundled, and what is measured in its place. */
export const programBundle = /** @type {const} */ ({
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  minify: true,
  logLevel: "warning",
});

/** jsonc-parser's "main" is a UMD file whose inner requires a bundler cannot follow. */
export const mainFields = ["module", "main"];
