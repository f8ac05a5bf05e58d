package simulator

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// profileFields is what people see of a business, in Meta's words.
type profileFields struct {
	About       string   `json:"about,omitempty"`
	Address     string   `json:"address,omitempty"`
	Description string   `json:"description,omitempty"`
	Email       string   `json:"email,omitempty"`
	Websites    []string `json:"websites,omitempty"`
	Vertical    string   `json:"vertical,omitempty"` // Meta's code
	Picture     string   `json:"profile_picture_url,omitempty"`
}

// profileChange is what a request changes: nil = as before.
type profileChange struct {
	About       *string  `json:"about"`
	Address     *string  `json:"address"`
	Description *string  `json:"description"`
	Email       *string  `json:"email"`
	Websites    []string `json:"websites"`
	Vertical    *string  `json:"vertical"`
	Handle      *string  `json:"profile_picture_handle"`
	Picture     *string  `json:"-"`
}

// verticals are the kinds of business, Meta's code and what other vendors show (Cloud API documentation, "Business
// profiles"; Twilio, "Senders API").
var verticals = map[string]string{
	"ALCOHOL": "Alcohol", "APPAREL": "Clothing and Apparel", "AUTO": "Automotive", "BEAUTY": "Beauty, Spa and Salon",
	"EDU": "Education", "ENTERTAIN": "Entertainment", "EVENT_PLAN": "Event Planning and Service",
	"FINANCE": "Finance and Banking", "GOVT": "Public Service", "GROCERY": "Food and Grocery",
	"HEALTH": "Medical and Health", "HOTEL": "Hotel and Lodging", "NONPROFIT": "Non-profit",
	"ONLINE_GAMBLING": "Online Gambling", "OTC_DRUGS": "OTC Drugs", "OTHER": "Other",
	"PHYSICAL_GAMBLING": "Physical Gambling", "PROF_SERVICES": "Professional Services", "RESTAURANT": "Restaurant",
	"RETAIL": "Shopping and Retail", "TRAVEL": "Travel and Transportation",
}

// labelled returns the code of a label, and whether there is one. Empty is a label.
func labelled(label string) (string, bool) {
	for code, l := range verticals {
		if l == label {
			return code, true
		}
	}
	return "", label == ""
}

// Lengths in characters, and the number of websites (Cloud API documentation, "Business profiles").
const (
	maxAbout       = 139
	maxAddress     = 256
	maxDescription = 512
	maxEmail       = 128
	maxWebsite     = 256
	maxWebsites    = 2
)

func (c *profileChange) check() *failure {
	for _, field := range []struct {
		name  string
		value *string
		most  int
	}{
		{"about", c.About, maxAbout},
		{"address", c.Address, maxAddress},
		{"description", c.Description, maxDescription},
		{"email", c.Email, maxEmail},
	} {
		if field.value != nil && utf8.RuneCountInString(*field.value) > field.most {
			return tooLong(field.name, field.most)
		}
	}
	if c.About != nil && *c.About == "" {
		return refuse(100, "Param about must not be empty")
	}
	if len(c.Websites) > maxWebsites {
		return refuse(100, fmt.Sprintf("Param websites must hold at most %d", maxWebsites))
	}
	for _, site := range c.Websites {
		web := strings.HasPrefix(site, "https://") || strings.HasPrefix(site, "http://")
		if !web || utf8.RuneCountInString(site) > maxWebsite {
			return refuse(100, "Param websites must hold URLs with http:// or https:// of at most 256 characters")
		}
	}
	if c.Vertical == nil || *c.Vertical == "" || *c.Vertical == "UNDEFINED" || *c.Vertical == "NOT_A_BIZ" {
		return nil
	}
	if _, known := verticals[*c.Vertical]; !known {
		return refuse(100, "Param vertical is not a known category")
	}
	return nil
}

// change puts what a request says over what was.
func (p *profileFields) change(c *profileChange) {
	for _, field := range []struct{ was, is *string }{
		{&p.About, c.About},
		{&p.Address, c.Address},
		{&p.Description, c.Description},
		{&p.Email, c.Email},
		{&p.Vertical, c.Vertical},
		{&p.Picture, c.Picture},
	} {
		if field.is != nil {
			*field.was = *field.is
		}
	}
	if c.Handle != nil {
		p.Picture = "https://pps.whatsapp.net/" + random(8) + ".jpg"
	}
	if c.Websites != nil {
		p.Websites = slices.Clone(c.Websites)
	}
}

// setProfile changes a number's profile, or says why not.
func (s *Simulator) setProfile(n *number, c *profileChange) *failure {
	if f := c.check(); f != nil {
		return f
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	n.profile.change(c)
	return nil
}

func (s *Simulator) profileOf(n *number) profileFields {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := n.profile
	p.Websites = slices.Clone(p.Websites)
	return p
}
