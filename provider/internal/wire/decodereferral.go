package wire

import "github.com/wainbox/wainbox/whatsapp"

// referral reads what a message came from; nil when there is no object.
func (d *decoder) referral(v int) *whatsapp.Referral {
	if d.kind(v) != '{' {
		return nil
	}
	r := &whatsapp.Referral{}
	for k, end := v+1, d.next(v); k < end; k = d.next(k + 1) {
		switch string(d.key(k)) {
		case "source_url":
			r.SourceURL = d.text(k + 1)
		case "source_id":
			r.SourceID = d.text(k + 1)
		case "source_type":
			r.SourceType = d.text(k + 1)
		case "headline":
			r.Headline = d.text(k + 1)
		case "body":
			r.Body = d.text(k + 1)
		case "media_type":
			r.MediaType = d.text(k + 1)
		case "image_url":
			r.ImageURL = d.text(k + 1)
		case "video_url":
			r.VideoURL = d.text(k + 1)
		case "thumbnail_url":
			r.Thumbnail = d.text(k + 1)
		case "ctwa_clid":
			r.ClickID = d.text(k + 1)
		case "welcome_message":
			r.Welcome = d.text(d.memberOf(k+1, "text"))
		case "ref":
			r.Ref = d.text(k + 1)
		}
	}
	return r
}
