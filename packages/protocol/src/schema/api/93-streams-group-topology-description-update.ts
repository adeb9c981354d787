import { type ApiDeclaration, field } from '../declaration.ts';

export const streamsGroupTopologyDescriptionUpdate: ApiDeclaration = {
  key: 93,
  name: 'StreamsGroupTopologyDescriptionUpdate',
  about: 'TBD',
  versions: '0',
  announced: 'none',
  flexible: '0+',
  listeners: ['broker'],
  request: [
    field('groupId', 'string'),
    field('memberId', 'string'),
    field('topologyEpoch', 'int32'),
    field('topologyDescription', 'TopologyDescription', {
      fields: [
        field('subtopologies', '[]TopologyDescriptionSubtopology', {
          fields: [
            field('subtopologyId', 'string'),
            field('nodes', '[]TopologyDescriptionNode', {
              fields: [
                field('name', 'string'),
                field('nodeType', 'int8'),
                field('sourceTopics', '[]string'),
                field('sinkTopic', 'string', { nullable: '0+', default: null }),
                field('stores', '[]string'),
                field('successors', '[]string'),
              ],
            }),
          ],
        }),
        field('globalStores', '[]TopologyDescriptionGlobalStore', {
          fields: [
            field('source', 'TopologyDescriptionNode', {
              fields: [
                field('name', 'string'),
                field('nodeType', 'int8'),
                field('sourceTopics', '[]string'),
                field('sinkTopic', 'string', { nullable: '0+', default: null }),
                field('stores', '[]string'),
                field('successors', '[]string'),
              ],
            }),
            field('processor', 'TopologyDescriptionNode', {
              fields: [
                field('name', 'string'),
                field('nodeType', 'int8'),
                field('sourceTopics', '[]string'),
                field('sinkTopic', 'string', { nullable: '0+', default: null }),
                field('stores', '[]string'),
                field('successors', '[]string'),
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
