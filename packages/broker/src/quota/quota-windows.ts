/** The longest time that an answer can say. */
export const THROTTLE_TIME_MS_MAX: number = 2 ** 31 - 1;

/** The time over which a rate is measured: a number of windows of one length. */
export interface QuotaWindows {
  /** `quota.window.num`: how many windows, that of now included. */
  readonly count: number;
  /** `quota.window.size.seconds` */
  readonly sizeMs: number;
}
