/** Code that tests: a tool in it is given to nobody's agent. Its definitions are listed, and nothing is said against them. */

const code = /\.(?:[cm]?[jt]sx?|py|ipynb|cs|java|go|rs)$/;

/** How the test runners of each language find their files (2026-11), and the folders that only they read. */
const places: readonly RegExp[] = [
  /(?:^|\/)(?:tests?|__tests__|__mocks__|testing|e2e)\//,
  /\.(?:test|tests|spec|cases|e2e)\.[cm]?[jt]sx?$/,
  /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/,
  /_test\.go$/,
  /(?:^|\/)src\/test\//,
  /(?:Tests?|IT)\.(?:java|cs)$/,
];

export function isTestCode(path: string): boolean {
  return code.test(path) && places.some((place) => place.test(path));
}
