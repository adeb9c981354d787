import type { Admin } from '@odradek/client/node';

import { errorText } from '../../cli/command-line/outcome.ts';
import { deletedOffsetsText, type DeleteOffsetsRequest } from '../../cli/group/delete-offsets.ts';
import { chosenPartitions } from './chosen-partitions.ts';
import { printText } from './print-text.ts';
import { fail } from './report-outcomes.ts';

/** Deletes committed offsets of a group and shows what became of each partition. */
export async function deleteGroupOffsets(
  admin: Admin,
  { groupId, topics }: DeleteOffsetsRequest,
): Promise<void> {
  const partitions = await chosenPartitions(admin, topics);
  const results = await admin.deleteGroupOffsets(groupId, partitions);
  const [first] = results;
  const isMissing = results.every(({ error }) => error?.code === 'GROUP_ID_NOT_FOUND');
  if (isMissing && first?.error !== undefined) {
    fail(`Could not delete offsets of group ${groupId}: ${errorText(first.error)}`);
    return;
  }
  await printText(deletedOffsetsText(results));
  const failures = results.filter(({ error }) => error !== undefined).length;
  if (failures > 0) {
    fail(`Could not delete ${failures} of ${results.length} offsets of group ${groupId}.`);
  }
}
