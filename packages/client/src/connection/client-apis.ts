import { type ByteReader } from '@odradek/base';
import { ApiKey, ErrorCode } from '@odradek/protocol';
import {
  type ProduceRequest,
  type ProduceResponse,
  readProduceResponse,
  writeProduceRequest,
} from '@odradek/protocol/messages/00-produce';
import {
  type FetchRequest,
  type FetchResponse,
  readFetchResponse,
  writeFetchRequest,
} from '@odradek/protocol/messages/01-fetch';
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
  type ApiVersionsRequest,
  type ApiVersionsResponse,
  defaultApiVersionsResponse,
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
  type DeleteTopicsRequest,
  type DeleteTopicsResponse,
  readDeleteTopicsResponse,
  writeDeleteTopicsRequest,
} from '@odradek/protocol/messages/20-delete-topics';
import {
  type DeleteRecordsRequest,
  type DeleteRecordsResponse,
  readDeleteRecordsResponse,
  writeDeleteRecordsRequest,
} from '@odradek/protocol/messages/21-delete-records';
import {
  type InitProducerIdRequest,
  type InitProducerIdResponse,
  readInitProducerIdResponse,
  writeInitProducerIdRequest,
} from '@odradek/protocol/messages/22-init-producer-id';
import {
  type OffsetForLeaderEpochRequest,
  type OffsetForLeaderEpochResponse,
  readOffsetForLeaderEpochResponse,
  writeOffsetForLeaderEpochRequest,
} from '@odradek/protocol/messages/23-offset-for-leader-epoch';
import {
  type DescribeConfigsRequest,
  type DescribeConfigsResponse,
  readDescribeConfigsResponse,
  writeDescribeConfigsRequest,
} from '@odradek/protocol/messages/32-describe-configs';
import {
  type CreatePartitionsRequest,
  type CreatePartitionsResponse,
  readCreatePartitionsResponse,
  writeCreatePartitionsRequest,
} from '@odradek/protocol/messages/37-create-partitions';
import {
  type IncrementalAlterConfigsRequest,
  type IncrementalAlterConfigsResponse,
  readIncrementalAlterConfigsResponse,
  writeIncrementalAlterConfigsRequest,
} from '@odradek/protocol/messages/44-incremental-alter-configs';
import {
  type DescribeClusterRequest,
  type DescribeClusterResponse,
  readDescribeClusterResponse,
  writeDescribeClusterRequest,
} from '@odradek/protocol/messages/60-describe-cluster';

import { type ClientApi, clientApi } from './client-api.ts';

export const PRODUCE: ClientApi<ProduceRequest, ProduceResponse> = clientApi(
  ApiKey.Produce,
  writeProduceRequest,
  readProduceResponse,
);

export const FETCH: ClientApi<FetchRequest, FetchResponse> = clientApi(
  ApiKey.Fetch,
  writeFetchRequest,
  readFetchResponse,
);

export const LIST_OFFSETS: ClientApi<ListOffsetsRequest, ListOffsetsResponse> = clientApi(
  ApiKey.ListOffsets,
  writeListOffsetsRequest,
  readListOffsetsResponse,
);

export const METADATA: ClientApi<MetadataRequest, MetadataResponse> = clientApi(
  ApiKey.Metadata,
  writeMetadataRequest,
  readMetadataResponse,
);

export const API_VERSIONS: ClientApi<ApiVersionsRequest, ApiVersionsResponse> = clientApi(
  ApiKey.ApiVersions,
  writeApiVersionsRequest,
  readApiVersionsOfAnyForm,
);

export const CREATE_TOPICS: ClientApi<CreateTopicsRequest, CreateTopicsResponse> = clientApi(
  ApiKey.CreateTopics,
  writeCreateTopicsRequest,
  readCreateTopicsResponse,
);

export const DELETE_TOPICS: ClientApi<DeleteTopicsRequest, DeleteTopicsResponse> = clientApi(
  ApiKey.DeleteTopics,
  writeDeleteTopicsRequest,
  readDeleteTopicsResponse,
);

export const DELETE_RECORDS: ClientApi<DeleteRecordsRequest, DeleteRecordsResponse> = clientApi(
  ApiKey.DeleteRecords,
  writeDeleteRecordsRequest,
  readDeleteRecordsResponse,
);

export const INIT_PRODUCER_ID: ClientApi<InitProducerIdRequest, InitProducerIdResponse> = clientApi(
  ApiKey.InitProducerId,
  writeInitProducerIdRequest,
  readInitProducerIdResponse,
);

export const OFFSET_FOR_LEADER_EPOCH: ClientApi<
  OffsetForLeaderEpochRequest,
  OffsetForLeaderEpochResponse
> = clientApi(
  ApiKey.OffsetForLeaderEpoch,
  writeOffsetForLeaderEpochRequest,
  readOffsetForLeaderEpochResponse,
);

export const DESCRIBE_CONFIGS: ClientApi<DescribeConfigsRequest, DescribeConfigsResponse> =
  clientApi(ApiKey.DescribeConfigs, writeDescribeConfigsRequest, readDescribeConfigsResponse);

export const CREATE_PARTITIONS: ClientApi<CreatePartitionsRequest, CreatePartitionsResponse> =
  clientApi(ApiKey.CreatePartitions, writeCreatePartitionsRequest, readCreatePartitionsResponse);

export const INCREMENTAL_ALTER_CONFIGS: ClientApi<
  IncrementalAlterConfigsRequest,
  IncrementalAlterConfigsResponse
> = clientApi(
  ApiKey.IncrementalAlterConfigs,
  writeIncrementalAlterConfigsRequest,
  readIncrementalAlterConfigsResponse,
);

export const DESCRIBE_CLUSTER: ClientApi<DescribeClusterRequest, DescribeClusterResponse> =
  clientApi(ApiKey.DescribeCluster, writeDescribeClusterRequest, readDescribeClusterResponse);

const ARRAY_LENGTH_BYTES = 4;

/**
 * A broker that does not know the version answers in the form of version 0, whatever was asked for
 * (KIP-511). Some leave out the list of what they know.
 */
function readApiVersionsOfAnyForm(reader: ByteReader, version: number): ApiVersionsResponse {
  const start = reader.position;
  const errorCode = reader.readInt16();
  if (errorCode !== ErrorCode.UNSUPPORTED_VERSION) {
    reader.position = start;
    return readApiVersionsResponse(reader, version);
  }
  if (reader.remaining < ARRAY_LENGTH_BYTES) return { ...defaultApiVersionsResponse, errorCode };
  reader.position = start;
  return readApiVersionsResponse(reader, 0);
}
