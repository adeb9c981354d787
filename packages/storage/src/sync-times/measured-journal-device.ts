import type { Clock } from '@odradek/base';

import type { JournalDevice, JournalFile } from '../ports/journal-device.ts';
import type { SyncObserver } from '../ports/sync-observer.ts';

/** Whose journal is measured, and who hears of it. */
export interface MeasuredJournalDeviceOptions {
  readonly directory: string;
  readonly clock: Clock;
  readonly observer: SyncObserver;
}

/** A journal device that tells how long each durable write takes. */
export class MeasuredJournalDevice implements JournalDevice {
  private readonly device: JournalDevice;
  private readonly options: MeasuredJournalDeviceOptions;

  constructor(device: JournalDevice, options: MeasuredJournalDeviceOptions) {
    this.device = device;
    this.options = options;
  }

  get form(): JournalDevice['form'] {
    return this.device.form;
  }

  get blockBytes(): number {
    return this.device.blockBytes;
  }

  allocate(bytes: number): Buffer {
    return this.device.allocate(bytes);
  }

  create(path: string, size: number): Promise<void> {
    return this.device.create(path, size);
  }

  async open(path: string): Promise<JournalFile> {
    return new MeasuredJournalFile(await this.device.open(path), this.options);
  }
}

class MeasuredJournalFile implements JournalFile {
  private readonly file: JournalFile;
  private readonly options: MeasuredJournalDeviceOptions;

  constructor(file: JournalFile, options: MeasuredJournalDeviceOptions) {
    this.file = file;
    this.options = options;
  }

  get size(): number {
    return this.file.size;
  }

  async writeDurably(position: number, bytes: Buffer): Promise<void> {
    const { directory, clock, observer } = this.options;
    const beganMs = clock.monotonicMs();
    observer.journalWriteBegan(directory);
    let isDurable = false;
    try {
      await this.file.writeDurably(position, bytes);
      isDurable = true;
    } finally {
      const nowMs = clock.monotonicMs();
      const write = { bytes: bytes.byteLength, ms: nowMs - beganMs, nowMs };
      observer.journalWriteEnded(directory, isDurable ? write : undefined);
    }
  }

  read(position: number, length: number, memory?: Buffer): Promise<Buffer> {
    return this.file.read(position, length, memory);
  }

  sync(): Promise<void> {
    return this.file.sync();
  }

  close(): Promise<void> {
    return this.file.close();
  }
}
