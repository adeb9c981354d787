import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { BrokerProcess } from '../broker-process/broker-process.ts';
import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';

const README = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8');
const RUN_MS_MAX = 30_000;

/** The commands with kcat on the first page, in order. */
function kcatCommands(): string[] {
  const blocks = [...README.matchAll(/```sh\n([^`]*)```/g)].map(([, block]) => block ?? '');
  return blocks.flatMap((block) => block.split('\n')).filter((line) => line.includes('kcat'));
}

describe('the README', () => {
  test('shows a record going in and coming out', async () => {
    using data = new TemporaryDirectory();
    await using broker = await BrokerProcess.start(data.path);
    const [produce = '', consume = ''] = kcatCommands().map((command) =>
      command.replace('localhost:9092', broker.bootstrapServer),
    );
    const sent = /echo '([^']+)'/.exec(produce)?.[1];
    const options = { shell: true, encoding: 'utf8', timeout: RUN_MS_MAX } as const;
    assert.equal(spawnSync(produce, options).status, 0, produce);
    assert.equal(spawnSync(consume, options).stdout, `${sent}\n`, consume);
    await broker.stop();
  });
});
