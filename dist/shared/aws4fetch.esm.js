import { AwsV4Signer } from "./vendor-aws4fetch.js";

export { AwsV4Signer };