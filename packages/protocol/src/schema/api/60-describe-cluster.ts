import { type ApiDeclaration, field } from '../declaration.ts';

export const describeCluster: ApiDeclaration = {
  key: 60,
  name: 'DescribeCluster',
  about: 'TBD',
  versions: '0-2',
  flexible: '0+',
  listeners: ['broker', 'controller'],
  request: [
    field('includeClusterAuthorizedOperations', 'bool'),
    field('endpointType', 'int8', { versions: '1+', default: 1 }),
    field('includeFencedBrokers', 'bool', { versions: '2+' }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+', default: null }),
    field('endpointType', 'int8', { versions: '1+', default: 1 }),
    field('clusterId', 'string'),
    field('controllerId', 'int32', { default: -1 }),
    field('brokers', '[]DescribeClusterBroker', {
      fields: [
        field('brokerId', 'int32'),
        field('host', 'string'),
        field('port', 'int32'),
        field('rack', 'string', { nullable: '0+', default: null }),
        field('isFenced', 'bool', { versions: '2+' }),
      ],
    }),
    field('clusterAuthorizedOperations', 'int32', { default: -2147483648 }),
  ],
};
