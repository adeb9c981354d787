import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  batchesIn,
  ErrorCode,
  lastOffsetAt,
  RecordBatchBuilder,
  recordsOf,
} from '@odradek/protocol';

import { BrokerContext } from '../testing/broker-context.ts';
import { INCREMENTAL_ALTER_CONFIGS } from '../testing/client-apis.ts';
import { fetchFrom, produceBatch, tryCreateTopic } from '../testing/operations.ts';

const TOPIC = 2;
const BROKER = 4;
const ALL_BROKERS = '';
/** The default of `log.cleaner.backoff.ms`. */
const BACKOFF_MS = 15_000;
/** A record for each of these keys; the last segment is the active one, which is never compacted. */
const KEYS = ['a', 'b', 'a', 'b', 'a', 'b', 'a', 'b'];
const COMPACTED = { 'cleanup.policy': 'compact', 'min.cleanable.dirty.ratio': '0.01' };

/** Creates a topic whose segments have one batch each, and writes a record for each key. */
async function start(configs: Record<string, string> = COMPACTED): Promise<BrokerContext> {
  const context = await BrokerContext.start({ topicDefaults: { segmentBytes: 100 } });
  const created = await tryCreateTopic(context.connect(), {
    name: 'orders',
    configs: Object.entries(configs).map(([name, value]) => ({ name, value })),
  });
  assert.equal(created.errorCode, ErrorCode.NONE);
  await produce(context, KEYS);
  return context;
}

async function produce(context: BrokerContext, keys: readonly string[]): Promise<void> {
  const client = context.connect();
  for (const [index, key] of keys.entries()) {
    const builder = new RecordBatchBuilder();
    builder.append({
      timestamp: context.clock.now(),
      key,
      value: `${key}${index}`.padEnd(30, '.'),
    });
    assert.equal((await produceBatch(client, 'orders', builder.build())).errorCode, 0);
  }
}

async function alter(
  context: BrokerContext,
  resourceType: number,
  resourceName: string,
  configs: Record<string, string>,
): Promise<void> {
  const changes = Object.entries(configs).map(([name, value]) => {
    return { name, configOperation: 0, value };
  });
  const resources = [{ resourceType, resourceName, configs: changes }];
  const request = { resources, validateOnly: false };
  const { responses } = await context.connect().request(INCREMENTAL_ALTER_CONFIGS, 1, request);
  assert.equal(responses[0]?.errorCode, ErrorCode.NONE, String(responses[0]?.errorMessage));
}

/** The offsets of all records, as a consumer from the beginning finds them. */
async function offsetsOf(context: BrokerContext): Promise<readonly number[]> {
  const client = context.connect();
  const offsets: number[] = [];
  for (let next = 0; ;) {
    const { records } = await fetchFrom(client, 'orders', next);
    const { batches } = batchesIn(records ?? Buffer.alloc(0));
    const last = batches.at(-1);
    if (last === undefined) return offsets;
    offsets.push(...batches.flatMap((batch) => recordsOf(batch).map(({ offset }) => offset)));
    next = lastOffsetAt(last, 0) + 1;
  }
}

const EVERYTHING = KEYS.map((_, offset) => offset);
/** The last of each key before the active segment, and that. */
const CLEANED = [5, 6, 7];

test('a compacted topic is compacted log.cleaner.backoff.ms after it has become dirty', async () => {
  const context = await start();
  await context.advance(BACKOFF_MS - 1);
  assert.deepEqual(await offsetsOf(context), EVERYTHING);
  await context.advance(1);
  assert.deepEqual(await offsetsOf(context), CLEANED);
});

test('log.cleaner.backoff.ms that is changed holds from the next look on', async () => {
  const context = await start();
  await alter(context, BROKER, ALL_BROKERS, { 'log.cleaner.backoff.ms': '1000' });
  await context.advance(BACKOFF_MS);
  await produce(context, KEYS);
  await context.advance(1000);
  assert.deepEqual(await offsetsOf(context), [13, 14, 15]);
});

test('with log.cleaner.threads=0 nothing is compacted, until there is one again', async () => {
  const context = await start();
  await alter(context, BROKER, ALL_BROKERS, { 'log.cleaner.threads': '0' });
  await context.advance(BACKOFF_MS);
  assert.deepEqual(await offsetsOf(context), EVERYTHING);
  await alter(context, BROKER, ALL_BROKERS, { 'log.cleaner.threads': '1' });
  await context.advance(BACKOFF_MS);
  assert.deepEqual(await offsetsOf(context), CLEANED);
});

test('log.cleaner.dedupe.buffer.size that holds no key sets a log aside; more helps at the next start', async () => {
  const context = await start();
  const tooSmall = {
    'log.cleaner.dedupe.buffer.size': '1',
    'log.cleaner.io.buffer.load.factor': '0.1',
  };
  await alter(context, BROKER, ALL_BROKERS, tooSmall);
  await context.advance(BACKOFF_MS);
  assert.deepEqual(await offsetsOf(context), EVERYTHING);
  assert.deepEqual(
    context.events.map(({ type }) => type),
    ['log-uncleanable'],
  );
  const enough = {
    'log.cleaner.dedupe.buffer.size': '1000000',
    'log.cleaner.io.buffer.load.factor': '0.9',
  };
  await alter(context, BROKER, ALL_BROKERS, enough);
  await context.advance(BACKOFF_MS);
  assert.deepEqual(await offsetsOf(context), EVERYTHING);
  await context.restart();
  await context.advance(BACKOFF_MS);
  assert.deepEqual(await offsetsOf(context), CLEANED);
});

test('defaults of all topics that change hold at the next look', async () => {
  const context = await start({ 'cleanup.policy': 'compact' });
  await alter(context, BROKER, ALL_BROKERS, { 'log.cleaner.min.compaction.lag.ms': '60000' });
  await context.advance(BACKOFF_MS);
  assert.deepEqual(await offsetsOf(context), EVERYTHING);
  await alter(context, BROKER, ALL_BROKERS, { 'log.cleaner.min.compaction.lag.ms': '0' });
  await context.advance(BACKOFF_MS);
  assert.deepEqual(await offsetsOf(context), CLEANED);
});

test('cleanup.policy is switched on, off and on again on a topic with records', async () => {
  const context = await start({ 'min.cleanable.dirty.ratio': '0.01' });
  await context.advance(BACKOFF_MS);
  assert.deepEqual(await offsetsOf(context), EVERYTHING);
  await alter(context, TOPIC, 'orders', { 'cleanup.policy': 'compact' });
  await context.advance(BACKOFF_MS);
  assert.deepEqual(await offsetsOf(context), CLEANED);
  await alter(context, TOPIC, 'orders', { 'cleanup.policy': 'delete' });
  await produce(context, KEYS);
  await context.advance(BACKOFF_MS);
  assert.equal((await offsetsOf(context)).length, CLEANED.length + KEYS.length);
  await context.restart();
  assert.equal((await offsetsOf(context)).length, CLEANED.length + KEYS.length);
  await alter(context, TOPIC, 'orders', { 'cleanup.policy': 'compact,delete' });
  await context.advance(BACKOFF_MS);
  assert.deepEqual(await offsetsOf(context), [13, 14, 15]);
});
