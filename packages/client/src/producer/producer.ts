import { KafkaError } from '@odradek/base';

import type { InEnvironment } from '../client-options.ts';
import type { ProducerOptions, RecordMetadata, RecordToSend } from './producer-options.ts';

export class Producer implements AsyncDisposable {
  readonly options: InEnvironment<ProducerOptions>;

  constructor(options: InEnvironment<ProducerOptions>) {
    this.options = options;
  }

  send(record: RecordToSend): Promise<RecordMetadata> {
    return Promise.reject(new KafkaError('ODRADEK_NOT_BUILT', record.topic));
  }

  flush(): Promise<void> {
    return Promise.resolve();
  }

  close(_options: { readonly timeoutMs?: number } = {}): Promise<void> {
    return Promise.resolve();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
