import { ErrorCode } from '@odradek/protocol';
import {
  defaultDescribeUserScramCredentialsResponse,
  defaultDescribeUserScramCredentialsResult,
  type DescribeUserScramCredentialsRequest,
  type DescribeUserScramCredentialsResponse,
  type DescribeUserScramCredentialsResult,
  readDescribeUserScramCredentialsRequest,
  writeDescribeUserScramCredentialsResponse,
} from '@odradek/protocol/messages/50-describe-user-scram-credentials';

import { defineHandler, type RequestHandler } from '../request/handler.ts';

/**
 * DescribeUserScramCredentials: nobody has any, as there is no way yet to give them to a user (51 is
 * refused). Admin clients ask for them along with the quotas of users.
 */
export const describeUserScramCredentials: RequestHandler = defineHandler<
  DescribeUserScramCredentialsRequest,
  DescribeUserScramCredentialsResponse
>({
  apiKey: 50,
  read: readDescribeUserScramCredentialsRequest,
  write: writeDescribeUserScramCredentialsResponse,
  handle({ request, respond }) {
    const names = (request.users ?? []).map(({ name }) => name);
    const results = [...new Set(names)].map((user) => withoutCredentials(user, names));
    respond({ ...defaultDescribeUserScramCredentialsResponse, results });
  },
});

/** What Kafka's `ScramImage.describe` answers for a user without credentials. */
function withoutCredentials(
  user: string,
  names: readonly string[],
): DescribeUserScramCredentialsResult {
  const result = { ...defaultDescribeUserScramCredentialsResult, user };
  return names.indexOf(user) === names.lastIndexOf(user)
    ? {
        ...result,
        errorCode: ErrorCode.RESOURCE_NOT_FOUND,
        errorMessage: `Attempt to describe a user credential that does not exist: ${user}`,
      }
    : {
        ...result,
        errorCode: ErrorCode.DUPLICATE_RESOURCE,
        errorMessage: `Cannot describe SCRAM credentials for the same user twice in a single request: ${user}`,
      };
}
