/** The file that a lock may be on, as `stat` tells it. */
export interface LockedFile {
  /** The number of the device. */
  readonly dev: number;
  /** The number of the inode. */
  readonly ino: number;
}

const LOCK = /^\d+: \S+ +\S+ +WRITE +(\d+) ([0-9a-f]+):([0-9a-f]+):(\d+) /;
const HEXADECIMAL = 16;
const MINOR_BITS = 8;
const MINOR_MASK = 0xff;
const MAJOR_MASK = 0xfff;
const HIGH_BITS_FROM = 2 ** 20;

/** The id of the process that has a file locked to write, by the text of `/proc/locks` (proc_locks(5)). */
export function lockHolder(locks: string, { dev, ino }: LockedFile): number | undefined {
  for (const line of locks.split('\n')) {
    const [, processId, major = '', minor = '', inode] = LOCK.exec(line) ?? [];
    if (processId === undefined || Number(inode) !== ino) continue;
    const isSame =
      Number.parseInt(major, HEXADECIMAL) === majorOf(dev) &&
      Number.parseInt(minor, HEXADECIMAL) === minorOf(dev);
    if (isSame) return Number(processId);
  }
  return undefined;
}

/** As glibc's `gnu_dev_major`, for numbers of 32 bits. */
function majorOf(dev: number): number {
  return (dev >> MINOR_BITS) & MAJOR_MASK;
}

/** As glibc's `gnu_dev_minor`: bits 0 to 7 and those from 20 on. */
function minorOf(dev: number): number {
  return Math.floor(dev / HIGH_BITS_FROM) * (MINOR_MASK + 1) + (dev & MINOR_MASK);
}
