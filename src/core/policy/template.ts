/** What a new policy holds: every rule is a comment, since an example is not a decision of the person. */
import { daysAfter } from "./dates.ts";

/** @param today ISO date */
export function policyTemplate(today: string): string {
  return `# Your Countersign policy. Deny beats ask beats allow; order never matters.
# Without a rule the built-in default holds: reads and ordinary edits in the workspace run, what leaves the
# workspace or cannot be undone asks, and what would free an agent from its limits is denied.
# A workspace may have its own .countersign.yaml, which can only tighten.
version: 1
rules:
#  - id: ask-before-deploy
#    when:
#      command: ["*deploy*"]
#    then: ask
#    reason: A deployment needs a second person.
#    owner: you@example.org
#
#  - id: no-push-to-main
#    when:
#      effect: send-outward
#      branch: [main, "release/*"]
#    then: deny
#    reason: Pushing to main is decided by the release team.
#
#  - id: no-production-data
#    when:
#      effect: [write-data, destroy-data]
#      environment: production
#    then: deny
#    reason: Production data is changed by migrations only.
#
#  - id: allow-test-runs
#    when:
#      command: ["npm test"]
#    then: allow
#    expires: ${daysAfter(today, 90)}
`;
}
