package profile

import "net/url"

// Preview is what a customer sees on the business's page, as data for a screen
// to draw.
type Preview struct {
	Title    string `json:"title,omitempty"`    // the display name in use
	Subtitle string `json:"subtitle,omitempty"` // About
	Official bool   `json:"official,omitempty"` // the badge beside the title
	PhotoURL string `json:"photo_url,omitempty"`
	Rows     []Row  `json:"rows,omitempty"`
}

// Row is one line of the page. There is none for what is not set.
type Row struct {
	Kind RowKind `json:"kind"`
	Text string  `json:"text"`
	// Link is where a tap leads: an http or https address, or one of mailto;
	// empty = nowhere.
	Link string `json:"link,omitempty"`
}

// RowKind is what a row shows, by the platform's names.
type RowKind string

// The rows.
const (
	RowDescription RowKind = "description"
	RowCategory    RowKind = "vertical"
	RowAddress     RowKind = "address"
	RowEmail       RowKind = "email"
	RowWebsite     RowKind = "websites"
)

// PreviewOf shows a profile with the name in use; the badge is [Official.Is].
// Texts are shown as they are, whatever their length, and the category in
// English words. An industry of older lists shows no category, one that is not
// known its own word.
//
// QUIRK(cloudapi): the order of the rows is what phones show today; it is not
// documented.
func PreviewOf(p Profile, name Name, official bool) Preview {
	v := Preview{Title: name.Current.Name, Subtitle: p.About, Official: official, PhotoURL: p.PhotoURL}
	v.add(RowDescription, p.Description, "")
	v.add(RowCategory, p.Vertical.label(), "")
	v.add(RowAddress, p.Address, "")
	mail := url.URL{Scheme: "mailto", Opaque: url.PathEscape(p.Email)}
	v.add(RowEmail, p.Email, mail.String())
	for _, site := range p.Websites {
		link := ""
		if isAddress(site) {
			link = site
		}
		v.add(RowWebsite, site, link)
	}
	return v
}

func (v *Preview) add(kind RowKind, text, link string) {
	if text != "" {
		v.Rows = append(v.Rows, Row{kind, text, link})
	}
}

func (v Vertical) label() string {
	if v.isOld() {
		return ""
	}
	if label, ok := Labels.Label(v); ok {
		return label
	}
	return string(v)
}
