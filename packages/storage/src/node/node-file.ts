import type { FileHandle } from 'node:fs/promises';

import type { File } from '../ports/file-system.ts';

/** Up to this many bytes joining buffers is quicker than handing many of them to the kernel. */
const JOIN_BYTES_MAX = 256 * 1024;

/** A file of the machine. */
export class NodeFile implements File {
  private readonly handle: FileHandle;

  constructor(handle: FileHandle) {
    this.handle = handle;
  }

  async read(position: number, length: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await this.handle.read(
        bytes,
        filled,
        length - filled,
        position + filled,
      );
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return filled === length ? bytes : bytes.subarray(0, filled);
  }

  async write(position: number, buffers: readonly Buffer[]): Promise<void> {
    let left = joined(buffers);
    let at = position;
    while (left.length > 0) {
      const { bytesWritten } = await this.handle.writev(left, at);
      if (bytesWritten === 0) throw new Error(`0 bytes could be written at byte ${at}`);
      at += bytesWritten;
      left = withoutBytes(left, bytesWritten);
    }
  }

  async datasync(): Promise<void> {
    await this.handle.datasync();
  }

  async truncate(size: number): Promise<void> {
    await this.handle.truncate(size);
  }

  async size(): Promise<number> {
    return (await this.handle.stat()).size;
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}

/** The buffers that hold something, in one if they are small. */
function joined(buffers: readonly Buffer[]): Buffer[] {
  const filled = buffers.filter((buffer) => buffer.byteLength > 0);
  if (filled.length < 2) return filled;
  const bytes = filled.reduce((sum, buffer) => sum + buffer.byteLength, 0);
  return bytes <= JOIN_BYTES_MAX ? [Buffer.concat(filled, bytes)] : filled;
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
