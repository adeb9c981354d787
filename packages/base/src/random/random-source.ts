/** Where random bytes come from. */
export interface RandomSource {
  /** `count` random bytes in new memory. */
  bytes(count: number): Buffer;
}
