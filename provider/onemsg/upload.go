package onemsg

import (
	"context"
	"encoding/json"
	"mime"
	"net/http"
	"net/url"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/whatsapp"
)

var (
	uploading     = rest.Call{Op: "upload media"}
	deletingMedia = rest.Call{Op: "delete media"}
)

// UploadMedia keeps a file; see [provider.MediaUploader]. It takes up a third
// more on the way. Source: 1msg's interface description 2.39.
//
// QUIRK(onemsg): "body" takes an https address, a data address or a form,
// documented for sendFile, and uploadMedia has the same field. The file's name
// has none.
func (c *Client) UploadMedia(ctx context.Context, u provider.Upload) (whatsapp.MediaID, error) {
	if err := u.Validate(); err != nil {
		return "", refused(uploading, err)
	}
	kind, _, err := mime.ParseMediaType(u.MIME)
	if err != nil {
		return "", invalid(uploading, string(u.Type)+".mime_type", "a MIME type")
	}
	var answer struct {
		ID json.RawMessage `json:"mediaId"`
	}
	r := rest.Request{Method: http.MethodPost, URL: c.address("uploadMedia", nil)}
	if err := c.exchange(ctx, uploading, withFile(r, "body", kind, u.Bytes, u.Body), &answer); err != nil {
		return "", err
	}
	if scalar(answer.ID) == "" {
		return "", unreadable(uploading)
	}
	return whatsapp.MediaID(scalar(answer.ID)), nil
}

// DeleteMedia deletes an uploaded file. Source: 1msg's SDK, contract 1.0.0.
func (c *Client) DeleteMedia(ctx context.Context, id whatsapp.MediaID) error {
	if id == "" {
		return invalid(deletingMedia, "mediaId", "required")
	}
	r := rest.Request{Method: http.MethodDelete, URL: c.address("media/"+url.PathEscape(string(id)), nil)}
	return c.exchange(ctx, deletingMedia, r, nil)
}
