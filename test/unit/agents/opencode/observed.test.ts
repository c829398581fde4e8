/** What the real OpenCode did, call by call (recorded by test/agents/opencodeAgreement.test.ts), against `explain`. */
import assert from "node:assert/strict";
import { everythingRecorded, explainCase, setups } from "../../../support/opencodeAgreement.ts";

describe("OpenCode as recorded", () => {
  const seen = everythingRecorded();
  for (const name of new Set(seen.map(({ setup }) => setup))) {
    it(`explain agrees: ${name}`, () => {
      const setup = setups.find((one) => one.name === name);
      assert.ok(setup, "the setup of a recording is gone");
      const wrong = seen
        .filter((one) => one.setup === name)
        .flatMap(({ call, outcome }) => {
          const said = explainCase(setup, call);
          return said === outcome || said === "unknown"
            ? []
            : [`${call.join(" ")}: was ${outcome}, explained as ${said}`];
        });
      assert.deepEqual(wrong, []);
    });
  }

  it("has recordings, most of which are not answered with unknown", () => {
    const unknown = seen.filter(({ setup, call }) => {
      const found = setups.find((one) => one.name === setup);
      return found !== undefined && explainCase(found, call) === "unknown";
    });
    assert.ok(seen.length >= 10, String(seen.length));
    assert.ok(
      unknown.length * 5 <= seen.length,
      unknown.map(({ setup, call }) => `${setup}: ${call.join(" ")}`).join("\n"),
    );
  });
});
