/** Assets that come from packages, by their place in node_modules. */
export const packagedAssets = {
  "mozjpeg_dec.wasm": "@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm",
  "webp_dec.wasm": "@jsquash/webp/codec/dec/webp_dec.wasm",
} as const;

/** Files that the code finds beside itself at run time. */
export type Asset =
  | "worker"
  | "duckdb"
  | "onnxruntime"
  | "forest.wasm"
  | "boosting.wasm"
  | "csv.wasm"
  | "columns.wasm"
  | "resamples.wasm"
  | "trees.wasm"
  | keyof typeof packagedAssets;

/**
 * Where an asset is. Bundles (dist/*.js and dist/shared/*.js) find everything in dist; sources find the worker's
 * source beside this file, packages' assets in node_modules, and what is compiled in the repository's dist.
 */
export function assetUrl(asset: Asset): URL {
  const here = import.meta.url;
  if (here.endsWith(".ts")) {
    if (asset in packagedAssets)
      return new URL(`../../node_modules/${packagedAssets[asset as keyof typeof packagedAssets]}`, here);
    return isModule(asset) ? new URL(`./${asset}.ts`, here) : new URL(`../../dist/${asset}`, here);
  }
  const dist = new URL(/\/shared\/[^/]+$/.test(here) ? "../" : "./", here);
  return new URL(isModule(asset) ? `${asset}.js` : asset, dist);
}

/** What runs as a thread or process of its own. */
function isModule(asset: Asset): boolean {
  return ["worker", "duckdb", "onnxruntime"].includes(asset);
}
