import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { CACHE } from '../installation/cache.ts';
import { unmountBelow } from './loop-image.ts';

/** Where all images are: in the folder of the project, because `/tmp` may be in memory. */
const IMAGES = join(CACHE, 'power-loss');

/**
 * A new folder for images. All in it is unmounted and removed when it is disposed of, and when the
 * process ends. What a process left that was killed with SIGKILL goes when the next one is made.
 */
export class ImagesFolder implements Disposable {
  readonly path: string;

  constructor() {
    mkdirSync(IMAGES, { recursive: true });
    for (const name of readdirSync(IMAGES))
      if (!isOwnerAlive(name)) removeFolder(join(IMAGES, name));
    this.path = mkdtempSync(join(IMAGES, `${process.pid}-`));
    process.once('exit', () => this[Symbol.dispose]());
  }

  [Symbol.dispose](): void {
    removeFolder(this.path);
  }
}

function removeFolder(path: string): void {
  unmountBelow(path);
  rmSync(path, { recursive: true, force: true });
}

function isOwnerAlive(name: string): boolean {
  try {
    process.kill(Number.parseInt(name, 10), 0);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
