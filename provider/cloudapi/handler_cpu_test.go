package cloudapi_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/provider/internal/sign"
)

// serveAs makes the test binary an HTTP server, so that its processor time is
// that of the server alone; BenchmarkHandlerCPU starts it.
var serveAs = flag.String("handler.serve", "", "serve as this handler until standard input ends")

func TestMain(m *testing.M) {
	flag.Parse()
	if *serveAs != "" {
		if err := serveUntilEOF(*serveAs); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func serveUntilEOF(name string) error {
	handlers := map[string]http.Handler{
		"empty": http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}),
	}
	webhook, err := cloudapi.NewWebhook(cloudapi.WebhookConfig{AppSecrets: []string{secret}}, nil)
	if err != nil {
		return err
	}
	handlers["wainbox"] = provider.NewHandler(cloudapi.Name, webhook, discard{}, nil)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println(l.Addr())
	server := &http.Server{Handler: handlers[name], ReadHeaderTimeout: time.Minute}
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		_ = server.Close()
	}()
	if err := server.Serve(l); err != http.ErrServerClosed {
		return err
	}
	return nil
}

// discard is a sink that has everything safe at once.
type discard struct{}

func (discard) Ingest(context.Context, provider.Delivery) error { return nil }

// BenchmarkHandlerCPU compares the processor time that a request costs a server
// with our handler (reading, verifying and decoding a text) with that of a
// server whose handler does nothing. The two servers are processes of their
// own and run in turn; "ratio" is the median of their pairs.
//
//	go test -run '^$' -bench HandlerCPU -benchtime 1x ./provider/cloudapi
func BenchmarkHandlerCPU(b *testing.B) {
	const requests, rounds = 20_000, 5
	var ratios, empty, ours []float64
	for b.Loop() {
		for range rounds {
			e, o := cpuOf(b, "empty", requests), cpuOf(b, "wainbox", requests)
			empty, ours, ratios = append(empty, e), append(ours, o), append(ratios, o/e)
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(median(empty), "empty-cpu-µs/req")
	b.ReportMetric(median(ours), "wainbox-cpu-µs/req")
	b.ReportMetric(median(ratios), "ratio")
}

func median(of []float64) float64 {
	slices.Sort(of)
	return of[len(of)/2]
}

// cpuOf is the processor time of the server for one request, in microseconds.
// What it takes to start is measured and left out.
func cpuOf(b *testing.B, handler string, requests int) float64 {
	b.Helper()
	idle, busy := serverCPU(b, handler, 0), serverCPU(b, handler, requests)
	return float64((busy - idle).Microseconds()) / float64(requests)
}

func serverCPU(b *testing.B, handler string, requests int) time.Duration {
	b.Helper()
	cmd := exec.Command(os.Args[0], "-handler.serve="+handler)
	cmd.Stderr = os.Stderr
	stop, err := cmd.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	var address string
	if _, err := fmt.Fscanln(out, &address); err != nil {
		b.Fatal(err)
	}
	post(b, "http://"+address, requests)
	_ = stop.Close()
	if err := cmd.Wait(); err != nil {
		b.Fatal(err)
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// post sends callbacks over 32 connections.
func post(b *testing.B, address string, requests int) {
	b.Helper()
	const connections = 32
	body := callbackOf620Bytes()
	signature := "sha256=" + sign.Hex(secret, body)
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: connections}}
	defer client.CloseIdleConnections()
	var wg sync.WaitGroup
	for range connections {
		wg.Go(func() {
			for range requests / connections {
				req, err := http.NewRequestWithContext(b.Context(), http.MethodPost, address, bytes.NewReader(body))
				if err != nil {
					b.Error(err)
					return
				}
				req.Header.Set("Content-Type", "application/json")
				req.Header.Set(cloudapi.SignatureHeader, signature)
				res, err := client.Do(req)
				if err != nil {
					b.Error(err)
					return
				}
				_, _ = io.Copy(io.Discard, res.Body)
				res.Body.Close()
				if res.StatusCode != http.StatusOK {
					b.Errorf("answered %d", res.StatusCode)
					return
				}
			}
		})
	}
	wg.Wait()
}

func callbackOf620Bytes() []byte {
	return []byte(`{"object":"whatsapp_business_account","entry":[{"id":"1055550199000001","changes":[{"value":{` +
		`"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550100001","phone_number_id":"1055550100000001"},` +
		`"contacts":[{"profile":{"name":"Test Person","username":"@person"},"wa_id":"15550101234","user_id":"US.10000000000000001234"}],` +
		`"messages":[{"from":"15550101234","from_user_id":"US.10000000000000001234",` +
		`"id":"wamid.VEVTVA1BQUFBQUFBQUFBQUFBQUFBQUFBQUFB1234","timestamp":"1780000000","type":"text",` +
		`"text":{"body":"Good morning, is the order with the two lamps on its way yet?"}}]},"field":"messages"}]}]}`)
}
