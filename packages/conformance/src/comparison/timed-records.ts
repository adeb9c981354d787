import { RecordBatchBuilder } from '@odradek/protocol';

import { RawClient } from '../raw-client/raw-client.ts';
import type { Step } from './script.ts';

/** The timestamp from which those of the records count: 1 January 2026. */
export const TIMED_RECORDS_START: number = 1_767_225_600_000;

/** Timestamps of the records of each batch, in milliseconds from the start; not in order. */
const BATCHES: readonly (readonly number[])[] = [[0, 10, 20], [50], [40, 30, 60, 60], [5]];

/**
 * Produces batches with chosen timestamps to partition 0 of a topic, which most tools cannot, and
 * prints the base offsets. Creates the topic if it is missing. The greatest timestamp, 60, is that of the records 6 and 7.
 */
export function timedRecords(topic: string): Step {
  return {
    name: `records with chosen timestamps go into ${topic}`,
    async run(bootstrapServer) {
      using client = await RawClient.connect(bootstrapServer);
      await client.untilTopic(topic);
      const offsets: number[] = [];
      for (const milliseconds of BATCHES) {
        const builder = new RecordBatchBuilder();
        for (const ms of milliseconds) {
          const timestamp = TIMED_RECORDS_START + ms;
          builder.append({ timestamp, key: null, value: Buffer.from(`at ${ms}`), headers: [] });
        }
        offsets.push(await client.produce(topic, builder.build()));
      }
      return { code: 0, stdout: offsets.join(' '), stderr: '' };
    },
  };
}

/** Waits until a topic is there that was asked for, which Kafka creates in the background. */
export function waitForTopic(topic: string): Step {
  return {
    name: `the topic ${topic} is there`,
    async run(bootstrapServer) {
      using client = await RawClient.connect(bootstrapServer);
      await client.untilTopic(topic);
      return { code: 0, stdout: '', stderr: '' };
    },
  };
}
