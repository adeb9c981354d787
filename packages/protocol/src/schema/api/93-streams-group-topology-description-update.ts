import { type ApiDeclaration, field } from '../declaration.ts';

export const streamsGroupTopologyDescriptionUpdate: ApiDeclaration = {
  key: 93,
  name: 'StreamsGroupTopologyDescriptionUpdate',
  about:
    'Sent by members of a streams group to its coordinator when a heartbeat asks for it: the nodes of the topology (KIP-1331).',
  versions: '0',
  announced: 'none',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('memberId', 'string', {
      about: 'Answered with UNKNOWN_MEMBER_ID if the member is not in the group.',
    }),
    field('topologyEpoch', 'int32', { about: 'The version of the topology that is described.' }),
    field('topologyDescription', 'TopologyDescription', {
      fields: [
        field('subtopologies', '[]TopologyDescriptionSubtopology', {
          fields: [
            field('subtopologyId', 'string'),
            field('nodes', '[]TopologyDescriptionNode', {
              fields: [
                field('name', 'string'),
                field('nodeType', 'int8', { about: '1 source, 2 processor, 3 sink.' }),
                field('sourceTopics', '[]string', {
                  about: 'What a source reads; empty for other nodes, or if chosen at run time.',
                }),
                field('sinkTopic', 'string', {
                  nullable: '0+',
                  default: null,
                  about: 'What a sink writes to; null for other nodes, or if chosen at run time.',
                }),
                field('stores', '[]string', {
                  about: 'The state stores that a processor uses; empty for other nodes.',
                }),
                field('successors', '[]string', {
                  about: 'The names of the nodes that come next.',
                }),
              ],
            }),
          ],
        }),
        field('globalStores', '[]TopologyDescriptionGlobalStore', {
          about: 'The state stores that every process fills from all partitions.',
          fields: [
            field('source', 'TopologyDescriptionNode', {
              fields: [
                field('name', 'string'),
                field('nodeType', 'int8', { about: '1 source, 2 processor, 3 sink.' }),
                field('sourceTopics', '[]string', {
                  about: 'What a source reads; empty for other nodes, or if chosen at run time.',
                }),
                field('sinkTopic', 'string', {
                  nullable: '0+',
                  default: null,
                  about: 'What a sink writes to; null for other nodes, or if chosen at run time.',
                }),
                field('stores', '[]string', {
                  about: 'The state stores that a processor uses; empty for other nodes.',
                }),
                field('successors', '[]string', {
                  about: 'The names of the nodes that come next.',
                }),
              ],
            }),
            field('processor', 'TopologyDescriptionNode', {
              fields: [
                field('name', 'string'),
                field('nodeType', 'int8', { about: '1 source, 2 processor, 3 sink.' }),
                field('sourceTopics', '[]string', {
                  about: 'What a source reads; empty for other nodes, or if chosen at run time.',
                }),
                field('sinkTopic', 'string', {
                  nullable: '0+',
                  default: null,
                  about: 'What a sink writes to; null for other nodes, or if chosen at run time.',
                }),
                field('stores', '[]string', {
                  about: 'The state stores that a processor uses; empty for other nodes.',
                }),
                field('successors', '[]string', {
                  about: 'The names of the nodes that come next.',
                }),
              ],
            }),
          ],
        }),
      ],
    }),
  ],
  response: [
    field('throttleTimeMs', 'int32'),
    field('errorCode', 'int16'),
    field('errorMessage', 'string', { nullable: '0+', default: null }),
  ],
};
