package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/wainbox/wainbox/inbox"
	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/simulator"
	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

// ask begins the chat, and an agent gets it.
func ask(ctx context.Context, t *talk) (said, error) {
	if err := t.hear(ctx, simulator.Inbound{Text: "Where is my order?"}); err != nil {
		return said{}, err
	}
	entry, err := t.until(ctx, inbox.EntryOwner)
	return said{words: "stored, and " + string(entry.Agent) + " has the chat"}, err
}

// photo comes, and the bytes that are stored are the customer's.
func photo(ctx context.Context, t *talk) (said, error) {
	data := bytes.Repeat([]byte{0xff, 0xd8, 0xff, 0xe0}, 1000)
	if err := t.hear(ctx, simulator.Inbound{File: &simulator.File{Kind: "image", Data: data}}); err != nil {
		return said{}, err
	}
	if _, err := t.until(ctx, inbox.EntryFile); err != nil {
		return said{}, err
	}
	m, err := t.message(ctx, t.heard.ID)
	if err != nil {
		return said{}, err
	}
	file, err := t.files.Open(ctx, m.File.Name)
	if err != nil {
		return said{}, fmt.Errorf("the file is %s: %w", m.File.State, err)
	}
	stored := sha256.New()
	_, err = io.Copy(stored, file)
	if err = errors.Join(err, file.Close()); err != nil {
		return said{}, err
	}
	sum := hex.EncodeToString(stored.Sum(nil))
	if sha := sha256.Sum256(data); sum != hex.EncodeToString(sha[:]) || sum != m.File.SHA256 {
		return said{}, errors.New("the stored file is another one")
	}
	return said{words: fmt.Sprintf("%d bytes stored, sha256 %s…", m.File.Bytes, sum[:8])}, nil
}

// tap chooses a button. The id that it was sent with comes back.
func tap(ctx context.Context, t *talk) (said, error) {
	if err := t.hear(ctx, simulator.Inbound{Tap: &simulator.Tap{ID: "call", Title: "Yes, please"}}); err != nil {
		return said{}, err
	}
	reply, _ := t.heard.Content.(whatsapp.ButtonReply)
	if reply.ID != "call" {
		return said{}, errors.New("another button was tapped")
	}
	return said{words: "button " + reply.ID}, nil
}

// tooLate is refused by us: nothing reaches the provider.
func tooLate(ctx context.Context, t *talk) (said, error) {
	_, err := t.say(ctx, whatsapp.Text{Body: "Did it arrive?"}, "")
	if err == nil {
		err = errors.New("the window is closed, and it was sent")
	}
	if !errors.Is(err, provider.Window) {
		return said{}, err
	}
	return said{words: "the window is closed; no request was made"}, nil
}

// approved lists the templates that can be sent.
func approved(ctx context.Context, t *talk) ([]templates.Definition, error) {
	lister, ok := provider.As[templates.Lister](t.Provider)
	if !ok {
		return nil, provider.Unsupported
	}
	var all []templates.Definition
	for d, err := range lister.Templates(ctx, templates.Query{Status: templates.Approved}) {
		if err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	return all, nil
}

func list(ctx context.Context, t *talk) (said, error) {
	var names []string
	all, err := approved(ctx, t)
	for _, d := range all {
		names = append(names, d.Name+" in "+d.Language)
	}
	return said{words: strings.Join(names, ", ")}, err
}

// template sends the first of the list, by its name or by its id, as the
// provider wants it.
func template(ctx context.Context, t *talk) (said, error) {
	all, err := approved(ctx, t)
	if err == nil && len(all) == 0 {
		err = errors.New("there is no template")
	}
	if err != nil {
		return said{}, err
	}
	values := []whatsapp.Parameter{{Type: "text", Text: "Ana"}, {Type: "text", Text: "7"}}
	return t.say(ctx, whatsapp.Template{
		ID: all[0].ID, Name: all[0].Name, Language: all[0].Language,
		Components: []whatsapp.Component{{Type: "body", Parameters: values}},
	}, "")
}

// diagnose tells the doctor's verdict on each step of the set-up.
func diagnose(ctx context.Context, t *talk) (said, error) {
	doctor, ok := provider.As[provider.Doctor](t.Provider)
	if !ok {
		return said{}, provider.Unsupported
	}
	var words []string
	for _, f := range doctor.Diagnose(ctx, t.callback) {
		if f.Verdict == provider.Failed {
			return said{}, fmt.Errorf("%s: %s", f.Step, f.Text)
		}
		words = append(words, string(f.Step)+" "+string(f.Verdict))
	}
	return said{words: strings.Join(words, ", ")}, nil
}
