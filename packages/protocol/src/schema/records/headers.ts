import { field, type RecordFamilyDeclaration } from '../declaration.ts';

export const headers: RecordFamilyDeclaration = {
  name: 'headers',
  about: 'The headers of requests and responses.',
  records: [
    {
      name: 'RequestHeader',
      about: 'TBD',
      versions: '1-2',
      keepsUnknownTaggedFields: false,
      flexible: '2+',
      fields: [
        field('requestApiKey', 'int16'),
        field('requestApiVersion', 'int16'),
        field('correlationId', 'int32'),
        field('clientId', 'string', { versions: '1+', nullable: '0+', flexible: 'none' }),
      ],
    },
    {
      name: 'ResponseHeader',
      about: 'TBD',
      versions: '0-1',
      flexible: '1+',
      fields: [field('correlationId', 'int32')],
    },
  ],
};
