import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ByteReader, ByteWriter } from '@odradek/base';

import { type ApiKeyInfo, apiKeyInfo } from '../api-key.ts';
import {
  type ApiVersionsResponse,
  defaultApiVersionsResponse,
  writeApiVersionsResponse,
} from '../generated/18-api-versions.ts';
import { defaultFetchResponse, writeFetchResponse } from '../generated/01-fetch.ts';
import { defaultPartitionData, defaultFetchableTopicResponse } from '../generated/01-fetch.ts';
import { API_KEYS, ApiKey } from '../generated/api-keys.ts';
import { defaultHeartbeatRequest, writeHeartbeatRequest } from '../generated/12-heartbeat.ts';
import { FrameDecoder } from './frame-decoder.ts';
import { writeRequest, writeResponse } from './frame-writer.ts';
import { readRequestHeader, writeRequestHeader } from './request-header.ts';
import { peekCorrelationId, readResponseHeader, writeResponseHeader } from './response-header.ts';

function api(key: number): ApiKeyInfo {
  const info = apiKeyInfo(key);
  assert(info !== undefined);
  return info;
}

function bytesOf(...hex: string[]): Buffer {
  return Buffer.from(hex.join(''), 'hex');
}

test('a request header of every API and version reads as it was written', () => {
  for (const info of API_KEYS) {
    for (let apiVersion = info.versions.min; apiVersion <= info.versions.max; apiVersion++) {
      for (const clientId of ['client-1', '', null]) {
        const fields = { api: info, apiVersion, correlationId: -7, clientId };
        const writer = new ByteWriter();
        writeRequestHeader(writer, fields);
        const reader = new ByteReader(writer.toBuffer());
        assert.deepEqual(readRequestHeader(reader), { type: 'known-api', ...fields });
        assert.equal(reader.remaining, 0);
      }
    }
  }
});

test('the client id of a flexible request header keeps its old form and tagged fields follow', () => {
  const writer = new ByteWriter();
  const info = api(ApiKey.Heartbeat);
  writeRequestHeader(writer, { api: info, apiVersion: 4, correlationId: 1, clientId: 'ab' });
  assert.deepEqual(writer.toBuffer(), bytesOf('000c', '0004', '00000001', '00026162', '00'));
});

test('a request to an unknown or retired API answers its key and version and reads no further', () => {
  for (const apiKey of [4, 7, 95, -1]) {
    const bytes = Buffer.alloc(4);
    bytes.writeInt16BE(apiKey, 0);
    bytes.writeInt16BE(3, 2);
    assert.deepEqual(readRequestHeader(new ByteReader(bytes)), {
      type: 'unknown-api',
      apiKey,
      apiVersion: 3,
    });
  }
});

test('an ApiVersions request of a version above ours has a readable header', () => {
  const bytes = bytesOf('0012', '7fff', '00000009', '00026162', '010203aabbcc', 'ffff');
  const reader = new ByteReader(bytes);
  const header = readRequestHeader(reader);
  assert.deepEqual(header, {
    type: 'known-api',
    api: api(ApiKey.ApiVersions),
    apiVersion: 0x7fff,
    correlationId: 9,
    clientId: 'ab',
  });
  assert.equal(reader.remaining, 2);
});

test('a request of a version below zero has the first form of the header', () => {
  const header = readRequestHeader(new ByteReader(bytesOf('0012', 'ffff', '00000009', 'ffff')));
  assert.equal(header.apiVersion, -1);
});

test('a request header that is cut off anywhere is malformed', () => {
  const bytes = bytesOf('0012', '0003', '00000009', '00026162', '01000100');
  for (let length = 0; length < bytes.byteLength; length++) {
    const reader = new ByteReader(bytes.subarray(0, length));
    assert.throws(() => readRequestHeader(reader), { code: 'ODRADEK_MALFORMED_MESSAGE' });
  }
});

test('a request header may have 64 tagged fields and no more', () => {
  const start = bytesOf('0012', '0003', '00000009', 'ffff');
  const fields = (count: number): Buffer =>
    Buffer.concat([start, Buffer.from([count]), Buffer.alloc(2 * count)]);
  assert.equal(readRequestHeader(new ByteReader(fields(64))).type, 'known-api');
  assert.throws(() => readRequestHeader(new ByteReader(fields(65))), {
    code: 'ODRADEK_MALFORMED_MESSAGE',
    message: /65 tagged fields/,
  });
});

test('a tagged field of a request header that is longer than the request is malformed', () => {
  const bytes = bytesOf('0012', '0003', '00000009', 'ffff', '0105ffffffff0f');
  assert.throws(() => readRequestHeader(new ByteReader(bytes)), {
    code: 'ODRADEK_MALFORMED_MESSAGE',
  });
});

test('a response header of every API and version gives back the correlation id', () => {
  for (const info of API_KEYS) {
    for (let apiVersion = info.versions.min; apiVersion <= info.versions.max; apiVersion++) {
      const writer = new ByteWriter();
      writeResponseHeader(writer, { api: info, apiVersion, correlationId: 0x7fffffff });
      const reader = new ByteReader(writer.toBuffer());
      assert.equal(peekCorrelationId(reader), 0x7fffffff);
      assert.equal(readResponseHeader(reader, info, apiVersion), 0x7fffffff);
      assert.equal(reader.remaining, 0);
    }
  }
});

test('the response to ApiVersions has no tagged fields in its header in any version', () => {
  for (const apiVersion of [0, 3, 4, 99]) {
    const writer = new ByteWriter();
    writeResponseHeader(writer, { api: api(ApiKey.ApiVersions), apiVersion, correlationId: 5 });
    assert.equal(writer.length, 4);
  }
});

test('a request frame begins with the size of its header and body', () => {
  const writer = new ByteWriter();
  const header = { api: api(ApiKey.Heartbeat), apiVersion: 0, correlationId: 2, clientId: null };
  writeRequest(writer, header, { ...defaultHeartbeatRequest, groupId: 'g' }, writeHeartbeatRequest);
  const body = bytesOf('000167', '00000000', '0000');
  const expected = bytesOf('00000013', '000c', '0000', '00000002', 'ffff');
  assert.deepEqual(writer.toBuffer(), Buffer.concat([expected, body]));
});

test('response frames of one writer follow each other and large records are not copied', () => {
  const records = Buffer.alloc(100_000, 3);
  const fetchResponse = {
    ...defaultFetchResponse,
    responses: [
      { ...defaultFetchableTopicResponse, partitions: [{ ...defaultPartitionData, records }] },
    ],
  };
  const versions: ApiVersionsResponse = { ...defaultApiVersionsResponse, errorCode: 35 };
  const writer = new ByteWriter(16);
  for (let correlationId = 0; correlationId < 3; correlationId++) {
    const fetch = { api: api(ApiKey.Fetch), apiVersion: 12, correlationId };
    writeResponse(writer, fetch, fetchResponse, writeFetchResponse);
    const handshake = { api: api(ApiKey.ApiVersions), apiVersion: 0, correlationId };
    writeResponse(writer, handshake, versions, writeApiVersionsResponse);
  }
  assert.equal(writer.toBuffers().filter((buffer) => buffer === records).length, 3);
  const decoder = new FrameDecoder();
  decoder.push(writer.toBuffer());
  for (let correlationId = 0; correlationId < 3; correlationId++) {
    for (const bytesMin of [100_000, 4]) {
      const frame = decoder.next();
      assert(frame !== undefined && frame.byteLength >= bytesMin);
      assert.equal(peekCorrelationId(new ByteReader(frame)), correlationId);
    }
  }
  assert.equal(decoder.next(), undefined);
});
