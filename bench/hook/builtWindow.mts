import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { mainFields, programBundle } from "../../scripts/lib/programBundle.mjs";
import { root } from "../../test/process/hookLab.ts";

/**
 * The window as a bundle like the extension's. From its sources it would be measured with what the loader of TypeScript
 * adds to each function, which costs an eighth.
 */
export async function buildWindow(): Promise<string> {
  const outfile = join(root, "out", "bench", "gateWindow.cjs");
  await mkdir(join(root, "out", "bench"), { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: ["test/process/programs/gateWindow.mts"],
    outfile,
    ...programBundle,
    mainFields,
    external: ["esbuild"],
    define: { "import.meta.url": "__file" },
    banner: { js: "const __file=require('url').pathToFileURL(__filename).href;" },
  });
  return outfile;
}
