package main

import (
	"sort"
	"sync"

	"github.com/twmb/franz-go/pkg/kgo"
)

const (
	produceKey = 0
	fetchKey   = 1
)

// How long requests of one API take, from when they are written to when their answer is read.
type requestTimes struct {
	key       int16
	mutex     sync.Mutex
	durations []float64
	bytes     int
}

var _ kgo.HookBrokerE2E = (*requestTimes)(nil)

func newRequestTimes(key int16) *requestTimes {
	return &requestTimes{key: key}
}

// OnBrokerE2E is called by the client for each request that was answered.
func (times *requestTimes) OnBrokerE2E(_ kgo.BrokerMetadata, key int16, took kgo.BrokerE2E) {
	if key != times.key {
		return
	}
	times.mutex.Lock()
	defer times.mutex.Unlock()
	times.durations = append(times.durations, float64(took.DurationE2E().Microseconds())/1000)
	times.bytes += took.BytesWritten + took.BytesRead
}

func (times *requestTimes) count() int { return len(times.durations) }

func (times *requestTimes) meanBytes() int {
	if len(times.durations) == 0 {
		return 0
	}
	return times.bytes / len(times.durations)
}

func (times *requestTimes) percentiles() map[string]float64 {
	sort.Float64s(times.durations)
	return map[string]float64{"p50": times.quantile(0.5), "p99": times.quantile(0.99), "p999": times.quantile(0.999), "max": times.quantile(1)}
}

func (times *requestTimes) quantile(share float64) float64 {
	if len(times.durations) == 0 {
		return 0
	}
	return times.durations[int(share*float64(len(times.durations)-1))]
}
