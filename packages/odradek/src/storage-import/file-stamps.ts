/** Tells whether a file was changed. */
export interface FileStamps {
  /**
   * A word for what is at a path now, such as size, time of the last change and number of the file. It
   * differs after any change, and not for having been read. Of a directory it tells its names alone.
   */
  of(path: string): Promise<string>;
}
