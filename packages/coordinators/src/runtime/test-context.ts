import { KafkaError, type Offset } from '@odradek/base';
import { ManualClock, SeededRandom } from '@odradek/base/testing';
import { CompressionType, ErrorCode } from '@odradek/protocol';

import { MemoryCoordinatorLog } from '../testing/memory-coordinator-log.ts';
import { MemoryTopicsImage } from '../testing/memory-topics-image.ts';
import type { CoordinatorRecord } from './coordinator-record.ts';
import type { CoordinatorRecordCodec } from './coordinator-record-codec.ts';
import type { CoordinatorResult } from './coordinator-result.ts';
import { CoordinatorRuntime } from './coordinator-runtime.ts';
import type {
  CoordinatorShard,
  CoordinatorShardContext,
  TopicsChange,
} from './coordinator-shard.ts';

/** `offsets.load.buffer.size` */
export const LOAD_BUFFER_BYTES = 500;

/** A record that gives a name a number. */
export interface NumberRecord extends CoordinatorRecord {
  readonly type: 'Number';
  readonly key: { readonly name: string };
  readonly value: { readonly number: number } | null;
}

export function numberRecord(name: string, number: number | null): NumberRecord {
  return { type: 'Number', key: { name }, value: number === null ? null : { number } };
}

const NUMBER_CODEC: CoordinatorRecordCodec<NumberRecord> = {
  encode: ({ key, value }) => ({
    key: Buffer.from(key.name),
    value: value === null ? null : Buffer.from(String(value.number)),
  }),
  decode({ key, value }) {
    const name = String(key);
    if (name.startsWith('?')) return undefined;
    if (name.startsWith('!')) throw new KafkaError('ODRADEK_MALFORMED_MESSAGE', 'no number');
    return numberRecord(name, value === null ? null : Number(value.toString()));
  },
};

/** Numbers by name, as they were replayed. */
export class NumberShard implements CoordinatorShard<NumberRecord> {
  readonly numbers: Map<string, number> = new Map();
  readonly context: CoordinatorShardContext<NumberRecord>;
  /** What happened to the shard. */
  readonly events: string[] = [];
  /** What it writes when it is loaded. */
  whenLoaded: readonly CoordinatorResult<NumberRecord>[] = [];

  constructor(context: CoordinatorShardContext<NumberRecord>) {
    this.context = context;
  }

  replay({ key, value }: NumberRecord, offset: Offset, producerId: bigint | undefined): void {
    this.events.push(`${key.name}@${offset}${producerId === undefined ? '' : ` of ${producerId}`}`);
    if (value === null) this.numbers.delete(key.name);
    else this.numbers.set(key.name, value.number);
  }

  endTransaction(producerId: bigint, isCommitted: boolean): void {
    this.events.push(`${isCommitted ? 'commit' : 'abort'} of ${producerId}`);
  }

  onLoaded(): readonly CoordinatorResult<NumberRecord>[] {
    this.events.push('loaded');
    return this.whenLoaded;
  }

  onUnloaded(): void {
    this.events.push('unloaded');
  }

  onTopicsImage({ deleted }: TopicsChange): readonly CoordinatorResult<NumberRecord>[] {
    return deleted.map(({ name }) => ({
      records: [numberRecord(name, null)],
      complete: (errorCode) => this.events.push(`${name} deleted: ${errorCode}`),
    }));
  }
}

/** Partition 0 of an internal topic of numbers, on a log in memory and in virtual time. */
export class RuntimeContext {
  readonly clock: ManualClock = new ManualClock();
  readonly log: MemoryCoordinatorLog = new MemoryCoordinatorLog();
  readonly reports: string[] = [];
  /** The shards that were made, the last one last. */
  readonly shards: NumberShard[] = [];
  /** Called with each shard that is made. */
  onShard: (shard: NumberShard) => void = () => {};
  readonly runtime: CoordinatorRuntime<NumberRecord, NumberShard>;
  /** How many turns of the event loop loads have taken. */
  turns = 0;
  private nextTurn: (() => void)[] = [];

  constructor(compression: CompressionType = CompressionType.NONE) {
    this.runtime = new CoordinatorRuntime({
      topic: '__numbers',
      clock: this.clock,
      random: new SeededRandom(1),
      nextTurn: (callback) => {
        this.turns++;
        this.nextTurn.push(callback);
      },
      topics: new MemoryTopicsImage(),
      codec: NUMBER_CODEC,
      createShard: (context) => {
        const shard = new NumberShard(context);
        this.shards.push(shard);
        this.onShard(shard);
        return shard;
      },
      commitTimeoutMs: 5_000,
      loadBufferBytes: LOAD_BUFFER_BYTES,
      compression,
      report: (message) => this.reports.push(message),
    });
  }

  /** The shard that was made last. */
  get shard(): NumberShard {
    const shard = this.shards.at(-1);
    if (shard === undefined) throw new Error('no shard was made');
    return shard;
  }

  /** The leadership comes, and what there is is loaded. */
  async begin(): Promise<void> {
    this.runtime.begin(0, this.log);
    await this.settle();
  }

  /** Writes numbers in one operation; answers where the error codes come that it was told. */
  write(...numbers: readonly (readonly [name: string, number: number | null])[]): number[] {
    return this.run(() => numbers.map(([name, number]) => numberRecord(name, number)));
  }

  /** Runs an operation with these records. */
  run(
    records: (shard: NumberShard) => readonly NumberRecord[],
    options: Partial<CoordinatorResult<NumberRecord>> = {},
  ): number[] {
    const told: number[] = [];
    const tell = (errorCode: number): void => {
      told.push(errorCode);
    };
    this.runtime.run(0, (shard) => ({ ...options, records: records(shard), complete: tell }), tell);
    return told;
  }

  /** What a read answers once it is told. */
  read(name: string): (number | undefined | string)[] {
    const answers: (number | undefined | string)[] = [];
    this.runtime.run(
      0,
      (shard) => {
        const number = shard.numbers.get(name);
        return {
          records: [],
          complete: (errorCode) =>
            answers.push(errorCode === ErrorCode.NONE ? number : `error ${errorCode}`),
        };
      },
      (errorCode) => answers.push(`error ${errorCode}`),
    );
    return answers;
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < 500; turn++) {
      await Promise.resolve();
      const callbacks = this.nextTurn;
      this.nextTurn = [];
      for (const callback of callbacks) callback();
    }
  }
}
