/** What the kernel's memory may grow to; its addresses stay below 2^31. */
const limit = 2 ** 31 - 65_536;
/** The kernel's own constants lie below. */
const firstFree = 8192;

/** A WebAssembly.Memory. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** The kernel's memory and its free places. */
export interface CsvMemory {
  bytes(): Uint8Array;
  words(): Uint32Array;
  /** The address of that many bytes, a multiple of 16; their content is left over. Undefined past the limit. */
  take(size: number): number | undefined;
  /** Gives a place back for others of about the same size. */
  release(address: number, size: number): void;
}

/** Hands out a wasm memory in blocks of powers of two. Views are made anew when it has grown. */
export function openMemory(memory: KernelMemory): CsvMemory {
  let bytes = new Uint8Array(memory.buffer);
  let words = new Uint32Array(memory.buffer);
  let end = firstFree;
  const free = new Map<number, number[]>();
  const refresh = (): void => {
    if (bytes.buffer === memory.buffer) return;
    bytes = new Uint8Array(memory.buffer);
    words = new Uint32Array(memory.buffer);
  };
  return {
    bytes() {
      refresh();
      return bytes;
    },
    words() {
      refresh();
      return words;
    },
    take(size) {
      const block = blockOf(size);
      const found = free.get(block)?.pop();
      if (found !== undefined) return found;
      if (end + block > limit) return undefined;
      const missing = end + block - memory.buffer.byteLength;
      try {
        if (missing > 0) memory.grow(Math.ceil(missing / 65_536));
      } catch {
        return undefined;
      }
      end += block;
      return end - block;
    },
    release(address, size) {
      const block = blockOf(size);
      const others = free.get(block);
      if (others === undefined) free.set(block, [address]);
      else others.push(address);
    },
  };
}

function blockOf(size: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(64, size)));
}
