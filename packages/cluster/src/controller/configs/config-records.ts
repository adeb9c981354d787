import type { MetadataRecord } from '../../metadata-record/metadata-record.ts';

/** The records that set configs of a resource; `null` deletes one. */
export function configRecords(
  resourceType: number,
  resourceName: string,
  changes: Iterable<readonly [name: string, value: string | null]>,
): readonly MetadataRecord[] {
  return [...changes].map(([name, value]) => ({
    type: 'ConfigRecord',
    record: { resourceType, resourceName, name, value },
  }));
}
