package cloudapi

import (
	"context"
	"mime"
	"net/http"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/whatsapp"
)

var (
	uploading     = rest.Call{Op: "upload media"}
	deletingMedia = rest.Call{Op: "delete media"}
)

// UploadMedia keeps a file at the platform for 30 days, on a number without
// storage for an hour; see [provider.MediaUploader]. Source: Cloud API
// reference, "Media", October 2025.
func (c *Client) UploadMedia(ctx context.Context, u provider.Upload) (whatsapp.MediaID, error) {
	f, err := fileOf(uploading, u)
	if err != nil {
		return "", err
	}
	r := rest.Request{Method: http.MethodPost, URL: c.number("/media")}
	r = r.Form([][2]string{{"messaging_product", "whatsapp"}, {"type", f.MIME}}, f)
	var answer struct {
		ID rest.GraphID `json:"id"`
	}
	if err := c.rest.Graph(ctx, uploading, r, nil, &answer); err != nil {
		return "", err
	}
	if answer.ID == "" {
		return "", &provider.Error{Op: uploading.Op, Kind: provider.Unavailable}
	}
	return whatsapp.MediaID(answer.ID), nil
}

// DeleteMedia deletes an uploaded or received file at the platform. Source:
// Cloud API reference, "Media", October 2025.
func (c *Client) DeleteMedia(ctx context.Context, id whatsapp.MediaID) error {
	if id == "" {
		return invalid(deletingMedia, "media.id", "required")
	}
	r := rest.Request{Method: http.MethodDelete, URL: c.node(string(id), "")}
	return c.rest.Graph(ctx, deletingMedia, r, nil, nil)
}

// fileOf checks an upload and gives it a name. The type is written anew, since
// it becomes part of a header.
func fileOf(call rest.Call, u provider.Upload) (rest.File, error) {
	if err := u.Validate(); err != nil {
		return rest.File{}, refused(call, err)
	}
	kind, params, err := mime.ParseMediaType(u.MIME)
	if err != nil {
		return rest.File{}, invalid(call, string(u.Type)+".mime_type", "a MIME type")
	}
	name := u.Name
	if name == "" {
		name = string(u.Type)
	}
	return rest.File{Field: "file", Name: name, MIME: mime.FormatMediaType(kind, params), Bytes: u.Bytes, Body: u.Body}, nil
}
