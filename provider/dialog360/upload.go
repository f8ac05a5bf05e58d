package dialog360

import (
	"cmp"
	"context"
	"mime"
	"net/http"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/whatsapp"
)

var (
	uploading = rest.Call{Op: "upload media"}
	deleting  = rest.Call{Op: "delete media"}
)

// UploadMedia keeps a file at the platform for 30 days; see
// [provider.MediaUploader]. At most 25 a second are taken. Source: Messaging
// API, POST /media, version 1.41.
func (c *Client) UploadMedia(ctx context.Context, u provider.Upload) (whatsapp.MediaID, error) {
	f, err := fileOf(u)
	if err != nil {
		return "", err
	}
	r := rest.Request{Method: http.MethodPost, URL: c.address + "/media"}
	r = r.Form([][2]string{{"messaging_product", "whatsapp"}, {"type", f.MIME}}, f)
	var kept struct {
		ID rest.GraphID `json:"id"`
	}
	if err := c.exchange(ctx, uploading, r, nil, &kept); err != nil {
		return "", err
	}
	if kept.ID == "" {
		return "", uploading.Lost(errUnreadable)
	}
	return whatsapp.MediaID(kept.ID), nil
}

// fileOf checks an upload and gives it a name. The type is written anew, since
// it becomes part of a header.
func fileOf(u provider.Upload) (rest.File, error) {
	if err := u.Validate(); err != nil {
		return rest.File{}, &provider.Error{Op: uploading.Op, Kind: provider.Invalid, Err: err}
	}
	kind, params, err := mime.ParseMediaType(u.MIME)
	if err != nil {
		return rest.File{}, invalid(uploading, string(u.Type)+".mime_type", "a MIME type")
	}
	return rest.File{
		Field: "file", Name: cmp.Or(u.Name, string(u.Type)), MIME: mime.FormatMediaType(kind, params), Bytes: u.Bytes, Body: u.Body,
	}, nil
}

// DeleteMedia deletes an uploaded file; see [provider.MediaDeleter]. Source:
// Messaging API, DELETE /{media-id}, version 1.41.
func (c *Client) DeleteMedia(ctx context.Context, id whatsapp.MediaID) error {
	address, err := c.mediaPath(deleting, id)
	if err != nil {
		return err
	}
	return c.exchange(ctx, deleting, rest.Request{Method: http.MethodDelete, URL: address}, nil, nil)
}
