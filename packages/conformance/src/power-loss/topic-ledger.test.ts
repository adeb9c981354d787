import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { type FoundTopic, TopicLedger } from './topic-ledger.ts';

function empty(id: string): FoundTopic {
  return { id, partitions: [{ start: 0, end: 0, keys: [] }] };
}

function ledgerWith(state: 'there' | 'deleting' | 'deleted'): TopicLedger {
  const ledger = new TopicLedger();
  const topic = ledger.add('orders', 1);
  topic.id = 'first';
  topic.state = state;
  return ledger;
}

const found = (id: string) => new Map([['orders', empty(id)]]);
const NOTHING = new Map<string, FoundTopic>();

describe('topics after a loss of power', () => {
  test('are right if they are there', () => {
    assert.deepEqual(ledgerWith('there').judge(found('first')), { lost: 0, violations: [] });
  });

  test('are lost with their records if they are gone, or are others', () => {
    for (const without of [NOTHING, found('second')]) {
      const ledger = ledgerWith('there');
      const [topic] = ledger.there;
      const [partition] = topic!.partitions;
      partition!.acknowledge(0, [partition!.nextKey()]);
      const { lost, violations } = ledger.judge(without);
      assert.equal(lost, 1);
      assert.equal(violations[0], 'topic orders with id first is gone');
    }
  });

  test('may be there or not while they are created or deleted', () => {
    const creating = new TopicLedger();
    creating.add('orders', 1);
    for (const ledger of [creating, ledgerWith('deleting')])
      for (const either of [NOTHING, found('first')])
        assert.deepEqual(ledger.judge(either).violations, []);
  });

  test('must not come back', () => {
    const { violations } = ledgerWith('deleted').judge(found('first'));
    assert.deepEqual(violations, ['topic orders with id first came back']);
    assert.equal(new TopicLedger().judge(found('first')).violations.length, 1);
  });

  test('may have the name of one that was deleted', () => {
    const ledger = ledgerWith('deleted');
    const again = ledger.add('orders', 1);
    again.id = 'second';
    again.state = 'there';
    assert.deepEqual(ledger.judge(found('second')).violations, []);
    assert.equal(ledger.judge(found('first')).violations.length, 2);
  });

  test('must be whole while they are deleted, if they are there', () => {
    const ledger = ledgerWith('there');
    const [topic] = ledger.there;
    const [partition] = topic!.partitions;
    partition!.acknowledge(0, [partition!.nextKey()]);
    topic!.state = 'deleting';
    assert.equal(ledger.judge(found('first')).lost, 1);
  });

  test('have lost all records of a partition that cannot be read', () => {
    const ledger = ledgerWith('there');
    const [partition] = ledger.there[0]!.partitions;
    partition!.acknowledge(0, [partition!.nextKey(), partition!.nextKey()]);
    const unreadable = { id: 'first', partitions: [new Error('offline')] };
    const { lost, violations } = ledger.judge(new Map([['orders', unreadable]]));
    assert.equal(lost, 2);
    assert.deepEqual(violations, ['orders-0: offline']);
  });

  test('must stay as they were found', () => {
    const ledger = ledgerWith('deleting');
    ledger.adopt(NOTHING);
    assert.equal(ledger.judge(found('first')).violations.length, 1);
    const other = ledgerWith('deleting');
    other.adopt(found('first'));
    assert.equal(other.judge(NOTHING).violations.length, 1);
  });
});
