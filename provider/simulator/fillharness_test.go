package simulator_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/provider/cloudapi"
	"github.com/wainbox/wainbox/provider/internal/wire"
	"github.com/wainbox/wainbox/provider/simulator"
	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

// graphAPI is a simulator whose templates are handled by a Cloud API client.
type graphAPI struct {
	*simulator.Simulator
	*cloudapi.Client

	t testing.TB
}

// inProcess calls a handler without a socket.
type inProcess struct{ http.Handler }

func (p inProcess) RoundTrip(r *http.Request) (*http.Response, error) {
	answer := httptest.NewRecorder()
	p.ServeHTTP(answer, r)
	return answer.Result(), nil
}

// newGraph is a simulator that is called in process, and reviews as told.
func newGraph(tb testing.TB, byHand bool) *graphAPI {
	tb.Helper()
	sim, err := simulator.New(&simulator.Options{ReviewTemplates: byHand})
	require.NoError(tb, err)
	return graphOf(tb, sim, "http://graph.example", &http.Client{Transport: inProcess{sim.Handler()}})
}

func graphOf(tb testing.TB, sim *simulator.Simulator, address string, client *http.Client) *graphAPI {
	tb.Helper()
	c, err := cloudapi.New(cloudapi.Config{
		NumberID: simulator.DefaultNumberID, WABA: simulator.DefaultWABA, Token: simulator.DefaultToken,
	}, &cloudapi.Options{BaseURL: address, HTTP: client, AcceptUnsigned: true})
	require.NoError(tb, err)
	return &graphAPI{Simulator: sim, Client: c, t: tb}
}

// listed is a template as the platform shows it.
func (g *graphAPI) listed(name string) templates.Definition {
	g.t.Helper()
	for d, err := range g.Templates(context.Background(), templates.Query{Name: name}) {
		require.NoError(g.t, err)
		return d
	}
	g.t.Fatalf("%s is not listed", name)
	return templates.Definition{}
}

// approved creates a template, has it approved, and returns it as it is listed then.
func (g *graphAPI) approved(d templates.Definition) *templates.Template {
	g.t.Helper()
	_, err := g.CreateTemplate(context.Background(), d)
	require.NoError(g.t, err, d.Name)
	require.NoError(g.t, g.SetTemplateStatus(d.Name, d.Language, "APPROVED", ""))
	return templates.New(g.listed(d.Name))
}

// code sends a template without what a client checks before, and returns the error's code; zero = it is accepted.
func (g *graphAPI) code(m whatsapp.Template) int {
	g.t.Helper()
	body, err := wire.AppendMessage(nil, whatsapp.Outbound{To: whatsapp.Address{Phone: "+" + phone}, Content: m})
	require.NoError(g.t, err)
	return g.post("/"+simulator.DefaultNumberID+"/messages", body)
}

// post returns the code of a request's error; zero = there is none.
func (g *graphAPI) post(path string, body []byte) int {
	g.t.Helper()
	r := httptest.NewRequest(http.MethodPost, path, bytes.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+simulator.DefaultToken)
	w := httptest.NewRecorder()
	g.Handler().ServeHTTP(w, r)
	var got struct{ Error struct{ Code int } }
	require.NoError(g.t, json.Unmarshal(w.Body.Bytes(), &got))
	require.Equal(g.t, w.Code == http.StatusOK, got.Error.Code == 0, w.Body.String())
	return got.Error.Code
}

// copyOf is a message that shares nothing with another.
func copyOf(tb testing.TB, m whatsapp.Template) whatsapp.Template {
	tb.Helper()
	raw, err := json.Marshal(m)
	require.NoError(tb, err)
	var c whatsapp.Template
	require.NoError(tb, json.Unmarshal(raw, &c))
	return c
}
