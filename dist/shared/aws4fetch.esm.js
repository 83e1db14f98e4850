import { AwsV4Signer } from "./vendor-artifact.js";

export { AwsV4Signer };