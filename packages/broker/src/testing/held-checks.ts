import {
  type BatchChecker,
  checkProducedRecords,
  type LogValidatorOptions,
  type OnChecked,
} from '@odradek/storage';
import { assert } from '@odradek/base';

/** Checks batches beside the event loop, each when it is told to. */
export class HeldChecks implements BatchChecker {
  private readonly held: (() => void)[] = [];

  /** How many wait. */
  get count(): number {
    return this.held.length;
  }

  check(records: Buffer, options: LogValidatorOptions, onChecked: OnChecked): void {
    this.held.push(() => {
      const { request: _, ...sent } = options;
      const result = checkProducedRecords(records, sent);
      assert(result.type !== 'unchecked', 'nothing bounds what is inflated');
      onChecked(result);
    });
  }

  /** Ends the check that began at this place among those that wait. */
  end(place: number): void {
    const [ending] = this.held.splice(place, 1);
    assert(ending !== undefined, `a check waits at place ${place}`);
    ending();
  }

  async close(): Promise<void> {
    while (this.held.length > 0) this.end(0);
  }
}
