import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ManualClock, SeededRandom, VirtualNetwork } from '@odradek/base/testing';
import { MemoryFileSystem } from '@odradek/storage/testing';

import { Trace } from '../trace/trace.ts';
import { ProcessDisk } from './process-disk.ts';
import { SimulatedProcess } from './simulated-process.ts';

/** A process, and a file that it has open on a disk that takes no time. */
async function openFile(seed = 1) {
  const time = new ManualClock();
  const trace = new Trace(() => time.monotonicMs());
  const process = new SimulatedProcess(
    { time, trace, network: new VirtualNetwork() },
    { name: 'broker', machine: 'broker', random: new SeededRandom(seed) },
  );
  const disk = new MemoryFileSystem();
  const path = '/a.log';
  await disk.open(path, { create: true });
  const heard = { errors: 0, cutWrites: 0, onBegin: (): void => {} };
  const processDisk = new ProcessDisk({
    disk,
    process,
    latency: { operationMsMax: 0, syncMsMax: 0, spikes: { probability: 0, msMax: 0 } },
    listener: {
      onBegin: () => heard.onBegin(),
      onError: () => heard.errors++,
      onSpike: () => {},
      onCutWrite: () => heard.cutWrites++,
    },
  });
  const opening = processDisk.open(path);
  for (let turn = 0; turn < 10; turn++) {
    time.advance(1);
    await Promise.resolve();
  }
  return { process, disk, path, heard, file: await opening };
}

test('writeNow has written when it returns, and its errors are heard', async () => {
  const { disk, path, heard, file } = await openFile();
  file.writeNow(0, [Buffer.from('ab'), Buffer.from('cd')]);
  assert.equal(String(await disk.readWhole(path)), 'abcd');
  disk.failLater({ operation: 'write', writes: 'nothing' });
  assert.throws(() => file.writeNow(4, [Buffer.from('ef')]), { code: 'EIO' });
  assert.equal(heard.errors, 1);
});

test('a process that is killed in writeNow leaves a part, and writes nothing afterwards', async () => {
  const sizes = new Set<number>();
  for (let seed = 0; seed < 50; seed++) {
    const { process, disk, path, heard, file } = await openFile(seed);
    heard.onBegin = () => process.kill({ seesReset: true });
    file.writeNow(0, [Buffer.from('ab')]);
    file.writeNow(2, [Buffer.from('cd')]);
    assert.equal(heard.cutWrites, 1);
    sizes.add((await disk.readWhole(path)).byteLength);
  }
  assert.deepEqual(
    [...sizes].sort((left, right) => left - right),
    [0, 1, 2],
  );
});
