import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SeededRandom } from '@odradek/base/testing';
import { MemoryFileSystem } from '@odradek/storage/testing';

import { formatDirectories, type FormatOptions } from './format-directories.ts';

function options(
  fileSystem: MemoryFileSystem,
  changes: Partial<FormatOptions> = {},
): FormatOptions {
  return {
    fileSystem,
    random: new SeededRandom(1),
    directories: ['/data'],
    metadataDirectory: '/data',
    nodeId: 1,
    ...changes,
  };
}

/** Formats one directory, and answers its ids. */
async function formatDirectory(given: FormatOptions) {
  const { clusterId, directories } = await formatDirectories(given);
  const [directory] = directories;
  assert.ok(directory !== undefined && 'directoryId' in directory);
  return { clusterId, directoryId: directory.directoryId };
}

test('a new directory gets random ids, in the format of Kafka', async () => {
  const fileSystem = new MemoryFileSystem();
  const properties = await formatDirectory(options(fileSystem));
  assert.match(properties.clusterId, /^[\w-]{22}$/);
  assert.match(properties.directoryId, /^[\w-]{22}$/);
  assert.notEqual(properties.clusterId, properties.directoryId);
  assert.equal(
    String(await fileSystem.readWhole('/data/meta.properties')),
    `version=1\ncluster.id=${properties.clusterId}\nnode.id=1\n` +
      `directory.id=${properties.directoryId}\n`,
  );
});

test('a directory keeps its ids, also over a crash', async () => {
  const fileSystem = new MemoryFileSystem();
  const created = await formatDirectory(options(fileSystem));
  const random = new SeededRandom(2);
  assert.deepEqual(await formatDirectory(options(fileSystem, { random })), created);
  const rebooted = fileSystem.crash();
  assert.deepEqual(await formatDirectory(options(rebooted, { random })), created);
});

test('the directory of another node is refused, and both ids are named', async () => {
  const fileSystem = new MemoryFileSystem();
  await formatDirectory(options(fileSystem, { nodeId: 2 }));
  await assert.rejects(formatDirectory(options(fileSystem)), {
    code: 'INVALID_CONFIG',
    message: /node\.id is 1, but \/data belongs to node 2/,
  });
});

test('a directory of a version that we do not know is refused by name', async () => {
  const fileSystem = new MemoryFileSystem();
  await fileSystem.createDirectory('/data');
  await fileSystem.writeWhole('/data/meta.properties', Buffer.from('version=2\n'));
  await assert.rejects(formatDirectory(options(fileSystem)), {
    code: 'INVALID_CONFIG',
    message: /\/data\/meta\.properties.*version is 2/,
  });
});

test('a directory with partitions but without its properties is not formatted anew', async () => {
  const fileSystem = new MemoryFileSystem();
  await fileSystem.createDirectory('/data/orders-0');
  await assert.rejects(formatDirectory(options(fileSystem)), {
    code: 'INVALID_CONFIG',
    message: /\/data has no meta\.properties, but folders of partitions such as orders-0/,
  });
  assert.equal(await fileSystem.exists('/data/meta.properties'), false);
});

const SEVERAL = { directories: ['/a', '/b', '/c'], metadataDirectory: '/a' };

async function properties(fileSystem: MemoryFileSystem, path: string): Promise<string> {
  return String(await fileSystem.readWhole(`${path}/meta.properties`));
}

async function rewrite(
  fileSystem: MemoryFileSystem,
  path: string,
  key: string,
  value: string,
): Promise<void> {
  const text = (await properties(fileSystem, path)).replace(
    new RegExp(`${key}=.*`),
    `${key}=${value}`,
  );
  await fileSystem.writeWhole(`${path}/meta.properties`, Buffer.from(text));
}

test('several directories belong to one cluster and node, each with an id of its own', async () => {
  const fileSystem = new MemoryFileSystem();
  const { clusterId, directories } = await formatDirectories(options(fileSystem, SEVERAL));
  const ids = new Set<string>();
  for (const directory of directories) {
    assert.ok('directoryId' in directory);
    ids.add(directory.directoryId);
    const text = await properties(fileSystem, directory.path);
    assert.equal(
      text,
      `version=1\ncluster.id=${clusterId}\nnode.id=1\ndirectory.id=${directory.directoryId}\n`,
    );
  }
  assert.equal(ids.size, 3);
  const again = { ...SEVERAL, random: new SeededRandom(2) };
  assert.deepEqual(await formatDirectories(options(fileSystem, again)), { clusterId, directories });
});

test('a directory that comes to others gets their cluster, wherever it stands', async () => {
  const fileSystem = new MemoryFileSystem();
  const first = await formatDirectory(options(fileSystem));
  const { clusterId, directories } = await formatDirectories(
    options(fileSystem, { directories: ['/new', '/data'] }),
  );
  assert.equal(clusterId, first.clusterId);
  assert.deepEqual(
    directories.map(({ path }) => path),
    ['/new', '/data'],
  );
  assert.match(await properties(fileSystem, '/new'), new RegExp(`cluster\\.id=${clusterId}\n`));
});

test('directories of two clusters, of two nodes and copies are refused, and both are named', async () => {
  for (const [key, value, message] of [
    [
      'cluster.id',
      'AAAAOEVBNTcwNTJENDM2Qg',
      /^Invalid cluster\.id in: \/b\/meta\.properties\. Expected \S+ of \/a, but read AAAAOEVBNTcwNTJENDM2Qg\./,
    ],
    ['node.id', '2', /^node\.id is 1, but \/b belongs to node 2;/],
    [
      'directory.id',
      '',
      /^Duplicate directory ID \S+ found\. It was the ID of \/a, but also of \/b:/,
    ],
  ] as const) {
    const fileSystem = new MemoryFileSystem();
    const { directories } = await formatDirectories(options(fileSystem, SEVERAL));
    const [a] = directories;
    assert.ok(a !== undefined && 'directoryId' in a);
    await rewrite(fileSystem, '/b', key, value === '' ? a.directoryId : value);
    await assert.rejects(formatDirectories(options(fileSystem, SEVERAL)), {
      code: 'INVALID_CONFIG',
      message,
    });
  }
});

test('a new directory for the metadata of a cluster that is there is refused, and not formatted', async () => {
  const fileSystem = new MemoryFileSystem();
  await formatDirectory(options(fileSystem));
  const wrong = { directories: ['/new', '/data'], metadataDirectory: '/new' };
  await assert.rejects(formatDirectories(options(fileSystem, wrong)), {
    code: 'INVALID_CONFIG',
    message: /^\/new is new, but .* that \/data belongs to\. Set metadata\.log\.dir to/,
  });
  assert.equal(await fileSystem.exists('/new/meta.properties'), false);
});

test('a crash while several are formatted does not keep them from being formatted again', async () => {
  for (let operations = 0; ; operations++) {
    const fileSystem = new MemoryFileSystem({ seed: operations + 1 });
    fileSystem.powerOffAfter(operations);
    const formatting = formatDirectories(
      options(fileSystem, { ...SEVERAL, metadataDirectory: '/b' }),
    );
    const isDone = await Promise.race([formatting.then(() => true), quiet()]);
    const rebooted = fileSystem.crash();
    const again = { ...SEVERAL, metadataDirectory: '/b', random: new SeededRandom(2) };
    const { directories } = await formatDirectories(options(rebooted, again));
    assert.equal(directories.filter((each) => 'directoryId' in each).length, 3);
    if (isDone) break;
  }
});

/** Long enough for everything that does not wait for a disk that is off. */
async function quiet(): Promise<false> {
  for (let microtask = 0; microtask < 2_000; microtask++) await Promise.resolve();
  return false;
}

test('a directory that the system does not let us use is offline, that of the metadata refuses the start', async () => {
  const failing = async (metadataDirectory: string) => {
    const fileSystem = new MemoryFileSystem();
    await fileSystem.writeWhole('/b', Buffer.from('no directory'));
    return formatDirectories(options(fileSystem, { ...SEVERAL, metadataDirectory }));
  };
  const { directories } = await failing('/a');
  assert.deepEqual(
    directories.map((each) => [each.path, 'error' in each ? each.error.code : 'online']),
    [
      ['/a', 'online'],
      ['/b', 'KAFKA_STORAGE_ERROR'],
      ['/c', 'online'],
    ],
  );
  await assert.rejects(failing('/b'));
});
