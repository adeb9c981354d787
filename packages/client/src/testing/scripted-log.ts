import {
  baseSequenceAt,
  ErrorCode,
  hasProducerIdAt,
  incrementSequence,
  isCrcValid,
  lastOffsetAt,
  lastSequenceAt,
  producerEpochAt,
  producerIdAt,
  recordsCountAt,
  recordsOf,
  setBaseOffset,
  setPartitionLeaderEpoch,
} from '@odradek/protocol';

/** What a leader answers to one batch. */
export interface AppendAnswer {
  readonly errorCode: number;
  readonly baseOffset: number;
}

interface AppendedBatch {
  readonly baseSequence: number;
  readonly lastSequence: number;
  readonly baseOffset: number;
}

interface ProducerState {
  readonly epoch: number;
  /** The last five, oldest first. */
  readonly recent: readonly AppendedBatch[];
}

const RECENT_MAX = 5;

/** A partition in memory that checks sequence numbers as a broker does. */
export class ScriptedLog {
  leaderId: number;
  leaderEpoch = 0;
  logStartOffset = 0;
  endOffset = 0;
  /** The largest batch that is taken, in bytes. */
  maxMessageBytes = 1_048_588;
  readonly batches: Buffer[] = [];
  private readonly producers: Map<bigint, ProducerState> = new Map();

  constructor(leaderId: number) {
    this.leaderId = leaderId;
  }

  /** Appends a batch, or answers why not. */
  append(batch: Buffer): AppendAnswer {
    if (!isCrcValid(batch)) return refused(ErrorCode.CORRUPT_MESSAGE);
    if (batch.byteLength > this.maxMessageBytes) return refused(ErrorCode.MESSAGE_TOO_LARGE);
    if (!hasProducerIdAt(batch, 0)) return this.appendAsIs(batch);
    const state = this.producers.get(producerIdAt(batch, 0));
    const baseSequence = baseSequenceAt(batch, 0);
    const lastSequence = lastSequenceAt(batch, 0);
    const epoch = producerEpochAt(batch, 0);
    if (state !== undefined) {
      if (epoch < state.epoch) return refused(ErrorCode.INVALID_PRODUCER_EPOCH);
      const isSameEpoch = epoch === state.epoch;
      const known = state.recent.find(
        (other) => other.baseSequence === baseSequence && other.lastSequence === lastSequence,
      );
      if (isSameEpoch && known !== undefined) {
        return { errorCode: ErrorCode.NONE, baseOffset: known.baseOffset };
      }
      const last = isSameEpoch ? (state.recent.at(-1)?.lastSequence ?? -1) : -1;
      const next = last === -1 ? 0 : incrementSequence(last, 1);
      if (baseSequence !== next) return refused(ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER);
    }
    const answer = this.appendAsIs(batch);
    const before = state?.epoch === epoch ? state.recent : [];
    const appended = { baseSequence, lastSequence, baseOffset: answer.baseOffset };
    const recent = [...before, appended].slice(-RECENT_MAX);
    this.producers.set(producerIdAt(batch, 0), { epoch, recent });
    return answer;
  }

  /** Appends a batch without any check. */
  appendAsIs(batch: Buffer): AppendAnswer {
    const copy = Buffer.from(batch);
    const baseOffset = this.endOffset;
    setBaseOffset(copy, 0, baseOffset);
    setPartitionLeaderEpoch(copy, 0, this.leaderEpoch);
    this.batches.push(copy);
    this.endOffset += recordsCountAt(copy, 0);
    return { errorCode: ErrorCode.NONE, baseOffset };
  }

  /** The batches from the one that holds an offset on. */
  read(offset: number): Buffer {
    return Buffer.concat(this.batches.filter((batch) => lastOffsetAt(batch, 0) >= offset));
  }

  /** The values of all records, as text. */
  get values(): readonly string[] {
    return this.batches.flatMap((batch) =>
      recordsOf(batch).map(({ value }) => value?.toString() ?? 'null'),
    );
  }
}

function refused(errorCode: number): AppendAnswer {
  return { errorCode, baseOffset: -1 };
}
