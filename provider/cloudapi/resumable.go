package cloudapi

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
)

var samplingMedia = rest.Call{Op: "upload sample"}

// sampleTypes are what the resumable upload takes. Source: Graph API,
// "Resumable Upload".
var sampleTypes = []string{"application/pdf", "image/jpeg", "image/jpg", "image/png", "video/mp4"}

// UploadSample uploads a sample for the header of a template and returns the
// handle that goes into its definition. It makes two requests: one opens an
// upload, one brings the file. [Config.AppID] is needed. A lost answer is
// [provider.Unavailable]: uploading twice harms nobody.
func (c *Client) UploadSample(ctx context.Context, u provider.Upload) (handle string, err error) {
	f, err := fileOf(samplingMedia, u)
	if err != nil {
		return "", err
	}
	if !slices.Contains(sampleTypes, f.MIME) {
		return "", invalid(samplingMedia, string(u.Type)+".mime_type", "one of "+strings.Join(sampleTypes, ", "))
	}
	return c.resumable(ctx, samplingMedia, f)
}

// resumable uploads a file to the app, in one piece.
func (c *Client) resumable(ctx context.Context, call rest.Call, f rest.File) (handle string, err error) {
	if c.config.AppID == "" {
		return "", invalid(call, "AppID", "required")
	}
	session, err := c.openUpload(ctx, call, f)
	if err != nil {
		return "", err
	}
	// QUIRK(cloudapi): the guide has the word OAuth here, where all other requests
	// have Bearer; other clients send Bearer and seem to be heard too.
	r := rest.Request{
		Method: http.MethodPost, URL: session, ContentType: f.MIME, Stream: f.Body, Length: f.Bytes,
		Header: http.Header{"Authorization": {"OAuth " + c.config.Token}, "File_offset": {"0"}},
	}
	var answer struct {
		Handle string `json:"h"`
	}
	if err := c.rest.Graph(ctx, call, r, nil, &answer); err != nil {
		return "", err
	}
	if answer.Handle == "" {
		return "", &provider.Error{Op: call.Op, Kind: provider.Unavailable}
	}
	return answer.Handle, nil
}

// openUpload returns the address that the file is sent to.
func (c *Client) openUpload(ctx context.Context, call rest.Call, f rest.File) (string, error) {
	q := url.Values{
		"file_name": {f.Name}, "file_length": {strconv.FormatInt(f.Bytes, 10)}, "file_type": {f.MIME},
	}
	r := rest.Request{Method: http.MethodPost, URL: c.node(c.config.AppID, "/uploads") + "?" + q.Encode()}
	var answer struct {
		ID string `json:"id"`
	}
	if err := c.rest.Graph(ctx, call, r, nil, &answer); err != nil {
		return "", err
	}
	// QUIRK(cloudapi): the id is the end of an address, and may have a query of
	// its own, so it is not escaped; it stands behind the version's slash, so it
	// cannot lead to another host.
	address := c.graph + "/" + answer.ID
	if _, err := url.Parse(address); err != nil || !strings.HasPrefix(answer.ID, "upload:") {
		return "", &provider.Error{Op: call.Op, Kind: provider.Unavailable}
	}
	return address, nil
}
