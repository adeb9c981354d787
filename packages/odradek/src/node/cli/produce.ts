import { fstatSync } from 'node:fs';

import { KafkaError } from '@odradek/base';
import { Producer } from '@odradek/client/node';

import { CommandArguments } from '../../cli/command-line/command-arguments.ts';
import { helpText, isHelpWanted } from '../../cli/command-line/help-text.ts';
import { DeliveryReport } from '../../cli/produce/delivery-report.ts';
import { type LineRecord, parseLine } from '../../cli/produce/line-format.ts';
import { type InputLine, LineSplitter } from '../../cli/produce/line-splitter.ts';
import {
  checkPartition,
  parseProduce,
  PRODUCE,
  type ProduceRequest,
} from '../../cli/produce/produce-command.ts';
import { reachCluster } from './cluster-access.ts';
import { Interruption } from './interruption.ts';

/** Above this no input is read, until half of it was acknowledged. */
const PENDING_BYTES_MAX = 8 * 2 ** 20;

/** `odradek produce`: sends lines of standard input until it ends or a signal comes. */
export async function runProduce(args: readonly string[]): Promise<void> {
  if (isHelpWanted(args)) return console.log(helpText(PRODUCE));
  const parsed = new CommandArguments(PRODUCE, args);
  const request = parseProduce(parsed);
  checkInput();
  await checkTopic(parsed.bootstrapServers(), request);
  if (process.stdin.isTTY) {
    console.error(`Each line becomes a record of ${request.topic}. Ctrl-D ends.`);
  }
  await using producer = new Producer(request.producer);
  const lines = new LineProducer(request, producer);
  await lines.run(new Interruption(() => lines.tellWhatIsPending()));
}

/** Node gives a directory out as empty input. */
function checkInput(): void {
  if (!fstatSync(process.stdin.fd).isDirectory()) return;
  throw new KafkaError(
    'ODRADEK_INPUT_FAILED',
    'Standard input cannot be read (it is a directory); give a file, or the output of a command.',
  );
}

/** Rejects at once with what the producer would wait for until its time is up. */
async function checkTopic(bootstrapServers: string, request: ProduceRequest): Promise<void> {
  await using admin = await reachCluster(bootstrapServers);
  if (request.partition === undefined) return;
  const [topic] = await admin.describeTopics([request.topic]);
  // A topic that is not there may be created by the first record.
  if (topic?.error === undefined) checkPartition(request, topic?.partitions.length ?? 0);
}

/** Sends lines and keeps track of what became of them. */
class LineProducer {
  private readonly request: ProduceRequest;
  private readonly producer: Producer;
  private readonly lines: LineSplitter;
  private readonly report = new DeliveryReport();
  private onSettled = (): void => {};

  constructor(request: ProduceRequest, producer: Producer) {
    this.request = request;
    this.producer = producer;
    this.lines = new LineSplitter(request.lineBytesMax);
  }

  /** Without it a producer whose broker is gone would seem to hang. */
  tellWhatIsPending(): void {
    const notice = this.report.waitingNotice();
    if (notice !== undefined) console.error(notice);
  }

  /** Rejects with the first line that failed, after everything that was read has settled. */
  async run(interruption: Interruption): Promise<void> {
    try {
      await this.sendInput(interruption);
    } finally {
      await this.settle();
    }
  }

  /** A line that was not acknowledged stands before the one at which reading ended. */
  private async settle(): Promise<void> {
    await this.producer.flush();
    await this.untilPending(0);
    const failure = this.report.failure();
    if (failure !== undefined) throw failure;
  }

  private async sendInput(interruption: Interruption): Promise<void> {
    const input = process.stdin[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    try {
      for (;;) {
        const next = await interruption.orSignal(input.next());
        // Input that was interrupted ends at its last whole line.
        if (next === undefined) return;
        if (next.done === true) break;
        for (const line of this.lines.push(next.value)) {
          this.send(line);
          if (this.report.pendingBytes > PENDING_BYTES_MAX) {
            await this.untilPending(PENDING_BYTES_MAX / 2);
          }
          if (this.report.hasFailed) return;
        }
      }
      const last = this.lines.end();
      if (last !== undefined) this.send(last);
    } finally {
      process.stdin.destroy();
    }
  }

  private send(line: InputLine): void {
    const { topic, partition, headers, lineFormat } = this.request;
    const record: LineRecord = parseLine(line, lineFormat);
    const { length } = line.bytes;
    this.report.sent(length);
    this.producer
      .send({
        topic,
        key: record.key,
        value: record.value,
        headers: [...headers, ...record.headers],
        ...(partition === undefined ? {} : { partition }),
      })
      .then(
        () => this.report.delivered(length),
        (error: unknown) => this.report.refused(length, line.number, errorOf(error)),
      )
      .finally(() => this.onSettled());
  }

  /** Resolves when no more than so many bytes are under way. */
  private untilPending(bytes: number): Promise<void> {
    return new Promise((resolve) => {
      this.onSettled = () => {
        if (this.report.pendingBytes <= bytes) resolve();
      };
      this.onSettled();
    });
  }
}

function errorOf(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
