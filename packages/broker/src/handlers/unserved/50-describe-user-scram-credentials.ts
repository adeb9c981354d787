import {
  defaultDescribeUserScramCredentialsResponse,
  type DescribeUserScramCredentialsRequest,
  type DescribeUserScramCredentialsResponse,
  readDescribeUserScramCredentialsRequest,
  writeDescribeUserScramCredentialsResponse,
} from '@odradek/protocol/messages/50-describe-user-scram-credentials';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** DescribeUserScramCredentials, refused. */
export const describeUserScramCredentials: RequestHandler = defineRefusal<
  DescribeUserScramCredentialsRequest,
  DescribeUserScramCredentialsResponse
>({
  apiKey: 50,
  read: readDescribeUserScramCredentialsRequest,
  write: writeDescribeUserScramCredentialsResponse,
  refuse: ({ users }, error) => ({
    ...defaultDescribeUserScramCredentialsResponse,
    ...error,
    results: (users ?? []).map(({ name }) => ({ ...error, user: name, credentialInfos: [] })),
  }),
});
