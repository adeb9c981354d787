import assert from 'node:assert/strict';

import type { RivalClient } from '../clients/client.ts';
import {
  decodeByCursor,
  decodeToMessages,
  decodeToObjects,
  fetchedRecords,
  fetchFrame,
} from '../clients/odradek-fetch.ts';
import { consumedRecord } from '../clients/odradek-frames.ts';
import { orderRecords } from '../contents/sample-records.ts';
import type { Pair } from './pair.ts';

const TASK = 'decode Fetch, 1,000 orders in 10 batches, every field read';
const RECORDS = 1000;
const RECORDS_PER_BATCH = 100;

/**
 * Decoding of a Fetch response with one partition, and reading of all of its records. The rivals do
 * not look at checksums, so neither does ours in the row that counts.
 */
export async function fetchPairs(rival: RivalClient): Promise<Pair[]> {
  const apiVersion = rival.versions.fetch;
  const frame = fetchFrame(orderRecords(RECORDS), RECORDS_PER_BATCH, apiVersion);
  const theirs = rival.decodeFetch(frame);
  await checkResponse(frame, rival);
  const shared = { task: TASK, rival: rival.name, apiVersion, theirs };
  return [
    ...messagePairs(frame, rival),
    {
      ...shared,
      form: 'objects',
      counts: true,
      ours: () => decodeToObjects(frame, apiVersion, 'unchecked'),
    },
    {
      ...shared,
      form: 'objects, CRC checked',
      counts: false,
      ours: () => decodeToObjects(frame, apiVersion, 'checked'),
    },
    {
      ...shared,
      form: 'cursor',
      counts: false,
      ours: () => decodeByCursor(frame, apiVersion, 'unchecked'),
    },
    {
      ...shared,
      form: 'cursor, CRC checked',
      counts: false,
      ours: () => decodeByCursor(frame, apiVersion, 'checked'),
    },
  ];
}

/** Against a rival that makes messages after decoding, with messages from ours as well. */
function messagePairs(frame: Buffer, rival: RivalClient): Pair[] {
  const theirs = rival.decodeFetchToMessages?.(frame);
  if (theirs === undefined) return [];
  const apiVersion = rival.versions.fetch;
  const ours = (): number => decodeToMessages(frame, apiVersion);
  assert.equal(theirs(), ours());
  const form = 'messages on both sides';
  return [{ task: TASK, form, counts: true, rival: rival.name, apiVersion, ours, theirs }];
}

async function checkResponse(frame: Buffer, rival: RivalClient): Promise<void> {
  const { fetch: apiVersion } = rival.versions;
  const records = fetchedRecords(frame, apiVersion).map(consumedRecord);
  assert.equal(records.length, RECORDS);
  assert.deepEqual(await rival.consumedRecords(frame), records);
  assert.equal(await rival.decodeFetch(frame)(), decodeToObjects(frame, apiVersion, 'checked'));
  assert.equal(await rival.decodeFetch(frame)(), decodeByCursor(frame, apiVersion, 'unchecked'));
}
