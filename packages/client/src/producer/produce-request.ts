import type {
  PartitionProduceData,
  PartitionProduceResponse,
  ProduceRequest,
  ProduceResponse,
} from '@odradek/protocol/messages/00-produce';
import { type Uuid, ZERO_UUID } from '@odradek/base';

import type { ProducerBatch, ProducerIdentity } from './producer-batch.ts';

/** A batch in a request. */
export interface SentBatch {
  readonly batch: ProducerBatch;
  /** As whom it was sent; `undefined` without idempotence. */
  readonly sentAs: ProducerIdentity | undefined;
  readonly topicId: Uuid;
}

/** A batch and what the broker said of it. */
export interface AnsweredBatch {
  readonly sent: SentBatch;
  /** `undefined` if the broker passed over it. */
  readonly response: PartitionProduceResponse | undefined;
}

interface TopicOfRequest {
  readonly name: string;
  readonly topicId: Uuid;
  readonly partitionData: PartitionProduceData[];
}

/** A request that carries batches, at most one for each partition. */
export function produceRequest(
  sent: readonly SentBatch[],
  acks: number,
  timeoutMs: number,
): ProduceRequest {
  const topics = new Map<string, TopicOfRequest>();
  for (const { batch, topicId } of sent) {
    const name = batch.topic;
    const topic = topics.get(name) ?? { name, topicId, partitionData: [] };
    topics.set(name, topic);
    topic.partitionData.push({ index: batch.partition, records: batch.close() });
  }
  return { transactionalId: null, acks, timeoutMs, topicData: [...topics.values()] };
}

/** Finds for each batch of a request what the response says of it. */
export function answersOf(
  sent: readonly SentBatch[],
  response: ProduceResponse,
): readonly AnsweredBatch[] {
  const answers = new Map<string, PartitionProduceResponse>();
  for (const topic of response.responses) {
    for (const partition of topic.partitionResponses) {
      // Newer versions name topics by id, older ones by name.
      const topicKey = topic.topicId === ZERO_UUID ? topic.name : topic.topicId;
      answers.set(`${topicKey}:${partition.index}`, partition);
    }
  }
  return sent.map((one) => {
    const { topic, partition } = one.batch;
    const byId = answers.get(`${one.topicId}:${partition}`);
    return { sent: one, response: byId ?? answers.get(`${topic}:${partition}`) };
  });
}
