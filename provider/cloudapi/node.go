package cloudapi

import (
	"net/url"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/whatsapp"
)

// node is the address of something that has an id; edge, with its slash, is
// what belongs to it, and may be empty.
func (c *Client) node(id, edge string) string { return c.graph + "/" + url.PathEscape(id) + edge }

// number is the address of our own number, or of an edge of it.
func (c *Client) number(edge string) string { return c.node(c.config.NumberID, edge) }

// waba is the address of an edge of our account, of which a number can do
// without.
func (c *Client) waba(call rest.Call, edge string) (string, error) {
	if c.config.WABA == "" {
		return "", invalid(call, "WABA", "required")
	}
	return c.node(c.config.WABA, edge), nil
}

// invalid is the error of one field that breaks a rule.
func invalid(call rest.Call, field, rule string) error {
	return refused(call, whatsapp.Violations{{Field: field, Rule: rule}})
}

// refused is the error of what is wrong before anything was asked.
func refused(call rest.Call, why error) error {
	return &provider.Error{Op: call.Op, Kind: provider.Invalid, Err: why}
}
