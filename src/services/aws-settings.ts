/** Keys to S3. They go into signatures alone: into no error, log, report or address. */
export interface AwsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string | undefined;
}

/** What the standard AWS variables say. */
export interface AwsSettings {
  /** Undefined: requests are anonymous. */
  credentials: AwsCredentials | undefined;
  region: string | undefined;
  /** A server other than Amazon's. */
  endpoint: string | undefined;
}

/** Reads the variables that AWS's own tools read; profiles and instance roles are not looked at. */
export function readAwsSettings(env: Record<string, string | undefined>): AwsSettings {
  const accessKeyId = env.AWS_ACCESS_KEY_ID?.trim();
  const secretAccessKey = env.AWS_SECRET_ACCESS_KEY?.trim();
  return {
    credentials:
      accessKeyId && secretAccessKey
        ? { accessKeyId, secretAccessKey, sessionToken: env.AWS_SESSION_TOKEN?.trim() || undefined }
        : undefined,
    region: env.AWS_REGION || env.AWS_DEFAULT_REGION || undefined,
    endpoint: env.AWS_ENDPOINT_URL_S3 || env.AWS_ENDPOINT_URL || undefined,
  };
}
