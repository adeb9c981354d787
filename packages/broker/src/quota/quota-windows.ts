/** The time over which a rate is measured: a number of windows of one length. */
export interface QuotaWindows {
  /** `quota.window.num`: how many windows, that of now included. */
  readonly count: number;
  /** `quota.window.size.seconds` */
  readonly sizeMs: number;
}
