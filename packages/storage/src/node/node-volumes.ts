import { statfs } from 'node:fs/promises';

import type { Volumes, VolumeSpace } from '../ports/volumes.ts';

/** The volumes of this machine, by `statfs`. */
export class NodeVolumes implements Volumes {
  async spaceOf(directory: string): Promise<VolumeSpace> {
    const { bsize, blocks, bavail } = await statfs(directory);
    return { totalBytes: blocks * bsize, usableBytes: bavail * bsize };
  }
}
