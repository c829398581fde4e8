/**
 * Builds the hook's native relay where a C compiler and the headers of Linux are at hand; anywhere else the relay in
 * Perl serves. No C library is linked, so that the program is a few kilobytes of what stands in its two source files.
 */
import { execFile } from "node:child_process";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** The file in dist/ for a machine; undefined where there is none. */
export function nativeRelayName(platform = process.platform, arch = process.arch) {
  return platform === "linux" && (arch === "x64" || arch === "arm64") ? `relay-linux-${arch}` : undefined;
}

const flags = [
  ...["-std=gnu11", "-Wall", "-Wextra", "-Werror", "-O2"],
  ...["-ffreestanding", "-fno-builtin", "-fno-strict-aliasing", "-fno-tree-loop-distribute-patterns", "-nostdlib"],
  ...["-static-pie", "-fPIE", "-fvisibility=hidden", "-fno-asynchronous-unwind-tables"],
  ...["-fstack-protector-strong", "-mstack-protector-guard=global"],
  "-Wl,-z,noexecstack,-z,relro,-z,now,-z,separate-code,--no-dynamic-linker,--build-id=none",
  // The same text on every machine with the same compiler.
  "-s",
];

/**
 * @param {string} root
 * @param {string} dist
 * @returns {Promise<string | undefined>} the name of what was built
 */
export async function buildNativeRelay(root, dist) {
  const name = nativeRelayName();
  if (name === undefined) return undefined;
  const temporary = join(dist, `.${name}-${process.pid}.tmp`);
  try {
    const source = join("src", "hook", "native", "relay.c");
    await promisify(execFile)("cc", [...flags, "-o", temporary, source], { cwd: root, timeout: 60_000 });
    await rename(temporary, join(dist, name));
    return name;
  } catch (error) {
    await rm(temporary, { force: true });
    await rm(join(dist, name), { force: true });
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code !== "ENOENT") console.warn(`No native relay: ${message}`);
    return undefined;
  }
}
