import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { BrokerProcess } from '../broker-process/broker-process.ts';
import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { librdkafkaTestsFolder } from '../installation/librdkafka-tests.ts';
import { runProgram } from '../process/run-program.ts';
import { Refusals } from './refusals.ts';
import { SUBTESTS, type SuiteProtocol, WITHOUT_QUICK_FORM } from './suite-lists.ts';
import { hasPassed } from './summary.ts';

const KAFKA_VERSION = '4.3.0';
/** What the tests ask of a cluster. */
const CONFIGS = ['num.partitions=4'];
/** Without those that need no broker and those that need a socket that fails, one at a time. */
const OPTIONS = ['-L', '-E', '-p1'];
const QUICK = '-Q';
const RUN_MS_MAX = 300_000;

/** What one of librdkafka's tests did with a broker of its own. */
export interface SuiteRun {
  /** Whether it ran to its end, did something, and found nothing wrong. */
  readonly hasPassed: boolean;
  /** The APIs that are not built yet that it asked for, by the broker's counter of refused requests. */
  readonly refusedApis: readonly string[];
  /** What it printed. */
  readonly said: string;
}

/**
 * Runs one of librdkafka's tests against a new broker, with members that join groups by `protocol`, in
 * its quick form if that does anything. Once the broker has refused a request of an API that is not built yet, the test has `patienceMs` to end:
 * most would ask again until they give up, minutes later.
 */
export async function runSuiteTest(
  name: string,
  protocol: SuiteProtocol,
  patienceMs: number,
): Promise<SuiteRun> {
  const options = WITHOUT_QUICK_FORM.has(name) ? OPTIONS : [...OPTIONS, QUICK];
  const subtest = SUBTESTS.get(name);
  using data = new TemporaryDirectory();
  using settings = new TemporaryDirectory();
  const impatience = new AbortController();
  let timeout: NodeJS.Timeout | undefined;
  const refusals = new Refusals(() => {
    timeout ??= setTimeout(() => impatience.abort(), patienceMs);
  });
  const onComplaint = (text: string) => refusals.push(text);
  await using broker = await BrokerProcess.start(data.path, { configs: CONFIGS, onComplaint });
  const configFile = join(settings.path, 'test.conf');
  writeFileSync(configFile, `bootstrap.servers=${broker.bootstrapServer}\n`);
  const { code, stdout, stderr } = await runProgram('./test-runner', options, {
    directory: librdkafkaTestsFolder(),
    runMsMax: RUN_MS_MAX,
    ended: impatience.signal,
    environment: {
      TESTS: name,
      ...(subtest === undefined ? {} : { SUBTESTS: subtest }),
      RDKAFKA_TEST_CONF: configFile,
      TEST_KAFKA_VERSION: KAFKA_VERSION,
      TEST_CONSUMER_GROUP_PROTOCOL: protocol,
      LD_LIBRARY_PATH: '../src:../src-cpp',
    },
  }).finally(() => clearTimeout(timeout));
  await broker.stop();
  const said = `${stdout}${stderr}`;
  return { hasPassed: code === 0 && hasPassed(name, said), refusedApis: refusals.apis, said };
}
