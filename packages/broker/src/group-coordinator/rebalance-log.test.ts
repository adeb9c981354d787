import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock } from '@odradek/base/testing';
import type { RebalanceExplained } from '@odradek/coordinators';

import { RebalanceLog } from './rebalance-log.ts';

const REBALANCE: RebalanceExplained = {
  groupId: 'orders',
  groupType: 'classic',
  generationId: 4,
  generations: 1,
  protocolType: 'consumer',
  protocolName: 'range',
  leaderId: 'a-1',
  reasons: ['member b-2 is new; client reason: not provided'],
  joined: [member('b-2')],
  gone: [{ ...member('c-3'), cause: 'session timeout', reason: 'no heartbeat came in time' }],
  membersCount: 2,
  idle: [],
  durationMs: 120.4,
};

test('a rebalance is told on one line with who came and went, why, and how long it took', () => {
  assert.deepEqual(linesOf(REBALANCE), [
    'Rebalanced group: group="orders" type=classic generation=4 generations=1 duration.ms=120 members=2 ' +
      'protocol="range" joined=1["b-2"@10.0.0.9] gone=1["c-3"@10.0.0.9:session-timeout] idle=0 ' +
      'reason="member b-2 is new; client reason: not provided"',
  ]);
});

test('static members go by their name, and idle ones are named', () => {
  const idle = [{ ...member('d-4'), groupInstanceId: 'four' }];
  const [line] = linesOf({ ...REBALANCE, idle });
  assert.match(line ?? '', / idle=1\["four"@10\.0\.0\.9\] /);
});

test('what clients call themselves cannot break the line, and many members do not flood it', () => {
  const joined = Array.from({ length: 1000 }, (_, index) =>
    member(`m\n${index}${'x'.repeat(500)}`),
  );
  const [line, ...more] = linesOf({
    ...REBALANCE,
    joined,
    reasons: Array(20).fill('y'.repeat(255)),
  });
  assert.equal(more.length, 0);
  assert.ok(line !== undefined && !line.includes('\n'));
  assert.match(line, / joined=1000\[.*,…\] /);
  assert.ok(line.length < 2000, String(line.length));
});

test('a group that rebalances all the time does not flood the log: the others are counted', () => {
  const clock = new ManualClock();
  const lines: string[] = [];
  const log = new RebalanceLog(clock, (line) => lines.push(line));
  for (let count = 0; count < 5000; count++) log.onRebalanced(REBALANCE);
  assert.equal(lines.length, 10);
  clock.advance(10_000);
  log.onRebalanced(REBALANCE);
  assert.equal(lines.length, 12);
  assert.equal(lines[10], '4990 more rebalances of groups are not listed.');
});

function member(memberId: string) {
  return { memberId, groupInstanceId: undefined, clientId: 'app', clientHost: '/10.0.0.9' };
}

function linesOf(rebalance: RebalanceExplained): string[] {
  const lines: string[] = [];
  new RebalanceLog(new ManualClock(), (line) => lines.push(line)).onRebalanced(rebalance);
  return lines;
}
