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
