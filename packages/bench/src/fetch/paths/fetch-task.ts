import { assert } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  defaultFetchPartition,
  defaultFetchRequest,
  defaultFetchTopic,
  type FetchRequest,
} from '@odradek/protocol/messages/01-fetch';

import { type Cost, costOf } from '../../log/paths/cost.ts';
import type { BrokerUnderTest, ClientUnderTest, ContextUnderTest } from './broker-under-test.ts';

/** A Fetch that is answered again and again. */
export interface FetchTask {
  readonly partitions: number;
  /** Whether there are records to be answered, of the first partition. */
  readonly hasRecords: boolean;
  readonly isInSession: boolean;
  readonly count: number;
}

/** The first version that names topics by id. */
const VERSION = 13;
const TOPIC = 'orders';
const VALUES = Array.from({ length: 10 }, () => 'a value of 100 bytes'.padEnd(100, '.'));
const BYTES_MAX = 1024 * 1024;
const FRAME_LENGTH_BYTES = 4;
const TRIES_MAX = 1000;

/** Measures one Fetch from the bytes of its request to the bytes of its answer. */
export async function measureFetch(broker: BrokerUnderTest, task: FetchTask): Promise<Cost> {
  const context = await broker.start();
  const client = context.connect();
  const topicId = await broker.createTopic(client, TOPIC, task.partitions);
  await broker.produceValues(client, TOPIC, VALUES);
  const request = requestOf(topicId, task);
  const sent = client.send(broker.api, VERSION, {
    ...request,
    sessionEpoch: task.isInSession ? 0 : -1,
  });
  await untilDone(context, () => client.hasResponse(sent));
  const { sessionId, responses } = client.take(sent);
  const answered = responses.flatMap(({ partitions }) => partitions);
  assert(answered.length === task.partitions, 'each partition is answered at first');
  assert(
    answered.every(({ errorCode }) => errorCode === ErrorCode.NONE),
    'none with an error',
  );
  assert(sessionId > 0 === task.isInSession, 'there is a session if there should be one');
  const frames = framesOf(broker, client, { ...request, sessionId }, task);
  const run = async (): Promise<void> => {
    for (let index = 0; index < task.count; index++) {
      client.socket.send(frames());
      await answer(context, client);
    }
  };
  await run();
  return costOf(task.count, run);
}

function requestOf(topicId: string, { partitions, hasRecords }: FetchTask): FetchRequest {
  const asked = Array.from({ length: partitions }, (_, partition) => ({
    ...defaultFetchPartition,
    partition,
    fetchOffset: partition === 0 && !hasRecords ? VALUES.length : 0,
    partitionMaxBytes: BYTES_MAX,
  }));
  const topics = [{ ...defaultFetchTopic, topicId, partitions: asked }];
  return { ...defaultFetchRequest, maxWaitMs: 0, minBytes: 1, maxBytes: BYTES_MAX, topics };
}

/** Each request of a session has an epoch of its own and names nothing; others are all the same. */
function framesOf(
  { api }: BrokerUnderTest,
  client: ClientUnderTest,
  request: FetchRequest,
  { isInSession }: FetchTask,
): () => Buffer {
  if (!isInSession) {
    const { bytes } = client.frame(api, VERSION, request);
    return () => bytes;
  }
  let sessionEpoch = 1;
  const incremental = { ...request, topics: [] };
  return () => {
    return client.frame(api, VERSION, { ...incremental, sessionEpoch: sessionEpoch++ }).bytes;
  };
}

/** Waits until an answer has come as a whole. */
async function answer(context: ContextUnderTest, client: ClientUnderTest): Promise<void> {
  let length = FRAME_LENGTH_BYTES;
  let received = 0;
  await untilDone(context, () => {
    const bytes = client.socket.receive();
    if (received === 0 && bytes.byteLength > 0) length += bytes.readInt32BE();
    received += bytes.byteLength;
    return received >= length && received > 0;
  });
}

/** Lets the broker work on. It is taken for idle early if it does much without its disk. */
async function untilDone(context: ContextUnderTest, isDone: () => boolean): Promise<void> {
  let done = false;
  for (let tries = 0; !done && tries < TRIES_MAX; tries++) {
    await context.settle(() => (done ||= isDone()));
  }
  assert(done, 'a Fetch that does not wait is answered');
}
