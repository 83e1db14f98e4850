/** Files that the code finds beside itself at run time. */
export type Asset = "worker" | "forest.wasm" | "csv.wasm";

/**
 * Where an asset is. Bundles (dist/*.js and dist/shared/*.js) find everything in dist; sources find the worker's
 * source beside this file, and what is compiled in the repository's dist.
 */
export function assetUrl(asset: Asset): URL {
  const here = import.meta.url;
  if (here.endsWith(".ts")) {
    return asset === "worker" ? new URL("./worker.ts", here) : new URL(`../../dist/${asset}`, here);
  }
  const dist = new URL(/\/shared\/[^/]+$/.test(here) ? "../" : "./", here);
  return new URL(asset === "worker" ? "worker.js" : asset, dist);
}
