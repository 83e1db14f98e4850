/** Files from this size on are read part by part. */
export const streamedBytes = 1 << 26;
