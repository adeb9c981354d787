import assert from 'node:assert/strict';
import fs, { constants } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { isRefusal } from '../ports/file-system.ts';
import { NodeFile } from './node-file.ts';

async function fileOf(context: TestContext, bytes: Buffer): Promise<NodeFile> {
  const directory = await mkdtemp(join(tmpdir(), 'odradek-file-'));
  context.after(() => rm(directory, { recursive: true }));
  const path = join(directory, 'file');
  await writeFile(path, bytes);
  return NodeFile.open(path, constants.O_RDWR);
}

test('a file is closed when what was begun is done, as its number goes to the next file', async (context) => {
  const bytes = Buffer.alloc(1024 * 1024, 'record');
  const file = await fileOf(context, bytes);
  const order: string[] = [];
  const reads = Array.from({ length: 8 }, async () => {
    assert.equal((await file.read(0, bytes.byteLength)).equals(bytes), true);
    order.push('read');
  });
  await Promise.all([...reads, file.close().then(() => order.push('closed'))]);
  assert.deepEqual(order, [...reads.map(() => 'read'), 'closed']);
});

test('a closed file is not used any more', async (context) => {
  const file = await fileOf(context, Buffer.alloc(10));
  await file.close();
  await file.close();
  await assert.rejects(file.read(0, 10), /closed/);
  await assert.rejects(file.write(0, [Buffer.alloc(1)]), /closed/);
  assert.throws(() => file.writeNow(0, [Buffer.alloc(1)]), /closed/);
  await assert.rejects(file.datasync(), /closed/);
});

test('a read that cannot be begun does not hold up the close', async (context) => {
  const file = await fileOf(context, Buffer.alloc(10));
  await assert.rejects(file.read(-2, 10), { code: 'ERR_OUT_OF_RANGE' });
  await file.close();
});

test('a write that takes nothing is refused as by a full disk', async (context) => {
  const file = await fileOf(context, Buffer.alloc(10));
  const takeNothing = (...args: readonly unknown[]): void => {
    const done = args.at(-1);
    if (typeof done === 'function') done(null, 0);
  };
  const mocked = context.mock.method(fs, 'writev', takeNothing);
  syncBuiltinESMExports();
  try {
    await assert.rejects(file.write(0, [Buffer.from('a')]), (error) => {
      assert.match(String(error), /ENOSPC: no byte could be written at byte 0/);
      return isRefusal(error);
    });
  } finally {
    mocked.mock.restore();
    syncBuiltinESMExports();
  }
  await file.close();
});

test('writeNow goes on where a short write ended, and is refused when nothing is taken', async (context) => {
  const file = await fileOf(context, Buffer.alloc(0));
  const bytes = Buffer.from('0123456789');
  let calls = 0;
  const takeThree = (descriptor: number, buffers: readonly Buffer[], position: number): number => {
    if (++calls === 5) return 0;
    return fs.writeSync(descriptor, Buffer.concat(buffers), 0, 3, position);
  };
  const mocked = context.mock.method(fs, 'writevSync', takeThree);
  syncBuiltinESMExports();
  try {
    file.writeNow(0, [bytes.subarray(0, 5), Buffer.alloc(0), bytes.subarray(5, 9)]);
    assert.equal(calls, 3);
    assert.equal(String(await file.read(0, 10)), '012345678');
    assert.throws(
      () => file.writeNow(9, [Buffer.from('abcdef')]),
      (error) => {
        assert.match(String(error), /ENOSPC: no byte could be written at byte 12/);
        return isRefusal(error);
      },
    );
  } finally {
    mocked.mock.restore();
    syncBuiltinESMExports();
  }
  await file.close();
});
