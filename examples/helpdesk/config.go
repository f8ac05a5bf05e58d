package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/provider/simulator"
	"github.com/wainbox/wainbox/routing"
)

// config is everything that can be set.
type config struct {
	addr        string
	exposed     bool
	db          string
	files       string
	sendTimeout time.Duration
	rules       routing.Rules

	account  cloudapi.Config
	graphURL string
	version  string
	// simulator is the address of one in another process; inside says that it
	// runs here; neither means a real account.
	simulator string
	inside    bool
}

// variables are the settings in the order of the package's documentation.
var variables = []struct{ name, text string }{
	{"WAINBOX_ADDR", "address to serve; port 0 picks a free one (127.0.0.1:8080)"},
	{"WAINBOX_DB", "SQLite file (wainbox.db)"},
	{"WAINBOX_FILES", "folder for received files (wainbox-files)"},
	{"WAINBOX_SEND_TIMEOUT", "longest attempt to send, as 30s (30s)"},
	{"WAINBOX_MODE", "who is asked to answer: round_robin, sticky, least_loaded, longest_idle, broadcast or manual (round_robin)"},
	{"WAINBOX_OFFER", "how long an agent is asked, as 30s; 0 gives chats without asking (30s)"},
	{"WAINBOX_NUMBER_ID", "account: phone-number id"},
	{"WAINBOX_WABA_ID", "account: id of its WhatsApp Business Account, whose templates are offered"},
	{"WAINBOX_TOKEN", "account: access token"},
	{"WAINBOX_APP_SECRET", "account: app secret, the key of the webhooks' signature"},
	{"WAINBOX_VERIFY_TOKEN", "account: your word that confirms the webhook's address"},
	{"WAINBOX_GRAPH_URL", "account: address of the Graph API (" + cloudapi.DefaultBaseURL + ")"},
	{"WAINBOX_GRAPH_VERSION", "account: its version (" + cloudapi.DefaultVersion + ")"},
	{"WAINBOX_SIMULATOR_URL", "address of a simulator in a process of its own, instead of an account"},
}

// configure reads the flags and the environment. The error names everything
// that is missing or wrong.
func configure(args []string, env func(string) string, out io.Writer) (config, error) {
	var c config
	flags := flag.NewFlagSet("helpdesk", flag.ContinueOnError)
	flags.SetOutput(out)
	flags.BoolVar(&c.exposed, "expose-without-login", false,
		"serve an address that others reach, who can then read and write everything")
	flags.Usage = func() {
		fmt.Fprintln(out, "helpdesk serves a small web helpdesk on one WhatsApp number; without an account it is simulated.\n\nFlags:")
		flags.PrintDefaults()
		fmt.Fprintln(out, "\nEnvironment; an account needs all of its first five:")
		for _, v := range variables {
			fmt.Fprintf(out, "  %-22s %s\n", v.name, v.text)
		}
	}
	if err := flags.Parse(args); err != nil {
		return c, err
	}
	if flags.NArg() > 0 {
		return c, errors.New("no arguments are expected; see -h")
	}
	c.addr = cmp.Or(env("WAINBOX_ADDR"), "127.0.0.1:8080")
	c.db = cmp.Or(env("WAINBOX_DB"), "wainbox.db")
	c.files = cmp.Or(env("WAINBOX_FILES"), inbox.DefaultFolder)
	c.version = env("WAINBOX_GRAPH_VERSION")
	wrong := []error{c.checkAddr(), c.timeout(env("WAINBOX_SEND_TIMEOUT")), c.routing(env), c.provider(env)}
	return c, errors.Join(wrong...)
}

// checkAddr refuses what others could reach: there is no login.
func (c *config) checkAddr() error {
	host, _, err := net.SplitHostPort(c.addr)
	if err != nil {
		return errors.New("WAINBOX_ADDR: want host:port, as 127.0.0.1:8080")
	}
	ip, err := netip.ParseAddr(host)
	if c.exposed || host == "localhost" || err == nil && ip.IsLoopback() {
		return nil
	}
	return errors.New("WAINBOX_ADDR: not a loopback address; the helpdesk has no login, and -expose-without-login serves it all the same")
}

func (c *config) timeout(s string) error {
	if s == "" {
		return nil
	}
	var err error
	if c.sendTimeout, err = time.ParseDuration(s); err != nil || c.sendTimeout <= 0 {
		return errors.New("WAINBOX_SEND_TIMEOUT: want a duration above zero, as 30s")
	}
	return nil
}

// routing is how chats are given out.
func (c *config) routing(env func(string) string) error {
	c.rules.Mode = routing.Mode(env("WAINBOX_MODE"))
	if offer := env("WAINBOX_OFFER"); offer != "" {
		lasts, err := time.ParseDuration(offer)
		if err != nil {
			return errors.New("WAINBOX_OFFER: want a duration from 1s to 15m, as 30s, or 0")
		}
		c.rules.ReassignAfter, c.rules.AutoAccept = lasts, lasts == 0
	}
	if err := c.rules.Validate(); err != nil {
		return fmt.Errorf("WAINBOX_MODE, WAINBOX_OFFER: %w", err)
	}
	return nil
}

// provider decides between an account and the simulators. What an account lacks
// comes from the simulator's defaults only when a simulator was asked for.
func (c *config) provider(env func(string) string) error {
	c.graphURL, c.simulator = env("WAINBOX_GRAPH_URL"), strings.TrimRight(env("WAINBOX_SIMULATOR_URL"), "/")
	a := &c.account
	secret := ""
	fields := []struct {
		name      string
		value     *string
		simulated string
	}{
		{"WAINBOX_NUMBER_ID", &a.NumberID, simulator.DefaultNumberID},
		{"WAINBOX_WABA_ID", &a.WABA, simulator.DefaultWABA},
		{"WAINBOX_TOKEN", &a.Token, simulator.DefaultToken},
		{"WAINBOX_APP_SECRET", &secret, simulator.DefaultAppSecret},
		{"WAINBOX_VERIFY_TOKEN", &a.VerifyToken, simulator.DefaultVerifyToken},
	}
	var missing []string
	for _, f := range fields {
		if *f.value = env(f.name); *f.value == "" {
			missing = append(missing, f.name)
		}
	}
	c.inside = len(missing) == len(fields) && c.graphURL == "" && c.simulator == ""
	switch {
	case c.inside || c.simulator != "":
		for _, f := range fields {
			*f.value = cmp.Or(*f.value, f.simulated)
		}
		c.graphURL = cmp.Or(c.graphURL, c.simulator)
	case len(missing) > 0:
		return errors.New("the account is configured in part; missing " + strings.Join(missing, ", "))
	}
	a.AppSecrets = []string{secret}
	if u, err := url.Parse(c.simulator); c.simulator != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
		return errors.New("WAINBOX_SIMULATOR_URL: want an address, as http://127.0.0.1:8090")
	}
	return nil
}
