/**
 * The states of a classic group, named as clients see them (Kafka's `ClassicGroupState`).
 *
 * - `Empty`: no members, though offsets may be committed.
 * - `PreparingRebalance`: members are awaited; each JoinGroup waits for the others.
 * - `CompletingRebalance`: everybody has joined; the assignment of the leader is awaited.
 * - `Stable`: every member has its part, or may fetch it.
 * - `Dead`: deleted or unloaded; no operation sees a group in this state.
 */
export type ClassicGroupState =
  | 'Empty'
  | 'PreparingRebalance'
  | 'CompletingRebalance'
  | 'Stable'
  | 'Dead';

/** The states from which a group may come into each state. */
export const PREVIOUS_STATES: Readonly<Record<ClassicGroupState, readonly ClassicGroupState[]>> = {
  Empty: ['PreparingRebalance'],
  PreparingRebalance: ['Stable', 'CompletingRebalance', 'Empty'],
  CompletingRebalance: ['PreparingRebalance'],
  Stable: ['CompletingRebalance'],
  Dead: ['Stable', 'PreparingRebalance', 'CompletingRebalance', 'Empty', 'Dead'],
};
