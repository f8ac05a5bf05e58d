package rest

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/wainbox/wainbox/provider"
)

// MaxMediaBytes is the platform's largest file, 100 MB. Source: Cloud API
// reference, "Media", October 2025.
const MaxMediaBytes = 100 << 20

// maxHops is how many redirects a download follows.
const maxHops = 5

// What can be wrong with a download, as the cause of its [provider.Error].
var (
	ErrNotFound = errors.New("rest: nothing at this address")
	ErrHost     = errors.New("rest: not one of the provider's hosts")
	ErrTooLarge = errors.New("rest: larger than the platform allows")
	ErrHash     = errors.New("rest: does not match its hash")
	ErrEmpty    = errors.New("rest: empty file")
	ErrPage     = errors.New("rest: a web page instead of the file")
	ErrRedirect = errors.New("rest: too many redirects")
)

// Download is a file to fetch.
type Download struct {
	URL   string
	Hosts Hosts
	// Header goes to Hosts, besides the client's own.
	Header http.Header
	// Open may be led to besides, and are not shown Header. Only a client without
	// credentials of its own may have any.
	Open Hosts
	// MIME is what the provider announced; empty = not known.
	MIME string
	// SHA256 are the announced hashes, each hexadecimal or base64; empty ones
	// are left out, and all others must match.
	SHA256 []string
	// MaxBytes is the largest file; 0 = [MaxMediaBytes].
	MaxBytes int64
}

// Download streams a file into w, following redirects among the allowed hosts,
// each checked before the credentials are sent to it. Nothing is written to w
// unless the answer is a file; after an error what was written is to be thrown
// away. The error is a [*provider.Error] of c.
func (c *Client) Download(ctx context.Context, call Call, d Download, w io.Writer) (provider.MediaInfo, error) {
	u, err := url.Parse(d.URL)
	if err != nil {
		return provider.MediaInfo{}, call.file(provider.Invalid, ErrHost)
	}
	for hop := range maxHops {
		r := Request{Method: http.MethodGet, URL: u.String()}
		ours := d.Hosts.Allow(u)
		switch {
		case ours:
			r.Header = d.Header
		case hop > 0 && d.Open.Allow(u):
		default:
			return provider.MediaInfo{}, call.file(provider.Invalid, ErrHost)
		}
		res, _, err := c.start(ctx, r)
		if errors.Is(err, errPrivate) {
			return provider.MediaInfo{}, call.file(provider.Invalid, ErrHost)
		}
		if err != nil {
			return provider.MediaInfo{}, call.Lost(err)
		}
		if !redirects(res) {
			defer res.Body.Close()
			info, err := call.save(ctx, d, res, w)
			if !ours && provider.KindOf(err) == provider.Auth {
				// No credentials were shown: the address that it led to has run out.
				err = call.file(provider.Unavailable, ErrNotFound)
			}
			return info, err
		}
		_ = res.Body.Close()
		if u, err = u.Parse(res.Header.Get("Location")); err != nil {
			return provider.MediaInfo{}, call.file(provider.Invalid, ErrHost)
		}
	}
	return provider.MediaInfo{}, call.file(provider.Unavailable, ErrRedirect)
}

func redirects(res *http.Response) bool {
	switch res.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return res.Header.Get("Location") != ""
	default:
		return false
	}
}

// save judges the answer and copies the file.
func (c Call) save(ctx context.Context, d Download, res *http.Response, w io.Writer) (provider.MediaInfo, error) {
	limit := d.MaxBytes
	if limit <= 0 {
		limit = MaxMediaBytes
	}
	kind := mediaType(res.Header.Get("Content-Type"))
	switch {
	case res.StatusCode == http.StatusNotFound || res.StatusCode == http.StatusGone:
		return provider.MediaInfo{}, c.file(provider.Invalid, ErrNotFound)
	case res.StatusCode != http.StatusOK:
		return provider.MediaInfo{}, c.Refused(Answer{Status: res.StatusCode, Header: res.Header})
	case kind == "text/html" && d.MIME != "" && mediaType(d.MIME) != kind:
		return provider.MediaInfo{}, c.file(provider.Unavailable, ErrPage)
	case res.ContentLength > limit:
		return provider.MediaInfo{}, c.file(provider.Invalid, ErrTooLarge)
	}
	out := &hashing{w: w, sum: sha256.New()}
	n, err := io.Copy(out, io.LimitReader(res.Body, limit+1))
	switch {
	case out.failed != nil:
		return provider.MediaInfo{}, c.file(provider.Other, out.failed)
	case err != nil && ctx.Err() != nil:
		return provider.MediaInfo{}, c.file(provider.Unavailable, ctx.Err())
	case err != nil:
		return provider.MediaInfo{}, c.file(provider.Unavailable, err)
	case n > limit:
		return provider.MediaInfo{}, c.file(provider.Invalid, ErrTooLarge)
	case n == 0:
		return provider.MediaInfo{}, c.file(provider.Unavailable, ErrEmpty)
	}
	sum := out.sum.Sum(nil)
	for _, announced := range d.SHA256 {
		if announced != "" && !sameSum(announced, sum) {
			return provider.MediaInfo{}, c.file(provider.Unavailable, ErrHash)
		}
	}
	if d.MIME != "" {
		kind = d.MIME
	}
	return provider.MediaInfo{MIME: kind, Bytes: n, SHA256: hex.EncodeToString(sum)}, nil
}

func (c Call) file(k provider.Kind, cause error) *provider.Error {
	return &provider.Error{Op: c.Op, Kind: k, Err: cause}
}

// sameSum compares a hash as the provider wrote it: hexadecimal from the media
// endpoint, base64 in webhooks.
func sameSum(announced string, sum []byte) bool {
	announced = strings.TrimSpace(announced)
	if strings.EqualFold(announced, hex.EncodeToString(sum)) {
		return true
	}
	s := strings.TrimRight(announced, "=")
	return s == base64.RawStdEncoding.EncodeToString(sum) || s == base64.RawURLEncoding.EncodeToString(sum)
}

func mediaType(header string) string {
	t, _, err := mime.ParseMediaType(header)
	if err != nil {
		return ""
	}
	return t
}

// hashing tells the writer's failure from the reader's.
type hashing struct {
	w      io.Writer
	sum    hash.Hash
	failed error
}

func (h *hashing) Write(p []byte) (int, error) {
	h.sum.Write(p)
	n, err := h.w.Write(p)
	if err == nil && n < len(p) {
		err = io.ErrShortWrite
	}
	h.failed = err
	return n, err
}
