/** Tells whether a process has a file locked, as Kafka has `.lock` in each of its log directories. */
export interface RunningProcess {
  /**
   * The process that has a file locked, as words for people, or `undefined` if there is none or the
   * system does not tell.
   */
  holding(path: string): Promise<string | undefined>;
}
