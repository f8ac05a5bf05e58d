package rest

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"maps"
	"net/http"
	"net/url"

	"github.com/wainbox/wainbox/provider"
)

// GraphList is a list at the Graph API that comes in pages.
type GraphList struct {
	Call Call
	URL  string // without a query
	// Query goes with every page.
	Query url.Values
	// CursorsOnly is set for a list that never says whether there is more: its
	// end is a page with nothing on it. Others end where "next" is missing.
	CursorsOnly bool
}

// GraphItems yields the items of a list, page after page, and ends at the first
// error. A page is asked for when the one before is used up. The address in
// "next" is not followed, since it holds the token: its cursor is used.
//
// When the platform no longer knows a cursor, the list is read from its
// beginning once more, and what has been yielded is left out: key tells items
// apart, and one whose key is empty is always yielded.
func GraphItems[T any](ctx context.Context, c *Client, l GraphList, key func(T) string) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		seen, asked := map[string]bool{}, map[string]bool{}
		for after, restarted := "", false; ; {
			page, err := c.graphPage(ctx, l, after)
			if after != "" && !restarted && cursorLost(err) {
				after, restarted = "", true
				clear(asked)
				continue
			}
			if err != nil {
				yield(none, err)
				return
			}
			for _, data := range page.Data {
				var item T
				if Lenient(data, &item) != nil {
					yield(none, l.Call.unreadable())
					return
				}
				k := key(item)
				if seen[k] {
					continue
				}
				seen[k] = k != ""
				if !yield(item, nil) {
					return
				}
			}
			next := page.next(l.CursorsOnly)
			if next == "" {
				return
			}
			if asked[next] { // or it would never end
				yield(none, l.Call.unreadable())
				return
			}
			asked[next], after = true, next
		}
	}
}

type graphPage struct {
	Data   []json.RawMessage `json:"data"`
	Paging struct {
		Cursors struct {
			After string `json:"after"`
		} `json:"cursors"`
		Next string `json:"next"`
	} `json:"paging"`
}

// next is the cursor of the page after this one; empty = there is none.
func (p graphPage) next(cursorsOnly bool) string {
	if cursorsOnly && len(p.Data) == 0 || !cursorsOnly && p.Paging.Next == "" {
		return ""
	}
	return p.Paging.Cursors.After
}

func (c *Client) graphPage(ctx context.Context, l GraphList, after string) (graphPage, error) {
	q := maps.Clone(l.Query)
	if after != "" {
		if q == nil {
			q = url.Values{}
		}
		q.Set("after", after)
	}
	address := l.URL
	if len(q) > 0 {
		address += "?" + q.Encode()
	}
	var page graphPage
	err := c.Graph(ctx, l.Call, Request{Method: http.MethodGet, URL: address}, nil, &page)
	return page, err
}

// cursorLost reports the codes that ask to begin again without a cursor: of a
// cursor that is not known (131059), and of a list of blocked customers that
// changed meanwhile (139102).
func cursorLost(err error) bool {
	e, ok := errors.AsType[*provider.Error](err)
	return ok && (e.Code == 131059 || e.Code == 139102)
}
