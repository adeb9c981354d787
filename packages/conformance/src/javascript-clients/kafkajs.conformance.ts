import { join } from 'node:path';

import { compareWithKafka } from '../comparison/compare-with-kafka.ts';
import { programScript } from '../comparison/program-script.ts';
import { readBack } from '../comparison/read-back.ts';
import { inOrder, scriptOf } from '../comparison/script.ts';
import { PACKAGE } from '../installation/cache.ts';

compareWithKafka({
  tool: 'KafkaJS',
  script: inOrder(
    programScript(process.execPath, [join(PACKAGE, 'clients', 'kafkajs.js')]),
    scriptOf([
      readBack('three', '%o|%T|%k|%s', ['0|1767225600008||x']),
      readBack(
        'three',
        '%o|%T|%s',
        [
          '2|1767225600002|v2',
          '3|1767225600003|one',
          '4|1767225600004|none',
          ...[0, 1, 2].map((n) => `${5 + n}|${1_767_225_600_010 + n}|idempotent ${n}`),
        ],
        1,
      ),
      readBack('three', '%o|%s', [], 2),
      readBack(
        'set',
        '%o|%k|%s',
        Array.from({ length: 1000 }, (_, n) => `${n}|k|line ${n} of some text`),
      ),
      readBack('born', '%o|%T|%s', ['0|1767225600009|first']),
    ]),
  ),
  masks: [{ kind: 'id', pattern: /(?<="clusterId": ")[\w-]{22}/g, by: '<cluster id>' }],
});
