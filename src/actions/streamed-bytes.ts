import { mostRatio } from "../services/decompress.ts";
import type { Files } from "../services/files.ts";
import { showAddress } from "../tables/address.ts";

/** Files from this size on are read part by part. */
export const streamedBytes = 1 << 26;

/** Whether a file may come to so many bytes, once it is unpacked. */
export async function mayBeLarge(files: Pick<Files, "size">, path: string): Promise<boolean> {
  const ratio = /\.(gz|zst)$/i.test(showAddress(path)) ? mostRatio : 1;
  return ((await files.size(path)) ?? 0) * ratio >= streamedBytes;
}
