import { ByteReader, ByteWriter } from '@odradek/base';
import { ApiKey, FrameDecoder, readResponseHeader, writeResponse } from '@odradek/protocol';
import {
  defaultMetadataResponse,
  defaultMetadataResponseTopic,
  type MetadataResponse,
  type MetadataResponseTopic,
  readMetadataResponse,
  writeMetadataResponse,
} from '@odradek/protocol/messages/03-metadata';

import type { SampleMetadata, SampleTopic } from '../contents/sample-metadata.ts';
import { onlyFrame, requireApi } from './odradek-frames.ts';

const METADATA = requireApi(ApiKey.Metadata);

/** A Metadata response as a frame. */
export function metadataFrame(metadata: SampleMetadata, apiVersion: number): Buffer {
  const body: MetadataResponse = {
    ...defaultMetadataResponse,
    brokers: metadata.brokers,
    clusterId: 'b3RyYWRlay1iZW5jaC1jbA',
    controllerId: metadata.controllerId,
    topics: metadata.topics.map(responseTopic),
  };
  const writer = new ByteWriter();
  writeResponse(
    writer,
    { api: METADATA, apiVersion, correlationId: 7 },
    body,
    writeMetadataResponse,
  );
  return writer.toBuffer();
}

function responseTopic({
  name,
  topicId,
  isInternal,
  partitions,
}: SampleTopic): MetadataResponseTopic {
  return {
    ...defaultMetadataResponseTopic,
    name,
    topicId,
    isInternal,
    partitions: partitions.map((partition) => ({
      errorCode: 0,
      partitionIndex: partition.index,
      leaderId: partition.leaderId,
      leaderEpoch: partition.leaderEpoch,
      replicaNodes: partition.replicas,
      isrNodes: partition.inSyncReplicas,
      offlineReplicas: partition.offlineReplicas,
    })),
  };
}

/** Decodes a Metadata response. */
export function decodeMetadata(frame: Buffer, apiVersion: number): MetadataResponse {
  const reader = new ByteReader(onlyFrame(new FrameDecoder(), frame));
  readResponseHeader(reader, METADATA, apiVersion);
  return readMetadataResponse(reader, apiVersion);
}
