package main

import (
	"context"

	"github.com/twmb/franz-go/pkg/kgo"
)

// Consumes a topic from its beginning until so many records have come.
func consume(asked work) (int, *requestTimes, error) {
	times := newRequestTimes(fetchKey)
	client, err := newClient(asked,
		kgo.ConsumeTopics(asked.topic),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
		kgo.WithHooks(times))
	if err != nil {
		return 0, times, err
	}
	defer client.Close()
	consumed := 0
	for consumed < asked.records {
		fetches := client.PollFetches(context.Background())
		if err := fetches.Err(); err != nil {
			return consumed, times, err
		}
		consumed += fetches.NumRecords()
	}
	return consumed, times, nil
}
