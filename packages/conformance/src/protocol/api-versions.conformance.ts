import { ApiKey, apiKeyInfo, ErrorCode } from '@odradek/protocol';

import { compareWithKafka } from '../comparison/compare-with-kafka.ts';
import { scriptOf, type Step } from '../comparison/script.ts';
import { RawClient } from '../raw-client/raw-client.ts';
import { sendBytes } from '../raw-client/send-bytes.ts';

const VERSIONS = [0, 1, 2, 3, 4];
const CORRELATION_ID = 7;
const UNKNOWN_API_KEY = 9999;
const UNKNOWN_VERSION = 99;
const TELEMETRY: readonly number[] = [ApiKey.GetTelemetrySubscriptions, ApiKey.PushTelemetry];

/** Asks for the API keys and their ranges, one a line. The keys of telemetry need a plug-in. */
function listStep(version: number): Step {
  return {
    name: `ApiVersions v${version} lists the same keys and ranges`,
    async run(bootstrapServer) {
      using client = await RawClient.connect(bootstrapServer);
      const { errorCode, apiKeys } = await client.apiVersions(version);
      const lines = apiKeys
        .filter(({ apiKey }) => !TELEMETRY.includes(apiKey))
        .toSorted((left, right) => left.apiKey - right.apiKey)
        .map(
          (of) => `${of.apiKey} ${apiKeyInfo(of.apiKey)?.name} ${of.minVersion}-${of.maxVersion}`,
        );
      return { code: errorCode, stdout: lines.join('\n'), stderr: '' };
    },
    check: ({ code }) => {
      if (code !== ErrorCode.NONE) throw new Error(`error code ${code}`);
    },
  };
}

/** Sends bytes and compares what comes back byte by byte. */
function bytesStep(name: string, bytes: Buffer): Step {
  return {
    name,
    run: async (bootstrapServer) => {
      const port = int32(Number(bootstrapServer.split(':')[1])).toString('hex');
      const answer = await sendBytes(bootstrapServer, bytes);
      return { code: 0, stdout: answer.replace(port, '<port>'), stderr: '' };
    },
  };
}

function frame(...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const size = Buffer.alloc(4);
  size.writeInt32BE(body.length);
  return Buffer.concat([size, body]);
}

/** A request header of version 1, which every broker reads whatever comes behind. */
function header(apiKey: number, version: number): Buffer {
  const fixed = Buffer.alloc(10);
  fixed.writeInt16BE(apiKey, 0);
  fixed.writeInt16BE(version, 2);
  fixed.writeInt32BE(CORRELATION_ID, 4);
  fixed.writeInt16BE(-1, 8);
  return fixed;
}

const int32 = (value: number): Buffer => Buffer.from(new Int32Array([value]).buffer).swap32();
const NO_BODY = Buffer.alloc(0);
const EMPTY_TAGS = Buffer.alloc(1);

compareWithKafka({
  tool: 'the protocol',
  script: scriptOf([
    ...VERSIONS.map(listStep),
    bytesStep(
      'ApiVersions of an unknown version is answered as v0 with the range',
      frame(header(ApiKey.ApiVersions, UNKNOWN_VERSION), EMPTY_TAGS),
    ),
    bytesStep(
      'ApiVersions of an unknown version without a readable rest',
      frame(header(ApiKey.ApiVersions, UNKNOWN_VERSION)),
    ),
    bytesStep('ApiVersions of a negative version', frame(header(ApiKey.ApiVersions, -1))),
    bytesStep('ApiVersions v3 without its body', frame(header(ApiKey.ApiVersions, 3), EMPTY_TAGS)),
    bytesStep(
      'ApiVersions v3 with an invalid software name',
      frame(header(ApiKey.ApiVersions, 3), EMPTY_TAGS, Buffer.from([2, 0x21, 2, 0x31, 0])),
    ),
    bytesStep('an unknown API key', frame(header(UNKNOWN_API_KEY, 0))),
    bytesStep('a negative API key', frame(header(-1, 0))),
    bytesStep('an unknown version of Metadata', frame(header(ApiKey.Metadata, UNKNOWN_VERSION))),
    bytesStep('a version of Produce that is no longer served', frame(header(ApiKey.Produce, 2))),
    bytesStep('a version of Fetch that is no longer served', frame(header(ApiKey.Fetch, 3))),
    bytesStep('Metadata without its body', frame(header(ApiKey.Metadata, 1), NO_BODY)),
    bytesStep(
      'Metadata with more topics than bytes',
      frame(header(ApiKey.Metadata, 1), int32(1000)),
    ),
    bytesStep(
      'Metadata with bytes behind its end',
      frame(header(ApiKey.Metadata, 1), int32(0), Buffer.from('more')),
    ),
    bytesStep('a frame of negative size', int32(-1)),
    bytesStep('a frame that is too large', int32(104_857_601)),
    bytesStep('a frame of no bytes', int32(0)),
    bytesStep('a frame of one byte', frame(Buffer.from([0]))),
    bytesStep('an HTTP request', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')),
    bytesStep('the first bytes of a TLS handshake', Buffer.from('16030100f8010000f40303', 'hex')),
  ]),
  masks: [],
});
