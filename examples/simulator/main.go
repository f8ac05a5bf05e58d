// Command simulator serves a local WhatsApp in a process of its own.
//
//	go run ./examples/simulator -addr 127.0.0.1:8090 -webhook http://127.0.0.1:8080/webhook/cloudapi
//
// Point a Cloud API client at http://127.0.0.1:8090 with the token, and let a phone write with
//
//	curl -d '{"from":"16505550123","text":"hello"}' http://127.0.0.1:8090/simulator/messages
//
// Numbers on other wires are read from a file with -numbers, in place of -number, -waba and -display:
//
//	[{"id":"1","waba":"10","display":"15550100001","webhook_url":"http://127.0.0.1:8080/webhook/cloudapi"},
//	 {"id":"2","waba":"20","display":"15550100002","wire":"dialog360","webhook_url":"http://127.0.0.1:8080/webhook/dialog360"},
//	 {"id":"3","display":"15550100003","wire":"twilio","webhook_url":"http://127.0.0.1:8080/webhook/twilio"},
//	 {"id":"4","display":"15550100004","wire":"onemsg","webhook_url":"http://127.0.0.1:8080/webhook/onemsg"}]
//
// Their credentials are the defaults of package simulator.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/wainbox/wainbox/provider/simulator"
)

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run serves until ctx ends or a signal comes. It writes one line when it listens: the address, with the real port.
func run(ctx context.Context, args []string, out io.Writer) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	var o simulator.Options
	var n simulator.Number
	flags := flag.NewFlagSet("simulator", flag.ContinueOnError)
	addr := flags.String("addr", "127.0.0.1:8090", "address to listen on; port 0 picks a free one")
	handshake := flags.Bool("handshake", false, "verify the webhook before serving")
	numbers := flags.String("numbers", "", "JSON file with the business numbers and their wires")
	verbose := flags.Bool("v", false, "log refused webhooks")
	flags.StringVar(&o.WebhookURL, "webhook", "", "URL that callbacks go to")
	flags.StringVar(&o.BaseURL, "base-url", "", "URL that clients reach this at; with -numbers, empty = the address")
	flags.StringVar(&o.Token, "token", simulator.DefaultToken, "bearer token that clients must send")
	flags.StringVar(&o.AppSecret, "app-secret", simulator.DefaultAppSecret, "key of the webhooks' signature")
	flags.StringVar(&o.VerifyToken, "verify-token", simulator.DefaultVerifyToken, "verify token of the handshake")
	flags.StringVar(&n.ID, "number", simulator.DefaultNumberID, "phone-number id")
	flags.StringVar(&n.WABA, "waba", simulator.DefaultWABA, "WhatsApp Business Account id")
	flags.StringVar(&n.Display, "display", simulator.DefaultDisplay, "the business's phone, digits")
	flags.BoolVar(&o.AutoRead, "auto-read", false, "phones read at once what is delivered")
	flags.DurationVar(&o.Pace, "pace", 0, "time between a send and each of its statuses")
	flags.IntVar(&o.Faults.Duplicate, "duplicate", 0, "deliver every Nth webhook twice")
	flags.IntVar(&o.Faults.Late, "late", 0, "deliver every Nth webhook late")
	flags.DurationVar(&o.Faults.LateBy, "late-by", 0, "how late; 0 = 30s")
	flags.IntVar(&o.Faults.Reorder, "reorder", 0, "let every Nth webhook be overtaken by the next")
	flags.IntVar(&o.Faults.LostAnswer, "lost-answer", 0, "accept every Nth send without an answer")
	if err := flags.Parse(args); err != nil {
		return err
	}
	o.Numbers = []simulator.Number{n}
	if *numbers != "" {
		raw, err := os.ReadFile(*numbers)
		if err != nil {
			return err
		}
		if err := json.Unmarshal(raw, &o.Numbers); err != nil {
			return err
		}
	}
	if *verbose {
		o.Logger = slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelDebug}))
	}
	sim, err := simulator.New(&o)
	if err != nil {
		return err
	}
	if *handshake {
		if err := sim.Handshake(ctx); err != nil {
			return err
		}
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", *addr)
	if err != nil {
		return err
	}
	if *numbers != "" && o.BaseURL == "" {
		sim.SetBaseURL("http://" + listener.Addr().String())
	}
	return serve(ctx, sim, listener, out)
}

// serve answers, delivers webhooks, and stops both when ctx ends or the server fails.
func serve(ctx context.Context, sim *simulator.Simulator, listener net.Listener, out io.Writer) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	server := &http.Server{Handler: sim.Handler(), ReadHeaderTimeout: 10 * time.Second}
	if _, err := fmt.Fprintf(out, "simulator listening on %s\n", listener.Addr()); err != nil {
		return errors.Join(err, listener.Close())
	}
	delivered, served := make(chan error, 1), make(chan error, 1)
	go func() { delivered <- sim.Run(ctx) }()
	go func() { served <- server.Serve(listener) }()
	var err error
	select {
	case err = <-served:
		cancel()
	case <-ctx.Done():
		grace, done := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer done()
		err = server.Shutdown(grace)
		if why := <-served; !errors.Is(why, http.ErrServerClosed) {
			err = errors.Join(err, why)
		}
	}
	return errors.Join(err, <-delivered)
}
