import type { RequestHandler } from '../../request/handler.ts';
import { LazyRefusal } from './lazy-refusal.ts';

/** Where the refusal of each API is. When one gets its handler, its line and its file here go. */
const LOADERS: Readonly<Record<number, () => Promise<RequestHandler>>> = {
  17: async () => (await import('./17-sasl-handshake.ts')).saslHandshake,
  24: async () => (await import('./24-add-partitions-to-txn.ts')).addPartitionsToTxn,
  25: async () => (await import('./25-add-offsets-to-txn.ts')).addOffsetsToTxn,
  26: async () => (await import('./26-end-txn.ts')).endTxn,
  27: async () => (await import('./27-write-txn-markers.ts')).writeTxnMarkers,
  28: async () => (await import('./28-txn-offset-commit.ts')).txnOffsetCommit,
  29: async () => (await import('./29-describe-acls.ts')).describeAcls,
  30: async () => (await import('./30-create-acls.ts')).createAcls,
  31: async () => (await import('./31-delete-acls.ts')).deleteAcls,
  34: async () => (await import('./34-alter-replica-log-dirs.ts')).alterReplicaLogDirs,
  36: async () => (await import('./36-sasl-authenticate.ts')).saslAuthenticate,
  38: async () => (await import('./38-create-delegation-token.ts')).createDelegationToken,
  39: async () => (await import('./39-renew-delegation-token.ts')).renewDelegationToken,
  40: async () => (await import('./40-expire-delegation-token.ts')).expireDelegationToken,
  41: async () => (await import('./41-describe-delegation-token.ts')).describeDelegationToken,
  43: async () => (await import('./43-elect-leaders.ts')).electLeaders,
  45: async () =>
    (await import('./45-alter-partition-reassignments.ts')).alterPartitionReassignments,
  46: async () => (await import('./46-list-partition-reassignments.ts')).listPartitionReassignments,
  51: async () => (await import('./51-alter-user-scram-credentials.ts')).alterUserScramCredentials,
  55: async () => (await import('./55-describe-quorum.ts')).describeQuorum,
  57: async () => (await import('./57-update-features.ts')).updateFeatures,
  61: async () => (await import('./61-describe-producers.ts')).describeProducers,
  64: async () => (await import('./64-unregister-broker.ts')).unregisterBroker,
  65: async () => (await import('./65-describe-transactions.ts')).describeTransactions,
  66: async () => (await import('./66-list-transactions.ts')).listTransactions,
  76: async () => (await import('./76-share-group-heartbeat.ts')).shareGroupHeartbeat,
  77: async () => (await import('./77-share-group-describe.ts')).shareGroupDescribe,
  78: async () => (await import('./78-share-fetch.ts')).shareFetch,
  79: async () => (await import('./79-share-acknowledge.ts')).shareAcknowledge,
  80: async () => (await import('./80-add-raft-voter.ts')).addRaftVoter,
  81: async () => (await import('./81-remove-raft-voter.ts')).removeRaftVoter,
  83: async () => (await import('./83-initialize-share-group-state.ts')).initializeShareGroupState,
  84: async () => (await import('./84-read-share-group-state.ts')).readShareGroupState,
  85: async () => (await import('./85-write-share-group-state.ts')).writeShareGroupState,
  86: async () => (await import('./86-delete-share-group-state.ts')).deleteShareGroupState,
  87: async () =>
    (await import('./87-read-share-group-state-summary.ts')).readShareGroupStateSummary,
  88: async () => (await import('./88-streams-group-heartbeat.ts')).streamsGroupHeartbeat,
  89: async () => (await import('./89-streams-group-describe.ts')).streamsGroupDescribe,
  90: async () => (await import('./90-describe-share-group-offsets.ts')).describeShareGroupOffsets,
  91: async () => (await import('./91-alter-share-group-offsets.ts')).alterShareGroupOffsets,
  92: async () => (await import('./92-delete-share-group-offsets.ts')).deleteShareGroupOffsets,
};

const REFUSALS: readonly LazyRefusal[] = Object.entries(LOADERS).map(
  ([key, load]) => new LazyRefusal(Number(key), load),
);

/** The handlers that refuse what is not built yet, by API key. Each loads its codec when it is used. */
export const UNSERVED_APIS: ReadonlyMap<number, RequestHandler> = new Map(
  REFUSALS.map((refusal) => [refusal.apiKey, refusal]),
);

/**
 * Loads all codecs of refusals now, so that afterwards every request is refused at once. A simulation
 * needs this: how long loading takes is nothing that a seed could repeat.
 */
export async function preloadUnservedApis(): Promise<void> {
  await Promise.all(REFUSALS.map((refusal) => refusal.load()));
}
