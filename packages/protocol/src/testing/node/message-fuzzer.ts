import { getHeapStatistics } from 'node:v8';

import { ByteReader, ByteWriter, KafkaError } from '@odradek/base';
import { SeededRandom } from '@odradek/base/testing';
import fc from 'fast-check';

import type { MessageCodec } from '../../codec/message-codec.ts';
import { MESSAGE_CODECS } from '../../generated/message-codecs.ts';
import { arbitraryMessage } from '../arbitrary-message.ts';
import { DECLARED_MESSAGES } from '../declared-message.ts';
import { mutateBytes, pick } from '../mutate-bytes.ts';

/** A valid message to begin with. */
interface Seed {
  readonly codec: MessageCodec;
  readonly version: number;
  readonly bytes: Buffer;
}

/** What became of a number of malformed inputs. */
export interface FuzzReport {
  readonly seed: number;
  readonly runs: number;
  /** Inputs that were messages all the same. */
  readonly values: number;
  /** Inputs that were refused as malformed. */
  readonly errors: number;
  /** The most bytes of heap that decoding one input took, garbage included. */
  readonly heapBytesMax: number;
  /** The most bytes of heap that decoding one input took above 8 MiB + 4 x input; below 0 if none. */
  readonly heapBytesOverLimit: number;
  /** The longest time that one input took. */
  readonly decodeMsMax: number;
}

const FREE_BYTES = 8 * 1024 * 1024;
const BYTES_PER_INPUT_BYTE = 4;
/** Memory is measured around several inputs, since asking for it costs more than decoding one. */
const BATCH_RUNS = 16;

/** Decodes `runs` mutated messages. Raises an `Error` with the input if one does something else. */
export function fuzzMessages(seed: number, runs: number, valuesPerVersion: number): FuzzReport {
  const random = new SeededRandom(seed);
  const corpus = makeCorpus(seed, valuesPerVersion);
  const report = { values: 0, errors: 0, heapBytesMax: 0, decodeMsMax: 0 };
  let heapBytesOverLimit = -Infinity;
  for (let run = 0; run < runs; run += BATCH_RUNS) {
    const inputs = makeInputs(random, corpus, Math.min(BATCH_RUNS, runs - run));
    const startMs = performance.now();
    const heapBytes = measureHeap(() => {
      for (const input of inputs) {
        if (decode(input, seed)) report.values++;
        else report.errors++;
      }
    });
    report.decodeMsMax = Math.max(report.decodeMsMax, performance.now() - startMs);
    const inputBytes = inputs.reduce((bytes, input) => bytes + input.bytes.byteLength, 0);
    const limit = FREE_BYTES + BYTES_PER_INPUT_BYTE * inputBytes;
    report.heapBytesMax = Math.max(report.heapBytesMax, heapBytes);
    heapBytesOverLimit = Math.max(heapBytesOverLimit, heapBytes - limit);
  }
  return { seed, runs, ...report, heapBytesOverLimit };
}

function makeInputs(random: SeededRandom, corpus: readonly Seed[], count: number): Seed[] {
  return Array.from({ length: count }, () => {
    const { codec, version, bytes } = pick(random, corpus);
    return { codec, version, bytes: mutateBytes(random, bytes, pick(random, corpus).bytes) };
  });
}

/** Bytes that were allocated meanwhile; fewer if the garbage collector ran. */
function measureHeap(run: () => void): number {
  const before = heapBytes();
  run();
  return heapBytes() - before;
}

function heapBytes(): number {
  const statistics = getHeapStatistics();
  return statistics.used_heap_size + statistics.external_memory;
}

/** Whether the input is a message. Anything but a message or the error for none is a failure. */
function decode(input: Seed, seed: number): boolean {
  try {
    input.codec.read(new ByteReader(input.bytes), input.version);
    return true;
  } catch (error) {
    if (error instanceof KafkaError && error.code === 'ODRADEK_MALFORMED_MESSAGE') return false;
    const where = `${input.codec.name} v${input.version} ${input.bytes.toString('hex')}`;
    throw new Error(`seed ${seed}: decoding ${where} failed: ${String(error)}`, { cause: error });
  }
}

/** Valid messages of every version that follow from the seed. */
function makeCorpus(seed: number, valuesPerVersion: number): Seed[] {
  return MESSAGE_CODECS.flatMap((codec) => {
    const message = DECLARED_MESSAGES.get(codec.name);
    if (message === undefined) throw new Error(`${codec.name} is not declared.`);
    const seeds: Seed[] = [];
    for (let version = codec.versions.min; version <= codec.versions.max; version++) {
      const values = fc.sample(arbitraryMessage(message, version), {
        seed,
        numRuns: valuesPerVersion,
      });
      for (const value of values)
        seeds.push({ codec, version, bytes: encode(codec, value, version) });
    }
    return seeds;
  });
}

function encode(codec: MessageCodec, value: object, version: number): Buffer {
  const writer = new ByteWriter();
  codec.write(writer, value as never, version);
  return writer.toBuffer();
}
