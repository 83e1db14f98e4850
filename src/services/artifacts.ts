/** The run's artifacts. Outside Actions and on GHES `isAvailable` is false and a folder serves instead. */
export interface Artifacts {
  readonly isAvailable: boolean;
  /** Uploads one file under the artifact's name, replacing none: a second upload of the name is a ServiceError. */
  upload(name: string, file: string, retentionDays?: number): Promise<{ id: number; size: number }>;
  /** Artifacts of this run whose name starts so, newest first. */
  find(prefix: string): Promise<{ name: string; id: number; size: number }[]>;
  /** Downloads an artifact of this run into a folder; returns the paths in it. */
  download(id: number, folder: string): Promise<string[]>;
}
