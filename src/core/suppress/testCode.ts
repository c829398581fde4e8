/**
 * Code that tests: a tool in it is given to nobody's agent. What a runner of unit tests finds by its name is not even
 * listed; what else stands in a folder of tests may be a whole program, and is listed, with nothing said against it.
 */

const code = /\.(?:[cm]?[jt]sx?|py|ipynb|cs|java|go|rs)$/;

/** How the test runners of each language find their files (2026-11). */
const units: readonly RegExp[] = [
  /(?:^|\/)__(?:tests|mocks)__\//,
  /[._](?:test|tests|spec)\.[cm]?[jt]sx?$/,
  /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/,
  /_test\.go$/,
  /(?:^|\/)src\/test\//,
  /(?:Tests?|IT)\.(?:java|cs)$/,
];

/** Folders that only tests read. */
const places: readonly RegExp[] = [...units, /(?:^|\/)(?:tests?|testing|e2e)\//, /\.(?:cases|e2e)\.[cm]?[jt]sx?$/];

export function isUnitTest(path: string): boolean {
  return code.test(path) && units.some((unit) => unit.test(path));
}

export function isTestCode(path: string): boolean {
  return code.test(path) && places.some((place) => place.test(path));
}
