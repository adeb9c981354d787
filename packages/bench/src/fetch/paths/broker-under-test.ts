import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { FetchRequest, FetchResponse } from '@odradek/protocol/messages/01-fetch';

/** A client of the broker, as far as it is used here. */
export interface ClientUnderTest {
  readonly socket: { send(bytes: Buffer): void; receive(): Buffer };
  frame(api: unknown, version: number, request: FetchRequest): { readonly bytes: Buffer };
  /** Answers what the response is known by. */
  send(api: unknown, version: number, request: FetchRequest): unknown;
  hasResponse(sent: unknown): boolean;
  take(sent: unknown): FetchResponse;
}

/** A broker in memory, as far as it is used here. */
export interface ContextUnderTest {
  connect(): ClientUnderTest;
  settle(isDone: () => boolean): Promise<void>;
}

/** The broker of a built tree on a virtual disk, clock and network, as its own tests have it. */
export interface BrokerUnderTest {
  readonly start: () => Promise<ContextUnderTest>;
  /** How clients write and read Fetch. */
  readonly api: unknown;
  /** Resolves to the id of the topic. */
  readonly createTopic: (
    client: ClientUnderTest,
    name: string,
    partitions: number,
  ) => Promise<string>;
  /** Produces a batch to partition 0. */
  readonly produceValues: (
    client: ClientUnderTest,
    topic: string,
    values: readonly string[],
  ) => Promise<unknown>;
}

/** Loads the broker of the tree that is in `root`. */
export async function loadBroker(root: string): Promise<BrokerUnderTest> {
  const testing = join(root, 'packages', 'broker', 'dist', 'testing');
  const { BrokerContext } = await load<{ BrokerContext: Pick<BrokerUnderTest, 'start'> }>(
    join(testing, 'broker-context.js'),
  );
  const { FETCH: api } = await load<{ FETCH: unknown }>(join(testing, 'client-apis.js'));
  const operations = await load<Pick<BrokerUnderTest, 'createTopic' | 'produceValues'>>(
    join(testing, 'operations.js'),
  );
  const { createTopic, produceValues } = operations;
  return { start: () => BrokerContext.start(), api, createTopic, produceValues };
}

async function load<Module>(path: string): Promise<Module> {
  return (await import(pathToFileURL(path).href)) as Module;
}
