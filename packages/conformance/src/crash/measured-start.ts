import { setTimeout as sleep } from 'node:timers/promises';

import { ErrorCode } from '@odradek/protocol';
import { defaultMetadataRequest } from '@odradek/protocol/messages/03-metadata';
import { defaultApiVersionsRequest } from '@odradek/protocol/messages/18-api-versions';

import { BrokerProcess } from '../broker-process/broker-process.ts';
import { API_VERSIONS, METADATA } from '../raw-client/calls.ts';
import { PipelinedConnection } from '../raw-client/pipelined-connection.ts';

const START_MS_MAX = 20_000;
const RETRY_MS = 3;

/** A broker that answers, and how long that took. */
export interface MeasuredStart {
  readonly broker: BrokerProcess;
  /** From the start of the process to the first answers of ApiVersions and Metadata. */
  readonly startMs: number;
}

/** Starts a broker on a port, and measures until it says of all topics that they have leaders. */
export async function startMeasured(data: string, port: number): Promise<MeasuredStart> {
  const started = performance.now();
  const starting = BrokerProcess.start(data, { port, onComplaint: () => undefined });
  const [broker, answered] = await Promise.all([starting, untilAnswered(`127.0.0.1:${port}`)]);
  return { broker, startMs: answered - started };
}

async function untilAnswered(address: string): Promise<number> {
  const deadline = performance.now() + START_MS_MAX;
  for (;;) {
    try {
      return await answered(address);
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await sleep(RETRY_MS);
    }
  }
}

async function answered(address: string): Promise<number> {
  using connection = await PipelinedConnection.connect(address);
  const software = { clientSoftwareName: 'raw', clientSoftwareVersion: '1' };
  await connection.call(API_VERSIONS, { ...defaultApiVersionsRequest, ...software });
  const { topics } = await connection.call(METADATA, { ...defaultMetadataRequest, topics: null });
  const outcomes = topics.flatMap((topic) => [topic, ...topic.partitions]);
  if (outcomes.some(({ errorCode }) => errorCode !== ErrorCode.NONE))
    throw new Error('A partition has no leader yet.');
  return performance.now();
}
