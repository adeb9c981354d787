/** The room on the volume that a directory lies on, in bytes. */
export interface VolumeSpace {
  readonly totalBytes: number;
  /** What is free for this process. */
  readonly usableBytes: number;
}

/** The volumes of a machine. */
export interface Volumes {
  /** The room on the volume of a directory. Rejects with the error of the system. */
  spaceOf(directory: string): Promise<VolumeSpace>;
}
