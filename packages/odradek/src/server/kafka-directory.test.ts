import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SeededRandom } from '@odradek/base/testing';
import { MemoryFileSystem } from '@odradek/storage/testing';

import { filesIn, runImport, write, writeKafkaDirectory } from '../storage-import/test-context.ts';
import { formatDirectories } from './format-directories.ts';
import { refuseKafkaDirectory } from './kafka-directory.ts';

const KAFKA = '/kafka';
const METADATA = `${KAFKA}/__cluster_metadata-0`;
const OURS = 'version=1\ncluster.id=MkU3OEVBNTcwNTJENDM2Qg\nnode.id=1\ndirectory.id=abc\n';

async function newKafka(): Promise<MemoryFileSystem> {
  const fileSystem = new MemoryFileSystem();
  await writeKafkaDirectory(fileSystem, { path: KAFKA });
  return fileSystem;
}

test('a directory of Apache Kafka is refused with how it is imported, and only read', async () => {
  const fileSystem = await newKafka();
  const before = await filesIn(fileSystem, KAFKA);
  await assert.rejects(refuseKafkaDirectory(fileSystem, KAFKA), {
    code: 'INVALID_CONFIG',
    message:
      /^\/kafka is a log directory of Apache Kafka .*: odradek storage import --from \/kafka --data DIR$/,
  });
  assert.deepEqual(await filesIn(fileSystem, KAFKA), before);
});

test('each trace of Kafka is enough', async () => {
  const traces = [
    `${METADATA}/quorum-state`,
    `${METADATA}/00000000000000000000-0000000000.checkpoint`,
  ];
  for (const trace of [...traces, `${KAFKA}/bootstrap.checkpoint`]) {
    const fileSystem = await newKafka();
    await write(fileSystem, `${KAFKA}/meta.properties`, OURS);
    await refuseKafkaDirectory(fileSystem, KAFKA);
    await write(fileSystem, trace, '{}');
    const name = trace.slice(KAFKA.length + 1);
    await assert.rejects(refuseKafkaDirectory(fileSystem, KAFKA), {
      message: new RegExp(`it has ${name}`),
    });
  }
});

test('a directory of ours, of an import too, a new one and a missing one are none of Kafka', async () => {
  const fileSystem = await newKafka();
  await refuseKafkaDirectory(fileSystem, '/missing');
  await fileSystem.createDirectory('/new');
  await refuseKafkaDirectory(fileSystem, '/new');
  await formatDirectories({
    fileSystem,
    random: new SeededRandom(1),
    directories: ['/new'],
    metadataDirectory: '/new',
    nodeId: 1,
  });
  await refuseKafkaDirectory(fileSystem, '/new');
  await runImport(fileSystem);
  await refuseKafkaDirectory(fileSystem, '/data');
});
