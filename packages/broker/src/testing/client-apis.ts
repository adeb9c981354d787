import {
  type OffsetCommitRequest,
  type OffsetCommitResponse,
  readOffsetCommitResponse,
  writeOffsetCommitRequest,
} from '@odradek/protocol/messages/08-offset-commit';
import {
  type OffsetFetchRequest,
  type OffsetFetchResponse,
  readOffsetFetchResponse,
  writeOffsetFetchRequest,
} from '@odradek/protocol/messages/09-offset-fetch';
import {
  type DescribeGroupsRequest,
  type DescribeGroupsResponse,
  readDescribeGroupsResponse,
  writeDescribeGroupsRequest,
} from '@odradek/protocol/messages/15-describe-groups';
import {
  type ListGroupsRequest,
  type ListGroupsResponse,
  readListGroupsResponse,
  writeListGroupsRequest,
} from '@odradek/protocol/messages/16-list-groups';
import {
  type DeleteGroupsRequest,
  type DeleteGroupsResponse,
  readDeleteGroupsResponse,
  writeDeleteGroupsRequest,
} from '@odradek/protocol/messages/42-delete-groups';
import {
  type OffsetDeleteRequest,
  type OffsetDeleteResponse,
  readOffsetDeleteResponse,
  writeOffsetDeleteRequest,
} from '@odradek/protocol/messages/47-offset-delete';
import {
  type ConsumerGroupHeartbeatRequest,
  type ConsumerGroupHeartbeatResponse,
  readConsumerGroupHeartbeatResponse,
  writeConsumerGroupHeartbeatRequest,
} from '@odradek/protocol/messages/68-consumer-group-heartbeat';
import {
  type ConsumerGroupDescribeRequest,
  type ConsumerGroupDescribeResponse,
  readConsumerGroupDescribeResponse,
  writeConsumerGroupDescribeRequest,
} from '@odradek/protocol/messages/69-consumer-group-describe';
import {
  type ListConfigResourcesRequest,
  type ListConfigResourcesResponse,
  readListConfigResourcesResponse,
  writeListConfigResourcesRequest,
} from '@odradek/protocol/messages/74-list-config-resources';
import {
  type DescribeLogDirsRequest,
  type DescribeLogDirsResponse,
  readDescribeLogDirsResponse,
  writeDescribeLogDirsRequest,
} from '@odradek/protocol/messages/35-describe-log-dirs';
import {
  type ApiVersionsRequest,
  type ApiVersionsResponse,
  readApiVersionsResponse,
  writeApiVersionsRequest,
} from '@odradek/protocol/messages/18-api-versions';
import {
  type CreateTopicsRequest,
  type CreateTopicsResponse,
  readCreateTopicsResponse,
  writeCreateTopicsRequest,
} from '@odradek/protocol/messages/19-create-topics';
import {
  type FetchRequest,
  type FetchResponse,
  readFetchResponse,
  writeFetchRequest,
} from '@odradek/protocol/messages/01-fetch';
import {
  type FindCoordinatorRequest,
  type FindCoordinatorResponse,
  readFindCoordinatorResponse,
  writeFindCoordinatorRequest,
} from '@odradek/protocol/messages/10-find-coordinator';
import {
  type OffsetForLeaderEpochRequest,
  type OffsetForLeaderEpochResponse,
  readOffsetForLeaderEpochResponse,
  writeOffsetForLeaderEpochRequest,
} from '@odradek/protocol/messages/23-offset-for-leader-epoch';
import {
  type ListOffsetsRequest,
  type ListOffsetsResponse,
  readListOffsetsResponse,
  writeListOffsetsRequest,
} from '@odradek/protocol/messages/02-list-offsets';
import {
  type MetadataRequest,
  type MetadataResponse,
  readMetadataResponse,
  writeMetadataRequest,
} from '@odradek/protocol/messages/03-metadata';
import {
  type ProduceRequest,
  type ProduceResponse,
  readProduceResponse,
  writeProduceRequest,
} from '@odradek/protocol/messages/00-produce';
import {
  type DeleteTopicsRequest,
  type DeleteTopicsResponse,
  readDeleteTopicsResponse,
  writeDeleteTopicsRequest,
} from '@odradek/protocol/messages/20-delete-topics';
import {
  type InitProducerIdRequest,
  type InitProducerIdResponse,
  readInitProducerIdResponse,
  writeInitProducerIdRequest,
} from '@odradek/protocol/messages/22-init-producer-id';
import {
  type CreatePartitionsRequest,
  type CreatePartitionsResponse,
  readCreatePartitionsResponse,
  writeCreatePartitionsRequest,
} from '@odradek/protocol/messages/37-create-partitions';
import {
  type DescribeClusterRequest,
  type DescribeClusterResponse,
  readDescribeClusterResponse,
  writeDescribeClusterRequest,
} from '@odradek/protocol/messages/60-describe-cluster';
import {
  type DescribeTopicPartitionsRequest,
  type DescribeTopicPartitionsResponse,
  readDescribeTopicPartitionsResponse,
  writeDescribeTopicPartitionsRequest,
} from '@odradek/protocol/messages/75-describe-topic-partitions';

import {
  type DeleteRecordsRequest,
  type DeleteRecordsResponse,
  readDeleteRecordsResponse,
  writeDeleteRecordsRequest,
} from '@odradek/protocol/messages/21-delete-records';
import {
  type DescribeConfigsRequest,
  type DescribeConfigsResponse,
  readDescribeConfigsResponse,
  writeDescribeConfigsRequest,
} from '@odradek/protocol/messages/32-describe-configs';
import {
  type IncrementalAlterConfigsRequest,
  type IncrementalAlterConfigsResponse,
  readIncrementalAlterConfigsResponse,
  writeIncrementalAlterConfigsRequest,
} from '@odradek/protocol/messages/44-incremental-alter-configs';

import {
  type AlterConfigsRequest,
  type AlterConfigsResponse,
  readAlterConfigsResponse,
  writeAlterConfigsRequest,
} from '@odradek/protocol/messages/33-alter-configs';
import {
  type DescribeClientQuotasRequest,
  type DescribeClientQuotasResponse,
  readDescribeClientQuotasResponse,
  writeDescribeClientQuotasRequest,
} from '@odradek/protocol/messages/48-describe-client-quotas';
import {
  type AlterClientQuotasRequest,
  type AlterClientQuotasResponse,
  readAlterClientQuotasResponse,
  writeAlterClientQuotasRequest,
} from '@odradek/protocol/messages/49-alter-client-quotas';
import {
  type JoinGroupRequest,
  type JoinGroupResponse,
  readJoinGroupResponse,
  writeJoinGroupRequest,
} from '@odradek/protocol/messages/11-join-group';
import {
  type HeartbeatRequest,
  type HeartbeatResponse,
  readHeartbeatResponse,
  writeHeartbeatRequest,
} from '@odradek/protocol/messages/12-heartbeat';
import {
  type LeaveGroupRequest,
  type LeaveGroupResponse,
  readLeaveGroupResponse,
  writeLeaveGroupRequest,
} from '@odradek/protocol/messages/13-leave-group';
import {
  type SyncGroupRequest,
  type SyncGroupResponse,
  readSyncGroupResponse,
  writeSyncGroupRequest,
} from '@odradek/protocol/messages/14-sync-group';
import type { ClientApi } from './virtual-client.ts';

export const PRODUCE: ClientApi<ProduceRequest, ProduceResponse> = {
  apiKey: 0,
  writeRequest: writeProduceRequest,
  readResponse: readProduceResponse,
};

export const FETCH: ClientApi<FetchRequest, FetchResponse> = {
  apiKey: 1,
  writeRequest: writeFetchRequest,
  readResponse: readFetchResponse,
};

export const LIST_OFFSETS: ClientApi<ListOffsetsRequest, ListOffsetsResponse> = {
  apiKey: 2,
  writeRequest: writeListOffsetsRequest,
  readResponse: readListOffsetsResponse,
};

export const METADATA: ClientApi<MetadataRequest, MetadataResponse> = {
  apiKey: 3,
  writeRequest: writeMetadataRequest,
  readResponse: readMetadataResponse,
};

export const FIND_COORDINATOR: ClientApi<FindCoordinatorRequest, FindCoordinatorResponse> = {
  apiKey: 10,
  writeRequest: writeFindCoordinatorRequest,
  readResponse: readFindCoordinatorResponse,
};

export const API_VERSIONS: ClientApi<ApiVersionsRequest, ApiVersionsResponse> = {
  apiKey: 18,
  writeRequest: writeApiVersionsRequest,
  readResponse: readApiVersionsResponse,
};

export const CREATE_TOPICS: ClientApi<CreateTopicsRequest, CreateTopicsResponse> = {
  apiKey: 19,
  writeRequest: writeCreateTopicsRequest,
  readResponse: readCreateTopicsResponse,
};

export const DELETE_TOPICS: ClientApi<DeleteTopicsRequest, DeleteTopicsResponse> = {
  apiKey: 20,
  writeRequest: writeDeleteTopicsRequest,
  readResponse: readDeleteTopicsResponse,
};

export const INIT_PRODUCER_ID: ClientApi<InitProducerIdRequest, InitProducerIdResponse> = {
  apiKey: 22,
  writeRequest: writeInitProducerIdRequest,
  readResponse: readInitProducerIdResponse,
};

export const CREATE_PARTITIONS: ClientApi<CreatePartitionsRequest, CreatePartitionsResponse> = {
  apiKey: 37,
  writeRequest: writeCreatePartitionsRequest,
  readResponse: readCreatePartitionsResponse,
};

export const DESCRIBE_CLUSTER: ClientApi<DescribeClusterRequest, DescribeClusterResponse> = {
  apiKey: 60,
  writeRequest: writeDescribeClusterRequest,
  readResponse: readDescribeClusterResponse,
};

export const DESCRIBE_TOPIC_PARTITIONS: ClientApi<
  DescribeTopicPartitionsRequest,
  DescribeTopicPartitionsResponse
> = {
  apiKey: 75,
  writeRequest: writeDescribeTopicPartitionsRequest,
  readResponse: readDescribeTopicPartitionsResponse,
};

export const DELETE_RECORDS: ClientApi<DeleteRecordsRequest, DeleteRecordsResponse> = {
  apiKey: 21,
  writeRequest: writeDeleteRecordsRequest,
  readResponse: readDeleteRecordsResponse,
};

export const DESCRIBE_LOG_DIRS: ClientApi<DescribeLogDirsRequest, DescribeLogDirsResponse> = {
  apiKey: 35,
  writeRequest: writeDescribeLogDirsRequest,
  readResponse: readDescribeLogDirsResponse,
};

export const DESCRIBE_CONFIGS: ClientApi<DescribeConfigsRequest, DescribeConfigsResponse> = {
  apiKey: 32,
  writeRequest: writeDescribeConfigsRequest,
  readResponse: readDescribeConfigsResponse,
};

export const LIST_CONFIG_RESOURCES: ClientApi<
  ListConfigResourcesRequest,
  ListConfigResourcesResponse
> = {
  apiKey: 74,
  writeRequest: writeListConfigResourcesRequest,
  readResponse: readListConfigResourcesResponse,
};

export const INCREMENTAL_ALTER_CONFIGS: ClientApi<
  IncrementalAlterConfigsRequest,
  IncrementalAlterConfigsResponse
> = {
  apiKey: 44,
  writeRequest: writeIncrementalAlterConfigsRequest,
  readResponse: readIncrementalAlterConfigsResponse,
};

export const ALTER_CONFIGS: ClientApi<AlterConfigsRequest, AlterConfigsResponse> = {
  apiKey: 33,
  writeRequest: writeAlterConfigsRequest,
  readResponse: readAlterConfigsResponse,
};

export const OFFSET_FOR_LEADER_EPOCH: ClientApi<
  OffsetForLeaderEpochRequest,
  OffsetForLeaderEpochResponse
> = {
  apiKey: 23,
  writeRequest: writeOffsetForLeaderEpochRequest,
  readResponse: readOffsetForLeaderEpochResponse,
};

export const DESCRIBE_CLIENT_QUOTAS: ClientApi<
  DescribeClientQuotasRequest,
  DescribeClientQuotasResponse
> = {
  apiKey: 48,
  writeRequest: writeDescribeClientQuotasRequest,
  readResponse: readDescribeClientQuotasResponse,
};

export const ALTER_CLIENT_QUOTAS: ClientApi<AlterClientQuotasRequest, AlterClientQuotasResponse> = {
  apiKey: 49,
  writeRequest: writeAlterClientQuotasRequest,
  readResponse: readAlterClientQuotasResponse,
};

export const OFFSET_DELETE: ClientApi<OffsetDeleteRequest, OffsetDeleteResponse> = {
  apiKey: 47,
  writeRequest: writeOffsetDeleteRequest,
  readResponse: readOffsetDeleteResponse,
};

export const DELETE_GROUPS: ClientApi<DeleteGroupsRequest, DeleteGroupsResponse> = {
  apiKey: 42,
  writeRequest: writeDeleteGroupsRequest,
  readResponse: readDeleteGroupsResponse,
};

export const LIST_GROUPS: ClientApi<ListGroupsRequest, ListGroupsResponse> = {
  apiKey: 16,
  writeRequest: writeListGroupsRequest,
  readResponse: readListGroupsResponse,
};

export const DESCRIBE_GROUPS: ClientApi<DescribeGroupsRequest, DescribeGroupsResponse> = {
  apiKey: 15,
  writeRequest: writeDescribeGroupsRequest,
  readResponse: readDescribeGroupsResponse,
};

export const OFFSET_FETCH: ClientApi<OffsetFetchRequest, OffsetFetchResponse> = {
  apiKey: 9,
  writeRequest: writeOffsetFetchRequest,
  readResponse: readOffsetFetchResponse,
};

export const OFFSET_COMMIT: ClientApi<OffsetCommitRequest, OffsetCommitResponse> = {
  apiKey: 8,
  writeRequest: writeOffsetCommitRequest,
  readResponse: readOffsetCommitResponse,
};

export const JOIN_GROUP: ClientApi<JoinGroupRequest, JoinGroupResponse> = {
  apiKey: 11,
  writeRequest: writeJoinGroupRequest,
  readResponse: readJoinGroupResponse,
};

export const HEARTBEAT: ClientApi<HeartbeatRequest, HeartbeatResponse> = {
  apiKey: 12,
  writeRequest: writeHeartbeatRequest,
  readResponse: readHeartbeatResponse,
};

export const LEAVE_GROUP: ClientApi<LeaveGroupRequest, LeaveGroupResponse> = {
  apiKey: 13,
  writeRequest: writeLeaveGroupRequest,
  readResponse: readLeaveGroupResponse,
};

export const SYNC_GROUP: ClientApi<SyncGroupRequest, SyncGroupResponse> = {
  apiKey: 14,
  writeRequest: writeSyncGroupRequest,
  readResponse: readSyncGroupResponse,
};

export const CONSUMER_GROUP_HEARTBEAT: ClientApi<
  ConsumerGroupHeartbeatRequest,
  ConsumerGroupHeartbeatResponse
> = {
  apiKey: 68,
  writeRequest: writeConsumerGroupHeartbeatRequest,
  readResponse: readConsumerGroupHeartbeatResponse,
};

export const CONSUMER_GROUP_DESCRIBE: ClientApi<
  ConsumerGroupDescribeRequest,
  ConsumerGroupDescribeResponse
> = {
  apiKey: 69,
  writeRequest: writeConsumerGroupDescribeRequest,
  readResponse: readConsumerGroupDescribeResponse,
};
