// Fast-client produces and consumes with franz-go as applications do, and prints what it measured as one JSON object.
//
//	fast-client produce -broker HOST:PORT -topic T -records N -record-bytes B [-batch-bytes B] [-linger-ms M] [-idempotent=false] ...
//	fast-client consume -broker HOST:PORT -topic T -records N
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"syscall"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

// What the command line asks for.
type work struct {
	broker      string
	topic       string
	records     int
	recordBytes int
	batchBytes  int
	lingerMs    int
	inFlight    int
	idempotent  bool
}

func main() {
	if len(os.Args) < 2 {
		usage()
	}
	var asked work
	flags := flag.NewFlagSet(os.Args[1], flag.ExitOnError)
	flags.StringVar(&asked.broker, "broker", "127.0.0.1:9092", "host and port")
	flags.StringVar(&asked.topic, "topic", "", "a topic that is there")
	flags.IntVar(&asked.records, "records", 1_000_000, "how many are produced or consumed")
	flags.IntVar(&asked.recordBytes, "record-bytes", 100, "the size of a value")
	flags.IntVar(&asked.batchBytes, "batch-bytes", 16_384, "the largest batch")
	flags.IntVar(&asked.lingerMs, "linger-ms", 5, "how long a batch waits for more")
	flags.IntVar(&asked.inFlight, "in-flight", 5, "requests under way, without idempotence; with it always 5")
	flags.BoolVar(&asked.idempotent, "idempotent", true, "whether a record is never appended twice")
	if err := flags.Parse(os.Args[2:]); err != nil {
		usage()
	}
	run := map[string]func(work) (int, *requestTimes, error){"produce": produce, "consume": consume}[os.Args[1]]
	if run == nil {
		usage()
	}
	before := processorSeconds()
	begun := time.Now()
	records, times, err := run(asked)
	seconds := time.Since(begun).Seconds()
	if err != nil {
		fmt.Fprintln(os.Stderr, "fast-client:", err)
		os.Exit(1)
	}
	report(map[string]any{
		"records":          records,
		"seconds":          seconds,
		"recordsPerSecond": float64(records) / seconds,
		"clientCores":      (processorSeconds() - before) / seconds,
		"requests":         times.count(),
		"requestBytes":     times.meanBytes(),
		"requestMs":        times.percentiles(),
	})
}

func usage() {
	fmt.Fprintln(os.Stderr, "fast-client produce|consume -broker HOST:PORT -topic T -records N ...; -help says more")
	os.Exit(2)
}

func report(found map[string]any) {
	text, err := json.Marshal(found)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(text))
}

// The processor time that this process has taken with all its threads.
func processorSeconds() float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	seconds := func(of syscall.Timeval) float64 { return float64(of.Sec) + float64(of.Usec)/1e6 }
	return seconds(usage.Utime) + seconds(usage.Stime)
}

func newClient(asked work, options ...kgo.Opt) (*kgo.Client, error) {
	return kgo.NewClient(append(options, kgo.SeedBrokers(asked.broker), kgo.ClientID("fast-client"))...)
}
