import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { compareWithKafka } from '../comparison/compare-with-kafka.ts';
import { programScript } from '../comparison/program-script.ts';
import { PACKAGE } from '../installation/cache.ts';
import { pythonPath } from '../installation/python-packages.ts';
import { realLines } from '../real-text/real-text.ts';

const LINES = 20_000;

const directory = new TemporaryDirectory();
const text = join(directory.path, 'lines.txt');
writeFileSync(
  text,
  realLines(LINES)
    .map((line) => `${line}\n`)
    .join(''),
);

compareWithKafka({
  tool: 'confluent-kafka for Python',
  script: programScript(pythonPath(), [join(PACKAGE, 'python', 'produce_and_assign.py'), text]),
  masks: [{ kind: 'id', pattern: /(?<="cluster id": ")[\w-]{22}(?=")/g, by: '<cluster id>' }],
  close: async () => directory[Symbol.dispose](),
});
