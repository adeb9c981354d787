const REFUSED = /API (\w+) version \d+ from client .* is not built yet/;

/**
 * What a broker tells of its counter of refused requests: each API that is listed and not built yet,
 * when it is first asked for.
 */
export class Refusals {
  private readonly onRefused: () => void;
  private readonly found = new Set<string>();
  private begun = '';

  /** `onRefused` is called with each API. */
  constructor(onRefused: () => void) {
    this.onRefused = onRefused;
  }

  /** Takes what a broker printed, cut anywhere. */
  push(text: string): void {
    const lines = `${this.begun}${text}`.split('\n');
    this.begun = lines.pop() ?? '';
    for (const line of lines) this.pushLine(line);
  }

  /** The names of the APIs, in alphabetical order. */
  get apis(): readonly string[] {
    return Array.from(this.found).toSorted();
  }

  private pushLine(line: string): void {
    const api = REFUSED.exec(line)?.[1];
    if (api === undefined) return;
    this.found.add(api);
    this.onRefused();
  }
}
