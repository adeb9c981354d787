import { field, type RecordFamilyDeclaration } from '../declaration.ts';

export const headers: RecordFamilyDeclaration = {
  name: 'headers',
  about: 'The headers of requests and responses.',
  records: [
    {
      name: 'RequestHeader',
      about:
        'What comes before the body of every request: v2 if the version of the API is flexible, else v1.',
      versions: '1-2',
      keepsUnknownTaggedFields: false,
      flexible: '2+',
      fields: [
        field('requestApiKey', 'int16'),
        field('requestApiVersion', 'int16'),
        field('correlationId', 'int32', {
          about: 'Chosen by the client; the response repeats it.',
        }),
        field('clientId', 'string', {
          versions: '1+',
          nullable: '0+',
          flexible: 'none',
          about:
            'Free text by which logs and quotas name the client; an int16 length precedes it in v2, too.',
        }),
      ],
    },
    {
      name: 'ResponseHeader',
      about:
        'What comes before the body of every response: v1 if the version of the API is flexible, else v0. ApiVersions always has v0.',
      versions: '0-1',
      flexible: '1+',
      fields: [
        field('correlationId', 'int32', {
          about: 'That of the request; responses come in the order of the requests.',
        }),
      ],
    },
  ],
};
