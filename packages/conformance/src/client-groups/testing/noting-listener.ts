import type { RebalanceListener, TopicPartition } from '@odradek/client';

/** Notes what a listener is told: `first +2`, `first -1`, `first !1` for lost. */
export function noting(told: string[], name: string): RebalanceListener {
  const note = (sign: string) => (partitions: readonly TopicPartition[]) => {
    told.push(`${name} ${sign}${partitions.length}`);
  };
  return {
    onPartitionsAssigned: note('+'),
    onPartitionsRevoked: note('-'),
    onPartitionsLost: note('!'),
  };
}
