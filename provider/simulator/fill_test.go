package simulator_test

import (
	"bytes"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/simulator"
	"github.com/wainbox/wainbox/templates"
	"github.com/wainbox/wainbox/whatsapp"
)

// TestFilled takes every kind of template its whole way over a socket: it is created, approved, listed, filled as it is
// listed, and sent.
func TestFilled(t *testing.T) {
	t.Parallel()
	sim, err := simulator.New(&simulator.Options{ReviewTemplates: true})
	require.NoError(t, err)
	server := httptest.NewServer(sim.Handler())
	t.Cleanup(server.Close)
	g := graphOf(t, sim, server.URL, server.Client())
	for _, c := range fillings() {
		filled := g.approved(c.definition(t))
		require.Equal(t, templates.Approved, filled.Definition().Status)
		m, err := filled.Fill(c.given())
		require.NoError(t, err, c.name)
		require.NoError(t, filled.Check(m), c.name)
		_, err = g.Send(t.Context(), whatsapp.Outbound{To: whatsapp.Address{Phone: "+" + phone}, Content: m})
		require.NoError(t, err, c.name)
		sends := sim.Sends()
		sent := sends[len(sends)-1]
		require.Zero(t, sent.Failed, c.name)
		if c.body != "" {
			require.Equal(t, c.body, sent.Body, c.name)
			require.Contains(t, string(filled.AppendPreview(nil, c.given())), c.body, c.name)
		}
	}
	require.GreaterOrEqual(t, len(sim.Sends()), 30)
}

// TestFilledWithUpload fills headers with files that were uploaded before, which alone the platform can look up.
func TestFilledWithUpload(t *testing.T) {
	t.Parallel()
	g := newGraph(t, true)
	for kind, mime := range map[whatsapp.ContentKind]string{
		whatsapp.KindImage: "image/png", whatsapp.KindVideo: "video/mp4", whatsapp.KindDocument: "application/pdf",
	} {
		id, err := g.UploadMedia(t.Context(), provider.Upload{Type: kind, MIME: mime, Bytes: 3, Body: bytes.NewReader([]byte("abc"))})
		require.NoError(t, err)
		name := "with_" + string(kind)
		filled := g.approved(filling{name: name, components: `{"type":"HEADER","format":"` + strings.ToUpper(string(kind)) +
			`","example":{"header_handle":["4::aa"]}},` + plainBody}.definition(t))
		m, err := filled.Fill(templates.Values{Header: several{templates.File(whatsapp.Media{Type: kind, ID: id})}})
		require.NoError(t, err)
		require.Zero(t, g.code(m), name)
		m.Components[0].Parameters[0].Media = &whatsapp.Media{Type: kind, ID: "404"}
		require.NoError(t, filled.Check(m), "only the platform knows its files")
		require.Equal(t, 131009, g.code(m), name)
	}
}
