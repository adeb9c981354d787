import { TEXT_EXPOSITION_TYPE } from '@odradek/broker';

/** What is asked of a broker over HTTP. */
export interface Observed {
  /** Why it does not serve all that it should, one sentence each; empty if it does. */
  readonly notReady: readonly string[];
  /** Its metrics in pieces of text; `undefined` until it has any. */
  metrics(): Promise<Iterable<string>> | undefined;
}

/** What is answered to a request. */
export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  /** In pieces, each made when it is asked for. */
  readonly body: Iterable<string>;
  /** The methods that are allowed, where another one was used. */
  readonly allow?: string;
}

const PLAIN = 'text/plain; charset=utf-8';
const OK = 200;
const NOT_FOUND = 404;
const METHOD_NOT_ALLOWED = 405;
const UNAVAILABLE = 503;
const ALLOWED = 'GET, HEAD';

const PATHS = `/metrics  the metrics, for Prometheus
/healthz  whether the process lives
/readyz   whether the broker serves all that it should, and why not
`;

/** Answers a request by its method and the path of its URL, with or without a query. */
export async function answerHttp(
  method: string,
  url: string,
  observed: Observed,
): Promise<HttpAnswer> {
  if (method !== 'GET' && method !== 'HEAD') {
    return { ...plain(METHOD_NOT_ALLOWED, `Use ${ALLOWED}.\n`), allow: ALLOWED };
  }
  const [path = ''] = url.split('?', 1);
  switch (path) {
    case '/metrics':
      return answerMetrics(observed);
    case '/healthz':
      return plain(OK, 'ok\n');
    case '/readyz':
      return answerReady(observed);
    case '/':
      return plain(OK, PATHS);
    default:
      return plain(NOT_FOUND, `There is nothing here. Ask for one of these:\n${PATHS}`);
  }
}

async function answerMetrics(observed: Observed): Promise<HttpAnswer> {
  const body = await observed.metrics();
  if (body === undefined) return plain(UNAVAILABLE, 'The broker has no metrics yet.\n');
  return { status: OK, contentType: TEXT_EXPOSITION_TYPE, body };
}

function answerReady({ notReady }: Observed): HttpAnswer {
  return notReady.length === 0
    ? plain(OK, 'ready\n')
    : plain(UNAVAILABLE, `not ready\n${notReady.map((reason) => `${reason}\n`).join('')}`);
}

function plain(status: number, text: string): HttpAnswer {
  return { status, contentType: PLAIN, body: [text] };
}
