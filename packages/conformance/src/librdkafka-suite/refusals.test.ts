import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Refusals } from './refusals.ts';

const JOIN_GROUP = 'WARN API JoinGroup version 7 from client "a" is not built yet: every request\n';

test('refused APIs are found however the output of a broker is cut', () => {
  for (let cut = 0; cut <= JOIN_GROUP.length; cut++) {
    let count = 0;
    const refusals = new Refusals(() => count++);
    refusals.push(`ready\n${JOIN_GROUP.slice(0, cut)}`);
    refusals.push(`${JOIN_GROUP.slice(cut)}something else\n`);
    assert.deepEqual(refusals.apis, ['JoinGroup']);
    assert.equal(count, 1);
  }
});

test('a client id that looks like a refusal does not hide the API', () => {
  const refusals = new Refusals(() => undefined);
  refusals.push(
    'API Heartbeat version 4 from client "API X version 1 is not" is not built yet: \n',
  );
  refusals.push('API Fetch version 99 from client "b" is unknown\n');
  assert.deepEqual(refusals.apis, ['Heartbeat']);
});
