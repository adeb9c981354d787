import { type ApiDeclaration, field } from '../declaration.ts';

export const describeCluster: ApiDeclaration = {
  key: 60,
  name: 'DescribeCluster',
  about:
    'Sent by admin clients to any broker or controller: the cluster id and the nodes (KIP-700). v1 added endpoint types (KIP-919), v2 fenced brokers (KIP-1073).',
  versions: '0-2',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: [
    field('includeClusterAuthorizedOperations', 'bool'),
    field('endpointType', 'int8', {
      versions: '1+',
      default: 1,
      about: '1 brokers, 2 controllers; it must suit the node that is asked.',
    }),
    field('includeFencedBrokers', 'bool', {
      versions: '2+',
      about: 'Whether to return brokers that are registered but fenced.',
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+', default: null }),
    field('endpointType', 'int8', {
      versions: '1+',
      default: 1,
      about: '1 brokers, 2 controllers; it must suit the node that is asked.',
    }),
    field('clusterId', 'string'),
    field('controllerId', 'int32', {
      default: -1,
      about:
        'A broker that takes requests for the controller, or from a controller the active one; -1 if none.',
    }),
    field('brokers', '[]DescribeClusterBroker', {
      about: 'The brokers or the controllers, as `endpointType` says.',
      fields: [
        field('brokerId', 'int32'),
        field('host', 'string'),
        field('port', 'int32'),
        field('rack', 'string', {
          nullable: '0+',
          default: null,
          about: 'Null if the node has none.',
        }),
        field('isFenced', 'bool', { versions: '2+' }),
      ],
    }),
    field('clusterAuthorizedOperations', 'int32', {
      default: -2147483648,
      about:
        'Bit n is set if the client may do ACL operation n on the cluster; -2147483648 if not asked.',
    }),
  ],
};
