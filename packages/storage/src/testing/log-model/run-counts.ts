import { OPERATION_KINDS, type OperationKind } from './log-operation.ts';

/** What happened in a run besides its operations. */
export const RUN_EVENTS = [
  'roll: size',
  'roll: time',
  'roll: offsets',
  'roll: index full',
  'roll: begun before',
  'clean reopen',
  'reopen after a crash',
  'crash that lost batches',
  'truncation of batches',
  'truncation of everything',
  'records deleted',
  'segments deleted by retention',
  'batch appended',
  'batch compressed',
  'batch transactional',
  'marker appended',
  'duplicate answered',
  'out of order refused',
  'old producer epoch refused',
  'not transactional refused',
  'coordinator fenced',
  'batch read',
  'read out of range',
  'aborted transaction answered',
  'record found by its timestamp',
  'epoch found',
  'epoch assigned',
  'producer expired',
  'last stable offset below the high watermark',
] as const;

/** What happened in a run besides its operations. */
export type RunEvent = (typeof RUN_EVENTS)[number];

/** How often what was done, and happened, in one or more runs. */
export class RunCounts {
  readonly operations: Map<OperationKind, number> = new Map();
  readonly events: Map<RunEvent, number> = new Map();

  get operationsCount(): number {
    return [...this.operations.values()].reduce((sum, count) => sum + count, 0);
  }

  addOperation(kind: OperationKind): void {
    this.operations.set(kind, (this.operations.get(kind) ?? 0) + 1);
  }

  add(event: RunEvent, count: number = 1): void {
    this.events.set(event, this.countOf(event) + count);
  }

  countOf(event: RunEvent): number {
    return this.events.get(event) ?? 0;
  }

  /** How often a batch began a new segment, whatever the reason. */
  get rollsCount(): number {
    return RUN_EVENTS.filter((event) => event.startsWith('roll: ')).reduce(
      (sum, event) => sum + this.countOf(event),
      0,
    );
  }

  /** The share of a kind of all operations, 0 to 1. */
  shareOf(kind: OperationKind): number {
    return (this.operations.get(kind) ?? 0) / Math.max(this.operationsCount, 1);
  }

  addAll(other: RunCounts): void {
    for (const [kind, count] of other.operations) {
      this.operations.set(kind, (this.operations.get(kind) ?? 0) + count);
    }
    for (const [event, count] of other.events) this.add(event, count);
  }

  /** One line for each kind and each event. */
  describe(): string {
    const percent = (kind: OperationKind): string => `${(this.shareOf(kind) * 100).toFixed(1)} %`;
    const kinds = OPERATION_KINDS.map(
      (kind) => `${String(this.operations.get(kind) ?? 0).padStart(9)}  ${kind} (${percent(kind)})`,
    );
    const events = RUN_EVENTS.map(
      (event) => `${String(this.countOf(event)).padStart(9)}  ${event}`,
    );
    return [...kinds, ...events].join('\n');
  }
}
