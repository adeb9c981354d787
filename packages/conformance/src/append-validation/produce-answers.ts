import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import { ByteReader, ByteWriter } from '@odradek/base';
import {
  ApiKey,
  apiKeyInfo,
  FrameDecoder,
  readResponseHeader,
  writeRequest,
} from '@odradek/protocol';
import {
  defaultProduceRequest,
  type PartitionProduceResponse,
  type ProduceRequest,
  readProduceResponse,
  writeProduceRequest,
} from '@odradek/protocol/messages/00-produce';

import type { AppendCase } from './append-case.ts';

const IN_FLIGHT_MAX = 32;
const ACKS_ALL = -1;
const TIMEOUT_MS = 30_000;
const SILENCE_MS_MAX = 20_000;

/** What a broker said of one batch; `undefined` if it closed the connection instead. */
export type Answer = PartitionProduceResponse | undefined;

/**
 * Sends every batch in a Produce request of its own over one connection, in order. Resolves to the
 * answers in the same order. A batch for which the broker closes the connection has none; what was
 * sent behind it is sent again over a new one.
 */
export async function produceAll(
  address: string,
  cases: readonly AppendCase[],
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  let inFlightMax = IN_FLIGHT_MAX;
  while (answers.length < cases.length) {
    using connection = await ProduceConnection.open(address);
    const before = answers.length;
    await connection.send(cases, answers, inFlightMax);
    if (answers.length === cases.length) break;
    // Only one at a time tells for certain which batch the connection was closed for.
    if (inFlightMax === 1 || answers.length === before) answers.push(undefined);
    inFlightMax = inFlightMax === 1 ? IN_FLIGHT_MAX : 1;
  }
  return answers;
}

class ProduceConnection implements Disposable {
  private readonly socket: Socket;
  private readonly decoder = new FrameDecoder();
  private isClosed = false;
  private wake: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.socket = socket;
    const close = (): void => {
      this.isClosed = true;
      this.wake();
    };
    socket.on('close', close);
    // A reset closes it too.
    socket.on('error', close);
    socket.on('data', (chunk: Buffer) => {
      this.decoder.push(chunk);
      this.wake();
    });
  }

  static async open(address: string): Promise<ProduceConnection> {
    const [host, port] = address.split(':');
    const socket = connect({ host: host ?? '', port: Number(port), noDelay: true });
    await once(socket, 'connect');
    return new ProduceConnection(socket);
  }

  /** Sends what has no answer yet and adds the answers, until all are there or it is closed. */
  async send(cases: readonly AppendCase[], answers: Answer[], inFlightMax: number): Promise<void> {
    let sent = answers.length;
    while (answers.length < cases.length) {
      for (; sent < Math.min(cases.length, answers.length + inFlightMax); sent++) {
        this.socket.write(requestFrame(cases[sent]!, sent));
      }
      const frame = await this.nextFrame(cases[answers.length]!);
      if (frame === undefined) return;
      answers.push(answerIn(frame, cases[answers.length]!));
    }
  }

  private async nextFrame({ check, variant }: AppendCase): Promise<Buffer | undefined> {
    for (;;) {
      const frame = this.decoder.next();
      if (frame !== undefined || this.isClosed) return frame;
      await new Promise<void>((resolve, reject) => {
        const silence = setTimeout(() => {
          reject(new Error(`No answer for ${SILENCE_MS_MAX} ms to: ${check}, ${variant}.`));
        }, SILENCE_MS_MAX);
        this.wake = () => {
          clearTimeout(silence);
          resolve();
        };
      });
    }
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }
}

function produceApi(): NonNullable<ReturnType<typeof apiKeyInfo>> {
  const api = apiKeyInfo(ApiKey.Produce);
  if (api === undefined) throw new Error('Produce is not declared.');
  return api;
}

function requestFrame(
  { topic, records, produceVersion, transactionalId }: AppendCase,
  correlationId: number,
): Buffer {
  const request: ProduceRequest = {
    ...defaultProduceRequest,
    acks: ACKS_ALL,
    timeoutMs: TIMEOUT_MS,
    transactionalId: transactionalId ?? null,
    topicData: [{ name: topic, topicId: '', partitionData: [{ index: 0, records }] }],
  };
  const writer = new ByteWriter();
  const header = { api: produceApi(), apiVersion: produceVersion, correlationId, clientId: 'raw' };
  writeRequest(writer, header, request, writeProduceRequest);
  return writer.toBuffer();
}

function answerIn(frame: Buffer, { produceVersion }: AppendCase): PartitionProduceResponse {
  const reader = new ByteReader(frame);
  readResponseHeader(reader, produceApi(), produceVersion);
  const { responses } = readProduceResponse(reader, produceVersion);
  const answer = responses[0]?.partitionResponses[0];
  if (answer === undefined) throw new Error('A Produce response has no partition.');
  return answer;
}
