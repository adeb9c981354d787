import { setTimeout as sleep } from 'node:timers/promises';

import { ErrorCode, errorOf, RecordBatchBuilder } from '@odradek/protocol';
import {
  defaultProduceRequest,
  type PartitionProduceResponse,
} from '@odradek/protocol/messages/00-produce';
import { defaultInitProducerIdRequest } from '@odradek/protocol/messages/22-init-producer-id';

import { INIT_PRODUCER_ID, PRODUCE } from '../raw-client/calls.ts';
import { ConnectionLost, PipelinedConnection } from '../raw-client/pipelined-connection.ts';

const ACKS_ALL = -1;
const TIMEOUT_MS = 30_000;
/** As many as a broker remembers of a producer, so that each can be sent again. */
const IN_FLIGHT_MAX = 5;
const RECORDS_OF_A_BATCH = 5;
const TURN_MS = 10;
const RETRY_MS = 10;

/** A topic to produce to. */
export interface ProducedTopic {
  /** `host:port` of the broker. */
  readonly address: string;
  readonly id: string;
  readonly partitions: number;
}

/** A batch that is sent until it is acknowledged. */
interface UnacknowledgedBatch {
  readonly firstValue: number;
  readonly records: Buffer;
}

/**
 * An idempotent producer of single Produce requests, five of a partition under way. The values of a
 * partition count from 0, and so do their sequence numbers. If the connection is lost, what was not
 * acknowledged is sent again over another.
 */
export class RawIdempotentProducer {
  private readonly topic: ProducedTopic;
  private readonly onLine: (line: string) => void;
  private readonly unacknowledged: UnacknowledgedBatch[][];
  private readonly sent: number[];
  private producer: { readonly producerId: bigint; readonly producerEpoch: number } | undefined;
  private isEnding = false;

  /** @param onLine takes what happens, in the lines of `Acknowledgements` */
  constructor(topic: ProducedTopic, onLine: (line: string) => void) {
    this.topic = topic;
    this.onLine = onLine;
    this.unacknowledged = Array.from({ length: topic.partitions }, () => []);
    this.sent = Array.from({ length: topic.partitions }, () => 0);
  }

  /** Lets it end as soon as all that was sent is acknowledged. */
  end(): void {
    this.isEnding = true;
  }

  /** Produces until it is told to end. Rejects when a batch is refused for good. */
  async run(): Promise<void> {
    while (!this.isDone) {
      try {
        using connection = await PipelinedConnection.connect(this.topic.address);
        await this.produceOver(connection);
      } catch (error) {
        if (!isLoss(error)) throw error;
        await sleep(RETRY_MS);
      }
    }
    this.sent.forEach((count, partition) => this.onLine(`sent ${partition} ${count}`));
  }

  private get isDone(): boolean {
    return this.isEnding && this.unacknowledged.every(({ length }) => length === 0);
  }

  private async produceOver(connection: PipelinedConnection): Promise<void> {
    this.producer ??= await initProducer(connection);
    const partitions = this.unacknowledged.map((batches, partition) =>
      this.producePartition(connection, partition, [...batches]).finally(() =>
        connection[Symbol.dispose](),
      ),
    );
    // All of them must have noticed before another connection sends their batches again.
    for (const result of await Promise.allSettled(partitions))
      if (result.status === 'rejected') throw result.reason as Error;
  }

  /** Sends again what another connection has lost, in its order, then more. */
  private async producePartition(
    connection: PipelinedConnection,
    partition: number,
    again: readonly UnacknowledgedBatch[],
  ): Promise<void> {
    const failure: { error?: Error } = {};
    const send = (batch: UnacknowledgedBatch) => {
      this.sendBatch(connection, partition, batch).catch((error: unknown) => {
        failure.error ??= error as Error;
      });
    };
    again.forEach(send);
    while (!this.isDone) {
      await sleep(TURN_MS);
      if (failure.error !== undefined) throw failure.error;
      if (connection.isClosed) throw new ConnectionLost('The broker closed the connection.');
      const batches = this.unacknowledged[partition]!;
      if (!this.isEnding && batches.length < IN_FLIGHT_MAX) send(this.nextBatch(partition));
    }
  }

  private nextBatch(partition: number): UnacknowledgedBatch {
    const firstValue = this.sent[partition]!;
    const builder = new RecordBatchBuilder({ ...this.producer, baseSequence: firstValue });
    for (let index = 0; index < RECORDS_OF_A_BATCH; index++)
      builder.append({ timestamp: Date.now(), key: null, value: String(firstValue + index) });
    this.sent[partition] = firstValue + RECORDS_OF_A_BATCH;
    const batch = { firstValue, records: builder.build() };
    this.unacknowledged[partition]!.push(batch);
    return batch;
  }

  private async sendBatch(
    connection: PipelinedConnection,
    partition: number,
    batch: UnacknowledgedBatch,
  ): Promise<void> {
    const partitionData = [{ index: partition, records: Buffer.from(batch.records) }];
    const { responses } = await connection.call(PRODUCE, {
      ...defaultProduceRequest,
      acks: ACKS_ALL,
      timeoutMs: TIMEOUT_MS,
      topicData: [{ name: '', topicId: this.topic.id, partitionData }],
    });
    const answer = responses[0]?.partitionResponses[0];
    throwIfRefused(answer);
    const batches = this.unacknowledged[partition]!;
    if (batches[0] !== batch) throw new Error(`Value ${batch.firstValue} came out of order.`);
    batches.shift();
    for (let index = 0; index < RECORDS_OF_A_BATCH; index++)
      this.onLine(`ack ${partition} ${batch.firstValue + index} ${answer.baseOffset + index}`);
  }
}

/** What can be sent again: the broker does not lead the partition yet. */
class SendAgain extends ConnectionLost {}

function throwIfRefused(
  answer: PartitionProduceResponse | undefined,
): asserts answer is PartitionProduceResponse {
  const errorCode = answer?.errorCode ?? ErrorCode.UNKNOWN_SERVER_ERROR;
  if (errorCode === ErrorCode.NONE) return;
  const error = errorOf(errorCode, answer?.errorMessage);
  throw error.retriable ? new SendAgain(error.message, { cause: error }) : error;
}

async function initProducer(connection: PipelinedConnection) {
  const request = { transactionalId: null, transactionTimeoutMs: TIMEOUT_MS };
  const { errorCode, producerId, producerEpoch } = await connection.call(INIT_PRODUCER_ID, {
    ...defaultInitProducerIdRequest,
    ...request,
  });
  if (errorCode !== ErrorCode.NONE) throw new SendAgain(errorOf(errorCode).message);
  return { producerId, producerEpoch };
}

function isLoss(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return error instanceof ConnectionLost || code === 'ECONNREFUSED' || code === 'ECONNRESET';
}
