import { type ConfigDefinition, INT_MAX } from '../config-definition.ts';

/** Listeners and the connections that they accept. */
export const LISTENER_CONFIGS: readonly ConfigDefinition[] = [
  {
    name: 'advertised.listeners',
    type: 'LIST',
    default: null,
    isNonEmpty: true,
    isDistinct: true,
    importance: 'high',
    effect: 'applied',
    documentation:
      'The addresses that clients are told to use. Without one they are told the address that they dialled.',
  },
  {
    name: 'authorizer.class.name',
    type: 'STRING',
    default: '',
    importance: 'low',
    effect: 'refused',
    documentation:
      'Access control is not supported yet, so a broker that is told to use it does not start.',
  },
  {
    name: 'connection.failed.authentication.delay.ms',
    type: 'INT',
    default: '100',
    min: 0,
    importance: 'low',
  },
  {
    name: 'connections.max.idle.ms',
    type: 'LONG',
    default: '600000',
    effect: 'applied',
    documentation:
      'How long a connection may carry nothing in either direction until it is closed; below 0 it ' +
      'never is.',
  },
  { name: 'connections.max.reauth.ms', type: 'LONG', default: '0' },
  {
    name: 'controller.listener.names',
    type: 'LIST',
    default: '',
    isNonEmpty: true,
    isDistinct: true,
    importance: 'high',
    effect: 'applied',
    documentation:
      'Listeners that belong to the controller. They are not opened, as the controller lives inside of the broker.',
  },
  {
    name: 'early.start.listeners',
    type: 'LIST',
    default: null,
    isDistinct: true,
    importance: 'high',
  },
  {
    name: 'inter.broker.listener.name',
    type: 'STRING',
    default: null,
    effect: 'applied',
    documentation:
      'The listener between brokers: with another one beside it, max.connections does not hold its ' +
      'connections back. Without a name it is the one that is called like ' +
      'security.inter.broker.protocol.',
  },
  {
    name: 'listener.security.protocol.map',
    type: 'STRING',
    default: 'SASL_SSL:SASL_SSL,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT',
    importance: 'low',
    update: 'per-broker',
    effect: 'applied',
    documentation: 'The security protocol of each listener name.',
  },
  {
    name: 'listeners',
    type: 'LIST',
    default: 'PLAINTEXT://localhost:9092',
    isNonEmpty: true,
    isDistinct: true,
    importance: 'high',
    update: 'per-broker',
    effect: 'applied',
    documentation:
      'Where clients connect, as NAME://HOST:PORT. An empty host means every interface, port 0 any free port. Only plain text is served.',
  },
  {
    name: 'max.connection.creation.rate',
    type: 'INT',
    default: INT_MAX,
    min: 0,
    update: 'cluster-wide',
    effect: 'applied',
    documentation:
      'How many connections a second are accepted, over quota.window.num windows of ' +
      'quota.window.size.seconds; others wait. Also for one listener, as ' +
      'listener.name.NAME.max.connection.creation.rate.',
  },
  {
    name: 'max.connections',
    type: 'INT',
    default: INT_MAX,
    min: 0,
    update: 'cluster-wide',
    effect: 'applied',
    documentation:
      'How many connections there may be; others wait until one is closed, as many of them as ' +
      'socket.listen.backlog.size says, and are refused beyond that. If it is lowered, those go ' +
      'that were not used for longest. Also for one listener, as listener.name.NAME.max.connections.',
  },
  {
    name: 'max.connections.per.ip',
    type: 'INT',
    default: INT_MAX,
    min: 0,
    update: 'cluster-wide',
    effect: 'applied',
    documentation: 'How many connections an address may have; others are closed at once.',
  },
  {
    name: 'max.connections.per.ip.overrides',
    type: 'STRING',
    default: '',
    update: 'cluster-wide',
    effect: 'applied',
    documentation:
      'What single addresses may have instead of max.connections.per.ip. Names of hosts are not ' +
      'looked up, but for localhost.',
  },
  {
    name: 'num.network.threads',
    type: 'INT',
    default: '3',
    min: 1,
    importance: 'high',
    update: 'cluster-wide',
  },
  {
    name: 'principal.builder.class',
    type: 'CLASS',
    default: 'org.apache.kafka.common.security.authenticator.DefaultKafkaPrincipalBuilder',
    update: 'per-broker',
  },
  {
    name: 'queued.max.request.bytes',
    type: 'LONG',
    default: '-1',
    effect: 'applied',
    documentation:
      'How many bytes the requests of all connections may have in memory: connections whose ' +
      'requests find no room are not read. At least socket.request.max.bytes; -1 for no limit.',
  },
  {
    name: 'queued.max.requests',
    type: 'INT',
    default: '500',
    min: 1,
    importance: 'high',
    effect: 'applied',
    documentation:
      'How many requests of all connections may wait for their turn to be worked on, which is only ' +
      'what takes much work, such as batches to inflate; beyond that connections are not read.',
  },
  {
    name: 'security.inter.broker.protocol',
    type: 'STRING',
    default: 'PLAINTEXT',
    oneOf: ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'],
  },
  { name: 'security.providers', type: 'STRING', default: null, importance: 'low' },
  { name: 'socket.connection.setup.timeout.max.ms', type: 'LONG', default: '30000' },
  { name: 'socket.connection.setup.timeout.ms', type: 'LONG', default: '10000' },
  {
    name: 'socket.listen.backlog.size',
    type: 'INT',
    default: '50',
    min: 1,
    effect: 'applied',
    documentation:
      'How many connections of a listener the system holds until they are accepted, and how many ' +
      'may wait for max.connections or max.connection.creation.rate.',
  },
  { name: 'socket.receive.buffer.bytes', type: 'INT', default: '102400', importance: 'high' },
  {
    name: 'socket.request.max.bytes',
    type: 'INT',
    default: '104857600',
    min: 1,
    importance: 'high',
    effect: 'applied',
    documentation: 'The largest request; a client that sends a larger one is disconnected.',
  },
  { name: 'socket.send.buffer.bytes', type: 'INT', default: '102400', importance: 'high' },
];
