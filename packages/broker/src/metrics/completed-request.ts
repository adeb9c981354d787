/**
 * What is measured of a request whose response has left, or that has ended without one: see
 * `RequestInFlight`. Times are milliseconds of the monotonic clock, with fractions.
 */
export interface CompletedRequest {
  readonly apiKey: number;
  readonly apiVersion: number;
  /** Of its frame. */
  readonly byteLength: number;
  readonly receivedMs: number;
  readonly startedMs: number;
  readonly handledMs: number;
  readonly answeredMs: number;
  readonly sendingMs: number;
  readonly sentMs: number;
  /** How long its connection is not read because of it. */
  readonly throttledMs: number;
}
