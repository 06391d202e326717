/** Compiles test/*.test.ts and runs them with Node's own test runner. */
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const TESTS = path.join(ROOT, "test");

const names = (await readdir(TESTS)).filter((name) => name.endsWith(".test.ts"));
if (names.length === 0) throw new Error(`no *.test.ts in ${TESTS}`);
// Inside node_modules, so that the compiled tests resolve the same packages.
const out = await mkdtemp(path.join(ROOT, "node_modules", ".tests-"));
try {
  await build({
    entryPoints: names.map((name) => path.join(TESTS, name)),
    outdir: out,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    sourcemap: "inline",
    define: { WORLD_VERSION: '""' },
    logLevel: "warning",
  });
  const files = names.map((name) => path.join(out, name.replace(/\.ts$/, ".mjs")));
  const run = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...files], {
    stdio: "inherit",
    // The tests take the very data the pages get from the maker of it.
    env: { ...process.env, PARALLAX_FRONTEND: ROOT },
  });
  process.exitCode = run.status ?? 1;
} finally {
  await rm(out, { recursive: true, force: true });
}
