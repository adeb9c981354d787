import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createConnection, type AddressInfo, createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { CompressionType, loadCompression, RecordBatchBuilder, recordsOf } from '@odradek/protocol';
import {
  defaultProduceRequest,
  readProduceResponse,
  writeProduceRequest,
} from '@odradek/protocol/messages/00-produce';
import {
  defaultFetchPartition,
  defaultFetchRequest,
  defaultFetchTopic,
  readFetchResponse,
  writeFetchRequest,
} from '@odradek/protocol/messages/01-fetch';
import {
  defaultListOffsetsPartition,
  defaultListOffsetsRequest,
  defaultListOffsetsTopic,
  readListOffsetsResponse,
  writeListOffsetsRequest,
} from '@odradek/protocol/messages/02-list-offsets';
import {
  defaultMetadataRequest,
  readMetadataResponse,
  writeMetadataRequest,
} from '@odradek/protocol/messages/03-metadata';
import {
  defaultApiVersionsRequest,
  readApiVersionsResponse,
  writeApiVersionsRequest,
} from '@odradek/protocol/messages/18-api-versions';

import { OdradekProcess, requestOnce } from '../testing/odradek-process.ts';

/** 150 ms are the goal on a machine that does nothing else; this one is for a busy one. */
const START_PROCESSOR_MS_MAX = 300;
const RESIDENT_BYTES_MAX = 80 * 1024 * 1024;

const root = await mkdtemp(join(tmpdir(), 'odradek-start-'));
after(() => rm(root, { recursive: true }));

let directories = 0;
const newDirectory = (): string => join(root, `data-${directories++}`);

function start(data: string, listen = 'localhost:0'): OdradekProcess {
  return new OdradekProcess(['start', '--data', data, '--listen', listen]);
}

type Address = Awaited<ReturnType<OdradekProcess['ready']>>;

async function announcedApis(address: Address): Promise<number> {
  const { apiKeys } = await requestOnce(address, {
    apiKey: 18,
    version: 0,
    request: defaultApiVersionsRequest,
    write: writeApiVersionsRequest,
    read: readApiVersionsResponse,
  });
  return apiKeys.length;
}

/** Asks for a topic, which creates it, until it is there. */
async function untilCreated(address: Address, name: string): Promise<void> {
  for (let isThere = false; !isThere;) {
    const { topics } = await requestOnce(address, {
      apiKey: 3,
      version: 4,
      request: { ...defaultMetadataRequest, topics: [{ name, topicId: '' }] },
      write: writeMetadataRequest,
      read: readMetadataResponse,
    });
    isThere = topics[0]?.partitions[0]?.leaderId === 1;
  }
}

async function produce(
  address: Address,
  value: string,
  compression: CompressionType = CompressionType.NONE,
): Promise<number | undefined> {
  await untilCreated(address, 'orders');
  const builder = new RecordBatchBuilder({ compression });
  builder.append({ timestamp: -1, key: null, value });
  const partitionData = [{ index: 0, records: builder.build() }];
  const { responses } = await requestOnce(address, {
    apiKey: 0,
    version: 9,
    request: {
      ...defaultProduceRequest,
      acks: -1,
      topicData: [{ name: 'orders', topicId: '', partitionData }],
    },
    write: writeProduceRequest,
    read: readProduceResponse,
  });
  return responses[0]?.partitionResponses[0]?.baseOffset;
}

async function firstValue(address: Address): Promise<string> {
  const partitions = [{ ...defaultFetchPartition, partitionMaxBytes: 1000 }];
  const { responses } = await requestOnce(address, {
    apiKey: 1,
    version: 4,
    request: {
      ...defaultFetchRequest,
      topics: [{ ...defaultFetchTopic, topic: 'orders', partitions }],
    },
    write: writeFetchRequest,
    read: readFetchResponse,
  });
  const records = responses[0]?.partitions[0]?.records ?? Buffer.alloc(0);
  return String(recordsOf(records)[0]?.value);
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`odradek start says when it is ready, serves clients, and ends in order on ${signal}`, async () => {
    const data = newDirectory();
    await using broker = start(data);
    const address = await broker.ready();
    assert.equal(address.host, 'localhost');
    assert.equal(await announcedApis({ host: '127.0.0.1', port: address.port }), 75);
    const { exitCode, stdout, stderr } = await broker.stop(signal);
    assert.equal(exitCode, 0);
    assert.equal(stderr, '');
    const lines = stdout.trimEnd().split('\n');
    assert.equal(
      lines[0],
      `Odradek is ready on localhost:${address.port}, with its records in ${data}.`,
    );
    assert.equal(lines.at(-1), 'Shutting down.');
  });
}

test('a broker that shuts down does not wait for clients that keep their connections', async () => {
  await using broker = start(newDirectory());
  const { port } = await broker.ready();
  const idle = createConnection({ host: '127.0.0.1', port });
  await once(idle, 'connect');
  const closed = once(idle, 'close');
  const { exitCode } = await broker.stop('SIGTERM');
  assert.equal(exitCode, 0);
  await closed;
});

test('a broker that was killed starts again with what it had acknowledged, and goes on', async () => {
  const data = newDirectory();
  {
    await using broker = start(data);
    const address = await broker.ready();
    assert.equal(await produce(address, 'Gregor'), 0);
    assert.equal((await broker.stop('SIGKILL')).signal, 'SIGKILL');
  }
  await using broker = start(data);
  const address = await broker.ready();
  assert.equal(await firstValue(address), 'Gregor');
  assert.equal(await produce(address, 'Samsa'), 1);
  assert.equal((await broker.stop('SIGTERM')).exitCode, 0);
});

test('a broker that meets zstd for the first time takes it, and finds it by its time', async () => {
  await loadCompression();
  const data = newDirectory();
  {
    await using broker = start(data);
    const address = await broker.ready();
    assert.equal(await produce(address, 'Gregor', CompressionType.ZSTD), 0);
    assert.equal(await produce(address, 'Samsa', CompressionType.ZSTD), 1);
    assert.equal(await firstValue(address), 'Gregor');
    await broker.stop('SIGTERM');
  }
  await using broker = start(data);
  const { topics } = await requestOnce(await broker.ready(), {
    apiKey: 2,
    version: 7,
    request: {
      ...defaultListOffsetsRequest,
      topics: [
        {
          ...defaultListOffsetsTopic,
          name: 'orders',
          partitions: [{ ...defaultListOffsetsPartition, timestamp: -3 }],
        },
      ],
    },
    write: writeListOffsetsRequest,
    read: readListOffsetsResponse,
  });
  assert.equal(topics[0]?.partitions[0]?.errorCode, 0);
});

const isLinux = process.platform === 'linux';

test('a broker whose disk fails says so and ends', { skip: !isLinux }, async () => {
  const data = newDirectory();
  await using broker = start(data);
  const address = await broker.ready();
  await untilCreated(address, 'orders');
  // Nothing can be written to the first bytes of a process: EIO, as from a disk.
  await symlink('/proc/self/mem', join(data, 'recovery-point-offset-checkpoint.tmp'));
  await Promise.allSettled([produce(address, 'Gregor')]);
  const { exitCode, stderr, stdout } = await broker.end();
  assert.equal(exitCode, 1);
  assert.match(stderr, /^The log directory \S+ is offline[^\n]*EIO[^\n]*\n/);
  assert.match(stderr, /\nThe broker cannot go on\. [^\n]*EIO[^\n]*\n/);
  assert.match(stdout, /\nShutting down\.\n$/);
  await rm(join(data, 'recovery-point-offset-checkpoint.tmp'));
  await using next = start(data);
  assert.equal(await produce(await next.ready(), 'Samsa'), 0);
  assert.equal((await next.stop('SIGTERM')).exitCode, 0);
});

test('a broker starts with little processor time and memory', { skip: !isLinux }, async () => {
  const data = newDirectory();
  const processorMs: number[] = [];
  for (let times = 0; times < 5; times++) {
    await using broker = start(data);
    await broker.ready();
    const usage = await broker.usage();
    processorMs.push(usage.processorMs);
    assert(usage.residentBytes < RESIDENT_BYTES_MAX, `${usage.residentBytes} bytes are resident`);
    await broker.stop('SIGTERM');
  }
  // Processor time, since the time on the clock depends on what else the machine does.
  assert(Math.min(...processorMs) < START_PROCESSOR_MS_MAX, `took ${processorMs.join()} ms`);
});

async function assertFails(args: readonly string[], exitCode: number, stderr: RegExp) {
  await using refused = new OdradekProcess(args);
  const end = await refused.end();
  assert.equal(end.exitCode, exitCode);
  assert.match(end.stderr, stderr);
  assert.equal(end.stdout, '');
  return end;
}

test('a second broker on the same port refuses with one line', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const args = ['start', '--data', newDirectory(), '--listen', `127.0.0.1:${port}`];
  const oneLine = new RegExp(
    `^Cannot listen on 127\\.0\\.0\\.1:${port}: the port is taken[^\\n]*\\n$`,
  );
  await assertFails(args, 1, oneLine);
  server.close();
});

test('a second broker on the same data directory refuses with one line', async () => {
  const data = newDirectory();
  await using broker = start(data);
  await broker.ready();
  const args = ['start', '--data', data, '--listen', 'localhost:0'];
  await assertFails(args, 1, /^The data directory \S+ is in use by [^\n]*\n$/);
});

test('a data directory that is a file is refused with one line', async () => {
  const path = newDirectory();
  await writeFile(path, '');
  const args = ['start', '--data', path, '--listen', 'localhost:0'];
  await assertFails(args, 1, /^The data directory \S+ cannot be used \(EEXIST[^\n]*--data\)\.\n$/);
});

test('an address that is none is refused with one line', async () => {
  await assertFails(
    ['start', '--listen', 'here'],
    1,
    /^--listen is "here"; write HOST:PORT[^\n]*\n$/,
  );
});

test('a file is read, what is unknown in it is named, and --override beats it', async () => {
  const data = newDirectory();
  const path = join(root, 'server.properties');
  const lines = ['node.id = 7', 'listeners=PLAINTEXT://localhost:0', 'nmu.partitions=3'];
  await writeFile(path, [...lines, `log.dirs=${data}-unused`, ''].join('\n'));
  const args = ['start', '--config', path, '--data', `${data}-unused`];
  await using broker = new OdradekProcess([...args, '--override', `log.dirs=${data}`]);
  const { brokers } = await requestOnce(await broker.ready(), {
    apiKey: 3,
    version: 4,
    request: defaultMetadataRequest,
    write: writeMetadataRequest,
    read: readMetadataResponse,
  });
  assert.equal(brokers[0]?.nodeId, 7);
  const { stdout, stderr } = await broker.stop('SIGTERM');
  assert.match(stdout, new RegExp(`records in ${data}\\.\n`));
  assert.equal(stderr, 'Unknown config nmu.partitions; did you mean num.partitions?\n');
});

test('invalid values stop the start, a line for each', async () => {
  const { stderr } = await assertFails(
    ['start', '--override', 'num.partitions=0', '--override', 'auto.create.topics.enable=yes'],
    1,
    /^Invalid value 0 for configuration num\.partitions: [^\n]*\nInvalid value yes for [^\n]*\n$/,
  );
  assert.match(stderr, /Allowed: INT from 1 to 2147483647\.\n/);
});

for (const [args, message] of [
  [['--config', '/nowhere'], /^--config is "\/nowhere", which cannot be read \(ENOENT[^\n]*\n$/],
  [['--data', ''], /^--data is empty; give it a directory[^\n]*\n$/],
  [['--override', 'x'], /^--override is "x"; write --override key=value\.\n$/],
] as const) {
  test(`odradek start ${args.join(' ')} is refused with one line`, async () => {
    await assertFails(['start', ...args], 1, message);
  });
}

for (const [args, message] of [
  [[], /^No command was given\./],
  [['begin'], /^No command "begin"\./],
  [['start', '--port', '9092'], /^Unknown option '--port'/],
  [['start', 'now'], /^Unexpected argument 'now'/],
  [['start', '--data'], /^Option '--data <value>' argument missing/],
] as const) {
  test(`"odradek ${args.join(' ')}" makes no sense: exit code 2 and the usage`, async () => {
    const { stderr } = await assertFails(args, 2, message);
    assert.match(stderr, /Usage: odradek <command>/);
  });
}

test('--version prints the version', async () => {
  await using version = new OdradekProcess(['--version']);
  assert.match((await version.end()).stdout, /^\d+\.\d+\.\d+\n$/);
});

for (const args of [['--help'], ['help'], ['start', '--help']]) {
  test(`"odradek ${args.join(' ')}" prints the usage and succeeds`, async () => {
    await using help = new OdradekProcess(args);
    const { exitCode, stdout, stderr } = await help.end();
    assert.equal(exitCode, 0);
    assert.equal(stderr, '');
    assert.match(stdout, /^Usage: odradek (<command>|start)/);
  });
}
