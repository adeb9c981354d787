import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { BrokerProcess } from '../broker-process/broker-process.ts';
import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { librdkafkaTestsFolder } from '../installation/librdkafka-tests.ts';
import { runProgram } from '../process/run-program.ts';
import { PASSING_TESTS } from './passing-tests.ts';

const KAFKA_VERSION = '4.3.0';

/** What its pages ask of a cluster. */
const CONFIGS = ['num.partitions=4'];

/** Quick, without those that need no broker and those that need a socket that fails. */
const OPTIONS = ['-Q', '-L', '-E', '-p1'];

/** A test that found nothing to do passes in no time, and has shown nothing. */
const DID_SOMETHING = /PASSED \|\s+(?!0\.000s)\d+\.\d+s/;

test("librdkafka's own tests", async (context) => {
  using data = new TemporaryDirectory();
  using settings = new TemporaryDirectory();
  await using broker = await BrokerProcess.start(data.path, { configs: CONFIGS });
  const folder = librdkafkaTestsFolder();
  const configFile = join(settings.path, 'test.conf');
  writeFileSync(configFile, `bootstrap.servers=${broker.bootstrapServer}\n`);

  for (const name of PASSING_TESTS) {
    await context.test(name, async () => {
      const { code, stdout, stderr } = await runProgram('./test-runner', OPTIONS, {
        directory: folder,
        environment: {
          TESTS: name,
          RDKAFKA_TEST_CONF: configFile,
          TEST_KAFKA_VERSION: KAFKA_VERSION,
          LD_LIBRARY_PATH: '../src:../src-cpp',
        },
      });
      assert.equal(code, 0, stderr);
      const outcome = `${stdout}${stderr}`.split('\n').find((line) => isSummary(line, name));
      assert.match(outcome ?? '', DID_SOMETHING);
    });
  }
  await broker.stop();
});

function isSummary(line: string, name: string): boolean {
  return line.includes(` ${name} `) && line.includes('|');
}
