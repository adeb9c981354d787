/** What members of a group are told. */
export interface GroupMemberOptions {
  /** `host:port` of the broker that coordinates the group. */
  readonly address: string;
  readonly groupId: string;
  /** The topic that all members subscribe to. */
  readonly topic: string;
  /** How many partitions it has. */
  readonly partitions: number;
}

/** A member of a group that reads nothing: it is only there, on a connection of its own. */
export interface GroupMember {
  /** The generation or the member epoch that the member is in; 0 before it is in any. */
  readonly epoch: number;
  /** How many partitions it has been given. */
  readonly assigned: number;
  /** Whether a request of it waits for its answer. */
  readonly isWaiting: boolean;
  /** Becomes a member; the group may give it partitions later. Throws if the broker refuses it. */
  join(): Promise<void>;
  /** Sends a heartbeat, and does what the answer asks for. Throws if the broker refuses it. */
  heartbeat(): Promise<void>;
  /** Leaves the group, once what it waits for is answered; the connection stays. */
  leave(): Promise<void>;
  close(): void;
}

/** The protocols of groups. */
export type GroupProtocol = 'classic' | 'consumer';
