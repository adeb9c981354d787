import { stat } from 'node:fs/promises';

import { isMissingFile } from '@odradek/storage';

import type { FileStamps } from '../../storage-import/file-stamps.ts';

/** The stamps of the files of this machine. */
export class NodeFileStamps implements FileStamps {
  async of(path: string): Promise<string> {
    try {
      const { size, mtimeNs, ino } = await stat(path, { bigint: true });
      return `${size} bytes of ${mtimeNs} in ${ino}`;
    } catch (error) {
      if (isMissingFile(error)) return 'missing';
      throw error;
    }
  }
}
