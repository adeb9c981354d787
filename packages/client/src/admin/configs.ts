import { KafkaError } from '@odradek/base';
import { ErrorCode } from '@odradek/protocol';
import {
  defaultDescribeConfigsRequest,
  type DescribeConfigsResult,
} from '@odradek/protocol/messages/32-describe-configs';

import type { BrokerConnection } from '../connection/broker-connection.ts';
import { DESCRIBE_CONFIGS, INCREMENTAL_ALTER_CONFIGS } from '../connection/client-apis.ts';
import { isWorthRepeating } from '../connection/network-error.ts';
import { answeredError } from './answered-error.ts';
import type { AdminCalls, Outcome } from './admin-calls.ts';
import type {
  AlteredConfigs,
  CallOptions,
  ChangeOptions,
  ConfigDescription,
  ConfigResource,
  ConfigsToAlter,
  ConfigsToDescribe,
  ConfigSource,
} from './admin-options.ts';

const RESOURCE_TYPES: Readonly<Record<ConfigResource['type'], number>> = {
  topic: 2,
  broker: 4,
  'broker-logger': 8,
  'client-metrics': 16,
  group: 32,
};

const OPERATIONS = { set: 0, delete: 1, append: 2, subtract: 3 } as const;

/** The sources by their codes, which begin at 1. */
const SOURCES: readonly ConfigSource[] = [
  'topic',
  'dynamic-broker',
  'dynamic-default-broker',
  'static-broker',
  'default',
  'broker-logger',
  'client-metrics',
  'group',
];

/** See `Admin.describeConfigs`. */
export function describeConfigs(
  calls: AdminCalls,
  resources: readonly ConfigsToDescribe[],
  options: CallOptions,
): Promise<readonly ConfigDescription[]> {
  return calls.settleAll(resources, options, (open, timeoutMs) =>
    askByNode(
      open,
      async (ofNode) => {
        const connection = await connectionFor(calls, ofNode, () => calls.cluster.anyConnection());
        const request = {
          ...defaultDescribeConfigsRequest,
          resources: ofNode.map(({ type, name, keys }) => ({
            resourceType: RESOURCE_TYPES[type],
            resourceName: name,
            configurationKeys: keys ?? null,
          })),
        };
        const response = await connection.request(DESCRIBE_CONFIGS, request, { timeoutMs });
        return ofNode.map((resource) => describedConfigs(resource, response.results));
      },
      (resource, error) => ({ ...named(resource), configs: [], error }),
    ),
  );
}

/** See `Admin.incrementalAlterConfigs`. */
export function incrementalAlterConfigs(
  calls: AdminCalls,
  resources: readonly ConfigsToAlter[],
  options: ChangeOptions,
): Promise<readonly AlteredConfigs[]> {
  return calls.settleAll(resources, options, (open, timeoutMs) =>
    askByNode<ConfigsToAlter, AlteredConfigs>(
      open,
      async (ofNode) => {
        const connection = await connectionFor(calls, ofNode, () => calls.controller());
        const request = {
          validateOnly: options.validateOnly ?? false,
          resources: ofNode.map(({ type, name, changes }) => ({
            resourceType: RESOURCE_TYPES[type],
            resourceName: name,
            configs: changes.map((change) => ({
              name: change.name,
              configOperation: OPERATIONS[change.operation],
              value: change.value ?? null,
            })),
          })),
        };
        const response = await connection.request(INCREMENTAL_ALTER_CONFIGS, request, {
          timeoutMs,
        });
        return ofNode.map((resource) => {
          const answer = answerFor(resource, response.responses);
          if (answer === undefined) return { ...named(resource), error: missing(resource) };
          const { errorCode, errorMessage } = answer;
          if (errorCode === ErrorCode.NONE) return named(resource);
          return { ...named(resource), error: answeredError(errorCode, errorMessage) };
        });
      },
      (resource, error) => ({ ...named(resource), error }),
    ),
  );
}

/** Only a broker itself knows its configs; those of all else any broker knows. */
function nodeOf({ type, name }: ConfigResource): string {
  return type === 'broker' || type === 'broker-logger' ? name : '';
}

/** Asks each node about its resources. A node that cannot be reached may be asked again. */
async function askByNode<
  Resource extends ConfigResource,
  Result extends { readonly error?: KafkaError },
>(
  resources: readonly Resource[],
  ask: (ofNode: readonly Resource[]) => Promise<readonly Result[]>,
  resultOfError: (resource: Resource, error: KafkaError) => Result,
): Promise<readonly Outcome<Result>[]> {
  const outcomes = new Map<Resource, Outcome<Result>>();
  for (const node of new Set(resources.map(nodeOf))) {
    const ofNode = resources.filter((resource) => nodeOf(resource) === node);
    try {
      const results = await ask(ofNode);
      for (const [index, resource] of ofNode.entries()) {
        const result = results[index] ?? resultOfError(resource, missing(resource));
        outcomes.set(resource, { type: 'settled', result });
      }
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      const type = isWorthRepeating(error) ? 'open' : 'settled';
      for (const resource of ofNode) {
        outcomes.set(resource, { type, result: resultOfError(resource, error) });
      }
    }
  }
  return resources.map((resource) => {
    const result = resultOfError(resource, missing(resource));
    return outcomes.get(resource) ?? { type: 'settled', result };
  });
}

function connectionFor(
  calls: AdminCalls,
  ofNode: readonly ConfigResource[],
  otherwise: () => Promise<BrokerConnection>,
): Promise<BrokerConnection> {
  const node = ofNode[0] === undefined ? '' : nodeOf(ofNode[0]);
  if (node === '') return otherwise();
  const brokerId = Number(node);
  if (Number.isInteger(brokerId) && brokerId >= 0) return calls.broker(brokerId);
  const message = `"${node}" is not the id of a broker; give an integer from 0.`;
  return Promise.reject(new KafkaError('INVALID_REQUEST', message));
}

function describedConfigs(
  resource: ConfigsToDescribe,
  answers: readonly DescribeConfigsResult[],
): ConfigDescription {
  const answer = answerFor(resource, answers);
  if (answer === undefined) return { ...named(resource), configs: [], error: missing(resource) };
  if (answer.errorCode !== ErrorCode.NONE) {
    const error = answeredError(answer.errorCode, answer.errorMessage);
    return { ...named(resource), configs: [], error };
  }
  const configs = answer.configs.map(({ name, value, configSource, readOnly, isSensitive }) => ({
    name,
    value,
    source: SOURCES[configSource - 1] ?? 'unknown',
    isReadOnly: readOnly,
    isSensitive,
  }));
  return { ...named(resource), configs };
}

function answerFor<Answer extends { readonly resourceType: number; readonly resourceName: string }>(
  { type, name }: ConfigResource,
  answers: readonly Answer[],
): Answer | undefined {
  return answers.find(
    ({ resourceType, resourceName }) =>
      resourceType === RESOURCE_TYPES[type] && resourceName === name,
  );
}

function named({ type, name }: ConfigResource): ConfigResource {
  return { type, name };
}

function missing({ type, name }: ConfigResource): KafkaError {
  return new KafkaError(
    'ODRADEK_MALFORMED_MESSAGE',
    `The broker's answer passes over ${type} "${name}".`,
  );
}
