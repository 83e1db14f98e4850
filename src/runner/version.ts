import manifest from "../../package.json" with { type: "json" };

/** Version of mlops-actions. */
export const { version } = manifest;

/** `owner/name` of this project on GitHub, from package.json. */
export const repository = /github\.com\/([^/]+\/[^/.]+)/.exec(manifest.repository.url)?.[1] ?? "";
