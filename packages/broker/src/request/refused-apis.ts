import { type AskedFor, describeAskedFor } from './asked-for.ts';

/** Counts the requests for APIs that are listed and not built yet, so that they can be built next. */
export class RefusedApis {
  private readonly report: (message: string) => void;
  private readonly counts = new Map<number, number>();

  /** `report` tells the operator, once for each API key. */
  constructor(report: (message: string) => void) {
    this.report = report;
  }

  /** Notes one more request that is refused, with the error of this name. */
  count(apiKey: number, askedFor: AskedFor, errorName = 'UNSUPPORTED_VERSION'): void {
    const before = this.counts.get(apiKey) ?? 0;
    this.counts.set(apiKey, before + 1);
    if (before > 0) return;
    this.report(
      `${describeAskedFor(askedFor)} is not built yet: every request for this API is answered ` +
        `with ${errorName}. It is told once.`,
    );
  }

  /** How many requests were refused, by API key: a live view, without keys that nobody asked for. */
  get byApiKey(): ReadonlyMap<number, number> {
    return this.counts;
  }
}
