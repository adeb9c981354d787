// Generated from the declarations in `src/schema` by `npm run generate`. Do not edit.

import type { MessageCodec } from '../codec/message-codec.ts';
import { readProduceRequest, writeProduceRequest, readProduceResponse, writeProduceResponse } from './00-produce.ts';
import { readFetchRequest, writeFetchRequest, readFetchResponse, writeFetchResponse } from './01-fetch.ts';
import { readListOffsetsRequest, writeListOffsetsRequest, readListOffsetsResponse, writeListOffsetsResponse } from './02-list-offsets.ts';
import { readMetadataRequest, writeMetadataRequest, readMetadataResponse, writeMetadataResponse } from './03-metadata.ts';
import { readOffsetCommitRequest, writeOffsetCommitRequest, readOffsetCommitResponse, writeOffsetCommitResponse } from './08-offset-commit.ts';
import { readOffsetFetchRequest, writeOffsetFetchRequest, readOffsetFetchResponse, writeOffsetFetchResponse } from './09-offset-fetch.ts';
import { readFindCoordinatorRequest, writeFindCoordinatorRequest, readFindCoordinatorResponse, writeFindCoordinatorResponse } from './10-find-coordinator.ts';
import { readJoinGroupRequest, writeJoinGroupRequest, readJoinGroupResponse, writeJoinGroupResponse } from './11-join-group.ts';
import { readHeartbeatRequest, writeHeartbeatRequest, readHeartbeatResponse, writeHeartbeatResponse } from './12-heartbeat.ts';
import { readLeaveGroupRequest, writeLeaveGroupRequest, readLeaveGroupResponse, writeLeaveGroupResponse } from './13-leave-group.ts';
import { readSyncGroupRequest, writeSyncGroupRequest, readSyncGroupResponse, writeSyncGroupResponse } from './14-sync-group.ts';
import { readDescribeGroupsRequest, writeDescribeGroupsRequest, readDescribeGroupsResponse, writeDescribeGroupsResponse } from './15-describe-groups.ts';
import { readListGroupsRequest, writeListGroupsRequest, readListGroupsResponse, writeListGroupsResponse } from './16-list-groups.ts';
import { readSaslHandshakeRequest, writeSaslHandshakeRequest, readSaslHandshakeResponse, writeSaslHandshakeResponse } from './17-sasl-handshake.ts';
import { readApiVersionsRequest, writeApiVersionsRequest, readApiVersionsResponse, writeApiVersionsResponse } from './18-api-versions.ts';
import { readCreateTopicsRequest, writeCreateTopicsRequest, readCreateTopicsResponse, writeCreateTopicsResponse } from './19-create-topics.ts';
import { readDeleteTopicsRequest, writeDeleteTopicsRequest, readDeleteTopicsResponse, writeDeleteTopicsResponse } from './20-delete-topics.ts';
import { readDeleteRecordsRequest, writeDeleteRecordsRequest, readDeleteRecordsResponse, writeDeleteRecordsResponse } from './21-delete-records.ts';
import { readInitProducerIdRequest, writeInitProducerIdRequest, readInitProducerIdResponse, writeInitProducerIdResponse } from './22-init-producer-id.ts';
import { readOffsetForLeaderEpochRequest, writeOffsetForLeaderEpochRequest, readOffsetForLeaderEpochResponse, writeOffsetForLeaderEpochResponse } from './23-offset-for-leader-epoch.ts';
import { readAddPartitionsToTxnRequest, writeAddPartitionsToTxnRequest, readAddPartitionsToTxnResponse, writeAddPartitionsToTxnResponse } from './24-add-partitions-to-txn.ts';
import { readAddOffsetsToTxnRequest, writeAddOffsetsToTxnRequest, readAddOffsetsToTxnResponse, writeAddOffsetsToTxnResponse } from './25-add-offsets-to-txn.ts';
import { readEndTxnRequest, writeEndTxnRequest, readEndTxnResponse, writeEndTxnResponse } from './26-end-txn.ts';
import { readWriteTxnMarkersRequest, writeWriteTxnMarkersRequest, readWriteTxnMarkersResponse, writeWriteTxnMarkersResponse } from './27-write-txn-markers.ts';
import { readTxnOffsetCommitRequest, writeTxnOffsetCommitRequest, readTxnOffsetCommitResponse, writeTxnOffsetCommitResponse } from './28-txn-offset-commit.ts';
import { readDescribeAclsRequest, writeDescribeAclsRequest, readDescribeAclsResponse, writeDescribeAclsResponse } from './29-describe-acls.ts';
import { readCreateAclsRequest, writeCreateAclsRequest, readCreateAclsResponse, writeCreateAclsResponse } from './30-create-acls.ts';
import { readDeleteAclsRequest, writeDeleteAclsRequest, readDeleteAclsResponse, writeDeleteAclsResponse } from './31-delete-acls.ts';
import { readDescribeConfigsRequest, writeDescribeConfigsRequest, readDescribeConfigsResponse, writeDescribeConfigsResponse } from './32-describe-configs.ts';
import { readAlterConfigsRequest, writeAlterConfigsRequest, readAlterConfigsResponse, writeAlterConfigsResponse } from './33-alter-configs.ts';
import { readAlterReplicaLogDirsRequest, writeAlterReplicaLogDirsRequest, readAlterReplicaLogDirsResponse, writeAlterReplicaLogDirsResponse } from './34-alter-replica-log-dirs.ts';
import { readDescribeLogDirsRequest, writeDescribeLogDirsRequest, readDescribeLogDirsResponse, writeDescribeLogDirsResponse } from './35-describe-log-dirs.ts';
import { readSaslAuthenticateRequest, writeSaslAuthenticateRequest, readSaslAuthenticateResponse, writeSaslAuthenticateResponse } from './36-sasl-authenticate.ts';
import { readCreatePartitionsRequest, writeCreatePartitionsRequest, readCreatePartitionsResponse, writeCreatePartitionsResponse } from './37-create-partitions.ts';
import { readCreateDelegationTokenRequest, writeCreateDelegationTokenRequest, readCreateDelegationTokenResponse, writeCreateDelegationTokenResponse } from './38-create-delegation-token.ts';
import { readRenewDelegationTokenRequest, writeRenewDelegationTokenRequest, readRenewDelegationTokenResponse, writeRenewDelegationTokenResponse } from './39-renew-delegation-token.ts';
import { readExpireDelegationTokenRequest, writeExpireDelegationTokenRequest, readExpireDelegationTokenResponse, writeExpireDelegationTokenResponse } from './40-expire-delegation-token.ts';
import { readDescribeDelegationTokenRequest, writeDescribeDelegationTokenRequest, readDescribeDelegationTokenResponse, writeDescribeDelegationTokenResponse } from './41-describe-delegation-token.ts';
import { readDeleteGroupsRequest, writeDeleteGroupsRequest, readDeleteGroupsResponse, writeDeleteGroupsResponse } from './42-delete-groups.ts';
import { readElectLeadersRequest, writeElectLeadersRequest, readElectLeadersResponse, writeElectLeadersResponse } from './43-elect-leaders.ts';
import { readIncrementalAlterConfigsRequest, writeIncrementalAlterConfigsRequest, readIncrementalAlterConfigsResponse, writeIncrementalAlterConfigsResponse } from './44-incremental-alter-configs.ts';
import { readAlterPartitionReassignmentsRequest, writeAlterPartitionReassignmentsRequest, readAlterPartitionReassignmentsResponse, writeAlterPartitionReassignmentsResponse } from './45-alter-partition-reassignments.ts';
import { readListPartitionReassignmentsRequest, writeListPartitionReassignmentsRequest, readListPartitionReassignmentsResponse, writeListPartitionReassignmentsResponse } from './46-list-partition-reassignments.ts';
import { readOffsetDeleteRequest, writeOffsetDeleteRequest, readOffsetDeleteResponse, writeOffsetDeleteResponse } from './47-offset-delete.ts';
import { readDescribeClientQuotasRequest, writeDescribeClientQuotasRequest, readDescribeClientQuotasResponse, writeDescribeClientQuotasResponse } from './48-describe-client-quotas.ts';
import { readAlterClientQuotasRequest, writeAlterClientQuotasRequest, readAlterClientQuotasResponse, writeAlterClientQuotasResponse } from './49-alter-client-quotas.ts';
import { readDescribeUserScramCredentialsRequest, writeDescribeUserScramCredentialsRequest, readDescribeUserScramCredentialsResponse, writeDescribeUserScramCredentialsResponse } from './50-describe-user-scram-credentials.ts';
import { readAlterUserScramCredentialsRequest, writeAlterUserScramCredentialsRequest, readAlterUserScramCredentialsResponse, writeAlterUserScramCredentialsResponse } from './51-alter-user-scram-credentials.ts';
import { readVoteRequest, writeVoteRequest, readVoteResponse, writeVoteResponse } from './52-vote.ts';
import { readBeginQuorumEpochRequest, writeBeginQuorumEpochRequest, readBeginQuorumEpochResponse, writeBeginQuorumEpochResponse } from './53-begin-quorum-epoch.ts';
import { readEndQuorumEpochRequest, writeEndQuorumEpochRequest, readEndQuorumEpochResponse, writeEndQuorumEpochResponse } from './54-end-quorum-epoch.ts';
import { readDescribeQuorumRequest, writeDescribeQuorumRequest, readDescribeQuorumResponse, writeDescribeQuorumResponse } from './55-describe-quorum.ts';
import { readAlterPartitionRequest, writeAlterPartitionRequest, readAlterPartitionResponse, writeAlterPartitionResponse } from './56-alter-partition.ts';
import { readUpdateFeaturesRequest, writeUpdateFeaturesRequest, readUpdateFeaturesResponse, writeUpdateFeaturesResponse } from './57-update-features.ts';
import { readEnvelopeRequest, writeEnvelopeRequest, readEnvelopeResponse, writeEnvelopeResponse } from './58-envelope.ts';
import { readFetchSnapshotRequest, writeFetchSnapshotRequest, readFetchSnapshotResponse, writeFetchSnapshotResponse } from './59-fetch-snapshot.ts';
import { readDescribeClusterRequest, writeDescribeClusterRequest, readDescribeClusterResponse, writeDescribeClusterResponse } from './60-describe-cluster.ts';
import { readDescribeProducersRequest, writeDescribeProducersRequest, readDescribeProducersResponse, writeDescribeProducersResponse } from './61-describe-producers.ts';
import { readBrokerRegistrationRequest, writeBrokerRegistrationRequest, readBrokerRegistrationResponse, writeBrokerRegistrationResponse } from './62-broker-registration.ts';
import { readBrokerHeartbeatRequest, writeBrokerHeartbeatRequest, readBrokerHeartbeatResponse, writeBrokerHeartbeatResponse } from './63-broker-heartbeat.ts';
import { readUnregisterBrokerRequest, writeUnregisterBrokerRequest, readUnregisterBrokerResponse, writeUnregisterBrokerResponse } from './64-unregister-broker.ts';
import { readDescribeTransactionsRequest, writeDescribeTransactionsRequest, readDescribeTransactionsResponse, writeDescribeTransactionsResponse } from './65-describe-transactions.ts';
import { readListTransactionsRequest, writeListTransactionsRequest, readListTransactionsResponse, writeListTransactionsResponse } from './66-list-transactions.ts';
import { readAllocateProducerIdsRequest, writeAllocateProducerIdsRequest, readAllocateProducerIdsResponse, writeAllocateProducerIdsResponse } from './67-allocate-producer-ids.ts';
import { readConsumerGroupHeartbeatRequest, writeConsumerGroupHeartbeatRequest, readConsumerGroupHeartbeatResponse, writeConsumerGroupHeartbeatResponse } from './68-consumer-group-heartbeat.ts';
import { readConsumerGroupDescribeRequest, writeConsumerGroupDescribeRequest, readConsumerGroupDescribeResponse, writeConsumerGroupDescribeResponse } from './69-consumer-group-describe.ts';
import { readControllerRegistrationRequest, writeControllerRegistrationRequest, readControllerRegistrationResponse, writeControllerRegistrationResponse } from './70-controller-registration.ts';
import { readGetTelemetrySubscriptionsRequest, writeGetTelemetrySubscriptionsRequest, readGetTelemetrySubscriptionsResponse, writeGetTelemetrySubscriptionsResponse } from './71-get-telemetry-subscriptions.ts';
import { readPushTelemetryRequest, writePushTelemetryRequest, readPushTelemetryResponse, writePushTelemetryResponse } from './72-push-telemetry.ts';
import { readAssignReplicasToDirsRequest, writeAssignReplicasToDirsRequest, readAssignReplicasToDirsResponse, writeAssignReplicasToDirsResponse } from './73-assign-replicas-to-dirs.ts';
import { readListConfigResourcesRequest, writeListConfigResourcesRequest, readListConfigResourcesResponse, writeListConfigResourcesResponse } from './74-list-config-resources.ts';
import { readDescribeTopicPartitionsRequest, writeDescribeTopicPartitionsRequest, readDescribeTopicPartitionsResponse, writeDescribeTopicPartitionsResponse } from './75-describe-topic-partitions.ts';
import { readShareGroupHeartbeatRequest, writeShareGroupHeartbeatRequest, readShareGroupHeartbeatResponse, writeShareGroupHeartbeatResponse } from './76-share-group-heartbeat.ts';
import { readShareGroupDescribeRequest, writeShareGroupDescribeRequest, readShareGroupDescribeResponse, writeShareGroupDescribeResponse } from './77-share-group-describe.ts';
import { readShareFetchRequest, writeShareFetchRequest, readShareFetchResponse, writeShareFetchResponse } from './78-share-fetch.ts';
import { readShareAcknowledgeRequest, writeShareAcknowledgeRequest, readShareAcknowledgeResponse, writeShareAcknowledgeResponse } from './79-share-acknowledge.ts';
import { readAddRaftVoterRequest, writeAddRaftVoterRequest, readAddRaftVoterResponse, writeAddRaftVoterResponse } from './80-add-raft-voter.ts';
import { readRemoveRaftVoterRequest, writeRemoveRaftVoterRequest, readRemoveRaftVoterResponse, writeRemoveRaftVoterResponse } from './81-remove-raft-voter.ts';
import { readUpdateRaftVoterRequest, writeUpdateRaftVoterRequest, readUpdateRaftVoterResponse, writeUpdateRaftVoterResponse } from './82-update-raft-voter.ts';
import { readInitializeShareGroupStateRequest, writeInitializeShareGroupStateRequest, readInitializeShareGroupStateResponse, writeInitializeShareGroupStateResponse } from './83-initialize-share-group-state.ts';
import { readReadShareGroupStateRequest, writeReadShareGroupStateRequest, readReadShareGroupStateResponse, writeReadShareGroupStateResponse } from './84-read-share-group-state.ts';
import { readWriteShareGroupStateRequest, writeWriteShareGroupStateRequest, readWriteShareGroupStateResponse, writeWriteShareGroupStateResponse } from './85-write-share-group-state.ts';
import { readDeleteShareGroupStateRequest, writeDeleteShareGroupStateRequest, readDeleteShareGroupStateResponse, writeDeleteShareGroupStateResponse } from './86-delete-share-group-state.ts';
import { readReadShareGroupStateSummaryRequest, writeReadShareGroupStateSummaryRequest, readReadShareGroupStateSummaryResponse, writeReadShareGroupStateSummaryResponse } from './87-read-share-group-state-summary.ts';
import { readStreamsGroupHeartbeatRequest, writeStreamsGroupHeartbeatRequest, readStreamsGroupHeartbeatResponse, writeStreamsGroupHeartbeatResponse } from './88-streams-group-heartbeat.ts';
import { readStreamsGroupDescribeRequest, writeStreamsGroupDescribeRequest, readStreamsGroupDescribeResponse, writeStreamsGroupDescribeResponse } from './89-streams-group-describe.ts';
import { readDescribeShareGroupOffsetsRequest, writeDescribeShareGroupOffsetsRequest, readDescribeShareGroupOffsetsResponse, writeDescribeShareGroupOffsetsResponse } from './90-describe-share-group-offsets.ts';
import { readAlterShareGroupOffsetsRequest, writeAlterShareGroupOffsetsRequest, readAlterShareGroupOffsetsResponse, writeAlterShareGroupOffsetsResponse } from './91-alter-share-group-offsets.ts';
import { readDeleteShareGroupOffsetsRequest, writeDeleteShareGroupOffsetsRequest, readDeleteShareGroupOffsetsResponse, writeDeleteShareGroupOffsetsResponse } from './92-delete-share-group-offsets.ts';
import { readStreamsGroupTopologyDescriptionUpdateRequest, writeStreamsGroupTopologyDescriptionUpdateRequest, readStreamsGroupTopologyDescriptionUpdateResponse, writeStreamsGroupTopologyDescriptionUpdateResponse } from './93-streams-group-topology-description-update.ts';
import { readUnregisterControllerRequest, writeUnregisterControllerRequest, readUnregisterControllerResponse, writeUnregisterControllerResponse } from './94-unregister-controller.ts';
import { readRegisterBrokerRecord, writeRegisterBrokerRecord, readUnregisterBrokerRecord, writeUnregisterBrokerRecord, readFenceBrokerRecord, writeFenceBrokerRecord, readUnfenceBrokerRecord, writeUnfenceBrokerRecord, readBrokerRegistrationChangeRecord, writeBrokerRegistrationChangeRecord, readRegisterControllerRecord, writeRegisterControllerRecord, readUnregisterControllerRecord, writeUnregisterControllerRecord, readTopicRecord, writeTopicRecord, readPartitionRecord, writePartitionRecord, readPartitionChangeRecord, writePartitionChangeRecord, readRemoveTopicRecord, writeRemoveTopicRecord, readClearElrRecord, writeClearElrRecord, readConfigRecord, writeConfigRecord, readFeatureLevelRecord, writeFeatureLevelRecord, readClientQuotaRecord, writeClientQuotaRecord, readProducerIdsRecord, writeProducerIdsRecord, readDelegationTokenRecord, writeDelegationTokenRecord, readUserScramCredentialRecord, writeUserScramCredentialRecord, readAccessControlEntryRecord, writeAccessControlEntryRecord, readRemoveAccessControlEntryRecord, writeRemoveAccessControlEntryRecord, readRemoveUserScramCredentialRecord, writeRemoveUserScramCredentialRecord, readRemoveDelegationTokenRecord, writeRemoveDelegationTokenRecord, readNoOpRecord, writeNoOpRecord, readZkMigrationStateRecord, writeZkMigrationStateRecord, readBeginTransactionRecord, writeBeginTransactionRecord, readEndTransactionRecord, writeEndTransactionRecord, readAbortTransactionRecord, writeAbortTransactionRecord } from './cluster-metadata.ts';
import { readLegacyOffsetCommitKey, writeLegacyOffsetCommitKey, readLegacyOffsetCommitValue, writeLegacyOffsetCommitValue, readOffsetCommitKey, writeOffsetCommitKey, readOffsetCommitValue, writeOffsetCommitValue, readGroupMetadataKey, writeGroupMetadataKey, readGroupMetadataValue, writeGroupMetadataValue, readConsumerGroupMetadataKey, writeConsumerGroupMetadataKey, readConsumerGroupMetadataValue, writeConsumerGroupMetadataValue, readConsumerGroupPartitionMetadataKey, writeConsumerGroupPartitionMetadataKey, readConsumerGroupPartitionMetadataValue, writeConsumerGroupPartitionMetadataValue, readConsumerGroupMemberMetadataKey, writeConsumerGroupMemberMetadataKey, readConsumerGroupMemberMetadataValue, writeConsumerGroupMemberMetadataValue, readConsumerGroupTargetAssignmentMetadataKey, writeConsumerGroupTargetAssignmentMetadataKey, readConsumerGroupTargetAssignmentMetadataValue, writeConsumerGroupTargetAssignmentMetadataValue, readConsumerGroupTargetAssignmentMemberKey, writeConsumerGroupTargetAssignmentMemberKey, readConsumerGroupTargetAssignmentMemberValue, writeConsumerGroupTargetAssignmentMemberValue, readConsumerGroupCurrentMemberAssignmentKey, writeConsumerGroupCurrentMemberAssignmentKey, readConsumerGroupCurrentMemberAssignmentValue, writeConsumerGroupCurrentMemberAssignmentValue, readConsumerGroupRegularExpressionKey, writeConsumerGroupRegularExpressionKey, readConsumerGroupRegularExpressionValue, writeConsumerGroupRegularExpressionValue, readShareGroupMemberMetadataKey, writeShareGroupMemberMetadataKey, readShareGroupMemberMetadataValue, writeShareGroupMemberMetadataValue, readShareGroupMetadataKey, writeShareGroupMetadataKey, readShareGroupMetadataValue, writeShareGroupMetadataValue, readShareGroupTargetAssignmentMetadataKey, writeShareGroupTargetAssignmentMetadataKey, readShareGroupTargetAssignmentMetadataValue, writeShareGroupTargetAssignmentMetadataValue, readShareGroupTargetAssignmentMemberKey, writeShareGroupTargetAssignmentMemberKey, readShareGroupTargetAssignmentMemberValue, writeShareGroupTargetAssignmentMemberValue, readShareGroupCurrentMemberAssignmentKey, writeShareGroupCurrentMemberAssignmentKey, readShareGroupCurrentMemberAssignmentValue, writeShareGroupCurrentMemberAssignmentValue, readShareGroupStatePartitionMetadataKey, writeShareGroupStatePartitionMetadataKey, readShareGroupStatePartitionMetadataValue, writeShareGroupStatePartitionMetadataValue, readStreamsGroupMetadataKey, writeStreamsGroupMetadataKey, readStreamsGroupMetadataValue, writeStreamsGroupMetadataValue, readStreamsGroupMemberMetadataKey, writeStreamsGroupMemberMetadataKey, readStreamsGroupMemberMetadataValue, writeStreamsGroupMemberMetadataValue, readStreamsGroupTargetAssignmentMetadataKey, writeStreamsGroupTargetAssignmentMetadataKey, readStreamsGroupTargetAssignmentMetadataValue, writeStreamsGroupTargetAssignmentMetadataValue, readStreamsGroupTargetAssignmentMemberKey, writeStreamsGroupTargetAssignmentMemberKey, readStreamsGroupTargetAssignmentMemberValue, writeStreamsGroupTargetAssignmentMemberValue, readStreamsGroupCurrentMemberAssignmentKey, writeStreamsGroupCurrentMemberAssignmentKey, readStreamsGroupCurrentMemberAssignmentValue, writeStreamsGroupCurrentMemberAssignmentValue, readStreamsGroupTopologyKey, writeStreamsGroupTopologyKey, readStreamsGroupTopologyValue, writeStreamsGroupTopologyValue } from './consumer-offsets.ts';
import { readControlRecordTypeSchema, writeControlRecordTypeSchema, readEndTxnMarker, writeEndTxnMarker, readLeaderChangeMessage, writeLeaderChangeMessage, readSnapshotHeaderRecord, writeSnapshotHeaderRecord, readSnapshotFooterRecord, writeSnapshotFooterRecord, readKRaftVersionRecord, writeKRaftVersionRecord, readVotersRecord, writeVotersRecord } from './control-records.ts';
import { readConsumerProtocolSubscription, writeConsumerProtocolSubscription, readConsumerProtocolAssignment, writeConsumerProtocolAssignment, readDefaultPrincipalData, writeDefaultPrincipalData } from './embedded.ts';
import { readRequestHeader, writeRequestHeader, readResponseHeader, writeResponseHeader } from './headers.ts';
import { readAbortedTxn, writeAbortedTxn, readProducerSnapshot, writeProducerSnapshot } from './log-files.ts';
import { readRemoteLogSegmentMetadataRecord, writeRemoteLogSegmentMetadataRecord, readRemoteLogSegmentMetadataUpdateRecord, writeRemoteLogSegmentMetadataUpdateRecord, readRemotePartitionDeleteMetadataRecord, writeRemotePartitionDeleteMetadataRecord, readRemoteLogSegmentMetadataSnapshotRecord, writeRemoteLogSegmentMetadataSnapshotRecord } from './remote-log-metadata.ts';
import { readShareSnapshotKey, writeShareSnapshotKey, readShareSnapshotValue, writeShareSnapshotValue, readShareUpdateKey, writeShareUpdateKey, readShareUpdateValue, writeShareUpdateValue } from './share-group-state.ts';
import { readTransactionLogKey, writeTransactionLogKey, readTransactionLogValue, writeTransactionLogValue } from './transaction-state.ts';

/** Every message with its codec. Importing this loads all of them; servers import single files. */
export const MESSAGE_CODECS: readonly MessageCodec[] = [
  { name: 'ProduceRequest', apiKey: 0, versions: { min: 3, max: 13 }, flexible: { min: 9, max: 13 }, read: readProduceRequest, write: writeProduceRequest },
  { name: 'ProduceResponse', apiKey: 0, versions: { min: 3, max: 13 }, flexible: { min: 9, max: 13 }, read: readProduceResponse, write: writeProduceResponse },
  { name: 'FetchRequest', apiKey: 1, versions: { min: 4, max: 18 }, flexible: { min: 12, max: 18 }, read: readFetchRequest, write: writeFetchRequest },
  { name: 'FetchResponse', apiKey: 1, versions: { min: 4, max: 18 }, flexible: { min: 12, max: 18 }, read: readFetchResponse, write: writeFetchResponse },
  { name: 'ListOffsetsRequest', apiKey: 2, versions: { min: 1, max: 11 }, flexible: { min: 6, max: 11 }, read: readListOffsetsRequest, write: writeListOffsetsRequest },
  { name: 'ListOffsetsResponse', apiKey: 2, versions: { min: 1, max: 11 }, flexible: { min: 6, max: 11 }, read: readListOffsetsResponse, write: writeListOffsetsResponse },
  { name: 'MetadataRequest', apiKey: 3, versions: { min: 0, max: 13 }, flexible: { min: 9, max: 13 }, read: readMetadataRequest, write: writeMetadataRequest },
  { name: 'MetadataResponse', apiKey: 3, versions: { min: 0, max: 13 }, flexible: { min: 9, max: 13 }, read: readMetadataResponse, write: writeMetadataResponse },
  { name: 'OffsetCommitRequest', apiKey: 8, versions: { min: 2, max: 10 }, flexible: { min: 8, max: 10 }, read: readOffsetCommitRequest, write: writeOffsetCommitRequest },
  { name: 'OffsetCommitResponse', apiKey: 8, versions: { min: 2, max: 10 }, flexible: { min: 8, max: 10 }, read: readOffsetCommitResponse, write: writeOffsetCommitResponse },
  { name: 'OffsetFetchRequest', apiKey: 9, versions: { min: 1, max: 10 }, flexible: { min: 6, max: 10 }, read: readOffsetFetchRequest, write: writeOffsetFetchRequest },
  { name: 'OffsetFetchResponse', apiKey: 9, versions: { min: 1, max: 10 }, flexible: { min: 6, max: 10 }, read: readOffsetFetchResponse, write: writeOffsetFetchResponse },
  { name: 'FindCoordinatorRequest', apiKey: 10, versions: { min: 0, max: 6 }, flexible: { min: 3, max: 6 }, read: readFindCoordinatorRequest, write: writeFindCoordinatorRequest },
  { name: 'FindCoordinatorResponse', apiKey: 10, versions: { min: 0, max: 6 }, flexible: { min: 3, max: 6 }, read: readFindCoordinatorResponse, write: writeFindCoordinatorResponse },
  { name: 'JoinGroupRequest', apiKey: 11, versions: { min: 0, max: 9 }, flexible: { min: 6, max: 9 }, read: readJoinGroupRequest, write: writeJoinGroupRequest },
  { name: 'JoinGroupResponse', apiKey: 11, versions: { min: 0, max: 9 }, flexible: { min: 6, max: 9 }, read: readJoinGroupResponse, write: writeJoinGroupResponse },
  { name: 'HeartbeatRequest', apiKey: 12, versions: { min: 0, max: 4 }, flexible: { min: 4, max: 4 }, read: readHeartbeatRequest, write: writeHeartbeatRequest },
  { name: 'HeartbeatResponse', apiKey: 12, versions: { min: 0, max: 4 }, flexible: { min: 4, max: 4 }, read: readHeartbeatResponse, write: writeHeartbeatResponse },
  { name: 'LeaveGroupRequest', apiKey: 13, versions: { min: 0, max: 5 }, flexible: { min: 4, max: 5 }, read: readLeaveGroupRequest, write: writeLeaveGroupRequest },
  { name: 'LeaveGroupResponse', apiKey: 13, versions: { min: 0, max: 5 }, flexible: { min: 4, max: 5 }, read: readLeaveGroupResponse, write: writeLeaveGroupResponse },
  { name: 'SyncGroupRequest', apiKey: 14, versions: { min: 0, max: 5 }, flexible: { min: 4, max: 5 }, read: readSyncGroupRequest, write: writeSyncGroupRequest },
  { name: 'SyncGroupResponse', apiKey: 14, versions: { min: 0, max: 5 }, flexible: { min: 4, max: 5 }, read: readSyncGroupResponse, write: writeSyncGroupResponse },
  { name: 'DescribeGroupsRequest', apiKey: 15, versions: { min: 0, max: 6 }, flexible: { min: 5, max: 6 }, read: readDescribeGroupsRequest, write: writeDescribeGroupsRequest },
  { name: 'DescribeGroupsResponse', apiKey: 15, versions: { min: 0, max: 6 }, flexible: { min: 5, max: 6 }, read: readDescribeGroupsResponse, write: writeDescribeGroupsResponse },
  { name: 'ListGroupsRequest', apiKey: 16, versions: { min: 0, max: 5 }, flexible: { min: 3, max: 5 }, read: readListGroupsRequest, write: writeListGroupsRequest },
  { name: 'ListGroupsResponse', apiKey: 16, versions: { min: 0, max: 5 }, flexible: { min: 3, max: 5 }, read: readListGroupsResponse, write: writeListGroupsResponse },
  { name: 'SaslHandshakeRequest', apiKey: 17, versions: { min: 0, max: 1 }, flexible: { min: 0, max: -1 }, read: readSaslHandshakeRequest, write: writeSaslHandshakeRequest },
  { name: 'SaslHandshakeResponse', apiKey: 17, versions: { min: 0, max: 1 }, flexible: { min: 0, max: -1 }, read: readSaslHandshakeResponse, write: writeSaslHandshakeResponse },
  { name: 'ApiVersionsRequest', apiKey: 18, versions: { min: 0, max: 5 }, flexible: { min: 3, max: 5 }, read: readApiVersionsRequest, write: writeApiVersionsRequest },
  { name: 'ApiVersionsResponse', apiKey: 18, versions: { min: 0, max: 5 }, flexible: { min: 3, max: 5 }, read: readApiVersionsResponse, write: writeApiVersionsResponse },
  { name: 'CreateTopicsRequest', apiKey: 19, versions: { min: 2, max: 7 }, flexible: { min: 5, max: 7 }, read: readCreateTopicsRequest, write: writeCreateTopicsRequest },
  { name: 'CreateTopicsResponse', apiKey: 19, versions: { min: 2, max: 7 }, flexible: { min: 5, max: 7 }, read: readCreateTopicsResponse, write: writeCreateTopicsResponse },
  { name: 'DeleteTopicsRequest', apiKey: 20, versions: { min: 1, max: 6 }, flexible: { min: 4, max: 6 }, read: readDeleteTopicsRequest, write: writeDeleteTopicsRequest },
  { name: 'DeleteTopicsResponse', apiKey: 20, versions: { min: 1, max: 6 }, flexible: { min: 4, max: 6 }, read: readDeleteTopicsResponse, write: writeDeleteTopicsResponse },
  { name: 'DeleteRecordsRequest', apiKey: 21, versions: { min: 0, max: 2 }, flexible: { min: 2, max: 2 }, read: readDeleteRecordsRequest, write: writeDeleteRecordsRequest },
  { name: 'DeleteRecordsResponse', apiKey: 21, versions: { min: 0, max: 2 }, flexible: { min: 2, max: 2 }, read: readDeleteRecordsResponse, write: writeDeleteRecordsResponse },
  { name: 'InitProducerIdRequest', apiKey: 22, versions: { min: 0, max: 6 }, flexible: { min: 2, max: 6 }, read: readInitProducerIdRequest, write: writeInitProducerIdRequest },
  { name: 'InitProducerIdResponse', apiKey: 22, versions: { min: 0, max: 6 }, flexible: { min: 2, max: 6 }, read: readInitProducerIdResponse, write: writeInitProducerIdResponse },
  { name: 'OffsetForLeaderEpochRequest', apiKey: 23, versions: { min: 2, max: 4 }, flexible: { min: 4, max: 4 }, read: readOffsetForLeaderEpochRequest, write: writeOffsetForLeaderEpochRequest },
  { name: 'OffsetForLeaderEpochResponse', apiKey: 23, versions: { min: 2, max: 4 }, flexible: { min: 4, max: 4 }, read: readOffsetForLeaderEpochResponse, write: writeOffsetForLeaderEpochResponse },
  { name: 'AddPartitionsToTxnRequest', apiKey: 24, versions: { min: 0, max: 5 }, flexible: { min: 3, max: 5 }, read: readAddPartitionsToTxnRequest, write: writeAddPartitionsToTxnRequest },
  { name: 'AddPartitionsToTxnResponse', apiKey: 24, versions: { min: 0, max: 5 }, flexible: { min: 3, max: 5 }, read: readAddPartitionsToTxnResponse, write: writeAddPartitionsToTxnResponse },
  { name: 'AddOffsetsToTxnRequest', apiKey: 25, versions: { min: 0, max: 4 }, flexible: { min: 3, max: 4 }, read: readAddOffsetsToTxnRequest, write: writeAddOffsetsToTxnRequest },
  { name: 'AddOffsetsToTxnResponse', apiKey: 25, versions: { min: 0, max: 4 }, flexible: { min: 3, max: 4 }, read: readAddOffsetsToTxnResponse, write: writeAddOffsetsToTxnResponse },
  { name: 'EndTxnRequest', apiKey: 26, versions: { min: 0, max: 5 }, flexible: { min: 3, max: 5 }, read: readEndTxnRequest, write: writeEndTxnRequest },
  { name: 'EndTxnResponse', apiKey: 26, versions: { min: 0, max: 5 }, flexible: { min: 3, max: 5 }, read: readEndTxnResponse, write: writeEndTxnResponse },
  { name: 'WriteTxnMarkersRequest', apiKey: 27, versions: { min: 1, max: 2 }, flexible: { min: 1, max: 2 }, read: readWriteTxnMarkersRequest, write: writeWriteTxnMarkersRequest },
  { name: 'WriteTxnMarkersResponse', apiKey: 27, versions: { min: 1, max: 2 }, flexible: { min: 1, max: 2 }, read: readWriteTxnMarkersResponse, write: writeWriteTxnMarkersResponse },
  { name: 'TxnOffsetCommitRequest', apiKey: 28, versions: { min: 0, max: 6 }, flexible: { min: 3, max: 6 }, read: readTxnOffsetCommitRequest, write: writeTxnOffsetCommitRequest },
  { name: 'TxnOffsetCommitResponse', apiKey: 28, versions: { min: 0, max: 6 }, flexible: { min: 3, max: 6 }, read: readTxnOffsetCommitResponse, write: writeTxnOffsetCommitResponse },
  { name: 'DescribeAclsRequest', apiKey: 29, versions: { min: 1, max: 3 }, flexible: { min: 2, max: 3 }, read: readDescribeAclsRequest, write: writeDescribeAclsRequest },
  { name: 'DescribeAclsResponse', apiKey: 29, versions: { min: 1, max: 3 }, flexible: { min: 2, max: 3 }, read: readDescribeAclsResponse, write: writeDescribeAclsResponse },
  { name: 'CreateAclsRequest', apiKey: 30, versions: { min: 1, max: 3 }, flexible: { min: 2, max: 3 }, read: readCreateAclsRequest, write: writeCreateAclsRequest },
  { name: 'CreateAclsResponse', apiKey: 30, versions: { min: 1, max: 3 }, flexible: { min: 2, max: 3 }, read: readCreateAclsResponse, write: writeCreateAclsResponse },
  { name: 'DeleteAclsRequest', apiKey: 31, versions: { min: 1, max: 3 }, flexible: { min: 2, max: 3 }, read: readDeleteAclsRequest, write: writeDeleteAclsRequest },
  { name: 'DeleteAclsResponse', apiKey: 31, versions: { min: 1, max: 3 }, flexible: { min: 2, max: 3 }, read: readDeleteAclsResponse, write: writeDeleteAclsResponse },
  { name: 'DescribeConfigsRequest', apiKey: 32, versions: { min: 1, max: 4 }, flexible: { min: 4, max: 4 }, read: readDescribeConfigsRequest, write: writeDescribeConfigsRequest },
  { name: 'DescribeConfigsResponse', apiKey: 32, versions: { min: 1, max: 4 }, flexible: { min: 4, max: 4 }, read: readDescribeConfigsResponse, write: writeDescribeConfigsResponse },
  { name: 'AlterConfigsRequest', apiKey: 33, versions: { min: 0, max: 2 }, flexible: { min: 2, max: 2 }, read: readAlterConfigsRequest, write: writeAlterConfigsRequest },
  { name: 'AlterConfigsResponse', apiKey: 33, versions: { min: 0, max: 2 }, flexible: { min: 2, max: 2 }, read: readAlterConfigsResponse, write: writeAlterConfigsResponse },
  { name: 'AlterReplicaLogDirsRequest', apiKey: 34, versions: { min: 1, max: 2 }, flexible: { min: 2, max: 2 }, read: readAlterReplicaLogDirsRequest, write: writeAlterReplicaLogDirsRequest },
  { name: 'AlterReplicaLogDirsResponse', apiKey: 34, versions: { min: 1, max: 2 }, flexible: { min: 2, max: 2 }, read: readAlterReplicaLogDirsResponse, write: writeAlterReplicaLogDirsResponse },
  { name: 'DescribeLogDirsRequest', apiKey: 35, versions: { min: 1, max: 5 }, flexible: { min: 2, max: 5 }, read: readDescribeLogDirsRequest, write: writeDescribeLogDirsRequest },
  { name: 'DescribeLogDirsResponse', apiKey: 35, versions: { min: 1, max: 5 }, flexible: { min: 2, max: 5 }, read: readDescribeLogDirsResponse, write: writeDescribeLogDirsResponse },
  { name: 'SaslAuthenticateRequest', apiKey: 36, versions: { min: 0, max: 2 }, flexible: { min: 2, max: 2 }, read: readSaslAuthenticateRequest, write: writeSaslAuthenticateRequest },
  { name: 'SaslAuthenticateResponse', apiKey: 36, versions: { min: 0, max: 2 }, flexible: { min: 2, max: 2 }, read: readSaslAuthenticateResponse, write: writeSaslAuthenticateResponse },
  { name: 'CreatePartitionsRequest', apiKey: 37, versions: { min: 0, max: 3 }, flexible: { min: 2, max: 3 }, read: readCreatePartitionsRequest, write: writeCreatePartitionsRequest },
  { name: 'CreatePartitionsResponse', apiKey: 37, versions: { min: 0, max: 3 }, flexible: { min: 2, max: 3 }, read: readCreatePartitionsResponse, write: writeCreatePartitionsResponse },
  { name: 'CreateDelegationTokenRequest', apiKey: 38, versions: { min: 1, max: 3 }, flexible: { min: 2, max: 3 }, read: readCreateDelegationTokenRequest, write: writeCreateDelegationTokenRequest },
  { name: 'CreateDelegationTokenResponse', apiKey: 38, versions: { min: 1, max: 3 }, flexible: { min: 2, max: 3 }, read: readCreateDelegationTokenResponse, write: writeCreateDelegationTokenResponse },
  { name: 'RenewDelegationTokenRequest', apiKey: 39, versions: { min: 1, max: 2 }, flexible: { min: 2, max: 2 }, read: readRenewDelegationTokenRequest, write: writeRenewDelegationTokenRequest },
  { name: 'RenewDelegationTokenResponse', apiKey: 39, versions: { min: 1, max: 2 }, flexible: { min: 2, max: 2 }, read: readRenewDelegationTokenResponse, write: writeRenewDelegationTokenResponse },
  { name: 'ExpireDelegationTokenRequest', apiKey: 40, versions: { min: 1, max: 2 }, flexible: { min: 2, max: 2 }, read: readExpireDelegationTokenRequest, write: writeExpireDelegationTokenRequest },
  { name: 'ExpireDelegationTokenResponse', apiKey: 40, versions: { min: 1, max: 2 }, flexible: { min: 2, max: 2 }, read: readExpireDelegationTokenResponse, write: writeExpireDelegationTokenResponse },
  { name: 'DescribeDelegationTokenRequest', apiKey: 41, versions: { min: 1, max: 3 }, flexible: { min: 2, max: 3 }, read: readDescribeDelegationTokenRequest, write: writeDescribeDelegationTokenRequest },
  { name: 'DescribeDelegationTokenResponse', apiKey: 41, versions: { min: 1, max: 3 }, flexible: { min: 2, max: 3 }, read: readDescribeDelegationTokenResponse, write: writeDescribeDelegationTokenResponse },
  { name: 'DeleteGroupsRequest', apiKey: 42, versions: { min: 0, max: 3 }, flexible: { min: 2, max: 3 }, read: readDeleteGroupsRequest, write: writeDeleteGroupsRequest },
  { name: 'DeleteGroupsResponse', apiKey: 42, versions: { min: 0, max: 3 }, flexible: { min: 2, max: 3 }, read: readDeleteGroupsResponse, write: writeDeleteGroupsResponse },
  { name: 'ElectLeadersRequest', apiKey: 43, versions: { min: 0, max: 2 }, flexible: { min: 2, max: 2 }, read: readElectLeadersRequest, write: writeElectLeadersRequest },
  { name: 'ElectLeadersResponse', apiKey: 43, versions: { min: 0, max: 2 }, flexible: { min: 2, max: 2 }, read: readElectLeadersResponse, write: writeElectLeadersResponse },
  { name: 'IncrementalAlterConfigsRequest', apiKey: 44, versions: { min: 0, max: 1 }, flexible: { min: 1, max: 1 }, read: readIncrementalAlterConfigsRequest, write: writeIncrementalAlterConfigsRequest },
  { name: 'IncrementalAlterConfigsResponse', apiKey: 44, versions: { min: 0, max: 1 }, flexible: { min: 1, max: 1 }, read: readIncrementalAlterConfigsResponse, write: writeIncrementalAlterConfigsResponse },
  { name: 'AlterPartitionReassignmentsRequest', apiKey: 45, versions: { min: 0, max: 1 }, flexible: { min: 0, max: 1 }, read: readAlterPartitionReassignmentsRequest, write: writeAlterPartitionReassignmentsRequest },
  { name: 'AlterPartitionReassignmentsResponse', apiKey: 45, versions: { min: 0, max: 1 }, flexible: { min: 0, max: 1 }, read: readAlterPartitionReassignmentsResponse, write: writeAlterPartitionReassignmentsResponse },
  { name: 'ListPartitionReassignmentsRequest', apiKey: 46, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readListPartitionReassignmentsRequest, write: writeListPartitionReassignmentsRequest },
  { name: 'ListPartitionReassignmentsResponse', apiKey: 46, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readListPartitionReassignmentsResponse, write: writeListPartitionReassignmentsResponse },
  { name: 'OffsetDeleteRequest', apiKey: 47, versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readOffsetDeleteRequest, write: writeOffsetDeleteRequest },
  { name: 'OffsetDeleteResponse', apiKey: 47, versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readOffsetDeleteResponse, write: writeOffsetDeleteResponse },
  { name: 'DescribeClientQuotasRequest', apiKey: 48, versions: { min: 0, max: 1 }, flexible: { min: 1, max: 1 }, read: readDescribeClientQuotasRequest, write: writeDescribeClientQuotasRequest },
  { name: 'DescribeClientQuotasResponse', apiKey: 48, versions: { min: 0, max: 1 }, flexible: { min: 1, max: 1 }, read: readDescribeClientQuotasResponse, write: writeDescribeClientQuotasResponse },
  { name: 'AlterClientQuotasRequest', apiKey: 49, versions: { min: 0, max: 1 }, flexible: { min: 1, max: 1 }, read: readAlterClientQuotasRequest, write: writeAlterClientQuotasRequest },
  { name: 'AlterClientQuotasResponse', apiKey: 49, versions: { min: 0, max: 1 }, flexible: { min: 1, max: 1 }, read: readAlterClientQuotasResponse, write: writeAlterClientQuotasResponse },
  { name: 'DescribeUserScramCredentialsRequest', apiKey: 50, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readDescribeUserScramCredentialsRequest, write: writeDescribeUserScramCredentialsRequest },
  { name: 'DescribeUserScramCredentialsResponse', apiKey: 50, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readDescribeUserScramCredentialsResponse, write: writeDescribeUserScramCredentialsResponse },
  { name: 'AlterUserScramCredentialsRequest', apiKey: 51, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readAlterUserScramCredentialsRequest, write: writeAlterUserScramCredentialsRequest },
  { name: 'AlterUserScramCredentialsResponse', apiKey: 51, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readAlterUserScramCredentialsResponse, write: writeAlterUserScramCredentialsResponse },
  { name: 'VoteRequest', apiKey: 52, versions: { min: 0, max: 2 }, flexible: { min: 0, max: 2 }, read: readVoteRequest, write: writeVoteRequest },
  { name: 'VoteResponse', apiKey: 52, versions: { min: 0, max: 2 }, flexible: { min: 0, max: 2 }, read: readVoteResponse, write: writeVoteResponse },
  { name: 'BeginQuorumEpochRequest', apiKey: 53, versions: { min: 0, max: 1 }, flexible: { min: 1, max: 1 }, read: readBeginQuorumEpochRequest, write: writeBeginQuorumEpochRequest },
  { name: 'BeginQuorumEpochResponse', apiKey: 53, versions: { min: 0, max: 1 }, flexible: { min: 1, max: 1 }, read: readBeginQuorumEpochResponse, write: writeBeginQuorumEpochResponse },
  { name: 'EndQuorumEpochRequest', apiKey: 54, versions: { min: 0, max: 1 }, flexible: { min: 1, max: 1 }, read: readEndQuorumEpochRequest, write: writeEndQuorumEpochRequest },
  { name: 'EndQuorumEpochResponse', apiKey: 54, versions: { min: 0, max: 1 }, flexible: { min: 1, max: 1 }, read: readEndQuorumEpochResponse, write: writeEndQuorumEpochResponse },
  { name: 'DescribeQuorumRequest', apiKey: 55, versions: { min: 0, max: 2 }, flexible: { min: 0, max: 2 }, read: readDescribeQuorumRequest, write: writeDescribeQuorumRequest },
  { name: 'DescribeQuorumResponse', apiKey: 55, versions: { min: 0, max: 2 }, flexible: { min: 0, max: 2 }, read: readDescribeQuorumResponse, write: writeDescribeQuorumResponse },
  { name: 'AlterPartitionRequest', apiKey: 56, versions: { min: 2, max: 3 }, flexible: { min: 2, max: 3 }, read: readAlterPartitionRequest, write: writeAlterPartitionRequest },
  { name: 'AlterPartitionResponse', apiKey: 56, versions: { min: 2, max: 3 }, flexible: { min: 2, max: 3 }, read: readAlterPartitionResponse, write: writeAlterPartitionResponse },
  { name: 'UpdateFeaturesRequest', apiKey: 57, versions: { min: 0, max: 2 }, flexible: { min: 0, max: 2 }, read: readUpdateFeaturesRequest, write: writeUpdateFeaturesRequest },
  { name: 'UpdateFeaturesResponse', apiKey: 57, versions: { min: 0, max: 2 }, flexible: { min: 0, max: 2 }, read: readUpdateFeaturesResponse, write: writeUpdateFeaturesResponse },
  { name: 'EnvelopeRequest', apiKey: 58, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readEnvelopeRequest, write: writeEnvelopeRequest },
  { name: 'EnvelopeResponse', apiKey: 58, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readEnvelopeResponse, write: writeEnvelopeResponse },
  { name: 'FetchSnapshotRequest', apiKey: 59, versions: { min: 0, max: 1 }, flexible: { min: 0, max: 1 }, read: readFetchSnapshotRequest, write: writeFetchSnapshotRequest },
  { name: 'FetchSnapshotResponse', apiKey: 59, versions: { min: 0, max: 1 }, flexible: { min: 0, max: 1 }, read: readFetchSnapshotResponse, write: writeFetchSnapshotResponse },
  { name: 'DescribeClusterRequest', apiKey: 60, versions: { min: 0, max: 2 }, flexible: { min: 0, max: 2 }, read: readDescribeClusterRequest, write: writeDescribeClusterRequest },
  { name: 'DescribeClusterResponse', apiKey: 60, versions: { min: 0, max: 2 }, flexible: { min: 0, max: 2 }, read: readDescribeClusterResponse, write: writeDescribeClusterResponse },
  { name: 'DescribeProducersRequest', apiKey: 61, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readDescribeProducersRequest, write: writeDescribeProducersRequest },
  { name: 'DescribeProducersResponse', apiKey: 61, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readDescribeProducersResponse, write: writeDescribeProducersResponse },
  { name: 'BrokerRegistrationRequest', apiKey: 62, versions: { min: 0, max: 4 }, flexible: { min: 0, max: 4 }, read: readBrokerRegistrationRequest, write: writeBrokerRegistrationRequest },
  { name: 'BrokerRegistrationResponse', apiKey: 62, versions: { min: 0, max: 4 }, flexible: { min: 0, max: 4 }, read: readBrokerRegistrationResponse, write: writeBrokerRegistrationResponse },
  { name: 'BrokerHeartbeatRequest', apiKey: 63, versions: { min: 0, max: 2 }, flexible: { min: 0, max: 2 }, read: readBrokerHeartbeatRequest, write: writeBrokerHeartbeatRequest },
  { name: 'BrokerHeartbeatResponse', apiKey: 63, versions: { min: 0, max: 2 }, flexible: { min: 0, max: 2 }, read: readBrokerHeartbeatResponse, write: writeBrokerHeartbeatResponse },
  { name: 'UnregisterBrokerRequest', apiKey: 64, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readUnregisterBrokerRequest, write: writeUnregisterBrokerRequest },
  { name: 'UnregisterBrokerResponse', apiKey: 64, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readUnregisterBrokerResponse, write: writeUnregisterBrokerResponse },
  { name: 'DescribeTransactionsRequest', apiKey: 65, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readDescribeTransactionsRequest, write: writeDescribeTransactionsRequest },
  { name: 'DescribeTransactionsResponse', apiKey: 65, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readDescribeTransactionsResponse, write: writeDescribeTransactionsResponse },
  { name: 'ListTransactionsRequest', apiKey: 66, versions: { min: 0, max: 2 }, flexible: { min: 0, max: 2 }, read: readListTransactionsRequest, write: writeListTransactionsRequest },
  { name: 'ListTransactionsResponse', apiKey: 66, versions: { min: 0, max: 2 }, flexible: { min: 0, max: 2 }, read: readListTransactionsResponse, write: writeListTransactionsResponse },
  { name: 'AllocateProducerIdsRequest', apiKey: 67, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readAllocateProducerIdsRequest, write: writeAllocateProducerIdsRequest },
  { name: 'AllocateProducerIdsResponse', apiKey: 67, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readAllocateProducerIdsResponse, write: writeAllocateProducerIdsResponse },
  { name: 'ConsumerGroupHeartbeatRequest', apiKey: 68, versions: { min: 0, max: 1 }, flexible: { min: 0, max: 1 }, read: readConsumerGroupHeartbeatRequest, write: writeConsumerGroupHeartbeatRequest },
  { name: 'ConsumerGroupHeartbeatResponse', apiKey: 68, versions: { min: 0, max: 1 }, flexible: { min: 0, max: 1 }, read: readConsumerGroupHeartbeatResponse, write: writeConsumerGroupHeartbeatResponse },
  { name: 'ConsumerGroupDescribeRequest', apiKey: 69, versions: { min: 0, max: 1 }, flexible: { min: 0, max: 1 }, read: readConsumerGroupDescribeRequest, write: writeConsumerGroupDescribeRequest },
  { name: 'ConsumerGroupDescribeResponse', apiKey: 69, versions: { min: 0, max: 1 }, flexible: { min: 0, max: 1 }, read: readConsumerGroupDescribeResponse, write: writeConsumerGroupDescribeResponse },
  { name: 'ControllerRegistrationRequest', apiKey: 70, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readControllerRegistrationRequest, write: writeControllerRegistrationRequest },
  { name: 'ControllerRegistrationResponse', apiKey: 70, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readControllerRegistrationResponse, write: writeControllerRegistrationResponse },
  { name: 'GetTelemetrySubscriptionsRequest', apiKey: 71, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readGetTelemetrySubscriptionsRequest, write: writeGetTelemetrySubscriptionsRequest },
  { name: 'GetTelemetrySubscriptionsResponse', apiKey: 71, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readGetTelemetrySubscriptionsResponse, write: writeGetTelemetrySubscriptionsResponse },
  { name: 'PushTelemetryRequest', apiKey: 72, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readPushTelemetryRequest, write: writePushTelemetryRequest },
  { name: 'PushTelemetryResponse', apiKey: 72, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readPushTelemetryResponse, write: writePushTelemetryResponse },
  { name: 'AssignReplicasToDirsRequest', apiKey: 73, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readAssignReplicasToDirsRequest, write: writeAssignReplicasToDirsRequest },
  { name: 'AssignReplicasToDirsResponse', apiKey: 73, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readAssignReplicasToDirsResponse, write: writeAssignReplicasToDirsResponse },
  { name: 'ListConfigResourcesRequest', apiKey: 74, versions: { min: 0, max: 1 }, flexible: { min: 0, max: 1 }, read: readListConfigResourcesRequest, write: writeListConfigResourcesRequest },
  { name: 'ListConfigResourcesResponse', apiKey: 74, versions: { min: 0, max: 1 }, flexible: { min: 0, max: 1 }, read: readListConfigResourcesResponse, write: writeListConfigResourcesResponse },
  { name: 'DescribeTopicPartitionsRequest', apiKey: 75, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readDescribeTopicPartitionsRequest, write: writeDescribeTopicPartitionsRequest },
  { name: 'DescribeTopicPartitionsResponse', apiKey: 75, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readDescribeTopicPartitionsResponse, write: writeDescribeTopicPartitionsResponse },
  { name: 'ShareGroupHeartbeatRequest', apiKey: 76, versions: { min: 1, max: 1 }, flexible: { min: 1, max: 1 }, read: readShareGroupHeartbeatRequest, write: writeShareGroupHeartbeatRequest },
  { name: 'ShareGroupHeartbeatResponse', apiKey: 76, versions: { min: 1, max: 1 }, flexible: { min: 1, max: 1 }, read: readShareGroupHeartbeatResponse, write: writeShareGroupHeartbeatResponse },
  { name: 'ShareGroupDescribeRequest', apiKey: 77, versions: { min: 1, max: 1 }, flexible: { min: 1, max: 1 }, read: readShareGroupDescribeRequest, write: writeShareGroupDescribeRequest },
  { name: 'ShareGroupDescribeResponse', apiKey: 77, versions: { min: 1, max: 1 }, flexible: { min: 1, max: 1 }, read: readShareGroupDescribeResponse, write: writeShareGroupDescribeResponse },
  { name: 'ShareFetchRequest', apiKey: 78, versions: { min: 1, max: 2 }, flexible: { min: 1, max: 2 }, read: readShareFetchRequest, write: writeShareFetchRequest },
  { name: 'ShareFetchResponse', apiKey: 78, versions: { min: 1, max: 2 }, flexible: { min: 1, max: 2 }, read: readShareFetchResponse, write: writeShareFetchResponse },
  { name: 'ShareAcknowledgeRequest', apiKey: 79, versions: { min: 1, max: 2 }, flexible: { min: 1, max: 2 }, read: readShareAcknowledgeRequest, write: writeShareAcknowledgeRequest },
  { name: 'ShareAcknowledgeResponse', apiKey: 79, versions: { min: 1, max: 2 }, flexible: { min: 1, max: 2 }, read: readShareAcknowledgeResponse, write: writeShareAcknowledgeResponse },
  { name: 'AddRaftVoterRequest', apiKey: 80, versions: { min: 0, max: 1 }, flexible: { min: 0, max: 1 }, read: readAddRaftVoterRequest, write: writeAddRaftVoterRequest },
  { name: 'AddRaftVoterResponse', apiKey: 80, versions: { min: 0, max: 1 }, flexible: { min: 0, max: 1 }, read: readAddRaftVoterResponse, write: writeAddRaftVoterResponse },
  { name: 'RemoveRaftVoterRequest', apiKey: 81, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readRemoveRaftVoterRequest, write: writeRemoveRaftVoterRequest },
  { name: 'RemoveRaftVoterResponse', apiKey: 81, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readRemoveRaftVoterResponse, write: writeRemoveRaftVoterResponse },
  { name: 'UpdateRaftVoterRequest', apiKey: 82, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readUpdateRaftVoterRequest, write: writeUpdateRaftVoterRequest },
  { name: 'UpdateRaftVoterResponse', apiKey: 82, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readUpdateRaftVoterResponse, write: writeUpdateRaftVoterResponse },
  { name: 'InitializeShareGroupStateRequest', apiKey: 83, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readInitializeShareGroupStateRequest, write: writeInitializeShareGroupStateRequest },
  { name: 'InitializeShareGroupStateResponse', apiKey: 83, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readInitializeShareGroupStateResponse, write: writeInitializeShareGroupStateResponse },
  { name: 'ReadShareGroupStateRequest', apiKey: 84, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readReadShareGroupStateRequest, write: writeReadShareGroupStateRequest },
  { name: 'ReadShareGroupStateResponse', apiKey: 84, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readReadShareGroupStateResponse, write: writeReadShareGroupStateResponse },
  { name: 'WriteShareGroupStateRequest', apiKey: 85, versions: { min: 0, max: 1 }, flexible: { min: 0, max: 1 }, read: readWriteShareGroupStateRequest, write: writeWriteShareGroupStateRequest },
  { name: 'WriteShareGroupStateResponse', apiKey: 85, versions: { min: 0, max: 1 }, flexible: { min: 0, max: 1 }, read: readWriteShareGroupStateResponse, write: writeWriteShareGroupStateResponse },
  { name: 'DeleteShareGroupStateRequest', apiKey: 86, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readDeleteShareGroupStateRequest, write: writeDeleteShareGroupStateRequest },
  { name: 'DeleteShareGroupStateResponse', apiKey: 86, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readDeleteShareGroupStateResponse, write: writeDeleteShareGroupStateResponse },
  { name: 'ReadShareGroupStateSummaryRequest', apiKey: 87, versions: { min: 0, max: 1 }, flexible: { min: 0, max: 1 }, read: readReadShareGroupStateSummaryRequest, write: writeReadShareGroupStateSummaryRequest },
  { name: 'ReadShareGroupStateSummaryResponse', apiKey: 87, versions: { min: 0, max: 1 }, flexible: { min: 0, max: 1 }, read: readReadShareGroupStateSummaryResponse, write: writeReadShareGroupStateSummaryResponse },
  { name: 'StreamsGroupHeartbeatRequest', apiKey: 88, versions: { min: 0, max: 1 }, flexible: { min: 0, max: 1 }, read: readStreamsGroupHeartbeatRequest, write: writeStreamsGroupHeartbeatRequest },
  { name: 'StreamsGroupHeartbeatResponse', apiKey: 88, versions: { min: 0, max: 1 }, flexible: { min: 0, max: 1 }, read: readStreamsGroupHeartbeatResponse, write: writeStreamsGroupHeartbeatResponse },
  { name: 'StreamsGroupDescribeRequest', apiKey: 89, versions: { min: 0, max: 1 }, flexible: { min: 0, max: 1 }, read: readStreamsGroupDescribeRequest, write: writeStreamsGroupDescribeRequest },
  { name: 'StreamsGroupDescribeResponse', apiKey: 89, versions: { min: 0, max: 1 }, flexible: { min: 0, max: 1 }, read: readStreamsGroupDescribeResponse, write: writeStreamsGroupDescribeResponse },
  { name: 'DescribeShareGroupOffsetsRequest', apiKey: 90, versions: { min: 0, max: 1 }, flexible: { min: 0, max: 1 }, read: readDescribeShareGroupOffsetsRequest, write: writeDescribeShareGroupOffsetsRequest },
  { name: 'DescribeShareGroupOffsetsResponse', apiKey: 90, versions: { min: 0, max: 1 }, flexible: { min: 0, max: 1 }, read: readDescribeShareGroupOffsetsResponse, write: writeDescribeShareGroupOffsetsResponse },
  { name: 'AlterShareGroupOffsetsRequest', apiKey: 91, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readAlterShareGroupOffsetsRequest, write: writeAlterShareGroupOffsetsRequest },
  { name: 'AlterShareGroupOffsetsResponse', apiKey: 91, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readAlterShareGroupOffsetsResponse, write: writeAlterShareGroupOffsetsResponse },
  { name: 'DeleteShareGroupOffsetsRequest', apiKey: 92, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readDeleteShareGroupOffsetsRequest, write: writeDeleteShareGroupOffsetsRequest },
  { name: 'DeleteShareGroupOffsetsResponse', apiKey: 92, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readDeleteShareGroupOffsetsResponse, write: writeDeleteShareGroupOffsetsResponse },
  { name: 'StreamsGroupTopologyDescriptionUpdateRequest', apiKey: 93, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readStreamsGroupTopologyDescriptionUpdateRequest, write: writeStreamsGroupTopologyDescriptionUpdateRequest },
  { name: 'StreamsGroupTopologyDescriptionUpdateResponse', apiKey: 93, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readStreamsGroupTopologyDescriptionUpdateResponse, write: writeStreamsGroupTopologyDescriptionUpdateResponse },
  { name: 'UnregisterControllerRequest', apiKey: 94, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readUnregisterControllerRequest, write: writeUnregisterControllerRequest },
  { name: 'UnregisterControllerResponse', apiKey: 94, versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readUnregisterControllerResponse, write: writeUnregisterControllerResponse },
  { name: 'RegisterBrokerRecord', versions: { min: 0, max: 4 }, flexible: { min: 0, max: 4 }, read: readRegisterBrokerRecord, write: writeRegisterBrokerRecord },
  { name: 'UnregisterBrokerRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readUnregisterBrokerRecord, write: writeUnregisterBrokerRecord },
  { name: 'FenceBrokerRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readFenceBrokerRecord, write: writeFenceBrokerRecord },
  { name: 'UnfenceBrokerRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readUnfenceBrokerRecord, write: writeUnfenceBrokerRecord },
  { name: 'BrokerRegistrationChangeRecord', versions: { min: 0, max: 3 }, flexible: { min: 0, max: 3 }, read: readBrokerRegistrationChangeRecord, write: writeBrokerRegistrationChangeRecord },
  { name: 'RegisterControllerRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readRegisterControllerRecord, write: writeRegisterControllerRecord },
  { name: 'UnregisterControllerRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readUnregisterControllerRecord, write: writeUnregisterControllerRecord },
  { name: 'TopicRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readTopicRecord, write: writeTopicRecord },
  { name: 'PartitionRecord', versions: { min: 0, max: 2 }, flexible: { min: 0, max: 2 }, read: readPartitionRecord, write: writePartitionRecord },
  { name: 'PartitionChangeRecord', versions: { min: 0, max: 2 }, flexible: { min: 0, max: 2 }, read: readPartitionChangeRecord, write: writePartitionChangeRecord },
  { name: 'RemoveTopicRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readRemoveTopicRecord, write: writeRemoveTopicRecord },
  { name: 'ClearElrRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readClearElrRecord, write: writeClearElrRecord },
  { name: 'ConfigRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readConfigRecord, write: writeConfigRecord },
  { name: 'FeatureLevelRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readFeatureLevelRecord, write: writeFeatureLevelRecord },
  { name: 'ClientQuotaRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readClientQuotaRecord, write: writeClientQuotaRecord },
  { name: 'ProducerIdsRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readProducerIdsRecord, write: writeProducerIdsRecord },
  { name: 'DelegationTokenRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readDelegationTokenRecord, write: writeDelegationTokenRecord },
  { name: 'UserScramCredentialRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readUserScramCredentialRecord, write: writeUserScramCredentialRecord },
  { name: 'AccessControlEntryRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readAccessControlEntryRecord, write: writeAccessControlEntryRecord },
  { name: 'RemoveAccessControlEntryRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readRemoveAccessControlEntryRecord, write: writeRemoveAccessControlEntryRecord },
  { name: 'RemoveUserScramCredentialRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readRemoveUserScramCredentialRecord, write: writeRemoveUserScramCredentialRecord },
  { name: 'RemoveDelegationTokenRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readRemoveDelegationTokenRecord, write: writeRemoveDelegationTokenRecord },
  { name: 'NoOpRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readNoOpRecord, write: writeNoOpRecord },
  { name: 'ZkMigrationStateRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readZkMigrationStateRecord, write: writeZkMigrationStateRecord },
  { name: 'BeginTransactionRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readBeginTransactionRecord, write: writeBeginTransactionRecord },
  { name: 'EndTransactionRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readEndTransactionRecord, write: writeEndTransactionRecord },
  { name: 'AbortTransactionRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readAbortTransactionRecord, write: writeAbortTransactionRecord },
  { name: 'LegacyOffsetCommitKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readLegacyOffsetCommitKey, write: writeLegacyOffsetCommitKey },
  { name: 'LegacyOffsetCommitValue', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readLegacyOffsetCommitValue, write: writeLegacyOffsetCommitValue },
  { name: 'OffsetCommitKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readOffsetCommitKey, write: writeOffsetCommitKey },
  { name: 'OffsetCommitValue', versions: { min: 0, max: 4 }, flexible: { min: 4, max: 4 }, read: readOffsetCommitValue, write: writeOffsetCommitValue },
  { name: 'GroupMetadataKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readGroupMetadataKey, write: writeGroupMetadataKey },
  { name: 'GroupMetadataValue', versions: { min: 0, max: 4 }, flexible: { min: 4, max: 4 }, read: readGroupMetadataValue, write: writeGroupMetadataValue },
  { name: 'ConsumerGroupMetadataKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readConsumerGroupMetadataKey, write: writeConsumerGroupMetadataKey },
  { name: 'ConsumerGroupMetadataValue', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readConsumerGroupMetadataValue, write: writeConsumerGroupMetadataValue },
  { name: 'ConsumerGroupPartitionMetadataKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readConsumerGroupPartitionMetadataKey, write: writeConsumerGroupPartitionMetadataKey },
  { name: 'ConsumerGroupPartitionMetadataValue', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readConsumerGroupPartitionMetadataValue, write: writeConsumerGroupPartitionMetadataValue },
  { name: 'ConsumerGroupMemberMetadataKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readConsumerGroupMemberMetadataKey, write: writeConsumerGroupMemberMetadataKey },
  { name: 'ConsumerGroupMemberMetadataValue', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readConsumerGroupMemberMetadataValue, write: writeConsumerGroupMemberMetadataValue },
  { name: 'ConsumerGroupTargetAssignmentMetadataKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readConsumerGroupTargetAssignmentMetadataKey, write: writeConsumerGroupTargetAssignmentMetadataKey },
  { name: 'ConsumerGroupTargetAssignmentMetadataValue', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readConsumerGroupTargetAssignmentMetadataValue, write: writeConsumerGroupTargetAssignmentMetadataValue },
  { name: 'ConsumerGroupTargetAssignmentMemberKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readConsumerGroupTargetAssignmentMemberKey, write: writeConsumerGroupTargetAssignmentMemberKey },
  { name: 'ConsumerGroupTargetAssignmentMemberValue', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readConsumerGroupTargetAssignmentMemberValue, write: writeConsumerGroupTargetAssignmentMemberValue },
  { name: 'ConsumerGroupCurrentMemberAssignmentKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readConsumerGroupCurrentMemberAssignmentKey, write: writeConsumerGroupCurrentMemberAssignmentKey },
  { name: 'ConsumerGroupCurrentMemberAssignmentValue', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readConsumerGroupCurrentMemberAssignmentValue, write: writeConsumerGroupCurrentMemberAssignmentValue },
  { name: 'ConsumerGroupRegularExpressionKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readConsumerGroupRegularExpressionKey, write: writeConsumerGroupRegularExpressionKey },
  { name: 'ConsumerGroupRegularExpressionValue', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readConsumerGroupRegularExpressionValue, write: writeConsumerGroupRegularExpressionValue },
  { name: 'ShareGroupMemberMetadataKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readShareGroupMemberMetadataKey, write: writeShareGroupMemberMetadataKey },
  { name: 'ShareGroupMemberMetadataValue', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readShareGroupMemberMetadataValue, write: writeShareGroupMemberMetadataValue },
  { name: 'ShareGroupMetadataKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readShareGroupMetadataKey, write: writeShareGroupMetadataKey },
  { name: 'ShareGroupMetadataValue', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readShareGroupMetadataValue, write: writeShareGroupMetadataValue },
  { name: 'ShareGroupTargetAssignmentMetadataKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readShareGroupTargetAssignmentMetadataKey, write: writeShareGroupTargetAssignmentMetadataKey },
  { name: 'ShareGroupTargetAssignmentMetadataValue', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readShareGroupTargetAssignmentMetadataValue, write: writeShareGroupTargetAssignmentMetadataValue },
  { name: 'ShareGroupTargetAssignmentMemberKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readShareGroupTargetAssignmentMemberKey, write: writeShareGroupTargetAssignmentMemberKey },
  { name: 'ShareGroupTargetAssignmentMemberValue', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readShareGroupTargetAssignmentMemberValue, write: writeShareGroupTargetAssignmentMemberValue },
  { name: 'ShareGroupCurrentMemberAssignmentKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readShareGroupCurrentMemberAssignmentKey, write: writeShareGroupCurrentMemberAssignmentKey },
  { name: 'ShareGroupCurrentMemberAssignmentValue', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readShareGroupCurrentMemberAssignmentValue, write: writeShareGroupCurrentMemberAssignmentValue },
  { name: 'ShareGroupStatePartitionMetadataKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readShareGroupStatePartitionMetadataKey, write: writeShareGroupStatePartitionMetadataKey },
  { name: 'ShareGroupStatePartitionMetadataValue', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readShareGroupStatePartitionMetadataValue, write: writeShareGroupStatePartitionMetadataValue },
  { name: 'StreamsGroupMetadataKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readStreamsGroupMetadataKey, write: writeStreamsGroupMetadataKey },
  { name: 'StreamsGroupMetadataValue', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readStreamsGroupMetadataValue, write: writeStreamsGroupMetadataValue },
  { name: 'StreamsGroupMemberMetadataKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readStreamsGroupMemberMetadataKey, write: writeStreamsGroupMemberMetadataKey },
  { name: 'StreamsGroupMemberMetadataValue', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readStreamsGroupMemberMetadataValue, write: writeStreamsGroupMemberMetadataValue },
  { name: 'StreamsGroupTargetAssignmentMetadataKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readStreamsGroupTargetAssignmentMetadataKey, write: writeStreamsGroupTargetAssignmentMetadataKey },
  { name: 'StreamsGroupTargetAssignmentMetadataValue', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readStreamsGroupTargetAssignmentMetadataValue, write: writeStreamsGroupTargetAssignmentMetadataValue },
  { name: 'StreamsGroupTargetAssignmentMemberKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readStreamsGroupTargetAssignmentMemberKey, write: writeStreamsGroupTargetAssignmentMemberKey },
  { name: 'StreamsGroupTargetAssignmentMemberValue', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readStreamsGroupTargetAssignmentMemberValue, write: writeStreamsGroupTargetAssignmentMemberValue },
  { name: 'StreamsGroupCurrentMemberAssignmentKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readStreamsGroupCurrentMemberAssignmentKey, write: writeStreamsGroupCurrentMemberAssignmentKey },
  { name: 'StreamsGroupCurrentMemberAssignmentValue', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readStreamsGroupCurrentMemberAssignmentValue, write: writeStreamsGroupCurrentMemberAssignmentValue },
  { name: 'StreamsGroupTopologyKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readStreamsGroupTopologyKey, write: writeStreamsGroupTopologyKey },
  { name: 'StreamsGroupTopologyValue', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readStreamsGroupTopologyValue, write: writeStreamsGroupTopologyValue },
  { name: 'ControlRecordTypeSchema', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readControlRecordTypeSchema, write: writeControlRecordTypeSchema },
  { name: 'EndTxnMarker', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readEndTxnMarker, write: writeEndTxnMarker },
  { name: 'LeaderChangeMessage', versions: { min: 0, max: 1 }, flexible: { min: 0, max: 1 }, read: readLeaderChangeMessage, write: writeLeaderChangeMessage },
  { name: 'SnapshotHeaderRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readSnapshotHeaderRecord, write: writeSnapshotHeaderRecord },
  { name: 'SnapshotFooterRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readSnapshotFooterRecord, write: writeSnapshotFooterRecord },
  { name: 'KRaftVersionRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readKRaftVersionRecord, write: writeKRaftVersionRecord },
  { name: 'VotersRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readVotersRecord, write: writeVotersRecord },
  { name: 'ConsumerProtocolSubscription', versions: { min: 0, max: 3 }, flexible: { min: 0, max: -1 }, read: readConsumerProtocolSubscription, write: writeConsumerProtocolSubscription },
  { name: 'ConsumerProtocolAssignment', versions: { min: 0, max: 3 }, flexible: { min: 0, max: -1 }, read: readConsumerProtocolAssignment, write: writeConsumerProtocolAssignment },
  { name: 'DefaultPrincipalData', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readDefaultPrincipalData, write: writeDefaultPrincipalData },
  { name: 'RequestHeader', versions: { min: 1, max: 2 }, flexible: { min: 2, max: 2 }, read: readRequestHeader, write: writeRequestHeader },
  { name: 'ResponseHeader', versions: { min: 0, max: 1 }, flexible: { min: 1, max: 1 }, read: readResponseHeader, write: writeResponseHeader },
  { name: 'AbortedTxn', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readAbortedTxn, write: writeAbortedTxn },
  { name: 'ProducerSnapshot', versions: { min: 1, max: 1 }, flexible: { min: 0, max: -1 }, read: readProducerSnapshot, write: writeProducerSnapshot },
  { name: 'RemoteLogSegmentMetadataRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readRemoteLogSegmentMetadataRecord, write: writeRemoteLogSegmentMetadataRecord },
  { name: 'RemoteLogSegmentMetadataUpdateRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readRemoteLogSegmentMetadataUpdateRecord, write: writeRemoteLogSegmentMetadataUpdateRecord },
  { name: 'RemotePartitionDeleteMetadataRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readRemotePartitionDeleteMetadataRecord, write: writeRemotePartitionDeleteMetadataRecord },
  { name: 'RemoteLogSegmentMetadataSnapshotRecord', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readRemoteLogSegmentMetadataSnapshotRecord, write: writeRemoteLogSegmentMetadataSnapshotRecord },
  { name: 'ShareSnapshotKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readShareSnapshotKey, write: writeShareSnapshotKey },
  { name: 'ShareSnapshotValue', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readShareSnapshotValue, write: writeShareSnapshotValue },
  { name: 'ShareUpdateKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readShareUpdateKey, write: writeShareUpdateKey },
  { name: 'ShareUpdateValue', versions: { min: 0, max: 0 }, flexible: { min: 0, max: 0 }, read: readShareUpdateValue, write: writeShareUpdateValue },
  { name: 'TransactionLogKey', versions: { min: 0, max: 0 }, flexible: { min: 0, max: -1 }, read: readTransactionLogKey, write: writeTransactionLogKey },
  { name: 'TransactionLogValue', versions: { min: 0, max: 1 }, flexible: { min: 1, max: 1 }, read: readTransactionLogValue, write: writeTransactionLogValue },
];
