import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whatToTry } from './what-to-try.js';

/** @param {string} address */
const ready = (address) => `Odradek is ready on ${address}, with its records in /d.`;

test('what to try is a record in and a record out', () => {
  assert.equal(
    whatToTry(ready('localhost:9092')),
    'Try, in another terminal:\n' +
      '  echo hello | npx odradek produce greetings\n' +
      '  npx odradek consume greetings --from-beginning',
  );
});

test('an address that is not the default is named, all addresses of the machine as localhost', () => {
  assert.match(whatToTry(ready('127.0.0.1:19092')) ?? '', /--bootstrap-server 127\.0\.0\.1:19092$/);
  assert.match(whatToTry(ready('0.0.0.0:9093')) ?? '', /--bootstrap-server localhost:9093$/);
  assert.doesNotMatch(whatToTry(ready('0.0.0.0:9092')) ?? '', /--bootstrap-server/);
});

test('other lines are followed by nothing', () => {
  assert.equal(whatToTry('Shutting down.'), undefined);
});
