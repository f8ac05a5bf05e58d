package simulator

import (
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// templateParameter is a value of a send. Its type says which of the other fields is meant (Cloud API documentation,
// "Send template messages").
type templateParameter struct {
	Type     string            `json:"type"`
	Name     string            `json:"parameter_name"`
	Text     string            `json:"text"`
	Payload  string            `json:"payload"`
	Coupon   string            `json:"coupon_code"`
	Group    string            `json:"group_id"`
	Currency *currencyValue    `json:"currency"`
	DateTime *fallback         `json:"date_time"`
	Image    *fileRef          `json:"image"`
	Video    *fileRef          `json:"video"`
	GIF      *fileRef          `json:"gif"`
	Document *fileRef          `json:"document"`
	Location *placeValue       `json:"location"`
	Product  map[string]string `json:"product"`
	Action   *templateAction   `json:"action"`
	Minutes  int64             `json:"ttl_minutes"`
	Offer    struct {
		Ends int64 `json:"expiration_time_ms"`
	} `json:"limited_time_offer"`
	Targets []struct {
		URL   string `json:"url"`
		Title string `json:"title"`
	} `json:"tap_target_configuration"`
}

type fallback struct {
	Value string `json:"fallback_value"`
}

type currencyValue struct {
	fallback

	Code   string `json:"code"`
	Amount *int64 `json:"amount_1000"`
}

type placeValue struct {
	Latitude  json.RawMessage `json:"latitude"` // a number, or one in a string
	Longitude json.RawMessage `json:"longitude"`
	Name      string          `json:"name"`
	Address   string          `json:"address"`
}

// fileRef names a file by one of two ways.
type fileRef struct {
	ID   string `json:"id"`
	Link string `json:"link"`
}

func (p *templateParameter) kind() string { return strings.ToLower(p.Type) }

// shown is what a customer reads of a parameter of a text.
func (p *templateParameter) shown() string {
	switch {
	case p.Currency != nil:
		return p.Currency.Value
	case p.DateTime != nil:
		return p.DateTime.Value
	}
	return p.Text
}

// file is the parameter's file, or nil.
func (p *templateParameter) file() *fileRef {
	return map[string]*fileRef{"image": p.Image, "video": p.Video, "gif": p.GIF, "document": p.Document}[p.kind()]
}

// currencyCode is the form of ISO 4217's.
var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)

// check checks that a parameter is of one of some kinds, and what it says.
func (p *templateParameter) check(at string, kinds ...string) *failure {
	if !slices.Contains(kinds, p.kind()) {
		return otherFormat(at, strings.ToUpper(strings.Join(kinds, " or ")))
	}
	right := true
	switch p.kind() {
	case "text":
		return words(at, p.Text)
	case "date_time":
		return words(at, p.shown())
	case "group_id":
		return words(at, p.Group)
	case "coupon_code":
		return words(at, p.Coupon)
	case "payload":
		if p.Payload == "" {
			return require(at + "['payload']")
		}
	case "currency":
		right = p.Currency != nil && currencyCode.MatchString(p.Currency.Code) && p.Currency.Amount != nil
		if right {
			return words(at, p.Currency.Value)
		}
	case "image", "video", "gif", "document":
		right = p.file().right()
	case "location":
		right = p.Location.right()
	case "product":
		right = p.Product["product_retailer_id"] != "" && p.Product["catalog_id"] != ""
	case "action":
		right = p.Action != nil
	case "ttl_minutes":
		right = p.Minutes > 0
	case "limited_time_offer":
		right = p.Offer.Ends > 0
	}
	if !right {
		return otherFormat(at, "the members of "+p.Type)
	}
	return nil
}

// words checks a text that is shown: it may hold no line break, no tab and no run of more than four spaces.
func words(at, text string) *failure {
	switch {
	case text == "":
		return require(at + "['text']")
	case strings.ContainsAny(text, "\n\r\t") || strings.Contains(text, "     "):
		return refuse(132018, "Param text cannot have new-line/tab characters or more than 4 consecutive spaces")
	}
	return nil
}

// right tells whether a file is named by one of an id and a link.
func (f *fileRef) right() bool {
	if f == nil || (f.ID == "") == (f.Link == "") {
		return false
	}
	u, err := url.Parse(f.Link)
	return f.ID != "" || err == nil && strings.HasPrefix(u.Scheme, "http") && u.Host != ""
}

// right tells whether a place is on the globe and has a name and an address.
func (l *placeValue) right() bool {
	return l != nil && l.Name != "" && l.Address != "" && degrees(l.Latitude, 90) && degrees(l.Longitude, 180)
}

func degrees(raw json.RawMessage, most float64) bool {
	n, err := strconv.ParseFloat(strings.Trim(string(raw), `"`), 64)
	return err == nil && n >= -most && n <= most
}
