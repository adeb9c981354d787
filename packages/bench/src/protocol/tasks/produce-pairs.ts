import assert from 'node:assert/strict';

import type { ConsumedRecord, Handover, RivalClient } from '../clients/client.ts';
import { encodeProduce, producedRecords } from '../clients/odradek-produce.ts';
import { orderRecords, plainRecords, type SampleRecord } from '../contents/sample-records.ts';
import type { Pair } from './pair.ts';

const RECORDS = 1000;

interface ProduceTask {
  readonly name: string;
  readonly records: readonly SampleRecord[];
  readonly handover: Handover;
}

const TASKS: readonly ProduceTask[] = [
  {
    name: 'encode Produce, 1,000 orders given as buffers',
    records: orderRecords(RECORDS),
    handover: 'buffers',
  },
  {
    name: 'encode Produce, 1,000 orders given as strings',
    records: orderRecords(RECORDS),
    handover: 'strings',
  },
  {
    name: 'encode Produce, 1,000 values of 100 bytes',
    records: plainRecords(RECORDS, 100),
    handover: 'buffers',
  },
];

/** Encoding of a Produce request with one partition: the whole frame, with batch and checksum. */
export async function producePairs(rival: RivalClient): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (const task of TASKS) pairs.push(...(await taskPairs(task, rival)));
  return pairs;
}

async function taskPairs(task: ProduceTask, rival: RivalClient): Promise<Pair[]> {
  const apiVersion = rival.versions.produce;
  const ours = encodeProduce(task.records, task.handover, apiVersion);
  const theirs = rival.encodeProduce(task.records, task.handover);
  checkRequest(ours().toBuffer(), task.records);
  checkRequest(await theirs(), task.records);
  const shared = { task: task.name, rival: rival.name, apiVersion, theirs };
  return [
    { ...shared, form: 'one buffer', counts: true, ours: () => ours().toBuffer() },
    { ...shared, form: 'buffers for writev', counts: false, ours: () => ours().toBuffers() },
  ];
}

/** The timestamps are those of the encoding and so not compared. */
function checkRequest(frame: Buffer, sent: readonly SampleRecord[]): void {
  const produced = producedRecords(frame);
  assert.deepEqual(produced.map(contentsOf), sent);
  assert(produced.every(({ offset }, index) => offset === index));
}

function contentsOf({ key, value, headers }: ConsumedRecord): SampleRecord {
  return { key, value, headers };
}
