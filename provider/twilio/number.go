package twilio

import (
	"context"
	"strconv"
	"strings"

	"github.com/wainbox/wainbox/provider"
	"github.com/wainbox/wainbox/provider/internal/rest"
	"github.com/wainbox/wainbox/whatsapp"
)

var looking = rest.Call{Op: "read number"}

// Number reads how the sender stands; see [provider.NumberReader]. It needs a
// [Config.From]. Words are Twilio's: a status of "ONLINE" can send, a quality is
// "HIGH", a limit "10K Customers/24hr".
func (c *Client) Number(ctx context.Context) (provider.Number, error) {
	s, err := c.own(ctx, looking)
	if err != nil {
		return provider.Number{}, err
	}
	number := digits(s.SenderID)
	n := provider.Number{
		ID:           whatsapp.NumberID(number),
		WABA:         s.Configuration.WABA,
		Display:      "+" + number,
		VerifiedName: word(s.Profile, "name"),
		Status:       whatsapp.NumberStatus(s.Status),
		Quality:      whatsapp.Quality(s.Properties.Quality),
		Limit:        whatsapp.MessagingLimit(s.Properties.Limit),
	}
	for _, o := range s.Offline {
		code, _ := strconv.Atoi(strings.Trim(string(o.Code), `"`))
		n.Problems = append(n.Problems, provider.Problem{Where: "PHONE_NUMBER", Code: code, Text: o.Message, Solution: o.More})
	}
	return n, nil
}
