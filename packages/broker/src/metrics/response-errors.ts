import type { ProduceResponse } from '@odradek/protocol/messages/00-produce';
import type { FetchResponse } from '@odradek/protocol/messages/01-fetch';
import type { MetadataResponse } from '@odradek/protocol/messages/03-metadata';

const PRODUCE = 0;
const FETCH = 1;
const METADATA = 3;

/** Is told an error code, also `NONE`. */
type Visit = (errorCode: number) => void;

/**
 * Tells the error codes of a response, of every partition and resource in it, as Kafka's
 * `AbstractResponse.errorCounts` has them. `response` is of the type that the API has.
 */
export function visitErrorCodes(apiKey: number, response: unknown, visit: Visit): void {
  // Most responses are of these two, and have no other place for errors.
  if (apiKey === PRODUCE) visitProduceErrors(response as ProduceResponse, visit);
  else if (apiKey === FETCH) visitFetchErrors(response as FetchResponse, visit);
  // Kafka leaves out the one of the whole, which newer versions have.
  else if (apiKey === METADATA) visitAllErrors((response as MetadataResponse).topics, visit);
  else visitAllErrors(response, visit);
}

function visitProduceErrors({ responses }: ProduceResponse, visit: Visit): void {
  for (const { partitionResponses } of responses) {
    for (const { errorCode } of partitionResponses) visit(errorCode);
  }
}

function visitFetchErrors({ errorCode, responses }: FetchResponse, visit: Visit): void {
  visit(errorCode);
  for (const { partitions } of responses) {
    for (const partition of partitions) visit(partition.errorCode);
  }
}

/** Whatever is called `errorCode`, however deep. */
function visitAllErrors(value: unknown, visit: Visit): void {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  for (const [name, field] of Object.entries(value)) {
    if (name === 'errorCode' && typeof field === 'number') visit(field);
    else visitAllErrors(field, visit);
  }
}
