package twilio_test

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/jarcoal/httpmock"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/providertest"
	"github.com/wainbox/wainbox/provider/twilio"
	"github.com/wainbox/wainbox/whatsapp"
)

const (
	file    = "\xff\xd8\xff a photo"
	fileURL = "https://api.twilio.com/2010-04-01/Accounts/" + account + "/Messages/MM1/Media/ME1"
	runOut  = "<Error><Code>AccessDenied</Code></Error>"
	stored  = "https://media.twiliocdn.com/x/y?sig=canary"
)

// store answers requests for a file: the address of the API leads to another
// that keeps it, and is told the credentials alone.
func store(t *testing.T, lead, answer string) (*httpmock.MockTransport, *[]string) {
	t.Helper()
	mock := httpmock.NewMockTransport()
	asked := &[]string{}
	mock.RegisterNoResponder(func(r *http.Request) (*http.Response, error) {
		*asked = append(*asked, r.URL.String())
		user, password, has := r.BasicAuth()
		if r.URL.Host != "api.twilio.com" {
			if has || len(r.Header["Authorization"]) > 0 {
				t.Errorf("%s was shown the credentials", r.URL.Host)
			}
			res := httpmock.NewStringResponse(http.StatusOK, answer)
			if answer == runOut {
				res = httpmock.NewStringResponse(http.StatusForbidden, answer)
			}
			res.Header.Set("Content-Type", "image/jpeg")
			return res, nil
		}
		if user != account || password != token {
			t.Error("the API was not shown the credentials")
		}
		if lead == "" {
			return httpmock.NewStringResponse(http.StatusOK, answer), nil
		}
		res := httpmock.NewStringResponse(http.StatusTemporaryRedirect, "")
		res.Header.Set("Location", lead)
		return res, nil
	})
	return mock, asked
}

func TestFetchMedia(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		link, lead, answer string
		kind               provider.Kind // Other = no error
		asked              int
	}{
		"kept elsewhere":      {fileURL, stored, file, provider.Other, 2},
		"at once":             {fileURL, "", file, provider.Other, 1},
		"within":              {fileURL, "/2010-04-01/x", file, provider.Unavailable, 5},
		"kept anywhere":       {fileURL, "https://example.com/x", file, provider.Invalid, 1},
		"kept inside":         {fileURL, "https://169.254.169.254/x", file, provider.Invalid, 1},
		"kept in the clear":   {fileURL, strings.Replace(stored, "https", "http", 1), file, provider.Invalid, 1},
		"not the API's":       {stored, "", file, provider.Invalid, 0},
		"above the limit":     {fileURL, stored, strings.Repeat("x", 65), provider.Invalid, 2},
		"run out elsewhere":   {fileURL, stored, runOut, provider.Unavailable, 2},
		"nothing":             {fileURL, stored, "", provider.Unavailable, 2},
		"an id and no link":   {"", "", file, provider.Invalid, 0},
		"with a password":     {"https://canary@api.twilio.com/x", "", file, provider.Invalid, 0},
		"another port":        {"https://api.twilio.com:8443/x", "", file, provider.Invalid, 0},
		"another's subdomain": {"https://api.twilio.com.example.com/x", "", file, provider.Invalid, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mock, asked := store(t, tc.lead, tc.answer)
			log := &providertest.Log{}
			c, err := twilio.New(complete(), &twilio.Options{
				HTTP: &http.Client{Transport: mock}, MaxMediaBytes: 64, Logger: slog.New(slog.NewTextHandler(log, nil)),
			})
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			info, err := c.FetchMedia(t.Context(), whatsapp.Media{Type: "image", ID: "ME1", Link: tc.link, MIME: "image/jpeg"}, &got)
			if len(*asked) != tc.asked {
				t.Errorf("asked for %v", *asked)
			}
			if strings.Contains(log.String(), "canary") {
				t.Errorf("logged %s", log.String())
			}
			if tc.kind != provider.Other {
				if provider.KindOf(err) != tc.kind {
					t.Errorf("FetchMedia = %v, want %v", err, tc.kind)
				}
				return
			}
			if err != nil || info.MIME != "image/jpeg" || info.Bytes != int64(len(file)) || got.String() != file {
				t.Errorf("FetchMedia = %+v, %v", info, err)
			}
		})
	}
}

// TestFetchMediaDefaults has the limit and the hosts of somebody's own.
func TestFetchMediaDefaults(t *testing.T) {
	t.Parallel()
	mock, _ := store(t, "https://files.example.com/x", strings.Repeat("x", 25<<20+1))
	c, err := twilio.New(complete(), &twilio.Options{HTTP: &http.Client{Transport: mock}, MediaHosts: []string{"example.com"}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.FetchMedia(t.Context(), whatsapp.Media{Type: "document", Link: fileURL}, io.Discard)
	if provider.KindOf(err) != provider.Invalid {
		t.Errorf("more than 25 MB: %v", err)
	}
}
