// Command multiprovider has one conversation on four providers at once: the
// Cloud API, 360dialog, Twilio and 1msg.
//
//	go run ./examples/multiprovider
//
// The conversation is written once, in conversation.go, and does not know which
// provider carries it: it asks what the provider can do, and knows so beforehand
// what may be left out and what is not carried at all. Only lines.go, where the
// four are configured, and a forger name them. It needs no credentials and no
// network but loopback: package simulator speaks all four wires, and everything
// else is as it is in production.
//
// It prints what is foreseen, what happens and how it ended, and fails if
// anything ended otherwise than the provider's capabilities said.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"time"
)

func main() {
	if err := run(context.Background(), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer) (err error) {
	folder, err := os.MkdirTemp("", "multiprovider-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	ctx, stop := context.WithTimeout(ctx, time.Minute)
	defer stop()
	w, err := open(ctx, folder)
	if err != nil {
		return err
	}
	defer func() { stop(); w.working.Wait() }()
	rows, err := w.play(ctx, out)
	if err != nil {
		return err
	}
	return w.audit(ctx, out, rows)
}

// serve serves on a free port of this machine until ctx ends, and returns the
// address.
func serve(ctx context.Context, h http.Handler) (string, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(listener) }()
	context.AfterFunc(ctx, func() { _ = server.Close() })
	return "http://" + listener.Addr().String(), nil
}
