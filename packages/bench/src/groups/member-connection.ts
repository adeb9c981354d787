import { type RawApi, RawConnection } from '../partitions/raw-connection.ts';

/** The connection of a member: what is asked while an answer is awaited waits for its turn. */
export class MemberConnection {
  private readonly connection: RawConnection;
  private answered: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  private constructor(connection: RawConnection) {
    this.connection = connection;
  }

  /** Connects to `host:port`. */
  static async open(address: string): Promise<MemberConnection> {
    return new MemberConnection(await RawConnection.open(address));
  }

  /** Whether an answer is awaited. */
  get isWaiting(): boolean {
    return this.waiting > 0;
  }

  /** Sends a request when all before it are answered, and reads the answer. */
  request<Request, Response>(api: RawApi<Request, Response>, request: Request): Promise<Response> {
    const answer = this.requestAfter(this.answered, api, request);
    // Whoever asked hears of a failure; who only waits for its turn does not.
    this.answered = Promise.allSettled([answer]);
    return answer;
  }

  private async requestAfter<Request, Response>(
    before: Promise<unknown>,
    api: RawApi<Request, Response>,
    request: Request,
  ): Promise<Response> {
    this.waiting++;
    try {
      await before;
      return await this.connection.request(api, request);
    } finally {
      this.waiting--;
    }
  }

  close(): void {
    this.connection.close();
  }
}
