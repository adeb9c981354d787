import type { Committer, GroupClient } from '../../client/group-client.ts';

/** How one member takes part in a group, by one of its protocols. */
export interface Membership {
  /** Who commits; `undefined` as long as it has no assignment. */
  readonly committer: Committer | undefined;
  /** The partitions that it may read. */
  readonly assigned: readonly number[];
  /** Those of them that it has to give up: it may still commit what it has read. */
  readonly leaving: readonly number[];
  /** Joins, or sends the heartbeat that is due. Rejects if no answer comes. */
  attend(client: GroupClient): Promise<void>;
  /** No answer has come: nobody knows what the coordinator has heard. */
  noteSilence(): void;
  /** Goes without a word. */
  vanish(): void;
  /** Says that it leaves. Rejects if no answer comes. */
  leave(client: GroupClient): Promise<void>;
}
