// Command helpdesk is a small web helpdesk on one WhatsApp number:
// conversations, replies and a simulated customer's phone, on a SQLite file.
//
//	go run ./examples/helpdesk
//
// then open http://127.0.0.1:8080. Without further settings a simulator in the
// same process plays WhatsApp: let a customer write at /phone and answer at /.
// The simulator forgets when the process ends, and the helpdesk does not: after a
// restart a customer has to write again before an answer reaches the phone, or
// an agent sends an approved template, which needs no open window.
//
// It has no login. Therefore it serves loopback addresses only, unless it is
// started with -expose-without-login, and answers requests only under the names
// of this machine and from its own pages. The exception is /webhook/cloudapi,
// where WhatsApp itself calls, which is signed: a tunnel may lead there.
//
// # Settings
//
// They are environment variables; helpdesk -h prints them too.
//
//	WAINBOX_ADDR           address to serve; port 0 picks a free one (127.0.0.1:8080)
//	WAINBOX_DB             SQLite file (wainbox.db)
//	WAINBOX_FILES          folder for received files (wainbox-files)
//	WAINBOX_SEND_TIMEOUT   longest attempt to send, as 30s (30s)
//	WAINBOX_MODE           who is asked to answer: round_robin, sticky, least_loaded,
//	                       longest_idle, broadcast or manual (round_robin)
//	WAINBOX_OFFER          how long an agent is asked, as 30s; 0 gives chats without
//	                       asking (30s)
//
// A number of yours at the Cloud API needs all of the first five:
//
//	WAINBOX_NUMBER_ID      phone-number id
//	WAINBOX_WABA_ID        id of its WhatsApp Business Account, whose templates are offered
//	WAINBOX_TOKEN          access token
//	WAINBOX_APP_SECRET     app secret, the key of the webhooks' signature
//	WAINBOX_VERIFY_TOKEN   your word that confirms the webhook's address
//	WAINBOX_GRAPH_URL      address of the Graph API (https://graph.facebook.com)
//	WAINBOX_GRAPH_VERSION  its version (v24.0)
//
// A simulator in a process of its own, as examples/simulator, needs one:
//
//	WAINBOX_SIMULATOR_URL  its address, also for the five above and the Graph API
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	if err := start(); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "helpdesk:", err)
		os.Exit(1)
	}
}

// start runs until somebody stops it. A second signal does so at once.
func start() error {
	config, err := configure(os.Args[1:], os.Getenv, os.Stderr)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	return run(ctx, config, os.Stdout, slog.New(slog.NewTextHandler(os.Stderr, nil)))
}
