package dialog360

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/whatsapp"
)

var fetching = rest.Call{Op: "fetch media"}

const (
	// platformHost is where the platform keeps files; the gateway serves them
	// under the same path.
	platformHost = "lookaside.fbsbx.com"
	// files is the part of the gateway where they are.
	files = "/whatsapp_business/"
)

// FetchMedia downloads a received file; see [provider.MediaFetcher]. The id is
// exchanged for an address of the platform's, which lives for five minutes; the
// file is fetched from the same path of the gateway, which alone is shown the
// key. A file with a link only is fetched in the same way. Source: Messaging
// API, "Media", version 1.41.
//
// A file that is gone is not asked for twice: 20 failing requests in an hour
// block the number's media for half an hour.
//
// An id or address that is gone, an address elsewhere and a file above the limit
// are [provider.Invalid]; what may be better next time, also a hash that does
// not match, is [provider.Unavailable]; a failing w is [provider.Other].
func (c *Client) FetchMedia(ctx context.Context, m whatsapp.Media, w io.Writer) (provider.MediaInfo, error) {
	if m.ID == "" && m.Link == "" {
		return provider.MediaInfo{}, invalid(fetching, "media.id", "required")
	}
	at := rest.GraphMedia{URL: m.Link, MIME: m.MIME}
	if m.ID != "" {
		var err error
		if at, err = c.mediaAddress(ctx, m.ID); err != nil {
			return provider.MediaInfo{}, err
		}
	}
	if at.Bytes() > c.maxMediaBytes() {
		return provider.MediaInfo{}, &provider.Error{Op: fetching.Op, Kind: provider.Invalid, Err: rest.ErrTooLarge}
	}
	address, ok := c.fileAddress(at.URL)
	if !ok {
		c.options.Logger.WarnContext(ctx, "media host refused", "provider", Name, "number", c.config.Number)
		return provider.MediaInfo{}, &provider.Error{Op: fetching.Op, Kind: provider.Invalid, Err: rest.ErrHost}
	}
	info, err := c.rest.Download(ctx, fetching, rest.Download{
		URL:      address,
		Hosts:    rest.Hosts{Base: c.base},
		MIME:     at.MIME,
		SHA256:   []string{at.SHA256, m.SHA256},
		MaxBytes: c.maxMediaBytes(),
	}, w)
	return info, later(err)
}

// later makes a refusal of which only the status is known one that may pass.
//
// QUIRK(dialog360): "too fast" is a 400 here, and a file must not be given up
// for that.
func later(err error) error {
	e, ok := errors.AsType[*provider.Error](err)
	if ok && e.Kind == provider.Invalid && e.Err == nil {
		return &provider.Error{Op: e.Op, Kind: provider.Unavailable, After: e.After}
	}
	return err
}

func (c *Client) maxMediaBytes() int64 {
	if c.options.MaxMediaBytes > 0 {
		return c.options.MaxMediaBytes
	}
	return rest.MaxMediaBytes
}

// fileAddress is where the gateway serves a file of the platform's. Only an
// address of the platform's file host, or one of the gateway's already, has one.
//
// QUIRK(dialog360): only the documented path is followed. The gateway has all of
// its API on the host of its files, and no address from a callback may lead the
// key elsewhere in it.
func (c *Client) fileAddress(link string) (string, bool) {
	u, err := url.Parse(link)
	if err != nil {
		return "", false
	}
	platform := rest.Hosts{Base: &url.URL{Scheme: "https", Host: platformHost}}
	gateway := rest.Hosts{Base: c.base}
	straight := path.Clean(u.Path) == strings.TrimSuffix(u.Path, "/") && !strings.Contains(u.EscapedPath(), "%")
	if !platform.Allow(u) && !gateway.Allow(u) || !straight || !strings.HasPrefix(u.Path, files) {
		return "", false
	}
	u.Scheme, u.Host, u.Fragment = c.base.Scheme, c.base.Host, ""
	return u.String(), true
}

// mediaAddress asks where a file can be had.
func (c *Client) mediaAddress(ctx context.Context, id whatsapp.MediaID) (rest.GraphMedia, error) {
	address, err := c.mediaPath(fetching, id)
	if err != nil {
		return rest.GraphMedia{}, err
	}
	var at rest.GraphMedia
	if err := c.exchange(ctx, fetching, rest.Request{Method: http.MethodGet, URL: address}, nil, &at); err != nil {
		return rest.GraphMedia{}, err
	}
	if at.URL == "" {
		return rest.GraphMedia{}, fetching.Lost(errUnreadable)
	}
	return at, nil
}

// mediaPath is the address of a file's id. Ids stand at the root of the API,
// beside everything else, so what is no id must not pass for one.
func (c *Client) mediaPath(call rest.Call, id whatsapp.MediaID) (string, error) {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"
	switch {
	case id == "":
		return "", invalid(call, "media.id", "required")
	case strings.Trim(string(id), letters) != "":
		return "", invalid(call, "media.id", "letters, digits and hyphens")
	default:
		return c.address + "/" + string(id), nil
	}
}
