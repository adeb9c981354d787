import type { JournalSettings } from '@odradek/storage';

import type { JournalPlan } from '../swarm/seed-plan.ts';

/** Frames begin at multiples of this. */
export const BLOCK_BYTES = 4096;

/** What a broker is told of the journals of its log directories. */
export function journalSettings(plan: JournalPlan): JournalSettings {
  const fileBytes = plan.fileBlocks * BLOCK_BYTES;
  return {
    sizes: {
      firstFileBytes: fileBytes,
      fileBytes,
      totalBytes: plan.filesMax * fileBytes,
      frameBytesMax: plan.frameBlocksMax * BLOCK_BYTES,
      checkpointBytes: plan.checkpointBlocks * BLOCK_BYTES,
      checkpointMs: plan.checkpointMs,
      framesInFlight: plan.framesInFlight,
    },
    byReferenceBytes: plan.byReferenceBytes,
  };
}
