import { ErrorCode } from '@odradek/protocol';

import type { Committer, GroupClient, OffsetToCommit } from '../client/group-client.ts';
import { errorName } from '../client/log-reader.ts';
import type { CommitFate, CommittedOffsets } from '../history/committed-offsets.ts';
import { partitionName, type TopicPartition } from '../history/history.ts';
import type { SimulatedProcess } from '../process/simulated-process.ts';

/** After these nobody knows whether it has happened; after all others it has not. */
const UNSURE: ReadonlySet<number> = new Set([
  ErrorCode.COORDINATOR_NOT_AVAILABLE,
  ErrorCode.NOT_COORDINATOR,
  ErrorCode.REQUEST_TIMED_OUT,
  ErrorCode.UNKNOWN_SERVER_ERROR,
  ErrorCode.KAFKA_STORAGE_ERROR,
]);

/** What a group has committed for a partition, as histories call it. */
export function registerName(groupId: string, topicPartition: TopicPartition): string {
  return `${groupId}/${partitionName(topicPartition)}`;
}

/** Commits and fetches offsets for a process, and notes what it hears. */
export class NotedOffsets {
  private readonly process: SimulatedProcess;
  private readonly offsets: CommittedOffsets;

  constructor(process: SimulatedProcess, offsets: CommittedOffsets) {
    this.process = process;
    this.offsets = offsets;
  }

  /** Commits. Answers when it was sent, and its error. Rejects if no answer comes. */
  async commit(
    client: GroupClient,
    committer: Committer,
    what: Omit<OffsetToCommit, 'metadata'>,
  ): Promise<{ readonly at: number; readonly errorCode: number }> {
    const { process, offsets } = this;
    const metadata = `${process.name}/${offsets.now()}`;
    const register = registerName(committer.groupId, what);
    const commit = offsets.commit(register, metadata, what.offset);
    const { memberId, epoch } = committer;
    process.trace.add(
      process.name,
      `commits ${metadata} of ${register} at ${what.offset} as '${memberId}' in ${epoch}`,
    );
    const errorCode = await client.commit(committer, { ...what, metadata });
    commit.fate = this.fateOf(errorCode);
    process.trace.add(process.name, `hears of ${metadata}: ${errorName(errorCode)}`);
    return { at: commit.at, errorCode };
  }

  private fateOf(errorCode: number): CommitFate {
    if (errorCode === ErrorCode.NONE) return { type: 'accepted', at: this.offsets.now() };
    if (UNSURE.has(errorCode)) return { type: 'unknown' };
    return { type: 'refused', code: errorName(errorCode) };
  }

  /** What is committed, -1 if nothing is; `undefined` if that is not told now. Rejects as `commit`. */
  async fetch(
    client: GroupClient,
    groupId: string,
    topicPartition: TopicPartition,
  ): Promise<number | undefined> {
    const { process, offsets } = this;
    const register = registerName(groupId, topicPartition);
    const from = offsets.now();
    const answer = await client.committed(groupId, topicPartition);
    if ('errorCode' in answer) return undefined;
    const { offset, metadata } = answer;
    process.trace.add(process.name, `fetches ${offset} (${metadata}) for ${register}`);
    offsets.fetched(register, { from, to: offsets.now() }, { offset, name: metadata });
    return offset;
  }

  /** Does something that deletes what is committed. Answers its error. Rejects as `commit`. */
  async delete(registers: readonly string[], action: () => Promise<number>): Promise<number> {
    const { process, offsets } = this;
    const deletions = registers.map((register) => offsets.delete(register));
    process.trace.add(process.name, `deletes ${registers.join(', ')}`);
    const errorCode = await action();
    for (const deletion of deletions) deletion.fate = this.fateOf(errorCode);
    process.trace.add(process.name, `hears of the deletion: ${errorName(errorCode)}`);
    return errorCode;
  }
}
