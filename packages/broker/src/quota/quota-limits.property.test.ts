import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SeededRandom } from '@odradek/base/testing';
import { clientQuotaEntityOf } from '@odradek/cluster';

import { QuotaLimits } from './quota-limits.ts';

type Name = string | null | undefined;

const USERS: readonly Name[] = ['alice', 'bob', null, undefined];
const CLIENT_IDS: readonly Name[] = ['app', 'job', null, undefined];

function entityOf(user: Name, clientId: Name) {
  const parts = [
    { entityType: 'user', entityName: user },
    { entityType: 'client-id', entityName: clientId },
  ];
  return clientQuotaEntityOf(
    parts.flatMap(({ entityType, entityName }) =>
      entityName === undefined ? [] : [{ entityType, entityName }],
    ),
  );
}

/** The eight entities that a client belongs to, the first one that has a quota wins (KIP-55). */
function precedence(user: string, clientId: string): readonly (readonly [Name, Name])[] {
  return [
    [user, clientId],
    [user, null],
    [user, undefined],
    [null, clientId],
    [null, null],
    [null, undefined],
    [undefined, clientId],
    [undefined, null],
  ];
}

/** Who shares a quota with a client. */
function sharers(user: Name, clientId: Name): 'all client ids' | 'all users' | 'nobody' {
  if (clientId === undefined) return 'all client ids';
  return user === undefined ? 'all users' : 'nobody';
}

test('of all the entities of a client the first one that has a quota counts, and says who shares it', () => {
  const random = new SeededRandom(11);
  for (let run = 0; run < 5_000; run++) {
    const limits = new QuotaLimits();
    const set = new Map<string, number>();
    for (const user of USERS) {
      for (const clientId of CLIENT_IDS) {
        if (user === undefined && clientId === undefined) continue;
        const entity = entityOf(user, clientId);
        const quota = random.below(3) === 0 ? 1 + random.below(1_000_000) : undefined;
        // Set and set again, or removed again: only the last one counts.
        limits.update(entity, 1 + random.below(1_000));
        limits.update(entity, quota);
        if (quota !== undefined) set.set(entity.key, quota);
      }
    }
    assert.equal(limits.isEmpty, set.size === 0);
    for (const user of ['alice', 'bob', 'carol']) {
      for (const clientId of ['app', 'job', 'new']) {
        const expected = precedence(user, clientId).find((names) =>
          set.has(entityOf(...names).key),
        );
        const found = limits.find({ user, clientId });
        assert.equal(found?.quota, expected && set.get(entityOf(...expected).key));
        if (expected === undefined || found === undefined) continue;
        const other = limits.find({ user, clientId: `${clientId}'s brother` });
        if (sharers(...expected) === 'all client ids' && other?.quota === found.quota) {
          assert.equal(other.sharedBy, found.sharedBy);
        }
        if (sharers(...expected) !== 'all client ids') {
          assert.notEqual(other?.sharedBy, found.sharedBy);
        }
        const isSharedByUsers =
          found.sharedBy === limits.find({ user: 'dave', clientId })?.sharedBy;
        if (isSharedByUsers) assert.equal(sharers(...expected), 'all users');
      }
    }
  }
});

test('a client without a client id has the quotas of its user only', () => {
  const limits = new QuotaLimits();
  const client = { user: 'bob', clientId: '' };
  limits.update(entityOf(undefined, null), 1);
  limits.update(entityOf('bob', null), 2);
  limits.update(entityOf(null, null), 3);
  assert.equal(limits.find(client), undefined);
  limits.update(entityOf(null, undefined), 4);
  assert.equal(limits.find(client)?.quota, 4);
  limits.update(entityOf('bob', undefined), 5);
  assert.equal(limits.find(client)?.quota, 5);
});

test('an infinite quota is none, and hides those behind it', () => {
  const limits = new QuotaLimits();
  limits.update(entityOf(undefined, null), 1);
  limits.update(entityOf(undefined, 'app'), Infinity);
  assert.equal(limits.find({ user: 'bob', clientId: 'app' }), undefined);
  assert.equal(limits.find({ user: 'bob', clientId: 'job' })?.quota, 1);
});

test('user and client id are kept apart whatever their names', () => {
  const limits = new QuotaLimits();
  limits.update(entityOf(null, null), 1);
  const clients = [
    { user: 'a:b', clientId: 'c' },
    { user: 'a', clientId: 'b:c' },
    { user: '3:a', clientId: 'b' },
    { user: 'a', clientId: 'b' },
  ];
  const keys = clients.map((client) => limits.find(client)?.sharedBy);
  assert.equal(new Set(keys).size, clients.length);
});
