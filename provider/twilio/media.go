package twilio

import (
	"context"
	"errors"
	"io"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/whatsapp"
)

var fetching = rest.Call{Op: "fetch media"}

// FetchMedia downloads a received file; see [provider.MediaFetcher]. It is found
// by its link, which does not expire; an id alone leads nowhere, since Twilio
// wants the message's too. The link must be on the host of the REST API, which
// alone is shown the credentials, and leads to another that keeps the file.
// Source: "Media resource", April 2026.
//
// A link that is gone or is not Twilio's and a file above the limit are
// [provider.Invalid]; what may be better next time is [provider.Unavailable]; a
// failing w is [provider.Other].
func (c *Client) FetchMedia(ctx context.Context, m whatsapp.Media, w io.Writer) (provider.MediaInfo, error) {
	if m.Link == "" {
		v := whatsapp.Violations{{Field: "media.link", Rule: "required"}}
		return provider.MediaInfo{}, &provider.Error{Op: fetching.Op, Kind: provider.Invalid, Err: v}
	}
	info, err := c.rest.Download(ctx, fetching, rest.Download{
		URL:      m.Link,
		Hosts:    rest.Hosts{Base: c.hosts.base},
		Header:   c.auth,
		Open:     rest.Hosts{Domains: c.options.MediaHosts},
		MIME:     m.MIME,
		SHA256:   []string{m.SHA256},
		MaxBytes: c.options.MaxMediaBytes,
	}, w)
	if errors.Is(err, rest.ErrHost) {
		c.options.Logger.WarnContext(ctx, "media host refused", "provider", Name, "account", c.config.AccountSID)
	}
	return info, err
}
