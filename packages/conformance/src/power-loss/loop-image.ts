import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { basename, join } from 'node:path';

import { outputOf } from '../process/run-program.ts';

const IMAGE_MEBIBYTES = 256;
/** An image with another in it is so much larger. */
const MEDIUM_MEBIBYTES = 64;
/** The file of a disk on its medium. */
const DISK = 'disk.img';
const BLOCK_BYTES = '4096';
const COPIES_MAX = 20;
const TMPFS_MAGIC = 0x01021994;
const RAMFS_MAGIC = 0x858458f6;
/** Fields of `/sys/block/DEVICE/stat`, from 0. */
const SECTORS_WRITTEN = 6;
const IN_FLIGHT = 8;
const FLUSHES = 15;

/**
 * What a disk does with what it was sent and not told to flush when power is lost: it has it on its
 * medium already, or it had it in its write cache alone.
 */
export type WriteCache = 'kept' | 'lost';

/**
 * An ext4 file system, with the options that mkfs and mount choose by themselves, in a file that is
 * a disk by a loop device. What is written to the file system and not synced stays in the page cache
 * of the file system: the file has only what the disk was told, so that a copy of the file is the
 * disk after a loss of power.
 *
 * If the write cache is to be lost, the file lies in another such image, the medium, whose page cache
 * is the write cache: only a flush of the disk, which is a sync of its file, brings it to the medium,
 * and the medium is copied.
 */
export class LoopImage {
  /** Where the file system is mounted. */
  readonly directory: string;
  private readonly path: string;
  private readonly device: string;
  private readonly medium: LoopImage | undefined;

  private constructor(path: string, directory: string, medium: LoopImage | undefined) {
    this.path = path;
    this.directory = directory;
    this.device = basename(deviceOf(directory));
    this.medium = medium;
  }

  /** Makes an empty file system of 256 MiB in `folder`, and mounts it. */
  static async create(folder: string, name: string, cache: WriteCache): Promise<LoopImage> {
    if (cache === 'kept') {
      const path = join(folder, `${name}.img`);
      await format(path, IMAGE_MEBIBYTES);
      return LoopImage.mount(path, join(folder, name));
    }
    const mediumPath = join(folder, `${name}-medium.img`);
    await format(mediumPath, IMAGE_MEBIBYTES + MEDIUM_MEBIBYTES);
    const medium = await LoopImage.mount(mediumPath, join(folder, `${name}-medium`));
    await format(join(medium.directory, DISK), IMAGE_MEBIBYTES);
    await medium.sync();
    return LoopImage.mount(join(medium.directory, DISK), join(folder, name), medium);
  }

  private static async mount(
    path: string,
    directory: string,
    medium?: LoopImage,
  ): Promise<LoopImage> {
    mkdirSync(directory);
    // The loop device is detached by the kernel when it is unmounted.
    await outputOf('mount', ['-o', 'loop', path, directory]);
    return new LoopImage(path, directory, medium);
  }

  /**
   * The disk as a loss of power leaves it: the file is copied while it is mounted, and the copy is
   * mounted, for which ext4 replays its journal. Whoever writes must be stopped; a copy during
   * which the kernel wrote to the disk would be of no single moment and is made again.
   */
  async powerLoss(folder: string, name: string): Promise<LoopImage> {
    if (this.medium !== undefined) {
      const medium = await this.medium.powerLoss(folder, `${name}-medium`);
      return LoopImage.mount(join(medium.directory, DISK), join(folder, name), medium);
    }
    const copy = join(folder, `${name}.img`);
    for (let tries = 0; tries < COPIES_MAX; tries++) {
      const before = this.statistic(SECTORS_WRITTEN);
      await outputOf('cp', ['--sparse=always', '--reflink=never', this.path, copy]);
      const isStill = this.statistic(IN_FLIGHT) === 0;
      if (isStill && this.statistic(SECTORS_WRITTEN) === before)
        return LoopImage.mount(copy, join(folder, name));
    }
    throw new Error(`${this.device} was written to during each of ${COPIES_MAX} copies.`);
  }

  /** Whether the loop device says that it has a write cache, so that the kernel sends it flushes. */
  get passesFlushes(): boolean {
    return readFileSync(`/sys/block/${this.device}/queue/write_cache`, 'utf8') === 'write back\n';
  }

  /** How many flushes the disk was sent. */
  get flushes(): number {
    return this.statistic(FLUSHES);
  }

  private statistic(field: number): number {
    const fields = readFileSync(`/sys/block/${this.device}/stat`, 'utf8').trim().split(/\s+/);
    return Number(fields[field]);
  }

  /** Writes to the disk all that was written to the file system so far. */
  async sync(): Promise<void> {
    await outputOf('sync', ['-f', this.directory]);
  }

  /**
   * Unmounts it and removes it. Its files are removed first, so that what was not synced need not be
   * written. Nothing may have it open.
   */
  async remove(): Promise<void> {
    rmSync(join(this.directory, 'data'), { recursive: true, force: true });
    await outputOf('umount', [this.directory]);
    rmSync(this.path);
    rmSync(this.directory, { recursive: true });
    await this.medium?.remove();
  }
}

async function format(path: string, mebibytes: number): Promise<void> {
  // Else the kernel would write inode tables in the background, also while the image is copied.
  const whole = 'lazy_itable_init=0,lazy_journal_init=0';
  const options = ['-q', '-F', '-b', BLOCK_BYTES, '-E', whole];
  await outputOf('mkfs.ext4', [...options, path, `${mebibytes}M`]);
}

function deviceOf(directory: string): string {
  const lines = readFileSync('/proc/mounts', 'utf8').split('\n');
  const device = lines.find((line) => line.split(' ')[1] === directory)?.split(' ')[0];
  if (device === undefined) throw new Error(`Nothing is mounted at ${directory}.`);
  return device;
}

/** Unmounts it, and detaches its loop device, as soon as nobody has it open. */
function unmountLater(directory: string): void {
  spawnSync('umount', ['--lazy', directory]);
}

/** Unmounts all that is mounted below a folder, also what a process left there that was killed. */
export function unmountBelow(folder: string): void {
  const points = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1]);
  for (const point of points) if (point?.startsWith(`${folder}/`) === true) unmountLater(point);
}

/** Why images in `folder` cannot be mounted here, or are no disks; undefined if they can and are. */
export function whyNoLoopImages(folder: string): string | undefined {
  if (process.platform !== 'linux') return 'loop devices are of Linux';
  if (process.getuid?.() !== 0) return 'only root mounts file systems: run it as root';
  if (!existsSync('/dev/loop-control')) return 'there are no loop devices: /dev/loop-control';
  for (const program of ['mkfs.ext4', 'mount', 'umount']) {
    if (spawnSync(program, ['-V']).error !== undefined) {
      return `${program} is missing (Debian: e2fsprogs, mount)`;
    }
  }
  const { type } = statfsSync(folder);
  const isMemory = type === TMPFS_MAGIC || type === RAMFS_MAGIC;
  return isMemory ? `${folder} is in memory; the images need a disk` : undefined;
}
