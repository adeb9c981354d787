import { ApiKey } from '@odradek/protocol';
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

import type { Call } from './pipelined-connection.ts';

/** Produce that names topics by id. */
export const PRODUCE: Call<ProduceRequest, ProduceResponse> = {
  apiKey: ApiKey.Produce,
  version: 13,
  write: writeProduceRequest,
  read: readProduceResponse,
};

/** Fetch that names topics by id. */
export const FETCH: Call<FetchRequest, FetchResponse> = {
  apiKey: ApiKey.Fetch,
  version: 13,
  write: writeFetchRequest,
  read: readFetchResponse,
};

export const LIST_OFFSETS: Call<ListOffsetsRequest, ListOffsetsResponse> = {
  apiKey: ApiKey.ListOffsets,
  version: 7,
  write: writeListOffsetsRequest,
  read: readListOffsetsResponse,
};

export const METADATA: Call<MetadataRequest, MetadataResponse> = {
  apiKey: ApiKey.Metadata,
  version: 12,
  write: writeMetadataRequest,
  read: readMetadataResponse,
};

export const API_VERSIONS: Call<ApiVersionsRequest, ApiVersionsResponse> = {
  apiKey: ApiKey.ApiVersions,
  version: 3,
  write: writeApiVersionsRequest,
  read: readApiVersionsResponse,
};

export const CREATE_TOPICS: Call<CreateTopicsRequest, CreateTopicsResponse> = {
  apiKey: ApiKey.CreateTopics,
  version: 7,
  write: writeCreateTopicsRequest,
  read: readCreateTopicsResponse,
};

export const DELETE_TOPICS: Call<DeleteTopicsRequest, DeleteTopicsResponse> = {
  apiKey: ApiKey.DeleteTopics,
  version: 6,
  write: writeDeleteTopicsRequest,
  read: readDeleteTopicsResponse,
};

export const DELETE_RECORDS: Call<DeleteRecordsRequest, DeleteRecordsResponse> = {
  apiKey: ApiKey.DeleteRecords,
  version: 2,
  write: writeDeleteRecordsRequest,
  read: readDeleteRecordsResponse,
};

export const INIT_PRODUCER_ID: Call<InitProducerIdRequest, InitProducerIdResponse> = {
  apiKey: ApiKey.InitProducerId,
  version: 4,
  write: writeInitProducerIdRequest,
  read: readInitProducerIdResponse,
};
