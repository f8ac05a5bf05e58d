package simulator_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/wainbox/wainbox/provider/simulator"
)

// upload posts a multipart form; an empty MIME type is left out.
func (r *rig) upload(product, mimeType, formType, data string) answered {
	r.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	require.NoError(r.t, form.WriteField("messaging_product", product))
	require.NoError(r.t, form.WriteField("type", formType))
	if data != "" {
		header := textproto.MIMEHeader{"Content-Disposition": {`form-data; name="file"; filename="a.bin"`}}
		if mimeType != "" {
			header.Set("Content-Type", mimeType)
		}
		part, err := form.CreatePart(header)
		require.NoError(r.t, err)
		_, err = part.Write([]byte(data))
		require.NoError(r.t, err)
	}
	require.NoError(r.t, form.Close())
	got, err := r.call(http.MethodPost, "/v23.0/"+simulator.DefaultNumberID+"/media", body.String(),
		func(q *http.Request) { q.Header.Set("Content-Type", form.FormDataContentType()) })
	require.NoError(r.t, err)
	return got
}

// node is the answer to GET /{media id}.
func (r *rig) node(id string) map[string]string {
	r.t.Helper()
	got, err := r.call(http.MethodGet, "/v23.0/"+id, "")
	require.NoError(r.t, err)
	require.Equal(r.t, http.StatusOK, got.status, string(got.body))
	var node map[string]string
	require.NoError(r.t, json.Unmarshal(got.body, &node))
	return node
}

func TestMediaBothWays(t *testing.T) {
	t.Parallel()
	data := []byte("\xff\xd8\xff picture")
	sum := sha256.Sum256(data)
	c := newClock()
	r := start(t, &simulator.Options{Now: c.Now})
	r.writes(simulator.Inbound{From: phone, File: &simulator.File{Kind: "image", Data: data, Caption: "look"}})
	r.idle()
	image := r.app.hooks(t)[0].Messages[0]["image"].(map[string]any)
	inbound := image["id"].(string)
	require.Equal(t, map[string]any{
		"id": inbound, "mime_type": "image/jpeg", "caption": "look",
		"sha256": base64.StdEncoding.EncodeToString(sum[:]),
	}, image)
	got := r.upload("whatsapp", "image/png", "", string(data))
	require.Equal(t, http.StatusOK, got.status, string(got.body))

	for mimeType, id := range map[string]string{"image/jpeg": inbound, "image/png": got.ID} {
		node := r.node(id)
		link := node["url"]
		delete(node, "url")
		require.Equal(t, map[string]string{
			"messaging_product": "whatsapp", "id": id, "mime_type": mimeType,
			"sha256": hex.EncodeToString(sum[:]), "file_size": "11",
		}, node)
		require.True(t, strings.HasPrefix(link, r.api+"/"), link)
		path := strings.TrimPrefix(link, r.api)
		file, err := r.call(http.MethodGet, path, "")
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, file.status)
		require.Equal(t, data, file.body)
		file, err = r.call(http.MethodGet, path, "", func(q *http.Request) { q.Header.Del("Authorization") })
		require.NoError(t, err)
		require.Equal(t, http.StatusUnauthorized, file.status)
		file, err = r.call(http.MethodGet, strings.Replace(path, "hash=", "hash=0", 1), "")
		require.NoError(t, err)
		require.Equal(t, http.StatusNotFound, file.status)
		c.Add(5 * time.Minute)
		file, err = r.call(http.MethodGet, path, "")
		require.NoError(t, err)
		require.Equal(t, http.StatusNotFound, file.status, "a link lives five minutes")
	}

	c.Add(7 * 24 * time.Hour)
	gone, err := r.call(http.MethodGet, "/v23.0/"+inbound, "")
	require.NoError(t, err)
	require.Equal(t, []int{400, 100, 33}, []int{gone.status, gone.Error.Code, gone.Error.Subcode})
	r.node(got.ID)
	deleted, err := r.call(http.MethodDelete, "/v23.0/"+got.ID, "")
	require.NoError(t, err)
	require.True(t, deleted.Success)
	gone, err = r.call(http.MethodDelete, "/v23.0/"+got.ID, "")
	require.NoError(t, err)
	require.Equal(t, 33, gone.Error.Subcode)
}

func TestUploads(t *testing.T) {
	tests := []struct {
		name, product, mime, form, data string
		status, code                    int
	}{
		{name: "pdf", product: "whatsapp", mime: "application/pdf", data: "x", status: 200},
		{name: "type from the form", product: "whatsapp", form: "audio/ogg; codecs=opus", data: "x", status: 200},
		{name: "unnamed bytes take the form's type", product: "whatsapp", mime: "application/octet-stream", form: "image/png", data: "x", status: 200},
		{name: "no product", mime: "image/png", data: "x", status: 400, code: 100},
		{name: "no file", product: "whatsapp", status: 400, code: 100},
		{name: "unknown type", product: "whatsapp", mime: "image/tiff", data: "x", status: 400, code: 131053},
		{name: "no type", product: "whatsapp", data: "x", status: 400, code: 131053},
		{name: "large picture", product: "whatsapp", mime: "image/png", data: strings.Repeat("x", 5<<20+1), status: 400, code: 131053},
	}
	r := start(t, nil)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := r.upload(test.product, test.mime, test.form, test.data)
			require.Equal(t, test.status, got.status, string(got.body))
			require.Equal(t, test.code, got.Error.Code)
			require.Equal(t, test.code == 0, got.ID != "")
		})
	}
	none, err := r.call(http.MethodPost, "/v23.0/42/media", "")
	require.NoError(t, err)
	require.Equal(t, 33, none.Error.Subcode)
	bare, err := r.call(http.MethodPost, "/v23.0/"+simulator.DefaultNumberID+"/media", "x")
	require.NoError(t, err)
	require.Equal(t, 100, bare.Error.Code)
}

func TestSendingAFile(t *testing.T) {
	t.Parallel()
	r := start(t, &simulator.Options{Workers: 1})
	r.write("hello")
	file := r.upload("whatsapp", "application/pdf", "", "x").ID
	body := func(kind string) string {
		return `{"messaging_product":"whatsapp","to":"` + phone + `","type":"` + kind + `","` + kind + `":{"id":"` + file + `"}}`
	}
	r.sendOK(body("document"))
	r.sendOK(body("image"))
	r.idle()
	require.Equal(t, []string{"text", "sent", "delivered", "failed"}, r.app.words(t))
	require.Equal(t, 131053, r.Sends()[1].Failed)
}

func TestLinkInWebhook(t *testing.T) {
	t.Parallel()
	r := start(t, &simulator.Options{BaseURL: "http://127.0.0.1:9/"})
	r.writes(simulator.Inbound{From: phone, File: &simulator.File{Data: []byte("x"), Filename: "bill.pdf"}})
	r.idle()
	document := r.app.hooks(t)[0].Messages[0]["document"].(map[string]any)
	require.Equal(t, "bill.pdf", document["filename"])
	require.Equal(t, "application/pdf", document["mime_type"])
	path, found := strings.CutPrefix(document["url"].(string), "http://127.0.0.1:9/")
	require.True(t, found)
	got, err := r.call(http.MethodGet, "/"+path, "")
	require.NoError(t, err)
	require.Equal(t, "x", string(got.body))
}
