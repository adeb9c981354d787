import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';

import { type FileSystem, isMissingFile } from '../ports/file-system.ts';

/** Makes a file system and an empty directory in it, which it removes after the test. */
export type CreateFileSystem = (
  context: TestContext,
) => Promise<{ readonly fileSystem: FileSystem; readonly directory: string }>;

/** What every `FileSystem` must do. */
export function testFileSystem(name: string, create: CreateFileSystem): void {
  testFiles(name, create);
  testNames(name, create);
}

function testFiles(name: string, create: CreateFileSystem): void {
  testWriteNow(name, create);

  test(`${name}: read answers what was written, and less at the end of the file`, async (context) => {
    const { fileSystem, directory } = await create(context);
    const file = await fileSystem.open(`${directory}/a.log`, { create: true });
    await file.write(0, [Buffer.from('hello '), Buffer.alloc(0), Buffer.from('world')]);
    await file.write(6, [Buffer.from('W')]);
    await file.datasync();
    assert.equal(String(await file.read(0, 11)), 'hello World');
    assert.equal(String(await file.read(6, 100)), 'World');
    assert.equal((await file.read(11, 5)).byteLength, 0);
    assert.equal((await file.read(50, 5)).byteLength, 0);
    for (const memory of [Buffer.alloc(2), Buffer.alloc(5), Buffer.alloc(200)]) {
      assert.equal(String(await file.read(6, 5, memory)), 'World');
      assert.equal(String(await file.read(6, 100, memory)), 'World');
    }
    const memory = Buffer.alloc(8, '.');
    await file.read(0, 5, memory);
    assert.equal(String(memory), 'hello...');
    assert.equal(await file.size(), 11);
    await file.close();
  });

  test(`${name}: write writes all of many and of large buffers`, async (context) => {
    const { fileSystem, directory } = await create(context);
    const file = await fileSystem.open(`${directory}/a.log`, { create: true });
    const buffers = Array.from({ length: 3000 }, (_, index) => Buffer.alloc(500, index));
    await file.write(10, buffers);
    assert.equal(await file.size(), 10 + 3000 * 500);
    assert.equal(Buffer.concat(buffers).equals(await file.read(10, 3000 * 500)), true);
    await file.close();
  });

  test(`${name}: truncate cuts off and extends with zeros`, async (context) => {
    const { fileSystem, directory } = await create(context);
    const file = await fileSystem.open(`${directory}/a.log`, { create: true });
    await file.write(0, [Buffer.from('abcdef')]);
    await file.truncate(2);
    assert.equal(await file.size(), 2);
    await file.truncate(4);
    assert.deepEqual(await file.read(0, 10), Buffer.from('ab\0\0'));
    await file.write(6, [Buffer.from('z')]);
    assert.deepEqual(await file.read(0, 10), Buffer.from('ab\0\0\0\0z'));
    await file.close();
  });

  test(`${name}: a file that is opened to be read only can be read and not written`, async (context) => {
    const { fileSystem, directory } = await create(context);
    const path = `${directory}/a.log`;
    await fileSystem.writeWhole(path, Buffer.from('kept'));
    const file = await fileSystem.open(path, { isReadOnly: true });
    await assert.rejects(file.write(0, [Buffer.from('x')]), { code: 'EBADF' });
    await assert.rejects(file.truncate(0), { code: 'EINVAL' });
    assert.equal(String(await file.read(0, 10)), 'kept');
    await file.close();
  });

  test(`${name}: open without create rejects for a missing file, and keeps what is there`, async (context) => {
    const { fileSystem, directory } = await create(context);
    const path = `${directory}/a.log`;
    await assert.rejects(fileSystem.open(path), isMissingFile);
    await assert.rejects(fileSystem.open(`${directory}/no/a.log`, { create: true }), isMissingFile);
    await fileSystem.writeWhole(path, Buffer.from('kept'));
    const file = await fileSystem.open(path, { create: true });
    assert.equal(String(await file.read(0, 10)), 'kept');
    await file.close();
  });
}

function testWriteNow(name: string, create: CreateFileSystem): void {
  test(`${name}: what writeNow wrote is there when it returns, and its buffers may change`, async (context) => {
    const { fileSystem, directory } = await create(context);
    const file = await fileSystem.open(`${directory}/a.log`, { create: true });
    const reused = Buffer.from('hello');
    file.writeNow(0, [reused, Buffer.alloc(0), Buffer.from(' world')]);
    reused.fill('x');
    file.writeNow(6, [Buffer.from('W')]);
    file.writeNow(6, []);
    assert.equal(String(await file.read(0, 100)), 'hello World');
    file.writeNow(13, [Buffer.from('!')]);
    await file.datasync();
    assert.deepEqual(await file.read(0, 100), Buffer.from('hello World\0\0!'));
    assert.equal(await file.size(), 14);
    await file.close();
  });

  test(`${name}: writeNow and write follow each other in one file`, async (context) => {
    const { fileSystem, directory } = await create(context);
    const file = await fileSystem.open(`${directory}/a.log`, { create: true });
    await file.write(0, [Buffer.from('aaaa')]);
    file.writeNow(2, [Buffer.from('bbbb')]);
    await file.write(4, [Buffer.from('cccc')]);
    assert.equal(String(await file.read(0, 100)), 'aabbcccc');
    await file.close();
  });

  test(`${name}: writeNow writes all of many buffers`, async (context) => {
    const { fileSystem, directory } = await create(context);
    const file = await fileSystem.open(`${directory}/a.log`, { create: true });
    const buffers = Array.from({ length: 3000 }, (_, index) => Buffer.alloc(500, index));
    file.writeNow(10, buffers);
    assert.equal(await file.size(), 10 + 3000 * 500);
    assert.equal(Buffer.concat(buffers).equals(await file.read(10, 3000 * 500)), true);
    await file.close();
  });

  test(`${name}: writeNow throws for a file that is opened to be read only`, async (context) => {
    const { fileSystem, directory } = await create(context);
    const path = `${directory}/a.log`;
    await fileSystem.writeWhole(path, Buffer.from('kept'));
    const file = await fileSystem.open(path, { isReadOnly: true });
    assert.throws(() => file.writeNow(0, [Buffer.from('x')]), { code: 'EBADF', syscall: 'write' });
    assert.equal(String(await file.read(0, 10)), 'kept');
    await file.close();
  });
}

function testNames(name: string, create: CreateFileSystem): void {
  test(`${name}: directories are created with their parents and listed by name`, async (context) => {
    const { fileSystem, directory } = await create(context);
    await fileSystem.createDirectory(`${directory}/x/y/z`);
    await fileSystem.createDirectory(`${directory}/x/y/z`);
    await fileSystem.writeWhole(`${directory}/x/b`, Buffer.from('b'));
    await fileSystem.writeWhole(`${directory}/x/a`, Buffer.from('a'));
    await fileSystem.syncDirectory(`${directory}/x`);
    assert.deepEqual(await fileSystem.list(`${directory}/x`), [
      { name: 'a', type: 'file' },
      { name: 'b', type: 'file' },
      { name: 'y', type: 'directory' },
    ]);
    await assert.rejects(fileSystem.list(`${directory}/missing`), isMissingFile);
    await assert.rejects(fileSystem.syncDirectory(`${directory}/missing`), isMissingFile);
  });

  test(`${name}: rename replaces a file and takes a directory with its contents`, async (context) => {
    const { fileSystem, directory } = await create(context);
    await fileSystem.writeWhole(`${directory}/a`, Buffer.from('a'));
    await fileSystem.writeWhole(`${directory}/b`, Buffer.from('b'));
    await fileSystem.rename(`${directory}/a`, `${directory}/b`);
    assert.equal(String(await fileSystem.readWhole(`${directory}/b`)), 'a');
    assert.equal(await fileSystem.exists(`${directory}/a`), false);
    await fileSystem.createDirectory(`${directory}/old`);
    await fileSystem.writeWhole(`${directory}/old/c`, Buffer.from('c'));
    await fileSystem.rename(`${directory}/old`, `${directory}/new`);
    assert.equal(String(await fileSystem.readWhole(`${directory}/new/c`)), 'c');
    await assert.rejects(fileSystem.rename(`${directory}/old`, `${directory}/x`), isMissingFile);
  });

  test(`${name}: remove takes files and whole directories, and nothing if there is none`, async (context) => {
    const { fileSystem, directory } = await create(context);
    await fileSystem.createDirectory(`${directory}/x/y`);
    await fileSystem.writeWhole(`${directory}/x/y/a`, Buffer.from('a'));
    await fileSystem.writeWhole(`${directory}/b`, Buffer.from('b'));
    await fileSystem.remove(`${directory}/x`);
    await fileSystem.remove(`${directory}/b`);
    await fileSystem.remove(`${directory}/missing`);
    assert.deepEqual(await fileSystem.list(directory), []);
  });

  test(`${name}: writeWhole replaces a file by a shorter one`, async (context) => {
    const { fileSystem, directory } = await create(context);
    const path = `${directory}/meta.properties`;
    await fileSystem.writeWhole(path, Buffer.from('a long text'));
    await fileSystem.writeWhole(path, Buffer.from('short'));
    assert.equal(String(await fileSystem.readWhole(path)), 'short');
    assert.deepEqual(await fileSystem.list(directory), [{ name: 'meta.properties', type: 'file' }]);
    await assert.rejects(fileSystem.readWhole(`${directory}/missing`), isMissingFile);
  });
}
