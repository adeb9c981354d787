import type { ApiDeclaration } from './declaration.ts';
import { produce } from './api/00-produce.ts';
import { fetch } from './api/01-fetch.ts';
import { listOffsets } from './api/02-list-offsets.ts';
import { metadata } from './api/03-metadata.ts';
import { offsetCommit } from './api/08-offset-commit.ts';
import { offsetFetch } from './api/09-offset-fetch.ts';
import { findCoordinator } from './api/10-find-coordinator.ts';
import { joinGroup } from './api/11-join-group.ts';
import { heartbeat } from './api/12-heartbeat.ts';
import { leaveGroup } from './api/13-leave-group.ts';
import { syncGroup } from './api/14-sync-group.ts';
import { describeGroups } from './api/15-describe-groups.ts';
import { listGroups } from './api/16-list-groups.ts';
import { saslHandshake } from './api/17-sasl-handshake.ts';
import { apiVersions } from './api/18-api-versions.ts';
import { createTopics } from './api/19-create-topics.ts';
import { deleteTopics } from './api/20-delete-topics.ts';
import { deleteRecords } from './api/21-delete-records.ts';
import { initProducerId } from './api/22-init-producer-id.ts';
import { offsetForLeaderEpoch } from './api/23-offset-for-leader-epoch.ts';
import { addPartitionsToTxn } from './api/24-add-partitions-to-txn.ts';
import { addOffsetsToTxn } from './api/25-add-offsets-to-txn.ts';
import { endTxn } from './api/26-end-txn.ts';
import { writeTxnMarkers } from './api/27-write-txn-markers.ts';
import { txnOffsetCommit } from './api/28-txn-offset-commit.ts';
import { describeAcls } from './api/29-describe-acls.ts';
import { createAcls } from './api/30-create-acls.ts';
import { deleteAcls } from './api/31-delete-acls.ts';
import { describeConfigs } from './api/32-describe-configs.ts';
import { alterConfigs } from './api/33-alter-configs.ts';
import { alterReplicaLogDirs } from './api/34-alter-replica-log-dirs.ts';
import { describeLogDirs } from './api/35-describe-log-dirs.ts';
import { saslAuthenticate } from './api/36-sasl-authenticate.ts';
import { createPartitions } from './api/37-create-partitions.ts';
import { createDelegationToken } from './api/38-create-delegation-token.ts';
import { renewDelegationToken } from './api/39-renew-delegation-token.ts';
import { expireDelegationToken } from './api/40-expire-delegation-token.ts';
import { describeDelegationToken } from './api/41-describe-delegation-token.ts';
import { deleteGroups } from './api/42-delete-groups.ts';
import { electLeaders } from './api/43-elect-leaders.ts';
import { incrementalAlterConfigs } from './api/44-incremental-alter-configs.ts';
import { alterPartitionReassignments } from './api/45-alter-partition-reassignments.ts';
import { listPartitionReassignments } from './api/46-list-partition-reassignments.ts';
import { offsetDelete } from './api/47-offset-delete.ts';
import { describeClientQuotas } from './api/48-describe-client-quotas.ts';
import { alterClientQuotas } from './api/49-alter-client-quotas.ts';
import { describeUserScramCredentials } from './api/50-describe-user-scram-credentials.ts';
import { alterUserScramCredentials } from './api/51-alter-user-scram-credentials.ts';
import { vote } from './api/52-vote.ts';
import { beginQuorumEpoch } from './api/53-begin-quorum-epoch.ts';
import { endQuorumEpoch } from './api/54-end-quorum-epoch.ts';
import { describeQuorum } from './api/55-describe-quorum.ts';
import { alterPartition } from './api/56-alter-partition.ts';
import { updateFeatures } from './api/57-update-features.ts';
import { envelope } from './api/58-envelope.ts';
import { fetchSnapshot } from './api/59-fetch-snapshot.ts';
import { describeCluster } from './api/60-describe-cluster.ts';
import { describeProducers } from './api/61-describe-producers.ts';
import { brokerRegistration } from './api/62-broker-registration.ts';
import { brokerHeartbeat } from './api/63-broker-heartbeat.ts';
import { unregisterBroker } from './api/64-unregister-broker.ts';
import { describeTransactions } from './api/65-describe-transactions.ts';
import { listTransactions } from './api/66-list-transactions.ts';
import { allocateProducerIds } from './api/67-allocate-producer-ids.ts';
import { consumerGroupHeartbeat } from './api/68-consumer-group-heartbeat.ts';
import { consumerGroupDescribe } from './api/69-consumer-group-describe.ts';
import { controllerRegistration } from './api/70-controller-registration.ts';
import { getTelemetrySubscriptions } from './api/71-get-telemetry-subscriptions.ts';
import { pushTelemetry } from './api/72-push-telemetry.ts';
import { assignReplicasToDirs } from './api/73-assign-replicas-to-dirs.ts';
import { listConfigResources } from './api/74-list-config-resources.ts';
import { describeTopicPartitions } from './api/75-describe-topic-partitions.ts';
import { shareGroupHeartbeat } from './api/76-share-group-heartbeat.ts';
import { shareGroupDescribe } from './api/77-share-group-describe.ts';
import { shareFetch } from './api/78-share-fetch.ts';
import { shareAcknowledge } from './api/79-share-acknowledge.ts';
import { addRaftVoter } from './api/80-add-raft-voter.ts';
import { removeRaftVoter } from './api/81-remove-raft-voter.ts';
import { updateRaftVoter } from './api/82-update-raft-voter.ts';
import { initializeShareGroupState } from './api/83-initialize-share-group-state.ts';
import { readShareGroupState } from './api/84-read-share-group-state.ts';
import { writeShareGroupState } from './api/85-write-share-group-state.ts';
import { deleteShareGroupState } from './api/86-delete-share-group-state.ts';
import { readShareGroupStateSummary } from './api/87-read-share-group-state-summary.ts';
import { streamsGroupHeartbeat } from './api/88-streams-group-heartbeat.ts';
import { streamsGroupDescribe } from './api/89-streams-group-describe.ts';
import { describeShareGroupOffsets } from './api/90-describe-share-group-offsets.ts';
import { alterShareGroupOffsets } from './api/91-alter-share-group-offsets.ts';
import { deleteShareGroupOffsets } from './api/92-delete-share-group-offsets.ts';
import { streamsGroupTopologyDescriptionUpdate } from './api/93-streams-group-topology-description-update.ts';
import { unregisterController } from './api/94-unregister-controller.ts';

/** Every API of the protocol, in the order of their keys. Keys 4 to 7 were retired by Kafka 4.0. */
export const API_DECLARATIONS: readonly ApiDeclaration[] = [
  produce,
  fetch,
  listOffsets,
  metadata,
  offsetCommit,
  offsetFetch,
  findCoordinator,
  joinGroup,
  heartbeat,
  leaveGroup,
  syncGroup,
  describeGroups,
  listGroups,
  saslHandshake,
  apiVersions,
  createTopics,
  deleteTopics,
  deleteRecords,
  initProducerId,
  offsetForLeaderEpoch,
  addPartitionsToTxn,
  addOffsetsToTxn,
  endTxn,
  writeTxnMarkers,
  txnOffsetCommit,
  describeAcls,
  createAcls,
  deleteAcls,
  describeConfigs,
  alterConfigs,
  alterReplicaLogDirs,
  describeLogDirs,
  saslAuthenticate,
  createPartitions,
  createDelegationToken,
  renewDelegationToken,
  expireDelegationToken,
  describeDelegationToken,
  deleteGroups,
  electLeaders,
  incrementalAlterConfigs,
  alterPartitionReassignments,
  listPartitionReassignments,
  offsetDelete,
  describeClientQuotas,
  alterClientQuotas,
  describeUserScramCredentials,
  alterUserScramCredentials,
  vote,
  beginQuorumEpoch,
  endQuorumEpoch,
  describeQuorum,
  alterPartition,
  updateFeatures,
  envelope,
  fetchSnapshot,
  describeCluster,
  describeProducers,
  brokerRegistration,
  brokerHeartbeat,
  unregisterBroker,
  describeTransactions,
  listTransactions,
  allocateProducerIds,
  consumerGroupHeartbeat,
  consumerGroupDescribe,
  controllerRegistration,
  getTelemetrySubscriptions,
  pushTelemetry,
  assignReplicasToDirs,
  listConfigResources,
  describeTopicPartitions,
  shareGroupHeartbeat,
  shareGroupDescribe,
  shareFetch,
  shareAcknowledge,
  addRaftVoter,
  removeRaftVoter,
  updateRaftVoter,
  initializeShareGroupState,
  readShareGroupState,
  writeShareGroupState,
  deleteShareGroupState,
  readShareGroupStateSummary,
  streamsGroupHeartbeat,
  streamsGroupDescribe,
  describeShareGroupOffsets,
  alterShareGroupOffsets,
  deleteShareGroupOffsets,
  streamsGroupTopologyDescriptionUpdate,
  unregisterController,
];
