import { ArtifactNotFoundError, DefaultArtifactClient, FilesNotFoundError, GHESNotSupportedError, InvalidResponseError, NetworkError, UsageError } from "./vendor-artifact.js";

export { DefaultArtifactClient };