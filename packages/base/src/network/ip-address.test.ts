import assert from 'node:assert/strict';
import { isIP } from 'node:net';
import { test } from 'node:test';

import { SeededRandom } from '../testing/seeded-random.ts';
import { canonicalIpAddress } from './ip-address.ts';

const ADDRESSES: readonly (readonly [text: string, canonical: string | undefined])[] = [
  ['1.2.3.4', '1.2.3.4'],
  ['0.0.0.0', '0.0.0.0'],
  ['255.255.255.255', '255.255.255.255'],
  ['010.0.0.1', '10.0.0.1'],
  ['1.2.3', '1.2.0.3'],
  ['127.1', '127.0.0.1'],
  ['1', '0.0.0.1'],
  ['4294967295', '255.255.255.255'],
  ['4294967296', undefined],
  ['256.1.1.1', undefined],
  ['1.2.3.256', undefined],
  ['1.2.3.4.5', undefined],
  ['1..2.3', undefined],
  ['', undefined],
  ['a.b.c.d', undefined],
  ['localhost', undefined],
  ['::1', '0:0:0:0:0:0:0:1'],
  ['::', '0:0:0:0:0:0:0:0'],
  ['[::1]', '0:0:0:0:0:0:0:1'],
  ['2001:DB8::0001', '2001:db8:0:0:0:0:0:1'],
  ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
  ['fe80::1%eth0', 'fe80:0:0:0:0:0:0:1'],
  ['::ffff:1.2.3.4', '1.2.3.4'],
  ['::ffff:7f00:1', '127.0.0.1'],
  ['64:ff9b::1.2.3.4', '64:ff9b:0:0:0:0:102:304'],
  ['1:2:3:4:5:6:7', undefined],
  ['1:2:3:4:5:6:7:8:9', undefined],
  ['1::2::3', undefined],
  ['1:2:3:4:5:6:7::8', undefined],
  ['12345::', undefined],
  ['::1.2.3.256', undefined],
  [':1', undefined],
  ['g::', undefined],
];

test('every way to write an address leads to one text, and what is none to nothing', () => {
  for (const [text, canonical] of ADDRESSES)
    assert.equal(canonicalIpAddress(text), canonical, text);
});

test('what Node takes for an address in full is one here, and the result is its own canonical text', () => {
  const random = new SeededRandom(7);
  const alphabet = ['0', '1', 'f', '25', 'ffff', ':', '::', '.', 'G'];
  let addresses = 0;
  for (let run = 0; run < 50_000; run++) {
    const length = 1 + (random.uint32() % 12);
    let text = '';
    for (let index = 0; index < length; index++)
      text += alphabet[random.uint32() % alphabet.length];
    const canonical = canonicalIpAddress(text);
    const isAddress = isIP(text) !== 0;
    if (isAddress || text.includes(':')) assert.equal(canonical !== undefined, isAddress, text);
    if (canonical === undefined) continue;
    addresses++;
    assert.equal(canonicalIpAddress(canonical), canonical, text);
    assert.notEqual(isIP(canonical), 0, text);
  }
  assert.ok(addresses > 100, `${addresses} addresses`);
});
