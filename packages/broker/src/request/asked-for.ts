const CLIENT_ID_CHARS_MAX = 100;

/** What of a request tells the operator who asked for what. */
export interface AskedFor {
  readonly apiName: string;
  readonly apiVersion: number;
  readonly clientId: string | null;
}

/** Names a request to the operator: `API Fetch version 12 from client "orders"`. */
export function describeAskedFor({ apiName, apiVersion, clientId }: AskedFor): string {
  return `API ${apiName} version ${apiVersion} from client ${quoted(clientId)}`;
}

/** A client id in a form that can neither forge nor flood what the operator reads. */
function quoted(clientId: string | null): string {
  return JSON.stringify((clientId ?? '').slice(0, CLIENT_ID_CHARS_MAX));
}
