import { join } from 'node:path';

import { compareWithKafka } from '../comparison/compare-with-kafka.ts';
import { programScript } from '../comparison/program-script.ts';
import { readBack } from '../comparison/read-back.ts';
import { inOrder, scriptOf } from '../comparison/script.ts';
import { PACKAGE } from '../installation/cache.ts';

const CLIENTS = join(PACKAGE, 'clients');
const START = 1_767_225_600_000;

/** The client was written for a later Node than the oldest that we run on. */
const options = ['--import', join(CLIENTS, 'promise-with-resolvers.js')];

compareWithKafka({
  tool: '@platformatic/kafka',
  script: inOrder(
    programScript(process.execPath, [...options, join(CLIENTS, 'platformatic.js')]),
    scriptOf([
      readBack('three', '%o|%T|%k|%s', [`0|${START + 8}||x`]),
      readBack(
        'three',
        '%o|%T|%s',
        [
          `2|${START + 2}|v2`,
          `3|${START + 3}|one`,
          `4|${START + 4}|none`,
          ...[0, 1, 2].map((n) => `${5 + n}|${START + 10 + n}|idempotent ${n}`),
        ],
        1,
      ),
      readBack(
        'set',
        '%o|%k|%s',
        ['gzip', 'snappy', 'lz4'].flatMap((codec, index) =>
          Array.from(
            { length: 500 },
            (_, n) => `${500 * index + n}|${codec}|line ${n} of some text`,
          ),
        ),
      ),
      readBack('born', '%o|%T|%s', [`0|${START + 9}|first`]),
    ]),
  ),
  masks: [
    { kind: 'id', pattern: /(?<="id": ")[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}(?=")/g, by: '<id>' },
    { kind: 'id', pattern: /(?<="id": ")[\w-]{22}(?=")/g, by: '<id>' },
  ],
});
