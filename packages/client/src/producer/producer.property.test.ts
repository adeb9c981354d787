import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SeededRandom } from '@odradek/base/testing';
import { ErrorCode } from '@odradek/protocol';

import { ClientContext } from '../testing/client-context.ts';
import type { Reaction } from '../testing/scripted-cluster.ts';
import { Producer } from './producer.ts';

const SEEDS = 40;
const RECORDS = 60;

/** What brokers do to one request in three. */
function misbehaviour(random: SeededRandom): Reaction {
  const errors = [
    ErrorCode.NOT_LEADER_OR_FOLLOWER,
    ErrorCode.NOT_ENOUGH_REPLICAS,
    ErrorCode.REQUEST_TIMED_OUT,
  ];
  const errorCode = errors[random.below(errors.length)] ?? ErrorCode.REQUEST_TIMED_OUT;
  const reactions: readonly Reaction[] = [
    { type: 'lose-request' },
    { type: 'lose-answer' },
    { type: 'silence' },
    { type: 'error', errorCode },
  ];
  return reactions[random.below(reactions.length)] ?? { type: 'answer' };
}

test('an idempotent producer puts every record into the log once and in order, whatever is lost', async () => {
  const reached = new Set<string>();
  for (let seed = 1; seed <= SEEDS; seed++) {
    const random = new SeededRandom(seed);
    const context = await ClientContext.start({ brokers: 2, seed });
    const logs = context.cluster.createTopic('orders', 2);
    context.cluster.react = ({ api }) => {
      if (api === 'Produce' && random.chance(0.1)) {
        const log = logs[random.below(2)];
        if (log !== undefined) {
          log.leaderId = 3 - log.leaderId;
          log.leaderEpoch++;
        }
      }
      const reaction: Reaction = random.chance(0.33) ? misbehaviour(random) : { type: 'answer' };
      if (reaction.type === 'error' && api !== 'Produce') return { type: 'answer' };
      reached.add(reaction.type);
      return reaction;
    };
    const producer = new Producer({
      ...context.options,
      batchSize: 1 + random.below(200),
      lingerMs: random.below(3),
      requestTimeoutMs: 1000,
    });
    const sent: Promise<{ readonly partition: number; readonly offset: number }>[] = [];
    for (let index = 0; index < RECORDS; index++) {
      const partition = random.below(2);
      sent.push(producer.send({ topic: 'orders', partition, value: `${partition}:${index}` }));
      if (random.chance(0.2)) await context.pass(random.below(20));
    }
    const metadata = await context.run(Promise.all(sent));
    for (const [partition, log] of logs.entries()) {
      const indexes = log.values.map((value) => Number(value.split(':')[1]));
      const inOrder = indexes.every((value, at) => at === 0 || value > (indexes[at - 1] ?? 0));
      assert.ok(inOrder, `seed ${seed}, partition ${partition}: ${indexes.join(' ')}`);
    }
    for (const [index, { partition, offset }] of metadata.entries()) {
      assert.equal(logs[partition]?.values[offset], `${partition}:${index}`, `seed ${seed}`);
    }
    await context.run(producer.close());
    assert.equal(context.clock.timersCount, 0, `seed ${seed} leaves timers`);
  }
  assert.deepEqual([...reached].sort(), [
    'answer',
    'error',
    'lose-answer',
    'lose-request',
    'silence',
  ]);
});
