import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { CACHE } from '../installation/cache.ts';
import { unmountLeftOvers } from './loop-image.ts';

/** Where all images are: in the folder of the project, because `/tmp` may be in memory. */
const IMAGES = join(CACHE, 'power-loss');

/**
 * A new folder for images, which is removed when it is disposed of. What a process that was killed
 * left there is unmounted and removed first.
 */
export class ImagesFolder implements Disposable {
  readonly path: string;

  constructor() {
    mkdirSync(IMAGES, { recursive: true });
    for (const name of readdirSync(IMAGES)) if (!isOwnerAlive(name)) removeFolder(name);
    this.path = mkdtempSync(join(IMAGES, `${process.pid}-`));
  }

  [Symbol.dispose](): void {
    unmountLeftOvers(this.path);
    rmSync(this.path, { recursive: true, force: true });
  }
}

function removeFolder(name: string): void {
  const path = join(IMAGES, name);
  unmountLeftOvers(path);
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
