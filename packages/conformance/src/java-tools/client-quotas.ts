import type { KafkaTools } from '../apache-kafka/kafka-tools.ts';
import type { Step } from '../comparison/script.ts';
import { javaSteps } from './java-step.ts';

/** ConfigCommand: quotas of clients, users and addresses altered, described and deleted. */
export function clientQuotaSteps(tools: KafkaTools): Step[] {
  return [...alterations(tools), ...descriptions(tools), ...refusals(tools), ...deletions(tools)];
}

const APP = '--entity-type clients --entity-name app';
const EVERY_CLIENT = '--entity-type clients --entity-default';
const BOB = '--entity-type users --entity-name bob';
const EVERY_USER = '--entity-type users --entity-default';
const ADDRESS = '--entity-type ips --entity-name 192.0.2.7';
const EVERY_ADDRESS = '--entity-type ips --entity-default';

/** Every combination of entities that can have a quota, and quotas that it gets. */
const QUOTAS: readonly (readonly [who: string, entity: string, quotas: string])[] = [
  ['a client id', APP, 'producer_byte_rate=1048576,consumer_byte_rate=2097152'],
  ['every client id', EVERY_CLIENT, 'request_percentage=12.5'],
  ['a user', BOB, 'controller_mutation_rate=0.5,request_percentage=200'],
  ['every user', EVERY_USER, 'producer_byte_rate=1'],
  ['a user with a client id', `${BOB} ${APP}`, 'producer_byte_rate=10'],
  ['a user with every client id', `${BOB} ${EVERY_CLIENT}`, 'consumer_byte_rate=20'],
  ['every user with a client id', `${EVERY_USER} ${APP}`, 'producer_byte_rate=30'],
  ['every user with every client id', `${EVERY_USER} ${EVERY_CLIENT}`, 'producer_byte_rate=40'],
  ['an address', ADDRESS, 'connection_creation_rate=50'],
  ['every address', EVERY_ADDRESS, 'connection_creation_rate=60'],
];

function alterations(tools: KafkaTools): Step[] {
  const run = javaSteps(tools, 'kafka.admin.ConfigCommand');
  return [
    ...['clients', 'users', 'ips'].map((type) =>
      run(`describes ${type} without quotas`, `--entity-type ${type} --describe`),
    ),
    ...QUOTAS.flatMap(([who, entity, quotas]) => [
      run(`sets quotas of ${who}`, `${entity} --alter --add-config ${quotas}`),
      run(`describes the quotas of ${who}`, `${entity} --describe`),
    ]),
    run(
      'sets and deletes quotas of a client id in one go',
      `${APP} --alter --add-config request_percentage=5 --delete-config producer_byte_rate`,
    ),
    run('describes the quotas of a client id that changed', `${APP} --describe`),
  ];
}

function descriptions(tools: KafkaTools): Step[] {
  const run = javaSteps(tools, 'kafka.admin.ConfigCommand');
  return [
    ...['clients', 'users', 'ips'].map((type) =>
      run(`describes the quotas of all ${type}`, `--entity-type ${type} --describe`),
    ),
    run(
      'describes the quotas of all users with client ids',
      '--entity-type users --entity-type clients --describe',
    ),
    run('describes a user without quotas', '--entity-type users --entity-name nobody --describe'),
    run(
      'describes an address without quotas',
      '--entity-type ips --entity-name 192.0.2.8 --describe',
    ),
  ];
}

function refusals(tools: KafkaTools): Step[] {
  const run = javaSteps(tools, 'kafka.admin.ConfigCommand');
  const step = (what: string, entity: string, quotas: string): Step =>
    run(`is refused ${what}`, `${entity} --alter --add-config ${quotas}`);
  return [
    step('a quota of nothing', APP, 'producer_byte_rate=0'),
    step('a negative quota', APP, 'request_percentage=-1'),
    step('a fraction of a byte', APP, 'consumer_byte_rate=1.5'),
    step('more bytes than a long', APP, 'consumer_byte_rate=1e19'),
    step('a quota that is no number', APP, 'producer_byte_rate=much'),
    step('a quota that does not exist', BOB, 'no_such_rate=1'),
    step('a quota of addresses for a user', BOB, 'connection_creation_rate=1'),
    step('a quota of users for an address', ADDRESS, 'producer_byte_rate=1'),
    step(
      'an address that is none',
      '--entity-type ips --entity-name 300.1.1.1',
      'connection_creation_rate=1',
    ),
    step('more connections than an int', ADDRESS, 'connection_creation_rate=2147483648'),
    run('deletes a quota that is not set', `${BOB} --alter --delete-config consumer_byte_rate`),
  ];
}

function deletions(tools: KafkaTools): Step[] {
  const run = javaSteps(tools, 'kafka.admin.ConfigCommand');
  const all = 'producer_byte_rate,consumer_byte_rate,request_percentage,controller_mutation_rate';
  return [
    ...QUOTAS.map(([who, entity]) =>
      run(
        `deletes the quotas of ${who}`,
        `${entity} --alter --delete-config ${entity.includes('ips') ? 'connection_creation_rate' : all}`,
      ),
    ),
    ...['clients', 'users', 'ips'].map((type) =>
      run(`describes what is left of ${type}`, `--entity-type ${type} --describe`),
    ),
  ];
}
