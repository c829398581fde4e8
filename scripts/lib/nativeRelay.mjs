/**
 * Builds the hook's native relay for each processor that a C compiler and the headers of Linux are at hand for; anywhere
 * else the relay in Perl serves. No C library is linked, so that the program is what stands in its three source files.
 */
import { execFile } from "node:child_process";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/**
 * INVARIANT: nothing in the program has to be relocated, since nobody would do it. For arm64 the compiler reaches what
 * is its own (the guard of the stack) by an address in a table when it is told that code may lie anywhere, and without
 * a table when it is not; its addresses count from where the code is either way, and the linker refuses what does not.
 * @type {Readonly<Record<string, { compiler: string, flags: readonly string[] }>>}
 */
const processors = {
  x64: { compiler: "x86_64-linux-gnu-gcc", flags: ["-fPIE"] },
  arm64: { compiler: "aarch64-linux-gnu-gcc", flags: ["-fno-PIE"] },
};

const names = Object.keys(processors).map((arch) => `relay-linux-${arch}`);

/** The file in dist/ for a machine; undefined where there is none. */
export function nativeRelayName(platform = process.platform, arch = process.arch) {
  const name = `relay-linux-${arch}`;
  return platform === "linux" && names.includes(name) ? name : undefined;
}

const flags = [
  ...["-std=gnu11", "-Wall", "-Wextra", "-Werror", "-O2"],
  ...["-ffreestanding", "-fno-builtin", "-fno-strict-aliasing", "-fno-tree-loop-distribute-patterns", "-nostdlib"],
  ...["-static-pie", "-fvisibility=hidden", "-fno-asynchronous-unwind-tables"],
  ...["-fstack-protector-strong", "-mstack-protector-guard=global"],
  "-Wl,-z,noexecstack,-z,relro,-z,now,-z,separate-code,--no-dynamic-linker,--build-id=none",
  // The same text on every machine with the same compiler.
  "-s",
];

/**
 * @param {string} root
 * @param {string} dist
 * @returns {Promise<readonly string[]>} the names of what was built
 */
export async function buildNativeRelays(root, dist) {
  const built = await Promise.all(Object.keys(processors).map((arch) => buildFor(arch, root, dist)));
  return built.filter((name) => name !== undefined);
}

/**
 * @param {string} arch
 * @param {string} root
 * @param {string} dist
 */
async function buildFor(arch, root, dist) {
  const { compiler, flags: own } = processors[arch] ?? { compiler: "", flags: [] };
  const name = `relay-linux-${arch}`;
  const isOurs = name === nativeRelayName();
  const temporary = join(dist, `.${name}-${process.pid}.tmp`);
  try {
    const words = [...flags, ...own, "-o", temporary, join("src", "hook", "native", "relay.c")];
    await promisify(execFile)(isOurs ? "cc" : compiler, words, { cwd: root, timeout: 60_000 });
    await rename(temporary, join(dist, name));
    return name;
  } catch (error) {
    await rm(temporary, { force: true });
    await rm(join(dist, name), { force: true });
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code !== "ENOENT") console.warn(`No native relay for ${arch}: ${message}`);
    return undefined;
  }
}
