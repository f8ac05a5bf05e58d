package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/wainbox/wainbox/provider/simulator"
)

// remote is a simulator in another process, by its control endpoints.
type remote struct {
	address string
	http    *http.Client
}

func newRemote(address string) *remote {
	return &remote{address: address + "/simulator/", http: &http.Client{Timeout: 10 * time.Second}}
}

func (p *remote) write(ctx context.Context, in simulator.Inbound) (string, error) {
	var out struct {
		ID string `json:"id"`
	}
	err := p.call(ctx, http.MethodPost, "messages", in, &out)
	return out.ID, err
}

func (p *remote) chat(ctx context.Context, number string) ([]simulator.Message, error) {
	var chat []simulator.Message
	err := p.call(ctx, http.MethodGet, "chat?phone="+url.QueryEscape(number), nil, &chat)
	return chat, err
}

func (p *remote) read(ctx context.Context, number string) error {
	return p.call(ctx, http.MethodPost, "read", map[string]string{"phone": number}, nil)
}

var errSimulator = problem{Kind: "simulator", Message: "the simulator does not answer", status: http.StatusBadGateway}

// call makes one request; a refusal is the simulator's own word.
func (p *remote) call(ctx context.Context, method, path string, in, out any) error {
	var body io.Reader
	if in != nil {
		data, err := json.Marshal(in)
		if err != nil {
			return err
		}
		body = bytes.NewReader(data)
	}
	r, err := http.NewRequestWithContext(ctx, method, p.address+path, body)
	if err != nil {
		return err
	}
	a, err := p.http.Do(r)
	if err != nil {
		return errSimulator
	}
	defer func() { _ = a.Body.Close() }()
	var refused struct {
		Error string `json:"error"`
	}
	decoder := json.NewDecoder(a.Body)
	switch {
	case a.StatusCode == http.StatusOK && out == nil:
		return nil
	case a.StatusCode == http.StatusOK:
		return decoder.Decode(out)
	case a.StatusCode == http.StatusNotFound && path == "read":
		return simulator.ErrNoChat
	case decoder.Decode(&refused) == nil && refused.Error != "":
		return errors.New(refused.Error)
	default:
		return errSimulator
	}
}
