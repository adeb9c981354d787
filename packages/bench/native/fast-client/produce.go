package main

import (
	"context"
	"crypto/rand"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

// As many as wait in memory before Produce waits.
const bufferedRecordsMax = 200_000

// Produces records of random bytes and waits until all are acknowledged.
func produce(asked work) (int, *requestTimes, error) {
	times := newRequestTimes(produceKey)
	options := []kgo.Opt{
		kgo.DefaultProduceTopic(asked.topic),
		kgo.ProducerLinger(time.Duration(asked.lingerMs) * time.Millisecond),
		kgo.ProducerBatchCompression(kgo.NoCompression()),
		kgo.ProducerBatchMaxBytes(int32(asked.batchBytes)),
		kgo.MaxBufferedRecords(bufferedRecordsMax),
		kgo.RequiredAcks(kgo.AllISRAcks()),
		kgo.WithHooks(times),
	}
	if !asked.idempotent {
		options = append(options, kgo.DisableIdempotentWrite(), kgo.MaxProduceRequestsInflightPerBroker(asked.inFlight))
	}
	client, err := newClient(asked, options...)
	if err != nil {
		return 0, times, err
	}
	defer client.Close()
	value := make([]byte, asked.recordBytes)
	if _, err := rand.Read(value); err != nil {
		return 0, times, err
	}
	var first firstError
	for range asked.records {
		client.Produce(context.Background(), &kgo.Record{Value: value}, func(_ *kgo.Record, err error) { first.note(err) })
	}
	if err := client.Flush(context.Background()); err != nil {
		return 0, times, err
	}
	return asked.records, times, first.err
}

// Keeps the first of many errors.
type firstError struct {
	once sync.Once
	err  error
}

func (first *firstError) note(err error) {
	if err != nil {
		first.once.Do(func() { first.err = err })
	}
}
