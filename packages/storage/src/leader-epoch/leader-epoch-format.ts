import type { EpochEntry } from './leader-epoch-cache.ts';

const VERSION = '0';
const ENTRY = /^(\d+) (\d+)$/;
const EPOCH_MAX = 2 ** 31 - 1;

/** The text of Kafka's `leader-epoch-checkpoint` (`LeaderEpochCheckpointFile`, version 0). */
export function formatLeaderEpochs(entries: readonly EpochEntry[]): string {
  const lines = entries.map(({ epoch, startOffset }) => `${epoch} ${startOffset}\n`);
  return `${VERSION}\n${entries.length}\n${lines.join('')}`;
}

/**
 * The entries of such a text, ascending by epoch and start offset. Raises an error that says what is
 * wrong with it.
 */
export function parseLeaderEpochs(text: string): readonly EpochEntry[] {
  const [version, count, ...lines] = text.split('\n');
  if (version !== VERSION) throw new Error(`its version is "${version}", not ${VERSION}`);
  const rest = lines.pop();
  if (rest !== '' || String(lines.length) !== count) {
    const torn = rest === '' || rest === undefined ? '' : ` and "${rest}" without an end of line`;
    throw new Error(`it says that it has ${count ?? 'no'} lines, and has ${lines.length}${torn}`);
  }
  const entries = lines.map((line) => parseEntry(line));
  checkAscending(entries);
  return entries;
}

function parseEntry(line: string): EpochEntry {
  const [, epochText, offsetText] = ENTRY.exec(line) ?? [];
  const epoch = Number(epochText);
  const startOffset = Number(offsetText);
  if (!(epoch <= EPOCH_MAX) || !Number.isSafeInteger(startOffset)) {
    throw new Error(`the line "${line}" is no epoch and offset`);
  }
  return { epoch, startOffset };
}

function checkAscending(entries: readonly EpochEntry[]): void {
  for (const [index, { epoch, startOffset }] of entries.entries()) {
    const before = entries[index - 1];
    if (before === undefined) continue;
    if (epoch > before.epoch && startOffset > before.startOffset) continue;
    throw new Error(
      `epoch ${epoch} at offset ${startOffset} cannot follow epoch ${before.epoch} at offset ` +
        `${before.startOffset}`,
    );
  }
}
