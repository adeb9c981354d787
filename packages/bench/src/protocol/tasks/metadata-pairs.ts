import assert from 'node:assert/strict';

import type { RivalClient } from '../clients/client.ts';
import { decodeMetadata, metadataFrame } from '../clients/odradek-metadata.ts';
import { sampleMetadata } from '../contents/sample-metadata.ts';
import type { Pair } from './pair.ts';

const SHAPES = [
  { name: 'decode Metadata, 50 topics of 20 partitions', topics: 50, partitions: 20 },
  { name: 'decode Metadata, 1 topic of 1,000 partitions', topics: 1, partitions: 1000 },
];

/** Decoding of a Metadata response with 1,000 partitions. */
export async function metadataPairs(rival: RivalClient): Promise<Pair[]> {
  const apiVersion = rival.versions.metadata;
  const pairs: Pair[] = [];
  for (const { name, topics, partitions } of SHAPES) {
    const sent = sampleMetadata(topics, partitions);
    const frame = metadataFrame(sent, apiVersion);
    assert.deepEqual(await rival.metadata(frame, sent), sent);
    pairs.push({
      task: name,
      form: 'objects',
      counts: true,
      rival: rival.name,
      apiVersion,
      ours: () => decodeMetadata(frame, apiVersion),
      theirs: rival.decodeMetadata(frame),
    });
  }
  return pairs;
}
