import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { clineInstall } from "../../../src/agents/cline/install.ts";
import { companionFault, putCompanions, removeCompanions } from "../../../src/node/companions.ts";
import type { Locations } from "../../../src/node/locations.ts";
import { type Home, makeHome } from "./home.ts";

describe("a file beside an agent's own", () => {
  let home: Home;
  let locations: Locations;
  let folder: string;
  const file = () => join(folder, "PostToolUse");
  beforeEach(() => {
    home = makeHome();
    locations = home.locations;
    folder = join(locations.home, "Documents", "Cline", "Hooks");
    // The installer makes it for the agent's own file.
    mkdirSync(folder, { recursive: true });
  });
  afterEach(() => home.remove());

  it("is written and taken away, and can be run", () => {
    putCompanions(clineInstall, locations, false);
    assert.match(readFileSync(file(), "utf8"), /--source cline-hooks/);
    assert.equal(statSync(file()).mode & 0o777, 0o700);
    putCompanions(clineInstall, locations, false);
    removeCompanions(clineInstall, locations);
    assert.equal(existsSync(file()), false);
  });

  it("is somebody else's where they wrote one: neither replaced nor taken away, and the gate holds all the same", () => {
    writeFileSync(file(), "#!/bin/sh\necho mine\n");
    putCompanions(clineInstall, locations, false);
    assert.equal(companionFault(clineInstall, locations, false), undefined);
    removeCompanions(clineInstall, locations);
    assert.equal(readFileSync(file(), "utf8"), "#!/bin/sh\necho mine\n");
  });
});
