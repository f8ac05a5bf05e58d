package onemsg

import (
	"context"
	"errors"
	"io"
	"net/url"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/whatsapp"
)

var fetching = rest.Call{Op: "fetch media"}

// FetchMedia downloads a received file; see [provider.MediaFetcher]. A message
// in 1msg's own shape has an address that lives for about five minutes and
// cannot be renewed; one of a raw hook has an id, which is exchanged for such an
// address, and once more if there is nothing at it. The token is shown to
// neither. Source: 1msg's SDK, contract 1.0.0.
//
// An id or address that is gone, a host that is none of [Options.MediaHosts]
// and a file above the limit are [provider.Invalid]; what may be better next
// time, also a hash that does not match, is [provider.Unavailable]; a failing w
// is [provider.Other].
func (c *Client) FetchMedia(ctx context.Context, m whatsapp.Media, w io.Writer) (provider.MediaInfo, error) {
	if m.ID == "" {
		if m.Link == "" {
			return provider.MediaInfo{}, invalid(fetching, "media.id", "required")
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
	switch {
	case errors.Is(err, rest.ErrHost):
		c.options.Logger.WarnContext(ctx, "media host refused", "provider", Name, "channel", c.instance)
	case provider.KindOf(err) == provider.Auth:
		// No credentials were shown: the address has run out.
		err = &provider.Error{Op: fetching.Op, Kind: provider.Invalid, Err: rest.ErrNotFound}
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
	var at rest.GraphMedia
	if err := c.ask(ctx, fetching, "retrieveMedia", url.Values{"mediaId": {string(id)}}, &at); err != nil {
		return rest.GraphMedia{}, err
	}
	if at.URL == "" {
		return rest.GraphMedia{}, unreadable(fetching)
	}
	return at, nil
}
