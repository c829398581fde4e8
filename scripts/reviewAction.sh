#!/usr/bin/env bash
# The steps of action.yml, apart so that a test runs them. Everything is handed in by variables.
set -uo pipefail

options=()
if [ -n "${SINCE:-}" ]; then
  # A checkout holds one commit; the other is fetched, and its history only as far as git needs it.
  git rev-parse --quiet --verify --end-of-options "$SINCE^{commit}" >/dev/null ||
    git fetch --no-tags --depth=1 --end-of-options origin "$SINCE" ||
    { echo "::error::The commit $SINCE could not be fetched."; exit 2; }
  options+=("--since=$SINCE")
fi
if [ -n "${BASELINE:-}" ]; then options+=("--baseline=$BASELINE"); fi
failing=("${options[@]+"${options[@]}"}")
if [ "${FAIL_ON:-high}" != never ]; then failing+=("--fail-on=${FAIL_ON:-high}"); fi

node "$COUNTERSIGN" review "${options[@]+"${options[@]}"}" --format=sarif -- "$REVIEWED_PATH" >"$SARIF_FILE" || exit $?
node "$COUNTERSIGN" review "${options[@]+"${options[@]}"}" --format=markdown -- "$REVIEWED_PATH" >>"${GITHUB_STEP_SUMMARY:-/dev/null}" || exit $?
node "$COUNTERSIGN" review "${failing[@]+"${failing[@]}"}" -- "$REVIEWED_PATH"
