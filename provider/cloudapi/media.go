package cloudapi

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/whatsapp"
)

var fetching = rest.Call{Op: "fetch media"}

// FetchMedia downloads a received file; see [provider.MediaFetcher]. The id is
// exchanged for an address that lives for five minutes, and once more if there
// is nothing at it. A file with a link only is fetched from that. Source: Cloud
// API reference, "Media", October 2025.
//
// An id or address that is gone, a host that is not the platform's and a file
// above the limit are [provider.Invalid]; what may be better next time, also a
// hash that does not match, is [provider.Unavailable]; a failing w is
// [provider.Other].
func (c *Client) FetchMedia(ctx context.Context, m whatsapp.Media, w io.Writer) (provider.MediaInfo, error) {
	if m.ID == "" {
		if m.Link == "" {
			v := whatsapp.Violations{{Field: "media.id", Rule: "required"}}
			return provider.MediaInfo{}, &provider.Error{Op: fetching.Op, Kind: provider.Invalid, Err: v}
		}
		return c.download(ctx, rest.GraphMedia{URL: m.Link, MIME: m.MIME}, m, w)
	}
	for renewed := false; ; renewed = true {
		at, err := c.mediaAddress(ctx, m.ID)
		if err != nil {
			return provider.MediaInfo{}, err
		}
		info, err := c.download(ctx, at, m, w)
		if renewed || !errors.Is(err, rest.ErrNotFound) {
			return info, err
		}
	}
}

func (c *Client) download(
	ctx context.Context, at rest.GraphMedia, m whatsapp.Media, w io.Writer,
) (provider.MediaInfo, error) {
	if at.Bytes() > c.maxMediaBytes() {
		return provider.MediaInfo{}, &provider.Error{Op: fetching.Op, Kind: provider.Invalid, Err: rest.ErrTooLarge}
	}
	info, err := c.rest.Download(ctx, fetching, rest.Download{
		URL:      at.URL,
		Hosts:    c.hosts,
		MIME:     at.MIME,
		SHA256:   []string{at.SHA256, m.SHA256},
		MaxBytes: c.maxMediaBytes(),
	}, w)
	if errors.Is(err, rest.ErrHost) {
		c.options.Logger.WarnContext(ctx, "media host refused", "provider", Name, "number", c.config.NumberID)
	}
	return info, err
}

func (c *Client) maxMediaBytes() int64 {
	if c.options.MaxMediaBytes > 0 {
		return c.options.MaxMediaBytes
	}
	return rest.MaxMediaBytes
}

// mediaAddress asks where a file can be had.
func (c *Client) mediaAddress(ctx context.Context, id whatsapp.MediaID) (rest.GraphMedia, error) {
	address := c.graph + "/" + url.PathEscape(string(id)) + "?phone_number_id=" + url.QueryEscape(c.config.NumberID)
	answer, err := c.rest.Do(ctx, rest.Request{Method: http.MethodGet, URL: address})
	if err != nil {
		return rest.GraphMedia{}, fetching.Lost(err)
	}
	if !answer.OK() {
		return rest.GraphMedia{}, fetching.GraphRefused(answer)
	}
	var at rest.GraphMedia
	if err := json.Unmarshal(answer.Body, &at); err != nil || at.URL == "" {
		return rest.GraphMedia{}, &provider.Error{Op: fetching.Op, Kind: provider.Unavailable}
	}
	return at, nil
}
