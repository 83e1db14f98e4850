import { mkdir } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as asc from "assemblyscript/asc";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Shared: its threads work on one memory. */
const kernels = [
  { name: "forest", isShared: false },
  { name: "csv", isShared: false },
  { name: "columns", isShared: false },
  { name: "resamples", isShared: false },
  { name: "boosting", isShared: true },
  { name: "trees", isShared: true },
];

/**
 * Compiles src/learn/kernels to wasm in `folder` (default: dist). The same sources give the same bytes.
 * Throws with the compiler's output when a kernel does not compile.
 */
export async function compileKernels(folder: string = `${root}/dist`): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, isShared } of kernels) {
    const { error, stderr } = await asc.main([
      ...[`src/learn/kernels/${name}.ts`, "--baseDir", root, "--outFile", `${folder}/${name}.wasm`],
      ...["-O3", "--converge", "--noAssert", "--enable", "simd"],
      ...["--runtime", "stub", "--importMemory", "--use", "abort="],
      ...(isShared ? ["--enable", "threads", "--sharedMemory", "--maximumMemory", "65536"] : []),
    ]);
    if (error) throw new Error(`Cannot compile the kernel "${name}": ${error.message}\n${stderr.toString()}`);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await compileKernels();
