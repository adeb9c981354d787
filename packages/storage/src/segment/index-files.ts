import type { FileSystem } from '../ports/file-system.ts';
import { logFileName } from './log-file-name.ts';
import type { Segment } from './segment.ts';

const OFFSET_ENTRY_BYTES = 8;
const TIME_ENTRY_BYTES = 12;

/**
 * Writes the `.index` and `.timeindex` of a segment beside it unless they are there and fit. Nobody
 * here reads them: they are for Kafka and its tools. They are not synced, as they can be made again
 * of the segment at any time, and are whenever a log is opened.
 */
export async function writeIndexFiles(fileSystem: FileSystem, segment: Segment): Promise<void> {
  const { directory, baseOffset } = segment;
  const offsetIndex = `${directory}/${logFileName(baseOffset, 'index')}`;
  const timeIndex = `${directory}/${logFileName(baseOffset, 'timeindex')}`;
  await replaceContents(fileSystem, offsetIndex, encodeOffsetIndex(segment));
  await replaceContents(fileSystem, timeIndex, encodeTimeIndex(segment));
}

/** Kafka's `OffsetIndex`: for each entry, as int32, the last offset of a batch and its position. */
function encodeOffsetIndex({ index, baseOffset }: Segment): Buffer {
  const bytes = Buffer.alloc(index.length * OFFSET_ENTRY_BYTES);
  let at = 0;
  index.forEach((lastOffset, position) => {
    bytes.writeInt32BE(lastOffset - baseOffset, at);
    bytes.writeInt32BE(position, at + 4);
    at += OFFSET_ENTRY_BYTES;
  });
  return bytes;
}

/** Kafka's `TimeIndex`: int64 timestamp, int32 offset; the last entry is the segment's greatest. */
function encodeTimeIndex({ index, baseOffset, maxTimestamp, maxTimestampOffset }: Segment): Buffer {
  const entries = [...index.timeEntries];
  if (maxTimestamp > (entries.at(-1)?.timestamp ?? -1)) {
    entries.push({ timestamp: maxTimestamp, offset: maxTimestampOffset });
  }
  const bytes = Buffer.alloc(entries.length * TIME_ENTRY_BYTES);
  entries.forEach(({ timestamp, offset }, entry) => {
    bytes.writeBigInt64BE(BigInt(timestamp), entry * TIME_ENTRY_BYTES);
    bytes.writeInt32BE(offset - baseOffset, entry * TIME_ENTRY_BYTES + 8);
  });
  return bytes;
}

async function replaceContents(fileSystem: FileSystem, path: string, bytes: Buffer): Promise<void> {
  const file = await fileSystem.open(path, { create: true });
  try {
    const size = await file.size();
    if (size === bytes.byteLength && bytes.equals(await file.read(0, size))) return;
    await file.truncate(0);
    await file.write(0, [bytes]);
  } finally {
    await file.close();
  }
}
