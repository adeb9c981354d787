import * as fs from 'node:fs';

import type { File } from '../ports/file-system.ts';

/** Up to this many bytes joining buffers is quicker than handing many of them to the kernel. */
const JOIN_BYTES_MAX = 256 * 1024;
/** And only if they have no more than that on average: to copy larger ones takes longer than a list. */
const JOIN_AVERAGE_BYTES_MAX = 2048;

type Done<Result> = (error: Error | null | undefined, result?: Result) => void;

/**
 * A file of the machine, with the functions of Node that call back: the file handles of its promises
 * take half as much time again, and leave half as much garbage again.
 */
export class NodeFile implements File {
  private readonly descriptor: number;
  private underWay = 0;
  private onIdle: (() => void) | undefined;
  private isClosed = false;

  private constructor(descriptor: number) {
    this.descriptor = descriptor;
  }

  /** Opens a file with flags of `open(2)`. */
  static open(path: string, flags: number): Promise<NodeFile> {
    return new Promise((resolve, reject) => {
      fs.open(path, flags, (error, descriptor) => {
        if (error === null) resolve(new NodeFile(descriptor));
        else reject(error);
      });
    });
  }

  async read(position: number, length: number, memory?: Buffer): Promise<Buffer> {
    const fits = memory !== undefined && memory.byteLength >= length;
    const bytes = fits ? memory.subarray(0, length) : Buffer.allocUnsafe(length);
    const filled = await this.readInto(position, bytes);
    return filled === length ? bytes : bytes.subarray(0, filled);
  }

  /** Fills memory with the bytes from `position` on, and answers with how many: fewer at the end. */
  async readInto(position: number, bytes: Buffer): Promise<number> {
    let filled = 0;
    while (filled < bytes.byteLength) {
      const [at, left] = [filled, bytes.byteLength - filled];
      const bytesRead = await this.run<number>((done) => {
        fs.read(this.descriptor, bytes, at, left, position + at, done);
      });
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return filled;
  }

  async write(position: number, buffers: readonly Buffer[]): Promise<void> {
    let left = joined(buffers);
    let at = position;
    while (left.length > 0) {
      const [rest, from] = [left, at];
      const bytesWritten = await this.run<number>((done) => {
        fs.writev(this.descriptor, rest, from, done);
      });
      if (bytesWritten === 0) throw noRoom(at);
      at += bytesWritten;
      left = withoutBytes(left, bytesWritten);
    }
  }

  writeNow(position: number, buffers: readonly Buffer[]): void {
    if (this.isClosed) throw closedError();
    let left = joined(buffers);
    let at = position;
    while (left.length > 0) {
      const bytesWritten = fs.writevSync(this.descriptor, left, at);
      if (bytesWritten === 0) throw noRoom(at);
      at += bytesWritten;
      left = withoutBytes(left, bytesWritten);
    }
  }

  datasync(): Promise<void> {
    return this.run((done) => {
      fs.fdatasync(this.descriptor, done);
    });
  }

  /** As `datasync`, with everything that is known of it; makes the names in a directory durable. */
  sync(): Promise<void> {
    return this.run((done) => {
      fs.fsync(this.descriptor, done);
    });
  }

  truncate(size: number): Promise<void> {
    return this.run((done) => {
      fs.ftruncate(this.descriptor, size, done);
    });
  }

  /** The system has it in memory as long as the file is open: no other thread is needed. */
  async size(): Promise<number> {
    if (this.isClosed) throw closedError();
    return fs.fstatSync(this.descriptor).size;
  }

  /** The system gives the number of a closed file to the next one: nothing may still be using it. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    if (this.underWay > 0) {
      await new Promise<void>((resolve) => {
        this.onIdle = resolve;
      });
    }
    await new Promise<void>((resolve, reject) => {
      fs.close(this.descriptor, (error) => {
        if (error === null || error === undefined) resolve();
        else reject(error);
      });
    });
  }

  private run<Result>(operation: (done: Done<Result>) => void): Promise<Result> {
    if (this.isClosed) return Promise.reject(closedError());
    return new Promise((resolve, reject) => {
      operation((error, result) => {
        this.underWay--;
        if (this.underWay === 0) this.onIdle?.();
        if (error === null || error === undefined) resolve(result as Result);
        else reject(error);
      });
      this.underWay++;
    });
  }
}

function closedError(): Error {
  return new Error('the file is closed');
}

/** A write that takes nothing says no reason; none but a full disk is known. */
function noRoom(position: number): Error {
  const message = `ENOSPC: no byte could be written at byte ${position}`;
  return Object.assign(new Error(message), { code: 'ENOSPC', syscall: 'write' });
}

/** The buffers that hold something, in one if they are small. */
function joined(buffers: readonly Buffer[]): Buffer[] {
  const filled = buffers.filter((buffer) => buffer.byteLength > 0);
  if (filled.length < 2) return filled;
  const bytes = filled.reduce((sum, buffer) => sum + buffer.byteLength, 0);
  const isWorthCopying = bytes <= Math.min(JOIN_BYTES_MAX, filled.length * JOIN_AVERAGE_BYTES_MAX);
  return isWorthCopying ? [Buffer.concat(filled, bytes)] : filled;
}

/** What is left to write after a write that may have been short. */
function withoutBytes(buffers: readonly Buffer[], count: number): Buffer[] {
  const left: Buffer[] = [];
  let skipped = count;
  for (const buffer of buffers) {
    if (skipped < buffer.byteLength) left.push(buffer.subarray(skipped));
    skipped = Math.max(0, skipped - buffer.byteLength);
  }
  return left;
}
