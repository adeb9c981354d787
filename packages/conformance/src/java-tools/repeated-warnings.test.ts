import assert from 'node:assert/strict';
import { test } from 'node:test';

import { masked } from '../comparison/mask.ts';
import { REPEATED_WARNINGS } from './repeated-warnings.ts';

function warning(id: number | string, error: string): string {
  return (
    'WARN [Producer clientId=p] The metadata response from the cluster reported a recoverable ' +
    `issue with correlation id ${id} : {orders=${error}} (org.apache.kafka.clients.NetworkClient)\n`
  );
}

test('warnings that are equal but for the correlation id count as one', () => {
  const text = [1, 22, 3].map((id) => warning(id, 'UNKNOWN_TOPIC_OR_PARTITION')).join('');
  const once = warning('<id>', 'UNKNOWN_TOPIC_OR_PARTITION');
  assert.equal(masked(text, [REPEATED_WARNINGS]), once);
  assert.equal(masked(`done\n${text}done\n`, [REPEATED_WARNINGS]), `done\n${once}done\n`);
});

test('a warning of another error stays', () => {
  const errors = ['LEADER_NOT_AVAILABLE', 'UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE'];
  const text = errors.map((error, id) => warning(id, error)).join('');
  const all = errors.map((error) => warning('<id>', error)).join('');
  assert.equal(masked(text, [REPEATED_WARNINGS]), all);
});
