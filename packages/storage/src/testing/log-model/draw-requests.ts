import type { Timestamp } from '@odradek/base';
import type { SeededRandom } from '@odradek/base/testing';
import { CompressionType } from '@odradek/protocol';

import type { AppendRequest, MarkerRequest, RecordsRequest } from './append-request.ts';
import type { LogFeatures } from './log-under-test.ts';
import type { ModelLog } from './model-log.ts';
import {
  judgeMarker,
  judgeRecords,
  type ModelProducer,
  type ModelProducers,
  nextSequenceOf,
  withMarker,
  withRecords,
} from './model-producers.ts';

const PRODUCERS = 6;
const SEQUENCE_MAX = 2 ** 31 - 1;
/** Two of them are more than one segment may span. */
const SPARSE_OFFSET_DELTA = 2 ** 30 + 2 ** 29;
const COMPRESSIONS = [
  CompressionType.GZIP,
  CompressionType.SNAPPY,
  CompressionType.LZ4,
  CompressionType.ZSTD,
];

/** A producer that may send. */
interface Sender {
  readonly producerId: number;
  readonly isTransactional: boolean;
  epoch: number;
  /** What it sent last, to be sent again. */
  sent: readonly RecordsRequest[];
}

/** What is known while several requests of one turn are drawn. */
interface Draft {
  producers: ModelProducers;
  latestEpoch: number;
}

/** Draws what clients and coordinators ask a leader to append. */
export class RequestSource {
  private readonly random: SeededRandom;
  private readonly model: ModelLog;
  private readonly features: LogFeatures;
  private senders: Sender[] = [];
  private nextProducerId = 1000;
  private nextId = 0;
  private leaderEpoch = 0;
  private coordinatorEpoch = 3;

  constructor(random: SeededRandom, model: ModelLog, features: LogFeatures) {
    this.random = random;
    this.model = model;
    this.features = features;
    for (let index = 0; index < PRODUCERS; index++) this.senders.push(this.newSender());
  }

  /** An epoch that no leader had before. */
  newLeaderEpoch(): number {
    this.leaderEpoch =
      Math.max(this.leaderEpoch, this.model.epochs.latest) + this.random.between(1, 3);
    return this.leaderEpoch;
  }

  /** Requests of one turn, most of which are appended. */
  drawTurn(count: number, now: Timestamp): readonly AppendRequest[] {
    const { producers, epochs } = this.model;
    const draft: Draft = { producers, latestEpoch: epochs.latest };
    return Array.from({ length: count }, () => this.drawRequest(draft, now));
  }

  private drawRequest(draft: Draft, now: Timestamp): AppendRequest {
    const { random } = this;
    if (random.chance(0.05)) this.newLeaderEpoch();
    // Kafka's log takes note of an epoch even if it then refuses the batch.
    const isNewEpoch = this.leaderEpoch !== draft.latestEpoch;
    draft.latestEpoch = this.leaderEpoch;
    const isPlain = isNewEpoch || !this.features.producers;
    const request = isPlain ? this.plain(now) : this.drawAny(draft, now);
    this.note(draft, request);
    return request;
  }

  private drawAny(draft: Draft, now: Timestamp): AppendRequest {
    const { random, features } = this;
    if (features.transactions && random.chance(0.2)) return this.drawMarker(draft);
    return random.chance(0.4) ? this.plain(now) : this.inSequence(draft, now);
  }

  /** Lets the requests that follow in the turn go on behind this one. */
  private note(draft: Draft, request: AppendRequest): void {
    const { producers } = draft;
    const at = { baseOffset: 0, maxTimestamp: 0 };
    if (request.type === 'marker') {
      if (judgeMarker(producers, request).type !== 'accepted') return;
      draft.producers = withMarker(producers, request, at);
      return;
    }
    if (judgeRecords(producers, request).type !== 'accepted') return;
    draft.producers = withRecords(producers, request, at);
  }

  /** Records without a producer id. */
  plain(now: Timestamp, changes: Partial<RecordsRequest> = {}): RecordsRequest {
    const { random } = this;
    const count = random.between(1, 4);
    const first = now + random.between(-2000, 500);
    const { unvalidatedBatches } = this.features;
    const isSparse = unvalidatedBatches && random.chance(0.01);
    return {
      type: 'records',
      id: this.nextId++,
      timestamps: Array.from({ length: count }, () => first + random.between(-40, 60)),
      isLogAppendTime: unvalidatedBatches && random.chance(0.15),
      valueBytes: random.below(random.chance(0.2) ? 300 : 60),
      compression: random.chance(0.3) ? this.pick(COMPRESSIONS) : CompressionType.NONE,
      lastOffsetDelta: isSparse ? SPARSE_OFFSET_DELTA : count - 1,
      producerId: -1,
      producerEpoch: -1,
      baseSequence: -1,
      isTransactional: false,
      leaderEpoch: this.leaderEpoch,
      ...changes,
    };
  }

  /** Records of a batch that spans half of the offsets that a segment may have. */
  sparse(now: Timestamp): RecordsRequest {
    return this.plain(now, { lastOffsetDelta: SPARSE_OFFSET_DELTA });
  }

  /** Records that go on where their producer is. */
  inSequence(draft: Draft, now: Timestamp): RecordsRequest {
    const sender = this.drawSender();
    const known = draft.producers.get(sender.producerId);
    const { producerEpoch, baseSequence } = this.placeOf(sender, known);
    sender.epoch = producerEpoch;
    const isOpen = known?.transactionFirstOffset !== undefined;
    const isTransactional = isOpen || sender.isTransactional;
    return this.sentBy(sender, now, { producerEpoch, baseSequence, isTransactional });
  }

  private sentBy(sender: Sender, now: Timestamp, changes: Partial<RecordsRequest>): RecordsRequest {
    const plain = this.plain(now);
    const { producerId } = sender;
    const lastOffsetDelta = plain.timestamps.length - 1;
    const request = { ...plain, producerId, lastOffsetDelta, ...changes };
    sender.sent = [...sender.sent.slice(-8), request];
    return request;
  }

  private placeOf(
    sender: Sender,
    known: ModelProducer | undefined,
  ): { readonly producerEpoch: number; readonly baseSequence: number } {
    const { random } = this;
    if (known === undefined) {
      const expiredEpoch = this.model.expiredEpochs.get(sender.producerId);
      if (expiredEpoch !== undefined) {
        return { producerEpoch: Math.max(expiredEpoch, sender.epoch) + 1, baseSequence: 0 };
      }
      const baseSequence = random.chance(0.5) ? 0 : SEQUENCE_MAX - random.below(6);
      return { producerEpoch: sender.epoch, baseSequence };
    }
    if (random.chance(0.06)) return { producerEpoch: known.epoch + 1, baseSequence: 0 };
    return { producerEpoch: known.epoch, baseSequence: nextSequenceOf(known) };
  }

  private drawMarker(draft: Draft): MarkerRequest {
    const { random } = this;
    const open = [...draft.producers].filter(
      ([, { transactionFirstOffset }]) => transactionFirstOffset !== undefined,
    );
    if (random.chance(0.05)) this.coordinatorEpoch++;
    if (open.length === 0 || random.chance(0.05)) {
      return this.markerOf(this.drawSender(), draft);
    }
    const [producerId, { epoch }] = this.pick(open);
    const isBumped = random.chance(0.4);
    return this.marker({ producerId, producerEpoch: epoch + (isBumped ? 1 : 0) });
  }

  /** A marker for a producer that may have no transaction open. */
  private markerOf({ producerId, epoch }: Sender, draft: Draft): MarkerRequest {
    const known = draft.producers.get(producerId);
    return this.marker({ producerId, producerEpoch: known?.epoch ?? epoch + 1 });
  }

  private marker(changes: Partial<MarkerRequest> & { readonly producerId: number }): MarkerRequest {
    return {
      type: 'marker',
      marker: this.random.chance(0.5) ? 'COMMIT' : 'ABORT',
      producerEpoch: 0,
      coordinatorEpoch: this.coordinatorEpoch,
      transactionVersion: this.random.between(0, 2),
      leaderEpoch: this.leaderEpoch,
      ...changes,
    };
  }

  /** Something that tells what a log knows of a producer, and is not appended if it knows it. */
  drawProbe(now: Timestamp): AppendRequest {
    const { random, model } = this;
    const known = this.senders.filter(({ producerId }) => model.producers.has(producerId));
    // Kafka's log takes note of an epoch even if it then refuses the batch.
    if (known.length === 0 || this.leaderEpoch !== model.epochs.latest) return this.plain(now);
    const sender = this.pick(known);
    const producer = model.producers.get(sender.producerId);
    if (producer === undefined) return this.plain(now);
    const repeated = random.chance(0.5) ? this.repeated(sender, producer, now) : undefined;
    const probe = repeated ?? this.refused(sender, producer, now);
    return { ...probe, leaderEpoch: this.leaderEpoch };
  }

  /** A batch that is remembered, or one of those that were sent before. */
  private repeated(
    sender: Sender,
    producer: ModelProducer,
    now: Timestamp,
  ): RecordsRequest | undefined {
    const { rememberedBatches } = this.features;
    const batch = this.pickOr(producer.batches.slice(rememberedBatches ? 0 : -1), undefined);
    if (batch === undefined || (rememberedBatches && this.random.chance(0.2))) {
      return this.pickOr(sender.sent, undefined);
    }
    const { baseSequence, lastSequence } = batch;
    const lastOffsetDelta = (lastSequence - baseSequence + SEQUENCE_MAX + 1) % (SEQUENCE_MAX + 1);
    return this.plain(now, {
      timestamps: Array.from({ length: lastOffsetDelta + 1 }, () => now),
      producerId: sender.producerId,
      producerEpoch: producer.epoch,
      baseSequence,
      lastOffsetDelta,
      isTransactional: sender.isTransactional,
    });
  }

  private refused(sender: Sender, producer: ModelProducer, now: Timestamp): AppendRequest {
    const { random, features } = this;
    const { producerId } = sender;
    const next = nextSequenceOf(producer);
    const plain = this.plain(now);
    const request: RecordsRequest = {
      ...plain,
      lastOffsetDelta: plain.timestamps.length - 1,
      producerId,
      producerEpoch: producer.epoch,
      baseSequence: next,
      isTransactional: sender.isTransactional,
    };
    const draw = random.below(features.transactions ? 7 : 5);
    if (draw === 0) return { ...request, producerEpoch: producer.epoch - 1 };
    if (draw === 1) return { ...request, producerEpoch: producer.epoch + 1, baseSequence: 1 };
    if (draw === 2) return { ...request, baseSequence: (next + 1) % SEQUENCE_MAX };
    if (draw === 3) return { ...request, baseSequence: Math.max(next - 1, 0) };
    if (draw === 4) return { ...request, isTransactional: false };
    const isFenced = draw === 5 && !this.model.expiredEpochs.has(producerId);
    return this.marker({
      producerId,
      producerEpoch: Math.max(producer.epoch - (isFenced ? 0 : 1), 0),
      coordinatorEpoch: Math.max(producer.coordinatorEpoch - (isFenced ? 1 : 0), 0),
    });
  }

  private drawSender(): Sender {
    const { random, model } = this;
    const index = random.below(this.senders.length);
    const sender = this.senders[index];
    const isOver = sender === undefined || model.expiredEpochs.has(sender.producerId);
    if (sender !== undefined && !(isOver ? random.chance(0.5) : random.chance(0.01))) return sender;
    const fresh = this.newSender();
    this.senders[index] = fresh;
    return fresh;
  }

  private newSender(): Sender {
    const { random } = this;
    return {
      producerId: this.nextProducerId++,
      isTransactional: random.chance(0.5),
      epoch: random.below(3),
      sent: [],
    };
  }

  private pick<Element>(elements: readonly Element[]): Element {
    const element = elements[this.random.below(elements.length)];
    if (element === undefined) throw new RangeError('nothing to pick from');
    return element;
  }

  private pickOr<Element, Other>(elements: readonly Element[], other: Other): Element | Other {
    return elements.length === 0 ? other : this.pick(elements);
  }
}
