/** Counts what coordinators do, for metrics. Called often; must not throw, nor take long. */
export interface CoordinatorObserver {
  /** A partition was loaded, which took so long. */
  partitionLoaded(ms: number): void;
  /** A partition could not be loaded, or its log has failed. */
  partitionFailed(): void;
  /** What was written is committed; whoever waited for it did so for so long. */
  committed(ms: number): void;
  /** Offsets were committed by members, or from outside. */
  offsetsCommitted(count: number): void;
  /** Offsets have expired. */
  offsetsExpired(count: number): void;
  /** Offsets were deleted by hand. */
  offsetsDeleted(count: number): void;
}

/** Counts nothing. */
export const NO_OBSERVER: CoordinatorObserver = {
  partitionLoaded() {},
  partitionFailed() {},
  committed() {},
  offsetsCommitted() {},
  offsetsExpired() {},
  offsetsDeleted() {},
};
