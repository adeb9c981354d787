import { once } from 'node:events';
import { connect } from 'node:net';
import { ByteWriter } from '../../packages/base/dist/index.js';
import {
  apiKeyInfo,
  RecordBatchBuilder,
  writeRequest,
} from '../../packages/protocol/dist/index.js';
import * as produce from '../../packages/protocol/dist/generated/00-produce.js';
import * as fetch from '../../packages/protocol/dist/generated/01-fetch.js';
import * as metadata from '../../packages/protocol/dist/generated/03-metadata.js';
import * as apiVersions from '../../packages/protocol/dist/generated/18-api-versions.js';
import * as createTopics from '../../packages/protocol/dist/generated/19-create-topics.js';

const TOPIC = 'warm-up';
const TIMEOUT_MS = 10_000;

/** Asks for what a client asks for first: ApiVersions, Metadata and a Fetch. @param {number} port */
export async function readTopic(port) {
  const partitions = [{ ...fetch.defaultFetchPartition, partition: 0, partitionMaxBytes: 1_000 }];
  const topics = [{ ...fetch.defaultFetchTopic, topic: TOPIC, partitions }];
  await ask(port, [
    frame(18, 3, apiVersions.writeApiVersionsRequest, {
      ...apiVersions.defaultApiVersionsRequest,
      clientSoftwareName: TOPIC,
      clientSoftwareVersion: '1',
    }),
    frame(3, 12, metadata.writeMetadataRequest, {
      ...metadata.defaultMetadataRequest,
      topics: null,
    }),
    frame(1, 12, fetch.writeFetchRequest, {
      ...fetch.defaultFetchRequest,
      maxWaitMs: 0,
      maxBytes: 1_000,
      topics,
    }),
  ]);
}

/** Creates a topic. @param {number} port */
export async function createTopic(port) {
  const topic = { ...createTopics.defaultCreatableTopic, name: TOPIC, numPartitions: 2 };
  await ask(port, [
    frame(19, 7, createTopics.writeCreateTopicsRequest, {
      ...createTopics.defaultCreateTopicsRequest,
      timeoutMs: TIMEOUT_MS,
      topics: [{ ...topic, replicationFactor: 1 }],
    }),
  ]);
}

/** Produces a record that is acknowledged. @param {number} port */
export async function produceRecord(port) {
  const builder = new RecordBatchBuilder();
  builder.append({ timestamp: Date.now(), key: null, value: TOPIC });
  const records = builder.build();
  const partitionData = [{ ...produce.defaultPartitionProduceData, index: 0, records }];
  await ask(port, [
    frame(0, 9, produce.writeProduceRequest, {
      ...produce.defaultProduceRequest,
      acks: -1,
      timeoutMs: TIMEOUT_MS,
      topicData: [{ ...produce.defaultTopicProduceData, name: TOPIC, partitionData }],
    }),
  ]);
}

/**
 * @template Request
 * @param {number} apiKey
 * @param {number} apiVersion
 * @param {(writer: ByteWriter, request: Request, version: number) => void} write
 * @param {Request} request
 */
function frame(apiKey, apiVersion, write, request) {
  const api = apiKeyInfo(apiKey);
  if (api === undefined) throw new Error(`there is no API key ${apiKey}`);
  const writer = new ByteWriter();
  writeRequest(writer, { api, apiVersion, correlationId: 1, clientId: TOPIC }, request, write);
  return writer.toBuffer();
}

/**
 * Sends requests one after the other, each when the one before is answered.
 *
 * @param {number} port
 * @param {readonly Buffer[]} frames
 */
async function ask(port, frames) {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  for (const request of frames) {
    socket.write(request);
    let received = Buffer.alloc(0);
    while (received.byteLength < 4 || received.byteLength < 4 + received.readInt32BE(0)) {
      const [bytes] = await once(socket, 'data');
      received = Buffer.concat([received, bytes]);
    }
  }
  socket.destroy();
}
