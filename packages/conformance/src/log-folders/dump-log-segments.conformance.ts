import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

import { KafkaTools } from '../apache-kafka/kafka-tools.ts';
import { TemporaryDirectory } from '../broker-process/temporary-directory.ts';
import { assertDumped } from './dump-log-segments.ts';
import { SAMPLE_FOLDERS } from './sample-folders.ts';

describe("Kafka's DumpLogSegments prints our files as we read them, and complains of nothing", () => {
  const tools = new KafkaTools();
  after(() => tools[Symbol.asyncDispose]());

  for (const { name, write } of SAMPLE_FOLDERS) {
    test(name, async (context) => {
      using directory = new TemporaryDirectory();
      const folder = join(directory.path, 'orders-0');
      await write(folder);
      const { files, linesCount } = await assertDumped(tools, folder);
      assert.ok(files.some((file) => file.endsWith('.log')));
      context.diagnostic(`${files.length} files, ${linesCount} lines`);
    });
  }
});
