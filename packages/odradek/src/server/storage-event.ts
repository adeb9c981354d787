import type { StorageEvent } from '@odradek/storage';

/** What the operator reads of an event of the storage: one sentence. */
export function formatStorageEvent(event: StorageEvent): string {
  switch (event.type) {
    case 'tail-cut':
      return (
        `Cut ${event.bytesCut} bytes off the end of ${event.path}, which were no whole record ` +
        `batch (${event.reason}); the log goes on at offset ${event.logEndOffset}.` +
        (event.keptAs === undefined ? '' : ` They are kept in ${event.keptAs}.`)
      );
    case 'log-offline':
    case 'appends-refused':
    case 'log-refused':
      return event.error.message;
    case 'snapshot-ignored':
      return `Ignored ${event.path}, a snapshot of producers that cannot be read: ${event.reason}.`;
    case 'epochs-ignored':
      return (
        `Ignored ${event.path}, whose leader epochs cannot be read: ${event.reason} They are taken ` +
        'from the records.'
      );
    case 'segments-lost':
      return (
        `Removed ${event.count} segments from offset ${event.baseOffset} on in ${event.directory}: the ` +
        'end of the segment before was lost in a crash, as the log was not synced ' +
        '(odradek.flush=os).'
      );
    case 'checkpoint-ignored':
      return (
        `Ignored ${event.path}: ${event.reason}. It is made anew; logs are opened to know what it ` +
        'would have said.'
      );
    case 'index-rebuilt':
      return `Made ${event.path} again, which did not fit its segment: ${event.reason}.`;
    case 'journal-entries-kept':
      return (
        `${event.error.message} Acknowledged records of ${event.directory} are kept in ` +
        `${event.path}: put the folder back as it was, and the next start writes them. If it is ` +
        'restored from another copy, or the records are given up, remove that file first; ' +
        'deleting the topic removes it too.'
      );
    case 'log-directory-offline':
      return (
        `The log directory ${event.directory} is offline: ${event.error.message} Nothing is written ` +
        'to it any more. Look at the disk, then restart the broker.'
      );
    case 'maintenance-failed':
      return (
        `Index files, snapshots or old segments in ${event.directory} could not be written or ` +
        `removed: ${event.reason}. No record is concerned; the next start tries again.`
      );
    case 'log-uncleanable':
      return (
        `${event.directory} is not compacted any more, as it cannot be: ${event.reason}. It grows; look ` +
        'at that, then restart the broker.'
      );
    case 'deleted-log-removed':
      return `Removed ${event.directory}, whose topic was deleted.`;
    case 'directory-ignored':
      return `Ignored ${event.directory}, which is no folder of a partition.`;
  }
}
