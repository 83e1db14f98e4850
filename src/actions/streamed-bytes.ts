import type { Files } from "../services/files.ts";
import { showAddress } from "../tables/address.ts";
import { mostRatio } from "../tables/file-format.ts";

/** Data from this size on are read part by part. */
export const streamedBytes = 1 << 26;

/** Whether data may come to so many bytes, once they are unpacked: a file, or several; images do not. */
export async function mayBeLarge(files: Files, path: string): Promise<boolean> {
  const ownBytes = await files.size(path);
  if (ownBytes !== undefined) return unpackedBytes(path, ownBytes) >= streamedBytes;
  const { findDataFiles, isDataSet } = await import("./find-data-files.ts");
  if (!(await isDataSet(files, path))) return false;
  const { findImages } = await import("./read-images.ts");
  if ((await findImages(files, path)) !== undefined) return false;
  const found = await findDataFiles(files, path);
  return found.reduce((sum, file) => sum + unpackedBytes(file.path, file.bytes), 0) >= streamedBytes;
}

/** Bytes that a file unpacks to at most. */
export function unpackedBytes(path: string, bytes: number): number {
  return bytes * (/\.(gz|zst)$/i.test(showAddress(path)) ? mostRatio : 1);
}
